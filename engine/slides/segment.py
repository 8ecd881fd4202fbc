"""The slide of one segment: what to do, and under it direction, funding, access, market and contract."""

from collections.abc import Iterator

from ..advice.model import SegmentAdvice
from ..papers.paper import Making
from ..papers.unknown import line_with_needed, needed
from ..rendering.alternatives import Alternatives
from ..rendering.claims import ClaimRow, claim_rows
from ..rendering.elements import Items, Line, Paragraph, Row, Strong, Table, Unknown, joined, plain, words
from ..rendering.market import market_finding, market_prose
from ..rendering.mix import Mix
from ..rendering.mix_cells import Cells
from ..rendering.overrides import override_lines
from ..rendering.questions import Questions
from ..rendering.reader import Reader, bodies_of
from ..rendering.references import SheetCitations
from ..rendering.sentence import boxed_lines
from .deck import Content, Slide
from .marks import Marks

MOST_MARKS = 2
"""for one choice; every reason stands on the segment sheet"""
ROOM = {"direction": "market", "funding": "use", "access": "access", "market": "market", "contract": "present"}
"""who is asked for what a row does not know"""
INSTRUMENTS = {
    "direction": ("direction",),
    "funding": ("funding",),
    "access": ("access_measure",),
    "market": (),
    "contract": ("form", "term"),
}


def unknown_within(reader: Reader) -> Line:
    """What nobody knows, in the middle of a sentence."""
    return reader.line("slides.unknown_within", said=needed("governance", reader))


def segment_slide(segment: SegmentAdvice, making: Making, marks: Marks, cite: SheetCitations) -> Slide:
    view = _Segment(segment, making, marks, cite)
    return Slide(
        id=segment.id,
        title=making.reader.name_with_law(segment),
        content=tuple(view.content()),
        notes=tuple(view.notes()),
        lang=making.reader.lang_of_names,
    )


class _Segment:
    def __init__(self, segment: SegmentAdvice, making: Making, marks: Marks, cite: SheetCitations) -> None:
        self.segment, self.reader, self.marks, self.cite = segment, making.reader, marks, cite
        self.given = {entry.rule for entry in making.advice.given}
        self.cells = Cells(segment, self.reader)
        self.questions = Questions(segment, self.reader)
        self.claims = claim_rows([(body.id, body) for body in bodies_of(segment)])

    def content(self) -> Iterator[Content]:
        for line in boxed_lines(self.segment, self.questions, self.reader):
            yield Paragraph(line_with_needed(line, unknown_within(self.reader)))
        yield self._table()
        by_hand = override_lines(self.segment, None, self.reader)
        if by_hand:
            yield Items(by_hand)

    def _table(self) -> Table:
        reader = self.reader
        rows = tuple(Row((words(reader.say(f"slides.row.{name}")), self._cell(name))) for name in ROOM)
        caption = reader.say("slides.choices_of", segment=self.segment.name)
        return Table(caption, reader.columns("slides.column", {"about": 17, "choice": 83}), rows)

    def _cell(self, name: str) -> Line:
        held = line_with_needed(getattr(self, f"_{name}")(), needed(ROOM[name], self.reader))
        rules = [rule for instrument in INSTRUMENTS[name] for rule in self._rules(instrument)]
        return joined([held, self.marks.of(rules)])

    def _rules(self, instrument: str) -> list[str]:
        """Those on which the choice fell: claims first, else what took the other options out, the board's own first."""
        told = [claim.rules[0] for claim in self.claims if self._decided(claim, instrument)]
        held = [body.decisions[instrument] for body in bodies_of(self.segment)]
        if not told and any(decision.chosen for decision in held):
            told = [rule for decision in held for entry in decision.ranking for rule in entry.rules]
            told = sorted(told, key=lambda rule: rule not in self.given)
        return list(dict.fromkeys(told))[:MOST_MARKS]

    def _decided(self, claim: ClaimRow, instrument: str) -> bool:
        if instrument != "access_measure":
            return claim.deciding and claim.instrument == instrument
        taken = {code for body in bodies_of(self.segment) for code in body.decisions[instrument].taken}
        return claim.direction == "for" and claim.level > 0 and bool(taken & set(claim.options))

    def _direction(self) -> Line:
        return self.cells.sure(lambda body: self.cells.providers(body).main, "providers")

    def _funding(self) -> Line:
        return self.cells.sure(self.cells.funding_in_short, "funding")

    def _access(self) -> Line:
        bodies = bodies_of(self.segment)
        first = self.cells.access(bodies[0])
        return self.cells.over_parts(
            lambda body: self.cells.shown(self.cells.access(body), None if body.id == bodies[0].id else first)
        )

    def _market(self) -> Line:
        if not self.segment.market.groups and not self.segment.market.carried:
            return (Unknown(),)
        return words(market_finding(self.segment.market, self.reader))

    def _contract(self) -> Line:
        form = self.cells.sure(lambda body: self.cells.choice(body, "form"), "form")
        return joined([form, self.cells.sure(lambda body: self.cells.contract(body).main, "contract")], "; ")

    def notes(self) -> Iterator[Line]:
        """The whole mix and market of the sheet, which the slide tells in short, then where it comes from."""
        unknown = self.reader.line("slides.unknown")
        for element in Mix(self.segment, self.questions, self.reader).block().elements:
            if isinstance(element, Table):
                for row in element.rows if element.columns[0].head == self._first_head() else ():
                    line = joined(list(row.cells[1:]), " | ")
                    yield (Strong(f"{plain(row.cells[0])}: "), *line_with_needed(line, unknown))
            elif isinstance(element, Paragraph):
                yield line_with_needed(element.line, unknown)
        yield market_prose(self.segment, self.cite, self.reader)
        dissent = Alternatives(self.segment, self.cite, self.reader).dissent()
        yield (Strong(f"{dissent.title}."),)
        for element in dissent.elements:
            yield from (element.line,) if isinstance(element, Paragraph) else getattr(element, "lines", ())
        yield from self.marks.notes()

    def _first_head(self) -> Line:
        return self.reader.line("column.instrument")
