"""Figures against calculations by hand from the strategy of Rivierenland, and properties that hold in any market."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stuurwijzer.engine.market import Figures, figures_of
from stuurwijzer.engine.market.figures import if_only_remain
from stuurwijzer.engine.profile.segment_rooms import Market, Use


def figures(use: dict[str, Any] | None = None, **market: Any) -> Figures:
    return figures_of(Use.model_validate(use or {}), Market.model_validate(market))


def euro(cents: int | None) -> int:
    """Whole euro, half away from zero."""
    assert cents is not None
    return (cents + 50) // 100


def share(basis_points: int) -> str:
    return f"{basis_points // 100},{basis_points % 100:02d}%"


# Table 1 of the strategy, lines 534 and 545
HOUSING = figures({"clients": 160, "spend": 7_568_379}, registrations=34, top3_share="67,72%", top10_share="85,99%")
GUIDANCE = figures({"clients": 1656, "spend": 8_802_420}, registrations=130, top3_share="32,46%", top10_share="64,89%")


def test_an_amount_per_client_is_exact_and_rounded_once() -> None:
    assert HOUSING.spend_per_client is not None
    assert HOUSING.spend_per_client.value == Fraction(756_837_900, 160)
    assert HOUSING.spend_per_client.rounded() == 4_730_237  # € 47.302
    assert GUIDANCE.spend_per_client is not None
    assert GUIDANCE.spend_per_client.rounded() == 531_547  # € 5.315


@pytest.mark.parametrize(
    ("held", "blocks"),
    [
        (
            HOUSING,  # name, providers, share, euro, euro and clients per provider
            [
                ("top3", 3, 6772, 5_125_306, 1_708_435, 36),
                ("4-10", 7, 1827, 1_382_743, 197_535, 4),
                ("rest", 24, 1401, 1_060_330, 44_180, 1),
            ],
        ),
        (
            GUIDANCE,
            [
                ("top3", 3, 3246, 2_857_266, 952_422, 179),
                ("4-10", 7, 3243, 2_854_625, 407_804, 77),
                ("rest", 120, 3511, 3_090_530, 25_754, 5),
            ],
        ),
    ],
    ids=["housing with treatment", "guidance"],
)
def test_the_market_in_three_blocks(held: Figures, blocks: list[tuple[str, int, int, int, int, int]]) -> None:
    computed = [
        (g.name, g.providers, g.share, euro(g.spend), euro(g.spend_per_provider), g.clients_per_provider)
        for g in held.groups
    ]
    assert computed == blocks
    assert sum(group.share for group in held.groups) == 10_000


@pytest.mark.parametrize(
    ("held", "contracts", "kept", "measured", "clients"),
    [
        (HOUSING, 3, 6772, True, 52),  # 160 × 32,28 % = 51,6
        (HOUSING, 10, 8599, True, 23),  # 160 × 14,01 % = 22,4: at most, so upwards
        (HOUSING, 30, 9766, False, 4),  # 85,99 + 14,01 × 20/24 = 97,665 %: at least, so downwards
        (GUIDANCE, 10, 6489, True, 582),  # 1.656 × 35,11 % = 581,4
        (GUIDANCE, 30, 7074, False, 485),  # 64,89 + 35,11 × 20/120
        (GUIDANCE, 50, 7659, False, 388),
    ],
)
def test_what_moves_if_only_the_largest_remain(
    held: Figures, contracts: int, kept: int, measured: bool, clients: int
) -> None:
    remain = next(r for r in held.if_remain if r.contracts == contracts)
    assert (remain.share_kept, remain.measured, remain.clients_move) == (kept, measured, clients)


def test_what_moves_in_money_is_rounded_upwards_to_the_cent() -> None:
    moves = {r.contracts: r.spend_moves for r in HOUSING.if_remain}
    assert moves[10] == 106_032_990  # € 7.568.379 × 14,01 % = € 1.060.329,8979
    assert moves[3] == 244_307_275  # € 7.568.379 × 32,28 % = € 2.443.072,7412


def test_the_average_per_contract_counts_all_clients_with_those_that_remain() -> None:
    average = {r.contracts: r.clients_per_contract for r in GUIDANCE.if_remain}
    assert average == {3: 552, 10: 166, 30: 55, 50: 33}  # 1.656 divided by each


def test_more_contracts_than_providers_are_not_tested() -> None:
    assert [r.contracts for r in HOUSING.if_remain] == [3, 10, 30]
    assert [r.contracts for r in GUIDANCE.if_remain] == [3, 10, 30, 50]


def test_the_index_of_concentration_is_bounded_by_the_measured_points() -> None:
    # least: 3 × 22,573² + 7 × 2,61² + 24 × 0,584²; most: 62,50² + 2 × 2,61², 14,77² + 6 × 0,584², 5 × 2,61² + 0,96²
    assert HOUSING.hhi == (1584, 4175)  # 4.174,98: at most, so upwards


def test_the_curve_goes_through_the_ten_largest_and_says_how_far_it_misses_the_three() -> None:
    for held, at_three in ((HOUSING, 6772), (GUIDANCE, 3246)):
        assert held.curve is not None
        assert held.curve.share(10) == held.groups[0].share + held.groups[1].share
        assert held.curve.share(held.curve.providers) == 10_000
        assert held.curve.share(3) == at_three + held.curve.error_at_top3


# A market of twelve: 40, 10, 10, then 4 of 5, 3 of 4 and 2 of 4 percent. Half with two, 80 % with seven, 90 % with ten.
COUNTED = figures(
    {"clients": 1000},
    providers=12,
    top3_share="60%",
    top10_share="92%",
    carried_by={"50%": 2, "80%": 7, "90%": 10},
    hhi=1_980,
)


def test_a_counted_curve_stands_above_the_estimate() -> None:
    assert COUNTED.curve is None
    assert COUNTED.hhi == (1_980, 1_980)
    assert COUNTED.carried == ((2, 5_000), (7, 8_000), (10, 9_000))


@pytest.mark.parametrize(
    ("contracts", "kept"),
    [
        (1, 2_500),  # on the chord from nothing to half at two
        (2, 5_000),
        (3, 6_000),  # as measured
        (5, 7_000),  # between 60 % at three and 80 % at seven; without the count it would be 60 + 32 × 2/7 = 69,14 %
        (7, 8_000),
        (11, 9_600),  # between 92 % at ten and all at twelve
        (12, 10_000),
    ],
)
def test_counted_points_tighten_what_the_largest_have_at_least(contracts: int, kept: int) -> None:
    remain = if_only_remain(Use.model_validate({"clients": 1000}), COUNTED, contracts)
    assert remain is not None
    assert remain.share_kept == kept


def test_a_count_that_does_not_fit_is_not_used() -> None:
    held = figures(providers=12, top3_share="60%", top10_share="92%", carried_by={"50%": 5, "80%": 7})
    assert held.carried == ()  # half with three already
    assert held.curve is not None


# What is not known


def test_without_a_figure_there_is_no_figure() -> None:
    empty = figures()
    assert (empty.spend_per_client, empty.providers, empty.groups, empty.if_remain, empty.curve, empty.hhi) == (
        *(None, None, (), (), None, None),
    )
    assert figures({"clients": 0, "spend": 5}).spend_per_client is None
    assert figures({"clients": "?", "spend": 5}).spend_per_client is None


def test_a_known_market_without_money_still_has_its_blocks() -> None:
    held = figures(providers=34, top3_share="67,72%", top10_share="85,99%")
    assert [(g.share, g.spend, g.clients_per_provider) for g in held.groups] == [
        (6772, None, None),
        (1827, None, None),
        (1401, None, None),
    ]
    assert [(r.clients_move, r.spend_moves) for r in held.if_remain] == [(None, None)] * 3


@pytest.mark.parametrize(
    "market",
    [
        {"providers": 34, "top3_share": "67%"},
        {"providers": 34, "top10_share": "67%"},
        {"top3_share": "60%", "top10_share": "80%"},
        {"providers": 34, "top3_share": "80%", "top10_share": "60%"},
        {"providers": 34, "top3_share": "60%", "top10_share": "101%"},
        {"providers": 10, "top3_share": "60%", "top10_share": "100%"},
    ],
)
def test_points_that_make_no_market_give_no_blocks(market: dict[str, Any]) -> None:
    held = figures({"clients": 160}, **market)
    assert (held.groups, held.if_remain, held.curve, held.hhi) == ((), (), None, None)


def test_providers_go_before_registrations_and_it_is_said_which_were_used() -> None:
    both = figures({"clients": 100}, providers=20, registrations=34)
    assert (both.providers, both.providers_are_registrations) == (20, False)
    assert both.clients_per_provider is not None
    assert both.clients_per_provider.inputs == ("use.clients", "market.providers")
    counted_twice = figures({"clients": 100}, providers="?", registrations=34)
    assert (counted_twice.providers, counted_twice.providers_are_registrations) == (34, True)


def test_a_figure_is_as_strong_as_its_weakest_input() -> None:
    held = figures({"clients": {"value": 10, "basis": "assumed"}, "spend": {"value": 5, "basis": "measured"}})
    assert held.spend_per_client is not None
    assert held.spend_per_client.weakest == "assumed"


def test_shares_of_different_totals_are_not_divided() -> None:
    alike = figures({"client_share": "2%", "cost_share": "20%"})
    assert alike.cost_to_client_ratio is not None
    assert alike.cost_to_client_ratio.rounded(100) == 1000
    differing = {
        "client_share": {"value": "2%", "of": "negen"},
        "cost_share": {"value": "20%", "of": "zes percelen"},
    }
    assert figures(differing).cost_to_client_ratio is None


# Any market


@st.composite
def markets(draw: st.DrawFn) -> list[int]:
    """Shares in basis points, the largest first, together all of the market."""
    weights = sorted(draw(st.lists(st.integers(0, 1000), min_size=11, max_size=60)), reverse=True)
    total = sum(weights) or 1
    shares = [weight * 10_000 // total for weight in weights]
    shares[0] += 10_000 - sum(shares)
    return shares


def market_of(shares: list[int], use: dict[str, Any] | None = None) -> Figures:
    """What is known of a market: how many there are, and the shares of the three and the ten largest."""
    three, ten = share(sum(shares[:3])), share(sum(shares[:10]))
    return figures(use, providers=len(shares), top3_share=three, top10_share=ten)


@given(markets())
def test_the_index_of_any_market_lies_between_the_bounds_from_its_three_points(shares: list[int]) -> None:
    held = market_of(shares)
    assert held.hhi is not None
    least, most = held.hhi
    assert least <= Fraction(sum(s * s for s in shares), 10_000) <= most
    assert 0 <= least <= most <= 10_000


@given(markets(), st.integers(0, 100_000))
def test_of_any_market_at_least_so_much_stays_and_at_most_so_many_move(shares: list[int], clients: int) -> None:
    held = figures(
        {"clients": clients},
        providers=len(shares),
        top3_share=share(sum(shares[:3])),
        top10_share=share(sum(shares[:10])),
    )
    for remain in held.if_remain:
        stays = sum(shares[: remain.contracts])
        assert remain.share_kept <= stays
        assert remain.clients_move is not None
        assert remain.clients_move >= Fraction(clients * (10_000 - stays), 10_000)
        if remain.measured:
            assert remain.share_kept == stays
            assert remain.clients_move < Fraction(clients * (10_000 - stays), 10_000) + 1


@given(markets())
def test_the_curve_of_any_market_rises_to_the_whole(shares: list[int]) -> None:
    held = market_of(shares)
    if held.curve is not None:
        points = [held.curve.share(n) for n in range(1, len(shares) + 1)]
        assert points == sorted(points)
        assert (points[-1], points[9]) == (10_000, sum(shares[:10]))
