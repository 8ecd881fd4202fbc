"""A wish about the form that the order of deciding left unheard, on a few rules that can be checked by hand."""

from datetime import date
from pathlib import Path

from stuurwijzer.engine.decision import Decider
from stuurwijzer.engine.decision.decider import Circumstances
from stuurwijzer.engine.decision.form_first import FormFirst, form_first
from stuurwijzer.engine.inference import reference_evaluator
from stuurwijzer.engine.rulebase import load_rulebase
from stuurwijzer.engine.rulebase.plan import plan_for

COMMON = "because: {nl: Daarom., en: Because.}, checked: 2026-11-22, passages: [RIV-5.3-11]"
FACT = 'step: fact, evidence: analysis, origin: RIV-5.3-11, when: ["use.clients is_known"]'
EFFORT_ON_FACTS = f"kind: argue, option: funding.effort, direction: for, claim: a, {FACT}"
TENDER = f"kind: argue, option: form.tender, direction: for, claim: t, {FACT}, strength: weak"
OPEN_HOUSE = f"kind: argue, option: form.open_house, direction: for, claim: t, {FACT}, strength: weak"
CLASH = "kind: cohere, option: form.open_house, with_option: funding.effort, claim: c"
PAIR = "kind: exclude, option: form.open_house, with_option: funding.effort, ground: logic"
WISH = (
    "kind: argue, option: form.open_house, direction: for, claim: w, step: wish, scaled_by: free_choice, "
    "evidence: analysis, origin: RIV-5.3-11"
)
RANKED = Circumstances(wishes=(("free_choice",),))
FOUND = FormFirst("funding.output", "form.open_house", ("free_choice",))


def found(tmp_path: Path, rules: list[str], circumstances: Circumstances) -> tuple[FormFirst, ...]:
    lines = [f"- {{id: t.rule{n}, {COMMON}, {rule}}}" for n, rule in enumerate(rules)]
    (tmp_path / "t.yaml").write_text("topic: test\nrules:\n" + "\n".join(lines), encoding="utf-8")
    plan = plan_for(load_rulebase(rules=tmp_path), date(2026, 11, 22))
    decider = Decider(plan, reference_evaluator(plan))
    decision = decider.decide({"use.clients": 500}, circumstances)
    assert decision.chosen("funding") == "funding.effort"
    return form_first(decider, decision, circumstances)


def test_a_wished_form_that_clashes_with_the_chosen_funding_is_named_with_the_funding_that_it_needs(
    tmp_path: Path,
) -> None:
    rules = [EFFORT_ON_FACTS, TENDER, OPEN_HOUSE, WISH]
    assert FOUND in found(tmp_path, [*rules, CLASH], RANKED)
    assert FOUND in found(tmp_path, [*rules, PAIR], RANKED)


def test_a_wished_form_that_goes_with_the_chosen_funding_is_no_other_funding(tmp_path: Path) -> None:
    assert found(tmp_path, [EFFORT_ON_FACTS, TENDER, OPEN_HOUSE, WISH], RANKED) == ()


def test_without_a_ranking_of_wishes_nothing_is_wished(tmp_path: Path) -> None:
    assert found(tmp_path, [EFFORT_ON_FACTS, TENDER, OPEN_HOUSE, WISH, CLASH], Circumstances()) == ()
    other = Circumstances(wishes=(("innovation",),))
    assert found(tmp_path, [EFFORT_ON_FACTS, TENDER, OPEN_HOUSE, WISH, CLASH], other) == ()
