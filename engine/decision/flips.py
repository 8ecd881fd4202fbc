"""What would change a decision: each unknown or judged answer, and each value near a limit of our own, one by one.

Only facts are tried. What the region itself chooses (decisions of the board, goals, wishes, desired effects) is no
unknown: it is the region's to change, and the advice shows apart what would hold without the board's decisions.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from itertools import combinations
from typing import Literal

from ..facts import CHOICE_ROOMS, Facts, Field, SegmentFacts
from ..profile.quantities import day_number, day_of
from ..rulebase.conditions import Condition, Constant
from ..rulebase.plan import Clause, Plan
from .decider import Circumstances, Decider, SegmentDecision

NOT_VARIED = CHOICE_ROOMS | {"place", "pilots", "segment"}
"""beside the choices of the region: where it lies, what it plans as pilots, and the act of a segment do not turn out"""
FULL = 10_000
Why = Literal["unknown", "judged", "near_limit"]


@dataclass(frozen=True, order=True)
class Flip:
    """One other value of one field, and what it makes of the choice for one instrument.

    ``limit`` names the parameter of own judgement that lies near, for a value near a limit.
    """

    instrument: str
    field: str
    why: Why
    value: Constant
    becomes: str
    """the option chosen then, or "" when it becomes open"""
    limit: str = ""


@dataclass(frozen=True)
class Variation:
    field: str
    why: Why
    value: Constant
    limit: str = ""


class Limits:
    """The constants against which the rules of a plan hold each field."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._constants: dict[str, set[tuple[Constant, str]]] = {}
        self._parameters: dict[str, set[tuple[int, str]]] = {}
        read: set[str] = set()
        for stage in plan.stages:
            for clause in stage.clauses:
                for condition in clause.conditions:
                    read.add(condition.field)
                    if isinstance(condition.constant, int) and not isinstance(condition.constant, bool):
                        self._constants.setdefault(condition.field, set()).add((condition.constant, condition.operator))
                        name = condition.parameter
                        if name and plan.library.parameters[name].judgement == "own":
                            self._parameters.setdefault(condition.field, set()).add((condition.constant, name))
        self.read = tuple(sorted(read))

    @cached_property
    def read_together(self) -> frozenset[frozenset[str]]:
        """Pairs of answers that one rule reads, also by way of fields that rules set from them."""
        clauses = [clause for stage in self.plan.stages for clause in stage.clauses]
        behind: dict[str, set[str]] = {}
        for clause in clauses:  # in the order of the strata: what a clause reads was set before
            if clause.sets is not None:
                behind.setdefault(clause.sets[0], set()).update(*(behind.get(f, {f}) for f in _read_by(clause)))
        pairs: set[frozenset[str]] = set()
        for clause in clauses:
            groups = [behind.get(name, {name}) for name in _read_by(clause)]
            pairs |= {frozenset((a, b)) for one, other in combinations(groups, 2) for a in one for b in other if a != b}
            pairs |= {frozenset(pair) for group in groups for pair in combinations(sorted(group), 2)}
        return frozenset(pairs)

    def passed(self, facts: Facts) -> tuple[bool, ...]:
        """For every limit of a computed figure, whether it is passed."""
        return tuple(condition.holds(facts) for condition in self._computed)

    @cached_property
    def _computed(self) -> tuple[Condition, ...]:
        held = {
            condition.text: condition
            for stage in self.plan.stages
            for clause in stage.clauses
            for condition in clause.conditions
            if self.plan.vocabulary[condition.field].owner == "derived" and isinstance(condition.constant, int)
        }
        return tuple(held[text] for text in sorted(held))

    def values(self, field: Field) -> tuple[Constant, ...]:
        """One value on each side of every limit of the field; every member of an enumeration."""
        if field.kind == "bool":
            return (False, True)
        if field.kind == "enum":
            return field.members
        around: set[int] = set()
        for constant, operator in self._constants.get(field.name, ()):
            assert isinstance(constant, int)
            around |= (
                {constant, _next(field, constant, 1)}
                if operator in (">", "<=")
                else {
                    _next(field, constant, -1),
                    constant,
                }
            )
        return tuple(sorted(v for v in around if v >= 0))

    def near(self, field: str, value: int) -> Iterator[tuple[int, str]]:
        """Values just across a limit of own judgement that lies within the stated distance."""
        distance = self.plan.parameter("judgement.near_limit") or 0
        for limit, name in sorted(self._parameters.get(field, ())):
            if abs(value - limit) * FULL <= limit * distance:
                yield (limit - 1 if value >= limit else limit), name


def _next(field: Field, value: int, step: int) -> int:
    """The value after or before one; of a day the next or former day."""
    return value + step if field.kind != "date" else day_number(day_of(value) + timedelta(days=step))


def _read_by(clause: Clause) -> tuple[str, ...]:
    return tuple(dict.fromkeys(condition.field for condition in clause.conditions))


def variations(facts: SegmentFacts, limits: Limits) -> Iterator[Variation]:
    """Every single change that is worth trying, in the order of the fields."""
    held = facts.values
    for name in limits.read:
        field = limits.plan.vocabulary[name]
        if field.owner in ("classified", "chosen") or name.split(".")[0] in NOT_VARIED:
            continue
        if field.set_field in facts.not_applicable or name in facts.not_applicable:
            continue
        if name not in held and field.needless(held):
            continue  # another answer answers it
        if name not in held:
            if field.owner != "derived":
                yield from (Variation(name, "unknown", value) for value in limits.values(field))
            continue
        value = held[name]
        if facts.origins[name].basis in ("judged", "assumed"):
            yield from (Variation(name, "judged", other) for other in limits.values(field) if other != value)
        elif isinstance(value, int) and not isinstance(value, bool):
            yield from (Variation(name, "near_limit", other, limit) for other, limit in limits.near(name, value))


def flips_of(
    decider: Decider,
    facts: SegmentFacts,
    circumstances: Circumstances,
    base: SegmentDecision,
    limits: Limits,
) -> tuple[Flip, ...]:
    """The changes of one value that change some choice, in a fixed order."""
    chosen = _choices(base)
    found: set[Flip] = set()
    for variation in variations(facts, limits):
        other = decider.what_if(base, circumstances, variation.field, variation.value)
        for instrument, option in _choices(other).items():
            if option != chosen.get(instrument):
                found.add(
                    Flip(instrument, variation.field, variation.why, variation.value, option or "", variation.limit)
                )
    return tuple(sorted(found, key=lambda f: (f.instrument, f.field, str(f.value), f.becomes)))


def _choices(decision: SegmentDecision) -> dict[str, str | None]:
    return {name: held.chosen for name, held in decision.instruments.items()}
