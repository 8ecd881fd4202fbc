"""The market part of segments as a region file: what was counted in declarations, with its basis, base and source."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol

from ..declarations.concentration import share
from ..declarations.figures import HIDDEN, Market, SegmentYear
from ..declarations.mapping import Mapping, SegmentNamed
from .answers import LONGEST_TEXT


class Texts(Protocol):
    """Where the words for readers come from: the catalogue in one language."""

    def say(self, code_path: str, **values: str | int) -> str: ...


def region_from_declarations(
    market: Market, mapping: Mapping, year: int, as_of: date, texts: Texts, notes: Sequence[str] = ()
) -> str:
    """A region file with the segments of the mapping and the figures of one year; everything else is still unknown.

    ``market`` is what may be told: what is held back there stays unknown here, and says so. ``notes`` are what a reader
    of the figures has to know besides.
    """
    return "\n".join(_Writing(market, mapping, year, texts).region(as_of, notes)) + "\n"


def measured_answers(market: Market, mapping: Mapping, year: int, texts: Texts) -> dict[str, dict[str, dict[str, str]]]:
    """What declarations answer about each segment, by room and question, as YAML. What is held back is left alone."""
    writing = _Writing(market, mapping, year, texts)
    found = {segment_id: writing.answers(segment_id) for segment_id in mapping.segments}
    return {
        segment_id: {room: {q: a for q, a in held.items() if "value: '?'" not in a} for room, held in rooms.items()}
        for segment_id, rooms in found.items()
        if rooms
    }


NO_ACT = ""
"""of a product without a segment in a file that does not say the act: it may be of any"""


class _Writing:
    def __init__(self, market: Market, mapping: Mapping, year: int, texts: Texts) -> None:
        self._market, self._mapping, self._year, self._texts = market, mapping, year, texts
        self._source = f"source: {_text(mapping.source)}, as_of: {year}"

    def region(self, as_of: date, more: Sequence[str]) -> Iterator[str]:
        yield "format: 1"
        yield f"id: {_text(self._mapping.region.id)}"
        yield f"name: {_text(self._mapping.region.name)}"
        yield f"as_of: {as_of.isoformat()}"
        yield f"source: {_text(self._mapping.source)}"
        notes = [*self._notes(), *more]
        if notes:
            yield "notes:"
            yield from (f"  - {{text: {_text(note)}}}" for note in notes)
        yield "segments:"
        for segment_id, named in self._mapping.segments.items():
            yield from self._segment(segment_id, named)

    def _segment(self, segment_id: str, named: SegmentNamed) -> Iterator[str]:
        yield f"  - id: {_text(segment_id)}"
        yield f"    name: {_text(named.name)}"
        yield f"    law: {named.law}"
        if named.kind is not None:
            yield f"    care: {{kind: {named.kind}}}"
        held = self._held(segment_id)
        about = None if held is None else self._about_clients(held, "clients_")
        if about is not None:
            yield f"    notes: [{{text: {_text(about)}}}]"
        for room, answers in self.answers(segment_id).items():
            yield f"    {room}:"
            yield from (f"      {question}: {answer}" for question, answer in answers.items())

    def answers(self, segment_id: str) -> dict[str, dict[str, str]]:
        """By room and question; nothing for a segment without declarations in the year."""
        held = self._held(segment_id)
        rooms = {} if held is None else {"use": self._use(held), "market": self._of_market(held)}
        return {room: answers for room, answers in rooms.items() if answers}

    def _held(self, segment_id: str) -> SegmentYear | None:
        return next((s for s in self._market.segments if (s.segment, s.year) == (segment_id, self._year)), None)

    def _use(self, held: SegmentYear) -> dict[str, str]:
        part = [] if self._market.whole(self._year) else [self._texts.say("declarations.region.part_of_year")]
        about = self._about_clients(held)
        partly = _noted(part)
        answers = {}
        if held.spend >= 0:
            answers["spend"] = f"{{value: {_text(_euro(held.spend))}, basis: measured, {self._source}{partly}}}"
        if isinstance(held.clients, int):
            note = _noted(part if about is None else [*part, about])
            answers["clients"] = f"{{value: {held.clients}, basis: measured, {self._source}{note}}}"
        elif about is not None:
            answers["clients"] = f"{{value: '?', {self._source}{_noted([about])}}}"
        return answers | self._shares(held)

    def _about_clients(self, held: SegmentYear, form: str = "") -> str | None:
        """What a count of clients leaves out, or why there is none, where the file has clients; the form as a code."""
        if held.clients == HIDDEN:
            code = "held_back"
        elif held.unnamed:
            code = "named_only" if isinstance(held.clients, int) else "mostly_unnamed"
        else:
            return None
        n, unnamed = self._mapping.suppress_under, _percent(held.unnamed)
        return self._texts.say(f"declarations.region.{form}{code}", n=n, share=unnamed)

    def _shares(self, held: SegmentYear) -> dict[str, str]:
        """Shares of the act, where they follow exactly: its segments here are all there is, and nobody is in two.

        Of clients only where every row names one.
        """
        act = next((t for t in self._market.totals if (t.year, t.act) == (self._year, held.act)), None)
        of_act = [s for s in self._market.segments if s.year == self._year and s.act in (held.act, NO_ACT)]
        if act is None or any(not s.segment or s.spend < 0 for s in of_act):
            return {}
        name = self._texts.say(f"law.{held.act}")
        of = f"of: {self._said('of_act', act=name)}, basis: derived, {self._source}"
        answers = {}
        known = [s.clients for s in of_act if isinstance(s.clients, int)]
        persons = sum(known)
        everybody = not any(s.unnamed for s in of_act)
        if isinstance(held.clients, int) and len(known) == len(of_act) and everybody and 0 < persons == act.clients:
            answers["client_share"] = f"{{value: '{_percent(share(held.clients, persons))}', {of}}}"
        if act.spend > 0:
            answers["cost_share"] = f"{{value: '{_percent(share(held.spend, act.spend))}', {of}}}"
        return answers

    def _of_market(self, held: SegmentYear) -> dict[str, str]:
        if held.market is None:
            return {}
        counted = held.market
        carried = ", ".join(f"'{percent}%': {providers}" for percent, providers in counted.carried)
        of = f"of: {self._said('of')}, basis: measured, {self._source}"
        return {
            "providers": f"{{value: {counted.providers}, basis: measured, {self._source}}}",
            "top3_share": f"{{value: '{_percent(counted.top3_share)}', {of}}}",
            "top10_share": f"{{value: '{_percent(counted.top10_share)}', {of}}}",
            "carried_by": f"{{value: {{{carried}}}, {of}}}",
            "hhi": f"{{value: {counted.hhi}, {of}}}",
        }

    def _notes(self) -> Iterator[str]:
        """What holds for all figures: what is not whole, what belongs to no segment, and who is counted once."""
        year = str(self._year)
        if not self._market.whole(self._year):
            yield self._texts.say("declarations.region.part", year=year)
        loose = sum(s.spend for s in self._market.segments if s.year == self._year and not s.segment)
        if loose:
            yield self._texts.say("declarations.region.loose", year=year, euro=(loose + 50) // 100)
        for total in self._market.totals:
            if total.year == self._year and total.act and total.registrations > total.providers:
                n, added = total.providers, total.registrations
                yield self._texts.say(
                    "declarations.region.counted_once",
                    act=self._texts.say(f"law.{total.act}"),
                    year=year,
                    n=n,
                    added=added,
                    over=self._texts.say(f"declarations.over.{self._market.added_over(total)}"),
                )

    def _said(self, code: str, **values: str | int) -> str:
        return _text(self._texts.say(f"declarations.region.{code}", **values))


def _noted(notes: Sequence[str]) -> str:
    return f", note: {_text('; '.join(notes))}" if notes else ""


def _percent(basis_points: int) -> str:
    return f"{basis_points // 100},{basis_points % 100:02d}%"


def _euro(cents: int) -> str:
    whole, part = divmod(cents, 100)
    return f"€ {whole:,}".replace(",", ".") + (f",{part:02d}" if part else "")


def _text(text: str) -> str:
    """Text as YAML in single quotes: nothing in it means anything else, and all of it can be seen."""
    seen = "".join(c if c.isprintable() else "�" for c in " ".join(text.split()))
    cut = seen if len(seen) <= LONGEST_TEXT else seen[: LONGEST_TEXT - 1] + "…"
    return "'" + cut.replace("'", "''") + "'"
