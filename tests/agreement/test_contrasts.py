"""Contrasts within one source: which fact makes the difference, and is it the source's?

Inputs that restate a decision are left out. A contrast that the engine does not make is recorded as such, and may stay.
"""

from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from stuurwijzer.engine.decision import Decider, SegmentDecision
from stuurwijzer.engine.decision.decider import Circumstances
from stuurwijzer.engine.facts import flatten
from stuurwijzer.engine.inference import reference_evaluator
from stuurwijzer.engine.profile import load_region
from stuurwijzer.engine.rulebase import load_rulebase
from stuurwijzer.engine.rulebase.plan import plan_for

AS_OF = date(2021, 7, 1)


@pytest.fixture(scope="module")
def decider() -> Decider:
    plan = plan_for(load_rulebase(), AS_OF)
    return Decider(plan, reference_evaluator(plan))


def decided(decider: Decider, region: str, segment: str, without: tuple[str, ...] = ()) -> SegmentDecision:
    profile = load_region(Path(str(files("stuurwijzer") / "knowledge" / "regions" / f"{region}.yaml")))
    held = profile.segment(segment)
    assert held is not None
    facts = flatten(profile, held).without_restated()
    return decider.decide({n: v for n, v in facts.items() if n not in without}, Circumstances())


@pytest.mark.parametrize("segment", ["wmo-persoonlijke-verzorging", "wmo-logeren"])
def test_achterhoek_pays_a_small_rarely_indicated_group_by_effort_and_the_source_says_why(
    decider: Decider, segment: str
) -> None:
    assert decided(decider, "achterhoek-2021", segment).chosen("funding") == "funding.effort"
    without = decided(decider, "achterhoek-2021", segment, without=("use.small",))
    assert without.chosen("funding") != "funding.effort", "the stated small use no longer makes the difference"


@pytest.mark.parametrize("segment", ["wmo-integrale-ondersteuning", "jeugd-ambulant"])
def test_achterhoek_s_large_segments_keep_task_funding_open_and_effort_out(decider: Decider, segment: str) -> None:
    held = decided(decider, "achterhoek-2021", segment).instruments["funding"]
    assert {code.split(".")[1] for code in held.ties} == {"task"}


@pytest.mark.parametrize("segment", ["wmo-begeleiding", "jeugd-wonen", "jeugd-specialistische-zorg"])
def test_hart_van_brabant_s_evaluation_takes_output_out_everywhere(decider: Decider, segment: str) -> None:
    held = decided(decider, "hart-van-brabant-2021", segment).instruments["funding"]
    assert "funding.output" not in held.ties
    assert held.chosen != "funding.output"


def test_why_hart_van_brabant_pays_youth_housing_by_effort_is_not_said_by_its_source(decider: Decider) -> None:
    held = decided(decider, "hart-van-brabant-2021", "jeugd-wonen").instruments["funding"]
    assert held.chosen is None, "explain in docs/agreement.md which fact decides it now"


def test_rivierenland_s_fixed_access_is_what_keeps_every_segment_at_effort(decider: Decider) -> None:
    access = ("access.differentiated", "access.may_change", "access.handover_uniform", "access.organisation")
    for segment in ("wmo-begeleiding", "jeugd-wonen-met-behandeling"):
        assert decided(decider, "rivierenland-2021", segment).chosen("funding") == "funding.effort"
        assert decided(decider, "rivierenland-2021", segment, without=access).chosen("funding") is None
