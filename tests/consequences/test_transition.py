"""Clients who change provider: bounds worked out by hand on a market of twenty providers."""

from stuurwijzer.engine.consequences.transition import SegmentTransition, transition_of
from stuurwijzer.engine.market.figures import figures_of
from stuurwijzer.engine.profile.region import RegionProfile

# The three largest have half, numbers four to ten 35 %, the ten others 15 %: 200 clients, two million a year.
SEGMENT = {
    "id": "a",
    "name": "A",
    "law": "wmo2015",
    "use": {"clients": 200, "spend": "€ 2.000.000"},
    "market": {"providers": 20, "top3_share": "50%", "top10_share": "85%"},
}


def transition(providers: tuple[int, int] | None, **more: object) -> SegmentTransition:
    place = {"municipalities": ["Noord", "Zuid"]}
    region = RegionProfile.model_validate(
        {"format": 1, "id": "r", "name": "R", "as_of": "2026-11-01", "place": place, "segments": [SEGMENT | more]}
    )
    held = region.segments[0]
    return transition_of(region, held, figures_of(held.use, held.market), providers)


def test_between_the_ends_of_the_range_the_clients_of_those_that_go_move() -> None:
    held = transition((3, 10))
    assert held.movers is not None
    assert held.movers.fewest is not None
    assert held.movers.most is not None
    assert (held.movers.fewest.providers, held.movers.fewest.clients) == (3, 100)  # half of 200
    assert (held.movers.most.providers, held.movers.most.clients) == (10, 30)  # 15 % of 200
    assert held.providers_leave == (10, 17)


def test_what_the_region_states_comes_before_a_bound() -> None:
    held = transition((3, 10), use={"clients": 200, "spend": "€ 2.000.000", "transition_clients": 12})
    assert held.movers is not None
    assert (held.movers.clients, held.movers.fewest) == (12, None)


def test_double_cost_is_the_monthly_cost_of_all_who_change_for_the_months_that_both_are_paid() -> None:
    held = transition((10, 10), transition={"overlap_months": 2})
    # 30 clients, two months, 2,000,000 / 200 / 12 euro a month: 50,000 euro
    assert held.double_cost == 5_000_000
    assert transition((10, 10)).double_cost is None


def test_no_more_change_in_a_municipality_than_it_has_clients_nor_than_change_in_all() -> None:
    held = transition((10, 10), transition={"clients_by_municipality": {"Noord": 180, "Zuid": 20}})
    assert [(m.name, m.clients, m.at_most) for m in held.municipalities] == [("Noord", 180, 30), ("Zuid", 20, 20)]


def test_a_share_that_runs_past_the_start_is_a_number_of_clients() -> None:
    assert transition(None, use={"clients": 200, "running_over_share": "70%"}).running_on == 140


def test_what_nobody_knows_stays_unknown_and_is_asked() -> None:
    held = transition(None)
    assert (held.movers, held.running_on, held.double_cost, held.providers_leave) == (None, None, None, None)
    assert [m.clients for m in held.municipalities] == [None, None]
    assert "transition.overlap_months" in held.missing
    assert "use.transition_clients" in held.missing
    assert "use.clients" not in held.missing
