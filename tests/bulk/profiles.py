"""Profiles for the tests over columns: random ones, ones at the limits of rules, and real ones with a change."""

import random
from collections.abc import Mapping
from datetime import date
from functools import cache

from stuurwijzer.bench.profiles import shipped_profiles
from stuurwijzer.engine.rulebase import load_rulebase
from stuurwijzer.engine.rulebase.conditions import Constant
from stuurwijzer.engine.rulebase.plan import Plan, fields_set, plan_for

from ..inference.test_evaluators_agree import boundary_facts, random_facts, values_around

DAY = date(2026, 11, 22)
SEED = 20261122
Facts = dict[str, Constant]


@cache
def shipped() -> Plan:
    return plan_for(load_rulebase(), DAY)


def values_of(plan: Plan, stages: int | None = None) -> dict[str, list[Constant]]:
    """For every field that rules read and no rule or choice sets: the values around every limit, or its members."""
    values: dict[str, list[Constant]] = {}
    for stage in plan.stages[:stages]:
        for name, held in values_around(plan, stage).items():
            values[name] = sorted({*values.get(name, ()), *held}, key=str)
    made = {name for stage in plan.stages for name in fields_set(stage)}
    return {n: v for n, v in values.items() if n not in made and not n.startswith(("chosen.", "status."))}


def random_profiles(plan: Plan, number: int) -> list[Facts]:
    source, values = random.Random(SEED), values_of(plan)
    return [random_facts(values, source) for _ in range(number)]


def boundary_profiles(plan: Plan, stage: int) -> list[Facts]:
    """Every clause of a stage (counted from 1) with its conditions fulfilled, and each of its fields at t-1, t, t+1
    and absent; what a rule or a choice would set is taken as it is asked for."""
    held = plan.stages[stage - 1]
    return list(boundary_facts(plan, held, values_around(plan, held)))


def answers_only(plan: Plan, profiles: list[Facts]) -> list[Facts]:
    """The profiles without what only rules and choices set: what a decision starts from."""
    made = ("classified", "chosen")
    return [{n: v for n, v in facts.items() if plan.vocabulary[n].owner not in made} for facts in profiles]


def mutated_profiles(plan: Plan, number: int) -> list[Facts]:
    """Real profiles in which a few answers are other than they are, or unknown."""
    source, values = random.Random(SEED + 1), values_of(plan)
    real, names = list(shipped_profiles()), sorted(values)
    return [_mutated(real[i % len(real)], source, values, names) for i in range(number)]


def _mutated(facts: Facts, source: random.Random, values: Mapping[str, list[Constant]], names: list[str]) -> Facts:
    other = dict(facts)
    for name in source.sample(names, source.randint(0, 8)):
        if source.random() < 0.3:
            other.pop(name, None)
        else:
            other[name] = source.choice(values[name])
    return other
