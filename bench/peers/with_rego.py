"""Rego in regorus, by opa-eval: one policy a stage; what reads what gives the order."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import opa_eval

from ..neutral import Answer, Condition, Facts, Stage

PACKAGE = "opa-eval"


class Peer:
    def __init__(self, stages: Sequence[Stage]) -> None:
        self._stages = stages
        with TemporaryDirectory() as folder:
            self._policies = [_policy(stage, Path(folder)) for stage in stages]

    def prepare(self, stage: int, facts: Facts) -> str:
        held, names = self._stages[stage], self._stages[stage].names
        return json.dumps({names[n]: v for n, v in held.given(facts).items()})

    def run(self, stage: int, prepared: str) -> Any:
        return self._policies[stage].evaluate_parsed(prepared)

    def read(self, stage: int, found: Any) -> Answer:
        held = self._stages[stage]
        fields = {held.names[f]: f for f in held.set_here}
        return held.answer(found["fired"], {fields[name]: value for name, value in found["sets"].items()})


def _policy(stage: Stage, folder: Path) -> opa_eval.OpaEval:
    set_here = set(stage.set_here)
    lines = ["package p", "import rego.v1"]
    for rule in stage.rules:
        body = "; ".join(_test(t, stage.names[t.field], t.field in set_here) for t in rule.tests) or "true"
        if rule.number < stage.clauses:
            lines.append(f"fired contains {rule.number} if {{ {body} }}")
        if rule.sets:
            lines.append(f"{stage.names[rule.sets[0]]} := {json.dumps(rule.sets[1])} if {{ {body} }}")
    lines += [f'sets["{name}"] := {name}' for name in (stage.names[f] for f in stage.set_here)]
    if not set_here:
        lines.append("sets := {}")
    path = folder / "policy.rego"
    path.write_text("\n".join([*lines, 'out := {"fired": fired, "sets": sets}']) + "\n", encoding="utf-8")
    return opa_eval.OpaEval(str(path), query="data.p.out")


def _test(test: Condition, name: str, set_here: bool) -> str:
    field = name if set_here else f"input.{name}"
    values = [json.dumps(c) for c in test.constants]
    match test.operator:
        case "is_known":
            return f"_ = {field}"
        case "is_unknown":
            return f"not {name}" if set_here else f'object.get(input, "{name}", null) == null'
        case "in":
            return f"{field} in {{{', '.join(values)}}}"
        case operator:
            return f"{field} {operator} {values[0]}"
