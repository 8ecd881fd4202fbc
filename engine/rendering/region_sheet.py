"""The region sheet: every segment on one landscape page, with pilots, postures and the first questions."""

from ..advice.entries import FigureEntry
from ..advice.model import Advice, SegmentAdvice
from .confidence_line import confidence_in
from .elements import (
    Block,
    Boxed,
    Line,
    Link,
    Own,
    Paragraph,
    Row,
    Sheet,
    Strong,
    Table,
    Unknown,
    joined,
    words,
)
from .given import given_lines, without_lines
from .glossary import explained
from .mix_cells import Cells
from .numbers import count, short_money
from .overrides import region_overrides
from .questions import Questions
from .reader import Reader, bodies_of
from .references import Citations
from .region_tables import first_questions_block, pilots_block, postures_block, postures_on_sheet
from .sentence import region_lines
from .sheet import foot, legend_signs, stand_line

REGION = "regio"
MOST_GIVEN, MOST_MEASURES = 1, 1
FIGURES = ("use.clients", "use.spend", "market.providers", "market.registrations")


def region_sheet(advice: Advice, citations: Citations, reader: Reader, digest: str) -> Sheet:
    """One page; what does not fit stands in the region's annex, and the page says so."""
    cite = citations.on(REGION)
    given = joined([*given_lines(reader, cite, MOST_GIVEN), *without_lines(reader, ("funding",), in_short=True)])
    sheet = Sheet(
        id=REGION,
        title=reader.say("region.title", region=advice.region.name, n=len(advice.segments)),
        kind="region",
        stand=(*stand_line(reader, "sheet.region"), *words(" · "), *reader.line("sheet.board_decides")),
        boxed=Boxed(region_lines(reader)),
        opening=(
            Paragraph((Strong(reader.say("region.given")), *words(" "), *given)),
            *region_overrides(advice, reader),
        ),
        blocks=(
            Block(f"{REGION}-mix", reader.say("block.region_mix"), (region_mix_table(reader), region_legend(reader))),
            pilots_block(REGION, cite, reader),
            *((postures_block(REGION, reader),) if postures_on_sheet(reader) else ()),
            first_questions_block(REGION, reader),
        ),
        foot=foot(reader, reader.say("sheet.region"), digest),
        landscape=True,
    )
    return explained(sheet, reader)


def region_legend(reader: Reader) -> Paragraph:
    return Paragraph(
        (*reader.line("sheet.legend", **legend_signs()), *words(" "), *reader.line("region.legend_figures")), "legend"
    )


def region_mix_table(reader: Reader) -> Table:
    widths = {"segment": 21, "now": 11, "pilot": 7, "access": 18, "supplier": 11}
    widths |= {"form": 9, "contract": 11, "providers": 7, "rests": 5}
    columns = reader.columns("column.region", widths)
    rows = tuple(_SegmentRow(segment, reader).row() for segment in reader.advice.segments)
    return Table(reader.say("block.region_mix"), columns, rows)


class _SegmentRow:
    """One segment on one row; parts that differ stand inside the cell."""

    def __init__(self, segment: SegmentAdvice, reader: Reader) -> None:
        self.segment, self.reader = segment, reader
        self.bodies = bodies_of(segment)
        self.questions = Questions(segment, reader)
        self.cells = Cells(segment, reader)

    def row(self) -> Row:
        chosen = self.cells.choice_in_short
        cells = (
            self._head(),
            self.cells.sure(self.cells.funding_in_short, "funding"),
            self._pilots(),
            self._access(),
            self.cells.sure(lambda b: chosen(b, "intensity"), "supplier_management"),
            self.cells.sure(lambda b: chosen(b, "form"), "form"),
            self.cells.sure(lambda b: chosen(b, "term"), "contract"),
            self.cells.sure(lambda b: chosen(b, "direction"), "providers"),
            self._rests_on(),
        )
        return Row(cells)

    def _head(self) -> Line:
        name = Link(self.segment.id, self.reader.name_with_law(self.segment), lang=self.reader.lang_of_names)
        held = {f.field: f for f in self.segment.figures if f.field in FIGURES and f.applies}
        if not any(f.value is not None for f in held.values()):
            return (name, *words(" "), Unknown())
        return (name, *words(" "), *joined([self._figure(held.get(field)) for field in FIGURES], " · "))

    def _figure(self, held: FigureEntry | None) -> Line:
        if held is None:
            return ()
        if held.value is None:  # registrations stand in for providers that nobody counted, and the other way round
            return () if held.field == "market.registrations" or self._registered(held) else (Unknown(),)
        if held.field == "use.spend" and isinstance(held.value, int):
            return words(short_money(held.value, self.reader.language, 1))
        return words(count(held.value, self.reader.language)) if isinstance(held.value, int) else words(str(held.value))

    def _registered(self, held: FigureEntry) -> bool:
        counted = any(f.field == "market.registrations" and f.value is not None for f in self.segment.figures)
        return held.field == "market.providers" and counted

    def _pilots(self) -> Line:
        pilots = dict.fromkeys(p for body in (self.segment, *self.segment.parts) for p in body.funding.pilot)
        if pilots:
            return words(", ".join(pilots))
        explored = any(c.what == "exploration" for body in (self.segment, *self.bodies) for c in body.consequences)
        return self.reader.line("region.explore" if explored else "region.no_pilot")

    def _access(self) -> Line:
        """The measures of the segment and its parts, first those that few segments have."""
        taken = {
            code: body.decisions["access_measure"]
            for body in self.bodies
            for code in body.decisions["access_measure"].taken
        }
        others = [c for s in self.reader.advice.segments for c in s.decisions["access_measure"].taken]
        codes = sorted(taken, key=others.count)
        shown = [self.cells.named(taken[code], code) for code in codes[:MOST_MEASURES]]
        left = len(codes) - MOST_MEASURES
        line = joined(shown, "; ") or self.reader.line("region.no_measures")
        return (*line, *words(self.reader.say("words.plus", n=left))) if left > 0 else line

    def _rests_on(self) -> Line:
        """The questions on which some choice of the segment rests."""
        fields = {
            rests.field
            for body in self.bodies
            for name in ("funding", "access", "supplier_management", "form", "contract", "providers")
            for rests in confidence_in(body, name).rests_on
            if rests.why == "unknown"
        }
        conditions = {
            p.id for b in self.bodies for p in b.preconditions if p.option == b.funding.now and p.state == "unknown"
        }
        keys = fields | conditions
        first = {n: q.field or q.precondition for n, q in enumerate(self.reader.advice.first_questions, 1)}
        numbers = [n for n, key in first.items() if key in keys]
        shown = [str(n) for n in numbers]
        left = len(keys - set(first.values()))
        shown += [self.reader.say("region.on_sheet", n=left)] if left else []
        return words(", ".join(shown)) or self.reader.line("region.no_question")


__all__ = ["REGION", "Own", "region_legend", "region_mix_table", "region_sheet"]
