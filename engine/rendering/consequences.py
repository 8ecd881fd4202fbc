"""What follows from the advice: risks with measures, indicators, planning, the pilot, and questions for counsel."""

from collections.abc import Iterable

from ..advice.entries import ConsequenceEntry
from ..advice.model import Advice, BodyAdvice, SegmentAdvice
from ..advice.pilot_entries import PilotEntry
from .elements import Block, Column, Element, Items, Line, Link, Own, Paragraph, Row, Strong, Table, joined, words
from .reader import Reader, part_letters
from .references import SheetCitations

MOST_RISKS, MOST_INDICATORS, MOST_POINTS = 3, 1, 1
SELECTING = ("eligibility", "selection")
POINTS = ("planning", "attention", "exploration")
KINDS = ("risk", "indicator", *SELECTING, *POINTS)


def merged_consequences(bodies: Iterable[BodyAdvice]) -> dict[str, ConsequenceEntry]:
    """The consequences of several bodies, each rule once."""
    return {c.rule: c for body in bodies for c in body.consequences}


def shared_consequences(advice: Advice) -> dict[str, ConsequenceEntry]:
    """What follows alike in every segment, and points that follow in every segment of an act: said once."""
    everywhere = {rule: held for rule, (held, laws) in _shared(advice).items() if laws is None}
    of_act = {rule: held for rule, (held, laws) in _shared(advice).items() if laws is not None}
    return everywhere | of_act


def shared_by_act(advice: Advice) -> dict[str, frozenset[str]]:
    """The acts of the shared points that hold for the segments of these acts only."""
    return {rule: laws for rule, (_, laws) in _shared(advice).items() if laws is not None}


def _shared(advice: Advice) -> dict[str, tuple[ConsequenceEntry, frozenset[str] | None]]:
    """By rule: the consequence, and the acts it is confined to; None when it follows in every segment."""
    if len(advice.segments) == 1:
        return {}
    acts = {segment.id: segment.law for segment in advice.segments}
    where: dict[str, set[str]] = {}
    entries: dict[str, ConsequenceEntry] = {}
    for segment in advice.segments:
        for held in segment.consequences:
            where.setdefault(held.rule, set()).add(segment.id)
            entries.setdefault(held.rule, held)
    found: dict[str, tuple[ConsequenceEntry, frozenset[str] | None]] = {}
    for rule, ids in where.items():
        laws = frozenset(acts[name] for name in ids)
        whole = {name for name, law in acts.items() if law in laws}
        if ids == set(acts):
            found[rule] = entries[rule], None
        elif ids == whole and len(ids) > 1 and entries[rule].what in POINTS:
            found[rule] = entries[rule], laws
    return found


class Consequences:
    """The last blocks of a segment sheet."""

    def __init__(
        self, segment: SegmentAdvice, shared: dict[str, ConsequenceEntry], cite: SheetCitations, reader: Reader
    ):
        self.segment, self.cite, self.reader = segment, cite, reader
        self.bodies = (segment, *segment.parts)
        self.letters = part_letters(segment)
        self.shared = shared
        held = merged_consequences(self.bodies).values()
        self.own = [c for c in held if c.rule not in shared]

    def of(self, *kinds: str) -> list[ConsequenceEntry]:
        """Those of this segment alone, severe ones first, then those that name a source."""
        held = [c for c in self.own if c.what in kinds]
        return sorted(held, key=lambda c: (not c.severe, c.own_judgement, not c.passages))

    def block(self) -> Block:
        reader = self.reader
        elements: list[Element] = [
            *self._risks(),
            *self._indicators(),
            *self._points(),
            *self._pilots(),
            *self._common(),
        ]
        return Block(f"{self.segment.id}-gevolgen", reader.say("block.consequences"), tuple(elements), folded=True)

    def _said(self, held: ConsequenceEntry) -> Line:
        return self.cite.after(self.reader.both(held.text), held.passages)

    def _annex(self) -> Link:
        return Link("argumenten-gevolgen", self.reader.say("words.in_annex"))

    def _risks(self) -> list[Element]:
        held = self.of("risk")
        if not held:
            return [Paragraph(self.reader.line("risk.none"))]
        return [risk_table(held[:MOST_RISKS], self.cite, self.reader)]

    def _indicators(self) -> list[Element]:
        held, reader = self.of("indicator"), self.reader
        if not held:
            return [Paragraph(reader.line("indicator.none"))]
        shown = held[:MOST_INDICATORS]
        return [indicator_table(shown, self.cite, reader)]

    def _points(self) -> list[Element]:
        """Planning steps, explorations and points of attention of this segment alone."""
        held = self.of(*POINTS)
        held.sort(key=lambda c: KINDS.index(c.what))
        if not held:
            return [
                Paragraph((Strong(self.reader.say("planning.head")), *words(" "), *self.reader.line("planning.none")))
            ]
        lines = [
            (Strong(f"{self.reader.say(f'consequence.{c.what}')}:"), *words(" "), *self._said(c))
            for c in held[:MOST_POINTS]
        ]
        return [Items(tuple(lines))]

    def _pilots(self) -> list[Element]:
        reader = self.reader
        named = dict.fromkeys(p for body in self.bodies for p in body.funding.pilot)
        held = [p for p in reader.advice.pilots if p.id in named]
        if not held:
            return [Paragraph((Strong(reader.say("pilot.head")), *words(" "), *reader.line("pilot.none")))]
        return [Paragraph(pilot_line(pilot, reader)) for pilot in held]

    def _common(self) -> list[Element]:
        """How many of each kind the sheet leaves to the annex, and what holds for all segments."""
        lines: list[Line] = []
        left = {
            "risks": max(0, len(self.of("risk")) - MOST_RISKS),
            "indicators": max(0, len(self.of("indicator")) - MOST_INDICATORS),
            "points": max(0, len(self.of(*POINTS)) - MOST_POINTS),
        }
        if any(left.values()):
            lines.append((*self.reader.line("consequence.more", **left), *words(" "), self._annex(), *words(".")))
        own = merged_consequences(self.bodies)
        n = sum(1 for rule in self.shared if rule in own)
        if n:
            shared = self.reader.line("consequence.shared", n=n)
            lines.append((*shared, *words(" "), region_link(self.reader), *words(".")))
        return [Paragraph(joined(lines), "note")] if lines else []


def region_link(reader: Reader) -> Link:
    return Link("regio-bijlage", reader.say("words.in_region_annex"))


def pilot_line(pilot: PilotEntry, reader: Reader) -> Line:
    """Where the sheet points to the region's pilot: question, measure, dates, and whether it comes too late."""
    line: Line = (
        Strong(reader.say("pilot.named", id=pilot.id)),
        *words(f" {reader.both(pilot.question)} "),
        *reader.line("pilot.measured", measure=reader.both(pilot.measure) if pilot.measure else "?"),
        *words(" "),
        *reader.line("pilot.dates", ends=reader.day(pilot.ends), decision=reader.day(pilot.decision_by)),
    )
    notes = [reader.line(f"pilot.needs.{pilot.needs}"), reader.line(f"pilot.feeds.{pilot.feeds}")]
    if not pilot.carried:
        notes.append(reader.line("pilot.not_carried"))
    return (*line, *words(" "), *joined(notes))


def risk_table(held: list[ConsequenceEntry], cite: SheetCitations, reader: Reader) -> Table:
    columns = reader.columns("column", {"risk": 38, "answer": 49, "place": 13})
    rows = tuple(
        Row(
            (
                words(_risk(c, reader)),
                measure_line(c, reader) or reader.line("risk.no_measure"),
                cite.cell(c.passages, 1, lines=False) or (Own(),),
            )
        )
        for c in held
    )
    return Table(reader.say("caption.risks"), columns, rows)


def measure_line(held: ConsequenceEntry, reader: Reader) -> Line:
    """What answers a risk, with the sign of own judgement where no source names it."""
    if held.measure is None:
        return ()
    said = words(reader.both(held.measure))
    return (*said, *words(" "), Own()) if held.own_measure else said


def _risk(held: ConsequenceEntry, reader: Reader) -> str:
    text = reader.both(held.text)
    return f"{text.removesuffix('.')} ({reader.say('words.severe')})" if held.severe else text


def indicator_table(held: list[ConsequenceEntry], cite: SheetCitations, reader: Reader) -> Table:
    own = any(c.own_judgement for c in held)  # said in the head: the goals stand in the source, what to count is ours
    columns = (
        Column(words(reader.say("column.goal")), width=30),
        Column(words(reader.say("column.instrument")), width=12),
        Column(
            (*words(f"{reader.say('column.indicator')} "), Own()) if own else words(reader.say("column.indicator")),
            width=45,
        ),
        Column(words(reader.say("column.place")), width=13),
    )
    rows = tuple(
        Row(
            (
                words(reader.both(c.text)),
                words(reader.instrument_in_short(c.instrument) if c.instrument else "–"),
                words(reader.both(c.measure)) if c.measure else words("–"),
                cite.cell(c.passages, 1, lines=False) or (Own(),),
            )
        )
        for c in held
    )
    return Table(reader.say("caption.indicators"), columns, rows)
