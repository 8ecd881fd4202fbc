"""What holds in every form: the same sentences, nothing unknown made up, nothing said that must not be said."""

import json
import re

import pytest

from stuurwijzer.engine.advice.canonical import canonical
from stuurwijzer.engine.rendering import Form, load_catalogue, render
from stuurwijzer.engine.rendering.numbers import Language

from .conftest import REGIONS, advice_for, bare, rendered
from .page import by_id, page, words_of

FORMS: tuple[Form, ...] = ("text", "md", "html")
MOST_WORDS = 51
"""of an advice sentence: fifty, and its head"""

NEVER_SAID = (
    "juridisch houdbaar",
    "op basis van een score",
    "uit onderzoek blijkt",
    "er zijn geen wachtlijsten",
    "alle gemeenten zijn het erover eens",
    "wij adviseren vijf tot acht aanbieders",
    "dit is de enige mogelijkheid",
    "de markt is er klaar voor",
    "nader onderzoek is gewenst",
    "het systeem heeft besloten",
    "legally sound",
    "on the basis of a score",
    "research shows that",
    "there are no waiting lists",
    "all municipalities agree",
    "this is the only possibility",
    "the market is ready",
    "further research is desirable",
    "the system has decided",
    "taalniveau",
    "language level",
)
"""the ten sentences of the information design, in both languages, and the claim of a reading level"""


def plain(form: Form, region: str, language: Language) -> str:
    """The words of a form without its marks."""
    text = rendered(region, form, language)
    if form == "html":
        text = page(text).all("body")[0].text
    if form == "md":
        text = re.sub(r"^> ?|\*\*|(?<!\w)\*|\*(?!\w)|\\", "", text, flags=re.MULTILINE)
    return words_of(text)


@pytest.mark.parametrize("form", FORMS)
def test_no_sentence_is_said_that_must_never_appear(form: Form, region: str, language: Language) -> None:
    said = plain(form, region, language).lower()
    assert [sentence for sentence in NEVER_SAID if sentence in said] == []


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_left_to_fill_in(form: Form, region: str, language: Language) -> None:
    text = rendered(region, form, language)
    assert not re.search(r"\{\{|\}\}|\{[a-z_]+\}|Undefined|None\b(?!:)", plain(form, region, language)), form
    assert "jinja" not in text.lower()


@pytest.mark.parametrize("form", FORMS)
def test_the_board_decides(form: Form, region: str, language: Language) -> None:
    assert load_catalogue(language).say("sheet.board_decides") in plain(form, region, language)


def test_every_form_has_the_same_advice(region: str, language: Language) -> None:
    root = page(rendered(region, "html", language))
    forms = {form: plain(form, region, language) for form in ("md", "text")}
    for sheet in ("regio", *(segment.id for segment in advice_for(region).segments)):
        box = next(e for e in by_id(root, sheet).walk() if e.attributes.get("class") == "box")
        for sentence in (words_of(p.text) for p in box.all("p")):
            assert all(sentence in text for text in forms.values()), sentence


def test_markdown_has_the_headings_and_rows_of_the_page(region: str, language: Language) -> None:
    root, text = page(rendered(region, "html", language)), rendered(region, "md", language)
    assert len(re.findall(r"^#{1,3} ", text, re.MULTILINE)) == len(root.all("h1", "h2", "h3"))
    rows = sum(len(table.all("tr")) for table in root.all("table"))
    assert len(re.findall(r"^\| ", text, re.MULTILINE)) == rows + len(root.all("table"))


def test_an_advice_sentence_has_a_date_a_body_and_an_else_and_is_short(region: str) -> None:
    root, advice = page(rendered(region, "html", "nl")), advice_for(region)
    for segment in advice.segments:
        box = next(e for e in by_id(root, segment.id).walk() if e.attributes.get("class") == "box")
        lines = [words_of(p.text) for p in box.all("p")]
        assert lines[0].startswith("Advies. ")
        assert lines[-1].startswith("Anders: ")
        if advice.region.decisions_before or advice.region.publication:
            assert box.all("time"), lines[0]
        assert all(len(line.split()) <= MOST_WORDS for line in lines), lines


def test_unknown_is_never_nought(language: Language) -> None:
    advice = bare(advice_for("rivierenland-2021"))
    root = page(render(advice, "html", language))
    for segment in advice.segments:
        figures = by_id(root, f"{segment.id}-cijfers")
        assert load_catalogue(language).say("figure.none") in figures.text
        assert not re.search(r"(?<![\d.,])0(?![\d.,])", figures.text)
        assert not figures.all("table")
        assert not by_id(root, f"{segment.id}-markt").all("svg", "table")
    row = by_id(root, "regio-mix").all("tbody")[0].all("tr")[0].all("th")[0]
    assert [e.text for e in row.walk() if e.attributes.get("class") == "sign"] == ["?"]


def test_a_block_without_content_says_so_in_a_sentence(language: Language) -> None:
    advice = bare(advice_for("achterhoek-2021"))
    root = page(render(advice, "html", language))
    for element in root.walk():
        if "block" in element.attributes.get("class", "").split():
            title = words_of(element.all("h2", "h3")[0].text)
            assert len(words_of(element.text)) > len(title) + 10, title


def test_a_figure_of_nought_is_not_unknown() -> None:
    advice = advice_for("rivierenland-2021")
    first = advice.segments[0]
    figures = tuple(f.model_copy(update={"value": 0}) if f.field == "use.clients" else f for f in first.figures)
    changed_first = first.model_copy(update={"figures": figures})
    changed = advice.model_copy(update={"segments": (changed_first, *advice.segments[1:])})
    block = by_id(page(render(changed, "html", "nl")), f"{first.id}-cijfers")
    assert re.search(r"(?<!\d)0 · ", block.text)


def test_parts_that_decide_nothing_themselves_stand_with_the_choice_of_their_segment() -> None:
    segment = next(s for s in advice_for("rivierenland-2021").segments if s.parts)
    mix = by_id(page(rendered("rivierenland-2021", "html", "nl")), f"{segment.id}-mix")
    heads = [words_of(th.text) for th in mix.all("thead")[0].all("th")]
    assert heads[1:-1] == [f"Onderdeel {letter}" for letter in "ABCDEFGH"[: len(segment.parts)]]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("form", FORMS)
def test_an_advice_for_one_segment_is_a_whole(form: Form, language: Language) -> None:
    advice = advice_for("rivierenland-2021")
    alone = advice.model_copy(update={"segments": advice.segments[:1], "postures": (), "pilots": ()})
    text = render(alone, form, language)
    assert alone.segments[0].name in text


def test_the_terminal_gets_plain_text_within_its_width(region: str, language: Language) -> None:
    for width in (60, 80, 140):
        text = render(advice_for(region), "text", language, width)
        assert "\x1b" not in text
        assert all(len(line) <= width for line in text.splitlines())


def test_json_is_the_canonical_form() -> None:
    advice = advice_for("rivierenland-2021")
    text = render(advice, "json", "nl")
    assert text.encode() == canonical(advice) + b"\n"
    assert json.loads(text)["region"]["name"] == advice.region.name


@pytest.mark.parametrize("form", FORMS)
def test_the_same_advice_gives_the_same_bytes(form: Form, language: Language) -> None:
    advice = advice_for(REGIONS[2])
    assert render(advice, form, language) == render(advice.model_copy(deep=True), form, language)


def test_own_limits_are_stated_with_value_and_reason() -> None:
    advice = advice_for("rivierenland-2021")
    block = by_id(page(rendered("rivierenland-2021", "html", "nl")), "regio-bijlage-grenzen")
    own = [p for p in advice.parameters if p.judgement == "own"]
    assert own
    assert all(p.meaning.nl in block.text and p.reason.nl in block.text for p in own)


def test_the_state_of_a_legal_fact_stands_beside_it() -> None:
    advice = advice_for("rivierenland-2021")
    root = page(rendered("rivierenland-2021", "html", "nl"))
    states = {name: p.state for s in advice.sources for name, p in s.passages.items()}
    unsure = {name: state for name, state in states.items() if state not in (None, "confirmed")}
    assert unsure
    for name, state in unsure.items():
        entry = by_id(root, f"bron-{name}")
        assert load_catalogue("nl").say(f"state.{state}") in [em.text for em in entry.all("em")]


def test_what_a_sheet_does_not_show_is_counted_and_stands_in_the_annex() -> None:
    advice = advice_for("rivierenland-2021")
    annex = by_id(page(rendered("rivierenland-2021", "html", "nl")), "bijlage-argumenten").text
    texts = {a.text.nl for s in advice.segments for a in s.arguments if not a.own_reading and a.strength == "strong"}
    assert texts
    shown = [text for text in texts if text in annex]
    assert len(shown) * 2 > len(texts)  # one mechanism is one row, with its strongest text
    consequences = {c.text.nl for s in advice.segments for c in s.consequences}
    assert [text for text in consequences if text not in annex] == []
