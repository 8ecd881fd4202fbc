"""CLIPS by clipspy: every field is a relation of its own, a rule matches one fact a field, strata are saliences.

The rules that fired are collected in one variable: reading facts back one by one took longer than the inference.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import clips

from ..neutral import Answer, Condition, Constant, Facts, Rule, Stage

PACKAGE = "clipspy"
FIRED = "(defglobal ?*fired* = (create$))"


class Peer:
    def __init__(self, stages: Sequence[Stage]) -> None:
        self._stages = stages
        self._environments = []
        for stage in stages:
            environment = clips.Environment()
            environment.build(FIRED)
            for number, stratum in enumerate(stage.strata):
                for rule in stratum:
                    environment.build(_rule(rule, -number, stage.names))
            self._environments.append(environment)

    def prepare(self, stage: int, facts: Facts) -> str:
        held, names = self._stages[stage], self._stages[stage].names
        return " ".join(f"({names[n]} {_value(v)})" for n, v in held.given(facts).items())

    def run(self, stage: int, prepared: str) -> Any:
        environment = self._environments[stage]
        environment.reset()
        environment.load_facts(prepared)
        environment.run()
        return environment.find_global("fired").value

    def read(self, stage: int, found: Any) -> Answer:
        held = self._stages[stage]
        by_number = {rule.number: rule for rule in held.rules}
        return held.answer(found, dict(sets for n in found if (sets := by_number[n].sets)))


def _rule(rule: Rule, salience: int, names: dict[str, str]) -> str:
    by_field: dict[str, list[Condition]] = {}
    for test in rule.tests:
        by_field.setdefault(test.field, []).append(test)
    left = " ".join(_pattern(names[field], f"?{names[field]}", tests) for field, tests in by_field.items())
    sets = f" (assert ({names[rule.sets[0]]} {_value(rule.sets[1])}))" if rule.sets else ""
    head = f"(defrule r{rule.number} (declare (salience {salience}))"
    return f"{head} {left} => (bind ?*fired* (create$ ?*fired* {rule.number})){sets})"


def _pattern(name: str, variable: str, tests: list[Condition]) -> str:
    if any(test.operator == "is_unknown" for test in tests):
        return f"(not ({name} ?))"
    limits = [limit for test in tests if (limit := _limit(test, variable))]
    return f"({name} {'&'.join(limits) if limits else '?'})"


def _limit(test: Condition, variable: str) -> str:
    values = [_value(c) for c in test.constants]
    match test.operator:
        case "is_known":
            return ""
        case "==" | "in":
            return "|".join(values) if len(values) == 1 else f"{variable}&{'|'.join(values)}"
        case "!=":
            return f"~{values[0]}"
        case operator:
            return f"{variable}&:({operator} {variable} {values[0]})"


def _value(value: Constant) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return str(value) if isinstance(value, int) else f'"{value}"'
