"""Two situations side by side: the answers in which they differ, and situations in between, with some of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Literal, TypeVar

from ..decision.provider_range import READ as FOR_PROVIDERS
from ..facts import SegmentFacts
from ..facts.flatten import Origin, Value
from ..market.lots import with_carried
from ..profile.region import RegionProfile
from ..rulebase import Rulebase
from ..rulebase.entered import with_entered
from ..rulebase.plan import Plan, plan_for
from .days import held_on
from .trials import Situation, situations_of

T = TypeVar("T")
Outside = Literal["wishes", "time", "overrides", "whole"]
"""what a decision takes from outside the facts: the ranking of wishes, the months to the publication, choices that a
person set, and the segment that a part belongs to"""
ANSWER = "answer:"
"""prefix of the name of an answer among the differences"""


@dataclass(frozen=True)
class Side:
    """A region as of a day, with the rules of that day."""

    name: str
    region: RegionProfile
    plan: Plan

    @cached_property
    def situations(self) -> dict[str, Situation]:
        return situations_of(self.region)

    @cached_property
    def rules(self) -> Rulebase:
        return held_on(self.plan)


def side(name: str, region: RegionProfile, base: Rulebase, as_of: date | None) -> Side:
    """A region on a day, by default its own."""
    day = as_of or region.as_of
    region = with_carried(region.model_copy(update={"as_of": day}))
    return Side(name, region, plan_for(with_entered(base, region), day))


@dataclass(frozen=True)
class Given:
    """A fact with where it comes from; ``value`` None: unknown."""

    value: Value | None
    origin: Origin | None
    applies: bool = True


@dataclass(frozen=True)
class AnswerDiffers:
    """One fact that the two have otherwise, or from another basis. ``read``: some rule in force reads it."""

    field: str
    one: Given
    other: Given
    read: bool

    @property
    def name(self) -> str:
        return f"{ANSWER}{self.field}"


@dataclass(frozen=True)
class Between:
    """What two situations have otherwise."""

    answers: tuple[AnswerDiffers, ...]
    outside: tuple[Outside, ...] = field(default=())

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that can matter to a decision, by name."""
        return (*(answer.name for answer in self.answers if answer.read), *self.outside)


def between(one: Situation, other: Situation, read: frozenset[str]) -> Between:
    """The answers and circumstances in which two situations differ. ``read``: fields that may matter."""
    fields = sorted({*_fields(one), *_fields(other)})
    answers = (AnswerDiffers(f, _given(one.facts, f), _given(other.facts, f), f in read) for f in fields)
    return Between(
        tuple(a for a in answers if _differs(a.field, one, other)),
        tuple(_outside(one, other)),
    )


def read_by(*plans: Plan) -> frozenset[str]:
    """The fields that rules in force read or that the number of providers is computed from."""
    conditions = (
        c.field for plan in plans for stage in plan.stages for clause in stage.clauses for c in clause.conditions
    )
    read = {*conditions, *FOR_PROVIDERS}
    vocabulary = plans[0].vocabulary
    return frozenset(read | {vocabulary[name].unless_known for name in read if name in vocabulary} - {""})


def blended(one: Situation, other: Situation, taken: frozenset[str]) -> Situation:
    """The first situation with some of the differences as the other has them."""
    circumstances, theirs = one.circumstances, other.circumstances
    facts = _blended_facts(one.facts, other.facts, taken)
    if "wishes" in taken:
        circumstances = replace(circumstances, wishes=theirs.wishes)
    if "time" in taken:
        circumstances = replace(circumstances, months_left=theirs.months_left)
    if "overrides" in taken:
        circumstances = replace(circumstances, set_by_hand=theirs.set_by_hand)
    whole = one.whole
    if one.whole is not None and other.whole is not None:
        whole = blended(one.whole, other.whole, taken)
    elif "whole" in taken:
        whole = other.whole
    by_hand = other.by_hand if "overrides" in taken else one.by_hand
    return replace(one, facts=facts, circumstances=circumstances, by_hand=by_hand, whole=whole)


def _blended_facts(one: SegmentFacts, other: SegmentFacts, taken: frozenset[str]) -> SegmentFacts:
    fields = frozenset(name.removeprefix(ANSWER) for name in taken if name.startswith(ANSWER))
    return replace(
        one,
        values=_taken(one.values, other.values, fields),
        origins=_taken(one.origins, other.origins, fields),
        not_applicable=(one.not_applicable - fields) | (other.not_applicable & fields),
    )


def _taken(one: Mapping[str, T], other: Mapping[str, T], fields: frozenset[str]) -> dict[str, T]:
    return {n: v for n, v in one.items() if n not in fields} | {n: v for n, v in other.items() if n in fields}


def _fields(held: Situation) -> frozenset[str]:
    own = frozenset(held.facts.values) | held.facts.not_applicable
    return own | _fields(held.whole) if held.whole else own


def _given(facts: SegmentFacts, name: str) -> Given:
    return Given(facts.values.get(name), facts.origins.get(name), name not in facts.not_applicable)


def _differs(name: str, one: Situation, other: Situation) -> bool:
    a, b = _given(one.facts, name), _given(other.facts, name)
    basis = tuple(given.origin.basis if given.origin else None for given in (a, b))
    if (a.value, a.applies) != (b.value, b.applies) or basis[0] != basis[1]:
        return True
    return one.whole is not None and other.whole is not None and _differs(name, one.whole, other.whole)


def _outside(one: Situation, other: Situation) -> Iterator[Outside]:
    a, b = one.circumstances, other.circumstances
    if a.wishes != b.wishes:
        yield "wishes"
    if a.months_left != b.months_left:
        yield "time"
    if a.set_by_hand != b.set_by_hand:
        yield "overrides"
    if (one.whole is None) != (other.whole is None):
        yield "whole"
