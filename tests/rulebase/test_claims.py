"""Claims and their tests: complete, borne out by records, and what an analogy may and may not do."""

from dataclasses import replace
from pathlib import Path

import pytest

from stuurwijzer.engine.knowledge.evidence import Evidence
from stuurwijzer.engine.reading import ProblemsFoundError
from stuurwijzer.engine.rulebase import Rulebase, load_rulebase
from stuurwijzer.engine.rulebase.claim_tests import ClaimTest
from stuurwijzer.engine.rulebase.model import Advise, Argue, Cohere

HEAD = "topic: test\nclaims:\n  c: {verdict: untested}\n"
TAIL = "because: {nl: Daarom., en: Because.}, checked: 2026-11-22"
ARGUE = (
    "kind: argue, option: funding.effort, direction: for, claim: c, origin: RIV-5.3-11, "
    f"step: experience, evidence: analysis, passages: [RIV-5.3-11], {TAIL}"
)
RULES = f"rules:\n- {{id: t.one, {ARGUE}}}\n"


@pytest.fixture(scope="module")
def base() -> Rulebase:
    return load_rulebase()


def problems(folder: Path, text: str) -> list[tuple[str, int]]:
    (folder / "t.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsFoundError) as caught:
        load_rulebase(rules=folder)
    return [(p.code, p.line) for p in caught.value.problems]


def test_every_claim_of_the_rules_says_how_it_was_tested(base: Rulebase) -> None:
    assert set(base.claims) == {r.claim for r in base.rules.values() if isinstance(r, Argue | Cohere)}


def test_a_claim_without_a_test_is_reported_at_the_rule(tmp_path: Path) -> None:
    text = HEAD + RULES.replace("claim: c", "claim: d")
    assert problems(tmp_path, text) == [("claim_not_argued", 3), ("claim_without_test", 5)]


def test_a_rule_base_that_tests_no_claim_holds_all_untested(tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text("topic: test\n" + RULES, encoding="utf-8")
    assert load_rulebase(rules=tmp_path).claims == {}


def test_an_unknown_record_is_reported_at_the_claim(tmp_path: Path) -> None:
    text = HEAD.replace("untested", "supported, records: {EV-99: supports}") + RULES
    assert problems(tmp_path, text) == [("unknown_record", 3)]


@pytest.mark.parametrize(
    ("verdict", "records"),
    [
        ("supported", "{}"),
        ("supported", "{EV-03: touches}"),
        ("supported", "{EV-03: contradicts}"),
        ("contradicted", "{EV-03: contradicts, EV-31: supports}"),
        ("untested", "{EV-03: supports}"),
        ("mixed", "{EV-03: supports}"),
    ],
)
def test_a_verdict_that_the_records_do_not_bear_out_is_reported(tmp_path: Path, verdict: str, records: str) -> None:
    text = HEAD.replace("untested", f"{verdict}, records: {records}") + RULES
    assert problems(tmp_path, text) == [("verdict_not_borne", 3)]


@pytest.mark.parametrize(
    ("verdict", "records"),
    [
        ("supported", "{EV-03: supports, EV-31: touches}"),
        ("contradicted", "{EV-03: contradicts}"),
        ("mixed", "{EV-03: contradicts, EV-31: supports}"),
        ("mixed", "{EV-03: partly}"),
        ("untested", "{EV-03: touches}"),
    ],
)
def test_a_verdict_that_they_do_bear_out_loads(tmp_path: Path, verdict: str, records: str) -> None:
    text = HEAD.replace("untested", f"{verdict}, records: {records}") + RULES
    (tmp_path / "t.yaml").write_text(text, encoding="utf-8")
    assert load_rulebase(rules=tmp_path).claims["c"].verdict == verdict


def test_a_claim_is_tested_in_one_place(tmp_path: Path) -> None:
    (tmp_path / "u.yaml").write_text(HEAD, encoding="utf-8")
    assert problems(tmp_path, HEAD + RULES) == [("claim_twice", 3)]


@pytest.mark.parametrize("record", ["EV-47", "EV-69", "EV-21", "EV-29"])
def test_what_was_measured_elsewhere_or_only_argued_carries_no_argument(tmp_path: Path, record: str) -> None:
    text = HEAD + RULES.replace("passages: [RIV-5.3-11]", f"passages: [{record}]")
    assert ("record_cannot_decide", 5) in problems(tmp_path, text)


def test_what_was_measured_in_the_dutch_social_domain_may_carry_one(tmp_path: Path) -> None:
    text = HEAD + RULES.replace("passages: [RIV-5.3-11]", "passages: [EV-03]")
    (tmp_path / "t.yaml").write_text(text, encoding="utf-8")
    load_rulebase(rules=tmp_path)


def test_only_consequences_rest_on_analogies(base: Rulebase) -> None:
    records = base.library.evidence.records
    citing = {r.kind for r in base.rules.values() if any(p in records and records[p].analogy for p in r.passages)}
    assert citing == {"advise"}
    assert any(isinstance(r, Advise) for r in base.rules.values())


# Verdicts of the report's table that decide something, typed over from it


@pytest.mark.parametrize(
    ("claim", "verdict", "bearing"),
    [
        ("many-providers-create-demand", "contradicted", "silent"),
        ("keeps-care-short", "contradicted", "contested"),
        ("open-house-scatters", "supported", "argues"),
        ("influence-on-outcomes", "mixed", "argues"),
        ("rewards-hours", "untested", "argues"),
        ("load-moves-to-main-provider", "supported", "argues"),
        ("stimulates-prevention", "mixed", "argues"),
        ("avoids-complex-clients", "supported", "argues"),
        ("hard-to-hold-to", "supported", "argues"),
        ("production-incentive", "supported", "argues"),
        ("ends-sooner", "mixed", "argues"),
        ("waiting-lists", "untested", "argues"),
        ("access-steers-volume", "mixed", "argues"),
        ("uses-social-base", "untested", "argues"),
        ("room-for-innovation", "untested", "argues"),
        ("too-short-to-take-part", "untested", "argues"),
        ("regional-scale", "mixed", "argues"),
    ],
)
def test_a_claim_has_the_verdict_of_the_report(base: Rulebase, claim: str, verdict: str, bearing: str) -> None:
    test = base.claims[claim]
    assert (test.verdict, test.bearing(base.library.evidence)) == (verdict, bearing)


# What follows from a contradiction, by where it was measured


def bearing(base: Rulebase, **said: str) -> str:
    records = {name.replace("_", "-"): says for name, says in said.items()}
    return ClaimTest.model_validate({"verdict": "untested", "records": records}).bearing(base.library.evidence)


def test_a_measured_contradiction_at_home_silences(base: Rulebase) -> None:
    assert bearing(base, EV_03="contradicts") == "silent"


def test_an_analogy_does_not_rescue_what_was_contradicted_at_home(base: Rulebase) -> None:
    assert bearing(base, EV_03="contradicts", EV_71="supports") == "silent"


def test_records_at_home_that_differ_leave_the_claim_as_it_is(base: Rulebase) -> None:
    assert bearing(base, EV_03="contradicts", EV_01="supports") == "argues"


@pytest.mark.parametrize("record", ["EV_47", "EV_58"])
def test_a_contradiction_from_health_care_or_abroad_only_contests(base: Rulebase, record: str) -> None:
    assert bearing(base, **{record: "contradicts"}) == "contested"


def test_a_weak_contradiction_at_home_only_contests(base: Rulebase) -> None:
    assert bearing(base, EV_36="contradicts") == "contested"


def test_a_finding_that_an_effect_cannot_be_shown_silences_nothing(base: Rulebase) -> None:
    assert bearing(base, EV_12="contradicts") == "contested"


def test_opinion_does_not_contest(base: Rulebase) -> None:
    assert bearing(base, EV_29="contradicts") == "argues"


def test_without_its_record_a_claim_is_untested(base: Rulebase) -> None:
    nothing: Evidence = base.library.evidence.only(())
    known = base.claims["many-providers-create-demand"].known(nothing)
    assert (known.verdict, known.bearing(nothing)) == ("untested", "argues")


def test_many_providers_argue_on_overview_and_work_and_never_on_the_cost_or_use_of_care(base: Rulebase) -> None:
    """The one exception is a position that was contradicted, and the cost of steering itself."""
    on_number = {
        rule.id: rule.claim
        for rule in base.rules.values()
        if isinstance(rule, Argue)
        and any("scattered_or_many" in text or "signal.fragmented" in text for text in rule.when)
    }
    assert set(on_number.values()) == {
        "clear-field-of-providers",
        "many-providers-create-demand",
        "many-providers-need-effort",
        "many-providers-to-manage",
        "quality-with-many-providers",
        "referrers-lose-overview",
        "change-with-crucial-partners",
        "steering-many-costs-care-money",
        "too-few-clients-each",
        "too-many-to-be-partners",
        "enough-clients-per-provider",
    }
    assert base.claims["many-providers-create-demand"].bearing(base.library.evidence) == "silent"


def test_a_silent_claim_stays_visible(base: Rulebase) -> None:
    assert isinstance(base.rules["direction.fewer.own-demand"], Argue)
    assert replace(base).claims is base.claims
