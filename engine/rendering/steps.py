"""Why: the six steps that led to the advice, each with what it decided."""

from collections.abc import Iterable

from ..advice.model import BodyAdvice, ExcludedEntry, PreconditionEntry, SegmentAdvice, WithoutGiven
from .claims import (
    SHOWN_INSTRUMENTS,
    ClaimRow,
    claim_rows,
    evidence_in_words,
    region_sources,
)
from .elements import (
    Block,
    Column,
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
    Unknown,
    joined,
    words,
)
from .reader import Reader, bodies_of, part_letters
from .references import SheetCitations

MOST_GIVEN, MOST_EXCLUDED, MOST_FACTS, MOST_EXPERIENCES = 2, 3, 7, 2
STEP_OF = {
    "excluded": 3,
    "precondition": 3,
    "only_one": 3,
    "severe": 3,
    "fact": 4,
    "reading": 4,
    "experience": 5,
    "wish": 6,
}
"""the step on the sheet in which a decision fell"""
GROUNDS = ("law", "case_law", "board", "logic")
FUNDING = "funding"


class Steps:
    """The block of one segment; parts are told apart only where they differ."""

    def __init__(self, segment: SegmentAdvice, cite: SheetCitations, reader: Reader) -> None:
        self.segment, self.cite, self.reader = segment, cite, reader
        self.bodies, self.letters = bodies_of(segment), part_letters(segment)
        self.claims = claim_rows(self.bodies)

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
            for name in SHOWN_INSTRUMENTS
            if any(
                b.decisions[name].chosen and STEP_OF.get(b.decisions[name].decided_at) == number for b in self.bodies
            )
            and name not in ("scope", "extend")
        ]
        shown = tuple(self.reader.instrument(name) for name in names)
        return self.reader.line("step.decided_here", what=shown) if shown else ()

    def _annex(self, code: str, n: int) -> Line:
        link = Link(f"bijlage-{self.segment.id}", self.reader.say("words.in_annex"))
        return (*self.reader.line(code, n=n), *words(" "), link, *words(".")) if n > 0 else ()

    # 1 · The region

    def _region(self) -> Paragraph:
        reader = self.reader
        paths = {self.segment.id, *(f"{self.segment.id}/{b.id}" for b in self.segment.parts)}
        given = [g for g in reader.advice.given if paths & set(g.segments)]
        said = [
            (*words(reader.both(g.text)), *words(" "), *self.cite.bracketed(g.passages)) for g in given[:MOST_GIVEN]
        ]
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
            return reader.line("step.without_possible", instrument=instrument, options=possible)
        if held.without:
            return reader.line("step.without_becomes", instrument=instrument, option=reader.option(held.without))
        return reader.line("step.without_open", instrument=instrument)

    # 2 · Scope and the zero option

    def _scope(self) -> Paragraph:
        lines = [self._chosen_because("scope"), self._chosen_because("extend")]
        return Paragraph((*self._head(2), *joined(lines)))

    def _chosen_because(self, instrument: str) -> Line:
        reader = self.reader
        held = self.bodies[0].decisions[instrument]
        name = reader.instrument(instrument)
        if held.chosen:
            line = reader.line("step.chosen", instrument=name, option=reader.option(held.chosen))
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
            line = (*line, *words(f" {text} "), *self.cite.bracketed(passages))
        return line

    # 3 · Exclusions and preconditions

    def _exclusions(self) -> Iterable[Element]:
        reader = self.reader
        held = self._excluded()
        lines = [self._excluded_line(entries) for entries in held[:MOST_EXCLUDED]]
        lines = lines or [reader.line("step.nothing_excluded")]
        more = self._annex("step.more_excluded", len(held) - MOST_EXCLUDED)
        yield Paragraph((*self._head(3), *joined([*lines, more, reader.line("step.preconditions"), self._decided(3)])))
        rows = tuple(self._variant(code) for code in reader.options.of(FUNDING))
        yield Items(tuple(row for row in rows if row))

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
            Stressed(names[:1].upper() + names[1:]),
            *words(f" ({ground}): {reader.both(first.text)} "),
            *self.cite.bracketed(first.passages),
        )

    def _variant(self, code: str) -> Line:
        """The preconditions of a funding variant, with how they stand."""
        held: dict[str, list[tuple[str, PreconditionEntry]]] = {}
        for body in self.bodies:
            for p in body.preconditions:
                if p.option == code:
                    held.setdefault(p.id, []).append((self.letters.get(body.id, ""), p))
        if not held:
            return ()
        parts = [self._precondition(entries) for entries in held.values()]
        name = self.reader.option(code)
        return (Stressed(name[:1].upper() + name[1:]), *words(": "), *joined(parts, "; "), *words("."))

    def _precondition(self, entries: list[tuple[str, PreconditionEntry]]) -> Line:
        reader, first = self.reader, entries[0][1]
        line = words(reader.both(first.label))
        states = {p.state for _, p in entries}
        for letter, p in entries[:1] if len(states) == 1 else entries:
            mark = f" {letter}" if len(states) > 1 else ""
            if p.state == "met":
                line = (*line, *words(f"{mark} ({reader.say('precondition.met')})"))
            else:
                kind = reader.say(f"precondition.class.{p.class_}")
                state = (Unknown(),) if p.state == "unknown" else words(reader.say("precondition.unmet"))
                line = (*line, *words(f"{mark} ("), *state, *words(f", {kind})"))
        return (*line, *words(" "), *self.cite.bracketed(first.passages, 1)) if first.passages else line

    # 4 · Facts of the segment

    def _facts(self) -> Iterable[Element]:
        held = [c for c in self.claims if c.step == "fact" and c.instrument in SHOWN_INSTRUMENTS and self._counts(c)]
        if not held:
            yield Paragraph((*self._head(4), *self.reader.line("step.no_facts")))
            return
        yield Paragraph((*self._head(4), *self._decided(4)))
        yield self.fact_table(held[:MOST_FACTS])
        more = self._annex("step.more_facts", len(held) - MOST_FACTS)
        if more:
            yield Paragraph(more, "note")

    def _counts(self, claim: ClaimRow) -> bool:
        return claim.instrument not in ("scope", "extend") and (claim.level > 0 or claim.deciding)

    def fact_table(self, claims: list[ClaimRow]) -> Table:
        reader = self.reader
        sources = region_sources(reader)
        columns = (
            Column(words(reader.say("column.claim")), width=42),
            Column(words(reader.say("column.direction")), width=22),
            Column(words(reader.say("column.evidence")), width=14),
            Column(words(reader.say("column.place")), width=22),
        )
        rows = tuple(
            Row(
                (
                    words(reader.both(claim.text)),
                    direction_of(claim, reader, self.letters),
                    words(evidence_in_words(claim, reader, sources)),
                    self.cite.cell(claim.passages) or words("–"),
                )
            )
            for claim in claims
        )
        return Table(reader.say("step.4"), columns, rows)

    # 5 · Experience, 6 · Wishes

    def _experience(self) -> Paragraph:
        held = [c for c in self.claims if c.step == "experience"]
        said = [
            (*words(f"{self.reader.both(c.text)} "), *self.cite.bracketed(c.passages)) for c in held[:MOST_EXPERIENCES]
        ] or [self.reader.line("step.no_experience")]
        more = self._annex("step.more_experience", len(held) - MOST_EXPERIENCES)
        return Paragraph((*self._head(5), *joined([*said, more, self._decided(5)])))

    def _wishes(self) -> Paragraph:
        reader = self.reader
        used = [c for c in self.claims if c.step == "wish" and c.deciding]
        waiting = sum(1 for c in self.claims if c.step == "wish")
        if not used:
            return Paragraph((*self._head(6), *reader.line("step.no_ranking", n=waiting)))
        said = [(*words(f"{reader.both(c.text)} "), *self.cite.bracketed(c.passages)) for c in used[:MOST_EXPERIENCES]]
        return Paragraph((*self._head(6), *joined([*said, self._decided(6)])))


def direction_of(claim: ClaimRow, reader: Reader, letters: dict[str, str]) -> Line:
    """``vóór aanbesteding``, with the parts it holds for and ◇ when the reading is ours."""
    line = direction_names(claim, reader)
    if letters and len(claim.parts) < len(letters):
        line = (*line, *words(f" ({', '.join(letters[p] for p in claim.parts if p in letters)})"))
    return line


def direction_names(claim: ClaimRow, reader: Reader) -> Line:
    """``vóór aanbesteding``, with ◇ when the reading is ours."""
    names = reader.catalogue.listed(reader.options_in_words(claim.options))
    line = reader.line(f"direction.{claim.direction}", options=names)
    return (*line, *words(" "), Own()) if claim.own_reading else line
