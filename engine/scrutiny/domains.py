"""The values of a field that the rules can tell apart: a finite list, exactly, also for numbers and days.

A condition compares one field with a constant. The constants that the rules in force hold a number against cut its
range into points and stretches; every condition is true on the whole of a stretch or on none of it. So one value of
each stretch stands for all of them, and what is proved of these holds for every number.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ..facts import Field
from ..profile.quantities import LARGEST, day_number, day_of
from ..rulebase.conditions import OPERATORS, ORDERED, Condition, Constant
from ..rulebase.plan import Plan

ALWAYS_KNOWN = frozenset({"segment.law", "segment.is_part", "derived.delimited_part"})
"""facts that every segment has; any other field may be unknown"""
CENTS = 100


@dataclass(frozen=True)
class Domain:
    """The values of one field, one for each stretch, in ascending order. ``may_be_unknown``: it may also be absent."""

    field: Field
    values: tuple[Constant, ...]
    may_be_unknown: bool

    def where(self, condition: Condition) -> tuple[Constant, ...]:
        """The values on which a condition about this field holds; absence is not among them."""
        if condition.operator == "is_unknown":
            return ()
        test = OPERATORS[condition.operator].holds
        return tuple(value for value in self.values if test(value, condition.constant))


def domain_of(field: Field, conditions: Iterable[Condition]) -> Domain:
    """``conditions`` are all that the rules ask of the field, with constants filled in."""
    if field.kind == "bool":
        values: tuple[Constant, ...] = (False, True)
    elif field.kind == "enum":
        values = field.members
    else:
        cuts = sorted({value for condition in conditions for value in _numbers(condition)})
        values = tuple(_days(cuts) if field.kind == "date" else _stretches(cuts, field.kind))
    return Domain(field, values, field.name not in ALWAYS_KNOWN)


def domains_of(plan: Plan) -> Mapping[str, Domain]:
    """A domain for every field that the rules in force read or set."""
    asked: dict[str, list[Condition]] = {}
    for stage in plan.stages:
        for clause in stage.clauses:
            for condition in clause.conditions:
                asked.setdefault(condition.field, []).append(condition)
            if clause.sets:
                asked.setdefault(clause.sets[0], [])
    return {name: domain_of(plan.vocabulary[name], held) for name, held in sorted(asked.items())}


def _numbers(condition: Condition) -> tuple[int, ...]:
    held = condition.constant if isinstance(condition.constant, tuple) else (condition.constant,)
    return tuple(value for value in held if isinstance(value, int))


def _stretches(cuts: list[int], kind: str) -> Iterator[int]:
    """Each cut and one value between every two of them, from nothing to the largest that a profile may hold."""
    assert kind in ORDERED
    last = -1
    for cut in cuts:
        if cut > last + 1:
            yield last + 1
        yield cut
        last = cut
    if last < LARGEST * (CENTS if kind == "money" else 1):
        yield last + 1


def _days(cuts: list[int]) -> Iterator[int]:
    """As ``_stretches``, over days; the calendar begins and ends where Python's does."""
    last = date.min
    yield day_number(last)
    for cut in map(day_of, cuts):
        if cut > last + timedelta(days=1):
            yield day_number(last + timedelta(days=1))
        if cut > last:
            yield day_number(cut)
        last = cut
    if last < date.max:
        yield day_number(last + timedelta(days=1))
