"""What durable_rules cannot carry is refused when a plan is compiled, and not when some profile comes along."""

import dataclasses
from datetime import date
from functools import cache

import pytest

from stuurwijzer.engine.rulebase import load_rulebase
from stuurwijzer.engine.rulebase.conditions import Condition
from stuurwijzer.engine.rulebase.plan import Plan, Stage, plan_for, stage_with

durable = pytest.importorskip("stuurwijzer.engine.inference.durable", reason="durable_rules is not installed")
LISTED = Condition("segment.law", "in", ("jeugdwet", "wmo2015"), None, "segment.law in [jeugdwet, wmo2015]")


@cache
def shipped() -> Plan:
    return plan_for(load_rulebase(), date(2026, 11, 22))


def stage_of(number: int, condition: Condition) -> Stage:
    """A stage of so many clauses, all on one condition."""
    plan = shipped()
    clause = next(c for c in plan.stages[-1].clauses if c.sets is None)
    clauses = [dataclasses.replace(clause, index=n, conditions=(condition,)) for n in range(number)]
    return stage_with(1, clauses, plan.vocabulary)


@pytest.mark.parametrize(
    ("number", "condition"),
    [(64, LISTED), (200, Condition("segment.law", "==", "jeugdwet", None, "segment.law == jeugdwet"))],
    ids=["64 rules that list values", "200 rules on one value, which are one condition"],
)
def test_what_the_limits_allow_the_engine_carries(number: int, condition: Condition) -> None:
    found = durable._Ruleset(stage_of(number, condition)).evaluate({"segment.law": "jeugdwet"})
    assert len(found.fired) == number


def test_one_list_of_values_more_is_refused_with_the_field() -> None:
    """Without this the engine gave error 303 on the first profile that fulfilled all of them."""
    with pytest.raises(durable.CannotCarryError, match=r"segment\.law has 65 distinct conditions; 64 at most"):
        durable._Ruleset(stage_of(65, LISTED))
