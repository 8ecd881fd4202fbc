"""One row of a decision table: what a clause of a rule asks of each field, and when two rows exclude each other."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..facts import Vocabulary
from ..rulebase.conditions import Condition, Constant
from ..rulebase.model import Rule
from ..rulebase.plan import Role
from .value_sets import Values, common, values_under


@dataclass(frozen=True)
class Cell:
    """What a row asks of one field: known with one of some values, or not known."""

    values: Values | None
    """None: the field must not be known"""

    @property
    def known(self) -> bool:
        return self.values is not None


@dataclass(frozen=True)
class Row:
    """A rule holds under these cells, and then the table gives ``output``."""

    rule: Rule
    role: Role
    cells: Mapping[str, Cell] = field(hash=False)
    output: Constant


def cells_of(conditions: Iterable[Condition], vocabulary: Vocabulary) -> dict[str, Cell] | None:
    """What a conjunction asks of each field, in the order of the conditions; None when it can never hold."""
    cells: dict[str, Cell] = {}
    for condition in conditions:
        name = condition.field
        asked = None if condition.operator == "is_unknown" else values_under(condition, vocabulary[name])
        before = cells.get(name)
        if before is not None:
            if (before.values is None) != (asked is None):
                return None
            if before.values is not None and asked is not None:
                asked = common(before.values, asked)
        if asked is not None and asked.empty:
            return None
        cells[name] = Cell(asked)
    return cells


def exclude_each_other(one: Row, other: Row) -> bool:
    """Whether it is proved that no facts fulfil both rows: they ask of one field what cannot both be."""
    for name, cell in one.cells.items():
        against = other.cells.get(name)
        if against is None:
            continue
        if cell.known != against.known:
            return True
        if cell.values is not None and against.values is not None and common(cell.values, against.values).empty:
            return True
    return False
