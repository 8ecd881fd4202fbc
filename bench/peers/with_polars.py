"""Polars: one lazy query a stage, a rule is a boolean column, unknown is null."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import Any

import polars as pl

from ..columns import Columns, Flags
from ..neutral import Condition, Rule, Stage

PACKAGE = "polars"


class Peer:
    def __init__(self, stages: Sequence[Stage]) -> None:
        self._stages = stages

    def prepare(self, columns: Columns) -> list[Any]:
        frames = []
        for stage in self._stages:
            given = {stage.names[f]: columns[f] for f in stage.inputs if f in columns}
            held = {n: pl.select(pl.when(pl.Series(k)).then(pl.Series(v))).to_series() for n, (v, k) in given.items()}
            height = len(next(iter(columns.values()))[0])
            lacking = [pl.lit(None, pl.Int8).alias(stage.names[f]) for f in stage.inputs if f not in columns]
            frames.append(pl.DataFrame(held, height=height).with_columns(lacking))
        return frames

    def run(self, prepared: list[Any]) -> list[Any]:
        return [_evaluated(frame.lazy(), stage) for frame, stage in zip(prepared, self._stages, strict=True)]

    def fired(self, found: list[Any]) -> list[Flags]:
        return [frame.to_numpy().T for frame in found]


def _evaluated(frame: Any, stage: Stage) -> Any:
    known: set[str] = set()
    for stratum in stage.strata:
        frame = frame.with_columns(
            [_fires(rule, stage.names, known, stage).alias(f"r{rule.number}") for rule in stratum]
        )
        setting: dict[str, list[Rule]] = {}
        for rule in stratum:
            if rule.sets:
                setting.setdefault(rule.sets[0], []).append(rule)
        said = []
        for field, rules in setting.items():
            name = stage.names[field]
            values = [
                pl.when(pl.col(f"r{rule.number}")).then(pl.lit(rule.sets[1], pl.Int8)) for rule in rules if rule.sets
            ]
            earlier = [pl.col(name)] if field in known else []
            said.append(pl.coalesce([*values, *earlier]).alias(name))
        frame = frame.with_columns(said)
        known |= set(setting)
    return frame.select([f"r{number}" for number in range(stage.clauses)]).collect()


def _fires(rule: Rule, names: dict[str, str], known: set[str], stage: Stage) -> Any:
    set_here = set(stage.set_here)
    tests = [
        pl.lit(test.operator == "is_unknown")
        if test.field in set_here - known
        else _holds(test, pl.col(names[test.field]))
        for test in rule.tests
    ]
    # a literal alone would be one row high
    return reduce(lambda a, b: a & b, tests).fill_null(False) if tests else pl.repeat(True, pl.len())


def _holds(test: Condition, column: Any) -> Any:
    match test.operator:
        case "is_known":
            return column.is_not_null()
        case "is_unknown":
            return column.is_null()
        case "in":
            return column.is_in(list(test.constants))
        case "==":
            return column == test.constants[0]
        case "!=":
            return column != test.constants[0]
        case "<":
            return column < test.constants[0]
        case "<=":
            return column <= test.constants[0]
        case ">":
            return column > test.constants[0]
        case _:
            return column >= test.constants[0]
