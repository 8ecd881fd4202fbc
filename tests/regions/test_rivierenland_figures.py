"""The figures of the reference region Rivierenland are those that its strategy prints.

The tables below were typed in from the document and not from the region file: table 1 (lines 533-545) and the profile
blocks of annex 3.
"""

from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import pytest

from stuurwijzer.engine.facts import flatten
from stuurwijzer.engine.profile import Answer, RegionProfile, load_region


class Row(NamedTuple):
    """One row of table 1: euro, registrations, clients, and the two shares in hundredths of a percent."""

    line: int
    spend: int
    registrations: int
    clients: int
    top3: int | None
    top10: int | None


TABLE_1 = {
    "wmo-begeleiding": Row(534, 8_802_420, 130, 1656, 3246, 6489),
    "wmo-dagbesteding": Row(535, 4_038_870, 83, 775, 3931, 6747),
    "wmo-respijtzorg": Row(536, 37_972, 28, 10, None, None),
    "jeugd-ambulante-begeleiding": Row(541, 7_049_016, 140, 1452, 3416, 5396),
    "jeugd-ambulante-behandeling": Row(542, 16_511_447, 115, 5686, 4026, 6616),
    "jeugd-logeren": Row(543, 560_158, 36, 110, 3759, 7643),
    "jeugd-wonen-met-begeleiding": Row(544, 3_718_607, 28, 262, 6610, 9105),
    "jeugd-wonen-met-behandeling": Row(545, 7_568_379, 34, 160, 6772, 8599),
}

# Share of clients and of cost in hundredths of a percent, as printed, although they do not fit one total.
ANNEX_3 = {
    "jeugd-ambulante-begeleiding": (2688, 1723, 2689, 1677),
    "jeugd-ambulante-behandeling": (2750, 7971, 2751, 4641),
    "jeugd-logeren": (2818, 154, 2819, 157),
    "jeugd-wonen-met-begeleiding": (2878, 367, 2879, 1045),
    "jeugd-wonen-met-behandeling": (2937, 224, 2938, 2127),
}

# The document is not in the repository; in development it stands beside it.
DOCUMENT = Path(__file__).resolve().parents[2].parent / "shared" / "seeds" / "002_3bf69bcd72105ce5.txt"


@pytest.fixture(scope="module")
def region() -> RegionProfile:
    return load_region(Path(str(files("stuurwijzer") / "knowledge" / "regions" / "rivierenland-2021.yaml")))


def figures(region: RegionProfile, segment_id: str) -> tuple[Answer[int] | None, ...]:
    segment = region.segment(segment_id)
    assert segment is not None
    use, market = segment.use, segment.market
    return use.spend, market.registrations, use.clients, market.top3_share, market.top10_share


def printed_share(basis_points: int) -> str:
    return f"{basis_points // 100},{basis_points % 100:02d}"


def test_the_region_has_the_eight_segments_of_the_strategy(region: RegionProfile) -> None:
    assert [segment.id for segment in region.segments] == list(TABLE_1)


@pytest.mark.parametrize("segment_id", TABLE_1)
def test_a_segment_has_the_figures_of_its_row_in_table_1(region: RegionProfile, segment_id: str) -> None:
    row = TABLE_1[segment_id]
    expected = (row.spend * 100, row.registrations, row.clients, row.top3, row.top10)
    answers = [answer for answer in figures(region, segment_id) if answer is not None]
    assert tuple(answer.value for answer in answers) == expected
    assert {answer.lines for answer in answers} == {str(row.line)}
    measured = [answer for answer in answers if answer.known]
    assert {(answer.basis, answer.as_of) for answer in measured} == {("measured", "2019")}


def test_the_document_does_not_say_what_the_largest_have_a_share_of(region: RegionProfile) -> None:
    shares = [share for s in region.segments for share in (s.market.top3_share, s.market.top10_share)]
    assert all(share is not None and share.of is None for share in shares)


def test_a_lot_too_small_for_shares_has_shares_that_do_not_apply(region: RegionProfile) -> None:
    *_, top3, top10 = figures(region, "wmo-respijtzorg")
    assert top3 is not None
    assert top10 is not None
    assert not top3.applies
    assert not top10.applies


def test_a_registration_is_never_counted_as_a_provider(region: RegionProfile) -> None:
    assert [segment.id for segment in region.segments if segment.market.providers is not None] == []


def test_printed_percentages_are_kept_as_printed_with_the_total_that_they_imply(region: RegionProfile) -> None:
    for segment in region.segments:
        shares = (segment.use.client_share, segment.use.cost_share)
        if segment.id not in ANNEX_3:
            assert shares == (None, None), segment.id
            continue
        client_line, client_share, cost_line, cost_share = ANNEX_3[segment.id]
        found = [(share.lines, share.value) for share in shares if share is not None]
        assert found == [(str(client_line), client_share), (str(cost_line), cost_share)]
        assert all(share is not None and share.of for share in shares), segment.id


def test_parts_have_no_figures(region: RegionProfile) -> None:
    counted = ("use.clients", "use.spend", "use.client_share", "use.cost_share", "market.registrations")
    parts = [(segment, part) for segment, part in region.bodies() if part is not None]
    assert [part.id for _, part in parts] == ["behandelplekken", "gezinsvormen"]
    for segment, part in parts:
        assert part.figures == "none"
        assert not set(counted) & flatten(region, segment, part).values.keys()


def test_the_tables_above_stand_in_the_document() -> None:
    if not DOCUMENT.is_file():
        pytest.skip("the strategy is not part of the repository and does not stand in ../shared/seeds beside it")
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    for row in TABLE_1.values():
        shares = "n.v.t. n.v.t."
        if row.top3 is not None and row.top10 is not None:
            shares = f"{printed_share(row.top3)}% {printed_share(row.top10)}%"
        spend = f"{row.spend:,}".replace(",", ".")
        assert lines[row.line - 1].strip().endswith(f"€ {spend} {row.registrations} {row.clients} {shares}")
    for client_line, client_share, cost_line, cost_share in ANNEX_3.values():
        assert f"({printed_share(client_share)}" in lines[client_line - 1]
        assert f"({printed_share(cost_share)}%" in lines[cost_line - 1]
