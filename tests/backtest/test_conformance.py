"""The comparison as a whole, on three rules, one region and three decisions: what must hold whatever the rules say."""

import json
from fractions import Fraction
from typing import Any

import pytest

from stuurwijzer.engine.advice import canonical
from stuurwijzer.engine.backtest import Backtest, CaseSet, backtest, load_cases
from stuurwijzer.engine.backtest.model import Ratio, ScoreEntry, ViewEntry
from stuurwijzer.engine.rulebase import Rulebase

from .conftest import ALSO, CASES, FUNDING, HEAD, LARGE, SMALL, Knowledge, case

Sets = tuple[CaseSet, ...]


@pytest.fixture
def held(base: Rulebase, sets: Sets) -> Backtest:
    return backtest(base, sets, without_own_sources=True)


def view(held: Backtest, name: str) -> ViewEntry:
    return next(v for v in held.views if v.name == name)


def verdicts(held: Backtest, name: str) -> dict[str, str]:
    return {outcome.case: outcome.verdict for outcome in view(held, name).outcomes}


def score(held: Backtest, name: str, output: str = "funding") -> ScoreEntry:
    return next(s for s in view(held, name).scores if s.output == output and s.region is None)


def test_the_figures_without_leaks_come_first_under_every_condition(base: Rulebase, sets: Sets) -> None:
    for leaks in (False, True):
        for own in (False, True):
            found = backtest(base, sets, with_leaks=leaks, without_own_sources=own)
            assert found.views[0].name == "no_leak"
            assert len(found.views) == 1 + leaks + own


def test_an_answer_that_repeats_the_decision_decides_only_where_leaks_are_let_in(held: Backtest) -> None:
    assert verdicts(held, "no_leak")["B-GROOT"] == "open"
    assert verdicts(held, "all_answers")["B-GROOT"] == "agree"


def test_without_own_documents_a_rule_falls_that_rests_on_them_only(held: Backtest) -> None:
    assert verdicts(held, "no_leak")["A-KLEIN"] == "agree"
    assert verdicts(held, "no_leak_without_own_sources")["A-KLEIN"] == "open"


def test_the_figures_by_hand(held: Backtest) -> None:
    """Effort twice (small agrees, the other one gets output), lump sum once, open."""
    found = score(held, "no_leak")
    assert (found.cases, found.agree, found.open, found.differ) == (3, 1, 1, 1)
    assert found.balanced == Ratio.of((Fraction(1, 2) + Fraction(0)) / 2)
    assert (found.most_common.answer, found.most_common.agree) == ("effort", 2)
    assert found.most_common.balanced == Ratio.of(Fraction(1, 2))
    assert found.region_name == 2
    kind = score(held, "no_leak", "funding_kind").two_rules
    assert kind is not None
    assert (kind.agree, kind.balanced) == (2, Ratio.of((Fraction(1, 2) + Fraction(1)) / 2))


def test_a_difference_names_the_step_and_the_claims_that_decided(held: Backtest) -> None:
    (found,) = [o for o in view(held, "no_leak").outcomes if o.verdict == "differ"]
    assert (found.case, found.chosen, found.advised) == ("C-OOK", ("effort",), ("output",))
    (ground,) = found.grounds
    assert (ground.option, ground.step, ground.before) == ("funding.effort", "fact", ("funding.output",))
    (rule,) = ground.rules
    assert (rule.rule, rule.claim, rule.direction) == ("funding.output.not-small", "room", "for")


def test_a_difference_asks_for_an_explanation_and_an_explanation_for_a_difference(
    base: Rulebase, knowledge: Knowledge
) -> None:
    def states(accepted: str) -> dict[tuple[str, str], str]:
        sets = load_cases(base, knowledge(f"{CASES}accepted:\n{accepted}" if accepted else CASES))
        return {(a.case, a.output): a.state for a in backtest(base, sets, with_leaks=False).acceptance}

    entry = "  - {{output: funding, cases: [{case}], advised: [{advised}], reason: {{nl: a, en: b}}, on: 2026-11-22}}\n"
    assert states("") == {("C-OOK", "funding"): "unexplained"}
    assert states(entry.format(case="C-OOK", advised="output")) == {("C-OOK", "funding"): "accepted"}
    assert states(entry.format(case="C-OOK", advised="task.lumpsum")) == {("C-OOK", "funding"): "changed"}
    gone = states(entry.format(case="A-KLEIN", advised="output"))
    assert gone == {("C-OOK", "funding"): "unexplained", ("A-KLEIN", "funding"): "gone"}


def test_contrasts_name_the_fact_and_whose_it_is(held: Backtest) -> None:
    found = {(c.first, c.second): c for c in held.contrasts}
    assert set(found) == {("A-KLEIN", "B-GROOT"), ("B-GROOT", "C-OOK")}  # the two with effort are no contrast
    first = found["A-KLEIN", "B-GROOT"]
    assert first.course == "same_way"
    assert [(f.field, f.first, f.second, f.whose) for f in first.facts] == [("use.small", "true", None, "source")]


def test_the_reason_that_a_document_gives_is_known_as_its_reason(base: Rulebase, knowledge: Knowledge) -> None:
    reason = 'rationale: {funding: {says: {nl: a, en: b}, lines: "432-435", facts: [use.small]}}, '
    told = case("A-KLEIN", "klein", reason, funding=FUNDING.format(value="effort", lines="432", passage="ACN-3.2-05"))
    found = backtest(base, load_cases(base, knowledge(HEAD + told + LARGE)), with_leaks=False)
    (contrast,) = found.contrasts
    assert contrast.source_says_why
    assert [f.whose for f in contrast.facts] == ["source_reason"]


def test_a_later_course_that_was_otherwise_stands_apart(base: Rulebase, knowledge: Knowledge) -> None:
    later = "later: {funding: {course: negative, says: {nl: a, en: b}, passages: [ACM-17]}}, "
    gone_wrong = case(
        "A-KLEIN", "klein", later, funding=FUNDING.format(value="effort", lines="432", passage="ACN-3.2-05")
    )
    found = backtest(base, load_cases(base, knowledge(HEAD + gone_wrong + LARGE + ALSO)), with_leaks=False)
    shown = [(c.output, c.apart, c.cases, c.agree, c.open, c.differ) for c in found.courses]
    assert shown == [("funding", True, 1, 1, 0, 0), ("funding", False, 2, 0, 1, 1)]


def test_a_line_for_all_segments_holds_where_a_segment_is_silent_and_nowhere_else(
    base: Rulebase, knowledge: Knowledge
) -> None:
    defaults = 'defaults: {form: {value: tender, basis: stated, lines: "12-14"}}\ncases:\n'
    own = case("B-GROOT", "groot", form='{value: open_house, basis: stated, lines: "12"}')
    out = case("C-OOK", "ook-groot", "defaults: false, ")
    sets = load_cases(base, knowledge(HEAD.replace("cases:\n", defaults) + SMALL + own + out))
    found = backtest(base, sets, with_leaks=False).views[0].outcomes
    forms = {o.case: (o.chosen, o.by_default) for o in found if o.output == "form"}
    assert forms == {"A-KLEIN": (("tender",), True), "B-GROOT": (("open_house",), False)}


def test_the_order_of_cases_changes_no_byte(base: Rulebase, knowledge: Knowledge) -> None:
    orders = (SMALL + LARGE + ALSO, ALSO + SMALL + LARGE, LARGE + ALSO + SMALL)
    found = {canonical(backtest(base, load_cases(base, knowledge(HEAD + order)))) for order in orders}
    assert len(found) == 1


def test_the_outcome_holds_whole_numbers_and_text_only(held: Backtest) -> None:
    def floats(value: Any) -> bool:
        if isinstance(value, dict):
            return any(floats(one) for one in value.values())
        return any(floats(one) for one in value) if isinstance(value, list) else isinstance(value, float)

    assert not floats(json.loads(canonical(held)))


def test_segments_beside_the_round_change_nothing_for_the_others(base: Rulebase, knowledge: Knowledge) -> None:
    beside = "beside: [{id: ernaast, name: Ernaast, law: wmo2015, use: {small: true}}]\ncases:\n"
    extra = case("D-ERNAAST", "ernaast", funding=FUNDING.format(value="effort", lines="432", passage="ACN-3.2-05"))
    sets = load_cases(base, knowledge(HEAD.replace("cases:\n", beside) + SMALL + LARGE + ALSO + extra))
    found = verdicts(backtest(base, sets), "no_leak")
    assert found == {"A-KLEIN": "agree", "B-GROOT": "open", "C-OOK": "differ", "D-ERNAAST": "agree"}


def test_a_pilot_that_a_region_wants_and_no_rule_proposes_is_a_difference_without_rules(
    base: Rulebase, knowledge: Knowledge
) -> None:
    wanted = case("A-KLEIN", "klein", pilot='{value: true, basis: stated, lines: "430"}')
    without = case("B-GROOT", "groot", pilot='{value: false, basis: stated, lines: "430"}')
    found = backtest(base, load_cases(base, knowledge(HEAD + wanted + without)), with_leaks=False)
    shown = {o.case: (o.chosen, o.advised, o.verdict) for o in found.views[0].outcomes}
    assert shown == {"A-KLEIN": (("yes",), ("no",), "differ"), "B-GROOT": (("no",), ("no",), "agree")}
    pilot = score(found, "no_leak", "pilot")
    assert (pilot.agree, pilot.differ, pilot.balanced) == (1, 1, Ratio.of(Fraction(1, 2)))


def test_of_the_measures_that_a_region_names_each_counts_apart(base: Rulebase, knowledge: Knowledge) -> None:
    named = case("A-KLEIN", "klein", clause='{value: [settlement, kpis], basis: stated, lines: "485"}')
    found = backtest(base, load_cases(base, knowledge(HEAD + named)), with_leaks=False)
    (entry,) = [s for s in found.views[0].sets if s.region is None]
    assert (entry.output, entry.cases, entry.named, entry.agree, entry.open, entry.differ) == ("clause", 1, 2, 0, 2, 0)
    assert (entry.advised, entry.possible) == (0, len(base.library.options.of("clause")))
