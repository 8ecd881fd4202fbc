"""The strategy chapter: a line of reasoning in five steps, from the region to each of its segments."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..advice.choice_entries import DecisionEntry
from ..advice.goal_entries import GoalEntry
from ..advice.model import SegmentAdvice
from ..rendering.alternatives import MOST_DISSENT, Alternatives
from ..rendering.annex import findings_block, given_block, shared_blocks
from ..rendering.annex_change import evaluation_block, lots_block, transition_block
from ..rendering.annex_goals import goals_block
from ..rendering.behind import BEHIND_ADVICE, rules_behind
from ..rendering.claims import ClaimRow, claim_rows, most_telling
from ..rendering.consequences import shared_consequences
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
from ..rendering.given import given_of
from ..rendering.market import count_or_unknown, money_or_unknown
from ..rendering.mix import Mix
from ..rendering.mix_picture import mix_block
from ..rendering.numbers import share
from ..rendering.overrides import override_lines, region_overrides
from ..rendering.planning import planning_blocks, planning_in_short
from ..rendering.questions import Questions
from ..rendering.reader import bodies_of, part_letters
from ..rendering.region_sheet import region_legend, region_mix_table
from ..rendering.region_tables import first_questions_block, pilots_block, postures_block
from ..rendering.robustness_line import robustness_paragraphs
from ..rendering.sentence import boxed_lines, region_lines
from ..rendering.steps import direction_names
from .paper import Making, Paper
from .references import with_each

CHAPTERS = ("scope", "market", "goals", "mix", "segments", "implementation")
MOST_REASONS = 4
SERVED = 2
"""the column of what serves a goal"""
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
            Row((words(self.reader.name_with_law(held)), self._chosen(held.scope), self._zero_option(held)))
            for held in self.advice.segments
        )
        title = self.reader.say("papers.strategy.in_scope")
        given = given_block(self.cite, self.reader)
        without = [rule for s in self.advice.segments for held in s.without_given for rule in held.given_by]
        behind = [self._behind("1.1", rules) for rules in (*(g.rules for g in given_of(self.reader)), without)]
        return [
            replace(given, elements=with_each(given.elements, behind)),
            Block("strategie-segmenten", title, (Table(title, columns, rows),)),
            lots_block(self.advice.change_over, self.reader),
        ]

    def _behind(self, place: str, rules: Iterable[str]) -> Line:
        """The place of a line is the number of its section."""
        return self.making.provenance.reference(place, rules)

    def _zero_option(self, held: SegmentAdvice) -> Line:
        return (*self._chosen(held.zero_option), *self._behind("1.2", rules_behind(bodies_of(held), "scope", "extend")))

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
        return [self._goals("3.1", "region", of_region), self._goals("3.2", "effects", of_segments)]

    def _goals(self, place: str, name: str, goals: list[GoalEntry]) -> Block:
        """Behind what serves a goal stand the rules that link it."""
        block = goals_block(name, goals, self.cite, self.reader)
        rules = [[r for served in (*goal.served_by, *goal.against) for r in served.rules] for goal in goals]
        return replace(block, elements=with_each(block.elements, [self._behind(place, r) for r in rules], SERVED))

    # 4 · The region's mix

    def mix(self) -> list[Block]:
        reader = self.reader
        table: tuple[Element, ...] = (
            *region_overrides(self.advice, reader),
            region_mix_table(reader),
            region_legend(reader),
        )
        pilots = pilots_block("strategie", self.cite, reader, in_full=True)
        behind = [self._behind("4.3", pilot.rules) for pilot in self.advice.pilots]
        return [
            Block("strategie-mix-tabel", reader.say("block.region_mix"), table),
            postures_block("strategie", reader, in_full=True),
            replace(pilots, elements=with_each(pilots.elements, behind)),
            mix_block("strategie-matrix", reader),
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
        lost = [(*held.line, *self._behind(place, held.rules)) for held in aside.lost_of("funding")]
        by_hand = override_lines(segment, self.cite, reader)
        first, *others = boxed_lines(segment, questions, reader)
        behind = self._behind(place, rules_behind(bodies_of(segment), *BEHIND_ADVICE))
        of_funding = self._behind(place, rules_behind(bodies_of(segment), "funding"))
        elements: list[Element] = [Paragraph((*first, *behind))]
        elements += [Paragraph((*line, *of_funding)) for line in others]
        elements += [Items(by_hand)] if by_hand else []
        elements += robustness_paragraphs(segment, reader)
        elements += Mix(segment, questions, reader).block().elements
        elements += self._behind_mix(place, segment)
        elements += self._listed("papers.strategy.because", lines, "papers.strategy.no_reason")
        elements += self._listed("papers.strategy.lost", lost, "lost.none")
        elements.append(Paragraph((Strong(f"{reader.say('block.dissent')}:"),), "lead"))
        shown = aside.dissent_entries()[:MOST_DISSENT]
        pairs = [self._behind(place, (held.rule, held.against)) for held in shown]
        elements += with_each(aside.dissent().elements, pairs)
        return Block(segment.id, reader.name_with_law(segment), tuple(elements), lang=reader.lang_of_names)

    def _reason(self, claim: ClaimRow, place: str) -> Line:
        direction = (*words(" ("), *direction_names(claim, self.reader), *words(")"))
        return (*words(self.reader.both(claim.text)), *direction, *self._behind(place, claim.rules))

    def _behind_mix(self, place: str, segment: SegmentAdvice) -> list[Element]:
        """One line for the whole table: in its cells the references would drown what is advised."""
        rules = self._behind(place, rules_behind(bodies_of(segment), *segment.decisions))
        return [Paragraph((*self.reader.line("papers.strategy.mix_behind"), *rules), "note")] if rules else []

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
        shared = [held for held in shared_consequences(advice).values() if held.what == "risk"]
        planning = self._planning()
        place = f"{CHAPTERS.index('implementation') + 1}.{len(planning) + 3}"
        behind = [self._behind(place, (held.rule,)) for held in shared]
        return [
            *planning,
            transition_block(advice.change_over, reader),
            evaluation_block(advice.change_over, reader),
            replace(risks, elements=with_each(risks.elements, behind)),
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
