"""The market as a picture: the curve where it was counted, three shares where they are known, a sentence otherwise."""

import pytest

from stuurwijzer.engine.advice.entries import MarketEntry
from stuurwijzer.engine.advice.model import Advice
from stuurwijzer.engine.rendering import render
from stuurwijzer.engine.rendering.numbers import Language

from .conftest import advice_for
from .page import Element, by_id, page, words_of

COUNTED = ((6, 5_000), (21, 8_000), (38, 9_000), (61, 9_500))
REGION = "rivierenland-2021"


def with_market(**values: object) -> Advice:
    """The first segment of the reference region with another market: 130 providers, of which three have 32,46 % and
    ten 64,89 %."""
    advice = advice_for(REGION)
    first = advice.segments[0]
    market = MarketEntry.model_validate(first.market.model_dump() | values)
    return advice.model_copy(update={"segments": (first.model_copy(update={"market": market}), *advice.segments[1:])})


def market_of(advice: Advice, language: Language) -> Element:
    return by_id(page(render(advice, "html", language)), f"{advice.segments[0].id}-markt")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_counted_curve_is_drawn_through_its_points_and_every_one_of_them_is_said(language: Language) -> None:
    held = market_of(with_market(carried=COUNTED), language)
    line = max(held.all("polyline"), key=lambda e: len(e.attributes["points"].split()))
    assert len(line.attributes["points"].split()) == 1 + 7, "from nothing through 3, 6, 10, 21, 38, 61 and 130"
    told, table = words_of(held.all("desc")[0].text), words_of(held.all("table")[-1].text)
    comma = "," if language == "nl" else "."
    points = {"32{}46", "50", "64{}89", "80", "90", "95", "100"}
    for share in (text.format(comma) for text in points):
        assert f"{share} %" in told.replace("%", " %").replace("  ", " ")
        assert share in table
    drawn = [words_of(e.text) for e in held.all("text") if ":" in e.text]
    assert len(drawn) == 6, "all but the whole, which goes without saying"
    assert all(text.partition(": ")[2] in told for text in drawn)


def test_a_counted_curve_of_few_providers_needs_no_groups() -> None:
    held = market_of(with_market(groups=(), carried=((1, 5_000), (2, 8_000))), "nl")
    assert "De grootste aanbieder levert ten minste 50 %." in words_of(held.all("title")[0].text)
    assert "80 %" in words_of(held.all("table")[0].text)


def test_three_known_shares_are_never_joined() -> None:
    held = market_of(with_market(), "nl")
    assert {len(e.attributes["points"].split()) for e in held.all("polyline")} <= {2}
    assert len([e for e in held.all("rect") if e.attributes.get("fill", "").startswith("url(")]) == 3


def test_what_was_not_measured_is_a_sentence_and_no_picture() -> None:
    held = market_of(with_market(groups=(), carried=()), "nl")
    assert not held.all("svg", "table")
    assert "Hoe de markt verdeeld is, is niet gemeten." in words_of(held.text)
