"""The calculation of a business case: what holds for every case, and what is unknown stays so."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stuurwijzer.engine.advice.canonical import canonical
from stuurwijzer.engine.advice.money import SavingsAdvice
from stuurwijzer.engine.advice.savings import savings_entry
from stuurwijzer.engine.consequences.savings import Savings, savings_of
from stuurwijzer.engine.profile import RegionProfile
from stuurwijzer.engine.profile.money_rooms import BusinessCase
from stuurwijzer.engine.rulebase import load_rulebase
from stuurwijzer.engine.rulebase.plan import plan_for

YEARS = ("2021", "2022", "2023")
ACTS = ("wmo2015", "jeugdwet", "participatiewet")
ROUND = 10_000
"""euro: any whole percentage of it is whole"""

amounts = st.tuples(*[st.integers(0, 5_000).map(lambda n: n * ROUND)] * len(YEARS))
percentages = st.tuples(*[st.integers(0, 100)] * len(YEARS))
acts = st.lists(
    st.tuples(st.sampled_from(ACTS), amounts, percentages), min_size=1, max_size=3, unique_by=lambda a: a[0]
)


def by_year(values: tuple[int, ...], unit: str = "") -> dict[str, str | int]:
    return {year: f"{value}{unit}" if unit else value for year, value in zip(YEARS, values, strict=True)}


def act(name: str, base: tuple[int, ...], shares: tuple[int, ...], **more: Any) -> dict[str, Any]:
    held = {"act": name, "base": by_year(base), "out_of_scope": [], "other_measures": []}
    return {**held, "percentages": by_year(shares, "%"), **more}


def computed(*held: dict[str, Any], **more: Any) -> Savings:
    return savings_of(BusinessCase.model_validate({"years": list(YEARS), "acts": list(held), **more}))


@given(acts, st.integers(2, 9))
def test_the_saving_is_linear_in_the_base(held: list[Any], times: int) -> None:
    one = computed(*(act(name, base, shares) for name, base, shares in held))
    more = computed(*(act(name, tuple(b * times for b in base), shares) for name, base, shares in held))
    assert more.total == (one.total or 0) * times
    assert [c.saving for c in more.cells] == [(c.saving or 0) * times for c in one.cells]


@given(acts)
def test_no_percentage_gives_no_saving(held: list[Any]) -> None:
    found = computed(*(act(name, base, (0, 0, 0)) for name, base, _ in held))
    assert found.total == 0
    assert found.sensitivity == ()


@given(acts)
def test_all_of_it_gives_all_that_is_left(held: list[Any]) -> None:
    found = computed(*(act(name, base, (100, 100, 100)) for name, base, _ in held))
    assert [c.saving for c in found.cells] == [c.in_scope for c in found.cells]


@given(acts, st.randoms(use_true_random=False))
def test_the_order_of_acts_and_years_changes_no_byte(held: list[Any], random: Any) -> None:
    rooms = [act(name, base, shares) for name, base, shares in held]
    mixed, years = random.sample(rooms, len(rooms)), random.sample(YEARS, len(YEARS))
    turned = [{**room, "base": {y: room["base"][y] for y in years}} for room in mixed]
    texts = {canonical(entry(*rooms)), canonical(entry(*turned, years=years))}
    assert len(texts) == 1


def entry(*held: dict[str, Any], **more: Any) -> SavingsAdvice:
    room = {"years": list(YEARS), "acts": list(held), **more}
    segment = {"id": "s", "name": "S", "law": "wmo2015"}
    head = {"format": 1, "id": "regio", "name": "Regio", "as_of": "2021-07-01"}
    region = RegionProfile.model_validate({**head, "business_case": room, "segments": [segment]})
    found = savings_entry(region, PLAN)
    assert found is not None
    return found


PLAN = plan_for(load_rulebase(), date(2021, 7, 1))


@given(acts)
def test_years_and_acts_add_up_to_the_total(held: list[Any]) -> None:
    found = computed(*(act(name, base, shares) for name, base, shares in held))
    assert found.total == sum(cell.saving or 0 for cell in found.cells)
    assert found.total == sum(year.saving or 0 for year in found.by_year)


@given(acts)
def test_each_scenario_says_how_much_it_differs(held: list[Any]) -> None:
    found = computed(*(act(name, base, shares) for name, base, shares in held))
    for scenario in found.sensitivity:
        assert scenario.difference == scenario.total - (found.total or 0)
        assert all(0 <= level <= 10_000 for level in scenario.percentages.values())
        assert (scenario.difference <= 0) if scenario.points < 0 else (scenario.difference >= 0)


# Unknown


WHOLE = act("wmo2015", (1_000, 2_000, 3_000), (5, 10, 10))


@pytest.mark.parametrize(
    ("change", "lack", "years"),
    [
        ({"base": {"2021": 1_000, "2022": 2_000}}, "base", ("2023",)),
        ({"base": "?"}, "base", YEARS),
        ({"percentages": {"2021": "5%", "2022": "?"}}, "percentages", ("2022", "2023")),
        ({"out_of_scope": None}, "out_of_scope", YEARS),
        ({"other_measures": None}, "other_measures", YEARS),
        ({"other_measures": [{"name": "project", "amounts": {"2021": 0, "2023": 0}}]}, "amount", ("2022",)),
        ({"out_of_scope": [{"name": "hulp"}]}, "amount", YEARS),
    ],
)
def test_what_nobody_gave_is_named_and_makes_its_years_unknown(
    change: dict[str, Any], lack: str, years: tuple[str, ...]
) -> None:
    found = computed({**WHOLE, **change})
    assert [(held.lack, held.years) for held in found.missing] == [(lack, years)]
    assert [c.year for c in found.cells if c.saving is None] == list(years)
    assert [y.year for y in found.by_year if y.saving is None] == list(years)
    assert (found.total, found.sensitivity, found.break_even.code) == (None, (), "cost_unknown")


def test_the_other_act_is_computed_as_before() -> None:
    other = act("jeugdwet", (1_000, 1_000, 1_000), (10, 10, 10))
    found = computed({**WHOLE, "base": "?"}, other)
    assert [c.saving for c in found.cells if c.act == "jeugdwet"] == [10_000] * 3
    assert [y.saving for y in found.by_year] == [None] * 3


def test_more_taken_off_than_there_is_gives_no_saving_and_is_said() -> None:
    off = [{"name": "hulp", "amounts": {"2021": 1_001, "2022": 0, "2023": 0}}]
    held = {**WHOLE, "out_of_scope": off}
    assert [cell.saving for cell in computed(held).cells] == [None, 20_000, 30_000]
    said = [(f.code, f.values.get("years")) for f in entry(held).findings]
    assert ("deductions_above_base", ("2021",)) in said


# Break-even: the savings are 50, 200 and 300 euro


@pytest.mark.parametrize(
    ("cost", "code", "of_assumed", "level", "year"),
    [
        ((100, 10, 0), "reached", 2000, 200, "2022"),  # 110 of 550 is 20% of the assumed percentages
        ((50, 0, 0), "reached", 910, 91, "2021"),  # 9.0909…% is rounded up, so that it does cover the cost
        ((550, 0, 0), "reached", 10_000, 1000, "2023"),
        ((551, 0, 0), "not_reached", 10_019, 1002, None),
        ((0, 0, 0), "no_cost", None, None, None),
    ],
)
def test_the_share_of_the_percentages_that_earns_back_the_change(
    cost: tuple[int, ...], code: str, of_assumed: int | None, level: int | None, year: str | None
) -> None:
    found = computed(WHOLE, change_cost=by_year(cost)).break_even
    assert (found.code, found.of_assumed, found.year) == (code, of_assumed, year)
    assert (found.percentages or {}).get("wmo2015") == level


def test_the_net_is_the_saving_less_the_cost_of_that_year() -> None:
    found = computed(WHOLE, change_cost=by_year((100, 10, 0)))
    assert [year.net for year in found.by_year] == [-5_000, 19_000, 30_000]
    assert found.net == 44_000


def test_a_change_without_any_saving_is_never_earned_back() -> None:
    found = computed(act("wmo2015", (1_000, 1_000, 1_000), (0, 0, 0)), change_cost=by_year((1, 0, 0)))
    assert found.break_even.code == "nothing_saved"
