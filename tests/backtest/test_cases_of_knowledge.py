"""What the rules now say of the real decisions. A failure here is a question for a person, answered in the data.

A new difference wants an explanation under ``accepted`` in ``knowledge/cases``; an explanation whose difference is
gone, or that is about another advice, wants to go or to be written anew. No rule is changed to make one of these pass.
"""

import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest

from stuurwijzer.engine.advice.reasoned import months_left
from stuurwijzer.engine.backtest import Backtest, backtest, load_cases
from stuurwijzer.engine.backtest.blind import without_restated
from stuurwijzer.engine.backtest.load import CaseSet
from stuurwijzer.engine.backtest.model import ContrastEntry
from stuurwijzer.engine.decision import Decider
from stuurwijzer.engine.decision.decider import Circumstances
from stuurwijzer.engine.facts import flatten
from stuurwijzer.engine.inference import reference_evaluator
from stuurwijzer.engine.rulebase import Rulebase
from stuurwijzer.engine.rulebase.plan import plan_for

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def sets(package_base: Rulebase) -> tuple[CaseSet, ...]:
    return load_cases(package_base)


@pytest.fixture(scope="module")
def held(package_base: Rulebase, sets: tuple[CaseSet, ...]) -> Backtest:
    return backtest(package_base, sets, with_leaks=False)


@pytest.mark.parametrize("state", ["unexplained", "changed", "gone"])
def test_every_difference_is_explained_and_every_explanation_has_its_difference(held: Backtest, state: str) -> None:
    found = [f"{entry.case} {entry.output}: {entry.advised}" for entry in held.acceptance if entry.state == state]
    assert found == [], "look at these and settle them under accepted in knowledge/cases"


def test_the_documented_figures_are_what_the_rules_give_now(package_base: Rulebase) -> None:
    figures = SimpleNamespace(**runpy.run_path(str(ROOT / "bench" / "figures.py")))
    for name, block in figures.blocks(package_base).items():
        assert figures.between((ROOT / name).read_text(encoding="utf-8")) == block, f"{name}: run make figures"


# Contrasts within one document: which fact makes the difference, and is it the document's?


def of_funding(held: Backtest, region: str) -> list[ContrastEntry]:
    return [c for c in held.contrasts if (c.region, c.output) == (region, "funding_kind")]


def test_achterhoek_pays_a_small_rarely_indicated_group_by_effort_for_the_reason_of_its_source(held: Backtest) -> None:
    pairs = of_funding(held, "achterhoek-2021")
    assert len(pairs) == 2 * 6  # two segments with effort, six with task funding
    for pair in pairs:
        assert pair.course == "same_way", pair
        assert [(fact.field, fact.whose) for fact in pair.facts] == [("use.small", "source_reason")], pair


def test_hart_van_brabant_s_own_findings_take_output_out_everywhere(held: Backtest) -> None:
    outcomes = [o for o in held.views[0].outcomes if (o.region, o.output) == ("hart-van-brabant-2021", "funding")]
    assert len(outcomes) == 7
    assert [o.case for o in outcomes if "output" in o.advised] == []


def test_why_hart_van_brabant_pays_youth_housing_by_effort_is_not_said_by_its_source(held: Backtest) -> None:
    (found,) = [o for o in held.views[0].outcomes if (o.case, o.output) == ("HVB21-J-WON", "funding")]
    assert found.verdict == "open", "explain in docs/agreement.md which fact decides it now"
    assert not any(c.source_says_why for c in of_funding(held, "hart-van-brabant-2021"))


@pytest.mark.parametrize("segment", ["wmo-begeleiding", "jeugd-wonen-met-behandeling"])
def test_rivierenland_s_fixed_access_is_what_keeps_its_segments_at_effort(
    package_base: Rulebase, sets: tuple[CaseSet, ...], segment: str
) -> None:
    access = ("access.differentiated", "access.may_change", "access.handover_uniform", "access.organisation")
    one = next(held for held in sets if held.name == "rivierenland-2021")
    region = without_restated(one.region)
    plan = plan_for(package_base, region.as_of)
    decider = Decider(plan, reference_evaluator(plan))
    profile = region.segment(segment)
    assert profile is not None
    facts = flatten(region, profile)
    circumstances = Circumstances(facts.wishes, months_left(region))
    without = {name: value for name, value in facts.values.items() if name not in access}
    assert decider.decide(facts.values, circumstances).chosen("funding") == "funding.effort"
    assert decider.decide(without, circumstances).chosen("funding") is None
