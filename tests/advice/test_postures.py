"""Postures of a whole region, each with its price; what is expected follows from the segments' own advice."""

from importlib.resources import files
from pathlib import Path

import pytest

from stuurwijzer.engine.advice import Advice, advise
from stuurwijzer.engine.inference import reference_evaluator
from stuurwijzer.engine.profile import load_region
from stuurwijzer.engine.rulebase import load_rulebase
from stuurwijzer.engine.rulebase.plan import plan_for

REGIONS = ("rivierenland-2021", "achterhoek-2021", "hart-van-brabant-2021")


@pytest.fixture(scope="module", params=REGIONS)
def advice(request: pytest.FixtureRequest) -> Advice:
    region = load_region(Path(str(files("stuurwijzer") / "knowledge" / "regions" / f"{request.param}.yaml")))
    base = load_rulebase()
    plan = plan_for(base, region.as_of)
    return advise(region, base, plan=plan, evaluator=reference_evaluator(plan))


def test_changing_all_at_once_costs_each_segment_whose_conditions_are_not_met(advice: Advice) -> None:
    unsettled = {s.id for s in advice.segments if s.funding.now is None or s.funding.condition}
    posture = next(p for p in advice.postures if p.id == "tempo-at-once")
    assert {said.values["segment"] for said in posture.price} == unsettled
    assert posture.recommended is (not unsettled)


def test_changing_in_steps_is_shown_where_some_segments_are_ready_and_others_are_not(advice: Advice) -> None:
    unsettled = {s.id for s in advice.segments if s.funding.now is None or s.funding.condition}
    steps = [p for p in advice.postures if p.id == "tempo-in-steps"]
    assert bool(steps) is (0 < len(unsettled) < len(advice.segments))
    for posture in steps:
        assert {said.values["segment"] for said in posture.price} == unsettled
        cannot = {said.values["segment"] for said in posture.price if said.code == "price_tempo_no_extension"}
        excluded = {s.id for s in advice.segments if any(e.option == "extend.extend_current" for e in s.excluded)}
        assert cannot == unsettled & excluded
        assert posture.possible is (not cannot)
