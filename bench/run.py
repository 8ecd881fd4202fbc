"""Speed as ratios, each pair measured in turn in one run, with the versions of what is compared.

    make bench            (zen-engine is compared where it is installed: pip install zen-engine)

Absolute times belong to one machine and are not printed as a result; the median of the ratios is.
"""

from __future__ import annotations

import importlib.metadata
import json
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from stuurwijzer.engine.decision.decider import Circumstances, Decider
from stuurwijzer.engine.facts import flatten
from stuurwijzer.engine.inference import evaluator_for, reference_evaluator
from stuurwijzer.engine.profile import load_region
from stuurwijzer.engine.rulebase import load_rulebase
from stuurwijzer.engine.rulebase.plan import Plan, Stage, plan_for

ROOT = Path(__file__).resolve().parent.parent
REGION = ROOT / "knowledge" / "regions" / "rivierenland-2021.yaml"
SEGMENT = "jeugd-logeren"
ROUNDS = 9


Run = Callable[[], object]
Prepare = Callable[[], Run]
"""makes what is run, outside the time that is taken: an engine that remembers is new in every round"""


def ratio(one: Prepare, other: Prepare, rounds: int = ROUNDS) -> float:
    """Median of time(one) / time(other), the two in turn."""
    one()(), other()()
    return median(_seconds(one()) / _seconds(other()) for _ in range(rounds))


def _seconds(run: Run) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def in_process() -> None:
    region = load_region(REGION)
    plan = plan_for(load_rulebase(), region.as_of)
    facts = flatten(region, region.segments[-1])
    explained, plain = evaluator_for(plan), reference_evaluator(plan)
    print(f"one segment, {sum(len(s.clauses) for s in plan.stages)} clauses, evaluator {explained.name}:")

    def decide(evaluator: Any) -> Prepare:
        def prepare() -> Run:
            deciders = [Decider(plan, evaluator) for _ in range(20)]
            return lambda: [decider.decide(facts.values, Circumstances()) for decider in deciders]

        return prepare

    def fire() -> Run:
        return lambda: [plain.stage(1, facts.values) for _ in range(20)]

    same = ratio(decide(explained), decide(plain))
    print(f"  inference and decision / the same in generated plain Python: {same:.1f}")
    first = ratio(decide(explained), fire)
    print(f"  inference and decision / generated plain Python, rules of the first stage alone: {first:.0f}")
    zen = zen_decision(plan, facts.values)
    if zen is None:
        print("  zen-engine is not installed: not compared (pip install zen-engine)")
        return
    version = importlib.metadata.version("zen-engine")
    print(f"  inference and decision / one zen-engine {version} decision (first stage as a table): ", end="")
    print(f"{ratio(decide(explained), lambda: lambda: [zen() for _ in range(20)]):.2f}")


def zen_decision(plan: Plan, facts: Any) -> Run | None:
    """The first stage as one decision table of zen-engine, on the same facts; None where it is not installed."""
    try:
        import zen
    except ImportError:
        return None
    content = json.dumps(zen_table(plan.stages[0]))
    decision = zen.ZenEngine().create_decision(content)
    nested: dict[str, Any] = {name.replace(".", "_"): value for name, value in facts.items()}
    return lambda: decision.evaluate(nested)


def zen_table(stage: Stage) -> dict[str, Any]:
    inputs = [{"id": f"i{n}", "name": f, "field": f.replace(".", "_")} for n, f in enumerate(stage.reads)]
    number = {f: f"i{n}" for n, f in enumerate(stage.reads)}
    rows = []
    for clause in stage.clauses:
        row = {"_id": f"r{clause.index}", "o": json.dumps(clause.name)}
        for c in (c for c in clause.conditions if c.field in number):
            constants = c.constant if isinstance(c.constant, tuple) else (c.constant,)
            listed = ", ".join(json.dumps(v) for v in constants)
            row[number[c.field]] = {"in": listed, "==": listed, "!=": f"not({listed})", "is_known": ""}.get(
                c.operator, f"{c.operator} {listed}"
            )
        rows.append(row)
    table = {
        "hitPolicy": "collect",
        "inputs": inputs,
        "outputs": [{"id": "o", "name": "rule", "field": "rule"}],
        "rules": rows,
    }
    nodes = [
        {"id": "a", "name": "in", "type": "inputNode"},
        {"id": "b", "name": "rules", "type": "decisionTableNode", "content": table},
        {"id": "c", "name": "out", "type": "outputNode"},
    ]
    edges = [{"id": "ab", "sourceId": "a", "targetId": "b"}, {"id": "bc", "sourceId": "b", "targetId": "c"}]
    return {"nodes": nodes, "edges": edges}


def cold() -> None:
    command = Path(sys.executable).with_name("stuurwijzer")
    print("whole processes, cold:")

    def run(*arguments: str) -> Prepare:
        quiet = subprocess.DEVNULL
        return lambda: lambda: subprocess.run(arguments, check=True, stdout=quiet, stderr=quiet)

    advise = run(str(command), "advise", str(REGION), "--format", "html")
    imports = run(sys.executable, "-c", "import click, jinja2")
    print(
        f"  advise --format html, eight segments / import click, jinja2: {ratio(advise, imports):.1f}   (aim: under 4)"
    )
    for name, arguments in {
        "explain, a rejected option": ("explain", str(REGION), SEGMENT, "lumpsum"),
        "flips of one segment": ("flips", str(REGION), SEGMENT),
        "ask about one segment": ("ask", str(REGION), SEGMENT),
    }.items():
        share = ratio(run(str(command), *arguments), advise)
        print(f"  {name + ' / advise --format html:':<60} {share:.2f}  (aim: under 1)")
    only_click = run(sys.executable, "-c", "import click")
    help_ratio = ratio(run(str(command), "--help"), only_click)
    print(f"  --help / import click:                                       {help_ratio:.1f}   (aim: under 2)")


if __name__ == "__main__":
    names = ("pydantic", "click", "jinja2", "PyYAML")
    print("Python", platform.python_version(), *(f"{n} {importlib.metadata.version(n)}" for n in names))
    in_process()
    cold()
