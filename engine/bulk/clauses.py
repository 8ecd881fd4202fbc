"""The rules of a stage as a circuit: clauses from conditions, and the fields that they set."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..facts import Vocabulary
from ..rulebase.conditions import Condition, Constant
from ..rulebase.plan import Clause, ConflictingValuesError, Stage, fields_set
from .circuit import FALSE, Circuit, Node, Program, unpacked
from .columns import Column, Flags, Table, number_of, number_type

Values = Mapping[Constant, Node]
"""for every value that a field may have, where it has it"""


class Facts:
    """What conditions read: fields that rules or choices set stand in the circuit, all others are inputs of it."""

    def __init__(self, circuit: Circuit) -> None:
        self.circuit = circuit
        self._made: dict[str, dict[Constant, Node]] = {}

    def put(self, field: str, values: Values) -> None:
        """A field with its values; one that is set again keeps its former value where it now has none."""
        now = self.circuit.any(values.values())
        held = {value: self.circuit.but_not(node, now) for value, node in self._made.get(field, {}).items()}
        self._made[field] = held | {v: self.circuit.or_(n, held.get(v, FALSE)) for v, n in values.items()}

    def holds(self, condition: Condition, here: Mapping[str, Values]) -> Node:
        """Where a condition holds. ``here``: fields as the stage has set them so far."""
        made: Values | None = here.get(condition.field, self._made.get(condition.field))
        if made is None:
            return self.circuit.input(condition)
        fitting = (node for value, node in made.items() if condition.holds({condition.field: value}))
        if condition.operator == "is_unknown":
            return self.circuit.not_(self.circuit.any(made.values()))
        return self.circuit.any(fitting)


@dataclass(frozen=True)
class Fired:
    """A stage in the circuit: its clauses by index, the fields that it sets, and where these are set twice over."""

    clauses: tuple[Node, ...]
    sets: Mapping[str, Values]
    conflicts: Mapping[str, Node]


def fired_in(stage: Stage, facts: Facts) -> Fired:
    """The clauses of a stage, in their order, since no clause reads a field before every clause that sets it."""
    circuit = facts.circuit
    sets: dict[str, dict[Constant, Node]] = {name: {} for name in sorted(fields_set(stage))}
    conflicts = dict.fromkeys(sets, FALSE)
    clauses: list[Node] = []
    for clause in stage.clauses:
        fires = circuit.all(facts.holds(condition, sets) for condition in clause.conditions)
        clauses.append(fires)
        if clause.sets is not None:
            _set(circuit, clause, fires, sets[clause.sets[0]], stage.merged, conflicts)
    return Fired(tuple(clauses), sets, conflicts)


def _set(
    circuit: Circuit,
    clause: Clause,
    fires: Node,
    values: dict[Constant, Node],
    merged: Mapping[str, int],
    conflicts: dict[str, Node],
) -> None:
    assert clause.sets is not None
    name, value = clause.sets
    values[value] = circuit.or_(values.get(value, FALSE), fires)
    if name in merged:  # a yes wins
        values[False] = circuit.but_not(values.get(False, FALSE), values.get(True, FALSE))
    else:
        other = circuit.any(node for held, node in values.items() if held != value)
        conflicts[name] = circuit.or_(conflicts[name], circuit.and_(fires, other))


def setters(stage: Stage, field: str) -> tuple[str, ...]:
    """The rules of a stage that set a field."""
    return tuple(clause.rule.id for clause in stage.clauses if clause.sets and clause.sets[0] == field)


class BulkStage:
    """The rules of one stage alone, ready to be evaluated over tables."""

    def __init__(self, stage: Stage, vocabulary: Vocabulary) -> None:
        self.stage, self._vocabulary = stage, vocabulary
        circuit = Circuit()
        self._fired = fired_in(stage, Facts(circuit))
        outputs: dict[object, Node] = dict(enumerate(self._fired.clauses))
        outputs |= {(name, value): node for name, held in self._fired.sets.items() for value, node in held.items()}
        outputs |= {("conflict", name): node for name, node in self._fired.conflicts.items()}
        self._program = Program(circuit, outputs)

    def fire(self, table: Table) -> Flags:
        """Which clauses fire where: one row per clause, one column per profile. Fields that they set are put into the
        table. Raises ConflictingValuesError when two rules set a field of one profile to different values."""
        found = {name: unpacked(words, table.rows) for name, words in self._program.run(table.load, table.rows).items()}
        for name, values in self._fired.sets.items():
            if found["conflict", name].any():
                raise ConflictingValuesError(name, setters(self.stage, name))
            field = self._vocabulary[name]
            held = Column(np.zeros(table.rows, number_type(field)), np.zeros(table.rows, np.bool_))
            for value in values:
                held.values[found[name, value]] = number_of(field, value)
                held.known[found[name, value]] = True
            table.put(name, held)
        flags = np.empty((len(self.stage.clauses), table.rows), np.bool_)
        for index in range(len(flags)):
            flags[index] = found[index]
        return flags
