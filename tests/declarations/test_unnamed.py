"""Rows that name no client: what is said of the count of clients, and where it stays unknown."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from stuurwijzer.engine.declarations.counted import Counted
from stuurwijzer.engine.declarations.figures import HIDDEN
from stuurwijzer.engine.profile import RegionProfile, load_region
from stuurwijzer.engine.profile.measured import measured_answers, region_from_declarations
from stuurwijzer.engine.rendering import load_catalogue

from .conftest import Counting
from .test_findings import row

NAMED, NOBODY = "".join(row(client=f"c{n}") for n in range(3)), row(client="")
LIMIT = ("suppress_under: 1\n", "suppress_under: 10\n")


def counts(counted: Counted) -> dict[str, tuple[Any, int]]:
    return {held.segment: (held.clients, held.unnamed) for held in counted.market.segments}


def region_of(counted: Counted, folder: Path, language: Any = "nl") -> RegionProfile:
    path = folder / "region.yaml"
    day, texts = date(2025, 1, 1), load_catalogue(language)
    text = region_from_declarations(counted.market, counted.mapping, 2024, day, texts)
    path.write_text(text, encoding="utf-8")
    return load_region(path)


@pytest.mark.parametrize(
    ("language", "note", "on_sheet"),
    [
        ("nl", "50,00% van de regels noemt er geen", "telt alleen wie genoemd is: 50,00%"),
        ("en", "50,00% of the rows name none", "counts only who is named: 50,00%"),
    ],
)
def test_a_count_of_half_the_rows_says_so(
    counting: Counting, tmp_path: Path, language: Any, note: str, on_sheet: str
) -> None:
    counted = counting(NAMED + 3 * NOBODY)
    assert counts(counted) == {"begeleiding": (3, 5_000)}
    segment = region_of(counted, tmp_path, language).segments[0]
    clients = segment.use.clients
    assert clients is not None
    assert (clients.value, clients.basis) == (3, "measured")
    assert note in (clients.note or "")
    assert [on_sheet in one.text for one in segment.notes] == [True]
    assert segment.use.client_share is None  # it does not follow: nobody knows who the other rows are about


@pytest.mark.parametrize(
    ("language", "note"),
    [("nl", "57,15% van de regels noemt geen cliënt"), ("en", "57,15% of the rows name no client")],
)
def test_where_most_rows_name_nobody_the_count_is_unknown(
    counting: Counting, tmp_path: Path, language: Any, note: str
) -> None:
    """Four of seven rows: 57.142…, rounded up."""
    counted = counting(NAMED + 4 * NOBODY)
    (held,) = counted.market.segments
    assert (held.clients, held.spend_per_client, held.unnamed) == (None, None, 5_715)
    assert [(total.clients, total.unnamed) for total in counted.market.totals] == [(None, 5_715)] * 2
    segment = region_of(counted, tmp_path, language).segments[0]
    clients = segment.use.clients
    assert clients is not None
    assert clients.value is None
    assert note in (clients.note or "")
    assert [note in one.text for one in segment.notes] == [True]
    answers = measured_answers(counted.market, counted.mapping, 2024, load_catalogue(language))
    assert "clients" not in answers["begeleiding"]["use"]  # what a region file says already is not replaced by it


def test_a_count_of_all_rows_needs_no_note(counting: Counting, tmp_path: Path) -> None:
    counted = counting(NAMED)
    assert counts(counted) == {"begeleiding": (3, 0)}
    segment = region_of(counted, tmp_path).segments[0]
    assert segment.notes == ()
    assert segment.use.clients is not None
    assert segment.use.clients.note == "niet elke maand van het jaar is gedeclareerd"
    assert segment.use.client_share is not None
    assert segment.use.client_share.value == 10_000


def test_a_municipality_that_names_nobody_is_not_one_without_clients(counting: Counting) -> None:
    counted = counting(NAMED + row(place="B", client=""))
    assert [(p.municipality, p.clients) for p in counted.market.segments[0].places] == [("A", 3), ("B", None)]
    assert counts(counted) == {"begeleiding": (3, 2_500)}


def test_an_unknown_count_gives_no_small_one_away(counting: Counting) -> None:
    """Twelve and two clients, fourteen in all: had the twelve been told, the two could be worked out."""
    twelve = "".join(row(client=f"d{n}") for n in range(12))
    two = "".join(row(product="J54A", client=client) for client in ("e1", "e2", "", "", ""))
    counted = counting(twelve + two, LIMIT)
    assert counts(counted) == {"begeleiding": (HIDDEN, 0), "behandeling": (None, 6_000)}
    places = [place for held in counted.market.segments for place in held.places]
    assert {(place.clients, place.spend, place.unnamed) for place in places} == {(HIDDEN, HIDDEN, HIDDEN)}


def test_growth_of_clients_from_an_unknown_count_is_unknown(counting: Counting) -> None:
    before = NAMED.replace("2024-01", "2023-01")
    told = [held.client_growth for held in counting(before + NAMED).market.segments]
    assert told == [None, 0]
    nobody = NOBODY.replace("2024-01", "2023-01")
    assert [held.client_growth for held in counting(before + 4 * nobody + NAMED).market.segments] == [None, None]
