"""(b) Many profiles at once, over columns, beside the same one by one."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import numpy as np

from stuurwijzer.engine.bulk.clauses import BulkStage
from stuurwijzer.engine.bulk.columns import Table as Columns
from stuurwijzer.engine.bulk.columns import columns_of
from stuurwijzer.engine.bulk.decider import BulkDecider
from stuurwijzer.engine.bulk.surroundings import Surroundings
from stuurwijzer.engine.decision.decider import Circumstances, Decider
from stuurwijzer.engine.decision.flips import Limits
from stuurwijzer.engine.facts import flatten
from stuurwijzer.engine.inference import reference_evaluator
from stuurwijzer.engine.knowledge.uncertainty import load_uncertainty
from stuurwijzer.engine.profile import load_region
from stuurwijzer.engine.robustness.run import Draws
from stuurwijzer.engine.rulebase import load_rulebase
from stuurwijzer.engine.rulebase.plan import plan_for

from .cases import DAY, REGIONS, answers_to_draw, changed, shipped
from .measuring import Seconds, Table, alternated, cpu_of

REGION = REGIONS / "rivierenland-2021.yaml"
SEGMENT = "jeugd-logeren"
MANY = 5_000
FEW_ROUNDS = 3


def measured(rounds: int) -> list[Table]:
    plan, rounds = plan_for(load_rulebase(), DAY), min(rounds, FEW_ROUNDS)
    limits, real = Limits(plan), list(shipped())
    profiles = [changed(real[n % len(real)], Random(n), answers_to_draw(limits)) for n in range(MANY)]
    columns, one = columns_of(plan.vocabulary, profiles), reference_evaluator(plan)
    around = Surroundings((Circumstances(),), np.zeros(MANY, np.int32))
    stages = [BulkStage(stage, plan.vocabulary) for stage in plan.stages]

    def rules() -> object:
        table = Columns(MANY, plan.vocabulary, columns)
        return [stage.fire(table) for stage in stages]

    def decided() -> object:
        return BulkDecider(plan).decide(Columns(MANY, plan.vocabulary, columns), around)

    def one_by_one() -> object:
        return [one.stage(stage.number, p) for p in profiles for stage in plan.stages]

    def decided_one_by_one() -> object:
        decider = Decider(plan, one)
        return [decider.decide(profile, Circumstances()) for profile in profiles]

    def ratio(work: Callable[[], object], other: Callable[[], object]) -> str:
        return str(alternated(_cost(work), _cost(other), rounds))

    rows = (
        ("rules, one by one in generated Python / over columns", ratio(one_by_one, rules)),
        ("rules and choice, one by one / over columns", ratio(decided_one_by_one, decided)),
    )
    region = load_region(REGION)
    facts, widths = flatten(region, region.segments[-1]), load_uncertainty()

    def draws(number: int) -> Callable[[], object]:
        return lambda: Draws(plan, widths, number, 1).of(SEGMENT, facts, Circumstances())

    grown = (f"robustness of a segment, {4 * MANY:,} draws / {MANY:,} draws", ratio(draws(4 * MANY), draws(MANY)))
    return [Table(f"{MANY:,} profiles at once", ("what", "ratio"), (*rows, grown))]


def _cost(work: Callable[[], object]) -> Seconds:
    return lambda: cpu_of(work)
