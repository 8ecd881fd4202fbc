"""The preconditions of each form of funding: grouped by how they stand on a sheet, in full in the region's annex."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..advice.entries import PreconditionEntry
from ..advice.model import BodyAdvice
from .elements import (
    Block,
    Line,
    Link,
    Own,
    Paragraph,
    Row,
    Stressed,
    Table,
    Unknown,
    capitalized,
    joined,
    words,
)
from .reader import Reader
from .references import SheetCitations

FUNDING = "funding"
STATES = ("unmet", "unknown", "met")


@dataclass(frozen=True)
class Standing:
    """How one precondition stands, and in which parts (by letter; empty when in all)."""

    id: str
    state: str
    class_: str
    label: str
    parts: tuple[str, ...]


class Preconditions:
    """The preconditions of the bodies of one segment."""

    def __init__(self, bodies: Iterable[BodyAdvice], letters: dict[str, str], cite: SheetCitations, reader: Reader):
        self.bodies, self.letters, self.cite, self.reader = tuple(bodies), letters, cite, reader
        self.passages: dict[str, tuple[str, ...]] = {}

    def lines(self) -> tuple[Line, ...]:
        """What is chosen first; then what every other form lacks; then what each lacks besides."""
        chosen = {body.funding.now for body in self.bodies}
        held = {code: self._standings(code) for code in self.reader.options.of(FUNDING)}
        held = {code: standings for code, standings in held.items() if standings}
        others = [code for code in held if code not in chosen]
        common = [s for s in held[others[0]] if all(s in held[c] for c in others)] if len(others) > 1 else []
        lines = [self._line(self.reader.option(c), _open(held[c]) or held[c]) for c in held if c in chosen]
        if common:
            lines.append(self._line(self.reader.say("step.in_common"), common))
        if any(s.state == "unmet" for s in common):  # that keeps them all out: what each lacks besides is counted
            left = len({s.id for code in others for s in held[code]} - {s.id for s in common})
            return (*lines[:-1], (*lines[-1], *words(" "), *self._rest(left))) if left else tuple(lines)
        grouped: dict[tuple[Standing, ...], list[str]] = {}
        for code in others:
            own = tuple(s for s in held[code] if s not in common)
            if own:
                grouped.setdefault(own, []).append(code)
        for standings, codes in grouped.items():
            names = self.reader.catalogue.listed(self.reader.options_in_words(codes))
            lines.append(self._line(names, list(standings)))
        return tuple(lines)

    def _rest(self, n: int) -> Line:
        link = Link("regio-bijlage-voorwaarden", self.reader.say("words.in_region_annex"))
        return (*self.reader.line("precondition.more", n=n), *words(" "), link, *words("."))

    def _standings(self, code: str) -> list[Standing]:
        by_id: dict[str, dict[str, tuple[PreconditionEntry, list[str]]]] = {}
        for body in self.bodies:
            for p in body.preconditions:
                if p.option == code:
                    letter = self.letters.get(body.id, "")
                    by_id.setdefault(p.id, {}).setdefault(p.state, (p, []))[1].append(letter)
                    self.passages.setdefault(p.id, p.passages)
        return [
            Standing(p.id, state, p.class_, self.reader.both(p.label), tuple(parts) if len(states) > 1 else ())
            for states in by_id.values()
            for state, (p, parts) in states.items()
        ]

    def _line(self, name: str, standings: list[Standing]) -> Line:
        """``Taakgericht: niet vervuld a (gegeven); ? b, c (te bouwen); vervuld: d.``"""
        parts = []
        for state in STATES:
            of_state = [s for s in standings if s.state == state]
            for class_ in dict.fromkeys(s.class_ for s in of_state) if state != "met" else [""]:
                group = [s for s in of_state if not class_ or s.class_ == class_]
                if group:
                    parts.append(self._group(state, class_, group))
        return (Stressed(f"{capitalized(name)}:"), *words(" "), *joined(parts, "; "), *words("."))

    def _group(self, state: str, class_: str, group: list[Standing]) -> Line:
        reader = self.reader
        head: Line = (Unknown(),) if state == "unknown" else words(f"{reader.say(f'precondition.{state}')}:")
        named = [f"{s.label} ({'/'.join(s.parts)})" if s.parts else s.label for s in group]
        line = (*head, *words(f" {', '.join(named)}"))
        return (*line, *words(f" ({reader.say(f'precondition.class.{class_}')})")) if class_ else line


def _open(standings: list[Standing]) -> list[Standing]:
    """Of what is chosen only what still has to be settled."""
    return [s for s in standings if s.state != "met"]


def preconditions_block(anchor: str, cite: SheetCitations, reader: Reader) -> Block:
    """Every precondition with its question and where it stands how, for all segments."""
    title = reader.say("block.preconditions")
    held: dict[tuple[str, str], tuple[PreconditionEntry, dict[str, list[str]]]] = {}
    for segment in reader.advice.segments:
        for body in (segment, *segment.parts):
            path = segment.id if body is segment else f"{segment.id}/{body.id}"
            for p in body.preconditions:
                states = held.setdefault((p.option, p.id), (p, {}))[1]
                states.setdefault(p.state, []).append(path)
    if not held:
        return Block(anchor, title, (Paragraph(reader.line("precondition.none")),))
    widths = {"option": 17, "precondition": 20, "question": 25, "owner": 12, "stands": 16, "place": 10}
    columns = reader.columns("column", widths)
    alike: dict[str, tuple[list[str], PreconditionEntry, dict[str, list[str]]]] = {}
    for (option, name), (p, states) in held.items():
        alike.setdefault(f"{name} {p.label.nl} {states}", ([], p, states))[0].append(option)
    rows = tuple(
        Row(
            (
                words(reader.catalogue.listed(reader.options_in_words(options))),
                words(f"{reader.both(p.label)} ({reader.say(f'precondition.class.{p.class_}')})"),
                words(reader.both(p.question)),
                reader.owner(p.owner),
                _stands(states, reader),
                cite.cell(p.passages, len(p.passages)) or (Own(),),
            )
        )
        for options, p, states in alike.values()
    )
    return Block(anchor, title, (Table(title, columns, rows),), folded=True)


def _stands(states: dict[str, list[str]], reader: Reader) -> Line:
    parts = []
    for state in STATES:
        if state in states:
            head: Line = (Unknown(),) if state == "unknown" else words(reader.say(f"precondition.{state}"))
            names = words(f": {', '.join(reader.names(tuple(states[state])))}") if len(states) > 1 else ()
            parts.append((*head, *names))
    return joined(parts, "; ")
