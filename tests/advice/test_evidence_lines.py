"""The evidence behind a choice: counted by hand from the records, with what nobody measured and from how far away."""

from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from stuurwijzer.engine.advice import Advice, advise
from stuurwijzer.engine.advice.evidence import option_evidence
from stuurwijzer.engine.inference import reference_evaluator
from stuurwijzer.engine.profile import load_region
from stuurwijzer.engine.rendering import load_catalogue, render
from stuurwijzer.engine.rendering.evidence_words import evidence_sentences
from stuurwijzer.engine.rulebase import Rulebase, load_rulebase
from stuurwijzer.engine.rulebase.plan import plan_for

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def base() -> Rulebase:
    return load_rulebase()


@pytest.fixture(scope="module")
def advice(base: Rulebase) -> Advice:
    region = load_region(Path(str(files("stuurwijzer") / "knowledge" / "regions" / "rivierenland-2021.yaml")))
    plan = plan_for(base, TODAY)
    return advise(region, base, as_of=TODAY, plan=plan, evaluator=reference_evaluator(plan))


def test_a_ceiling_is_known_as_the_records_about_it_say(base: Rulebase) -> None:
    """EV-04, -47, -51, -52 and -53 name the ceiling; EV-52 is a claimant's opinion."""
    held = option_evidence("budget_control", "budget_control.ceiling", "recommended", base.library.evidence)
    found = {(e.outcome, e.place, e.measured): (e.directions, e.best, e.records) for e in held.effects}
    assert found == {
        ("volume", "social_domain", True): (("improves",), "weak", ("EV-04",)),
        ("volume", "health_care", True): (("worsens",), "moderate", ("EV-47",)),
        ("quality", "abroad", True): (("no_effect",), "strong", ("EV-53",)),
        ("waiting", "health_care", True): (("depends",), "weak", ("EV-51",)),
        ("waiting", "health_care", False): (("worsens",), "weak", ("EV-52",)),
    }
    assert held.unmeasured == ("cost", "admin_burden", "innovation", "continuity")


def test_its_line_says_where_it_was_measured_and_what_nobody_measured(base: Rulebase) -> None:
    held = option_evidence("budget_control", "budget_control.ceiling", "recommended", base.library.evidence)
    assert evidence_sentences(held, load_catalogue("en")) == [
        "Measured in the Dutch social domain: use lower or slower growth (1, weak).",
        "Measured in Dutch health care: use higher (1, moderate); waiting time depends (1, weak).",
        "Measured abroad: quality without difference (1, strong).",
        "Measured by nobody, as far as was found: cost, administrative load, innovation and continuity.",
    ]


def test_a_record_about_a_whole_instrument_has_no_direction_for_one_of_its_options(base: Rulebase) -> None:
    """EV-81 found longer contracts better: that is neither for nor against four years."""
    held = option_evidence("term", "term.4", "recommended", base.library.evidence)
    assert {e.directions for e in held.effects} == {()}


def test_a_record_of_a_comparison_is_read_for_both_its_options(base: Rulebase) -> None:
    """EV-01: use fell under a tender and rose under open house."""
    for option, direction in (("form.tender", "improves"), ("form.open_house", "worsens")):
        held = option_evidence("form", option, "recommended", base.library.evidence)
        (volume,) = [e for e in held.effects if e.outcome == "volume" and e.place == "social_domain"]
        assert direction in volume.directions


def test_a_finding_that_an_effect_cannot_be_shown_is_no_effect_of_anything(base: Rulebase) -> None:
    held = option_evidence("funding", "funding.effort", "recommended", base.library.evidence)
    assert "EV-12" not in {name for e in held.effects for name in e.records}
    assert "volume" in held.unmeasured


def test_an_option_of_which_nobody_measured_anything_says_so(base: Rulebase) -> None:
    held = option_evidence("budget_control", "budget_control.none", "recommended", base.library.evidence)
    assert held.effects == ()
    assert evidence_sentences(held, load_catalogue("nl")) == ["Geen enkel effect is gemeten, voor zover gevonden."]


def test_what_appeared_later_is_not_known_yet(base: Rulebase) -> None:
    early = base.library.evidence.on(date(2021, 7, 1))
    held = option_evidence("form", "form.consortium", "recommended", early)
    assert "EV-17" not in {name for e in held.effects for name in e.records}, "of 2023"


@pytest.mark.parametrize("instrument", ["funding", "form", "decision_form", "term", "direction"])
def test_every_segment_has_the_line_of_its_choice_and_of_the_runner_up(advice: Advice, instrument: str) -> None:
    for body in (b for segment in advice.segments for b in (segment, *segment.parts)):
        decision = body.decisions[instrument]
        said = {(held.option, held.role) for held in body.evidence if held.instrument == instrument}
        if decision.chosen:
            assert (decision.chosen, "recommended") in said
        elif not decision.inherited:
            assert {(code, "level") for code in decision.ties} <= said
        if decision.runner_up:
            assert decision.runner_up in {option for option, _ in said}


def test_every_record_that_a_line_rests_on_stands_in_the_advice_and_on_paper(advice: Advice) -> None:
    named = {name for s in advice.segments for held in s.evidence for e in held.effects for name in e.records}
    listed = {record.id for record in advice.evidence}
    assert named <= listed
    page = render(advice, "html", "nl")
    assert all(f'id="bijlage-effecten-{name}"' in page for name in named)


def test_a_claim_says_in_the_advice_what_was_measured_of_it(advice: Advice) -> None:
    found = {a.claim: (a.verdict, a.bearing, a.level, a.tests) for s in advice.segments for a in s.arguments}
    assert found["many-providers-create-demand"] == ("contradicted", "silent", 0, ("EV-03", "EV-29"))
    assert found["rewards-hours"][:2] == ("untested", "argues")
