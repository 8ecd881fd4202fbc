"""The sources that an advice leads to: only what it cites, with who uses it."""

from collections.abc import Iterable

from ..rulebase.plan import Plan
from .goal_entries import GoalEntry
from .model import CitedPassage, CitedSource, CounselEntry, GivenEntry, ParameterUsed, SegmentAdvice
from .money import SavingsAdvice
from .pilot_entries import PilotEntry
from .planning_entries import ChangeCostAdvice, PlanningAdvice

Computed = tuple[PlanningAdvice | None, ChangeCostAdvice | None]
"""what is computed for the region beside the rules"""


def cited_sources(
    segments: tuple[SegmentAdvice, ...],
    pilots: tuple[PilotEntry, ...],
    given: tuple[GivenEntry, ...],
    counsel: tuple[CounselEntry, ...],
    savings: SavingsAdvice | None,
    goals: tuple[GoalEntry, ...],
    computed: Computed,
    plan: Plan,
) -> tuple[CitedSource, ...]:
    """Every passage that a shown rule, step or amount stems from, by source, in the order of the documents."""
    rules = {rule.id: rule for rule in plan.rules}
    shown = {*_shown_rules(segments, pilots, given), *(c.id for c in counsel)}
    users: dict[str, list[str]] = {}
    for rule in sorted(shown & rules.keys()):
        for passage in plan.passages_of(rules[rule]):
            users.setdefault(passage, []).append(rule)
    for user, passages in _computed_from(*computed):
        for passage in passages:
            users.setdefault(passage, []).append(user)
    library = plan.library
    for name, parameter in library.parameters.items():
        for passage in parameter.passages:
            if passage in library.passages and library.available(passage, plan.as_of):
                users.setdefault(passage, []).append(f"param:{name}")
    for passage, user in money_passages(segments, savings):
        if passage in library.passages and library.available(passage, plan.as_of):
            users.setdefault(passage, []).append(user)
    for goal in goals:
        of_indicators = (p for indicator in goal.indicators for p in indicator.passages)
        asking = goal.sdg.asked_by if goal.sdg else ()
        for passage in dict.fromkeys((*goal.passages, *of_indicators, *asking)):
            users.setdefault(passage, []).append(f"goal:{goal.id}")
    sources = []
    for source in library.all_sources:
        cited = {
            name: CitedPassage(
                lines=held.lines,
                section=held.section,
                digest=held.digest,
                state=held.state,
                start=held.start,
                strength=held.strength,
                summary=held.summary,
                used_by=tuple(dict.fromkeys(users[name])),
            )
            for name, held in source.passages.items()
            if name in users
        }
        if cited:
            sources.append(
                CitedSource(
                    id=source.id, title=source.title, organisation=source.organisation, date=source.date, passages=cited
                )
            )
    return tuple(sources)


def money_passages(segments: tuple[SegmentAdvice, ...], savings: SavingsAdvice | None) -> tuple[tuple[str, str], ...]:
    """The passages of the calculations and of printed tables, each with the room that uses it, once."""
    steps = [(step, "savings") for step in savings.method] if savings else []
    steps += [(step, "budget") for segment in segments if segment.budget for step in segment.budget.method]
    stated = [(row.passage, "savings") for row in savings.stated if row.passage] if savings else []
    return tuple(dict.fromkeys([*((p, user) for step, user in steps for p in step.passages), *stated]))


def _shown_rules(
    segments: tuple[SegmentAdvice, ...], pilots: tuple[PilotEntry, ...], given: tuple[GivenEntry, ...]
) -> Iterable[str]:
    for body in (b for segment in segments for b in (segment, *segment.parts)):
        yield from (a.rule for a in body.arguments)
        yield from (e.rule for e in body.excluded)
        yield from (rule for p in body.preconditions for rule in p.rules)
        yield from (c.rule for c in body.consequences)
        yield from (rule for d in body.dissent for rule in (d.rule, d.against))
        yield from (t.rule for t in body.trace if t.fired)
        yield from (rule for o in body.overrides for conflict in o.conflicts for rule in conflict.rules)
    yield from (rule for p in pilots for rule in p.rules)
    yield from (g.rule for g in given)


def _computed_from(
    planning: PlanningAdvice | None, cost: ChangeCostAdvice | None
) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Steps and amounts with the passages behind them."""
    if planning is not None:
        for step in planning.steps:
            yield f"planning:{step.id}", (*step.passages, *(step.length.passages if step.length else ()))
        for conflict in planning.conflicts:
            yield f"planning:{conflict.step}", conflict.passages
        if planning.slip is not None:
            yield "planning:slip", planning.slip.passages
    if cost is not None:
        yield "change-cost", cost.passages
        for passages in (held.passages for part in (cost.roles, cost.sizes, cost.remarks) for held in part):
            yield "change-cost", passages


def parameters_used(plan: Plan) -> tuple[ParameterUsed, ...]:
    """Every parameter with its value on the day: what rules hold facts against, and what the advice itself uses."""
    return tuple(
        ParameterUsed(
            id=name,
            value=held.at(plan.as_of),
            quantity=held.quantity,
            judgement=held.judgement,
            unit=held.unit,
            state=held.state,
            entered=held.entered,
            passages=tuple(p for p in held.passages if plan.library.available(p, plan.as_of)),
            meaning=held.meaning,
            reason=held.reason,
        )
        for name, held in plan.library.parameters.items()
    )
