"""A case that cannot be held against the rules is refused, with its place."""

import pytest

from stuurwijzer.engine.reading import ProblemsFoundError

from .conftest import Cases

GOOD = """
- name: Few clients
  passages: [ACN-3.2-05]
  given: {use.small: true}
  then: ["unmet funding.task: enough-use"]
"""
FAULTS = {
    "an expectation without a source": ("  passages: [ACN-3.2-05]\n", "", "rule_case_half_said", ""),
    "an expectation of nothing": ('  then: ["unmet funding.task: enough-use"]\n', "", "rule_case_half_said", ""),
    "a twin of what must not follow": ("  then:", "  also: [{use.small: false}]\n  never:", "rule_case_half_said", ""),
    "a passage that does not exist": ("ACN-3.2-05", "ACN-3.2-99", "case_unknown_passage", "ACN-3.2-99"),
    "a field that does not exist": ("use.small", "use.tiny", "case_unknown_field", "use.tiny"),
    "a field that rules set": ("use.small", "signal.small", "rule_case_gives_derived", "signal.small"),
    "a day for what is known": (
        "  then:",
        "  entered: {law.wmo_award_months: 2026-01-01}\n  then:",
        "rule_case_entered",
        "law.wmo_award_months",
    ),
    "a value that does not fit": ("true", "yes please", "constant_not_fitting", "yes please"),
    "something that no rule says": ("enough-use", "enough", "rule_case_nobody_says", "unmet funding.task: enough"),
    "a key that does not exist": ("  then:", "  than:", "unknown_key", "than"),
}


def test_the_case_that_the_faults_are_made_from_is_good(cases: Cases) -> None:
    (variant,) = cases(GOOD)
    assert variant.present == {"unmet funding.task.lumpsum: enough-use", "unmet funding.task.population: enough-use"}


@pytest.mark.parametrize(("old", "new", "code", "found"), FAULTS.values(), ids=FAULTS)
def test_a_faulty_case_is_refused_with_its_place(cases: Cases, old: str, new: str, code: str, found: str) -> None:
    assert old in GOOD
    with pytest.raises(ProblemsFoundError) as refused:
        cases(GOOD.replace(old, new))
    problem = next(p for p in refused.value.problems if p.code == code)
    assert problem.file == "knowledge/rule-cases/one.yaml"
    assert problem.line
    assert not found or dict(problem.values)["found"] == found


def test_a_name_stands_once(cases: Cases) -> None:
    with pytest.raises(ProblemsFoundError) as refused:
        cases(GOOD + GOOD)
    assert [p.code for p in refused.value.problems] == ["rule_case_twice"]
