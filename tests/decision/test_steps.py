"""The steps of the decision, each on a rule base of a few rules that can be checked by hand."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from stuurwijzer.engine.decision import Decider, SegmentDecision
from stuurwijzer.engine.decision.decider import Circumstances
from stuurwijzer.engine.inference import reference_evaluator
from stuurwijzer.engine.rulebase import load_rulebase
from stuurwijzer.engine.rulebase.plan import plan_for

Decide = Callable[..., SegmentDecision]
DAY = date(2026, 11, 22)
COMMON = "because: {nl: Daarom., en: Because.}, checked: 2026-11-22"


@pytest.fixture
def decide(tmp_path: Path) -> Decide:
    """Decide on the given rules (YAML flow mappings without what all have in common) and facts."""

    def run(
        rules: list[str], facts: dict[str, int | str | bool], circumstances: Circumstances | None = None
    ) -> SegmentDecision:
        lines = [f"- {{id: t.rule{n}, {COMMON}, {rule}}}" for n, rule in enumerate(rules)]
        (tmp_path / "t.yaml").write_text("topic: test\nrules:\n" + "\n".join(lines), encoding="utf-8")
        plan = plan_for(load_rulebase(rules=tmp_path), DAY)
        return Decider(plan, reference_evaluator(plan)).decide(
            {"use.clients": 500, **facts}, circumstances or Circumstances()
        )

    return run


def argue(option: str, direction: str = "for", claim: str = "c", origin: str = "RIV-5.3-11", **more: str) -> str:
    fields = {"step": "fact", "evidence": "analysis", **more}
    if fields["step"] == "fact":
        fields["when"] = '["use.clients is_known"]'
    extra = ", ".join(f"{k}: {v}" for k, v in fields.items())
    said = f"kind: argue, option: {option}, direction: {direction}, claim: {claim}, origin: {origin}"
    return f"{said}, passages: [{origin}], {extra}"


def require(option: str, class_: str, **more: str) -> str:
    extra = "".join(f", {k}: {v}" for k, v in more.items())
    return (
        f"kind: require, option: {option}, precondition: p, class: {class_}, label: {{nl: P, en: P}}, "
        f"question: {{nl: P?, en: P?}}, "
        f'met: ["use.small == false"], unmet: ["use.small == true"], passages: [RIV-5.3-11]{extra}'
    )


def test_an_option_falls_before_one_with_a_stronger_reason_for_and_none_stronger_against(decide: Decide) -> None:
    rules = [argue("funding.effort", strength="strong"), argue("funding.output")]
    held = decide(rules, {}).instruments["funding"]
    assert held.chosen == "funding.effort"
    assert held.decided_at == "fact"


def test_two_options_that_cannot_be_compared_stay_level(decide: Decide) -> None:
    rules = [
        argue("funding.effort", strength="strong"),
        argue("funding.effort", "against", claim="d", strength="strong"),
        argue("funding.output"),
        argue("funding.task", "against", claim="e", strength="strong"),
    ]
    held = decide(rules, {}).instruments["funding"]
    assert held.chosen is None
    assert set(held.ties) == {"funding.effort", "funding.output"}


def test_many_weak_reasons_do_not_outweigh_a_strong_one(decide: Decide) -> None:
    many = [argue("funding.output", claim=f"c{n}", strength="weak") for n in range(12)]
    held = decide([*many, argue("funding.effort", strength="normal")], {}).instruments["funding"]
    assert held.chosen == "funding.effort"


def test_a_second_document_raises_a_claim_one_step_and_a_second_sentence_of_one_document_does_not(
    decide: Decide,
) -> None:
    rival = argue("funding.effort", claim="other", origin="HVB-K-03")
    same = [argue("funding.output"), argue("funding.output", origin="RIV-5.3-24"), rival]
    assert decide(same, {}).instruments["funding"].chosen is None
    other = [argue("funding.output"), argue("funding.output", origin="ACN-1-02"), rival]
    assert decide(other, {}).instruments["funding"].chosen == "funding.output"


def test_an_own_reading_never_decides_the_funding_and_may_point_for_a_lesser_instrument(decide: Decide) -> None:
    rules = [argue("funding.effort", own_reading="true"), argue("intensity.intensive", own_reading="true")]
    decision = decide(rules, {})
    assert decision.instruments["funding"].chosen is None
    assert decision.instruments["intensity"].chosen == "intensity.intensive"
    assert decision.instruments["intensity"].on_reading == {"intensity.intensive"}


def test_an_own_reading_supports_a_sourced_claim_as_a_second_document(decide: Decide) -> None:
    rules = [
        argue("funding.effort", claim="a"),
        argue("funding.output", claim="b"),
        argue("funding.effort", claim="a", origin="HVB-K-03", own_reading="true"),
    ]
    assert decide(rules, {}).instruments["funding"].chosen == "funding.effort"


@pytest.mark.parametrize(
    ("class_", "small", "status"),
    [
        ("structural", True, "not"),
        ("given", True, "later"),
        ("learnable", True, "pilot"),
        ("buildable", True, "now_if"),
        ("structural", False, "now"),
        ("given", None, "now_if"),
        ("structural", None, "now_if"),
        ("learnable", None, "pilot"),
        ("buildable", None, "now_if"),
    ],
)
def test_a_precondition_gives_its_status(decide: Decide, class_: str, small: bool | None, status: str) -> None:
    facts: dict[str, int | str | bool] = {} if small is None else {"use.small": small}
    assert decide([require("funding.output", class_)], facts).statuses["funding.output"] == status


def test_what_takes_longer_to_build_than_is_left_before_the_publication_is_for_later(decide: Decide) -> None:
    rules = [require("funding.output", "buildable", lead="param:lead.results_definable")]
    facts: dict[str, int | str | bool] = {"use.small": True}
    assert decide(rules, facts, Circumstances(months_left=9)).statuses["funding.output"] == "later"
    assert decide(rules, facts, Circumstances(months_left=12)).statuses["funding.output"] == "now_if"
    assert decide(rules, facts, Circumstances(months_left=None)).statuses["funding.output"] == "now_if"


def test_without_what_is_given_a_given_precondition_counts_as_met(decide: Decide) -> None:
    rules = [require("funding.output", "given")]
    facts: dict[str, int | str | bool] = {"use.small": True}
    assert decide(rules, facts, Circumstances(ignore_given=True)).statuses["funding.output"] == "now"


def test_a_severe_risk_without_a_measure_takes_an_option_out_and_one_with_a_measure_does_not(decide: Decide) -> None:
    strong = argue("funding.output", strength="strong")
    severe = argue("funding.output", "against", claim="severe", strength="weak", severe="true")
    assert decide([strong, severe], {}).instruments["funding"].chosen != "funding.output"
    answered = argue(
        "funding.output", "against", claim="severe", strength="weak", severe="true", measure="{nl: Plicht., en: Duty.}"
    )
    rivals = [argue(f"funding.{o}", "against", claim="x") for o in ("effort", "task", "availability")]
    assert decide([strong, answered, *rivals], {}).instruments["funding"].chosen == "funding.output"


def test_facts_come_before_experience_and_experience_before_wishes(decide: Decide) -> None:
    wish = argue("funding.task.lumpsum", claim="w", step="wish", scaled_by="innovation", strength="strong")
    experience = argue("funding.output", claim="e", step="experience", strength="strong")
    fact = argue("funding.effort", claim="f", strength="weak")
    ranked = Circumstances(wishes=(("innovation",),))
    assert decide([wish, experience, fact], {}, ranked).instruments["funding"].chosen == "funding.effort"
    assert decide([wish, experience], {}, ranked).instruments["funding"].chosen == "funding.output"
    assert decide([wish], {}, ranked).instruments["funding"].chosen == "funding.task.lumpsum"
    assert decide([wish], {}, Circumstances()).instruments["funding"].chosen is None


def test_wishes_decide_in_their_rank(decide: Decide) -> None:
    rules = [
        argue("funding.task.lumpsum", claim="w", step="wish", scaled_by="innovation"),
        argue("funding.effort", claim="v", step="wish", scaled_by="cost_control"),
    ]
    first = Circumstances(wishes=(("innovation",), ("cost_control",)))
    second = Circumstances(wishes=(("cost_control",), ("innovation",)))
    together = Circumstances(wishes=(("cost_control", "innovation"),))
    assert decide(rules, {}, first).instruments["funding"].chosen == "funding.task.lumpsum"
    assert decide(rules, {}, second).instruments["funding"].chosen == "funding.effort"
    assert decide(rules, {}, together).instruments["funding"].chosen is None


def test_a_first_choice_without_a_lawful_second_one_falls(decide: Decide) -> None:
    forms = ("open_house", "tender", "consortium", "subsidy", "separate_track")
    rules = [
        argue("funding.output", strength="strong"),
        argue("funding.effort"),
        *(
            f"kind: exclude, option: form.{form}, ground: logic, "
            f'when: ["chosen.funding == output"], passages: [RIV-5.4-07]'
            for form in forms
        ),
    ]
    held = decide(rules, {}).instruments["funding"]
    assert held.chosen == "funding.effort"
    assert "excluded" in {r.step for r in held.removed if r.option == "funding.output"}


def test_a_measure_is_taken_when_something_argues_for_it_and_nothing_stronger_against(decide: Decide) -> None:
    rules = [
        argue("access_measure.triage"),
        argue("access_measure.process_direction", strength="weak"),
        argue("access_measure.process_direction", "against", claim="d"),
    ]
    assert decide(rules, {}).instruments["access_measure"].taken == ("access_measure.triage",)


def test_a_hard_bound_takes_out_terms_that_pass_it_and_a_bound_to_motivate_does_not(decide: Decide) -> None:
    hard = 'kind: bound, most_months: "48", passages: [RIV-6.3-05]'
    out = {r.option for r in decide([hard], {}).instruments["term"].removed}
    assert out == {"term.4+2+2", "term.3+3+3"}
    motivate = 'kind: bound, most_months: "48", motivate: true, passages: [RIV-6.3-05]'
    assert not decide([motivate], {}).instruments["term"].removed


def test_an_option_that_no_source_judges_needs_an_argument_of_its_own_to_be_compared(decide: Decide) -> None:
    against = argue("form.open_house", "against")
    held = decide([against], {}).instruments["form"]
    assert held.chosen == "form.tender"
    assert {r.option for r in held.removed if r.step == "not_judged"} >= {"form.consortium", "form.subsidy"}
    argued = argue("form.consortium", claim="d")
    assert decide([against, argued], {}).instruments["form"].chosen == "form.consortium"


def test_an_argument_on_a_desired_effect_is_shown_and_separates_nothing(decide: Decide) -> None:
    held = decide([argue("funding.task.lumpsum", step="goal", strength="strong")], {}).instruments["funding"]
    assert held.chosen is None
    assert [c.name for c in held.claims["funding.task.lumpsum"]] == ["c"]


def test_a_decision_of_the_board_comes_before_the_facts(decide: Decide) -> None:
    line = argue("form.tender", step="given", when='["board.form_line == tender"]')
    fact = argue("form.open_house", claim="d", strength="strong")
    assert decide([line, fact], {"board.form_line": "tender"}).instruments["form"].chosen == "form.tender"
    assert decide([line, fact], {}).instruments["form"].chosen == "form.open_house"


def set_by_hand(instrument: str, option: str) -> Circumstances:
    return Circumstances(set_by_hand=((instrument, option),))


def test_a_choice_that_a_person_set_holds_and_the_one_of_the_advice_stands_beside_it(decide: Decide) -> None:
    rules = [argue("funding.effort"), argue("form.open_house", when='["chosen.funding == output"]')]
    held = decide(rules, {}, set_by_hand("funding", "funding.output"))
    assert (held.chosen("funding"), held.instruments["funding"].decided_at) == ("funding.output", "override")
    assert held.instruments["funding"].instead_of == decide(rules, {}).instruments["funding"]
    assert (held.instruments["funding"].runner_up, held.chosen("form")) == ("funding.effort", "form.open_house")


def test_nothing_is_revised_to_make_room_for_what_a_person_set(decide: Decide) -> None:
    shut = [
        f'kind: exclude, option: {code}, ground: logic, when: ["chosen.funding == effort"], passages: [RIV-6.3-05]'
        for code in ("form.open_house", "form.tender", "form.consortium", "form.subsidy", "form.separate_track")
    ]
    both = [argue("scope.in_round", claim="s"), argue("funding.effort"), *shut]
    advised = decide(both, {})
    assert advised.chosen("funding") != "funding.effort"  # the advice itself leaves it: no form goes with it
    assert "funding.effort" in {r.option for r in advised.instruments["funding"].removed if r.step == "excluded"}
    held = decide(both, {}, set_by_hand("funding", "funding.effort"))
    assert (held.chosen("funding"), held.chosen("form")) == ("funding.effort", None)
    assert held.chosen("scope") == "scope.in_round"
    assert held.instruments["form"].decided_at == "none_left"


def test_a_choice_that_a_person_set_cannot_be_a_dead_end_itself(decide: Decide) -> None:
    out = [
        f'kind: exclude, option: funding.{code}, ground: logic, when: ["use.clients is_known"], passages: [RIV-6.3-05]'
        for code in ("effort", "output", "task", "availability")
    ]
    held = decide(out, {}, set_by_hand("funding", "funding.output"))
    assert held.chosen("funding") == "funding.output"
    assert held.statuses["funding.output"] == "not"
    assert not held.stages[0].decided["funding"].dead_end
    assert decide(out, {}).stages[0].decided["funding"].dead_end
