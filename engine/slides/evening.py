"""The slides of a council evening, in the order in which they are shown."""

from collections.abc import Callable, Iterator

from ..advice.model import Advice, SegmentAdvice
from ..papers.college import first_questions
from ..papers.council import contradictions, council_block
from ..papers.paper import Making
from ..papers.unknown import line_with_needed, needed_paragraph, with_needed
from ..pictures import Drawing
from ..pictures.points import can_draw
from ..rendering.elements import (
    Block,
    Cite,
    Code,
    Element,
    Items,
    Line,
    Own,
    Paragraph,
    Row,
    Strong,
    Table,
    capitalized,
    lines_of,
    words,
)
from ..rendering.given import given_of, without_lines
from ..rendering.glossary import terms_in
from ..rendering.market import market_finding, market_prose
from ..rendering.market_picture import curve_picture
from ..rendering.markets_picture import markets_picture
from ..rendering.mix_cells import Cells
from ..rendering.numbers import Language, stated_day
from ..rendering.overrides import region_overrides
from ..rendering.planning import planning_in_short
from ..rendering.references import rule_anchor
from ..rendering.region_tables import first_question_text
from ..rendering.savings_picture import savings_known, savings_picture
from ..rendering.sentence import region_lines
from ..rendering.sheet import stand_line
from .deck import Content, Deck, Picture, Slide
from .marks import Marks, Numbers
from .segment import segment_slide, unknown_within

MOST_PASSAGES, MOST_MARKS = 3, 2
LEAST_TO_COMPARE = 2
HIGH_OF_SAVINGS = 640
"""of its bars, so that they stand under what the memo says of money"""


def deck_of(advice: Advice, language: Language, head: str = "") -> Deck:
    """The deck. ``head`` is the digest of the record that is written with it."""
    making = Making(advice, language, head)
    reader = making.reader
    told = (
        stand_line(reader, "slides.kind"),
        reader.line("slides.digest", digest=making.stamp),
        reader.line("slides.advises"),
    )
    foot = reader.say("slides.foot", region=advice.region.name, digest=making.stamp)
    return Deck(
        language=language,
        title=reader.say("slides.title", region=advice.region.name),
        subtitle=told,
        slides=tuple(_Evening(making).slides()),
        foot=foot,
        as_of=advice.as_of,
        catalogue=making.catalogue,
    )


class _Evening:
    def __init__(self, making: Making) -> None:
        self.making, self.advice, self.reader = making, making.advice, making.reader
        self.numbers = Numbers(making)
        self.made: list[Slide] = []

    def slides(self) -> list[Slide]:
        of_region = ("given", "mix") if len(self.advice.segments) > 1 else ("given",)
        self._add("asked", self._asked)
        if self.advice.planning is not None:  # it names the moments of a planning
            self._of_memo("role")
        for name in ("reading", *of_region):
            self._add(name, getattr(self, f"_{name}"))
        self._markets()
        for segment in self.advice.segments:
            cite = self.making.citations.on(segment.id)
            self.made.append(segment_slide(segment, self.making, Marks(self.numbers, cite), cite))
            self._curve(segment)
        self._add("unknown", self._unknown)
        self._of_memo("residents")
        self._of_memo("money", *self._savings())
        self._add("planning", self._planning)
        self._of_memo("following")
        for name in ("terms", "rules", "sources"):
            self._add(name, getattr(self, f"_{name}"))
        return self.made

    def _marks(self, slide: str) -> Marks:
        """References of a slide by itself: somebody may print its notes alone."""
        return Marks(self.numbers, self.making.citations.on(slide))

    def _add(self, name: str, build: Callable[[Marks], list[Content]]) -> None:
        marks = self._marks(f"dia-{name}")
        content = tuple(build(marks))
        if content:
            notes = marks.notes() or self._no_rule()
            self.made.append(Slide(f"dia-{name}", self.reader.say(f"slides.topic.{name}"), content, notes))

    def _of_memo(self, name: str, *more: Picture) -> None:
        """A section of the memo to the council, with its own title."""
        block = council_block(name, self.making)
        content = (*(held for held in block.elements if isinstance(held, Paragraph | Items | Table)), *more)
        self.made.append(Slide(f"dia-{name}", block.title, content, self._no_rule()))

    def _no_rule(self) -> tuple[Line, ...]:
        return (self.reader.line("slides.from_advice", digest=self.making.stamp),)

    def _said(self, line: Line) -> Paragraph:
        return Paragraph(line_with_needed(line, unknown_within(self.reader)))

    def _curve(self, segment: SegmentAdvice) -> None:
        """The market of a segment by itself, where it was counted how many providers carry which part."""
        reader, id = self.reader, f"dia-curve-{segment.id}"
        if not segment.market.carried or not can_draw():
            return
        finding = market_finding(segment.market, reader)

        def draw(first: int, end: int, width: int) -> Drawing:
            return curve_picture(id, finding, segment.market, reader, width)

        title = reader.say("slides.market_of", segment=reader.name_with_law(segment))
        prose = market_prose(segment, self.making.citations.on(id), reader)
        floor = reader.line("market.picture.floor")
        content = (Paragraph(words(finding)), Picture(1, draw))
        self.made.append(Slide(id, title, content, (prose, floor, *self._no_rule())))

    def _savings(self) -> tuple[Picture, ...]:
        """What the business case gives by year, where it says so."""
        held, reader, name = self.advice.savings, self.reader, "dia-savings"
        if held is None or not savings_known(held) or not can_draw():
            return ()

        def draw(first: int, end: int, width: int) -> Drawing:
            return savings_picture(name, held, reader, width, HIGH_OF_SAVINGS)

        return (Picture(1, draw),)

    # Before the segments

    def _markets(self) -> None:
        """Of several segments of which a market is known. Without the library that draws, their own slides tell it."""
        reader, segments = self.reader, self.advice.segments
        known = [held for held in segments if held.market.groups or held.market.carried]
        if len(segments) < LEAST_TO_COMPARE or not known or not can_draw():
            return
        cite = self.making.citations.on("dia-markets")
        notes = tuple(
            (Strong(f"{reader.name_with_law(held)}: "), *market_prose(held, cite, reader)) for held in segments
        )

        def draw(first: int, end: int, width: int) -> Drawing:
            return markets_picture(f"dia-markets-{first}", segments[first:end], reader, width)

        said = Paragraph(reader.line("slides.markets.finding"))
        title = reader.say("slides.topic.markets")
        self.made.append(Slide("dia-markets", title, (said, Picture(len(segments), draw)), (*notes, *self._no_rule())))

    def _asked(self, marks: Marks) -> list[Content]:
        """The advice for the region, and the questions that it says come first."""
        reader = self.reader
        first = first_questions(reader)
        asked: list[Content] = [Paragraph(reader.line("papers.first"), "lead"), Items(first)] if first else []
        return [*(self._said(line) for line in region_lines(reader)), *asked]

    def _reading(self, marks: Marks) -> list[Content]:
        reader = self.reader
        lines = (
            reader.line("papers.council.about.how"),
            reader.line("papers.council.certainty.intro"),
            reader.line("papers.council.sign", own=Own()),
            reader.line("slides.reading.marks"),
            reader.line("slides.reading.questions"),
        )
        return [Items(lines)]

    def _given(self, marks: Marks) -> list[Content]:
        reader = self.reader
        lines = []
        for given in given_of(reader):
            names = reader.names(tuple(given.segments))
            where = (
                () if names == (reader.say("words.all_segments"),) else words(f" ({reader.catalogue.listed(names)})")
            )
            lines.append((*words(reader.both(given.text)), *where, *words(" "), *marks.of(given.rules[:1])))
        if not lines:
            return [Paragraph(reader.line("region.nothing_given"))]
        return [Items(tuple(lines)), *(Paragraph(line) for line in without_lines(reader, in_short=True))]

    def _mix(self, marks: Marks) -> list[Content]:
        reader = self.reader
        widths = {"segment": 24, "funding": 22, "form": 18, "contract": 22, "providers": 14}
        rows = tuple(self._mix_row(segment) for segment in self.advice.segments)
        table = Table(reader.say("block.region_mix"), reader.columns("slides.column", widths), rows)
        return [table, *region_overrides(self.advice, reader)]

    def _mix_row(self, segment: SegmentAdvice) -> Row:
        cells, reader = Cells(segment, self.reader), self.reader
        name = words(reader.name_with_law(segment), reader.lang_of_names)
        return Row(
            (
                name,
                cells.sure(cells.funding_in_short, "funding"),
                cells.sure(lambda body: cells.choice_in_short(body, "form"), "form"),
                cells.sure(lambda body: cells.choice_in_short(body, "term"), "contract"),
                cells.sure(lambda body: cells.choice_in_short(body, "direction"), "providers"),
            )
        )

    # After the segments

    def _unknown(self, marks: Marks) -> list[Content]:
        reader = self.reader
        if not self.advice.first_questions:
            return [Paragraph(reader.line("question.none_in_region")), *contradictions(self.making)]
        columns = reader.columns("column", {"question": 54, "owner": 28, "before": 18})
        rows = tuple(
            Row(
                (
                    words(first_question_text(held, reader)),
                    words(held.owner) if held.owner else reader.owner_of_field(held.field or "", None),
                    reader.short_day(held.before),
                )
            )
            for held in self.advice.first_questions
        )
        table = Table(reader.say("slides.topic.unknown"), columns, rows)
        more = Paragraph(reader.line("slides.more_questions"))
        return [*self._with_needed(table), more, *contradictions(self.making)]

    def _planning(self, marks: Marks) -> list[Content]:
        """In broad lines: what a board reads first, and the moments."""
        reader, planning = self.reader, self.advice.planning
        if planning is None:
            return [needed_paragraph("programme", reader)]
        columns = reader.columns("papers.column", {"step": 38, "owner": 30, "ready": 32})
        rows = tuple(
            Row((words(capitalized(reader.both(step.name))), reader.owner(step.owner), reader.short_day(step.end)))
            for step in planning.steps
            if step.moment
        )
        short = [self._said(line) for line in planning_in_short(planning, reader)]
        return [*short, *self._with_needed(Table(reader.say("slides.moments"), columns, rows))]

    def _with_needed(self, table: Table) -> Iterator[Content]:
        held = with_needed(Block("", "", (table,)), "programme", self.reader).elements
        return (element for element in held if isinstance(element, Paragraph | Items | Table))

    # The annex

    def _terms(self, marks: Marks) -> list[Content]:
        said = (line for slide in self.made for line in lines_of(_told(slide)))
        lines = tuple((Strong(term), *words(f": {meaning}")) for term, meaning in terms_in(said, self.reader))
        return [Items(lines)] if lines else []

    def _rules(self, marks: Marks) -> list[Content]:
        reader, provenance = self.reader, self.making.provenance
        cite = self.making.citations.on("dia-rules", with_lines=False)
        rows = []
        for rule, numbers in provenance.listed():
            cited = cite.cell(provenance.passages(rule), MOST_PASSAGES)
            rows.append(Row((words(", ".join(numbers)), (Code(rule),), cited or (Own(),)), rule_anchor(rule)))
        columns = reader.columns("slides.column", {"mark": 12, "rule": 54, "passages": 34})
        return [Table(reader.say("slides.topic.rules"), columns, tuple(rows))] if rows else []

    def _sources(self, marks: Marks) -> list[Content]:
        """The documents behind every reference on a slide or in its notes."""
        reader = self.reader
        lines = (line for slide in self.made for line in (*lines_of(_told(slide)), *slide.notes))
        cited = {span.passage for line in lines for span in line if isinstance(span, Cite)}
        rows = []
        for source in self.advice.sources:
            short = dict.fromkeys(name.partition("-")[0] for name in source.passages if name in cited)
            if short:
                date = stated_day(source.date, reader.language)
                about = reader.say("slides.published", organisation=source.organisation, date=date)
                rows.append(Row((words(", ".join(short)), words(source.title, reader.lang_of_names), words(about))))
        columns = reader.columns("slides.column", {"reference": 14, "document": 56, "published": 30})
        return [Table(reader.say("slides.topic.sources"), columns, tuple(rows))] if rows else []


def _told(slide: Slide) -> Iterator[Element]:
    """What a slide says in text."""
    return (held for held in slide.content if not isinstance(held, Picture))
