"""zen-engine: a decision of one expression node per stratum, each with a yes or no for every rule."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import zen

from ..neutral import Answer, Condition, Facts, Rule, Stage

PACKAGE = "zen-engine"


class Peer:
    def __init__(self, stages: Sequence[Stage]) -> None:
        self._stages = stages
        engine = zen.ZenEngine()
        self._decisions = [engine.create_decision(json.dumps(_graph(stage))) for stage in stages]

    def prepare(self, stage: int, facts: Facts) -> dict[str, Any]:
        held, names = self._stages[stage], self._stages[stage].names
        return {names[n]: v for n, v in held.given(facts).items()}

    def run(self, stage: int, prepared: dict[str, Any]) -> Any:
        return self._decisions[stage].evaluate(prepared)["result"]

    def read(self, stage: int, found: Any) -> Answer:
        held = self._stages[stage]
        fields = {held.names[f]: f for f in held.set_here}
        sets = {fields[n]: v for n, v in found.items() if n in fields and v is not None}
        return held.answer([int(n[1:]) for n, v in found.items() if n[0] == "r" and v is True], sets)


def _graph(stage: Stage) -> dict[str, Any]:
    nodes: list[dict[str, Any]] = [{"id": "in", "name": "in", "type": "inputNode"}]
    for number, stratum in enumerate(stage.strata):
        content = {"expressions": _expressions(stratum, stage.names), "passThrough": True}
        nodes.append({"id": f"n{number}", "name": f"n{number}", "type": "expressionNode", "content": content})
    nodes.append({"id": "out", "name": "out", "type": "outputNode"})
    return {
        "nodes": nodes,
        "edges": [{"id": a["id"], "sourceId": a["id"], "targetId": b["id"]} for a, b in pairwise(nodes)],
    }


def _expressions(stratum: Sequence[Rule], names: dict[str, str]) -> list[dict[str, str]]:
    found = [(f"r{r.number}", " and ".join(_test(t, names[t.field]) for t in r.tests) or "true") for r in stratum]
    setting: dict[str, list[Rule]] = {}
    for rule in stratum:
        if rule.sets:
            setting.setdefault(rule.sets[0], []).append(rule)
    for field, rules in setting.items():
        value = names[field]  # what an earlier stratum said, if it did
        for rule in reversed(rules):
            assert rule.sets is not None
            value = f"($.r{rule.number} ? {_literal(rule.sets[1])} : {value})"
        found.append((names[field], value))
    return [{"id": key, "key": key, "value": value} for key, value in found]


def _test(test: Condition, name: str) -> str:
    values = [_literal(c) for c in test.constants]
    match test.operator:
        case "is_known":
            return f"{name} != null"
        case "is_unknown":
            return f"{name} == null"
        case "in":
            return f"{name} in [{', '.join(values)}]"
        case "==":
            return f"{name} == {values[0]}"
        case operator:
            return f"({name} != null and {name} {operator} {values[0]})"


def _literal(value: object) -> str:
    return f"'{value}'" if isinstance(value, str) else json.dumps(value)
