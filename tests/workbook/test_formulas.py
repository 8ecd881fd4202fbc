"""The formulas of a workbook, worked out again: they come to what the advice says, also when an input changes."""

from fractions import Fraction
from pathlib import Path

import pytest

from stuurwijzer.engine.advice.model import Advice
from stuurwijzer.engine.rendering.numbers import Language
from stuurwijzer.engine.workbook.build import workbook_of

from ..conftest import advice_on
from .conftest import THREE, Sums, advice_of, rows_of, sums_of, three_municipalities, written

CASE = "achterhoek-2020"

# By hand (see the calculation beside the start budget's own test): Aa 950,000 over 100 clients, 110 expected, 100 left
# after developments, 10% up and 2% down; Bee 1,000,000 over 300, 301 expected; Cee has and expects nobody.
BY_HAND = {
    "Aa": (110, 950_000, 100, 9_500, 1_045_000, 100, 950_000, 0.1, 1_045_000, 0.02, 1_024_100, 0, 1_024_100),
    "Bee": (301, 1_000_000, 300, 3_333, 1_003_333, 301, 1_003_333, 0.1, 1_103_667, 0.02, 1_081_593, 0, 1_081_593),
    "Cee": (0, 0, 0, "–", 0, 0, 0, 0.1, 0, 0.02, 0, 0, 0),
    "total": (411, 1_950_000, 400, 4_875, 2_048_333, 401, 1_953_333, 0.1, 2_148_667, 0.02, 2_105_693, 0, 2_105_693),
}

CASE_OF_ONE_YEAR = """\
format: 1
id: klein
name: Klein
as_of: 2026-01-01
business_case:
  years: [2026]
  acts:
    - act: wmo2015
      base: {2026: 1.000.000}
      out_of_scope: []
      other_measures: []
      percentages: {2026: 5%}
  change_cost: {2026: 10.000}
segments: [{id: a, name: A, law: wmo2015}]
"""


@pytest.mark.parametrize(("region", "language"), [(CASE, "nl"), (CASE, "en"), ("drie", "nl"), ("drie", "en")])
def test_every_formula_comes_to_the_value_that_stands_with_it(region: str, language: Language) -> None:
    sums = sums_of(written(region, language))
    assert len(sums.formulas) > 50
    assert {name: sums(name) for name in sums.formulas} == sums.cached


def test_the_start_budget_is_what_it_is_by_hand() -> None:
    rows = rows_of(written("drie", "en"), "Start budget")
    assert {row["Municipality"]: tuple(list(row.values())[2:15]) for row in rows} == BY_HAND
    # 2,105,693 over 401 clients is 5,251.10, and others take 5,000
    last = list(rows[-1].values())
    assert last[15:] == [5_251, 5_000, 0.0502]


def test_the_business_case_is_that_of_the_advice() -> None:
    held = advice_on(CASE).savings
    assert held is not None
    rows = rows_of(written(CASE, "en"), "Savings")
    of_all = {row["Line"]: row for row in rows if row["Act"] == "all acts"}
    (saving,) = [row for name, row in of_all.items() if name.startswith("saving")]
    assert [saving[year] * 100 for year in held.years] == [year.saving for year in held.by_year]
    assert held.total is not None
    assert saving["Total"] * 100 == held.total
    inputs = [row for row in rows if row["Input or formula"] == "input" and row["Act"] != "all acts"]
    given = [tuple(amount if amount is None else Fraction(amount) for amount in line.amounts) for line in held.lines]
    unit = [10_000 if line.kind == "percentage" else 100 for line in held.lines]
    read = [tuple(Fraction(str(row[year])) * u for year in held.years) for row, u in zip(inputs, unit, strict=True)]
    assert read == given


def test_other_percentages_are_those_of_the_advice() -> None:
    held = advice_on(CASE).savings
    assert held is not None
    rows = rows_of(written(CASE, "en"), "Other percentage")
    totals = {round(row["Points more (input)"] * 10_000): row["Total"] * 100 for row in rows}
    assert totals == {s.points: s.total for s in held.sensitivity} | {0: held.total}


def changed(tmp_path: Path, old: str, new: str) -> Advice:
    """The region of three municipalities with another answer in its file."""
    text = THREE.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path = tmp_path / "anders.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return advice_of(path)


def budget_total(sums: Sums) -> object:
    return sums("Start budget!O9")


@pytest.mark.parametrize(
    ("old", "new", "cell", "value"),
    [
        ("index: {value: 10%", 'index: {value: "12,5%"', "J9", Fraction("0.125")),
        ("expected_clients: {value: 301", "expected_clients: {value: 290", "C7", 290),
        ("efficiency: {value: 2%", "efficiency: {value: 0%", "L9", 0),
        ("benchmark: 5.000", "benchmark: 4.000", "Q9", 4_000),
    ],
)
def test_a_changed_input_gives_what_the_changed_file_gives(
    old: str, new: str, cell: str, value: Fraction | int, tmp_path: Path
) -> None:
    sums = sums_of(written("drie", "en"))
    sums.set(f"Start budget!{cell}", Fraction(value))
    if cell == "C7":  # Bee sees no developments, so its clients after them are those expected
        sums.set("Start budget!H7", Fraction(value))
    other = sums_of(workbook_of(changed(tmp_path, old, new), "en"))
    assert {name: sums(name) for name in sums.formulas} == other.cached
    assert sums.cached != other.cached


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("      chain_care: 0%\n", ""),
        ("          realised_clients: {2020: 300}\n", ""),
        ("municipalities: [Aa, Bee, Cee]", "municipalities: [Aa, Bee, Cee, Dee]"),
    ],
)
def test_what_lacks_stays_unknown_in_every_formula_that_needs_it(old: str, new: str, tmp_path: Path) -> None:
    sums = sums_of(workbook_of(changed(tmp_path, old, new), "en"))
    assert {name: sums(name) for name in sums.formulas} == sums.cached
    rows = rows_of(workbook_of(changed(tmp_path, old, new), "en"), "Start budget")
    assert rows[-1]["Start budget"] == "?"


def test_an_answer_filled_in_is_computed_with(tmp_path: Path) -> None:
    sums = sums_of(workbook_of(changed(tmp_path, "      chain_care: 0%\n", ""), "en"))
    assert budget_total(sums) == "?"
    sums.set("Start budget!N9", Fraction(0))
    assert budget_total(sums) == 2_105_693  # by hand, as above


def test_a_changed_percentage_changes_every_total(tmp_path: Path) -> None:
    held = advice_on(CASE).savings
    assert held is not None
    sums = sums_of(written(CASE, "en"))
    row = next(n for n, r in enumerate(rows_of(written(CASE, "en"), "Savings"), 6) if r["Line"].startswith("assumed"))
    cell = f"Savings!F{row}"
    before = sums.values[cell]
    assert isinstance(before, Fraction)
    sums.set(cell, before + Fraction(1, 100))
    base = sums(f"Savings!F{row - 1}")
    assert isinstance(base, Fraction)
    more = sums(f"Savings!F{row + 1}")
    assert more == round(base * (before + Fraction(1, 100)))
    total = next(n for n, r in enumerate(rows_of(written(CASE, "en"), "Savings"), 6) if r["Act"] == "all acts")
    old = sums.cached[f"Savings!F{total}"]
    assert isinstance(old, Fraction)
    assert isinstance(more, Fraction)
    assert sums(f"Savings!F{total}") == old + more - Fraction(str(sums.cached[f"Savings!F{row + 1}"]))


def test_a_lacking_deduction_is_asked_for_and_leaves_the_saving_unknown(tmp_path: Path) -> None:
    path = tmp_path / "klein.yaml"
    path.write_text(CASE_OF_ONE_YEAR.replace("      out_of_scope: []\n", ""), encoding="utf-8")
    sums = sums_of(workbook_of(advice_of(path), "en"))
    assert {name: sums(name) for name in sums.formulas} == sums.cached
    assert sums("Savings!F13") == "?"
    sums.set("Savings!F7", Fraction(200_000))
    assert sums("Savings!F13") == 800_000 * Fraction(5, 100) - 10_000


def test_the_advice_on_three_municipalities_names_its_percentages() -> None:
    held = three_municipalities().segments[0].budget
    assert held is not None
    assert (held.index, held.efficiency, held.chain_care, held.benchmark) == (1_000, 200, 0, 500_000)


def test_half_a_euro_is_rounded_as_in_the_calculation_although_a_spreadsheet_counts_in_binary(tmp_path: Path) -> None:
    """By hand: 12,741,500 × 0.9% is 114,673.50, and half a euro goes up; in binary the product is just below it."""
    assert 12_741_500 * 0.009 < 114_673.5
    path = tmp_path / "half.yaml"
    text = CASE_OF_ONE_YEAR.replace("1.000.000", "12.741.500").replace("5%", '"0,9%"')
    path.write_text(text, encoding="utf-8")
    sums = sums_of(workbook_of(advice_of(path), "en"))
    sums.binary = True
    saving = next(name for name, value in sums.cached.items() if value == 114_674)
    assert saving.startswith("Savings!F")
    assert sums(saving) == 114_674


@pytest.mark.parametrize("region", [CASE, "drie"])
def test_counting_in_binary_comes_to_the_same_cents(region: str) -> None:
    sums = sums_of(written(region, "en"))
    exact = dict(sums.cached)
    sums.binary = True
    off = {
        name: (sums(name), value)
        for name, value in exact.items()
        if (isinstance(value, str) and sums(name) != value)
        or (isinstance(value, Fraction) and abs(Fraction(sums(name)) - value) > Fraction(1, 10**9))
    }
    assert off == {}
