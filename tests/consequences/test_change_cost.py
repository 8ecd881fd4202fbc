"""People and money for the change: the table of its source, and how it grows."""

import re
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from stuurwijzer.engine.advice import advise
from stuurwijzer.engine.advice.planning_entries import ChangeCostAdvice
from stuurwijzer.engine.inference import reference_evaluator
from stuurwijzer.engine.profile import load_region
from stuurwijzer.engine.profile.planning_steps import Change, hundredths
from stuurwijzer.engine.rulebase.plan import plan_for

from .conftest import Advised, rule_base


def rivierenland(stated: bool) -> ChangeCostAdvice:
    base = rule_base()
    region = load_region(Path(str(files("stuurwijzer") / "knowledge" / "regions" / "rivierenland-2021.yaml")))
    if not stated:
        region = region.model_copy(update={"change": Change()})
    plan = plan_for(base, region.as_of)
    cost = advise(region, base, plan=plan, evaluator=reference_evaluator(plan)).change_cost
    assert cost is not None
    return cost


def table(cost: ChangeCostAdvice) -> dict[str, dict[str, tuple[int, int] | None]]:
    return {
        role.id: {y.year: (y.fte_years.low, y.fte_years.high) if y.fte_years else None for y in role.years}
        for role in cost.roles
    }


SOURCE = {
    "regular": {"2022": (700, 700), "2023": (500, 500)},
    "purchase": {"2022": (300, 300), "2023": (0, 25)},
    "programme": {"2021": (75, 75), "2022": (250, 250), "2023": (150, 150), "2024": (50, 50)},
}
"""RIV-6.4-09 to -11, lines 2198-2219; half a year of 2021 (2221-2223), the middle of 2 falling to 1 in 2023"""


@pytest.mark.parametrize("stated", [True, False], ids=["as the region states it", "as it is estimated"])
def test_the_table_of_the_source_comes_back_for_its_own_region(stated: bool) -> None:
    cost = rivierenland(stated)
    assert table(cost) == SOURCE
    assert cost.total is not None
    assert (cost.total.low, cost.total.high) == (150_000_000, 150_000_000)
    assert {role.basis for role in cost.roles} == {"stated" if stated else "estimate"}
    assert cost.basis == ("stated" if stated else "estimate")


def test_what_the_source_leaves_out_of_its_own_sum_is_said() -> None:
    """8.25 fte-years: 0.75 + 2.5 + 1.5 + 0.5 + 3; with the 0.25 of early 2023 8.5. 1,500,000 / 8.5 = 176,471 and
    / 8.25 = 181,818."""
    cost = rivierenland(stated=False)
    assert sum(r.fte_years.low for r in cost.roles if r.temporary and r.fte_years) == 825
    assert sum(r.fte_years.high for r in cost.roles if r.temporary and r.fte_years) == 850
    assert cost.per_fte_year is not None
    assert (cost.per_fte_year.low, cost.per_fte_year.high) == (17_647_059, 18_181_818)
    remark = cost.remarks[0].text.nl
    assert re.findall(r"€ (\d+\.\d+)", remark) == ["176.471", "181.818"]
    assert "8,25 tot 8,5" in remark


def test_2022_is_the_year_with_most_of_the_cost() -> None:
    """RIV-6.4-12, line 2223. 5.5 of 8.25 to 8.5 fte-years: 970,588 to 1,000,000 euro."""
    cost = rivierenland(stated=False)
    highest = max(cost.per_year, key=lambda year: year.cost.high if year.cost else 0)
    assert highest.year == "2022"
    assert highest.cost is not None
    assert (highest.cost.low, highest.cost.high) == (97_058_824, 100_000_000)


def test_a_smaller_region_needs_less_by_its_own_sizes(advised: Advised) -> None:
    """Two segments, two municipalities, fifty registrations. Purchase: 0.5·2/8 + 0.5·50/594 = 0.16709 of 3 fte is 0.50.
    Regular: 0.5·2/6 + 0.5·2/8 = 0.29167 of 7 is 2.04. Programme: 0.5 + 0.5·2/8 = 0.625 of 2.5 is 1.56."""
    cost = advised("start: 2029-01-01").change_cost
    assert cost is not None
    held = table(cost)
    assert held["purchase"]["2028"] == (50, 50)
    assert held["regular"]["2028"] == (204, 204)
    assert held["programme"]["2028"] == (156, 156)


def test_an_unknown_number_of_providers_leaves_line_and_total_unknown(advised: Advised) -> None:
    more = "  - {id: derde, name: Derde, law: jeugdwet}\n"
    cost = advised("start: 2029-01-01", more=more).change_cost
    assert cost is not None
    roles = {role.id: role for role in cost.roles}
    assert (roles["purchase"].fte_years, roles["purchase"].unknown) == (None, ("registrations",))
    assert roles["programme"].fte_years is not None
    assert cost.total is None
    assert cost.at_least is not None
    assert cost.at_least > 0
    assert cost.rests_on == ("registrations",)


def test_what_the_region_states_replaces_the_estimate_of_that_line_alone(advised: Advised) -> None:
    cost = advised("start: 2029-01-01", more='change:\n  purchase: {2028: "1,25"}\n').change_cost
    assert cost is not None
    roles = {role.id: role for role in cost.roles}
    assert (roles["purchase"].basis, roles["programme"].basis) == ("stated", "estimate")
    assert table(cost)["purchase"] == {"2028": (125, 125)}


@pytest.mark.parametrize("start", ["start: 2029-07-01", ""])
def test_without_a_start_on_new_years_day_years_are_counted_from_the_start(advised: Advised, start: str) -> None:
    cost = advised(start).change_cost if start else advised().change_cost
    assert cost is not None
    assert [year.year for year in cost.per_year] == ["start-2", "start-1", "start+0", "start+1"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2,5", (250, 250)), ("0-0,25", (0, 25)), ("1 – 2 fte", (100, 200)), ("7", (700, 700)), ("0.5", (50, 50))],
)
def test_fte_as_people_write_them(text: str, expected: tuple[int, int]) -> None:
    assert hundredths(text) == expected


def test_the_size_of_the_source_is_the_sum_of_its_lots() -> None:
    """Table 1, lines 534-545: 130 + 83 + 28 for the Wmo, 140 + 115 + 36 + 28 + 34 for youth care."""
    file = rule_base().library.change_cost
    assert file.reference["registrations"].value == 130 + 83 + 28 + 140 + 115 + 36 + 28 + 34
    named = {p for held in file.reference.values() for p in held.passages}
    named |= {p for role in file.roles.values() for p in role.passages}
    named |= {p for remark in file.remarks for p in remark.passages}
    assert named - set(rule_base().library.passages) == set()
    assert file.checked == date(2026, 11, 22)
