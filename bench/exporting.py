"""The clauses of a plan in the neutral form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from stuurwijzer.engine.rulebase.conditions import Condition, Constant
from stuurwijzer.engine.rulebase.plan import Clause, Plan, Stage

from .neutral import SAID_NO, SAID_YES


def export(plan: Plan, path: Path) -> None:
    """Write the rules in force: conditions over facts, and the field that a rule sets. What a rule means for the choice
    is not in it, since no comparator makes the choice; its name leads to it."""
    words = {name: field.members for name, field in plan.vocabulary.items() if field.kind == "enum"}
    stages = [_stage(stage) for stage in plan.stages]
    held = {"as_of": plan.as_of.isoformat(), "words": words, "stages": stages}
    path.write_text(json.dumps(held, indent=1), encoding="utf-8")


def _stage(stage: Stage) -> Mapping[str, Any]:
    last = max([clause.stratum for clause in stage.clauses] + list(stage.merged.values()), default=0)
    number = len(stage.clauses)
    strata = []
    for stratum in range(last + 1):
        closing = []
        for field in sorted(f for f, closes in stage.merged.items() if closes == stratum):
            yes, no = (
                [[SAID_YES + field, "==", True]],
                [[SAID_YES + field, "is_unknown"], [SAID_NO + field, "==", True]],
            )
            for when, value in ((yes, True), (no, False)):
                closing.append({"number": number, "name": f"closes {field}", "when": when, "sets": [field, value]})
                number += 1
        strata += [closing, [_rule(c, stage) for c in stage.clauses if c.stratum == stratum]]
    return {"clauses": len(stage.clauses), "strata": [held for held in strata if held]}


def _rule(clause: Clause, stage: Stage) -> Mapping[str, Any]:
    when = [_test(condition) for condition in clause.conditions]
    return {"number": clause.index, "name": clause.name, "when": when, "sets": _sets(clause, stage)}


def _sets(clause: Clause, stage: Stage) -> list[Constant] | None:
    if clause.sets is None:
        return None
    field, value = clause.sets
    return [(SAID_YES if value else SAID_NO) + field, True] if field in stage.merged else [field, value]


def _test(condition: Condition) -> list[Any]:
    held = condition.constant
    constants = held if isinstance(held, tuple) else () if held is None else (held,)
    return [condition.field, condition.operator, *constants]
