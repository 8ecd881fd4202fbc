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
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from stuurwijzer.engine.decision.decider import Circumstances, Decider
from stuurwijzer.engine.decision.flips import Limits
from stuurwijzer.engine.facts import flatten
from stuurwijzer.engine.inference import evaluator_for, reference_evaluator
from stuurwijzer.engine.knowledge.uncertainty import load_uncertainty
from stuurwijzer.engine.profile import load_region
from stuurwijzer.engine.rulebase import load_rulebase
from stuurwijzer.engine.rulebase.conditions import Constant
from stuurwijzer.engine.rulebase.plan import Plan, Stage, plan_for

ROOT = Path(__file__).resolve().parent.parent
REGION = ROOT / "knowledge" / "regions" / "rivierenland-2021.yaml"
SEGMENT = "jeugd-logeren"
ROUNDS = 9
FEW = 3
MANY = 5_000
KNOWN = 0.7


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


def over_rows() -> None:
    """Many profiles at once beside the same one by one: real segments, each with a few answers drawn anew."""
    try:
        import numpy as np

        from stuurwijzer.engine.bulk.clauses import BulkStage
        from stuurwijzer.engine.bulk.columns import Table, columns_of
        from stuurwijzer.engine.bulk.decider import BulkDecider
        from stuurwijzer.engine.bulk.surroundings import Surroundings
        from stuurwijzer.engine.robustness.run import Draws
    except ImportError:
        print("NumPy is not installed: nothing over columns is measured (pip install 'stuurwijzer[bulk]')")
        return
    region = load_region(REGION)
    plan = plan_for(load_rulebase(), region.as_of)
    limits = Limits(plan)
    bodies = [flatten(region, segment, part) for segment, part in region.bodies()]
    profiles = [_changed(bodies[n % len(bodies)].values, Random(n), limits) for n in range(MANY)]
    columns, one = columns_of(plan.vocabulary, profiles), reference_evaluator(plan)
    around = Surroundings((Circumstances(),), np.zeros(MANY, np.int32))
    stages = [BulkStage(stage, plan.vocabulary) for stage in plan.stages]

    def rules() -> object:
        table = Table(MANY, plan.vocabulary, columns)
        return [stage.fire(table) for stage in stages]

    def decided() -> object:
        return BulkDecider(plan).decide(Table(MANY, plan.vocabulary, columns), around)

    def one_by_one() -> object:
        return [one.stage(stage.number, p) for p in profiles for stage in plan.stages]

    def decided_one_by_one() -> object:
        decider = Decider(plan, one)
        return [decider.decide(profile, Circumstances()) for profile in profiles]

    print(f"{MANY} profiles over columns, NumPy {np.__version__}:")
    print(f"  rules one by one / over columns: {ratio(lambda: one_by_one, lambda: rules, FEW):.0f}")
    found = ratio(lambda: decided_one_by_one, lambda: decided, FEW)
    print(f"  rules and decision one by one / over rows, all patterns new: {found:.1f}")
    facts, widths = bodies[-1], load_uncertainty()

    def draws(number: int) -> Prepare:
        return lambda: lambda: Draws(plan, widths, number, 1).of(SEGMENT, facts, Circumstances())

    grown = ratio(draws(MANY * 4), draws(MANY), FEW)
    print(f"  robustness of a segment, {MANY * 4} draws / {MANY} draws: {grown:.1f}")


def _changed(facts: Mapping[str, Constant], source: Random, limits: Limits) -> dict[str, Constant]:
    """The facts with up to eight answers unknown, or as at a limit that some rule holds them against."""
    vocabulary = limits.plan.vocabulary
    asked = [n for n in limits.read if vocabulary[n].owner in ("segment", "shared")]
    other = dict(facts)
    for name in source.sample(asked, source.randint(0, 8)):
        values = limits.values(vocabulary[name])
        if values and source.random() < KNOWN:
            other[name] = source.choice(values)
        else:
            other.pop(name, None)
    return other


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
    over_rows()
    cold()
