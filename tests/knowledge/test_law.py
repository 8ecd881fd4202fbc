"""Law in the knowledge base and in the rules: what is in force when, how sure it is, and what it takes out."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from stuurwijzer.engine.inference import reference_evaluator
from stuurwijzer.engine.knowledge.library import Library, load_library
from stuurwijzer.engine.knowledge.sources import Passage
from stuurwijzer.engine.rulebase import Rulebase, load_rulebase
from stuurwijzer.engine.rulebase.model import Advise, Argue, Bound, Exclude, Rule
from stuurwijzer.engine.rulebase.plan import plan_for

from .law_table import law_table

TODAY = date(2026, 11, 22)
FAR_AHEAD = date(2030, 1, 1)

TABLE = {row.rule: row for row in law_table()}
IN_FORCE = {row.rule: (row.since, row.until) for row in TABLE.values() if row.since or row.until}
"""first and last day of each dated rule, as docs/law.md has them"""
HINGING = {row.rule for row in TABLE.values() if row.phase}
"""rules that wait for the entry of Jeugdwet 2.19; test_regional_purchase.py holds them to each phase"""


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


@pytest.fixture(scope="module")
def base() -> Rulebase:
    return load_rulebase()


@pytest.fixture(scope="module")
def rules(base: Rulebase) -> dict[str, Rule]:
    return {held.rule.id: held.rule for held in base.located if held.document.file == "rules/law.yaml"}


@pytest.fixture(scope="module")
def passages(library: Library) -> dict[str, Passage]:
    return {name: passage for name, passage in library.passages.items() if name.startswith("LAW-")}


def in_force(base: Rulebase, day: date) -> set[str]:
    return {rule.id for rule in plan_for(base, day).rules}


def fired(base: Rulebase, day: date, facts: Mapping[str, int | str | bool]) -> set[str]:
    """The rules that fire on these facts, over all stages, with the fields that earlier stages set."""
    plan = plan_for(base, day)
    evaluator = reference_evaluator(plan)
    known = dict(facts)
    names: set[str] = set()
    for number, stage in enumerate(plan.stages, 1):
        outcome = evaluator.stage(number, known)
        names |= {stage.clauses[index].name for index in outcome.fired}
        known |= outcome.sets
    return names


# The passages.


def test_every_row_of_the_research_has_a_passage(passages: dict[str, Passage]) -> None:
    rows = {f"LAW-L{number}" for number in range(1, 33)} | {f"LAW-N{number}" for number in range(1, 14)}
    assert rows - set(passages) == set()
    assert {name for name in passages if name.rstrip("BCDEFG") not in rows} == set()


def test_a_passage_stands_in_one_file_only(library: Library) -> None:
    held = [name for source in library.sources.values() for name in source.passages if source.prefix == "LAW"]
    assert len(held) == len(set(held))


def test_a_legal_source_is_a_law_a_ruling_or_guidance(library: Library) -> None:
    assert {source.kind for source in library.sources.values() if source.prefix == "LAW"} == {
        "law",
        "case_law",
        "guidance",
    }
    without = [
        s.id for s in library.sources.values() if s.prefix == "LAW" and s.kind != "guidance" and s.address is None
    ]
    assert without == [], "a law or a ruling names its public identifier"


def test_every_passage_says_how_sure_it_is_and_where_it_stands(passages: dict[str, Passage]) -> None:
    assert {passage.state for passage in passages.values()} == {"confirmed", "secondary", "disputed"}
    assert [name for name, passage in passages.items() if not passage.section] == []
    assert {passage.strength for passage in passages.values()} == {"must", "prefers", "may"}


def test_every_passage_has_both_summaries(passages: dict[str, Passage]) -> None:
    assert [name for name, p in passages.items() if not p.summary.nl.strip() or not p.summary.en.strip()] == []
    assert [name for name, p in passages.items() if p.summary.nl == p.summary.en] == []


def test_dates_are_days_and_an_end_has_a_start(passages: dict[str, Passage]) -> None:
    for name, passage in passages.items():
        for text in (passage.valid_from, passage.valid_until):
            assert text is None or date.fromisoformat(text).isoformat() == text, name
        if passage.valid_until is not None:
            # Without a start the date of the source would count, and the end would be forgotten.
            assert passage.valid_from is not None, name
            assert passage.valid_from <= passage.valid_until, name


@pytest.mark.parametrize(
    ("old", "new"),
    [("LAW-L16", "LAW-L15"), ("LAW-L16B", "LAW-L15B"), ("LAW-L17B", "LAW-L17"), ("LAW-L27B", "LAW-L27")],
)
def test_a_fact_that_changed_has_a_passage_for_each_period(library: Library, old: str, new: str) -> None:
    until, since = library.passages[old].valid_until, library.passages[new].valid_from
    assert until is not None
    assert since is not None
    last, first = date.fromisoformat(until), date.fromisoformat(since)
    assert first - last == timedelta(days=1)
    assert library.available(old, last)
    assert not library.available(new, last)
    assert library.available(new, first)
    assert not library.available(old, first)


@pytest.mark.parametrize(
    "name", ["LAW-L5", "LAW-L23", "LAW-L25", "LAW-L28", "LAW-L30", "LAW-L31", "LAW-N12", "LAW-L1B", "LAW-L29B"]
)
def test_what_was_not_read_is_secondary(passages: dict[str, Passage], name: str) -> None:
    assert passages[name].state == "secondary"


@pytest.mark.parametrize("name", ["LAW-L20B", "LAW-L27G"])
def test_what_is_known_through_other_texts_only_is_secondary(passages: dict[str, Passage], name: str) -> None:
    assert passages[name].state == "secondary"


@pytest.mark.parametrize("name", ["LAW-L8", "LAW-L24", "LAW-N10"])
def test_what_is_open_is_disputed(passages: dict[str, Passage], name: str) -> None:
    assert passages[name].state == "disputed"


# How sure a rule may be.


def not_confirmed(rule: Rule, library: Library) -> set[str]:
    """States other than confirmed under the rule. The loader sees to it that a rule names what its figures rest on."""
    return {str(library.passages[p].state) for p in rule.passages if p.startswith("LAW-")} - {"confirmed"}


def test_law_takes_out_or_bounds_only_on_confirmed_passages(base: Rulebase) -> None:
    hard = [
        rule
        for rule in base.rules.values()
        if (isinstance(rule, Bound) and not rule.motivate)
        or (isinstance(rule, Exclude) and rule.ground in ("law", "case_law"))
    ]
    assert {rule.id for rule in hard} >= {
        "decision_form.result_only.not-under-wmo",
        "procedure.sas.not-for-supplies",
        "term.tender.three-years-for-reserved",
    }
    for rule in hard:
        legal = [name for name in rule.passages if name.startswith("LAW-")]
        assert legal or isinstance(rule, Bound), f"{rule.id} stands on no law"
        assert [name for name in legal if base.library.passages[name].state != "confirmed"] == [], rule.id


def test_the_kind_of_ground_is_the_kind_of_its_first_source(rules: dict[str, Rule], library: Library) -> None:
    for rule in rules.values():
        if isinstance(rule, Exclude):
            assert library.source_of[rule.passages[0]].kind == rule.ground, rule.id


def test_a_hard_rule_of_law_says_since_when(rules: dict[str, Rule]) -> None:
    assert [r.id for r in rules.values() if isinstance(r, Bound | Exclude) and r.valid_from is None] == []


@pytest.mark.parametrize(
    ("state", "dutch", "english"),
    [("secondary", "indirect gezien", "seen indirectly"), ("disputed", "onbeslist", "unsettled")],
)
def test_a_rule_on_less_than_a_confirmed_fact_carries_the_word(
    base: Rulebase, state: str, dutch: str, english: str
) -> None:
    """Rules of every file; a question for counsel says of itself that nobody checked it."""
    asked = {rule.id for rule in base.rules.values() if isinstance(rule, Advise) and rule.what == "counsel"}
    weak = [r for r in base.rules.values() if r.id not in asked and state in not_confirmed(r, base.library)]
    assert weak != []
    for rule in weak:
        texts = [rule.because, *([rule.text] if isinstance(rule, Advise) else [])]
        assert any(dutch in text.nl for text in texts), rule.id
        assert any(english in text.en for text in texts), rule.id


def test_the_secondary_amount_of_the_threshold_argues_and_never_takes_out(base: Rulebase) -> None:
    rule = base.rules["procedure.direct.not-from-threshold"]
    assert isinstance(rule, Argue)
    assert rule.severe
    assert rule.measure is None, "nothing answers it, so direct award falls in the step of severe risks"
    assert "secondary" in not_confirmed(rule, base.library)


def test_no_law_takes_out_a_funding_or_a_form(rules: dict[str, Rule]) -> None:
    """Output funding is no result-worded decision, and subsidy is an ordinary alternative."""
    taken = {rule.option.partition(".")[0] for rule in rules.values() if isinstance(rule, Exclude)}
    assert taken == {"procedure", "direction", "structure", "decision_form"}


# From when until when.


def test_every_rule_of_law_is_in_the_table(rules: dict[str, Rule]) -> None:
    assert set(rules) - set(TABLE) == set()


@pytest.mark.parametrize("name", [name for name, (since, _) in IN_FORCE.items() if since])
def test_a_rule_starts_on_its_day_and_not_the_day_before(base: Rulebase, name: str) -> None:
    first = date.fromisoformat(IN_FORCE[name][0] or "")
    before = plan_for(base, first - timedelta(days=1))
    assert name not in {rule.id for rule in before.rules}
    assert "validity" in {held.reason for held in before.left_out if held.rule.id == name}
    assert name in in_force(base, first)


@pytest.mark.parametrize("name", [name for name, (_, until) in IN_FORCE.items() if until])
def test_a_rule_ends_after_its_last_day(base: Rulebase, name: str) -> None:
    last = date.fromisoformat(IN_FORCE[name][1] or "")
    assert name in in_force(base, last)
    assert name not in in_force(base, last + timedelta(days=1))


def test_what_has_no_end_is_still_in_force(base: Rulebase) -> None:
    lasting = {row.rule for row in TABLE.values() if row.until is None} - HINGING
    assert lasting - in_force(base, TODAY) == set()
    assert lasting - in_force(base, FAR_AHEAD) == set()


def test_the_rule_on_award_passes_over_without_a_gap(base: Rulebase) -> None:
    both = {"law.award.most-advantageous-until-2022", "law.award.not-on-price-only"}
    for day in (date(2021, 7, 1), date(2022, 6, 30), date(2022, 7, 1), TODAY):
        assert len(in_force(base, day) & both) == 1


# What fires, and what does not.

WMO_TENDER = {"segment.law": "wmo2015", "chosen.form": "tender"}
YOUTH_TENDER = {"segment.law": "jeugdwet", "chosen.form": "tender"}
FRAMEWORK = {"chosen.structure": "framework_many", "chosen.term": "3+3+3"}

CASES = [
    pytest.param(
        "decision_form.result_only.not-under-wmo",
        {"segment.law": "wmo2015"},
        {"segment.law": "jeugdwet"},
        id="a result alone, Wmo and youth",
    ),
    pytest.param(
        "law.decision.youth-result-only",
        {"segment.law": "jeugdwet", "chosen.decision_form": "result_only"},
        {"segment.law": "jeugdwet", "chosen.decision_form": "result_with_units"},
        id="a result with units is fine under the Youth Act",
    ),
    pytest.param(
        "procedure.direct.not-from-threshold",
        WMO_TENDER | {"use.contract_value": 75_000_000},
        WMO_TENDER | {"use.contract_value": 74_999_999},
        id="direct award from exactly the threshold",
    ),
    pytest.param(
        "procedure.direct.not-from-threshold",
        WMO_TENDER | {"use.contract_value": 90_000_000},
        WMO_TENDER,
        id="an unknown value takes nothing out",
    ),
    pytest.param(
        "law.procedure.value-not-computed",
        WMO_TENDER,
        WMO_TENDER | {"use.contract_value": 90_000_000},
        id="an unknown value is asked for",
    ),
    pytest.param(
        "procedure.sas.default-for-care",
        WMO_TENDER,
        WMO_TENDER | {"use.contract_value": 10_000_000},
        id="SAS is the default from the threshold",
    ),
    pytest.param(
        "procedure.sas.default-for-care",
        YOUTH_TENDER,
        YOUTH_TENDER | {"chosen.form": "open_house"},
        id="SAS is no default for admission",
    ),
    pytest.param(
        "direction.few.not-in-open-house",
        {"chosen.form": "open_house"},
        {"chosen.form": "tender"},
        id="few providers and open house",
    ),
    pytest.param(
        "structure.one_per_area.not-in-open-house",
        {"chosen.form": "open_house"},
        {"chosen.form": "consortium"},
        id="one per area and open house",
    ),
    pytest.param(
        "term.tender.four-years-for-frameworks",
        {"chosen.form": "consortium"},
        {"chosen.form": "subsidy"},
        id="no four-year limit for subsidy",
    ),
    pytest.param(
        "law.framework.longer-than-four-years",
        WMO_TENDER | FRAMEWORK,
        WMO_TENDER | FRAMEWORK | {"chosen.term": "4"},
        id="four years need no motivation",
    ),
    pytest.param(
        "law.term.plain-contract-motivated",
        WMO_TENDER | FRAMEWORK | {"chosen.structure": "few_contracts"},
        WMO_TENDER | FRAMEWORK,
        id="a plain contract has another point than a framework",
    ),
    pytest.param(
        "clause.maximum_value.framework-regular",
        WMO_TENDER | FRAMEWORK | {"chosen.procedure": "regular_tender"},
        WMO_TENDER | FRAMEWORK | {"chosen.procedure": "sas"},
        id="the maximum is firmer outside SAS",
    ),
    pytest.param(
        "law.messages.effort-and-output",
        {"segment.law": "wmo2015", "chosen.funding": "output"},
        {"segment.law": "wmo2015", "chosen.funding": "task.lumpsum"},
        id="message standards bind output and not task",
    ),
    pytest.param(
        "law.decision.wmo-none",
        {"segment.law": "wmo2015", "chosen.decision_form": "none"},
        {"segment.law": "wmo2015", "chosen.decision_form": "units"},
        id="a route to a decision",
    ),
    pytest.param(
        "law.award.wmo-three-months-ahead",
        WMO_TENDER,
        YOUTH_TENDER,
        id="three months between award and start, Wmo only",
    ),
    pytest.param(
        "law.review-clause.no-switch-to-lumpsum",
        {"chosen.funding": "effort", "status.funding.task.lumpsum": "pilot"},
        {"chosen.funding": "effort", "status.funding.task.lumpsum": "not"},
        id="a pilot with a lump sum needs a new contract",
    ),
    pytest.param(
        "law.youth.regional-purchase-not-yet",
        {"segment.law": "jeugdwet", "care.kind": "crisis"},
        {"segment.law": "jeugdwet", "care.kind": "dyslexia"},
        id="designated youth help",
    ),
    pytest.param(
        "law.youth.regional-purchase-not-yet",
        {"segment.law": "jeugdwet", "care.kind": "crisis"},
        {"segment.law": "wmo2015", "care.kind": "crisis"},
        id="designated youth help is youth help",
    ),
    pytest.param(
        "law.subsidy.enforceability",
        {"chosen.form": "subsidy", "wishes.held.enforceability": True},
        {"chosen.form": "subsidy"},
        id="subsidy warns only who wants to enforce",
    ),
]


@pytest.mark.parametrize(("name", "bad", "good"), CASES)
def test_a_rule_of_law_fires_where_it_should_and_not_beside_it(
    base: Rulebase, name: str, bad: dict[str, int | str | bool], good: dict[str, int | str | bool]
) -> None:
    assert name in fired(base, TODAY, bad)
    assert name not in fired(base, TODAY, good)


def test_a_result_only_decision_could_stay_until_the_ruling(base: Rulebase) -> None:
    facts: dict[str, int | str | bool] = {
        "segment.law": "wmo2015",
        "care.kind": "household_help",
        "chosen.decision_form": "result_only",
    }
    before, after = fired(base, date(2021, 5, 25), facts), fired(base, date(2021, 5, 26), facts)
    assert "law.decision.household-help-before-2021" in before - after
    assert "decision_form.result_only.not-under-wmo" in after - before


def test_working_without_decisions_under_the_wmo_is_met_or_asked(base: Rulebase) -> None:
    name = "decision_form.none.wmo-needs-a-route"
    assert f"{name}#met" in fired(base, TODAY, {"segment.law": "wmo2015", "access.decision_form": "units"})
    asked = fired(base, TODAY, {"segment.law": "wmo2015"})
    assert name in asked
    assert f"{name}#met" not in asked
    assert name not in fired(base, TODAY, {"segment.law": "jeugdwet", "access.decision_form": "units"})
