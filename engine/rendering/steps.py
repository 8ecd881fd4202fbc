"""Why: the six steps that led to the advice, each with what it decided."""

from collections.abc import Iterable

from ..advice.choice_entries import WithoutGiven
from ..advice.entries import ExcludedEntry
from ..advice.model import SegmentAdvice
from .claims import (
    SHOWN_INSTRUMENTS,
    ClaimRow,
    claim_rows,
    evidence_in_words,
    most_telling,
    region_sources,
)
from .elements import (
    Block,
    Element,
    Items,
    Line,
    Link,
    Own,
    Paragraph,
    Row,
    Stressed,
    Strong,
    Table,
    capitalized,
    joined,
    words,
)
from .given import given_of
from .preconditions import Preconditions
from .reader import DECISION_OF, Reader, bodies_of, part_letters
from .references import SheetCitations

MOST_GIVEN, MOST_EXCLUDED, MOST_FACTS, MOST_EXPERIENCES = 1, 2, 4, 1
STEP_OF = {
    "given": 1,
    "only_one": 3,
    "precondition": 3,
    "fact": 4,
    "reading": 4,
    "experience": 5,
    "wish": 6,
}
"""the step on the sheet in which a decision fell"""
GROUNDS = ("law", "case_law", "board", "logic")


class Steps:
    """The block of one segment; parts are told apart only where they differ."""

    def __init__(self, segment: SegmentAdvice, cite: SheetCitations, reader: Reader) -> None:
        self.segment, self.cite, self.reader = segment, cite, reader
        self.bodies, self.letters = bodies_of(segment), part_letters(segment)
        self.claims = claim_rows([(self.letters.get(body.id, ""), body) for body in self.bodies])

    def block(self) -> Block:
        elements = [
            self._region(),
            self._scope(),
            *self._exclusions(),
            *self._facts(),
            self._experience(),
            self._wishes(),
        ]
        return Block(f"{self.segment.id}-waarom", self.reader.say("block.why"), tuple(elements), folded=True)

    def _head(self, number: int) -> Line:
        return (Strong(f"{number} · {self.reader.say(f'step.{number}')}."), *words(" "))

    def _decided(self, number: int) -> Line:
        """Which choices fell in this step."""
        names = [
            name
            for name in (*DECISION_OF.values(), "structure")
            if any(
                b.decisions[name].chosen and STEP_OF.get(b.decisions[name].decided_at) == number for b in self.bodies
            )
        ]
        shown = tuple(self.reader.instrument(name) for name in names)
        return self.reader.line("step.decided_here", what=shown) if shown else ()

    def _annex(self, code: str, n: int) -> Line:
        link = Link("bijlage-argumenten", self.reader.say("words.in_annex"))
        return (*self.reader.line(code, n=n), *words(" "), link, *words(".")) if n > 0 else ()

    # 1 · The region

    def _region(self) -> Paragraph:
        reader = self.reader
        paths = {self.segment.id, *(f"{self.segment.id}/{b.id}" for b in self.segment.parts)}
        given = given_of(reader, frozenset(paths))
        said = [self.cite.after(reader.both(g.text), g.passages) for g in given[:MOST_GIVEN]]
        if not said:
            said = [reader.line("step.nothing_given")]
        more = reader.line("step.more_given", n=len(given) - MOST_GIVEN) if len(given) > MOST_GIVEN else ()
        without = dict.fromkeys(self._without(w) for b in self.bodies for w in b.without_given)
        lines = joined([*said, more])
        if without:
            lines = (
                *lines,
                *words(" "),
                Stressed(reader.say("step.without_given")),
                *words(" "),
                *joined(list(without)),
            )
        return Paragraph((*self._head(1), *lines))

    def _without(self, held: WithoutGiven) -> Line:
        reader = self.reader
        instrument = reader.instrument(held.instrument)
        if held.without_status:
            codes = [code.strip() for code in held.without_status.split(",")]
            possible = reader.options_in_words([c for c in codes if c in reader.options.by_code])
            return reader.line("step.without_possible", instrument=capitalized(instrument), options=possible)
        if held.without:
            return reader.line(
                "step.without_becomes", instrument=capitalized(instrument), option=reader.option(held.without)
            )
        return reader.line("step.without_open", instrument=capitalized(instrument))

    # 2 · Scope and the zero option

    def _scope(self) -> Paragraph:
        lines = [self._chosen_because("scope"), self._chosen_because("extend")]
        return Paragraph((*self._head(2), *joined(lines)))

    def _chosen_because(self, instrument: str) -> Line:
        reader = self.reader
        held = self.bodies[0].decisions[instrument]
        name = reader.instrument(instrument)
        if held.chosen:
            line = reader.line("step.chosen", option=capitalized(reader.option(held.chosen)))
        elif held.ties:
            line = reader.line("step.level", instrument=name, options=reader.options_in_words(held.ties))
        else:
            line = reader.line("step.silent", instrument=name)
        excluded = {e.rule: e for b in self.bodies for e in b.excluded if e.option.startswith(f"{instrument}.")}
        reasons = [(reader.both(e.text), e.passages) for e in excluded.values()]
        reasons += [
            (reader.both(c.text), tuple(c.passages)) for c in self.claims if c.instrument == instrument and c.level
        ]
        for text, passages in reasons[:1]:
            line = (*line, *self.cite.after(f" {text}", passages))
        return line

    # 3 · Exclusions and preconditions

    def _exclusions(self) -> Iterable[Element]:
        reader = self.reader
        held = self._excluded()
        by_law = [entries for entries in held if entries[0].ground in ("law", "case_law")]
        lines = [self._excluded_line(entries) for entries in by_law[:MOST_EXCLUDED]]
        lines = lines or [reader.line("step.nothing_by_law")]
        more = self._annex("step.more_excluded", len(held) - len(lines) if held else 0)
        yield Paragraph((*self._head(3), *joined([*lines, more, self._decided(3)])))
        yield Items(Preconditions(self.bodies, self.letters, self.cite, reader).lines())

    def _excluded(self) -> list[list[ExcludedEntry]]:
        """Entries of one rule together; law first, and what is no instrument of this step left to step 2."""
        rules: dict[str, list[ExcludedEntry]] = {}
        for body in self.bodies:
            for entry in body.excluded:
                if entry.option.partition(".")[0] not in ("scope", "extend"):
                    rules.setdefault(entry.rule, []).append(entry)
        return sorted(rules.values(), key=lambda entries: GROUNDS.index(entries[0].ground))

    def _excluded_line(self, entries: list[ExcludedEntry]) -> Line:
        reader, first = self.reader, entries[0]
        names = reader.catalogue.listed(reader.options_in_words(list(dict.fromkeys(e.option for e in entries))))
        ground = reader.say(f"ground_of.{first.ground}")
        return (
            Stressed(capitalized(names)),
            *self.cite.after(f" ({ground}): {reader.both(first.text)}", first.passages),
        )

    # 4 · Facts of the segment

    def _facts(self) -> Iterable[Element]:
        held = [c for c in self.claims if c.step == "fact" and c.instrument in SHOWN_INSTRUMENTS and self._counts(c)]
        if not held:
            yield Paragraph((*self._head(4), *self.reader.line("step.no_facts")))
            return
        more = self._annex("step.more_facts", len(held) - MOST_FACTS)
        yield Paragraph((*self._head(4), *joined([self._decided(4), more])))
        yield self.fact_table(most_telling(held, MOST_FACTS))

    def _counts(self, claim: ClaimRow) -> bool:
        return claim.instrument not in ("scope", "extend") and (claim.level > 0 or claim.deciding)

    def fact_table(self, claims: list[ClaimRow]) -> Table:
        reader = self.reader
        sources = region_sources(reader)
        columns = reader.columns("column", {"claim": 47, "direction": 20, "evidence": 13, "place": 20})
        rows = tuple(
            Row(
                (
                    words(reader.both(claim.text)),
                    direction_of(claim, reader, self.letters),
                    words(evidence_in_words(claim, reader, sources)),
                    self.cite.cell(claim.passages, 1) or words("–"),
                )
            )
            for claim in claims
        )
        return Table(reader.say("step.4"), columns, rows)

    # 5 · Experience, 6 · Wishes

    def _experience(self) -> Paragraph:
        held = [c for c in self.claims if c.step == "experience"]
        said = [self.cite.after(self.reader.both(c.text), c.passages) for c in held[:MOST_EXPERIENCES]] or [
            self.reader.line("step.no_experience")
        ]
        more = self._annex("step.more_experience", len(held) - MOST_EXPERIENCES)
        return Paragraph((*self._head(5), *joined([*said, more, self._decided(5)])))

    def _wishes(self) -> Paragraph:
        reader = self.reader
        used = [c for c in self.claims if c.step == "wish" and c.deciding]
        waiting = sum(1 for c in self.claims if c.step == "wish")
        if not used:
            goals = sum(1 for c in self.claims if c.step == "goal")
            said = [reader.line("step.no_ranking", n=waiting), reader.line("step.goals", n=goals)]
            return Paragraph((*self._head(6), *joined(said)))
        said = [self.cite.after(reader.both(c.text), c.passages) for c in used[:MOST_EXPERIENCES]]
        return Paragraph((*self._head(6), *joined([*said, self._decided(6)])))


def direction_of(claim: ClaimRow, reader: Reader, letters: dict[str, str]) -> Line:
    """``vóór aanbesteding``, with the parts it holds for and ◇ when the reading is ours."""
    line = direction_names(claim, reader)
    if letters and len(claim.parts) < len(letters):
        line = (*line, *words(f" ({', '.join(claim.parts)})"))
    return line


def direction_names(claim: ClaimRow, reader: Reader) -> Line:
    """``vóór aanbesteding``, with ◇ when the reading is ours."""
    names = reader.catalogue.listed(reader.options_in_words(claim.options))
    line = reader.line(f"direction.{claim.direction}", options=names)
    return (*line, *words(" "), Own()) if claim.own_reading else line
