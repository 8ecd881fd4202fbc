"""Pictures on slides: the figures of the sheets, in letters for a hall, in words for those who listen."""

import re
import sys
from collections.abc import Callable
from typing import Any

import pytest

from stuurwijzer.engine.advice.entries import MarketEntry
from stuurwijzer.engine.advice.model import Advice
from stuurwijzer.engine.pictures.shapes import SMALL
from stuurwijzer.engine.slides.build import slides_of
from stuurwijzer.engine.slides.write import ZOOM

from ..conftest import advice_on
from .conftest import HART_VAN_BRABANT, RIVIERENLAND, deck, notes, opened, title

FOOT = 6_388_100
POINT = 12_700
LEAST = 18


def pictures(presentation: Any) -> list[tuple[Any, Any]]:
    """Each picture with its slide."""
    return [(slide, shape) for slide in presentation.slides for shape in slide.shapes if hasattr(shape, "image")]


def described(shape: Any) -> str:
    return str(shape._element.nvPicPr.cNvPr.get("descr"))


def with_markets(*markets: MarketEntry) -> Advice:
    """The first segment of the reference region, as often as there are markets."""
    advice = advice_on(RIVIERENLAND)
    first = advice.segments[0]
    changed = [{"id": f"s{n}", "name": f"Deel {n}", "market": market} for n, market in enumerate(markets)]
    return advice.model_copy(update={"segments": tuple(first.model_copy(update=update) for update in changed)})


def market(**values: object) -> MarketEntry:
    return MarketEntry.model_validate(advice_on(RIVIERENLAND).segments[0].market.model_dump() | values)


def test_the_markets_of_a_region_stand_on_one_slide_with_every_share_in_words() -> None:
    """By hand from the region file: what the largest three have of seven segments; of respite care nobody counted."""
    [(slide, shape)] = pictures(deck(RIVIERENLAND, "nl"))
    assert title(slide) == "De markt per segment"
    told = described(shape)
    shares = ("32,46", "39,31", "34,16", "40,26", "37,59", "66,10", "67,72")
    assert [share for share in shares if f"Grootste 3: {share}" not in re.sub(r"\s", " ", told)] == []
    assert "Wmo Respijtzorg en kortdurend verblijf: niet bekend" in told
    assert all(share in notes(slide) for share in shares)


def test_the_letters_of_a_picture_are_those_of_a_slide_or_larger() -> None:
    """How wide a letter of the smallest size comes out, from the points of the picture and its width on the slide."""
    for presentation in (deck(RIVIERENLAND, "nl"), deck(RIVIERENLAND, "en")):
        for slide, shape in pictures(presentation):
            plane = shape.image.size[0] * 10 / ZOOM
            assert shape.width / POINT * SMALL / plane >= LEAST - 0.01, title(slide)
            assert shape.top + shape.height <= FOOT
            assert abs(shape.width * shape.image.size[1] / (shape.height * shape.image.size[0]) - 1) < 0.01


def test_a_counted_curve_has_a_slide_behind_that_of_its_segment_with_every_point_in_words() -> None:
    """Six of 130 providers carry half, 21 carry 80 %; three have 32,46 % and ten 64,89 %, as the region counts them."""
    counted = market(carried=((6, 5_000), (21, 8_000)))
    presentation = opened(slides_of(with_markets(counted, market()), "nl"))
    titles = [title(slide) for slide in presentation.slides]
    [(slide, shape)] = [held for held in pictures(presentation) if "hoe de markt is verdeeld" in title(held[0])]
    assert titles[titles.index(title(slide)) - 1] == "Wmo Deel 0"
    told = re.sub(r"\s", " ", described(shape))
    points = (
        "drie aanbieders leveren ten minste 32,46 %",
        "de grootste zes aanbieders leveren ten minste 50 %",
        "64,89 %",
        "80 %",
    )
    assert [said for said in points if said not in told] == []
    assert shape.top + shape.height <= FOOT
    assert "Tussen twee punten is niet gemeten" in notes(slide)


def test_what_a_business_case_gives_by_year_stands_under_what_the_memo_says_of_money() -> None:
    """From the printed case of one municipality: nothing in 2020, € 179.000 in 2021, € 1,14 mln from 2022 on."""
    [(slide, shape)] = pictures(opened(slides_of(advice_on("achterhoek-2020"), "nl")))
    assert title(slide) == "Wat kost het?"
    told = re.sub(r"\s", " ", described(shape))
    assert all(f"{year}: " in told for year in range(2020, 2025))
    assert "€ 179.000" in told
    assert shape.top + shape.height <= FOOT
    assert shape.width / POINT * SMALL * ZOOM / shape.image.size[0] / 10 >= LEAST - 0.01


def test_a_region_with_many_segments_has_each_of_them_in_one_picture() -> None:
    presentation = opened(slides_of(with_markets(*[market()] * 17), "nl"))
    held = pictures(presentation)
    assert len(held) > 1
    told = " ".join(described(shape) for _, shape in held)
    assert re.findall(r"Wmo (Deel \d+):", told) == [f"Deel {n}" for n in range(17)]
    assert all(shape.top + shape.height <= FOOT for _, shape in held)
    assert len({shape.name for _, shape in held}) == len(held)


def test_a_market_of_few_providers_is_told_in_words_and_not_as_three_groups() -> None:
    few = market(groups=(), carried=((1, 5_000), (2, 8_000)))
    (_, shape), (behind, _) = pictures(opened(slides_of(with_markets(few, market()), "nl")))
    assert title(behind) == "Wmo Deel 0: hoe de markt is verdeeld"
    assert "Deel 0: De grootste aanbieder levert ten minste 50 %." in re.sub(r"\s", " ", described(shape))


@pytest.mark.parametrize(
    "made",
    [
        lambda: advice_on(HART_VAN_BRABANT),
        lambda: with_markets(market()),
        lambda: with_markets(*[market(groups=(), carried=())] * 2),
    ],
    ids=["nothing measured in the region", "one segment has nothing to stand beside", "no market is known"],
)
def test_without_markets_to_compare_there_is_no_picture(made: Callable[[], Advice]) -> None:
    assert pictures(opened(slides_of(made(), "nl"))) == []


def test_without_the_library_that_draws_the_other_slides_are_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [title(slide) for slide in deck(RIVIERENLAND, "nl").slides]
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    without = opened(slides_of(advice_on(RIVIERENLAND), "nl"))
    assert pictures(without) == []
    assert [title(slide) for slide in without.slides] == [held for held in whole if held != "De markt per segment"]
