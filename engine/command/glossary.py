"""``glossary``: the words of the field and of this product, Dutch beside English, with meaning and origin."""

from typing import Any

from ..reading.validation import nearest
from ..rendering import Catalogue, load_catalogue
from .accounting import as_json
from .faults import WrongInputError
from .glossary_terms import Term, all_terms
from .opening import rulebase
from .shell import Language
from .terms import Sheet

SHORTEST_PART = 3
"""letters of a word that is looked for inside terms"""


def glossary(word: str | None, form: str, language: Language) -> str:
    """All terms, or those that a word stands for. Raises WrongInputError, with the nearest name, when none does."""
    terms = sorted(all_terms(rulebase()), key=lambda term: (term.name[language].lower(), term.code))
    found = terms if word is None else _found(word, terms)
    if form == "json":
        return as_json([_as_data(term) for term in found])
    catalogue = load_catalogue(language)
    return _list(found, catalogue) if word is None else _pages(found, catalogue)


def _found(word: str, terms: list[Term]) -> list[Term]:
    """Terms by that name; failing those, terms with the word in their name."""
    wanted = " ".join(word.lower().split())
    found = [term for term in terms if wanted in {*term.names, term.code}]
    if not found and len(wanted) >= SHORTEST_PART:
        found = [term for term in terms if any(wanted in name for name in term.names)]
    if not found:
        names = sorted({name for term in terms for name in (*term.names, term.code)})
        raise WrongInputError("unknown_term", nearest(wanted, names), found=word)
    return found


def _as_data(term: Term) -> dict[str, Any]:
    return {
        "nl": term.name["nl"],
        "en": term.name["en"],
        "kind": term.kind,
        "code": term.code,
        "meaning": term.meaning,
        "synonyms": list(term.synonyms),
        "file": term.file,
        "passages": list(term.passages),
    }


def _list(terms: list[Term], catalogue: Catalogue) -> str:
    """One line for each term, never wrapped, in the order of the alphabet."""
    lines = [catalogue.say("glossary.line", **_named(term, catalogue)) for term in terms]
    return "\n".join((*lines, "", catalogue.say("glossary.counted", n=str(len(terms)))))


def _pages(terms: list[Term], catalogue: Catalogue) -> str:
    sheet, language = Sheet(), catalogue.language
    for term in terms:
        sheet.head(catalogue.say("glossary.head", **_named(term, catalogue)))
        if term.meaning[language]:
            sheet.put(term.meaning[language], 1)
        if term.synonyms:
            sheet.put(catalogue.say("glossary.synonyms", names=term.synonyms), 1)
        origin = "glossary.in_file" if term.file else "glossary.in_region_file"
        sheet.put(catalogue.say(origin, code=term.code, file=term.file or ""), 1)
        if term.passages:
            sheet.put(catalogue.say("glossary.passages", passages=term.passages), 1)
    return sheet.text()


def _named(term: Term, catalogue: Catalogue) -> dict[str, str]:
    other: Language = "en" if catalogue.language == "nl" else "nl"
    kind = catalogue.say(f"glossary.kind.{term.kind}")
    return {"term": term.name[catalogue.language], "other": term.name[other], "kind": kind}
