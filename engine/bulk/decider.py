"""Decide many profiles by one plan: stage by stage, as ``engine.decision.decider`` decides one, as one circuit."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ..decision.look_ahead import LookAhead
from ..rulebase.conditions import Constant
from ..rulebase.plan import ConflictingValuesError, Plan
from .ahead import BulkLookAhead, Options
from .choices import STEPS, Choices
from .choosing import BulkWithin, Settled
from .circuit import FALSE, Circuit, Node, Program, Words, unpacked, valid
from .clauses import Facts, Fired, fired_in, setters
from .columns import Flags, Table
from .surroundings import Features, IgnoringGiven, Surroundings, loading

ROWS = 65_536
"""profiles that are decided at once: what is worked out for them stays in the processor's cache"""
Asked = Literal["choices", "reasons", "fired"]
"""what is given back: the choices; these and what each decision says beside; and every clause as well"""


@dataclass(frozen=True)
class Decisions:
    """What was decided for the profiles of one chunk. ``clauses``: packed flags by stage and clause, if asked for."""

    rows: int
    instruments: Mapping[str, Choices]
    clauses: tuple[tuple[Words, ...], ...]

    def fired(self, stage: int, clause: int) -> Flags:
        """Where a clause fired; stage and clause by their place in the plan."""
        return unpacked(self.clauses[stage][clause], self.rows)


class BulkDecider:
    """Decides chunks of profiles by one plan. Same rules, same decision, same result as ``Decider`` on each profile."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._look_ahead = LookAhead(plan)
        self._made: dict[tuple[Features, int, Asked], _Made] = {}

    def decide(
        self, table: Table, surroundings: Surroundings, stages: int | None = None, asked: Asked = "reasons"
    ) -> Decisions:
        """Every instrument, or those of the first ``stages``. Raises ConflictingValuesError."""
        key = (surroundings.features, stages or len(self.plan.stages), asked)
        if key not in self._made:
            self._made[key] = _Made(self.plan, self._look_ahead, *key)
        return self._made[key].run(table, surroundings)


class _Made:
    """The circuit of a plan for circumstances of some features."""

    def __init__(self, plan: Plan, look_ahead: LookAhead, features: Features, stages: int, asked: Asked) -> None:
        self._plan, self._asked = plan, asked
        self._options = {name: plan.library.options.of(name) for name in plan.library.options.instruments}
        circuit = Circuit()
        self._fired: list[Fired] = []
        self._settled: dict[str, Settled] = {}
        facts = Facts(circuit)
        ahead = BulkLookAhead(circuit, look_ahead, self._options)
        ignoring = circuit.input(IgnoringGiven()) if features.ignoring_given else FALSE
        chosen: dict[str, Options] = {}
        for stage in plan.stages[:stages]:
            fired = fired_in(stage, facts)
            for name, values in fired.sets.items():
                facts.put(name, values)
            active = [
                circuit.but_not(circuit.all(facts.holds(c, {}) for c in held.on), ignoring if held.by_board else FALSE)
                for held in look_ahead.exclusions
            ]
            within = BulkWithin(circuit, plan, stage, fired.clauses, features)
            names = [name for name, i in plan.library.options.instruments.items() if i.stage == stage.number]
            for name in names:
                settled = within.settle(name, chosen, ahead.hopeless(name, chosen, active))
                self._settled[name] = settled
                if not plan.library.options.instruments[name].multi:
                    chosen[name] = settled.taken
            for name in names:
                self._put(facts, name, self._settled[name])
            self._fired.append(fired)
        self._program = Program(circuit, dict(self._outputs()))

    def _put(self, facts: Facts, name: str, settled: Settled) -> None:
        """Choices and statuses as facts for the later stages."""
        if not self._plan.library.options.instruments[name].multi:
            values: dict[Constant, Node] = {c.partition(".")[2]: node for c, node in settled.taken.items()}
            facts.put(f"chosen.{name}", values)
        for code, statuses in settled.statuses.items():
            facts.put(f"status.{code}", dict(statuses.items()))

    def _outputs(self) -> dict[Hashable, Node]:
        found: dict[Hashable, Node] = {}
        for at, fired in enumerate(self._fired):
            found |= {("conflict", at, name): node for name, node in fired.conflicts.items() if node != FALSE}
            if self._asked == "fired":
                found |= {("clause", at, index): node for index, node in enumerate(fired.clauses)}
        for name, settled in self._settled.items():
            found |= {(name, "taken", code): node for code, node in settled.taken.items()}
            if self._asked != "choices":
                found |= {(name, kind, word): node for (kind, word), node in _said(settled).items()}
        return found

    def run(self, table: Table, surroundings: Surroundings) -> Decisions:
        found = self._program.run(loading(surroundings, table.load), table.rows)
        self._check(found, table.rows)
        instruments = {}
        for name, settled in self._settled.items():
            where = [found[name, "taken", code] for code in self._options[name]]
            said = {} if self._asked == "choices" else {key: found[name, *key] for key in _said(settled)}
            instruments[name] = Choices(table.rows, where, said)
        clauses = [
            tuple(found["clause", at, index] for index in range(len(fired.clauses)))
            for at, fired in enumerate(self._fired)
            if self._asked == "fired"
        ]
        return Decisions(table.rows, instruments, tuple(clauses))

    def _check(self, found: Mapping[Hashable, Words], rows: int) -> None:
        held = valid(rows)
        for at, fired in enumerate(self._fired):
            for name in fired.conflicts:
                twice = found.get(("conflict", at, name))
                if twice is not None and np.bitwise_and(twice, held).any():
                    raise ConflictingValuesError(name, setters(self._plan.stages[at], name))


def _said(settled: Settled) -> dict[tuple[str, str], Node]:
    """What a decision says beside the choice, as ``Choices`` takes it."""
    found: dict[tuple[str, str], Node] = {("decided_at", step): settled.decided_at.get(step, FALSE) for step in STEPS}
    found |= {("ties", code): node for code, node in settled.ties.items()}
    found |= {("on_reading", code): node for code, node in settled.on_reading.items()}
    found |= {(c, status): node for c, held in settled.statuses.items() for status, node in held.items()}
    return found | {("dead_end", ""): settled.dead_end}


__all__ = ["ROWS", "Asked", "BulkDecider", "Decisions"]
