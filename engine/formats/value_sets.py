"""Which values of a field a row of a decision table takes, and how FEEL writes that.

Only what engines agree on is written: literals, comparisons, ranges and lists with commas. ``not(...)`` is never
written, and neither is ``!=``, which in FEEL holds of null as well: the values that are left are listed instead.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from ..facts import Field
from ..rulebase.conditions import OPERATORS, Condition, Constant

ANYTHING = "-"


@dataclass(frozen=True)
class Members:
    """Values of a closed field, in the order of the field."""

    values: tuple[Constant, ...]
    of: tuple[Constant, ...]
    """all values of the field"""

    @property
    def empty(self) -> bool:
        return not self.values

    @property
    def full(self) -> bool:
        return self.values == self.of

    def both(self, other: Self) -> "Members":
        return Members(tuple(v for v in self.values if v in other.values), self.of)

    def feel(self) -> str:
        """A list of literals. Never ``-``: that would hold of null."""
        return ",".join(literal(value) for value in self.values)


@dataclass(frozen=True)
class Spans:
    """Whole numbers, as spans ``low <= n < end`` in order, without overlap; None is without end."""

    spans: tuple[tuple[int | None, int | None], ...]

    @property
    def empty(self) -> bool:
        return not self.spans

    @property
    def full(self) -> bool:
        return self.spans == ((None, None),)

    def both(self, other: Self) -> "Spans":
        held = []
        for low, end in self.spans:
            for other_low, other_end in other.spans:
                lows = [n for n in (low, other_low) if n is not None]
                ends = [n for n in (end, other_end) if n is not None]
                common = (max(lows, default=None), min(ends, default=None))
                if common[0] is None or common[1] is None or common[0] < common[1]:
                    held.append(common)
        return Spans(tuple(held))

    def feel(self) -> str:
        return ",".join(_span(low, end) for low, end in self.spans)


Values = Members | Spans


def _span(low: int | None, end: int | None) -> str:
    if low is None:
        return ANYTHING if end is None else f"< {end}"
    if end is None:
        return f">= {low}"
    return str(low) if end == low + 1 else f"[{low}..{end})"


def every_value(field: Field) -> Values:
    """All values that a field can have when it is known."""
    if field.kind == "bool":
        return Members((True, False), (True, False))
    if field.kind == "enum":
        return Members(field.members, field.members)
    return Spans(((None, None),))


def values_under(condition: Condition, field: Field) -> Values:
    """The values of a known field under which a condition holds.

    Facts are whole numbers (days, cents, basis points, hundredths), so that ``> 5`` and ``>= 6`` are one.
    """
    if field.kind in ("bool", "enum"):
        every = every_value(field)
        assert isinstance(every, Members)
        holds = OPERATORS[condition.operator].holds
        return Members(tuple(v for v in every.of if holds(v, condition.constant)), every.of)
    return Spans(tuple(_spans(condition)))


def _spans(condition: Condition) -> Iterable[tuple[int | None, int | None]]:
    if condition.operator == "is_known":
        return ((None, None),)
    if condition.operator == "in":
        assert isinstance(condition.constant, tuple)
        return ((n, n + 1) for n in sorted({n for n in condition.constant if isinstance(n, int)}))
    limit = condition.constant
    assert isinstance(limit, int)
    return {
        "<": ((None, limit),),
        "<=": ((None, limit + 1),),
        ">": ((limit + 1, None),),
        ">=": ((limit, None),),
        "==": ((limit, limit + 1),),
        "!=": ((None, limit), (limit + 1, None)),
    }[condition.operator]


def common(one: Values, other: Values) -> Values:
    """The values in both, which are of one field."""
    if isinstance(one, Members) and isinstance(other, Members):
        return one.both(other)
    assert isinstance(one, Spans) and isinstance(other, Spans)
    return one.both(other)


def literal(value: Constant) -> str:
    """A value as FEEL writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else json.dumps(value, ensure_ascii=False)
