"""The range of providers over rows: ``decision.provider_range`` once for every distinct set of what it reads."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..decision.provider_range import (
    AREAS,
    CARRIED,
    CHOICE,
    CLIENTS,
    DEFAULTS,
    LARGEST,
    MUNICIPALITIES,
    PROVIDERS,
    REGISTRATIONS,
    WAITING,
    WORKABLE,
    Range,
    provider_ranges,
)
from ..rulebase.plan import Plan
from .choosing import NONE, Choices
from .columns import Numbers, Table
from .patterns import alike

READ = (WORKABLE, CHOICE, AREAS, CARRIED, PROVIDERS, REGISTRATIONS, MUNICIPALITIES, LARGEST, WAITING, CLIENTS)
FOLLOWS = ("direction", "structure")


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
    by_row = parameters or {}
    columns = [table.get(name) for name in READ]
    defaults = {n: by_row.get(n, np.full(table.rows, _default(plan, n))) for n in DEFAULTS.values()}
    choices = [instruments[name].codes for name in FOLLOWS]
    parts = [np.where(c.known, c.values, NONE) for c in columns]
    held = alike([*parts, *defaults.values(), *choices], table.rows)
    ends = []
    for first in held.first.tolist():
        values = {n: int(c.values[first]) for n, c in zip(READ, columns, strict=True) if c.known[first]}
        own = {n: _known(int(of[first])) for n, of in defaults.items()}
        direction, structure = (instruments[n].outcomes[instruments[n].group[first]].chosen for n in FOLLOWS)
        found = provider_ranges(values, direction, structure, own)
        ends.append((*_ends(found.contracts), *_ends(found.delivering)))
    of_row = np.array(ends, np.int64).reshape(-1, 4)[held.group].T
    return Ranges(of_row[:2], of_row[2:])


def _default(plan: Plan, name: str) -> int:
    value = plan.parameter(name)
    return NONE if value is None else value


def _known(value: int) -> int | None:
    return None if value == NONE else value


def _ends(found: Range | None) -> tuple[int, int]:
    if found is None or found.low is None or found.high is None or found.empty:
        return NONE, NONE
    return found.low.value, found.high.value
