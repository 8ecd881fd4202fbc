"""``glossary``: every term in both languages, found by any of its names, and kept in one place."""

import json
from typing import Any

import pytest

from stuurwijzer.engine.command import glossary as glossary_pages
from stuurwijzer.engine.command.glossary_terms import Term, all_terms
from stuurwijzer.engine.command.shell import LANGUAGES, Language
from stuurwijzer.engine.rulebase import Rulebase, load_rulebase

from ..conftest import Run


@pytest.fixture(scope="module")
def base() -> Rulebase:
    return load_rulebase()


@pytest.fixture(scope="module")
def terms(base: Rulebase) -> list[Term]:
    return list(all_terms(base))


@pytest.fixture
def ask(run: Run, base: Rulebase, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr(glossary_pages, "rulebase", lambda: base)
    return run


def plain(text: str) -> str:
    return " ".join(text.split())


def test_every_instrument_option_field_and_word_has_a_term(base: Rulebase, terms: list[Term]) -> None:
    codes = {term.code for term in terms}
    options = base.library.options
    assert set(options.instruments) | set(options.by_code) <= codes
    assert {name for name, field in base.vocabulary.items() if field.owner != "chosen"} <= codes
    assert {"classify", "exclude", "require", "argue", "cohere", "bound", "advise"} <= codes


def test_a_term_is_named_in_both_languages_and_stands_once(terms: list[Term]) -> None:
    assert [term.code for term in terms if not (term.name["nl"].strip() and term.name["en"].strip())] == []
    places = [(term.kind, term.code) for term in terms]
    assert len(places) == len(set(places))


def test_a_meaning_is_given_in_both_languages_or_in_neither(terms: list[Term]) -> None:
    assert [term.code for term in terms if bool(term.meaning["nl"]) != bool(term.meaning["en"])] == []
    assert [t.code for t in terms if t.kind not in ("question", "derived") and not t.meaning["nl"]] == []


# what people type, with the code that they mean: names and other words from the documents
MEANT = {
    "Lumpsum": "funding.task.lumpsum",
    "populatiebekostiging": "funding.task.population",
    "p*q": "funding.effort",
    "arrangementen": "funding.output",
    "toegangsmanagement": "access_measure",
    "CLM": "intensity",
    "type contract": "structure",
    "toelatingsprocedure": "form.open_house",
    "task-based": "funding.task",
    "SAS-procedure": "procedure.sas",
    "nu, mits": "now_if",
    "form.tender": "form.tender",
}


@pytest.mark.parametrize("word", MEANT)
def test_a_term_is_found_by_any_of_its_names(word: str, ask: Run) -> None:
    held = json.loads(ask("glossary", word, "--format", "json").stdout)
    assert MEANT[word] in [entry["code"] for entry in held]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_has_meaning_other_names_and_origin(language: Language, ask: Run, base: Rulebase) -> None:
    page = plain(ask("glossary", "funding.output", "--lang", language).stdout)
    option = base.library.options.by_code["funding.output"].text
    assert option.plain is not None
    expected = [option.name.nl, option.name.en, option.plain[language][1:], *option.synonyms, "knowledge/options.yaml"]
    assert [text for text in expected if text not in page] == []


def test_a_derived_field_names_the_rules_that_set_it(ask: Run) -> None:
    assert "rules/market-signals.yaml" in ask("glossary", "signal.capacity_short").stdout


def test_a_part_of_a_word_finds_what_holds_it(ask: Run) -> None:
    held: list[dict[str, Any]] = json.loads(ask("glossary", "raamovereenk", "--format", "json").stdout)
    assert {"structure.framework_many", "framework"} <= {entry["code"] for entry in held}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_has_one_line_for_each_term_in_the_order_of_the_alphabet(
    language: Language, ask: Run, terms: list[Term]
) -> None:
    *lines, empty, counted = ask("glossary", "--lang", language).stdout.splitlines()
    assert empty == ""
    assert counted.endswith(str(len(terms)))
    assert [line.partition(" = ")[0] for line in lines] == sorted((t.name[language] for t in terms), key=str.lower)


def test_an_unknown_term_is_answered_with_the_nearest(ask: Run) -> None:
    result = ask("glossary", "bekostigng")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "Fout: Er is geen begrip bekostigng. stuurwijzer glossary noemt ze alle. Bedoelt u bekostiging?\n"
    )
