"""A single change of a rule is noticed when, and only when, some case hangs on what was changed.

The limit under which use is small is 150 clients (``volume.small_clients``); the tests reckon with it by hand.
"""

import pytest

from stuurwijzer.engine.coverage.cases import load_rule_cases
from stuurwijzer.engine.coverage.measure import RuleCoverage, coverage_of
from stuurwijzer.engine.rulebase import load_rulebase

from .conftest import Cases

EVERY = {
    "removed",
    "condition_dropped",
    "comparison_turned",
    "threshold_lower",
    "threshold_higher",
    "other_result",
}


def _covered(cases: Cases, rule: str, text: str) -> RuleCoverage:
    coverage = coverage_of(load_rulebase(), cases(text), frozenset({rule}))
    assert not coverage.broken
    (held,) = coverage.rules
    return held


def _unnoticed(held: RuleCoverage) -> set[str]:
    return {mutant.change for mutant in held.survivors}


def _small(given: str, unless: str = "") -> str:
    text = '- {name: Few clients, calculated: by hand, given: GIVEN, then: ["sets signal.small = true"]UNLESS}'
    return text.replace("GIVEN", given).replace("UNLESS", f", unless: [{unless}]" if unless else "")


@pytest.mark.parametrize(
    ("given", "unless", "unnoticed"),
    [
        ("{use.clients: 20}", "", {"condition_dropped", "threshold_lower", "threshold_higher"}),
        ("{use.clients: 149}", "", {"condition_dropped", "threshold_higher"}),
        ("{use.clients: 149}", "{use.clients: 150}", set()),
        ("{use.clients: 20}", "{use.clients: 150}", {"threshold_lower"}),
    ],
)
def test_a_limit_is_held_by_a_case_on_each_side_of_it(
    cases: Cases, given: str, unless: str, unnoticed: set[str]
) -> None:
    held = _covered(cases, "use.small.counted", _small(given, unless))
    assert _unnoticed(held) == unnoticed
    assert held.mutants == len(EVERY)


def test_a_rule_that_another_rule_repeats_is_missed_by_nobody(cases: Cases) -> None:
    """Counted and stated as small: without either the statement still follows."""
    both = _small("{use.clients: 149, use.small: true}")
    held = _covered(cases, "use.small.counted", both)
    assert "removed" in _unnoticed(held)
    assert held.fired == ("Few clients",)
    assert held.decided == ()


def test_a_yes_and_a_no_for_a_field_that_merges_are_a_yes(cases: Cases) -> None:
    """Counted as many: were the limit gone from the rule that says few, the field would be yes all the same."""
    text = '- {name: Many clients, calculated: by hand, given: {use.clients: 151}, then: ["sets signal.small = false"]}'
    assert "condition_dropped" not in _unnoticed(_covered(cases, "use.small.counted", text))


def test_what_a_changed_field_leads_to_is_followed_to_the_rules_that_read_it(cases: Cases) -> None:
    text = '- {name: Few, passages: [ACN-3.2-05], given: {use.small: true}, then: ["unmet funding.task: enough-use"]}'
    assert "other_result" not in _unnoticed(_covered(cases, "use.small.stated", text))


def test_two_origins_of_one_claim_are_told_apart(cases: Cases) -> None:
    """Both serve the same wish by the same pattern; a second origin counts, so a case can ask for each."""
    claim = "for term.4+2+2: long-partnership"
    text = '- {name: Long, passages: [ACB-08], given: {}, then: ["CLAIM"]}'
    rule = "term.4+2+2.certainty-for-partners"
    assert "removed" in _unnoticed(_covered(cases, rule, text.replace("CLAIM", claim)))


def test_a_case_that_asks_for_one_origin_misses_it(cases: Cases) -> None:
    text = '- {name: Long, passages: [ACB-08], given: {}, then: ["for term.4+2+2: long-partnership, from ACB-08"]}'
    assert "removed" not in _unnoticed(_covered(cases, "term.4+2+2.certainty-for-partners", text))


def test_a_case_that_is_broken_as_the_rules_are_notices_nothing_by_that(cases: Cases) -> None:
    text = """
- {name: Few, calculated: by hand, given: {use.clients: 149}, then: ["sets signal.small = false"]}
- {name: Known, calculated: by hand, given: {use.historical_data: true}, then: ["unmet funding.task: budget-on-data"]}
"""
    rules = frozenset({"use.small.counted", "funding.task.needs-budget-on-data"})
    coverage = coverage_of(load_rulebase(), cases(text), rules)
    assert {variant.case for variant, _ in coverage.broken} == {"Few", "Known"}
    assert {held.rule for held in coverage.rules if "removed" in _unnoticed(held)} == rules


def test_a_rule_that_holds_on_no_day_of_a_case_is_held_by_none(cases: Cases) -> None:
    """The advice of 2021 knows nothing of a rule that began later: that counts as one change that nobody notices."""
    text = "- {name: A day before, calculated: by hand, as_of: 2015-01-01, given: {}, never: [DATED]}"
    base = load_rulebase()
    later = next(r for r in base.rules.values() if r.valid_from and r.kind == "advise")
    held = _covered(cases, later.id, text.replace("DATED", f'"{later.what} {later.id}"'))
    assert not held.considered
    assert _unnoticed(held) == {"removed"}


def test_nine_of_ten_single_changes_of_the_shipped_rules_are_noticed() -> None:
    base = load_rulebase()
    coverage = coverage_of(base, load_rule_cases(base))
    assert not coverage.broken
    assert coverage.mutants > 5 * len(base.rules)
    assert 10 * (coverage.mutants - coverage.survivors) >= 9 * coverage.mutants
