"""The business case of 2020, cell by cell: what its calculation prints, and where it contradicts itself.

The tables below were typed in from the document, by line, and not from the region file. What is expected of the
calculation is worked out by hand: base minus what comes off, times the percentage.
"""

import re
from importlib.resources import files
from pathlib import Path

import pytest

from stuurwijzer.engine.advice import advise
from stuurwijzer.engine.advice.money import SavingsAdvice
from stuurwijzer.engine.profile import RegionProfile, load_region
from stuurwijzer.engine.rulebase import load_rulebase

YEARS = ("2020", "2021", "2022", "2023", "2024")
Amounts = tuple[int, ...]

# Lines 115-127 and 133-143: what the calculation starts from, in euro.
INPUTS: dict[tuple[str, str], dict[int, Amounts]] = {
    ("wmo2015", "base"): {115: (9_667_090,) * 5},
    ("wmo2015", "out_of_scope"): {117: (5_463_761,) * 5},
    ("wmo2015", "other_measure"): {
        119: (20_000, 39_000, 79_000, 79_000, 79_000),
        121: (0, 113_000, 177_000, 177_000, 177_000),
        123: (70_000, 135_000, 135_000, 135_000, 135_000),
        125: (0, 60_750, 0, 0, 0),
        127: (0, 270_000, 500_000, 500_000, 500_000),
    },
    ("jeugdwet", "base"): {133: (10_299_220,) * 5},
    ("jeugdwet", "out_of_scope"): {135: (768_767,) * 5},
    ("jeugdwet", "other_measure"): {
        137: (130_000, 180_000, 225_000, 225_000, 225_000),
        139: (31_911, 72_646, 145_293, 145_293, 145_293),
        141: (100_000, 215_000, 331_000, 355_000, 355_000),
        143: (0, 480_000, 725_000, 725_000, 725_000),
    },
}
PERCENTAGES = {"wmo2015": (149, (0, 5, 10, 10, 10)), "jeugdwet": (151, (0, 0, 10, 10, 10))}

# Lines 161-165: the calculation as it is printed, right to the euro.
CALCULATION = {
    "wmo2015": (161, (0, 179_279, 331_233, 331_233, 331_233)),
    "jeugdwet": (163, (0, 0, 810_416, 808_016, 808_016)),
    "": (165, (0, 179_279, 1_141_649, 1_139_249, 1_139_249)),
}
# Line 145 is the sum of its rows; line 129 is one euro less than that in every year.
IN_SCOPE = {
    "wmo2015": (129, (4_113_329, 3_585_579, 3_312_329, 3_312_329, 3_312_329)),
    "jeugdwet": (145, (9_268_542, 8_582_807, 8_104_160, 8_080_160, 8_080_160)),
}

# Every printed cell that does not follow from the figures: passage, line, figure, act, year, printed, what follows.
ONE_EURO_SHORT = {
    ("ACB-25", "129", "in_scope", "wmo2015", year, amount - 1, amount)
    for year, amount in zip(YEARS, IN_SCOPE["wmo2015"][1], strict=True)
}
WRONG = ONE_EURO_SHORT | {
    ("ACB-18", "72", "saving", "wmo2015", "2021", 181_000, 179_000),
    ("ACB-18", "72", "saving", "wmo2015", "2022", 338_000, 331_000),
    ("ACB-18", "72", "saving", "wmo2015", "2023", 338_000, 331_000),
    ("ACB-18", "72", "saving", "wmo2015", "2024", 338_000, 331_000),
    ("ACB-18", "74", "net", None, "2021", 181_000, 179_000),
    ("ACB-18", "74", "net", None, "2022", 1_148_000, 1_142_000),
    ("ACB-18", "74", "net", None, "2023", 1_146_000, 1_139_000),
    ("ACB-18", "74", "net", None, "2024", 1_146_000, 1_139_000),
}
# 331,000 and 810,000 make 1,141,000, while the sum itself rounds to 1,142,000, as line 167 prints.
SUM_OF_ROUNDED = {("ACB-28", "105", "net", None, "2022", 1_141_000, 1_142_000)}

# The document is not in the repository; in development it stands beside it.
DOCUMENT = Path(__file__).resolve().parents[2].parent / "shared" / "seeds" / "000_cf108d23fb6d521d.txt"


@pytest.fixture(scope="module")
def region() -> RegionProfile:
    return load_region(Path(str(files("stuurwijzer") / "knowledge" / "regions" / "achterhoek-2020.yaml")))


@pytest.fixture(scope="module")
def savings(region: RegionProfile) -> SavingsAdvice:
    held = advise(region, load_rulebase()).savings
    assert held is not None
    return held


@pytest.mark.parametrize(("act", "kind"), INPUTS)
def test_the_calculation_starts_from_the_printed_rows(act: str, kind: str, savings: SavingsAdvice) -> None:
    lines = [line for line in savings.lines if (line.act, line.kind) == (act, kind)]
    typed = INPUTS[act, kind]
    assert [tuple((amount or 0) // 100 for amount in line.amounts) for line in lines] == list(typed.values())
    assert [str(line.lines).rpartition(", ")[2] for line in lines] == [str(number) for number in typed]


@pytest.mark.parametrize("act", PERCENTAGES)
def test_the_percentage_is_marked_as_an_assumption(act: str, savings: SavingsAdvice) -> None:
    (line,) = [line for line in savings.lines if (line.act, line.kind) == (act, "percentage")]
    assert [(amount or 0) // 100 for amount in line.amounts] == list(PERCENTAGES[act][1])
    assert line.basis == "assumed"
    assert str(PERCENTAGES[act][0]) in str(line.lines)
    assert next(held.basis for held in savings.rests_on if held.said.values == {"act": act}) == "assumed"


@pytest.mark.parametrize("act", IN_SCOPE)
def test_what_is_left_of_the_base_is_the_sum_of_the_rows(act: str, savings: SavingsAdvice) -> None:
    left = [cell.in_scope for cell in savings.cells if cell.act == act]
    assert left == [amount * 100 for amount in IN_SCOPE[act][1]]
    base = next(iter(INPUTS[act, "base"].values()))
    off = [row for kind in ("out_of_scope", "other_measure") for row in INPUTS[act, kind].values()]
    by_hand = [amount - sum(row[n] for row in off) for n, amount in enumerate(base)]
    assert by_hand == list(IN_SCOPE[act][1])


@pytest.mark.parametrize("act", ["wmo2015", "jeugdwet"])
def test_the_saving_is_the_printed_one_to_the_euro(act: str, savings: SavingsAdvice) -> None:
    assert [cell.saving for cell in savings.cells if cell.act == act] == [a * 100 for a in CALCULATION[act][1]]


def test_the_totals_are_the_printed_ones_to_the_euro(savings: SavingsAdvice) -> None:
    assert [year.saving for year in savings.by_year] == [amount * 100 for amount in CALCULATION[""][1]]
    assert savings.total == sum(CALCULATION[""][1]) * 100
    assert savings.net == savings.total


def test_rounding_down_would_not_give_the_printed_table() -> None:
    """5% of 3,585,579 is 179,278.95 and 10% of 3,312,329 is 331,232.90: only rounding to the nearest euro fits."""
    assert [3_585_579 * 5 // 100, 3_312_329 * 10 // 100] == [179_278, 331_232]


def test_every_wrong_cell_is_found_with_its_passage_and_no_other(savings: SavingsAdvice) -> None:
    found: dict[str, set[object]] = {}
    for row in savings.stated:
        for held in row.checks:
            computed = held.computed
            assert computed is not None
            cell = (row.passage, row.lines, row.figure, row.act, held.year, held.stated // 100, computed // 100)
            found.setdefault(held.outcome, set()).add(cell)
    assert found["differs"] == WRONG
    assert found["sum_of_rounded"] == SUM_OF_ROUNDED
    assert found.keys() == {"agrees", "differs", "sum_of_rounded"}
    assert len(found["agrees"]) == 60 - len(WRONG) - len(SUM_OF_ROUNDED)


def test_the_two_tables_of_savings_contradict_each_other_by_name(savings: SavingsAdvice) -> None:
    pairs = {
        (held.values["passage"], held.values["other_passage"], held.values["figure"], held.values["act"])
        for held in savings.findings
        if held.code == "tables_differ"
    }
    assert pairs == {
        ("ACB-28", "ACB-18", "saving", "wmo2015"),
        ("ACB-29", "ACB-18", "saving", "wmo2015"),
        ("ACB-28", "ACB-18", "net", ""),
    }
    years = {held.values["years"] for held in savings.findings if held.code == "tables_differ"}
    assert years == {("2021", "2022", "2023", "2024")}


def test_a_base_that_stands_still_after_years_of_growth_is_noticed(savings: SavingsAdvice) -> None:
    """(9,338,572 - 8,060,419) / 8,060,419 is 15.86%, and (9,933,648 - 9,434,186) / 9,434,186 is 5.29%."""
    found = {held.values["act"]: held.values["growth"] for held in savings.findings if held.code == "base_flat"}
    assert found == {"wmo2015": 1586, "jeugdwet": 529}


def test_a_measure_that_stops_saving_is_noticed(savings: SavingsAdvice) -> None:
    """Line 125: 60,750 in 2021, and nothing before or after; no other row falls back to nothing."""
    found = [(held.values["name"], held.values["years"]) for held in savings.findings if held.code == "measure_lapses"]
    assert found == [("project arbeidsmatige dagbesteding", ("2021",))]


def test_the_method_leads_to_its_passages_and_to_none_of_later(savings: SavingsAdvice) -> None:
    cited = {passage for step in savings.method for passage in step.passages}
    assert {"ACB-17", "ACB-19", "ACB-23", "ACB-29"} <= cited
    assert {name.partition("-")[0] for name in cited} == {"ACB"}  # the others are of 2021 and 2024


def test_a_change_that_costs_nothing_breaks_even_on_nothing(savings: SavingsAdvice) -> None:
    assert savings.break_even.code == "no_cost"
    assert "no_change_cost" in {held.code for held in savings.findings}


def test_another_percentage_moves_every_year_by_the_part_that_counts(savings: SavingsAdvice) -> None:
    """One point more: 5.5% for the Wmo in 2021, else 11%; each act and year rounded to the euro."""
    more = {"2021": 197_207, "2022": 364_356 + 891_458, "2023": 364_356 + 888_818, "2024": 364_356 + 888_818}
    by_points = {held.points: held for held in savings.sensitivity}
    assert by_points[100].by_year == (0, *(amount * 100 for amount in more.values()))
    assert by_points[100].difference == 359_943 * 100
    assert by_points[100].percentages == {"wmo2015": 1100, "jeugdwet": 1100}
    assert by_points[-1000].total == 0
    assert -100 in by_points


def test_the_typed_amounts_stand_in_the_document_on_their_lines() -> None:
    if not DOCUMENT.exists():
        pytest.skip(f"the document is not here ({DOCUMENT.name}): the typed tables were not held against it")
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    typed = {number: row for rows in INPUTS.values() for number, row in rows.items()}
    typed |= dict(CALCULATION.values())
    typed |= {145: IN_SCOPE["jeugdwet"][1], 129: tuple(amount - 1 for amount in IN_SCOPE["wmo2015"][1])}
    typed |= {72: (0, 181_000, 338_000, 338_000, 338_000), 74: (0, 181_000, 1_148_000, 1_146_000, 1_146_000)}
    typed |= {105: (0, 179_000, 1_141_000, 1_139_000, 1_139_000)}
    amount = re.compile(r"\d{1,3}(?:\.\d{3})+|(?<![\d.])0(?!\d)")
    for number, row in typed.items():
        printed = tuple(int(text.replace(".", "")) for text in amount.findall(lines[number - 1]))
        expected = row[1:] if number == 143 else row  # a dash for none in the first year
        assert printed[-len(expected) :] == expected, number
