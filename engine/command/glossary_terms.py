"""The terms of the glossary, gathered from where each of them is kept; none is written down twice.

Instruments and options stand in ``knowledge/options.yaml``, questions in the profile's models, derived fields with the
rules that set them, and the words of the product and of the sheets in the catalogue of reader's text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from ..knowledge.options import InstrumentText
from ..rendering import Catalogue, load_catalogue
from ..rulebase import Rulebase
from ..rulebase.model import Class, Classify, Step
from .shell import Language
from .terms import Terms

Kind = Literal[
    "instrument", "option", "question", "derived", "rule_kind", "class", "step", "status", "confidence", "word"
]
OPTIONS = "knowledge/options.yaml"
CATALOGUE = "templates/text"
OF_THE_PRODUCT: tuple[tuple[Kind, str, tuple[str, ...]], ...] = (
    ("rule_kind", "command.kind", ("classify", "exclude", "require", "argue", "cohere", "bound", "advise")),
    ("class", "command.class", get_args(Class)),
    ("step", "command.step", get_args(Step)),
    ("status", "members", ("now", "now_if", "pilot", "later", "not")),
    ("confidence", "confidence", ("clear", "leaning", "open")),
)
"""words of the product: their kind, the room of the catalogue that holds them, and the codes"""


@dataclass(frozen=True)
class _Word:
    """A term in one language."""

    name: str
    kind: Kind
    code: str
    file: str | None
    meaning: str = ""
    synonyms: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Term:
    """A term in both languages; ``file`` says where it is kept, None for a question of the region file."""

    kind: Kind
    code: str
    file: str | None
    name: dict[Language, str]
    meaning: dict[Language, str]
    synonyms: tuple[str, ...]
    passages: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that it goes by, in lower case."""
        return tuple(name.lower() for name in (*self.name.values(), *self.synonyms))


def all_terms(base: Rulebase) -> Iterator[Term]:
    """Every term, in no particular order."""
    for nl, en in zip(_words(base, "nl"), _words(base, "en"), strict=True):
        yield Term(
            kind=nl.kind,
            code=nl.code,
            file=nl.file,
            name={"nl": nl.name, "en": en.name},
            meaning={"nl": nl.meaning, "en": en.meaning},
            synonyms=nl.synonyms,
            passages=nl.passages,
        )


def _words(base: Rulebase, language: Language) -> Iterator[_Word]:
    terms = Terms(load_catalogue(language), base.vocabulary, base.library)
    for name, held in base.library.options.instruments.items():
        yield from _instrument(name, held, terms)
    for code, called in terms.catalogue.under("families").items():
        members = terms.options(base.library.options.expand(code))
        yield _Word(called, "option", code, CATALOGUE, terms.catalogue.say("glossary.family", options=members))
    yield from _fields(base, terms)
    yield from _of_the_catalogue(terms.catalogue)


def _instrument(name: str, held: InstrumentText, terms: Terms) -> Iterator[_Word]:
    """An instrument with its options."""
    say, called = terms.catalogue.say, terms.both(held.name)
    options = tuple(terms.both(option.name) for option in held.options.values())
    meaning = say(f"glossary.instrument_{'set' if held.multi else 'one'}", options=options)
    yield _Word(called, "instrument", name, OPTIONS, meaning, held.synonyms, held.passages)
    for code, option in held.options.items():
        plain = f"{terms.both(option.plain)}. " if option.plain else ""
        meaning = f"{plain[:1].upper()}{plain[1:]}{say('glossary.option', instrument=called)}"
        yield _Word(terms.both(option.name), "option", f"{name}.{code}", OPTIONS, meaning, option.synonyms)


def _fields(base: Rulebase, terms: Terms) -> Iterator[_Word]:
    """Questions of the region file, what is computed from them, and what rules derive."""
    catalogue, setting = terms.catalogue, _files_setting(base)
    for name, field in base.vocabulary.items():
        if field.owner == "chosen":
            continue
        if field.owner == "classified":
            files = ", ".join(setting.get(name, ()))
            yield _Word(terms.label(name), "derived", name, files, catalogue.say("glossary.derived"))
        elif field.owner == "derived":
            yield _Word(terms.label(name), "derived", name, None, catalogue.say("glossary.computed"))
        else:
            yield _Word(terms.label(name), "question", name, None, _question(name, field.set_field, catalogue))


def _question(name: str, set_field: str, catalogue: Catalogue) -> str:
    """The question as it is put to a region, where the catalogue words it."""
    if catalogue.has(f"questions.{name}"):
        return catalogue.say(f"questions.{name}")
    if set_field and catalogue.has(f"questions.{set_field}"):
        member = name.rpartition(".")[2]
        word = catalogue.first(f"members.{set_field}.{member}", f"members.{member}")
        return catalogue.say(f"questions.{set_field}", member=word)
    return ""


def _files_setting(base: Rulebase) -> dict[str, tuple[str, ...]]:
    """The files with the rules that set each derived field."""
    found: dict[str, dict[str, None]] = {}
    for held in base.located:
        if isinstance(held.rule, Classify):
            found.setdefault(next(iter(held.rule.sets)), {})[held.document.file] = None
    return {name: tuple(files) for name, files in found.items()}


def _of_the_catalogue(catalogue: Catalogue) -> Iterator[_Word]:
    """Words of the product, and terms that a sheet explains where they first appear."""
    for kind, room, codes in OF_THE_PRODUCT:
        for code in codes:
            meaning = catalogue.say(f"glossary.{kind}.{code}")
            yield _Word(catalogue.say(f"{room}.{code}"), kind, code, CATALOGUE, meaning)
    for path, words in catalogue.under("terms").items():
        if path.endswith(".words"):
            code = path.removesuffix(".words")
            yield _Word(catalogue.say(f"terms.{code}.term"), "word", code, CATALOGUE, words)
