"""The mix as a matrix, savings by year, and reasons on two sides: all that is drawn is said, and nothing is counted."""

import re

import pytest

from stuurwijzer.engine.advice.model import Advice
from stuurwijzer.engine.rendering import render
from stuurwijzer.engine.rendering.numbers import Language
from stuurwijzer.engine.rendering.reader import bodies_of

from .conftest import advice_for
from .page import Element, by_id, page, words_of

REGION, WITH_SAVINGS = "rivierenland-2021", "achterhoek-2020"
SIGNS = re.compile("[●◐○]")


def part(advice: Advice, name: str, language: Language = "nl") -> Element:
    return by_id(page(render(advice, "html", language)), name)


def text_of(element: Element) -> str:
    """On one line, with plain spaces and without signs."""
    return re.sub(r"\s+", " ", SIGNS.sub("", words_of(element.text)).replace("\u00a0", " ")).strip()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_matrix_has_a_row_for_every_segment_or_part_and_says_each_cell(language: Language) -> None:
    advice = advice_for(REGION)
    block = part(advice, "regio-bijlage-mix", language)
    [picture], [table] = block.all("svg"), block.all("table")
    rows = sum(len(bodies_of(segment)) for segment in advice.segments)
    assert len(table.all("tbody")[0].all("tr")) == rows
    assert len([e for e in picture.all("rect") if int(e.attributes["height"]) > 120]) == rows * 6
    told = text_of(picture.all("desc")[0])
    for cell in (text_of(td) for td in table.all("tbody")[0].all("td")):
        assert cell.removesuffix(" ?").strip() in told


def test_a_cell_that_leans_or_is_open_differs_in_its_sign_and_its_shade() -> None:
    picture = part(advice_for(REGION), "regio-bijlage-mix").all("svg")[0]
    cells = [e.attributes for e in picture.all("rect") if int(e.attributes["height"]) > 120]
    words = [b.confidence.form.word for s in advice_for(REGION).segments for b in bodies_of(s)]
    third = [cell.get("fill-opacity", "none") for cell in cells[3::6]]
    assert set(words) == {"clear"}
    assert set(third) == {"0.16"}
    assert {cell.get("fill-opacity", "none") for cell in cells} == {"0.16", "0.07", "none"}
    assert len(picture.all("circle")) == 6 * len(words) + 3, "one in each cell, and in the legend"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_savings_are_drawn_by_year_and_every_amount_is_said(language: Language) -> None:
    """Of the printed case: nothing in 2020, the Wmo alone in 2021, both acts from 2022 on."""
    block = part(advice_for(WITH_SAVINGS), "geld-bijlage-outcome", language)
    [picture] = block.all("svg")
    told = text_of(picture.all("desc")[0])
    drawn = [text_of(e) for e in picture.all("text")]
    assert [text for text in drawn if re.fullmatch(r"20\d\d", text)] == ["2020", "2021", "2022", "2023", "2024"]
    assert all(amount in told for amount in drawn if "€" in amount)
    assert len([e for e in picture.all("rect") if int(e.attributes["width"]) > 200]) == 1 + 3 * 2


def test_without_a_saving_that_is_known_a_sentence_stands_in_place_of_the_picture() -> None:
    advice = advice_for(WITH_SAVINGS)
    assert advice.savings is not None
    unknown = tuple(cell.model_copy(update={"saving": None}) for cell in advice.savings.cells)
    savings = advice.savings.model_copy(update={"cells": unknown, "total": None})
    block = part(advice.model_copy(update={"savings": savings}), "geld-bijlage-outcome")
    assert not block.all("svg")
    assert "Van geen jaar is de besparing te berekenen, dus er is geen beeld." in words_of(block.text)


def test_one_unknown_act_is_a_question_mark_and_no_zero() -> None:
    advice = advice_for(WITH_SAVINGS)
    assert advice.savings is not None
    gone = {("2023", advice.savings.acts[0])}
    cells = [c.model_copy(update={"saving": None}) if (c.year, c.act) in gone else c for c in advice.savings.cells]
    savings = advice.savings.model_copy(update={"cells": tuple(cells)})
    picture = part(advice.model_copy(update={"savings": savings}), "geld-bijlage-outcome").all("svg")[0]
    assert [t for t in (text_of(e) for e in picture.all("text")) if t.endswith("+ ?")]
    assert "onbekend" in text_of(picture.all("desc")[0]).partition("2023:")[2].partition("2024:")[0]


def test_reasons_stand_on_two_sides_by_step_and_are_not_counted() -> None:
    """Each claim that weighs once, with one of its texts, on the side that it speaks for."""
    advice = advice_for(REGION)
    first = advice.segments[0]
    tables = part(advice, f"bijlage-{first.id}").all("table")
    table = next(t for t in tables if "Tegen" in words_of(t.all("thead")[0].text))
    claims: dict[tuple[str, str, str], list[str]] = {}
    for held in first.arguments:
        if held.option.startswith("funding.") and held.level > 0:
            claims.setdefault((held.claim, held.direction, held.step), []).append(held.text.nl)
    rows = [row.all("td") for row in table.all("tbody")[0].all("tr")]
    assert {len(row) for row in rows} == {2}
    for (_, direction, _), texts in claims.items():
        side = ["for", "against"].index(direction)
        assert any(text in text_of(row[side]) for text in texts for row in rows)
    filled = [text_of(cell) for row in rows for cell in row if text_of(cell) != "–"]
    assert len(filled) == len(claims)


def test_where_nothing_weighs_a_sentence_stands_in_place_of_the_list() -> None:
    advice = advice_for(REGION)
    first = advice.segments[0].model_copy(update={"arguments": ()})
    block = part(advice.model_copy(update={"segments": (first, *advice.segments[1:])}), f"bijlage-{first.id}")
    assert "Bij de bekostiging weegt geen argument mee, voor noch tegen." in words_of(block.text)
