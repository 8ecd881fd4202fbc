"""Questions for counsel, how sure the law behind an advice is, and what the outcome of a pilot takes."""

import json
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from stuurwijzer.engine.advice import Advice, advise
from stuurwijzer.engine.profile import RegionProfile, load_region
from stuurwijzer.engine.rendering import Form, load_catalogue, render
from stuurwijzer.engine.rulebase import Rulebase, load_rulebase
from stuurwijzer.engine.rulebase.model import Advise

LATE = date(2026, 11, 1)
SUBJECTS = {
    "personal budget": {"counsel.pgb-beside-lump-sum"},
    "decision and objection": {"counsel.decision-and-objection"},
    "client contribution": {"counsel.wmo-contribution"},
    "take-over talks": {"counsel.staff-take-over"},
    "competition law and VAT": {"counsel.competition-law-combination", "counsel.competition-law-consortium"},
    "state aid and policy rule": {"counsel.state-aid-subsidy"},
    "advisory councils": {"counsel.advisory-councils"},
    "data protection": {"counsel.data-protection"},
    "real price": {"counsel.real-price-fixed-budget", "counsel.real-price-ceiling"},
    "regional purchase": {"counsel.regional-purchase"},
    "modification and the four-year cap": {"counsel.essential-modification-sas", "counsel.four-year-cap-sas"},
}
"""the list of the research on law, subject by subject"""


@pytest.fixture(scope="module")
def base() -> Rulebase:
    return load_rulebase()


@pytest.fixture(scope="module")
def region() -> RegionProfile:
    return load_region(Path(str(files("stuurwijzer") / "knowledge" / "regions" / "rivierenland-2021.yaml")))


@pytest.fixture(scope="module")
def late(base: Rulebase, region: RegionProfile) -> Advice:
    return advise(region, base, as_of=LATE)


# Counsel.


def test_every_subject_of_the_research_is_asked(late: Advice) -> None:
    asked = {held.id for held in late.counsel}
    assert {subject for subject, rules in SUBJECTS.items() if not rules <= asked} == set()


def test_every_question_in_force_is_asked_once_and_never_as_checked(base: Rulebase, late: Advice) -> None:
    rules = [r.id for r in base.rules.values() if isinstance(r, Advise) and r.what == "counsel"]
    assert sorted(held.id for held in late.counsel) == sorted(rules)
    assert {held.state for held in late.counsel} == {"not_checked"}
    raised = [bool(held.segments) for held in late.counsel]
    assert raised == sorted(raised, reverse=True), "what this advice raises comes first"
    assert any(raised)
    assert not all(raised)


def test_a_question_says_where_it_is_raised_and_no_segment_repeats_it(late: Advice) -> None:
    traced = {
        (entry.rule, path)
        for segment in late.segments
        for path, body in ((segment.id, segment), *((f"{segment.id}/{p.id}", p) for p in segment.parts))
        for entry in body.trace
        if entry.fired and entry.rule.startswith(("counsel.", "form.subsidy.counsel"))
    }
    assert {(held.id, path) for held in late.counsel for path in held.segments} == traced
    assert not [c for s in late.segments for b in (s, *s.parts) for c in b.consequences if c.what == "counsel"]


def test_the_owner_is_the_one_that_the_region_names_and_else_not_known(base: Rulebase, region: RegionProfile) -> None:
    assert {held.owner for held in advise(region, base, as_of=LATE).counsel if held.role == "counsel"} == {None}
    named = region.model_copy(update={"owners": {**region.owners, "counsel": "afdeling juridische zaken"}})
    assert {held.owner for held in advise(named, base, as_of=LATE).counsel if held.role == "counsel"} == {
        "afdeling juridische zaken"
    }


@pytest.mark.parametrize("form", ["html", "md", "text", "json"])
def test_every_form_prints_every_question_once_for_the_region(late: Advice, form: Form) -> None:
    text = render(late, form, "nl", 10_000)
    if form == "json":
        held = json.loads(text)["counsel"]
        assert [entry["id"] for entry in held] == [entry.id for entry in late.counsel]
        assert {"id", "question", "owner", "segments", "passages", "state"} <= set(held[0])
        return
    for entry in late.counsel:
        assert text.count(entry.question.nl) == 1, entry.id
    assert load_catalogue("nl").say("counsel.owner_unknown") in text


# How sure.


def test_an_entry_carries_the_state_of_the_least_sure_fact_behind_it(base: Rulebase, late: Advice) -> None:
    seen: set[str | None] = set()
    for s in late.segments:
        held = [(e.rule, e.passages, e.law) for group in (s.consequences, s.arguments, s.excluded) for e in group]
        assert [rule for rule, passages, law in held if law != base.library.weakest_state(passages)] == []
        seen |= {law for _, _, law in held}
    assert {"confirmed", "secondary", None} <= seen


@pytest.mark.parametrize("form", ["html", "md"])
def test_a_figure_of_law_is_printed_with_how_sure_it_is(late: Advice, form: Form) -> None:
    text = render(late, form, "nl")
    at = text.index("drempel voor sociale en andere specifieke diensten")
    assert "indirect gezien" in text[at : at + 600]
    at = text.index("looptijd waarboven een raamovereenkomst")
    assert "bevestigd" in text[at : at + 600]
    at = text.index("dag waarop artikel 2.19 van de Jeugdwet")
    assert "niet gevonden" in text[at : at + 600]


# Said once.


def test_a_point_of_law_for_one_act_is_said_once_with_the_act(late: Advice) -> None:
    """Every Wmo segment has to look at its ordinance; the annex of the region says it, and no sheet does."""
    point = {c.rule: c for c in late.segments[0].consequences}["law.price.wmo-ordinance"]
    wmo = [s for s in late.segments if s.law == "wmo2015"]
    assert len(wmo) == 3
    assert all("law.price.wmo-ordinance" in {c.rule for c in s.consequences} for s in wmo)
    text = render(late, "md", "nl")
    lines = [line for line in text.splitlines() if point.text.nl in line and not line.startswith("|")]
    assert len(lines) == 1
    assert "(Wmo)" in lines[0]


# Direct award.


@pytest.mark.parametrize(("value", "falls"), [("€ 749.999", False), ("€ 750.000", True)])
def test_direct_award_falls_from_the_threshold_without_being_excluded(base: Rulebase, value: str, falls: bool) -> None:
    segment = {
        "id": "begeleiding",
        "name": "Begeleiding",
        "law": "wmo2015",
        "use": {"contract_value": value},
        "board": {"form_line": "tender"},
        "present": {"extension_left": False},
    }
    held = RegionProfile.model_validate(
        {"format": 1, "id": "r", "name": "R", "as_of": "2026-11-01", "segments": [segment]}
    )
    body = advise(held, base).segments[0]
    assert body.form.chosen == "form.tender", "the case is about a tender"
    fell = {entry.option: entry.step for entry in body.decisions["procedure"].ranking if entry.outcome == "fell"}
    assert (fell.get("procedure.direct") == "severe") is falls
    assert "procedure.direct" not in {entry.option for entry in body.excluded}


# Pilots.


@pytest.mark.parametrize(
    ("day", "needs"),
    [(date(2024, 11, 28), "change_clause"), (date(2024, 11, 29), "new_contract")],
    ids=["before the contract standards", "from the day of the contract standards"],
)
def test_a_pilot_with_task_funding_takes_a_new_contract_since_the_standards(
    base: Rulebase, region: RegionProfile, day: date, needs: str
) -> None:
    advice = advise(region, base, as_of=day)
    task = [pilot for pilot in advice.pilots if pilot.variant == "funding.task" and pilot.touches == "funding"]
    assert task
    assert {pilot.needs for pilot in task} == {needs}
    suffices = load_catalogue("nl").say("pilot.needs.change_clause")
    assert (suffices in render(advice, "md", "nl")) is (needs == "change_clause")
    for pilot in task:
        assert (pilot.needs_because is not None) is (needs == "new_contract")
        assert ("LAW-N8" in pilot.outcome_passages) is (needs == "new_contract")


def test_a_pilot_on_lots_takes_a_lot_of_its_own_whatever_the_standards_say(late: Advice) -> None:
    assert {pilot.needs for pilot in late.pilots if pilot.touches == "lots"} == {"own_lot"}
