"""The reference evaluator: one generated Python function per stage, straight from the plan.

Names and constants never enter the generated text as such: fields are numbered variables and constants a tuple that
the function receives, so a rule file cannot put code into it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from ..rulebase.conditions import Condition, Constant
from ..rulebase.plan import Clause, ConflictingValuesError, Plan, Stage, fields_set
from .evaluator import Outcome

Compiled = Callable[[Callable[[str], Any]], tuple[list[int], dict[str, Constant]]]


class Reference:
    """Evaluates a plan in plain Python."""

    name = "reference"

    def __init__(self, plan: Plan) -> None:
        self._stages = [_compile(stage) for stage in plan.stages]

    def stage(self, number: int, facts: Mapping[str, Constant]) -> Outcome:
        fired, sets = self._stages[number - 1](facts.get)
        return Outcome(tuple(fired), sets)


def _compile(stage: Stage) -> Compiled:
    names = _Names(stage)
    body: list[str] = [
        f"    {names.of(field)} = get({names.text(field)})" for field in names.fields if field not in names.set_here
    ]
    body += [f"    {names.of(field)} = None" for field in sorted(names.set_here)]
    for clause in stage.clauses:
        test = " and ".join(_test(condition, names) for condition in clause.conditions) or "True"
        body.append(f"    if {test}:")
        body.append(f"        fired.append({clause.index})")
        if clause.sets:
            body += _assignment(clause, names, clause.sets[0] in stage.merged)
    source = "\n".join(["def evaluate(get):", "    fired = []", "    sets = {}", *body, "    return fired, sets"])
    scope: dict[str, Any] = {"K": tuple(names.constants), "conflict": _conflict(stage)}
    exec(compile(source, f"<stage {stage.number}>", "exec"), scope)
    evaluate: Compiled = scope["evaluate"]
    return evaluate


class _Names:
    def __init__(self, stage: Stage) -> None:
        self.set_here = fields_set(stage)
        self.fields = sorted({*stage.reads, *stage.asks_unknown, *self.set_here})
        self._numbers = {field: f"v{i}" for i, field in enumerate(self.fields)}
        self.constants: list[Any] = []

    def of(self, field: str) -> str:
        return self._numbers[field]

    def text(self, value: Any) -> str:
        self.constants.append(value)
        return f"K[{len(self.constants) - 1}]"


def _test(condition: Condition, names: _Names) -> str:
    value = names.of(condition.field)
    if condition.operator == "is_unknown":
        return f"{value} is None"
    if condition.operator == "is_known":
        return f"{value} is not None"
    return f"{value} is not None and {value} {condition.operator} {names.text(condition.constant)}"


def _assignment(clause: Clause, names: _Names, true_wins: bool) -> list[str]:
    assert clause.sets is not None
    field, value = clause.sets
    variable, constant = names.of(field), names.text(value)
    if true_wins:
        return [f"        {variable} = sets[{names.text(field)}] = bool({variable}) or {constant}"]
    return [
        f"        if {variable} is not None and {variable} != {constant}: conflict({names.text(field)})",
        f"        {variable} = sets[{names.text(field)}] = {constant}",
    ]


def _conflict(stage: Stage) -> Callable[[str], None]:
    def conflict(field: str) -> None:
        rules = tuple(clause.rule.id for clause in stage.clauses if clause.sets and clause.sets[0] == field)
        raise ConflictingValuesError(field, rules)

    return conflict
