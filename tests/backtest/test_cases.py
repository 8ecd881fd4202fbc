"""Case files: what is wrong with one is said with its place, and the package's own hold what the documents decided."""

from pathlib import Path

import pytest
import yaml

from stuurwijzer.engine.backtest import CaseSet, load_cases
from stuurwijzer.engine.reading import Problem, ProblemsFoundError
from stuurwijzer.engine.rendering import load_catalogue
from stuurwijzer.engine.rulebase import Rulebase

from .conftest import CASES, FUNDING, HEAD, LARGE, SMALL, Knowledge, case

INVENTORY = Path(__file__).resolve().parents[2].parent / "shared" / "inventory" / "decisions.yaml"

WRONG: dict[str, tuple[str, str, str]] = {
    "a region that has no file": ("region: proefregio", "region: proefregoi", "case_unknown_region"),
    "a segment that the region has not": ("segments: [klein]", "segments: [kleen]", "case_unknown_segment"),
    "an option that does not exist": ("value: effort", "value: efort", "case_unknown_option"),
    "an output that does not exist": ("structure: null", "structuur: null", "case_unknown_output"),
    "a passage that does not exist": ("ACN-3.2-05", "ACN-3.2-99", "case_unknown_passage"),
    "a passage that stands elsewhere": ("ACN-3.2-05", "ACN-1-01", "case_passage_elsewhere"),
    "a line beyond the document": ('lines: "432-435"', 'lines: "432-9435"', "case_lines_beyond"),
    "an output of which nothing is said": ("term: null, ", "", "case_output_missing"),
    "an id that is used already": ("id: B-GROOT", "id: A-KLEIN", "case_twice"),
    "a source that does not exist": ("[achterhoek-2021]", "[achterhoek-2012]", "case_unknown_source"),
    "one choice for a region as a whole": ("segments: [klein]", "segments: []", "case_of_region"),
}


def problems(base: Rulebase, folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsFoundError) as raised:
        load_cases(base, folder)
    return raised.value.problems


@pytest.mark.parametrize("fault", WRONG)
def test_a_fault_is_told_with_its_line_in_both_languages(fault: str, base: Rulebase, knowledge: Knowledge) -> None:
    right, wrong, code = WRONG[fault]
    assert right in CASES
    found = problems(base, knowledge(CASES.replace(right, wrong, 1)))
    held = next(problem for problem in found if problem.code == code)
    assert held.file == "knowledge/cases/proefregio.yaml"
    text = CASES.replace(right, wrong, 1).splitlines()[held.line - 1]
    assert wrong in text or right not in text
    for language in ("nl", "en"):
        assert load_catalogue(language).say(f"problems.{code}", **dict(held.values))


MORE_WRONG = {
    "case_unknown_case": "accepted: [{output: funding, cases: [A-KLIEN], advised: [effort], "
    "reason: {nl: a, en: b}, on: 2026-11-22}]\n",
    "case_accepted_twice": "accepted: [{output: funding, cases: [A-KLEIN, A-KLEIN], advised: [effort], "
    "reason: {nl: a, en: b}, on: 2026-11-22}]\n",
    "case_course_without_source": "later: {funding: {course: negative, says: {nl: a, en: b}}}\n",
}


@pytest.mark.parametrize("code", MORE_WRONG)
def test_a_fault_outside_the_cases_is_told_too(code: str, base: Rulebase, knowledge: Knowledge) -> None:
    assert [p.code for p in problems(base, knowledge(CASES + MORE_WRONG[code]))] == [code]


def test_a_reason_that_speaks_of_an_unknown_field_is_told(base: Rulebase, knowledge: Knowledge) -> None:
    reason = 'rationale: {funding: {says: {nl: a, en: b}, lines: "432", facts: [use.smal]}}, '
    told = case("A-KLEIN", "klein", reason, funding=FUNDING.format(value="effort", lines="432", passage="ACN-3.2-05"))
    (found,) = problems(base, knowledge(HEAD + told))
    assert (found.code, dict(found.values)["near"]) == ("case_unknown_field", "use.small")


def test_all_faults_are_told_at_once(base: Rulebase, knowledge: Knowledge) -> None:
    text = (HEAD + SMALL + LARGE).replace("value: effort", "value: efort").replace("[groot]", "[grot]")
    assert [p.code for p in problems(base, knowledge(text))] == ["case_unknown_option", "case_unknown_segment"]


# The cases of the package


@pytest.fixture(scope="module")
def held(package_base: Rulebase) -> tuple[CaseSet, ...]:
    return load_cases(package_base)


def test_the_package_holds_thirty_decisions_of_three_regions(held: tuple[CaseSet, ...]) -> None:
    counted = {one.name: len(one.file.cases) for one in held}
    assert counted == {
        "achterhoek-2020": 1,
        "achterhoek-2021": 9,
        "achterhoek-2024": 1,
        "hart-van-brabant-2021": 7,
        "rivierenland-2021": 12,
    }
    assert {one.file.place for one in held} == {"Achterhoek", "Hart van Brabant", "Rivierenland"}


def test_every_value_names_a_passage_at_its_lines(held: tuple[CaseSet, ...]) -> None:
    without = [
        f"{case.id} {name}"
        for one in held
        for case in one.file.cases
        for name, value in case.expected.items()
        if value is not None and not value.passages
    ]
    assert without == []


def test_a_value_that_is_our_reading_says_how_it_was_read(held: tuple[CaseSet, ...]) -> None:
    values = [
        (f"{case.id} {name}", value)
        for one in held
        for case in one.file.cases
        for name, value in (*case.expected.items(), *one.file.defaults.items())
        if value is not None
    ]
    assert [name for name, value in values if value.basis == "inferred" and not value.note] == []


def test_every_decision_of_the_inventory_is_a_case_and_the_other_way_round(held: tuple[CaseSet, ...]) -> None:
    if not INVENTORY.is_file():
        pytest.skip("the inventory is not part of the repository and does not stand in ../shared/inventory beside it")
    listed = {entry["id"] for entry in yaml.safe_load(INVENTORY.read_text(encoding="utf-8"))["cases"]}
    assert {case.id for one in held for case in one.file.cases} == listed
