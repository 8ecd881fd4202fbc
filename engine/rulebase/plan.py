"""The plan that evaluators run: which rules are in force on a day, with constants filled in, in stages and strata.

One meaning for every evaluator: a plan is a list of *clauses* per stage. A clause is a conjunction of conditions; most
rules are one clause, a ``require`` is three (it applies, it is met, it is not met).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..facts import Vocabulary
from ..knowledge.evidence import Evidence
from ..knowledge.library import Library
from ..knowledge.sources import State
from ..profile.quantities import day_number
from .check import stage_of
from .claim_tests import UNTESTED, Bearing, ClaimTest
from .conditions import Condition, Constant, parse_condition
from .load import Rulebase
from .located import Located
from .model import Classify, Phase, Require, Rule
from .strata import strata_of

Role = Literal["fires", "met", "unmet"]
NotInForceReason = Literal["validity", "source_later", "parameter_unknown", "left_out"]


@dataclass(frozen=True)
class Clause:
    """A conjunction. ``index`` is its place in the stage; a classifying clause sets one field."""

    index: int
    rule: Rule
    role: Role
    stratum: int
    conditions: tuple[Condition, ...]
    sets: tuple[str, Constant] | None

    @property
    def name(self) -> str:
        return self.rule.id if self.role == "fires" else f"{self.rule.id}#{self.role}"


@dataclass(frozen=True)
class Stage:
    """The clauses that are evaluated together, in the order (stratum, declaration)."""

    number: int
    clauses: tuple[Clause, ...]
    reads: tuple[str, ...]
    """fields that some clause reads, sorted"""
    merged: Mapping[str, int]
    """fields of which a yes and a no together are a yes, with the stratum that closes them"""
    asks_unknown: tuple[str, ...]
    """fields of which some clause asks whether they are unknown, sorted"""


@dataclass(frozen=True)
class NotInForce:
    """A rule that the plan leaves out, and why."""

    rule: Rule
    reason: NotInForceReason


@dataclass(frozen=True)
class Plan:
    """The rules in force on a day."""

    as_of: date
    stages: tuple[Stage, ...]
    left_out: tuple[NotInForce, ...]
    vocabulary: Vocabulary
    library: Library
    located: dict[str, Located]
    evidence: Evidence
    """the records that were known on the day"""
    claims: Mapping[str, ClaimTest]

    @property
    def rules(self) -> Iterator[Rule]:
        return (clause.rule for stage in self.stages for clause in stage.clauses if clause.role == "fires")

    def passages_of(self, rule: Rule) -> tuple[str, ...]:
        """The passages of a rule whose source existed on the day."""
        return tuple(p for p in rule.passages if self.library.available(p, self.as_of))

    def law_behind(self, *rules: Rule) -> State | None:
        """How sure the least sure of the legal facts behind these rules is; None when they rest on none."""
        return self.library.weakest_state(p for rule in rules for p in self.passages_of(rule))

    def test_of(self, claim: str) -> ClaimTest:
        """What was known of a claim on the day; a claim that nobody wrote down was never tested."""
        return self.claims.get(claim, UNTESTED)

    def bearing(self, claim: str) -> Bearing:
        """What the test of a claim does to its arguments."""
        return self.test_of(claim).bearing(self.evidence)

    def parameter(self, name: str) -> int | None:
        return self.library.parameters[name].at(self.as_of)


class ConflictingValuesError(Exception):
    """Two rules in force set one field to two values: a fault of the rule base, named with both rules."""

    def __init__(self, field: str, rules: tuple[str, ...]) -> None:
        super().__init__(f"{field} is set to different values by {' and '.join(rules)}")
        self.field, self.rules = field, rules


def plan_for(base: Rulebase, as_of: date, without_sources: frozenset[str] = frozenset()) -> Plan:
    """The rules in force on a day. ``without_sources`` leaves documents out, by source id, as if they did not exist."""
    in_force: list[Located] = []
    left_out: list[NotInForce] = []
    for held in base.located:
        reason = _not_in_force(held.rule, base, as_of, without_sources)
        if reason is None:
            in_force.append(held)
        else:
            left_out.append(NotInForce(held.rule, reason))
    conditions = {held.rule.id: conditions_on(held.rule, base, as_of) for held in in_force}
    every = {rule: tuple(c for group in groups.values() for c in group) for rule, groups in conditions.items()}
    strata = strata_of([held.rule for held in in_force], every)
    numbers = sorted({stage.stage for stage in base.library.options.instruments.values()})
    stages = tuple(
        _stage(
            n, [h.rule for h in in_force if stage_of(h.rule, base.library) == n], conditions, strata, base.vocabulary
        )
        for n in numbers
    )
    evidence = base.library.evidence.on(as_of)
    return Plan(
        as_of,
        stages,
        tuple(left_out),
        base.vocabulary,
        base.library,
        {h.rule.id: h for h in in_force},
        evidence,
        {name: test.known(evidence) for name, test in base.claims.items()},
    )


def _not_in_force(rule: Rule, base: Rulebase, as_of: date, without: frozenset[str]) -> NotInForceReason | None:
    if (rule.valid_from and as_of < rule.valid_from) or (rule.valid_until and as_of > rule.valid_until):
        return "validity"
    library = base.library
    if rule.hinges_on is not None and phase_of(rule.hinges_on.parameter, library, as_of) != rule.hinges_on.phase:
        return "validity"
    if rule.passages and not rule.own_judgement:
        kept = [p for p in rule.passages if library.source_of[p].id not in without]
        if not kept:
            return "left_out"
        if not any(library.available(p, as_of) for p in kept):
            return "source_later"
    for condition in (c for group in _parsed(rule, base).values() for c in group):
        if condition.parameter and library.parameters[condition.parameter].at(as_of) is None:
            return "parameter_unknown"
    return None


def phase_of(parameter: str, library: Library, as_of: date) -> Phase:
    """Whether a date that law leaves to a decree is unknown, still ahead, or has come."""
    day = library.parameters[parameter].at(as_of)
    if day is None:
        return "unknown"
    return "in_force" if day <= day_number(as_of) else "ahead"


def _parsed(rule: Rule, base: Rulebase) -> dict[Role, tuple[Condition, ...]]:
    def read(texts: tuple[str, ...]) -> tuple[Condition, ...]:
        found = (parse_condition(text, base.vocabulary, base.library.parameters) for text in texts)
        return tuple(c for c in found if c is not None)

    groups: dict[Role, tuple[Condition, ...]] = {"fires": read(rule.when)}
    if isinstance(rule, Require):
        groups["met"] = groups["fires"] + read(rule.met)
        if rule.unmet:
            groups["unmet"] = groups["fires"] + read(rule.unmet)
    return groups


def conditions_on(rule: Rule, base: Rulebase, as_of: date) -> dict[Role, tuple[Condition, ...]]:
    """The conjunctions of a rule by role, with the parameters of a day filled in."""

    def filled(condition: Condition) -> Condition:
        if condition.parameter is None:
            return condition
        value = base.library.parameters[condition.parameter].at(as_of)
        return Condition(condition.field, condition.operator, value, condition.parameter, condition.text)

    return {role: tuple(filled(c) for c in group) for role, group in _parsed(rule, base).items()}


def _stage(
    number: int,
    rules: list[Rule],
    conditions: dict[str, dict[Role, tuple[Condition, ...]]],
    strata: dict[str, int],
    vocabulary: Vocabulary,
) -> Stage:
    ordered = sorted(
        ((strata[rule.id], at, rule) for at, rule in enumerate(rules)),
        key=lambda entry: (not isinstance(entry[2], Classify), entry[0], entry[1]),
    )
    clauses: list[Clause] = []
    for stratum, _, rule in ordered:
        sets = next(iter(rule.sets.items())) if isinstance(rule, Classify) else None
        for role, group in conditions[rule.id].items():
            clauses.append(Clause(len(clauses), rule, role, stratum, group, sets))
    return stage_with(number, clauses, vocabulary)


def stage_with(number: int, clauses: Sequence[Clause], vocabulary: Vocabulary) -> Stage:
    """A stage of some clauses, in their order; ``index`` of each is its place."""
    read = sorted({c.field for clause in clauses for c in clause.conditions if c.operator != "is_unknown"})
    asked = sorted({c.field for clause in clauses for c in clause.conditions if c.operator == "is_unknown"})
    setting = [(clause.sets[0], clause.stratum + 1) for clause in clauses if clause.sets]
    merged = {name: max(c for n, c in setting if n == name) for name, _ in setting if vocabulary[name].true_wins}
    return Stage(number, tuple(clauses), tuple(read), merged, tuple(asked))


def fields_set(stage: Stage) -> frozenset[str]:
    return frozenset(clause.sets[0] for clause in stage.clauses if clause.sets)


__all__ = [
    "Clause",
    "ConflictingValuesError",
    "NotInForce",
    "Plan",
    "Stage",
    "conditions_on",
    "fields_set",
    "plan_for",
    "stage_with",
]
