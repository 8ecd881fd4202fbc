"""From goals to choices: which choice serves which stated goal, read from the arguments that were weighed.

Nothing is argued here. A choice serves a goal when a rule that fired argues for it and names that goal: as its purchase
goal, by a condition on a principle or desired effect, or by the wish that it is scaled by.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..decision import SegmentDecision
from ..knowledge.goals import GoalKind, GoalsFile
from ..profile.answers import Answer
from ..profile.region import RegionProfile
from ..rulebase.model import Advise, Argue

STEERING = (
    "funding",
    "budget_control",
    "budget_holder",
    "decision_form",
    "access_measure",
    "intensity",
    "supplier_organisation",
    "supplier_measure",
    "form",
    "structure",
    "term",
    "clause",
    "direction",
)
"""what a region steers with; whether, where and by which procedure it buys serves no goal of its own"""
DOING = ("pilot", "exploration", "selection", "eligibility", "planning", "attention")
"""consequences that somebody does; a risk endangers a goal and an indicator measures it"""

Goal = tuple[GoalKind, str]


@dataclass(frozen=True)
class Said:
    """Where a goal was stated: for the region, or for a segment."""

    segment: str | None
    answer: Answer[Any]


@dataclass(frozen=True)
class Served:
    """A choice or a thing to do in one segment or part that serves, or works against, a goal, and by which rules."""

    path: str
    instrument: str | None
    option: str | None
    """None: something to do, not a choice"""
    rules: tuple[str, ...]


@dataclass
class Chain:
    """One stated goal with what serves it and what measures it."""

    goal: Goal
    said: list[Said]
    served: list[Served] = field(default_factory=list)
    against: list[Served] = field(default_factory=list)
    indicators: dict[str, list[str]] = field(default_factory=dict)
    """indicator to the paths where it is counted; none: over the region"""


@dataclass(frozen=True)
class GoalChains:
    """All stated goals, the choices that serve none of them, and the questions about goals that nobody answered."""

    chains: tuple[Chain, ...]
    without_goal: tuple[tuple[str, str], ...]
    """(path, option)"""
    unknown: tuple[tuple[str, tuple[str, ...]], ...]
    """(field, paths of segments; none: of the region)"""


def goal_chains(region: RegionProfile, decided: Iterable[tuple[str, SegmentDecision]], goals: GoalsFile) -> GoalChains:
    """The chain of every stated goal. ``decided`` gives the decision of each segment and part by its path."""
    held = tuple(decided)
    paths = {path.partition("/")[0] for path, _ in held}
    stated = _stated(region, goals, paths)
    chains = {goal: Chain(goal, said) for goal, said in stated.items()}
    without: list[tuple[str, str]] = []
    for path, decision in held:
        for option in _taken(decision):
            served = _link(path, option, decision, "for", goals, chains)
            _link(path, option, decision, "against", goals, chains)
            if not served:
                without.append((path, option))
        for rule in decision.advice:
            _consequence(path, rule, goals, chains)
    for chain in chains.values():
        for name in goals.of(chain.goal[0])[chain.goal[1]].indicators:
            chain.indicators.setdefault(name, [])
    return GoalChains(tuple(chains.values()), tuple(without), tuple(_unknown(region, paths)))


def goals_named(rule: Argue | Advise, goals: GoalsFile) -> frozenset[Goal]:
    """The goals that a rule speaks for by its own words; an effect brings the principles that it is part of."""
    named: set[Goal] = {("purchase_goal", rule.goal)} if rule.goal else set()
    wish = rule.scaled_by if isinstance(rule, Argue) else None
    effects = {name for text in rule.when if (name := _asserted(text, "outcomes.desired."))}
    named |= {("principle", name) for text in rule.when if (name := _asserted(text, "goals.principles."))}
    named |= {("effect", name) for name in effects}
    for name, text in goals.principles.items():
        if effects & set(text.effects) or (wish and wish in text.wishes):
            named.add(("principle", name))
    return frozenset(named)


def _asserted(condition: str, room: str) -> str | None:
    """The member that a condition such as ``goals.principles.prevention == true`` asserts."""
    name, _, test = condition.partition(" ")
    return name.removeprefix(room) if name.startswith(room) and test == "== true" else None


def _stated(region: RegionProfile, goals: GoalsFile, paths: set[str]) -> dict[Goal, list[Said]]:
    """Stated goals in the order of the closed lists."""
    said: dict[Goal, list[Said]] = {}
    purchase, principles = region.goals.purchase_goals, region.goals.principles
    for name in goals.purchase_goals:
        if purchase is not None and purchase.value and name in purchase.value:
            said[("purchase_goal", name)] = [Said(None, purchase)]
    for principle in goals.principles:
        if principles is not None and principles.value and principles.value.holds(principle):
            said[("principle", principle)] = [Said(None, principles)]
    for effect in goals.effects:
        answers = [(s.id, s.outcomes.desired) for s in region.segments if s.id in paths]
        where = [Said(i, a) for i, a in answers if a is not None and a.value and a.value.holds(effect)]
        if where:
            said[("effect", effect)] = where
    return said


def _unknown(region: RegionProfile, paths: set[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name in ("principles", "purchase_goals"):
        answer = getattr(region.goals, name)
        if answer is None or answer.value is None:
            yield f"goals.{name}", ()
    silent = [s.outcomes.desired for s in region.segments]
    where = tuple(
        s.id
        for s, a in zip(region.segments, silent, strict=True)
        if s.id in paths and (a is None or (a.value is None and a.applies))
    )
    if where:
        yield "outcomes.desired", where


def _taken(decision: SegmentDecision) -> Iterator[str]:
    for name in STEERING:
        held = decision.instruments[name]
        yield from dict.fromkeys((*((held.chosen,) if held.chosen else ()), *held.taken))


def _link(
    path: str,
    option: str,
    decision: SegmentDecision,
    direction: str,
    goals: GoalsFile,
    chains: Mapping[Goal, Chain],
) -> bool:
    """Write the option down under each stated goal that its arguments name; whether there was one."""
    instrument = option.partition(".")[0]
    rules: dict[Goal, list[str]] = {}
    for claim in decision.instruments[instrument].claims.get(option, ()):
        for argument in claim.arguments:
            if argument.direction == direction:
                for goal in goals_named(argument, goals):
                    rules.setdefault(goal, []).append(argument.id)
    stated = [goal for goal in chains if goal in rules]
    for goal in stated:
        entry = Served(path, instrument, option, tuple(sorted(rules[goal])))
        (chains[goal].served if direction == "for" else chains[goal].against).append(entry)
    return bool(stated)


def _consequence(path: str, rule: Advise, goals: GoalsFile, chains: Mapping[Goal, Chain]) -> None:
    named = goals_named(rule, goals)
    if rule.indicator is not None:
        named = frozenset(g for g in named if g[0] != "purchase_goal") or named
    for goal in (g for g in chains if g in named):
        if rule.indicator is not None:
            chains[goal].indicators.setdefault(rule.indicator, []).append(path)
        elif rule.what in DOING:
            chains[goal].served.append(Served(path, rule.instrument, None, (rule.id,)))
