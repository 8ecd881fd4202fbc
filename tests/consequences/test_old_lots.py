"""From old lots to new segments, worked out by hand on two lots of 100 and 40 clients."""

from pathlib import Path

import pytest

from stuurwijzer.engine.consequences.segmentation import segmentation_of
from stuurwijzer.engine.market import findings_of
from stuurwijzer.engine.market.lots import carried_by, with_carried
from stuurwijzer.engine.profile import RegionProfile, load_region

HEAD = """\
format: 1
id: proef
name: Proef
as_of: 2026-11-01
lots:
  - {id: een, name: Eén, law: wmo2015, clients: 100, spend: "€ 1.000.000"}
  - {id: twee, name: Twee, law: wmo2015, clients: 40, spend: "€ 300.000"}
  - {id: drie, name: Drie, law: wmo2015, fate: lapses}
  - {id: vier, name: Eén, law: jeugdwet, clients: 7, spend: "€ 70.000"}
segments:
"""


@pytest.fixture
def read(tmp_path: Path):  # type: ignore[no-untyped-def]  # the fixture is a function of the text
    def from_text(segments: str) -> RegionProfile:
        path = tmp_path / "proef.yaml"
        path.write_text(HEAD + segments, encoding="utf-8")
        return load_region(path)

    return from_text


def segment(name: str, lots: str, law: str = "wmo2015", more: str = "") -> str:
    return f"  - {{id: {name}, name: {name}, law: {law}, from_lots: [{lots}]{more}}}\n"


def test_spending_of_merged_lots_adds_up_and_clients_lie_between_the_largest_lot_and_the_sum(read) -> None:  # type: ignore[no-untyped-def]
    region = read(segment("a", "{lot: Eén}, {lot: Twee}"))
    held = carried_by(region, region.segments[0])
    assert held is not None
    assert held.spend == (130_000_000, 130_000_000)
    assert held.clients == (100, 140)


def test_a_lot_in_part_counts_in_part_and_an_unknown_part_is_anything_between_nothing_and_all(read) -> None:  # type: ignore[no-untyped-def]
    region = read(segment("a", "{lot: Eén, share: 25%}") + segment("b", '{lot: Eén, share: "?"}, {lot: Twee}'))
    quarter, unknown = (carried_by(region, held) for held in region.segments)
    assert quarter is not None
    assert quarter.spend == (25_000_000, 25_000_000)
    assert unknown is not None
    assert unknown.spend == (30_000_000, 130_000_000)
    assert unknown.clients == (40, 140)


def test_a_segment_that_states_no_spending_takes_it_from_its_lots_when_they_give_it_exactly(read) -> None:  # type: ignore[no-untyped-def]
    segments = (
        segment("a", "{lot: Eén}, {lot: Twee}")
        + segment("b", '{lot: Eén, share: "?"}')
        + segment("c", "{lot: Eén}", more=', use: {spend: "€ 5"}')
        + segment("d", "{lot: Drie}")
        + segment("e", "{lot: Eén}", law="jeugdwet")
    )
    spends = [s.use.spend for s in with_carried(read(segments)).segments]
    assert [None if spend is None else (spend.value, spend.basis) for spend in spends] == [
        (130_000_000, "derived"),
        None,
        (500, "stated"),
        None,
        (7_000_000, "derived"),
    ]


def test_each_lot_says_what_becomes_of_it(read) -> None:  # type: ignore[no-untyped-def]
    region = read(segment("a", "{lot: Eén, share: 50%}, {lot: Twee}") + segment("b", "{lot: Eén, share: 50%}"))
    held = segmentation_of(region)
    assert held is not None
    assert [(change.lot.id, change.change, change.into) for change in held.lots] == [
        ("een", "split", ("a", "b")),
        ("twee", "merged", ("a",)),
        ("drie", "lapses", ()),
        ("vier", "unknown", ()),
    ]


def test_a_segment_that_names_a_lot_which_the_list_has_not_takes_nothing_along(read) -> None:  # type: ignore[no-untyped-def]
    region = read(segment("a", "{lot: Eén}, {lot: Vijf}"))
    held = carried_by(region, region.segments[0])
    assert held is not None
    assert (held.spend, held.clients, held.unlisted) == (None, None, ("Vijf",))


def test_without_a_list_of_lots_nothing_is_said(tmp_path: Path) -> None:
    path = tmp_path / "proef.yaml"
    path.write_text(HEAD.split("lots:", maxsplit=1)[0] + "segments:\n" + segment("a", "{lot: Eén}"), encoding="utf-8")
    region = load_region(path)
    assert segmentation_of(region) is None
    assert carried_by(region, region.segments[0]) is None


@pytest.mark.parametrize(
    ("segments", "found"),
    [
        (segment("a", "{lot: Eén}, {lot: Vijf}"), {"lots_not_listed"}),
        (segment("a", "{lot: Eén}, {lot: Twee}"), set()),
        (segment("a", "{lot: Eén}", more=', use: {spend: "€ 999.999"}'), {"spend_outside_lots"}),
        (segment("a", "{lot: Eén}", more=', use: {spend: "€ 1.000.000"}'), set()),
        (segment("a", '{lot: Eén, share: "?"}', more=', use: {spend: "€ 999.999"}'), set()),
    ],
    ids=["a lot that is not listed", "all listed", "less than the lot gives", "as the lot gives", "an unknown part"],
)
def test_what_does_not_fit_the_old_lots_is_found(read, segments: str, found: set[str]) -> None:  # type: ignore[no-untyped-def]
    codes = {finding.code for finding in findings_of(read(segments))}
    assert codes & {"lots_not_listed", "spend_outside_lots"} == found
