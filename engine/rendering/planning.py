"""The sheet of the planning: what cannot go together first, then the steps in time, slack, and what it rests on."""

from collections.abc import Callable

from ..advice.planning_entries import PlanConflict, PlanningAdvice, PlanStep
from .elements import (
    Block,
    Boxed,
    Element,
    Items,
    Line,
    Own,
    Paragraph,
    Sheet,
    Strong,
    capitalized,
    joined,
    words,
)
from .planning_steps import length_of, plan_steps
from .reader import Reader
from .references import Citations, SheetCitations
from .sheet import foot, stand_line

PLANNING = "planning"
BLOCKS = ("conflicts", "picture", "slack", "routes", "boards", "own", "questions")


def planning_sheet(planning: PlanningAdvice, citations: Citations, reader: Reader, digest: str) -> Sheet:
    """The planning of the region, once."""
    view = _Planning(planning, citations.on(PLANNING, with_lines=False), reader)
    return Sheet(
        id=PLANNING,
        title=reader.say("plan.title"),
        kind="annex",
        stand=stand_line(reader, "plan.sheet"),
        boxed=Boxed(view.boxed()),
        opening=(),
        blocks=view.blocks(),
        foot=foot(reader, reader.say("plan.title"), digest),
        landscape=True,
    )


def planning_in_short(planning: PlanningAdvice, reader: Reader) -> tuple[Line, ...]:
    """What a board reads first: the start, the slack, and what cannot go together."""
    view = _Planning(planning, Citations.of(reader.advice, reader.catalogue).on(PLANNING, with_lines=False), reader)
    return (*view.boxed(), *(view.conflict_line(held) for held in planning.conflicts))


def planning_blocks(
    planning: PlanningAdvice, citations: Citations, reader: Reader, names: tuple[str, ...]
) -> tuple[Block, ...]:
    """Blocks of the sheet by name, for a paper that tells a part of it."""
    return _Planning(planning, citations.on(PLANNING, with_lines=False), reader).blocks(names)


class _Planning:
    def __init__(self, planning: PlanningAdvice, cite: SheetCitations, reader: Reader) -> None:
        self.planning, self.cite, self.reader = planning, cite, reader
        self.named = {step.id: reader.both(step.name) for step in planning.steps}

    def boxed(self) -> tuple[Line, ...]:
        planning, reader = self.planning, self.reader
        if planning.start is None:
            question = self.questions()[0]
            return (
                reader.line("plan.without_start"),
                reader.line("plan.first", question=question),
            )
        conflicts = reader.line("plan.conflicts_counted", n=len(planning.conflicts))
        line = reader.line(
            "plan.with_start",
            start=reader.day(planning.start),
            slack=self.slack(),
            conflicts=conflicts if planning.slack.days is not None or planning.conflicts else (),
        )
        return (line,)

    def blocks(self, names: tuple[str, ...] = BLOCKS) -> tuple[Block, ...]:
        """The blocks by name; one that is not asked for cites nothing."""
        parts: dict[str, Callable[[], list[Element]]] = {
            "conflicts": self._conflicts,
            "picture": lambda: plan_steps(self.planning, self.cite, self.reader),
            "slack": self._slack_and_slip,
            "routes": self._routes,
            "boards": self._boards,
            "own": self._rests_on,
            "questions": lambda: [self._question_items()],
        }
        return tuple(
            Block(f"{PLANNING}-{name}", self.reader.say(f"plan.block.{name}"), tuple(parts[name]())) for name in names
        )

    # Conflicts

    def _conflicts(self) -> list[Element]:
        if not self.planning.conflicts:
            return [Paragraph(self.reader.line("plan.none"))]
        return [Items(tuple(self.conflict_line(held) for held in self.planning.conflicts))]

    def conflict_line(self, held: PlanConflict) -> Line:
        reader = self.reader
        text = reader.line(
            f"plan.conflict.{held.code}",
            step=capitalized(self.named.get(held.step, held.step)),
            other=capitalized(self.named.get(held.other or "", "")),
            what=reader.both(held.precondition) if held.precondition else "",
            days=held.days,
            found=reader.day(held.found),
            limit=reader.day(held.limit),
        )
        cited = self.cite.bracketed(held.passages)
        severity = Strong(f"{reader.say(f'plan.severity.{held.severity}')}:")
        return (severity, *words(" "), *text, *(words(" ") if cited else ()), *cited)

    # Slack

    def slack(self) -> Line:
        """One sentence on how much room there is before the start is at risk."""
        reader, held = self.reader, self.planning.slack
        if self.planning.start is None:
            return reader.line("plan.slack.unknown_start")
        if any(c.code == "start_past" for c in self.planning.conflicts):
            return reader.line("plan.slack.past")
        if held.days is None:
            return reader.line("plan.slack.unknown", steps=tuple(self.named[name] for name in held.unknown))
        if held.days < 0:
            return reader.line("plan.slack.short", days=-held.days, date=reader.day(held.earliest_start))
        return reader.line("plan.slack.some", days=held.days) if held.days else reader.line("plan.slack.none")

    def _slack_and_slip(self) -> list[Element]:
        reader, held = self.reader, self.planning.slack
        lines = [self.slack()]
        if held.days is not None:
            lines.append(reader.line("plan.slack.how"))
        if held.stated_step is not None and held.stated_days is not None:
            kind = "stated" if held.stated_days > 0 else "stated_none" if held.stated_days == 0 else "stated_short"
            step = self.named[held.stated_step]
            lines.append(reader.line(f"plan.slack.{kind}", step=step, days=abs(held.stated_days)))
        return [Paragraph(joined(lines)), *self._slip()]

    def _slip(self) -> list[Element]:
        reader, slip = self.reader, self.planning.slip
        if slip is None:
            return [Paragraph(reader.line("plan.slip.none"))]
        why = self.cite.after(reader.both(slip.reason), slip.passages, most=2) if slip.reason else ()
        head = reader.line("plan.slip.head", months=slip.months, date=reader.day(slip.start))
        slack = "slack_unknown" if slip.slack_days is None else "slack" if slip.slack_days >= 0 else "slack_short"
        gap = "gap_unknown" if slip.gap_days is None else "gap" if slip.gap_days else "no_gap"
        lines = [
            reader.line(f"plan.slip.{slack}", days=abs(slip.slack_days or 0)),
            reader.line(f"plan.slip.{gap}", days=slip.gap_days or 0),
        ]
        if slip.solved:
            lines.append(reader.line("plan.slip.solved", n=len(slip.solved)))
        if slip.added:
            added = joined([self.conflict_line(held) for held in slip.added])
            lines.append((*reader.line("plan.slip.added", n=len(slip.added)), *words(" "), *added))
        lines.append(reader.line("plan.slip.left", n=slip.left))
        return [Paragraph(joined([why, head])), Items(tuple(lines))]

    # Routes and boards

    def _routes(self) -> list[Element]:
        reader, lines = self.reader, []
        for held in self.planning.routes:
            route = capitalized(reader.say(f"plan.route.{held.route}"))
            for kind, paths in (("firm", held.segments), ("possible", held.possible)):
                if paths:
                    lines.append(reader.line(f"plan.route.{kind}", route=route, segments=reader.names(paths)))
        if self.planning.outside:
            lines.append(reader.line("plan.route.outside", segments=reader.names(self.planning.outside)))
        elements: list[Element] = [Items(tuple(lines))] if lines else [Paragraph(reader.line("plan.route.none"))]
        if len(self.planning.routes) > 1:
            elements.append(Paragraph(reader.line("plan.route.union"), "note"))
        return elements

    def _boards(self) -> list[Element]:
        reader, names = self.reader, self.planning.municipalities
        head = (
            reader.line("plan.boards.known", n=len(names), names=names, own=Own())
            if names
            else reader.line("plan.boards.unknown", own=Own())
        )
        lines = tuple(
            reader.line(
                "plan.boards.past" if step.end < reader.advice.as_of else "plan.boards.until",
                step=capitalized(self.named[step.id]),
                end=reader.day(step.end),
            )
            if step.end
            else words(capitalized(self.named[step.id]))
            for step in self.planning.steps
            if step.each_municipality
        )
        return [Paragraph(head), Items(lines)] if lines else [Paragraph(head)]

    # What it rests on

    def _rests_on(self) -> list[Element]:
        reader = self.reader
        steps = [step for step in self.planning.steps if step.length is not None]
        own = [step for step in steps if step.length and step.length.judgement == "own"]
        if own:
            counted = capitalized(reader.say("plan.own.count", own=len(own), all=len(steps)))
            head: Line = (*words(f"{counted} "), Own())
        else:
            head = reader.line("plan.own.none")
        lines = self._reasons(own)
        lines += [
            reader.line(f"plan.own.{rest.why}", step=capitalized(self.named[rest.step]))
            for rest in self.planning.rests_on
            if rest.why != "own_length"
        ]
        elements: list[Element] = [Paragraph(head)]
        elements += [Items(tuple(lines))] if lines else []
        others = self._reasons([step for step in steps if step not in own and step.length and step.length.reason])
        if others:
            elements += [Paragraph(reader.line("plan.own.sources")), Items(tuple(others))]
        return elements

    def _reasons(self, steps: list[PlanStep]) -> list[Line]:
        """Steps with their length, and why they are that long; those with the same reason stand together."""
        grouped: dict[tuple[str, tuple[str, ...]], list[PlanStep]] = {}
        for step in steps:
            held = step.length
            why = self.reader.both(held.reason) if held and held.reason else self.reader.say("plan.own.later")
            grouped.setdefault((why, held.passages if held else ()), []).append(step)
        return [
            (
                *joined(
                    [(Strong(capitalized(self.named[s.id])), *words(", "), *length_of(s, self.reader)) for s in alike],
                    "; ",
                ),
                *words(": "),
                *self.cite.after(why, passages, most=2),
            )
            for (why, passages), alike in grouped.items()
        ]

    def _step_and_length(self, step: PlanStep) -> Line:
        return (Strong(capitalized(self.named[step.id])), *words(", "), *length_of(step, self.reader))

    # Questions

    def questions(self) -> list[Line]:
        reader = self.reader
        lines = []
        for held in self.planning.questions:
            values = {"step": self.named.get(held.step, held.step)} if held.step else {}
            question = reader.line(f"plan.question.{held.code}", **values)
            lines.append(reader.line("plan.question.asked", question=question, owner=reader.owner(held.owner)))
        return lines

    def _question_items(self) -> Element:
        lines = self.questions()
        return Items(tuple(lines)) if lines else Paragraph(self.reader.line("plan.question.none"))
