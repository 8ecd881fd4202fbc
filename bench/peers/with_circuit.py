"""Our own evaluator over columns, as a comparator: rules, choice and every clause, 65,536 profiles at a time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from stuurwijzer.engine.bulk.columns import Column, Table
from stuurwijzer.engine.bulk.decider import ROWS, Asked, BulkDecider, Decisions
from stuurwijzer.engine.bulk.surroundings import Surroundings
from stuurwijzer.engine.decision.decider import Circumstances

from ..columns import Columns, Flags
from ..neutral import Stage
from ..profiles import MADE, shipped

PACKAGE = "stuurwijzer"
Chunk = tuple[int, dict[str, Column]]


class Peer:
    asked: Asked = "fired"

    def __init__(self, stages: Sequence[Stage]) -> None:
        """The stages are not looked at: ours come from the plan that they were exported from."""
        self._plan = shipped()
        self._decider = BulkDecider(self._plan)

    def prepare(self, columns: Columns) -> list[Chunk]:
        """The answers alone: what rules set and what is chosen is for this evaluator to find."""
        own = {n: held for n, held in columns.items() if self._plan.vocabulary[n].owner not in MADE}
        rows = len(next(iter(own.values()))[0])
        return [
            (min(ROWS, rows - at), {n: Column(v[at : at + ROWS], k[at : at + ROWS]) for n, (v, k) in own.items()})
            for at in range(0, rows, ROWS)
        ]

    def run(self, prepared: list[Chunk]) -> list[Decisions]:
        return [self._decided(*chunk) for chunk in prepared]

    def fired(self, found: list[Decisions]) -> list[Flags]:
        return [
            np.array([np.concatenate([d.fired(at, n) for d in found]) for n in range(len(stage.clauses))], np.bool_)
            for at, stage in enumerate(self._plan.stages)
        ]

    def _decided(self, rows: int, columns: dict[str, Column]) -> Decisions:
        around = Surroundings((Circumstances(),), np.zeros(rows, np.int32))
        return self._decider.decide(Table(rows, self._plan.vocabulary, columns), around, asked=self.asked)
