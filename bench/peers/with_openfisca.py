"""OpenFisca-core: a variable for every field, one for whether it is known, and one for every rule.

Its whole numbers have 32 bits: figures beyond are cut to the largest, which changes no comparison as long as every
constant is smaller, and that is checked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from ..columns import Columns, Flags
from ..neutral import Condition, Rule, Stage

PACKAGE = "openfisca-core"
LARGEST = 2**31 - 1
PERIOD = "2026"


class Peer:
    def __init__(self, stages: Sequence[Stage]) -> None:
        self._stages = stages
        self._person = build_entity(key="segment", plural="segments", label="", is_person=True)
        self._systems = [self._system(stage) for stage in stages]

    def prepare(self, columns: Columns) -> list[Any]:
        return [self._simulation(*held, columns) for held in zip(self._systems, self._stages, strict=True)]

    def run(self, prepared: list[Any]) -> list[list[Flags]]:
        return [
            [simulation.calculate(f"r{number}", PERIOD) for number in range(stage.clauses)]
            for simulation, stage in zip(prepared, self._stages, strict=True)
        ]

    def fired(self, found: list[list[Flags]]) -> list[Flags]:
        return [np.array(rules, np.bool_) for rules in found]

    def _simulation(self, system: Any, stage: Stage, columns: Columns) -> Any:
        rows = len(next(iter(columns.values()))[0])
        simulation = SimulationBuilder().build_default_simulation(system, count=rows)
        for field in stage.inputs:
            values, known = columns.get(field, (np.zeros(rows, np.int8), np.zeros(rows, np.bool_)))
            simulation.set_input(stage.names[field], PERIOD, np.minimum(values.astype(np.int64), LARGEST))
            simulation.set_input(f"{stage.names[field]}_known", PERIOD, known)
        return simulation

    def _system(self, stage: Stage) -> Any:
        system = TaxBenefitSystem([self._person])
        for field in [*stage.inputs, *stage.set_here]:
            setting = [rule for rule in stage.rules if rule.sets and rule.sets[0] == field]
            name = stage.names[field]
            system.add_variable(self._variable(name, int, _value(setting) if setting else None))
            system.add_variable(self._variable(f"{name}_known", bool, _known(setting) if setting else None))
        for rule in stage.rules:
            system.add_variable(self._variable(f"r{rule.number}", bool, _fires(rule, stage.names)))
        return system

    def _variable(self, name: str, kind: type, formula: Callable[..., Any] | None) -> Any:
        about = {"value_type": kind, "entity": self._person, "definition_period": DateUnit.YEAR, "label": name}
        return type(name, (Variable,), {**about, **({"formula": formula} if formula else {})})


def _value(setting: Sequence[Rule]) -> Callable[..., Any]:
    def formula(segment: Any, period: Any) -> Any:
        values = [r.sets[1] for r in setting if r.sets]
        return np.select([segment(f"r{r.number}", period) for r in setting], values, 0)

    return formula


def _known(setting: Sequence[Rule]) -> Callable[..., Any]:
    def formula(segment: Any, period: Any) -> Any:
        return np.logical_or.reduce([segment(f"r{r.number}", period) for r in setting])

    return formula


def _fires(rule: Rule, names: dict[str, str]) -> Callable[..., Any]:
    assert all(abs(int(c)) < LARGEST for test in rule.tests for c in test.constants)

    def formula(segment: Any, period: Any) -> Any:
        held = np.ones(segment.count, np.bool_)
        for test in rule.tests:
            held = held & _holds(test, segment, names[test.field], period)
        return held

    return formula


def _holds(test: Condition, segment: Any, name: str, period: Any) -> Any:
    known = segment(f"{name}_known", period)
    if test.operator == "is_unknown":
        return ~known
    if test.operator == "is_known":
        return known
    value, constant = segment(name, period), test.constants[0]
    match test.operator:
        case "in":
            return known & np.isin(value, test.constants)
        case "==":
            return known & (value == constant)
        case "!=":
            return known & (value != constant)
        case "<":
            return known & (value < constant)
        case "<=":
            return known & (value <= constant)
        case ">":
            return known & (value > constant)
        case _:
            return known & (value >= constant)
