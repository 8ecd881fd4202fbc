"""The catalogue of reader's text: both languages say the same things, and nothing is missing."""

import re
from importlib.resources import files
from pathlib import Path

import pytest

from stuurwijzer.engine.facts import input_vocabulary
from stuurwijzer.engine.knowledge.library import load_library
from stuurwijzer.engine.rendering import Catalogue, MissingTextError, load_catalogue
from stuurwijzer.engine.rendering.elements import Unknown
from stuurwijzer.engine.rendering.numbers import Language
from stuurwijzer.engine.rendering.reader import load_options

PLACE = re.compile(r"\{([a-z_0-9]+)")
FUNCTION_WORDS_ASIDE = 6
LONGEST_MEAN = 14


def placeholders(text: str) -> set[str]:
    return set(PLACE.findall(text))


def test_both_languages_have_the_same_codes() -> None:
    nl, en = load_catalogue("nl").texts, load_catalogue("en").texts
    assert sorted(nl) == sorted(en)


def test_both_languages_fill_in_the_same_values() -> None:
    nl, en = load_catalogue("nl").texts, load_catalogue("en").texts
    other = {code: (placeholders(nl[code]), placeholders(en[code])) for code in nl}
    assert {code: held for code, held in other.items() if held[0] != held[1]} == {}


def test_every_code_that_the_engine_says_has_a_sentence() -> None:
    """Codes stand in the source of the engine as plain text, behind ``Said(code=`` and ``_finding(``."""
    folders = {"advice": "sentence", "market": "finding"}
    catalogue = load_catalogue("nl")
    said: set[str] = set()
    for folder in folders:
        for path in Path(str(files("stuurwijzer") / "engine" / folder)).glob("*.py"):
            text = path.read_text(encoding="utf-8")
            said |= set(re.findall(r'code="([a-z_]+)"', text))
            said |= {f"finding.{code}" for code in re.findall(r'_finding\([^"]*"[^"]*"?,?\s*"([a-z_0-9]+)"', text)}
    findings = {code for code in said if code.startswith("finding.")} - {"finding.noted"}
    assert findings, "no finding was found in the source"
    assert {code for code in findings if not catalogue.has(code)} == set()
    sentences = {code for code in said if code.startswith(("sentence_", "fallback_"))}
    composed = {"sentence_now", "sentence_now_if", "sentence_find_out_first"}  # put together from clauses
    assert {code for code in sentences - composed if not catalogue.has(f"sentence.{code}")} == set()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_answer_of_a_closed_question_has_a_word(language: str) -> None:
    catalogue = load_catalogue("nl" if language == "nl" else "en")
    missing = []
    for held in input_vocabulary().values():
        members = held.members or ((held.name.rpartition(".")[2],) if held.set_field else ())
        name = held.set_field or held.name
        missing += [
            (name, m) for m in members if not (catalogue.has(f"members.{name}.{m}") or catalogue.has(f"members.{m}"))
        ]
    assert missing == []


def test_every_field_of_a_profile_has_a_question_of_its_own() -> None:
    catalogue = load_catalogue("nl")
    asked = (f for f in input_vocabulary().values() if f.owner not in ("derived", "classified", "chosen"))
    assert [f.name for f in asked if not catalogue.has(f"questions.{f.set_field or f.name}")] == []


def test_every_option_that_a_sentence_can_name_has_a_clause() -> None:
    options, catalogue = load_options(), load_catalogue("nl")
    codes = [code for name in ("funding", "form", "direction", "term") for code in options.of(name)]
    assert [code for code in codes if not catalogue.has(f"clause.{code}")] == []
    assert [code for code in options.of("funding") if not catalogue.has(f"clause.now.{code}")] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_term_is_explained_in_at_most_six_words(language: str) -> None:
    explained = load_catalogue("nl" if language == "nl" else "en").under("terms")
    words = {code: text for code, text in explained.items() if code.endswith(".words")}
    assert words
    assert {code: text for code, text in words.items() if len(text.split()) > FUNCTION_WORDS_ASIDE} == {}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_sentences_are_short(language: str) -> None:
    texts = load_catalogue("nl" if language == "nl" else "en").texts.values()
    sentences = [s for text in texts for s in re.split(r"(?<=[.?!])\s+", text) if s.endswith((".", "?"))]
    assert sum(len(s.split()) for s in sentences) / len(sentences) < LONGEST_MEAN


def test_a_number_chooses_its_words() -> None:
    catalogue = Catalogue("nl", {"x": "{n:geen segment|één segment|# segmenten}", "numbers.3": "drie"})
    assert [catalogue.say("x", n=n) for n in (0, 1, 3, 1656)] == [
        "geen segment",
        "één segment",
        "drie segmenten",
        "1.656 segmenten",
    ]


def test_a_list_is_read_aloud() -> None:
    catalogue = Catalogue("nl", {"x": "{a}", "y": "{a:or}", "words.and": "en", "words.or": "of"})
    assert catalogue.say("x", a=("a", "b", "c")) == "a, b en c"
    assert catalogue.say("y", a=("a", "b")) == "a of b"
    assert catalogue.say("x", a=("a",)) == "a"


def test_a_value_is_data_and_never_read_as_a_sentence() -> None:
    catalogue = Catalogue("nl", {"x": "Naam: {name}."})
    assert catalogue.say("x", name="{secret} {n:a|b}") == "Naam: {secret} {n:a|b}."


def test_an_unknown_value_stays_a_mark_in_a_line() -> None:
    line = Catalogue("nl", {"x": "Einde {date}."}).line("x", date=(Unknown(),))
    assert Unknown() in line


def test_a_missing_sentence_or_value_is_an_error() -> None:
    catalogue = Catalogue("nl", {"x": "Naam: {name}."})
    with pytest.raises(MissingTextError, match="nl: y"):
        catalogue.say("y")
    with pytest.raises(MissingTextError, match="needs name"):
        catalogue.say("x")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_unit_of_a_parameter_has_a_word(language: Language) -> None:
    catalogue = load_catalogue(language)
    units = {held.unit for held in load_library().parameters.values() if held.quantity == "count" and held.unit}
    assert units
    assert {unit for unit in units if not catalogue.has(f"units.{unit}")} == set()
