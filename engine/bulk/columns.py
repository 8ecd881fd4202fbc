"""Profiles as columns: one whole number per profile, and whether it is known.

A figure stands as facts hold it (cents, basis points, a day as a number such as 20261001), yes and no as 1 and 0, and a
word as its place among the members of its field. Unknown is a mask and never a number.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..facts import Field, Vocabulary
from ..rulebase.conditions import OPERATORS, Condition, Constant
from .circuit import Words, filled, packed

Numbers = NDArray[np.signedinteger[Any]]
Flags = NDArray[np.bool_]
SMALL, LARGE = np.dtype(np.int8), np.dtype(np.int64)


@dataclass(frozen=True)
class Column:
    """``values`` and ``known``, both of one length; a value that is not known means nothing."""

    values: Numbers
    known: Flags


def number_type(field: Field) -> np.dtype[Any]:
    """Words and yes or no are small, figures are large."""
    return SMALL if field.kind in ("bool", "enum") else LARGE


def number_of(field: Field, value: Constant) -> int:
    """A value as a column holds it. Raises ValueError for a word that the field does not have."""
    return field.members.index(str(value)) if field.kind == "enum" else int(value)


def value_of(field: Field, number: int) -> Constant:
    """The value behind a number of a column."""
    if field.kind == "enum":
        return field.members[number]
    return bool(number) if field.kind == "bool" else int(number)


def unknown_column(field: Field, rows: int) -> Column:
    """A column of which nothing is known."""
    return Column(np.zeros(rows, number_type(field)), np.zeros(rows, np.bool_))


def known_column(field: Field, values: Numbers) -> Column:
    """A column of which every value is known."""
    return Column(values.astype(number_type(field), copy=False), np.broadcast_to(np.True_, values.shape))


def same_for_all(field: Field, value: Constant, rows: int) -> Column:
    """A column with one known value. What is the same for all rows is held once, and worked out once."""
    one = np.array(number_of(field, value), number_type(field))
    return Column(np.broadcast_to(one, rows), np.broadcast_to(np.True_, rows))


class Table:
    """The columns of one chunk while it is evaluated.

    ``parameters``: values of parameters by row, where these differ from row to row.
    """

    def __init__(
        self,
        rows: int,
        vocabulary: Vocabulary,
        columns: Mapping[str, Column],
        parameters: Mapping[str, Numbers] | None = None,
    ) -> None:
        self.rows, self._vocabulary = rows, vocabulary
        self._columns = dict(columns)
        self._parameters = parameters or {}

    def get(self, field: str) -> Column:
        """The column of a field; one of which nothing is known when the table has none."""
        if field not in self._columns:
            self._columns[field] = unknown_column(self._vocabulary[field], self.rows)
        return self._columns[field]

    def put(self, field: str, column: Column) -> None:
        self._columns[field] = column

    def load(self, condition: Hashable, out: Words) -> None:
        """Where a condition holds, as packed flags."""
        assert isinstance(condition, Condition)
        column = self._columns.get(condition.field)
        if column is None:
            filled(condition.operator == "is_unknown", out)
        elif _same(column.values) and _same(column.known) and condition.parameter not in self._parameters:
            filled(bool(self._holds(condition, Column(column.values[:1], column.known[:1]))[0]), out)
        else:
            packed(self._holds(condition, column), out)

    def _holds(self, condition: Condition, column: Column) -> Flags:
        if condition.operator == "is_unknown":
            return ~column.known
        if condition.operator == "is_known":
            return column.known
        found = self._compared(condition, column.values)
        return found if _same(column.known) and column.known[0] else found & column.known

    def _compared(self, condition: Condition, values: Numbers) -> Flags:
        if isinstance(condition.constant, tuple):
            return _any(values == c for c in self._numbers(condition))
        compare = OPERATORS[condition.operator].holds
        constant: int | Numbers = next(self._numbers(condition))
        if condition.parameter is not None:
            constant = self._parameters.get(condition.parameter, constant)
        return np.asarray(compare(values, constant), np.bool_)

    def _numbers(self, condition: Condition) -> Iterator[int]:
        field, held = self._vocabulary[condition.field], condition.constant
        constants = held if isinstance(held, tuple) else (held,)
        return (number_of(field, c) for c in constants if c is not None)


def _same(held: NDArray[Any]) -> bool:
    """Whether one value stands for all rows, as ``broadcast_to`` makes it."""
    return len(held) > 0 and held.strides == (0,)


def _any(flags: Iterable[Flags]) -> Flags:
    first, *rest = flags
    for other in rest:
        first |= other
    return first
