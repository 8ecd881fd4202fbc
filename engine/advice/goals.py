"""Write down the chains from goal to instrument to indicator."""

from typing import NamedTuple

from ..consequences.goals import Chain, Said, Served, goal_chains
from ..knowledge.goals import GoalsFile, GoalText
from ..profile.region import RegionProfile
from ..rulebase.plan import Plan
from .goal_entries import (
    ChoiceWithoutGoal,
    GoalEntry,
    GoalQuestion,
    IndicatorEntry,
    SaidByEntry,
    SdgEntry,
    ServedEntry,
)
from .reasoned import Reasoned


class GoalEntries(NamedTuple):
    """All stated goals, the choices without one, and what nobody said about goals."""

    goals: tuple[GoalEntry, ...]
    choices_without_goal: tuple[ChoiceWithoutGoal, ...]
    questions: tuple[GoalQuestion, ...]


def goals_of(region: RegionProfile, reasoned: tuple[Reasoned, ...], plan: Plan) -> GoalEntries:
    """Every stated goal with what serves it, in the order of the closed lists."""
    goals = plan.library.goals
    held = goal_chains(region, ((r.path, r.decision) for r in reasoned), goals)
    where: dict[str, list[str]] = {}
    for path, option in held.without_goal:
        where.setdefault(option, []).append(path)
    order = {code: n for n, code in enumerate(plan.library.options.by_code)}
    return GoalEntries(
        goals=tuple(_entry(chain, region, goals, plan) for chain in held.chains),
        choices_without_goal=tuple(
            ChoiceWithoutGoal(option=option, segments=tuple(paths))
            for option, paths in sorted(where.items(), key=lambda item: order[item[0]])
        ),
        questions=tuple(GoalQuestion(field=name, segments=paths) for name, paths in held.unknown),
    )


def _entry(chain: Chain, region: RegionProfile, goals: GoalsFile, plan: Plan) -> GoalEntry:
    kind, name = chain.goal
    text = goals.of(kind)[name]
    part_of = [p for p, held in goals.principles.items() if kind == "effect" and name in held.effects]
    return GoalEntry(
        id=name,
        kind=kind,
        name=text.name,
        part_of=tuple(part_of),
        sdg=_sdg(text, goals, plan),
        said_by=tuple(_said(said, region) for said in chain.said),
        served_by=tuple(_served(s) for s in chain.served),
        against=tuple(_served(s) for s in chain.against),
        indicators=tuple(_indicator(i, paths, goals, plan) for i, paths in chain.indicators.items()),
        passages=_available(text.passages, plan),
    )


def _sdg(text: GoalText, goals: GoalsFile, plan: Plan) -> SdgEntry | None:
    if text.sdg is None:
        return None
    return SdgEntry(
        goal=text.sdg.goal,
        target=text.sdg.target,
        title=goals.sdgs[text.sdg.goal],
        asked_by=_available(goals.sdg_asked_by, plan),
    )


def _said(said: Said, region: RegionProfile) -> SaidByEntry:
    answer = said.answer
    return SaidByEntry(
        segment=said.segment, basis=answer.basis, source=answer.source or region.source, lines=answer.lines
    )


def _served(served: Served) -> ServedEntry:
    return ServedEntry(segment=served.path, instrument=served.instrument, option=served.option, rules=served.rules)


def _indicator(name: str, paths: list[str], goals: GoalsFile, plan: Plan) -> IndicatorEntry:
    held = goals.indicators[name]
    passages = _available(held.passages, plan)
    return IndicatorEntry(
        id=name,
        counted=held.counted,
        unit=held.unit,
        source=held.source,
        frequency=held.frequency,
        owner=held.owner,
        own=not passages,
        passages=passages,
        segments=tuple(dict.fromkeys(paths)),
    )


def _available(passages: tuple[str, ...], plan: Plan) -> tuple[str, ...]:
    return tuple(p for p in passages if plan.library.available(p, plan.as_of))
