"""The strategy chapter: a line of reasoning in five steps, from the region to each of its segments."""

from collections.abc import Sequence
from dataclasses import replace

from ..advice.entries import DecisionEntry
from ..advice.model import SegmentAdvice
from ..rendering.alternatives import Alternatives
from ..rendering.annex import findings_block, given_block, shared_blocks
from ..rendering.annex_change import evaluation_block, lots_block, transition_block
from ..rendering.annex_goals import goals_block
from ..rendering.claims import ClaimRow, claim_rows, most_telling
from ..rendering.counsel import counsel_block
from ..rendering.elements import (
    Block,
    Boxed,
    Element,
    Items,
    Line,
    Paragraph,
    Row,
    Sheet,
    Strong,
    Table,
    Unknown,
    joined,
    words,
)
from ..rendering.market import count_or_unknown, money_or_unknown
from ..rendering.mix import Mix
from ..rendering.numbers import share
from ..rendering.overrides import override_lines, region_overrides
from ..rendering.planning import planning_blocks, planning_in_short
from ..rendering.questions import Questions
from ..rendering.reader import bodies_of, part_letters
from ..rendering.region_sheet import region_legend, region_mix_table
from ..rendering.region_tables import first_questions_block, pilots_block, postures_block
from ..rendering.sentence import boxed_lines, region_lines
from ..rendering.steps import direction_names
from .paper import Making, Paper

CHAPTERS = ("scope", "market", "goals", "mix", "segments", "implementation")
MOST_REASONS = 4
PLANNING_SHOWN = ("conflicts", "picture", "slack", "boards")


def strategy_chapter(making: Making) -> Paper:
    """Chapters one to three look at the region, four and five choose, six says what it takes."""
    view = _Strategy(making)
    sheets = [
        view.chapter("scope", view.scope()),
        view.chapter("market", view.market()),
        view.chapter("goals", view.goals(), landscape=True),
        view.chapter("mix", view.mix(), boxed=Boxed(region_lines(making.reader)), landscape=True),
        view.chapter("segments", view.segments()),
        view.chapter("implementation", view.implementation(), landscape=True),
    ]
    title = making.reader.say("papers.title.strategy", region=making.advice.region.name)
    return making.paper(title, sheets, deepest=2)


class _Strategy:
    def __init__(self, making: Making) -> None:
        self.making, self.advice, self.reader = making, making.advice, making.reader
        self.cite = making.citations.on("strategie")

    def chapter(self, name: str, blocks: Sequence[Block], boxed: Boxed | None = None, landscape: bool = False) -> Sheet:
        """A chapter with its number, and its blocks with theirs."""
        number, reader = CHAPTERS.index(name) + 1, self.reader
        numbered = tuple(replace(b, title=f"{number}.{place} {b.title}") for place, b in enumerate(blocks, 1))
        return Sheet(
            id=f"strategie-{name}",
            title=f"{number} {reader.say(f'papers.strategy.{name}.title')}",
            kind="chapter",
            stand=(),
            boxed=boxed,
            opening=(Paragraph(reader.line(f"papers.strategy.{name}.intro"), "lead"),),
            blocks=numbered,
            foot=reader.say("papers.title.strategy", region=self.advice.region.name),
            landscape=landscape,
        )

    # 1 · What is decided, and about what

    def scope(self) -> list[Block]:
        columns = self.reader.columns("papers.column", {"segment": 30, "scope": 30, "zero_option": 40})
        rows = tuple(
            Row((words(self.reader.name_with_law(held)), self._chosen(held.scope), self._chosen(held.zero_option)))
            for held in self.advice.segments
        )
        title = self.reader.say("papers.strategy.in_scope")
        return [
            given_block(self.cite, self.reader),
            Block("strategie-segmenten", title, (Table(title, columns, rows),)),
            lots_block(self.advice.change_over, self.reader),
        ]

    def _chosen(self, held: DecisionEntry) -> Line:
        if held.chosen:
            return words(self.reader.option(held.chosen))
        if held.ties:
            return self.reader.line("papers.open_between", options=self.reader.options_in_words(held.ties))
        return self.reader.line("papers.no_preference")

    # 2 · Figures

    def market(self) -> list[Block]:
        reader = self.reader
        widths = {"segment": 28, "clients": 12, "spend": 16, "providers": 14, "registrations": 14, "top3": 16}
        columns = reader.columns("papers.column", widths, frozenset(widths) - {"segment"})
        rows = tuple(Row(self._figures(held)) for held in self.advice.segments)
        title = reader.say("papers.strategy.figures")
        return [
            Block("strategie-cijfers", title, (Table(title, columns, rows),)),
            findings_block(self.advice, reader),
        ]

    def _figures(self, segment: SegmentAdvice) -> tuple[Line, ...]:
        reader = self.reader
        held = {f.field: f.value for f in segment.figures if isinstance(f.value, int)}
        top3 = segment.market.groups[0].share if segment.market.groups else None
        return (
            words(reader.name_with_law(segment)),
            count_or_unknown(held.get("use.clients"), reader),
            money_or_unknown(held.get("use.spend"), reader),
            count_or_unknown(held.get("market.providers"), reader),
            count_or_unknown(held.get("market.registrations"), reader),
            (Unknown(),) if top3 is None else words(share(top3, reader.language)),
        )

    # 3 · Goals

    def goals(self) -> list[Block]:
        of_region = [goal for goal in self.advice.goals if goal.kind != "effect"]
        of_segments = [goal for goal in self.advice.goals if goal.kind == "effect"]
        return [
            goals_block("region", of_region, self.cite, self.reader),
            goals_block("effects", of_segments, self.cite, self.reader),
        ]

    # 4 · The region's mix

    def mix(self) -> list[Block]:
        reader = self.reader
        table: tuple[Element, ...] = (
            *region_overrides(self.advice, reader),
            region_mix_table(reader),
            region_legend(reader),
        )
        return [
            Block("strategie-mix-tabel", reader.say("block.region_mix"), table),
            postures_block("strategie", reader, in_full=True),
            pilots_block("strategie", self.cite, reader, in_full=True),
        ]

    # 5 · Each segment

    def segments(self) -> list[Block]:
        return [self._segment(number, held) for number, held in enumerate(self.advice.segments, 1)]

    def _segment(self, number: int, segment: SegmentAdvice) -> Block:
        reader, letters = self.reader, part_letters(segment)
        questions = Questions(segment, reader)
        claims = claim_rows([(letters.get(body.id, ""), body) for body in bodies_of(segment)])
        reasons = [claim for claim in most_telling(claims, MOST_REASONS) if claim.deciding]
        place = f"{CHAPTERS.index('segments') + 1}.{number}"
        lines = [self._reason(claim, place) for claim in reasons]
        aside = Alternatives(segment, self.cite, reader)
        lost = aside.lost_lines("funding")
        by_hand = override_lines(segment, self.cite, reader)
        elements: list[Element] = [Paragraph(line) for line in boxed_lines(segment, questions, reader)]
        elements += [Items(by_hand)] if by_hand else []
        elements += Mix(segment, questions, reader).block().elements
        elements += self._listed("papers.strategy.because", lines, "papers.strategy.no_reason")
        elements += self._listed("papers.strategy.lost", lost, "lost.none")
        elements += [Paragraph((Strong(f"{reader.say('block.dissent')}:"),), "lead"), *aside.dissent().elements]
        return Block(segment.id, reader.name_with_law(segment), tuple(elements), lang=reader.lang_of_names)

    def _reason(self, claim: ClaimRow, place: str) -> Line:
        direction = (*words(" ("), *direction_names(claim, self.reader), *words(") "))
        reference = self.making.provenance.reference(place, claim.rules[0])
        return (*words(self.reader.both(claim.text)), *direction, *reference)

    def _listed(self, head: str, lines: Sequence[Line], empty: str) -> list[Element]:
        """A run-in head with a list, or with one sentence when there is nothing to list."""
        title: Line = (Strong(self.reader.say(head)),)
        if not lines:
            return [Paragraph(joined([title, self.reader.line(empty)]))]
        return [Paragraph(title, "lead"), Items(tuple(lines))]

    # 6 · What it takes

    def implementation(self) -> list[Block]:
        reader, advice = self.reader, self.advice
        risks, *_ = shared_blocks(advice, self.cite, reader)
        return [
            *self._planning(),
            transition_block(advice.change_over, reader),
            evaluation_block(advice.change_over, reader),
            risks,
            first_questions_block("strategie", reader, in_full=True),
            counsel_block(self.cite, reader),
        ]

    def _planning(self) -> list[Block]:
        planning = self.advice.planning
        if planning is None:
            return []
        short = tuple(Paragraph(line) for line in planning_in_short(planning, self.reader)[:1])
        first, *rest = planning_blocks(planning, self.making.citations, self.reader, PLANNING_SHOWN)
        return [replace(first, elements=(*short, *first.elements)), *rest]
