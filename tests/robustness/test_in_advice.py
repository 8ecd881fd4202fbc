"""Under how many stated assumptions an advice holds, as part of the advice and of its papers."""

import json
import re
from pathlib import Path

import pytest

from stuurwijzer.engine.advice.model import Advice
from stuurwijzer.engine.advice.robustness_entries import (
    AmongEntry,
    HoldsEntry,
    MoverEntry,
    RivalEntry,
    RobustBody,
    RobustnessAdvice,
    SpreadEntry,
)
from stuurwijzer.engine.papers.build import paper_of
from stuurwijzer.engine.rendering import render
from stuurwijzer.engine.rendering.elements import Paragraph, plain
from stuurwijzer.engine.rendering.numbers import Language

from ..conftest import Run
from ..rendering.conftest import advice_for
from ..rendering.page import Element, by_id, page, words_of

REGION, SEGMENT = "rivierenland-2021", "jeugd-logeren"
DRAWS = 2_000


def mover() -> MoverEntry:
    groups = {
        "least": AmongEntry(low="0", high="149", draws=400, stands=317),
        "most": AmongEntry(low="150", high="900", draws=1_600, stands=1_600),
    }
    return MoverEntry(
        input="use.clients", kind="answer", basis="judged", meaning=None, quantity=None, share=0, **groups
    )


def held(path: str, stands: int, low: tuple[int, int] | None) -> RobustBody:
    """The funding holds in so many draws, the form always; the range of contracts moves, that of providers is none."""
    rivals = (RivalEntry(option="funding.output", draws=DRAWS - stands),) if stands < DRAWS else ()
    entries = (
        HoldsEntry(instrument="funding", advised="funding.effort", stands=stands, rivals=rivals, movers=(mover(),)),
        HoldsEntry(instrument="form", advised="form.tender", stands=DRAWS, rivals=(), movers=()),
    )
    spreads = (
        SpreadEntry(name="contracts", advised=(12, 130), same=7, computed=1_988 if low else 0, low=low, high=(41, 706)),
        SpreadEntry(name="delivering", advised=None, same=0, computed=0, low=None, high=None),
    )
    return RobustBody(path=path, varied={"answer": 11, "unknown": 1}, holds=entries, spreads=spreads)


def with_draws(low: tuple[int, int] | None = (12, 19)) -> Advice:
    advice = advice_for(REGION)
    first, *rest = (s.id for s in advice.segments)
    bodies = (held(first, 1_917, low), *(held(path, DRAWS, None) for path in rest))
    return advice.model_copy(update={"robustness": RobustnessAdvice(draws=DRAWS, seed=1, bodies=bodies)})


def sheet(advice: Advice, name: str, language: Language = "nl") -> Element:
    return by_id(page(render(advice, "html", language)), name)


def test_where_nothing_is_chosen_there_is_nothing_to_hold_and_no_reservation() -> None:
    advice = with_draws()
    assert advice.robustness is not None
    empty = tuple(body.model_copy(update={"holds": ()}) for body in advice.robustness.bodies)
    advice = advice.model_copy(update={"robustness": advice.robustness.model_copy(update={"bodies": empty})})
    text = words_of(sheet(advice, advice.segments[0].id).text)
    assert "Er is hier geen keuze van het advies die stand kan houden. (bijlage)" in text


@pytest.mark.parametrize(
    ("language", "always", "less", "reservation"),
    [
        (
            "nl",
            "Onder alle 2.000 genoemde aannames: inkoopvorm.",
            "Onder een deel van de genoemde aannames: bekostiging onder 1.917 van 2.000",
            "Dit zegt niets over of het werkt.",
        ),
        (
            "en",
            "Under all 2,000 stated assumptions: ",
            "Under a part of the stated assumptions: funding under 1,917 of 2,000",
            "This says nothing about whether it works.",
        ),
    ],
)
def test_the_sheet_says_what_holds_and_under_how_many_without_a_percentage(
    language: Language, always: str, less: str, reservation: str
) -> None:
    advice = with_draws()
    text = words_of(sheet(advice, advice.segments[0].id, language).text)
    start = text.index("Houdt het stand?" if language == "nl" else "Does it hold?")
    said = text[start : text.index(reservation) + len(reservation)]
    assert always in said
    assert less in said
    assert "%" not in said


def test_the_annex_has_every_number_of_its_picture_in_words_and_in_a_table() -> None:
    """Two twins: a range that moves is drawn, a range that no draw has is not."""
    annex = sheet(with_draws(), "bijlage-robuustheid")
    [picture] = annex.all("svg")
    table, told = words_of(annex.all("table")[0].text), words_of(picture.all("desc")[0].text)
    for number in ("12 tot 130", "12 tot 19", "41 tot 706"):
        assert number in table
        assert number in told
    drawn = [words_of(e.text) for e in picture.all("text")]
    assert "→ 706" in drawn, "it goes on beyond the scale, and says how far"
    assert sum("contracten" in text for text in drawn) == 1
    assert "In geen trekking een bandbreedte: " in words_of(annex.text)


def test_the_annex_says_what_else_is_advised_and_what_moves_it() -> None:
    text = words_of(sheet(with_draws(), "bijlage-robuustheid").text)
    assert "1.917 van 2.000" in text
    assert "(83)" in text
    assert "(ingeschat): bij 0 – 149 in 317 van 400, bij 150 – 900 in 1.600 van 1.600." in text
    assert "dit zegt niets over of het werkt" in text


def test_without_any_range_a_sentence_stands_in_place_of_the_picture() -> None:
    annex = sheet(with_draws(low=None), "bijlage-robuustheid")
    assert not annex.all("svg")
    assert "In geen trekking was er een bandbreedte van aanbieders" in words_of(annex.text)


def test_without_draws_the_sheets_are_silent_and_the_annex_says_how_to_get_them() -> None:
    root = page(render(advice_for(REGION), "html", "nl"))
    assert "Houdt het stand?" not in words_of(root.text)
    assert not [e for e in root.walk() if e.attributes.get("id") == "bijlage-robuustheid"]
    said = words_of(by_id(root, "regio-bijlage-robuustheid").text)
    assert "stuurwijzer advise --robustness rekent het door" in said


@pytest.mark.parametrize("name", ["college", "council"])
def test_papers_for_boards_say_it_by_segment_and_without_a_percentage(name: str) -> None:
    document = paper_of("college" if name == "college" else "council", with_draws(), "nl").document
    lines = [plain(e.line) for s in document.sheets for b in s.blocks for e in b.elements if isinstance(e, Paragraph)]
    [said] = [line for line in lines if "zoveel genoemde aannames" in line]
    assert "Begeleiding 1.917 van 2.000" in said
    assert said.endswith("Dit zegt niets over of het werkt.")
    assert "%" not in said


def test_the_paper_of_sheets_has_the_annex_and_the_terminal_the_line() -> None:
    ids = [sheet.id for sheet in paper_of("segments", with_draws(), "nl").document.sheets]
    assert "bijlage-robuustheid" in ids
    text = re.sub(r"\s+", " ", render(with_draws(), "text", "nl"))
    assert "bekostiging onder 1.917 van 2.000. Dit zegt niets over of het werkt." in text
    assert "Houdt het stand?" not in render(advice_for(REGION), "text", "nl")


def test_asked_for_it_stands_in_the_advice_as_the_command_gives_it(run: Run, tmp_path: Path) -> None:
    drawn = ("--draws", "40", "--seed", "3")
    asked = ("advise", REGION, "--segment", SEGMENT, "--evaluator", "reference", "--format", "json")
    first = run(*asked, "--robustness", *drawn)
    assert first.exit_code == 0, first.output
    advice = json.loads(first.stdout)
    alone = json.loads(run("robustness", REGION, SEGMENT, *drawn, "--format", "json").stdout)["segments"]
    assert [b["path"] for b in advice["robustness"]["bodies"]] == [s["id"] for s in alone]
    for body, whole in zip(advice["robustness"]["bodies"], alone, strict=True):
        counted = {o["instrument"]: o["stands"] for o in whole["outputs"]}
        assert {h["instrument"]: h["stands"] for h in body["holds"]} == counted
        assert sum(body["varied"].values()) == len(whole["inputs"])
    without = json.loads(run(*asked).stdout)
    assert without["robustness"] is None
    assert without == advice | {"robustness": None}, "nothing else of the advice changes"


@pytest.mark.parametrize("given", [("--draws", "10"), ("--seed", "1"), ("--robustness", "--record", "x.json")])
def test_options_that_do_not_go_together_are_one_clear_line(run: Run, given: tuple[str, ...]) -> None:
    result = run("advise", REGION, *given)
    assert result.exit_code == 2
    assert re.search("horen bij --robustness|apart", result.stderr)
