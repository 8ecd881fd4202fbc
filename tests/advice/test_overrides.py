"""A choice that a person sets against the advice holds; what was advised stays beside it, and so do conflicts."""

import re
from pathlib import Path

import pytest

from stuurwijzer.engine.advice import Advice, advise
from stuurwijzer.engine.advice.choice_entries import ConflictEntry, OverrideEntry
from stuurwijzer.engine.advice.model import BodyAdvice
from stuurwijzer.engine.advice.reasoned import reason
from stuurwijzer.engine.backtest.blind import without_restated
from stuurwijzer.engine.inference import reference_evaluator
from stuurwijzer.engine.profile import RegionProfile, load_region
from stuurwijzer.engine.rendering import Form, render
from stuurwijzer.engine.rulebase import load_rulebase
from stuurwijzer.engine.rulebase.plan import plan_for

FILE = Path(__file__).parent / "overrides.yaml"
FORMS: tuple[Form, ...] = ("text", "md", "html")


@pytest.fixture(scope="module")
def region() -> RegionProfile:
    return load_region(FILE, choices=load_rulebase().library.options.choices)


def advised(region: RegionProfile) -> Advice:
    base = load_rulebase()
    plan = plan_for(base, region.as_of)
    return advise(region, base, plan=plan, evaluator=reference_evaluator(plan))


@pytest.fixture(scope="module")
def advice(region: RegionProfile) -> Advice:
    return advised(region)


@pytest.fixture(scope="module")
def own(region: RegionProfile) -> Advice:
    """The advice on the same file without what people set."""
    return advised(without_restated(region))


def body(advice: Advice, path: str) -> BodyAdvice:
    segment, _, part = path.partition("/")
    held = next(s for s in advice.segments if s.id == segment)
    return next(p for p in held.parts if p.id == part) if part else held


def override(advice: Advice, path: str, instrument: str) -> OverrideEntry:
    return next(o for o in body(advice, path).overrides if o.instrument == instrument)


def conflicts(advice: Advice, path: str, instrument: str) -> list[ConflictEntry]:
    return list(override(advice, path, instrument).conflicts)


@pytest.mark.parametrize(
    ("path", "instrument", "option", "where"),
    [
        ("begeleiding", "funding", "funding.task.lumpsum", "segments/begeleiding/overrides/funding"),
        ("begeleiding", "decision_form", "decision_form.result_only", "overrides/decision_form"),
        ("wonen/groot", "decision_form", "decision_form.result_only", "overrides/decision_form"),
        ("wonen/klein", "decision_form", "decision_form.units", "segments/wonen/parts/klein/overrides/decision_form"),
    ],
)
def test_the_nearest_override_holds_and_says_where_it_stands(
    path: str, instrument: str, option: str, where: str, advice: Advice
) -> None:
    held = override(advice, path, instrument)
    assert (held.option, held.path, held.segment) == (option, where, path)
    assert body(advice, path).decisions[instrument].chosen == option
    assert body(advice, path).decisions[instrument].decided_at == "override"


def test_it_keeps_who_why_and_when(advice: Advice) -> None:
    held = override(advice, "begeleiding", "funding")
    assert (held.by, held.on) == ("wethouder zorg", "2026-11-01")
    assert held.reason == "Eén bedrag per aanbieder geeft rust."


def test_what_was_advised_is_what_the_file_without_overrides_gets(advice: Advice, own: Advice) -> None:
    for path in ("begeleiding", "wonen", "wonen/groot", "wonen/klein"):
        for held in body(advice, path).overrides:
            assert held.advised == body(own, path).decisions[held.instrument].chosen
            assert body(own, path).overrides == ()


def test_how_sure_is_said_of_the_advice_and_not_of_what_was_set(advice: Advice, own: Advice) -> None:
    assert body(advice, "begeleiding").confidence.funding == body(own, "begeleiding").confidence.funding


def test_case_law_against_what_was_set_stays_visible_with_rule_and_passages(advice: Advice) -> None:
    (held,) = conflicts(advice, "begeleiding", "decision_form")  # LAW-L21: a Wmo decision says how much time
    assert (held.kind, held.ground, held.law) == ("excluded", "case_law", "confirmed")
    assert held.rules == ("decision_form.result_only.not-under-wmo",)
    assert held.passages == ("LAW-L21", "LAW-L22", "LAW-L22B")


def test_the_same_choice_under_another_act_collides_with_nothing(advice: Advice) -> None:
    assert conflicts(advice, "wonen/groot", "decision_form") == []


def test_later_stages_are_decided_with_it(advice: Advice, own: Advice) -> None:
    """Rule ``budget_control.ceiling.needless-under-task`` reads ``chosen.funding in [task.lumpsum, …]``."""

    def fallen(held: Advice) -> set[str]:
        ranking = body(held, "begeleiding").decisions["budget_control"].ranking
        return {e.option for e in ranking if "budget_control.ceiling.needless-under-task" in e.rules}

    assert (fallen(advice), fallen(own)) == ({"budget_control.ceiling"}, set())


def test_consequences_follow_it(advice: Advice, own: Advice) -> None:
    def told(held: Advice) -> bool:
        consequences = body(held, "begeleiding").consequences
        return "attention.access.equip-for-results" in {c.rule for c in consequences}

    assert (told(advice), told(own)) == (True, False)


def test_one_override_that_shuts_out_another_is_a_conflict_of_the_other(advice: Advice) -> None:
    held = conflicts(advice, "wonen/klein", "direction")  # LAW-L11: in open house whoever meets the demands may join
    assert [(c.ground, c.rules) for c in held if c.kind == "excluded"] == [
        ("case_law", ("direction.few.not-in-open-house",))
    ]


def test_the_ranking_keeps_where_it_would_have_fallen_and_what_was_advised(advice: Advice) -> None:
    ranking = {e.option: e for e in body(advice, "begeleiding").decisions["decision_form"].ranking}
    assert (ranking["decision_form.result_only"].outcome, ranking["decision_form.result_only"].step) == (
        "chosen",
        "excluded",
    )
    for path in ("begeleiding", "wonen/groot", "wonen/klein"):
        for held in body(advice, path).decisions.values():
            if len(held.taken) == 1 and not held.inherited:
                assert [e.option for e in held.ranking if e.outcome == "chosen"] == list(held.taken)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_shows_what_was_set_by_whom_why_and_against_which_law(form: Form, advice: Advice) -> None:
    page = " ".join(re.sub(r"<[^>]*>", "", render(advice, form, "nl")).replace("\u00a0", " ").split())
    for said in (
        "wethouder zorg",
        "Eén bedrag per aanbieder geeft rust.",
        "uitgesloten (rechtspraak): De hoogste rechter eist",
        "LAW-L21",
    ):
        assert said in page, said


@pytest.mark.parametrize("form", FORMS)
def test_a_form_without_overrides_says_nothing_of_them(form: Form, own: Advice) -> None:
    page = render(own, form, "nl")
    assert "ezet:" not in page
    assert "(gezet)" not in page


def test_no_answer_flips_what_was_set(region: RegionProfile) -> None:
    base = load_rulebase()
    plan = plan_for(base, region.as_of)
    (first, *_) = reason(region, plan, reference_evaluator(plan), "begeleiding")
    by_hand = {held.instrument for held in first.by_hand}
    assert by_hand == {"funding", "decision_form"}
    assert not by_hand & {flip.instrument for flip in first.flips}
