"""A dozen rows of which every figure is worked out by hand.

January 2023, begeleiding   P1 100   P2 50   P3 50                        200 together, clients c1 c2 c3
January 2024, begeleiding   P1 300 + 100   P2 60 - 10   P4 50             500 together, clients c1 c2 c3 c4
January 2024, behandeling   P4 20   P5 80 - 100                             0 together, clients c1 c5
January 2024, no segment    P1 5,55                                                      client  c6
"""

import pytest

from stuurwijzer.engine.declarations.concentration import concentration
from stuurwijzer.engine.declarations.counted import Counted
from stuurwijzer.engine.declarations.figures import Overlap, PlaceYear, SegmentYear, TotalYear, Unmapped

from .conftest import Counting

ROWS = """\
2023-01;JW;A;J45;J45A;P1;Een;c1;100,00;1
2023-01;JW;A;J45;J45A;P2;Twee;c2;50,00;1
2023-01;JW;B;J45;J45A;P3;Drie;c3;50,00;1
2024-01;JW;A;J45;J45A;P1;Een;c1;300,00;3
2024-01;jw;A;J45;J45B;P1;Een;c2;100,00;1
2024-01;JW;A;J45;J45A;P2;Twee;c3;60,00;1
2024-01;JW;A;J45;J45A;P2;Twee;c3;-10,00;-1
2024-01;JW;B;J45;J45A;P4;Vier;c4;50,00;1
2024-01;JW;B;J54;J54A;P4;Vier;c1;20,00;1
2024-01;JW;B;J54;J54A;P5;Vijf;c5;80,00;1
2024-01;JW;B;J54;J54A;P5;Vijf;c5;100,00-;-1
2024-01;JW;A;X99;X99Z;P1;Een;c6;5,55;1
2024-13;JW;A;J45;J45A;P1;Een;c1;100,00;1
2024-01;JW;A;J45;J45A;P1;Een;c1;12,345;1
"""


@pytest.fixture
def counted(counting: Counting) -> Counted:
    return counting(ROWS)


def segment(counted: Counted, name: str, year: int) -> SegmentYear:
    return next(s for s in counted.market.segments if (s.segment, s.year) == (name, year))


def test_a_segment_of_one_year(counted: Counted) -> None:
    held = segment(counted, "begeleiding", 2024)
    assert (held.spend, held.clients, held.spend_per_client) == (50_000, 4, 12_500)
    assert held.market is not None
    assert held.market.providers == 3  # P1 400, P2 50, P4 50
    assert (held.market.top3_share, held.market.top10_share) == (10_000, 10_000)
    assert held.market.hhi == 6_600  # 80² + 10² + 10²
    assert held.market.carried == ((50, 1), (80, 1), (90, 2), (95, 3))  # 80 %, 90 %, 100 %
    assert held.market.curve == ((1, 8_000), (3, 10_000))
    assert [(b.providers, b.share) for b in held.market.bands] == [(3, 10_000), (0, 0), (0, 0), (0, 0), (0, 0)]


def test_the_months_of_a_segment(counted: Counted) -> None:
    assert segment(counted, "begeleiding", 2024).months == ((1, 50_000),)


def test_growth_entry_and_exit_against_the_year_before(counted: Counted) -> None:
    held = segment(counted, "begeleiding", 2024)
    assert held.growth == 15_000  # from 200 to 500
    assert held.client_growth == 3_333  # from 3 to 4
    assert (held.entered, held.entered_share, held.left) == (1, 1_000, 1)  # P4 with 50 of 500; P3
    first = segment(counted, "begeleiding", 2023)
    assert (first.growth, first.client_growth, first.entered, first.left) == (None, None, None, None)


def test_municipalities_of_a_segment(counted: Counted) -> None:
    assert segment(counted, "begeleiding", 2024).places == (
        PlaceYear("A", 45_000, 9_000, 3, 2),
        PlaceYear("B", 5_000, 1_000, 1, 1),
    )


def test_a_provider_whose_corrections_exceed_its_amounts_does_not_count_as_one(counted: Counted) -> None:
    held = segment(counted, "behandeling", 2024)
    assert (held.spend, held.clients, held.spend_per_client) == (0, 2, 0)
    assert held.market is not None
    assert (held.market.providers, held.market.base, held.market.top3_share) == (1, 2_000, 10_000)  # P4 alone
    assert held.places == (PlaceYear("B", 0, None, 2, 2),)


def test_persons_and_providers_are_counted_once_for_an_act_and_for_all(counted: Counted) -> None:
    assert [t for t in counted.market.totals if t.year == 2024] == [
        # P1 405,55, P2 50 and P4 70; 3 + 1 + 1 when each segment counts its own, the unmapped products as well
        TotalYear(2024, "jeugdwet", 50_555, 6, 3, 5),
        TotalYear(2024, "", 50_555, 6, 3, 5),
    ]


def test_providers_in_two_segments(counted: Counted) -> None:
    assert counted.market.overlaps == (Overlap(2024, "begeleiding", "behandeling", 1),)  # P4


def test_a_product_of_no_segment_is_told_with_its_share_and_is_in_the_total(counted: Counted) -> None:
    assert counted.market.unmapped == (Unmapped("jeugdwet", "X99", "X99Z", 555, 79),)  # 5,55 of 705,55: 0,787 %


def test_what_is_refused_is_told_with_its_row_reason_and_shape(counted: Counted) -> None:
    assert [(r.line, r.reason, r.shape) for r in counted.refused] == [
        (14, "period", "0000-00"),
        (15, "amount", "00,000"),
    ]
    assert [(f.present, f.read, f.refused) for f in counted.files] == [(14, 12, 2)]


def test_a_year_of_which_months_are_missing_is_told_as_such(counted: Counted) -> None:
    assert counted.market.months == ((2023, (1,)), (2024, (1,)))
    assert not counted.market.whole(2024)
    assert counted.year == 2024


def test_the_last_whole_year_is_chosen(counting: Counting) -> None:
    whole = "".join(f"2023-{month:02d};JW;A;J45;J45A;P1;Een;c1;1,00;1\n" for month in range(1, 13))
    assert counting(f"{whole}2024-01;JW;A;J45;J45A;P1;Een;c1;1,00;1\n").year == 2023


def test_growth_is_unknown_between_years_with_other_months(counting: Counting) -> None:
    rows = "2023-01;JW;A;J45;J45A;P1;Een;c1;1,00;1\n2024-02;JW;A;J45;J45A;P1;Een;c1;1,00;1\n"
    assert segment(counting(rows), "begeleiding", 2024).growth is None


def test_without_a_column_of_clients_clients_are_unknown_and_amounts_are_not(counting: Counting) -> None:
    held = segment(counting(ROWS, ("client: client, ", "")), "begeleiding", 2024)
    assert (held.spend, held.clients, held.spend_per_client, held.client_growth) == (50_000, None, None, None)


def test_the_act_follows_from_the_segment_where_no_column_says_it(counting: Counting) -> None:
    held = counting(ROWS, ("law: wet, ", ""))
    assert segment(held, "begeleiding", 2024).act == "jeugdwet"
    assert held.files[0].refused == 2


@pytest.mark.parametrize("sizes", [[1], [7, 7, 7], [100, 1, 1], list(range(1, 40))])
def test_the_curve_rises_to_the_whole_and_the_bands_hold_everyone(sizes: list[int]) -> None:
    held = concentration(sizes)
    assert held is not None
    assert [n for _, n in held.carried] == sorted(n for _, n in held.carried)
    assert sum(band.providers for band in held.bands) == held.providers == len(sizes)
    assert 10_000 // len(sizes) <= held.hhi <= 10_000


def test_no_provider_with_a_positive_total_has_no_market() -> None:
    assert concentration([-5, 0]) is None
