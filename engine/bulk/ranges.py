"""The range of providers over rows: as ``decision.provider_range`` computes it for one profile."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from ..decision.provider_range import (
    AREAS,
    CARRIED,
    CHOICE,
    CLIENTS,
    DEFAULTS,
    FEWER,
    LARGEST,
    MORE,
    MUNICIPALITIES,
    PER_AREA,
    PROVIDERS,
    REGISTRATIONS,
    SHARED_CONTRACT,
    WAITING,
    WORKABLE,
)
from ..rulebase.plan import Plan
from .choices import NONE, Choices
from .columns import Column, Flags, Numbers, Table

BEYOND_ALL = 2**62
"""what is higher than every number of clients or contracts that a column holds, and may be added to"""


@dataclass(frozen=True)
class Ranges:
    """Lowest and highest number of contracts and of delivering providers, one row each; NONE where the advice gives no
    range: an end cannot be computed, the ends exclude each other, or several providers share one contract."""

    contracts: NDArray[np.int64]
    """(2, rows)"""
    delivering: NDArray[np.int64]


def ranges_of(
    plan: Plan, table: Table, instruments: Mapping[str, Choices], parameters: Mapping[str, Numbers] | None = None
) -> Ranges:
    """The ranges of every profile of a decided table. ``parameters``: values by row, where these differ."""

    def given(name: str) -> Column:
        """The profile's own value, or a default of ours."""
        return _first_known(table.get(name), _default(plan, DEFAULTS[name], table.rows, parameters or {}))

    def where(name: str, among: Iterable[str]) -> Flags:
        held = set(among)
        codes = plan.library.options.of(name)
        return np.isin(instruments[name].codes, [place for place, code in enumerate(codes) if code in held])

    now = _first_known(table.get(PROVIDERS), table.get(REGISTRATIONS))
    areas = _first_known(table.get(AREAS), table.get(MUNICIPALITIES))
    clients = table.get(CLIENTS)
    low = _ended(
        np.maximum,
        _product(given(CHOICE), areas),
        _upwards(_sum(clients, table.get(WAITING)), table.get(LARGEST)),
        _only(now, where("direction", (MORE,))),
    )
    high = _ended(np.minimum, _downwards(clients, given(WORKABLE)), _only(now, where("direction", FEWER)))
    carried = _ended(np.minimum, high, table.get(CARRIED))
    per_area, one_each = where("structure", (PER_AREA,)), ~where("structure", SHARED_CONTRACT)
    contracts = [_either(per_area, areas, end) for end in (low, carried)]
    return Ranges(_both([_only(end, one_each) for end in contracts]), _both([low, high]))


def _default(plan: Plan, name: str, rows: int, by_row: Mapping[str, Numbers]) -> Column:
    if name in by_row:
        return Column(by_row[name], np.ones(rows, np.bool_))
    value = plan.parameter(name)
    return Column(np.full(rows, value or 0, np.int64), np.full(rows, value is not None))


def _first_known(one: Column, other: Column) -> Column:
    return _either(one.known, one, other)


def _either(where: Flags, one: Column, other: Column) -> Column:
    return Column(np.where(where, one.values, other.values), np.where(where, one.known, other.known))


def _only(column: Column, where: Flags) -> Column:
    return Column(column.values, column.known & where)


def _product(one: Column, other: Column) -> Column:
    """Where it is too much for a column it is beyond all, as the true product is."""
    most = BEYOND_ALL // np.maximum(other.values, 1)
    return Column(np.where(one.values > most, BEYOND_ALL, one.values * other.values), one.known & other.known)


def _sum(one: Column, other: Column) -> Column:
    return Column(one.values + other.values, one.known & other.known)


def _downwards(top: Column, bottom: Column) -> Column:
    """A quotient rounded down; unknown where it would be divided by zero."""
    return Column(top.values // np.maximum(bottom.values, 1), top.known & bottom.known & (bottom.values > 0))


def _upwards(top: Column, bottom: Column) -> Column:
    up = Column(top.values + np.maximum(bottom.values, 1) - 1, top.known)
    return _downwards(up, bottom)


def _ended(of: np.ufunc, *columns: Column) -> Column:
    """The highest or the lowest of what is known."""

    def joined(one: Column, other: Column) -> Column:
        both = one.known & other.known
        return Column(
            np.where(both, of(one.values, other.values), np.where(one.known, one.values, other.values)),
            one.known | other.known,
        )

    return reduce(joined, columns)


def _both(ends: Sequence[Column]) -> NDArray[np.int64]:
    low, high = ends
    there = low.known & high.known & (low.values <= high.values)
    return np.where(there, (low.values, high.values), NONE).astype(np.int64)
