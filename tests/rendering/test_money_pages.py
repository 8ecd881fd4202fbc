"""The annex about money: where the advice has something to say about it, and nowhere else."""

from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from stuurwijzer.engine.advice import advise
from stuurwijzer.engine.advice.model import Advice
from stuurwijzer.engine.profile import load_region
from stuurwijzer.engine.rendering import render
from stuurwijzer.engine.rendering.money_document import render_budgets, render_savings
from stuurwijzer.engine.rendering.numbers import Language

from .conftest import advice_for, rule_base
from .page import by_id, page, words_of

THREE = Path(__file__).parents[1] / "consequences" / "drie-gemeenten.yaml"
CASE = Path(str(files("stuurwijzer") / "knowledge" / "regions" / "achterhoek-2020.yaml"))
ANNEX = "geld-bijlage"
LANGUAGES: tuple[Language, ...] = ("nl", "en")


@cache
def advice_on(path: Path) -> Advice:
    return advise(load_region(path), rule_base())


def asked_for(advice: Advice, why: str | None) -> Advice:
    """The same advice, as if it called for a start budget for this reason, or did not."""
    segment = advice.segments[0]
    assert segment.budget is not None
    asked = segment.model_copy(update={"budget": segment.budget.model_copy(update={"asked_for": why})})
    return advice.model_copy(update={"segments": (asked,)})


def test_an_advice_without_amounts_has_no_annex_about_them() -> None:
    ids = {e.attributes.get("id") for e in page(render(advice_for("rivierenland-2021"), "html", "nl")).walk()}
    assert ANNEX not in ids


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_annex_stands_in_the_whole_with_links_that_lead_somewhere(language: Language) -> None:
    root = page(render(advice_on(CASE), "html", language))
    ids = [e.attributes["id"] for e in root.walk() if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    assert {a.attributes["href"][1:] for a in root.all("a")} <= set(ids)
    assert "3.599.426" in by_id(root, ANNEX).text or "3,599,426" in by_id(root, ANNEX).text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("which", ["savings", "budget"])
def test_a_page_of_its_own_has_links_that_lead_somewhere(which: str, language: Language) -> None:
    text = (
        render_savings(advice_on(CASE), "html", language)
        if which == "savings"
        else render_budgets(advice_on(THREE), "html", language)
    )
    root = page(text)
    ids = [e.attributes["id"] for e in root.walk() if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    assert {a.attributes["href"][1:] for a in root.all("a")} <= set(ids)
    for table in root.all("table"):
        widths = {len(row.all("th", "td")) for row in table.all("tr")}
        assert len(widths) == 1


def test_a_start_budget_stands_in_the_whole_only_where_the_advice_asks_for_one() -> None:
    plain = asked_for(advice_on(THREE), None)
    assert ANNEX not in {e.attributes.get("id") for e in page(render(plain, "html", "nl")).walk()}
    for why, said in (("chosen", "kiest hier een vorm"), ("pilot", "beproeven"), ("open", "om die keuze te toetsen")):
        text = words_of(by_id(page(render(asked_for(plain, why), "html", "nl")), ANNEX).text)
        assert "komt uit op € 2.105.693" in text
        assert said in text


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_terminal_s_width_is_kept(width: int) -> None:
    lines = render_savings(advice_on(CASE), "text", "nl", width).splitlines()
    assert max(len(line) for line in lines) <= width


def test_a_table_of_many_years_is_cut_into_tables_that_fit() -> None:
    advice = advice_on(CASE)
    assert advice.savings is not None
    years = tuple(str(year) for year in range(2020, 2033))
    held = advice.savings.model_copy(update={"years": years, "cells": (), "by_year": (), "lines": (), "stated": ()})
    text = render_savings(advice.model_copy(update={"savings": held}), "html", "nl")
    captions = [caption.text for caption in page(text).all("caption")]
    assert [c for c in captions if c.endswith("2020-2025")]
    assert [c for c in captions if c.endswith("2032-2032")]


def test_words_of_the_region_are_marked_as_dutch_in_an_english_page() -> None:
    root = page(render_savings(advice_on(CASE), "html", "en"))
    marked = [words_of(span.text) for span in root.all("span") if span.attributes.get("lang") == "nl"]
    assert "project dagbesteding" in marked
