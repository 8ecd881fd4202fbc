"""The clauses of a stage over columns: what the reference evaluator says of one profile, of a whole chunk at once."""

import numpy as np

from ..facts import Vocabulary
from ..rulebase.conditions import Condition
from ..rulebase.plan import Clause, ConflictingValuesError, Stage, fields_set
from .columns import Column, Flags, Table, number_of, number_type


class BulkStage:
    """One stage of a plan, ready to be evaluated over tables."""

    def __init__(self, stage: Stage, vocabulary: Vocabulary) -> None:
        self.stage = stage
        self._vocabulary = vocabulary
        self._sets = sorted(fields_set(stage))
        self._steps = tuple(_steps(stage.clauses))

    def fire(self, table: Table) -> Flags:
        """Which clauses fire where: one row per clause, one column per profile. Fields that they set are put into the
        table. Raises ConflictingValuesError when two rules set a field of one profile to different values."""
        rows = table.rows
        for name in self._sets:
            kind = number_type(self._vocabulary[name])
            table.put(name, Column(np.zeros(rows, kind), np.zeros(rows, np.bool_)))
        fired = np.empty((len(self.stage.clauses), rows), np.bool_)
        for clause, (base, conditions) in zip(self.stage.clauses, self._steps, strict=True):
            row = fired[clause.index]
            row[:] = True if base is None else fired[base]
            for condition in conditions:
                row &= table.holds(condition)
            if clause.sets:
                self._set(table, clause, row)
        return fired

    def _set(self, table: Table, clause: Clause, fired: Flags) -> None:
        """The column is this stage's own, and no condition reads it before every clause that sets it has had its turn:
        it may be written into."""
        assert clause.sets is not None
        name, value = clause.sets
        column, number = table.get(name), number_of(self._vocabulary[name], value)
        if name in self.stage.merged:
            column.values[fired] |= number
        else:
            if (fired & column.known & (column.values != number)).any():
                raise ConflictingValuesError(name, _setters(self.stage, name))
            column.values[fired] = number
        column.known[fired] = True


def _steps(clauses: tuple[Clause, ...]) -> list[tuple[int | None, tuple[Condition, ...]]]:
    """For every clause the clause of the same rule that it goes on from, and the conditions that it adds."""
    found: list[tuple[int | None, tuple[Condition, ...]]] = []
    base: Clause | None = None
    for clause in clauses:
        if clause.role == "fires":
            base = clause
            found.append((None, clause.conditions))
            continue
        assert base is not None and base.rule is clause.rule
        known = len(base.conditions)
        assert clause.conditions[:known] == base.conditions
        found.append((base.index, clause.conditions[known:]))
    return found


def _setters(stage: Stage, field: str) -> tuple[str, ...]:
    return tuple(clause.rule.id for clause in stage.clauses if clause.sets and clause.sets[0] == field)
