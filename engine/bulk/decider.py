"""Decide many profiles by one plan: stage by stage, as ``engine.decision.decider`` decides one."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..decision.look_ahead import LookAhead
from ..decision.within_stage import WITH_STATUS
from ..rulebase.plan import Plan
from .choosing import MOST_KEPT, BulkWithin, Choices, Codes, Surroundings
from .clauses import BulkStage
from .columns import Column, Flags, Table, number_of, number_type

ROWS = 32_768
"""profiles that are decided at once: what is worked out for them stays in the processor's cache"""


@dataclass(frozen=True)
class Decisions:
    """What was decided for the profiles of one chunk. ``fired``: by stage, one row of flags per clause."""

    rows: int
    instruments: Mapping[str, Choices]
    fired: tuple[Flags, ...]


class BulkDecider:
    """Decides chunks of profiles by one plan. Same rules, same decision, same result as ``Decider`` on each profile."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._stages = [BulkStage(stage, plan.vocabulary) for stage in plan.stages]
        self._look_ahead = LookAhead(plan)
        self._within = [BulkWithin(plan, stage, self._look_ahead) for stage in plan.stages]

    def decide(self, table: Table, surroundings: Surroundings, stages: int | None = None) -> Decisions:
        """Every instrument, or those of the first ``stages``. Fields that rules set, choices and statuses are put into
        the table. Raises ConflictingValuesError."""
        self._look_ahead.forget_beyond(MOST_KEPT)
        chosen: dict[str, Codes] = {}
        instruments: dict[str, Choices] = {}
        fired: list[Flags] = []
        for stage, within in list(zip(self._stages, self._within, strict=True))[:stages]:
            fired.append(stage.fire(table))
            decided = within.decide(fired[-1], table, chosen, surroundings)
            instruments |= decided
            for name, held in decided.items():
                self._put(table, name, held)
        return Decisions(table.rows, instruments, tuple(fired))

    def _put(self, table: Table, name: str, held: Choices) -> None:
        """Choices and statuses as facts for the later stages."""
        field = self.plan.vocabulary.get(f"chosen.{name}")
        if field is not None:
            numbers = [0 if o.chosen is None else number_of(field, o.chosen.partition(".")[2]) for o in held.outcomes]
            known = [o.chosen is not None for o in held.outcomes]
            values = np.array(numbers, number_type(field))[held.group]
            table.put(field.name, Column(values, np.array(known, np.bool_)[held.group]))
        if name != WITH_STATUS:
            return
        for code in self.plan.library.options.of(name):
            field = self.plan.vocabulary[f"status.{code}"]
            numbers = [number_of(field, dict(o.statuses)[code]) for o in held.outcomes]
            values = np.array(numbers, number_type(field))[held.group]
            table.put(field.name, Column(values, np.ones(table.rows, np.bool_)))


__all__ = ["ROWS", "BulkDecider", "Decisions"]
