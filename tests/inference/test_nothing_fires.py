"""A stage in which no rule fires must not end the process: the engine in C frees what was never set."""

import os
import subprocess
import sys

import pytest

from stuurwijzer.engine.inference import evaluator_for
from stuurwijzer.engine.rulebase import load_rulebase
from stuurwijzer.engine.rulebase.plan import plan_for

SCRIPT = """
from datetime import date
from stuurwijzer.engine.inference import evaluator_for, reference_evaluator
from stuurwijzer.engine.rulebase import load_rulebase
from stuurwijzer.engine.rulebase.plan import plan_for
for day in (date(1900, 1, 1), date(2015, 1, 1), date(2026, 11, 22)):
    plan = plan_for(load_rulebase(), day)
    for evaluator in (evaluator_for(plan), reference_evaluator(plan)):
        for _ in range(200):
            for number in range(1, len(plan.stages) + 1):
                evaluator.stage(number, {})
print("done")
"""


def test_stages_without_a_firing_can_be_evaluated_again_and_again() -> None:
    base = load_rulebase()
    if evaluator_for(plan_for(base, base.located[0].rule.checked)).name == "reference":
        pytest.skip("durable_rules could not be built or imported here")
    # A perturbed allocator fills memory with other bytes, so that what was never set does not happen to be zero.
    environment = {**os.environ, "MALLOC_PERTURB_": "165"}
    run = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, env=environment, check=False)
    assert (run.returncode, run.stdout.strip()) == (0, "done"), run.stderr[-500:]
