"""Findings about the data: each code has a case in which it is said, and a twin in which it is not."""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from stuurwijzer.engine.market import Finding, findings_of
from stuurwijzer.engine.profile import RegionProfile, load_region

from .conftest import MakeRegion

REGIONS = Path(str(files("stuurwijzer") / "knowledge" / "regions"))
Segments = list[dict[str, Any]]

# code: segments in which it is said, segments in which it is not, and the path at which it is said
TWINS: dict[str, tuple[Segments, Segments, str]] = {
    "share_over_100": (
        [{"use": {"cost_share": "100,01%"}}],
        [{"use": {"cost_share": "100%"}}],
        "segments/s1/use/cost_share",
    ),
    "top3_above_top10": (
        [{"market": {"top3_share": "60%", "top10_share": "59,99%"}}],
        [{"market": {"top3_share": "60%", "top10_share": "60%"}}],
        "segments/s1/market/top3_share",
    ),
    "share_without_base": (
        [{"market": {"top3_share": "60%"}}],
        [{"market": {"top3_share": {"value": "60%", "of": "uitgaven"}}}],
        "segments/s1/market/top3_share",
    ),
    "carried_by_does_not_fit": (
        [{"market": {"carried_by": {"50%": 3, "80%": 12}, "top3_share": {"value": "49%", "of": "uitgaven"}}}],
        [{"market": {"carried_by": {"50%": 4, "80%": 12}, "top3_share": {"value": "49%", "of": "uitgaven"}}}],
        "segments/s1/market/carried_by",
    ),
    "shares_of_different_totals": (
        [{"use": {"client_share": {"value": "2%", "of": "zes"}, "cost_share": {"value": "3%", "of": "negen"}}}],
        [{"use": {"client_share": {"value": "2%", "of": "zes"}, "cost_share": {"value": "3%", "of": "zes"}}}],
        "segments/s1/use",
    ),
    "top10_of_ten_or_fewer": (
        [{"market": {"providers": 10, "top10_share": "99,99%"}}],
        [{"market": {"providers": 10, "top10_share": "100%"}}],
        "segments/s1/market/top10_share",
    ),
    "registrations_not_providers": (
        [{"market": {"registrations": 34, "providers": "?"}}],
        [{"market": {"registrations": 34, "providers": 20}}],
        "segments/s1/market/registrations",
    ),
    "more_providers_than_clients": (
        [{"use": {"clients": 10}, "market": {"providers": 11}}],
        [{"use": {"clients": 10}, "market": {"providers": 10}}],
        "segments/s1/market",
    ),
    "figures_of_old_lots": (
        [{"from_lots": [{"lot": "Perceel 1"}]}],
        [{"from_lots": [{"lot": "Perceel 1", "converted": True}]}],
        "segments/s1/from_lots",
    ),
    "part_without_figures": (
        [{"parts": [{"id": "p", "name": "P"}]}],
        [{"parts": [{"id": "p", "name": "P", "figures": "own"}]}],
        "segments/s1/parts/p",
    ),
    "noted": ([{"notes": [{"text": "let op", "lines": "5-6"}]}], [{}], "segments/s1/notes/0"),
    "share_does_not_fit_total": (
        [{"use": {"clients": 25, "client_share": "25,16%"}}, {"use": {"clients": 75}}],
        [{"use": {"clients": 25, "client_share": "25,15%"}}, {"use": {"clients": 75}}],
        "segments/s1/use/client_share",
    ),
    "shares_sum_over_100": (
        [{"use": {"cost_share": "60%"}}, {"use": {"cost_share": "40,16%"}}],
        [{"use": {"cost_share": "60%"}}, {"use": {"cost_share": "40,15%"}}],
        "segments/jeugdwet/use/cost_share",
    ),
    "spend_per_client_far_off": (
        [{"use": {"clients": 10, "spend": spend}} for spend in (26_010, 1000, 1000)],
        [{"use": {"clients": 10, "spend": spend}} for spend in (25_000, 1000, 1000)],
        "segments/s1/use/spend",
    ),
}


def said(region: RegionProfile) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in findings_of(region):
        found.setdefault(finding.code, []).append(finding)
    return found


@pytest.mark.parametrize("code", TWINS)
def test_a_finding_is_said_where_it_holds_and_not_where_it_just_does_not(code: str, region: MakeRegion) -> None:
    bad, good, path = TWINS[code]
    assert path in [finding.path for finding in said(region(*bad))[code]]
    assert code not in said(region(*good))


def codes_in_source() -> Iterator[str]:
    source = (Path(str(files("stuurwijzer") / "engine" / "market" / "findings.py"))).read_text(encoding="utf-8")
    yield from re.findall(r'_finding\(\s*(?:f?"[^"]*"|[a-z_]+),\s*"([a-z0-9_]+)"', source)


def test_every_finding_of_the_source_has_twins() -> None:
    with_lots = {"lots_not_listed", "spend_outside_lots"}  # their twins need a list of lots: test_old_lots.py
    assert set(codes_in_source()) == set(TWINS) | with_lots


def test_unknown_makes_no_finding(region: MakeRegion) -> None:
    unknown = {"use": {"clients": "?", "spend": "?", "client_share": "?", "cost_share": "?"}}
    market = {"providers": "?", "registrations": "?", "top3_share": "?", "top10_share": "?"}
    assert findings_of(region({**unknown, "market": market})) == ()
    assert findings_of(region({})) == ()


def test_a_total_is_only_drawn_when_every_segment_of_the_law_has_the_figure(region: MakeRegion) -> None:
    known = {"use": {"clients": 25, "client_share": "90%"}}
    assert "share_does_not_fit_total" in said(region(known, {"use": {"clients": 75}}))
    assert "share_does_not_fit_total" not in said(region(known, {"use": {"clients": "?"}}))


def test_a_stated_share_is_answered_with_what_the_counts_give(region: MakeRegion) -> None:
    (finding,) = said(region({"use": {"clients": 25, "client_share": "50%"}}, {"use": {"clients": 75}}))[
        "share_does_not_fit_total"
    ]
    assert dict(finding.values) == {"stated": "50,00%", "computed": "25,00%", "implied": "50"}


def test_an_amount_per_client_is_held_against_segments_of_the_same_law(region: MakeRegion) -> None:
    others = [{"use": {"clients": 10, "spend": 1000}} for _ in range(3)]
    far = {"use": {"clients": 10, "spend": 100_000}}
    assert "spend_per_client_far_off" in said(region(far, *others))
    assert "spend_per_client_far_off" not in said(region({**far, "law": "wmo2015"}, *others))
    assert "spend_per_client_far_off" in said(region({"use": {"clients": 10, "spend": 30}}, *others))


def test_a_finding_of_a_part_stands_with_the_part(region: MakeRegion) -> None:
    part = {"id": "p", "name": "P", "figures": "own", "use": {"clients": 1}, "market": {"providers": 2}}
    assert [f.path for f in findings_of(region({"parts": [part]}))] == ["segments/s1/parts/p/market"]


def test_notes_of_the_region_are_findings_too(region: MakeRegion) -> None:
    (finding,) = findings_of(region({}, notes=[{"text": "figuur 9 ontbreekt", "lines": 994}]))
    assert (finding.path, dict(finding.values)) == ("notes", {"text": "figuur 9 ontbreekt", "lines": "994"})


def test_findings_come_in_one_order_and_once(region: MakeRegion) -> None:
    held = findings_of(region(*(segment for bad, _, _ in TWINS.values() for segment in bad)))
    assert list(held) == sorted(set(held))


# Rivierenland


def test_the_printed_shares_of_rivierenland_are_found_to_have_two_totals() -> None:
    """2,24 % of the young people and 21,27 % of the money are percentages of two totals."""
    found = said(load_region(REGIONS / "rivierenland-2021.yaml"))
    paths = {finding.path for finding in found["shares_of_different_totals"]}
    assert "segments/jeugd-wonen-met-behandeling/use" in paths
    (sum_of_shares,) = found["shares_sum_over_100"]
    assert dict(sum_of_shares.values) == {"law": "jeugdwet", "sum": "104,39%"}


@pytest.mark.parametrize("path", sorted(REGIONS.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_registrations_of_a_reference_region_are_said_to_be_registrations(path: Path) -> None:
    region = load_region(path)
    counted = {s.id: s.market.providers is not None and s.market.providers.known for s in region.segments}
    registered = [s.id for s in region.segments if s.market.registrations is not None and s.market.registrations.known]
    expected = {f"segments/{name}/market/registrations" for name in registered if not counted[name]}
    assert {f.path for f in said(region).get("registrations_not_providers", [])} == expected
