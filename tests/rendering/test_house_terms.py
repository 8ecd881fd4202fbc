"""A region's own words for options: used throughout, explained once, refused where they would mislead or do harm."""

import re
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from stuurwijzer.engine.advice.model import Advice
from stuurwijzer.engine.papers.build import paper_of
from stuurwijzer.engine.papers.paper import PAPERS, PaperName
from stuurwijzer.engine.profile.house_terms import HouseTerm
from stuurwijzer.engine.profile.load import region_of
from stuurwijzer.engine.reading import Problem, ProblemsFoundError, parse_document
from stuurwijzer.engine.rendering import load_catalogue, render
from stuurwijzer.engine.rendering.markdown import as_markdown
from stuurwijzer.engine.rendering.numbers import Language

from .conftest import advice_for, rule_base
from .page import words_of

REGION = "rivierenland-2021"
TERMS = {
    "funding.effort": HouseTerm(nl="PxQ-bekostiging", en="PxQ funding"),
    "funding.output": HouseTerm(nl="arrangementen", en=None),
    "funding.task": HouseTerm(nl="vaste som", en="fixed sum"),
    "direction.fewer": HouseTerm(nl="inkrimpen", en="slimming down"),
}
ERRATA = {("md", "taakgericht"): 4, ("md", "outputgericht"): 3}
"""where the annexes tell what a source says of its own words"""
OWN: dict[Language, dict[str, str]] = {
    "nl": {"inspanningsgericht": "PxQ-bekostiging", "outputgericht": "arrangementen", "taakgericht": "vaste som"},
    "en": {"effort-based": "PxQ funding", "task-based": "fixed sum"},
}


@cache
def advice() -> Advice:
    held = advice_for(REGION)
    return held.model_copy(update={"region": held.region.model_copy(update={"house_terms": TERMS})})


@cache
def text_of(form: str, language: Language) -> str:
    """Of a form of the advice, or of a paper, as plain words, up to the list of sources: those keep their own words."""
    if form == "text":
        return words_of(render(advice(), "text", language))
    name: PaperName | None = next((paper for paper in PAPERS if paper == form), None)
    text = as_markdown(paper_of(name, advice(), language).document) if name else render(advice(), "md", language)
    sources = load_catalogue(language).say("annex.sources")
    return words_of(text[: text.index(f"\n## {sources}\n")].replace("*", ""))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("form", ["md", "text", *PAPERS])
def test_the_words_of_the_region_stand_everywhere_and_lead_to_the_own_ones(form: str, language: Language) -> None:
    text = text_of(form, language)
    for own, term in OWN[language].items():
        explained = re.findall(rf"(?:in Stuurwijzer: |\w = ){own}(?! per )", text)
        assert explained or not re.search(rf"(?<!\w){term}", text, re.IGNORECASE), (term, form)
        left = re.findall(rf"(?<![\w-]){own}(?![\w-]| per )", text, re.IGNORECASE)
        assert len(left) - len(explained) <= ERRATA.get((form, own), 0), (own, form)
    assert re.search(rf"(?<!\w){getattr(TERMS['funding.effort'], language)}", text) or form == "council"


def test_a_word_in_a_sentence_stands_in_quotes_where_it_bends_nothing() -> None:
    text = text_of("text", "nl")
    assert "betaal per geleverde inzet (‘PxQ-bekostiging’), ga naar minder aanbieders (‘inkrimpen’)" in text
    council = text_of("council", "nl")
    assert "Ga naar minder aanbieders (‘inkrimpen’) (in Stuurwijzer: minder): Begeleiding" in council


def test_without_a_word_in_english_the_own_name_stays() -> None:
    assert "output-based" in text_of("strategy", "en")
    assert "arrangementen" not in text_of("strategy", "en")


def test_the_json_holds_the_codes_and_the_words() -> None:
    text = render(advice(), "json", "nl")
    assert '"house_terms":{"direction.fewer":{"en":"slimming down","nl":"inkrimpen"}' in text
    assert '"chosen":"funding.effort"' in text


WRONG = {
    "a code that does not exist is refused with the nearest": (
        "funding.lumsum: een som",
        "house_term_unknown",
        "funding.task.lumpsum",
    ),
    "a synonym leads to its code": (
        "populatiebekostigin: een som",
        "house_term_unknown",
        "funding.task.population",
    ),
    "what the law names keeps its name": ("form.tender: uitvraag", "house_term_legal", ""),
    "a word that means another option is refused": ("funding.effort: taakgericht", "house_term_taken", ""),
    "one word for two options is refused": ("{funding.effort: som, funding.output: Som}", "house_term_taken", ""),
    "markup is refused": ("funding.effort: '<b>som</b>'", "house_term_not_plain", ""),
    "a formula is refused": ("funding.effort: '=som'", "house_term_not_plain", ""),
    "a template is refused": ("funding.effort: 'a {{ b }}'", "house_term_not_plain", ""),
    "a link in Markdown is refused": ("funding.effort: '[som](x)'", "house_term_not_plain", ""),
    "a mark that turns the reading is refused": ('funding.effort: "so\\u202em"', "house_term_not_plain", ""),
    "a line break is refused": ('funding.effort: "so\\nm"', "house_term_not_plain", ""),
    "a number alone is no word": ("funding.effort: '1234'", "house_term_not_plain", ""),
    "a word too long is refused": (f"funding.effort: {'s' * 41}", "house_term_not_plain", ""),
}


@pytest.mark.parametrize(("written", "code", "near"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_word_is_refused_at_its_place(written: str, code: str, near: str) -> None:
    problems = problems_of(written)
    assert [(problem.code, dict(problem.values).get("near", "")) for problem in problems] == [(code, near)]
    assert problems[0].line > 1


@pytest.mark.parametrize(
    "written", ["funding.task.lumpsum: lumpsum", "funding.effort: {nl: p×q, en: p×q}", "funding.task: taakgericht"]
)
def test_a_synonym_of_the_option_itself_is_taken(written: str) -> None:
    assert problems_of(written) == []


def problems_of(written: str) -> list[Problem]:
    path = Path(str(files("stuurwijzer") / "knowledge" / "regions" / f"{REGION}.yaml"))
    line = f"house_terms: {written}" if written.startswith("{") else f"house_terms: {{{written}}}"
    document = parse_document(path.read_text(encoding="utf-8") + f"\n{line}\n", "regio.yaml")
    try:
        region_of(document, names=rule_base().library.options.names)
    except ProblemsFoundError as error:
        return list(error.problems)
    return []
