"""Regional purchase of designated youth help: which rules hold while its date is unknown, ahead, or has come."""

from datetime import date
from typing import Any, get_args

import pytest

from stuurwijzer.engine.advice import Advice, advise
from stuurwijzer.engine.inference import reference_evaluator
from stuurwijzer.engine.profile.region import RegionProfile
from stuurwijzer.engine.profile.segment_rooms import DesignatedForm
from stuurwijzer.engine.rulebase import Rulebase, load_rulebase
from stuurwijzer.engine.rulebase.entered import may_be_entered, with_entered
from stuurwijzer.engine.rulebase.plan import Plan, phase_of, plan_for

from .law_table import law_table

ENTRY = "law.jw_2_19_entry_date"
BEFORE, ON, AFTER = date(2026, 9, 30), date(2026, 10, 1), date(2026, 11, 1)
PHASES = {"unknown": "2.19 unknown", "ahead": "2.19 ahead", "in_force": "2.19 in force"}
Facts = dict[str, int | str | bool]


@pytest.fixture(scope="module")
def base() -> Rulebase:
    return load_rulebase()


def region(entered: str | None, **segment: Any) -> RegionProfile:
    """One segment of youth help with stay; the day that the region entered, with its source."""
    parameters = {"jw_2_19_entry_date": {"value": entered, "source": "Staatsblad"}} if entered else {}
    rooms: dict[str, Any] = {"scope": {"status": "in_scope"}, "care": {"designated_forms": ["stay"]}, **segment}
    return RegionProfile.model_validate(
        {
            "format": 1,
            "id": "r",
            "name": "R",
            "as_of": "2026-11-01",
            "parameters": parameters,
            "segments": [{"id": "wonen", "name": "Wonen", "law": "jeugdwet", **rooms}],
        }
    )


def plan(base: Rulebase, entered: str | None, day: date) -> Plan:
    return plan_for(with_entered(base, region(entered)), day)


def fired(held: Plan, facts: Facts) -> set[str]:
    evaluator, known, names = reference_evaluator(held), dict(facts), set()
    for number, stage in enumerate(held.stages, 1):
        outcome = evaluator.stage(number, known)
        names |= {stage.clauses[index].name for index in outcome.fired}
        known |= outcome.sets
    return names


# The date.


@pytest.mark.parametrize(
    ("entered", "day", "phase"),
    [
        (None, BEFORE, "unknown"),
        (None, AFTER, "unknown"),
        ("2026-10-01", BEFORE, "ahead"),
        ("2026-10-01", ON, "in_force"),
        ("2026-10-01", AFTER, "in_force"),
    ],
    ids=["nobody knows", "nobody knows, later", "the day before", "the day itself", "after it"],
)
def test_exactly_the_rules_of_one_phase_hold(base: Rulebase, entered: str | None, day: date, phase: str) -> None:
    held = plan(base, entered, day)
    assert phase_of(ENTRY, held.library, day) == phase
    here = {row.rule for row in law_table() if row.phase == PHASES[phase]}
    elsewhere = {row.rule for row in law_table() if row.phase not in (None, PHASES[phase])}
    in_force = {rule.id for rule in held.rules}
    assert here
    assert here <= in_force
    assert elsewhere & in_force == set()


def test_before_2026_neither_the_list_nor_the_duty_holds(base: Rulebase) -> None:
    in_force = {rule.id for rule in plan(base, None, date(2025, 12, 31)).rules}
    assert not {row.rule for row in law_table() if row.phase} & in_force
    assert "legal.designated-form.a" not in in_force


def test_a_region_may_enter_what_nobody_found_and_nothing_else(base: Rulebase) -> None:
    assert set(may_be_entered()) == {name for name, held in base.library.parameters.items() if held.empty}


def test_an_entered_day_is_shown_with_its_source_and_changes_only_that_advice(base: Rulebase) -> None:
    shown = {p.id: p for p in advise(region("2026-10-01"), base, as_of=AFTER).parameters}[ENTRY]
    assert shown.value == 20261001
    assert shown.entered is not None
    assert shown.entered.source == "Staatsblad"
    other = {p.id: p for p in advise(region(None), base, as_of=AFTER).parameters}[ENTRY]
    assert (other.value, other.entered) == (None, None)


# The forms.


@pytest.mark.parametrize(
    ("letter", "form"), list(zip("abcdefghij", get_args(DesignatedForm), strict=True)), ids=get_args(DesignatedForm)
)
def test_each_of_the_ten_forms_is_designated_youth_help(base: Rulebase, letter: str, form: str) -> None:
    facts: Facts = {"segment.law": "jeugdwet", f"care.designated_forms.{form}": True}
    names = fired(plan(base, None, AFTER), facts)
    assert f"legal.designated-form.{letter}" in names
    assert "law.youth.regional-purchase-not-yet" in names
    wmo = fired(plan(base, None, AFTER), facts | {"segment.law": "wmo2015"})
    assert not any(name.startswith("legal.designated") for name in wmo)


def test_what_the_region_says_of_a_form_goes_before_a_resemblance(base: Rulebase) -> None:
    looks_like: Facts = {"segment.law": "jeugdwet", "care.kind": "crisis"}
    held = plan(base, None, AFTER)
    assert "legal.designated-care.like-crisis" in fired(held, looks_like)
    said_no = fired(held, looks_like | {"care.designated_forms.crisis_24h": False})
    assert "law.youth.regional-purchase-not-yet" not in said_no


# The duty.


def test_once_in_force_a_named_form_has_to_be_bought_regionally(base: Rulebase) -> None:
    held = plan(base, "2026-10-01", AFTER)
    named: Facts = {"segment.law": "jeugdwet", "care.designated_forms.stay": True}
    assert "law.youth.regional-purchase-required" in fired(held, named)
    duty = "scope.in_round.regional-purchase-duty"
    assert f"{duty}#unmet" in fired(held, named | {"scope.procurement_scale": "local"})
    for scale in ("regional", "supra_regional"):
        assert f"{duty}#met" in fired(held, named | {"scope.procurement_scale": scale})
    open_scale = fired(held, named)
    assert duty in open_scale
    assert not {f"{duty}#met", f"{duty}#unmet"} & open_scale


def test_a_resemblance_never_makes_it_a_duty(base: Rulebase) -> None:
    names = fired(plan(base, "2026-10-01", AFTER), {"segment.law": "jeugdwet", "care.setting": "intramural"})
    assert "law.youth.designated-form-to-be-named" in names
    assert "law.youth.regional-purchase-required" not in names


def in_round(advice: Advice) -> str | None:
    held = {entry.option: entry for entry in advice.segments[0].scope.ranking}["scope.in_round"]
    return held.step if held.outcome == "fell" else None


def test_local_purchase_of_a_named_form_keeps_it_out_of_the_round_from_the_day_on(base: Rulebase) -> None:
    local = {"scope": {"status": "in_scope", "procurement_scale": "local"}}
    assert in_round(advise(region("2026-10-01", **local), base, as_of=BEFORE)) is None
    assert in_round(advise(region("2026-10-01", **local), base, as_of=ON)) == "precondition"
    regional = {"scope": {"status": "in_scope", "procurement_scale": "regional"}}
    assert in_round(advise(region("2026-10-01", **regional), base, as_of=ON)) is None


@pytest.mark.parametrize(
    ("present", "expected"),
    [
        ({"present.extension_agreed_on": 20260930}, "law.youth.extension-stays-outside"),
        ({"present.extension_agreed_on": 20261001}, "law.youth.extension-caught"),
        ({"present.extension_agreed": False}, "law.youth.extension-caught"),
        ({"present.extension_agreed": True}, "law.youth.extension-day-to-be-found"),
        ({}, "law.youth.extension-day-to-be-found"),
    ],
    ids=["agreed the day before", "agreed on the day", "not agreed", "agreed, day not known", "nobody knows"],
)
def test_an_extension_that_was_not_agreed_before_the_day_is_caught(
    base: Rulebase, present: Facts, expected: str
) -> None:
    facts: Facts = {
        "segment.law": "jeugdwet",
        "care.designated_forms.stay": True,
        "chosen.extend": "extend_current",
    }
    names = fired(plan(base, "2026-10-01", AFTER), facts | present)
    assert {name for name in names if name.startswith("law.youth.extension-")} == {expected}


def test_a_day_in_the_file_becomes_the_number_that_rules_compare(base: Rulebase) -> None:
    care, present = {"designated_forms": ["foster_care"]}, {"extension_agreed_on": "2026-09-30"}
    held = region("2026-10-01", present=present, care=care)
    trace = {t.rule: t for t in advise(held, base, as_of=AFTER).segments[0].trace}
    read = (("segment.law", "jeugdwet"), ("present.extension_agreed_on", "20260930"))
    assert trace["legal.extension.before"].facts == read


# Above the region.


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"care.designated_forms.crisis_24h": True}, "crisis"),
        ({"care.designated_forms.forensic": True, "care.setting": "extramural"}, "forensic"),
        ({"care.designated_forms.forensic": True, "care.setting": "intramural"}, None),
        ({"care.kind": "closed_youth_care"}, "closed"),
        ({"care.kind": "crisis", "care.availability_24h": True}, "like-crisis"),
        ({"care.kind": "crisis", "care.availability_24h": False}, None),
        ({"care.kind": "dyslexia"}, None),
    ],
)
def test_some_forms_are_coordinated_above_the_region(base: Rulebase, facts: Facts, expected: str | None) -> None:
    names = fired(plan(base, None, AFTER), {"segment.law": "jeugdwet", **facts})
    found = {name.rpartition(".")[2] for name in names if name.startswith("law.youth.supra-regional.")}
    assert found == ({expected} if expected else set())
