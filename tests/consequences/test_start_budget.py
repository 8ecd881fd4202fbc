"""The start budget in seven steps, worked out by hand on a region of three municipalities."""

from copy import deepcopy
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stuurwijzer.engine.advice import advise
from stuurwijzer.engine.advice.money import BudgetAdvice
from stuurwijzer.engine.consequences.start_budget import Budget, budget_of
from stuurwijzer.engine.profile import RegionProfile, SegmentProfile, load_region
from stuurwijzer.engine.reading import read_document
from stuurwijzer.engine.rulebase import load_rulebase

FILE = Path(__file__).parent / "drie-gemeenten.yaml"

# By hand, in euro. Aa: 1,000,000 + 20,000 - 70,000 = 950,000 over 100 clients is 9,500 each; 110 expected, 15 fewer and
# 5 more is 100. Bee: 1,000,000 over 300 is 3,333.33…; 301 expected. Cee has and expects nobody. Then 10% up, 2% down.
BY_HAND = {
    ("expected_use", "clients"): (110, 301, 0, 411),
    ("first_budget", "spend"): (950_000, 1_000_000, 0, 1_950_000),
    ("first_budget", "realised_clients"): (100, 300, 0, 400),
    ("first_budget", "per_client"): (9_500, 3_333, None, 4_875),
    ("first_budget", "budget"): (1_045_000, 1_003_333, 0, 2_048_333),
    ("developments", "clients"): (100, 301, 0, 401),
    ("developments", "budget"): (950_000, 1_003_333, 0, 1_953_333),
    ("regional_total", "clients"): (100, 301, 0, 401),
    ("regional_total", "budget"): (950_000, 1_003_333, 0, 1_953_333),
    ("index", "budget"): (1_045_000, 1_103_667, 0, 2_148_667),
    ("efficiency", "budget"): (1_024_100, 1_081_593, 0, 2_105_693),
    ("chain_care", "budget"): (1_024_100, 1_081_593, 0, 2_105_693),
}
PEOPLE = ("clients", "realised_clients")


@pytest.fixture(scope="module")
def region() -> RegionProfile:
    return load_region(FILE)


@pytest.fixture(scope="module")
def budget(region: RegionProfile) -> BudgetAdvice:
    held = advise(region, load_rulebase()).segments[0].budget
    assert held is not None
    return held


@pytest.mark.parametrize(("step", "figure"), BY_HAND)
def test_a_step_gives_what_it_gives_by_hand(step: str, figure: str, budget: BudgetAdvice) -> None:
    (row,) = [row for row in budget.rows if (row.step, row.figure) == (step, figure)]
    unit = 1 if figure in PEOPLE else 100
    *municipalities, total = BY_HAND[step, figure]
    assert row.by_municipality == tuple(None if a is None else a * unit for a in municipalities)
    assert row.total == (total or 0) * unit


def test_the_budget_is_the_last_step_and_lacks_nothing(budget: BudgetAdvice) -> None:
    assert (budget.total, budget.gaps, budget.reference_year) == (2_105_693_00, (), "2020")


def test_the_comparison_changes_no_amount(budget: BudgetAdvice) -> None:
    """2,105,693 over 401 clients is 5,251.10; that is 5.02% above 5,000."""
    assert budget.comparison is not None
    assert (budget.comparison.per_client, budget.comparison.difference) == (525_100, 502)


def test_spending_that_differs_from_that_of_the_segment_is_said(budget: BudgetAdvice) -> None:
    """Before corrections 2,000,000 together, and 2,500,000 for the segment in the same year."""
    assert [dict(held.values) for held in budget.findings] == [
        {"year": "2020", "stated": 250_000_000, "spent": 200_000_000}
    ]


def test_the_amount_is_sharpened_until_a_month_before_publication(budget: BudgetAdvice) -> None:
    assert budget.sharpen_until == "2021-09-30"  # 31 October, and September has thirty days


def test_what_nobody_measured_is_named(budget: BudgetAdvice) -> None:
    assert [(held.said.code, held.basis) for held in budget.rests_on] == [
        ("index", "assumed"),
        ("efficiency", "assumed"),
        ("expected_clients", "assumed"),
        ("expected_clients", "judged"),
    ]


def test_every_step_of_the_method_has_its_passages_in_the_list_of_sources(region: RegionProfile) -> None:
    advice = advise(region, load_rulebase())
    held = advice.segments[0].budget
    assert held is not None
    cited = {passage for step in held.method for passage in step.passages}
    assert {f"ACN-3.3-{number:02d}" for number in range(2, 11)} <= cited
    assert cited <= {passage for source in advice.sources for passage in source.passages}


# Where the advice calls for it

REGIONS = Path(str(files("stuurwijzer") / "knowledge" / "regions"))


def with_budget(region: RegionProfile, segment_id: str) -> RegionProfile:
    """A reference region, of which one segment says what its start budget is computed from."""
    room = changed().start_budget
    segments = tuple(s.model_copy(update={"start_budget": room}) if s.id == segment_id else s for s in region.segments)
    return region.model_copy(update={"segments": segments})


@pytest.mark.parametrize(
    ("name", "segment_id", "why"),
    [
        ("rivierenland-2021", "jeugd-wonen-met-behandeling", "pilot"),  # a pilot with a fixed budget
        ("rivierenland-2021", "wmo-begeleiding", None),  # effort funding, and a pilot with payment per result
    ],
)
def test_a_budget_is_called_for_where_a_fixed_budget_is_advised_or_tried(
    name: str, segment_id: str, why: str | None
) -> None:
    region = with_budget(load_region(REGIONS / f"{name}.yaml"), segment_id)
    advice = advise(region, load_rulebase())
    (segment,) = [s for s in advice.segments if s.id == segment_id]
    assert segment.budget is not None
    tried = {p.variant for p in advice.pilots if segment_id in p.scope}
    assert (segment.funding.now, "funding.task" in tried) == ("funding.effort", why == "pilot")
    assert segment.budget.asked_for == why


def test_a_fixed_budget_that_is_left_open_calls_for_one_to_test_the_choice() -> None:
    region = load_region(REGIONS / "achterhoek-2021.yaml")
    advice = advise(region, load_rulebase())
    level = next(
        s.id
        for s in advice.segments
        for t in s.ties
        if t.instrument == "funding" and "funding.task.lumpsum" in t.options
    )
    held = next(s for s in advise(with_budget(region, level), load_rulebase()).segments if s.id == level)
    assert held.budget is not None
    assert held.budget.asked_for == "open"


# What is missing


def changed(**change: Any) -> SegmentProfile:
    """The segment of the file with its room changed; ``aa`` changes the first municipality."""
    segment = deepcopy(read_document(FILE).data["segments"][0])
    segment["start_budget"]["municipalities"][0] |= change.pop("aa", {})
    segment["scope"] |= change.pop("scope", {})
    segment["from_lots"] = change.pop("from_lots", [])
    segment["start_budget"] |= change
    return SegmentProfile.model_validate(segment)


def computed(segment: SegmentProfile, names: tuple[str, ...] = ()) -> Budget:
    held = budget_of(segment, names)
    assert held is not None
    return held


UNCLEAR = {"scope": {"definition_clear": None}}
OLD_LOT = [{"lot": "oud perceel", "converted": False}]
TAKEN_BACK = [{"name": "te veel", "effect": "subtract", "amount": "1.000.001"}]
ALL_LEAVE = [{"name": "voorziening", "effect": "fewer", "clients": 111}]
GAPS: list[tuple[str, dict[str, Any], str, str, int]] = [
    # step, change, what is lacking, step of the first total that is unknown, rows with a total
    ("1", UNCLEAR, "definition", "expected_use", 0),
    ("1", {"scope": {"definition_clear": False}}, "definition_unclear", "expected_use", 0),
    ("2", {"figures_of_segment": None}, "conversion", "expected_use", 0),
    ("2", {"figures_of_segment": None, "from_lots": OLD_LOT}, "not_converted", "expected_use", 0),
    ("3", {"aa": {"expected_clients": "?"}}, "expected_clients", "expected_use", 0),
    ("4", {"aa": {"realised_spend": None}}, "realised_spend", "first_budget", 2),
    ("4", {"aa": {"realised_clients": {"2019": 95}}}, "realised_clients", "first_budget", 2),
    ("4", {"aa": {"realised_clients": {"2020": 0}}}, "no_average", "first_budget", 4),
    ("4", {"aa": {"corrections": [{"name": "x", "effect": "add", "amount": "?"}]}}, "correction", "first_budget", 2),
    ("4", {"aa": {"corrections": TAKEN_BACK}}, "spend_below_zero", "first_budget", 4),
    ("5", {"aa": {"developments": None}}, "developments", "developments", 5),
    ("5", {"aa": {"developments": ALL_LEAVE}}, "clients_below_zero", "developments", 5),
    ("7a", {"index": None}, "index", "index", 9),
    ("7b", {"efficiency": "?"}, "efficiency", "efficiency", 10),
    ("7c", {"chain_care": None}, "chain_care", "chain_care", 11),
]


@pytest.mark.parametrize(("step", "change", "lack", "first", "known"), GAPS, ids=[f"{g[0]}-{g[2]}" for g in GAPS])
def test_a_step_that_lacks_something_is_named_and_all_after_it_is_unknown(
    step: str, change: dict[str, Any], lack: str, first: str, known: int
) -> None:
    found = computed(changed(**change))
    assert [gap.lack for gap in found.gaps] == [lack]
    assert (found.total, found.comparison, found.settled) == (None, None, ())
    budgets = [row for row in found.rows if row.figure == "budget"]
    unknown = [row.step for row in budgets if row.total is None]
    assert unknown == [row.step for row in budgets][len(budgets) - len(unknown) :]
    assert next(row.step for row in found.rows if row.total is None) == first
    assert len([row for row in found.rows if row.total is not None]) == known


def test_the_other_municipalities_go_on() -> None:
    found = computed(changed(aa={"developments": None}))
    assert found.rows[-1].by_municipality == (None, 1_081_593_00, 0)


def test_without_the_comparison_the_budget_stands_and_the_question_is_asked() -> None:
    found = computed(changed(benchmark=None))
    assert (found.total, [gap.lack for gap in found.gaps]) == (2_105_693_00, ["benchmark"])


def test_a_municipality_of_the_region_that_is_not_there_leaves_every_total_unknown(region: RegionProfile) -> None:
    found = computed(region.segments[0], ("Aa", "Bee", "Cee", "Dee"))
    assert [(gap.lack, gap.names) for gap in found.gaps] == [("municipality", ("Dee",))]
    assert {row.total for row in found.rows} == {None}
    assert found.rows[-1].by_municipality[0] == 1_024_100_00


def test_all_questions_are_asked_at_once() -> None:
    found = computed(changed(**UNCLEAR, index=None, aa={"developments": None}))
    assert [gap.lack for gap in found.gaps] == ["definition", "developments", "index"]


def test_a_converted_lot_says_as_much_as_the_room() -> None:
    lots = [{"lot": "oud perceel", "converted": True}]
    assert computed(changed(figures_of_segment=None, from_lots=lots)).total == 2_105_693_00


def test_a_segment_without_the_room_has_no_budget() -> None:
    assert budget_of(SegmentProfile.model_validate({"id": "s", "name": "S", "law": "wmo2015"})) is None


# What holds for every budget

people = st.integers(1, 400)
use = st.tuples(st.integers(0, 9_000_000), people, people)


@given(st.lists(use, min_size=1, max_size=6), st.integers(0, 20), st.integers(0, 20))
def test_municipalities_add_up_to_the_segment_at_every_step(
    held: list[tuple[int, int, int]], index: int, efficiency: int
) -> None:
    found = computed(
        SegmentProfile.model_validate(
            {"id": "s", "name": "S", "law": "wmo2015", "scope": {"definition_clear": True}}
            | {"start_budget": room(held, index, efficiency)}
        )
    )
    for row in found.rows:
        if row.figure != "per_client":
            assert row.total == sum(amount or 0 for amount in row.by_municipality)
    assert found.total == found.rows[-1].total


def room(held: list[tuple[int, int, int]], index: int, efficiency: int) -> dict[str, Any]:
    municipalities = [
        {"name": f"M{n}", "realised_spend": {"2020": spend}, "realised_clients": {"2020": then}}
        | {"expected_clients": expected, "developments": []}
        for n, (spend, then, expected) in enumerate(held)
    ]
    shares = {"index": f"{index}%", "efficiency": f"{efficiency}%", "chain_care": "0%"}
    return {"year": 2022, "figures_of_segment": True, "municipalities": municipalities, **shares}


# Surplus and shortage: 2,105,693 euro, and a band of 5%


@pytest.mark.parametrize(
    ("rule", "use", "paid", "left"),
    [
        ("nothing", 1000, 2_105_693, -210_569),
        ("nothing", -1000, 2_105_693, 210_569),
        ("half", 1000, 2_210_978, -105_284),
        ("all", 1000, 2_316_262, 0),
        ("all", -2000, 1_684_554, 0),
        ("bandbreedte", 500, 2_105_693, -105_285),  # inside the band
        ("bandbreedte", 1000, 2_158_335, -157_927),  # half of the five percent beyond it
        ("bandbreedte", -1000, 2_042_522, 147_398),  # six tenths of the five percent beyond it go back
    ],
)
def test_a_rule_divides_the_difference(rule: str, use: int, paid: int, left: int, budget: BudgetAdvice) -> None:
    (held,) = [settled for settled in budget.settled if settled.name == rule]
    (outcome,) = [o for o in held.outcomes if o.use == use]
    assert (outcome.paid, outcome.providers) == (paid * 100, left * 100)
    assert held.own == (rule != "bandbreedte")


def test_what_the_municipality_pays_and_the_providers_bear_is_what_the_care_costs(budget: BudgetAdvice) -> None:
    for rule in budget.settled:
        for outcome in rule.outcomes:
            assert outcome.paid - outcome.providers == outcome.cost
