"""The college paper: what is asked, why, what instead, and what it takes; what is not known says who is asked."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from ..advice.entries import ConsequenceEntry, DissentEntry
from ..advice.goal_entries import GoalEntry
from ..rendering.alternatives import Alternatives, told_once
from ..rendering.behind import rules_in_region
from ..rendering.consequences import risk_table
from ..rendering.counsel import counsel_block
from ..rendering.elements import (
    Block,
    Element,
    Items,
    Line,
    Own,
    Paragraph,
    Sheet,
    Strong,
    Table,
    capitalized,
    joined,
    words,
)
from ..rendering.overrides import override_lines, region_overrides
from ..rendering.planning import planning_in_short
from ..rendering.reader import Reader
from ..rendering.region_tables import first_question_text
from ..rendering.robustness_line import funding_holds
from ..rendering.sentence import region_lines
from ..rendering.sheet import legend_signs
from .carrying_out import CarryingOut
from .options_aside import alternatives
from .paper import Making, Paper
from .points import Argued, points
from .unknown import needed, needed_paragraph

SECTIONS = (
    *("decision_points", "summary", "effect", "alternatives", "arguments", "counterarguments", "risks", "transition"),
    *("deciding", "finance", "hearing", "communication", "planning", "evaluation", "counsel", "annexes"),
)
"""in the order of the paper; a template can place each by itself"""
MOST_RISKS, MOST_DISSENT, MOST_GOALS, MOST_QUESTIONS = 15, 5, 8, 3


def college_paper(making: Making) -> Paper:
    """Every section is there, also where all that can be said is who has to say it."""
    title = making.reader.say("papers.title.college", region=making.advice.region.name)
    view = _College(making)
    sheet = Sheet(
        id="college",
        title=title,
        kind="chapter",
        stand=(),
        boxed=None,
        opening=(Paragraph(making.reader.line("sheet.legend", **legend_signs()), "legend"),),
        blocks=tuple(view.section(name) for name in SECTIONS),
        foot=title,
    )
    return making.paper(title, [sheet], deepest=1)


def first_questions(reader: Reader) -> tuple[Line, ...]:
    """The questions that come first, each with who has to answer it."""
    return tuple(
        (
            *words(f"{first_question_text(held, reader)} – "),
            *(words(held.owner) if held.owner else reader.owner_of_field(held.field or "", None)),
        )
        for held in reader.advice.first_questions[:MOST_QUESTIONS]
    )


class _College:
    def __init__(self, making: Making) -> None:
        self.making, self.advice, self.reader = making, making.advice, making.reader
        self.cite = making.citations.on("college")
        self.points, self.argued = points(making), Argued(making)

    def section(self, name: str) -> Block:
        out = CarryingOut(self.making, self.cite)
        build: dict[str, Callable[[], list[Element]]] = {
            "decision_points": self._decision_points,
            "summary": self._summary,
            "effect": self._effect,
            "alternatives": lambda: alternatives(self.making),
            "arguments": self._arguments,
            "counterarguments": self._counterarguments,
            "risks": self._risks,
            "transition": out.transition,
            "deciding": out.deciding,
            "finance": out.finance,
            "hearing": out.hearing,
            "communication": out.communication,
            "planning": out.planning,
            "evaluation": out.evaluation,
            "counsel": lambda: list(counsel_block(self.cite, self.reader).elements),
            "annexes": self._annexes,
        }
        return Block(f"college-{name}", self.reader.say(f"papers.college.{name}"), tuple(build[name]()), name=name)

    def _say(self, code: str, **values: str | int | Line | tuple[str, ...]) -> Paragraph:
        return Paragraph(self.reader.line(f"papers.{code}", **values))

    def _more(self, code: str, n: int) -> Paragraph:
        return Paragraph(words(capitalized(self.reader.say(f"papers.{code}", n=n))), "note")

    # What is asked

    def _decision_points(self) -> list[Element]:
        reader, number = self.reader, len(self.points)
        lines = [point.line for point in self.points]
        carried = tuple(pilot.id for pilot in self.advice.pilots if pilot.carried)
        if carried:
            number += 1
            said = (
                Strong(f"{number}"),
                *words(" "),
                *reader.line("papers.point.pilots", n=len(carried), pilots=carried),
            )
            lines.append((*said, *self._behind(str(number), self._pilot_rules())))
        if self.advice.first_questions:
            number += 1
            code = "papers.point.questions" if reader.deadline else "papers.point.questions_undated"
            asked = reader.line(code, n=len(self.advice.first_questions), date=reader.day(reader.deadline))
            lines.append((Strong(f"{number}"), *words(" "), *asked))
        number += 1
        lines.append((Strong(f"{number}"), *words(" "), *reader.line("papers.point.evaluation"), *words(" "), Own()))
        return [self._say("asked", board=reader.board), Items(tuple(lines), signed=True), *self._by_hand()]

    def _behind(self, place: str, rules: Iterable[str]) -> Line:
        return self.making.provenance.reference(place, rules)

    def _pilot_rules(self) -> tuple[str, ...]:
        return tuple(rule for pilot in self.advice.pilots if pilot.carried for rule in pilot.rules)

    def _by_hand(self) -> list[Element]:
        """Choices that a person set against the advice stand with the points, where nobody can miss them."""
        lines = [
            (*words(f"{segment.name}: "), *line)
            for segment in self.advice.segments
            for line in override_lines(segment, self.cite, self.reader)
        ]
        return [*region_overrides(self.advice, self.reader), Items(tuple(lines))] if lines else []

    def _summary(self) -> list[Element]:
        reader, planning = self.reader, self.advice.planning
        rules = (*rules_in_region(self.advice, "funding", "form"), *self._pilot_rules())
        behind = self._behind(reader.say("papers.place.summary"), rules)
        elements: list[Element] = [Paragraph((*line, *behind)) for line in region_lines(reader)]
        elements += [Paragraph(line) for line in planning_in_short(planning, reader)[:1]] if planning else []
        elements += funding_holds(reader)
        lines = first_questions(reader)
        return [*elements, self._say("first"), Items(lines)] if lines else elements

    def _effect(self) -> list[Element]:
        reader = self.reader
        goals = [goal for goal in self.advice.goals if goal.kind != "effect"] or list(self.advice.goals)
        if not goals:
            return [needed_paragraph("governance", reader)]
        lines: list[Line] = []
        for number, goal in enumerate(goals[:MOST_GOALS], 1):
            measured = [words(reader.both(held.counted).removesuffix(".")) for held in goal.indicators]
            how = joined(measured, "; ") or reader.line("goals.not_measured")
            lines.append(
                (
                    Strong(f"{capitalized(reader.both(goal.name))}."),
                    *words(" "),
                    *how,
                    *words("."),
                    *self._serving(goal, number),
                )
            )
        more = len(goals) - MOST_GOALS
        rest = [self._more("more_goals", more)] if more > 0 else []
        return [self._say("effect_intro"), Items(tuple(lines)), *rest]

    def _serving(self, goal: GoalEntry, number: int) -> Line:
        """The rules that link choices to the goal; where none does, the passages that state it."""
        rules = (rule for served in goal.served_by for rule in served.rules)
        behind = self._behind(self.reader.say("papers.place.goal", n=number), rules)
        return behind or (*words(" "), *(self.cite.bracketed(goal.passages) or (Own(),)))

    # For and against

    def _arguments(self) -> list[Element]:
        return self._argued(self.argued.lines_for, 0, "no_argument")

    def _counterarguments(self) -> list[Element]:
        return [*self._argued(self.argued.lines_against, 1, "no_counterargument"), *self._dissent()]

    def _argued(self, lines_of: Callable[..., list[Line]], side: int, empty: str) -> list[Element]:
        elements: list[Element] = []
        for point in self.points:
            head = Strong(f"{point.number} {capitalized(self.reader.instrument(point.instrument))}")
            lines = lines_of(point)
            if not lines:
                said = f"papers.{empty}" if self.argued.decided(point) else "papers.no_choice_yet"
                elements.append(Paragraph((head, *words(". "), *self.reader.line(said))))
                continue
            left = self.argued.left(point)[side]
            elements += [Paragraph((head,), "lead"), Items(tuple(lines), signed=True)]
            elements += [self._more("more_arguments", left)] if left else []
        return elements

    def _dissent(self) -> list[Element]:
        """Sources that contradict each other: both sides, as the sheets tell them."""
        pairs: dict[tuple[str, ...], tuple[Alternatives, DissentEntry]] = {}
        for segment in self.advice.segments:
            view = Alternatives(segment, self.cite, self.reader)
            for entry in view.dissent_entries():
                pairs.setdefault(told_once(entry), (view, entry))
        lines = [
            (
                *view.dissent_line(entry),
                *self._behind(self.reader.say("papers.place.dissent", n=number), (entry.rule, entry.against)),
            )
            for number, (view, entry) in enumerate(list(pairs.values())[:MOST_DISSENT], 1)
        ]
        if not lines:
            return [Paragraph(self.reader.line("dissent.none"))]
        head = Paragraph((Strong(self.reader.say("block.dissent")),), "lead")
        more = len(pairs) - len(lines)
        rest = [self._more("more_dissent", more)] if more else []
        return [head, Items(tuple(lines)), *rest]

    def _risks(self) -> list[Element]:
        held: dict[str, ConsequenceEntry] = {}
        for segment in self.advice.segments:
            for body in (segment, *segment.parts):
                for entry in body.consequences:
                    if entry.what == "risk":
                        held.setdefault(self.reader.both(entry.text), entry)
        risks = sorted(held.values(), key=lambda c: (not c.severe, c.measure is None))
        if not risks:
            return [Paragraph(self.reader.line("risk.none"))]
        table = self._answered(risks[:MOST_RISKS])
        more = len(risks) - MOST_RISKS
        rest = [self._more("more_risks", more)] if more > 0 else []
        return [table, *rest]

    def _answered(self, risks: list[ConsequenceEntry]) -> Table:
        """The table of the sheets, each risk with its rule, and with who has to give a measure where none is known."""
        table = risk_table(risks, self.cite, self.reader)
        rows = []
        for number, (row, held) in enumerate(zip(table.rows, risks, strict=True), 1):
            risk, measure, place = row.cells
            behind = self._behind(self.reader.say("papers.place.risk", n=number), (held.rule,))
            answer = measure if held.measure else needed("programme", self.reader)
            rows.append(replace(row, cells=((*risk, *behind), answer, place)))
        return replace(table, rows=tuple(rows))

    def _annexes(self) -> list[Element]:
        lines = tuple(self.reader.line(f"papers.annex.{name}") for name in ("segments", "strategy", "inside"))
        return [Items(lines)]
