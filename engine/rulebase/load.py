"""Read the rule base and everything it refers to, and report all that is wrong with it at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType

from ..facts import Field, Vocabulary, input_vocabulary
from ..knowledge.library import Library, load_library
from ..reading import Document, Problem, ProblemsFoundError, read_document, validate
from .check import check_rules
from .check_claims import check_claims
from .claim_tests import ClaimTest
from .located import Located
from .model import Rule, RuleFile


@dataclass(frozen=True)
class Rulebase:
    """All rules in declaration order, and the knowledge they refer to. What is in force follows from the as-of date."""

    located: tuple[Located, ...]
    library: Library
    vocabulary: Vocabulary
    claims: Mapping[str, ClaimTest]
    """what is known of each claim that a rule argues"""

    @property
    def rules(self) -> Mapping[str, Rule]:
        return {held.rule.id: held.rule for held in self.located}


def load_rulebase(rules: Traversable | None = None, knowledge: Traversable | None = None) -> Rulebase:
    """The rule base of the package, or of other folders. Raises ProblemsFoundError with every problem of every file.

    That of the package is read once in a process: it does not change while the program runs.
    """
    return _shipped() if rules is None and knowledge is None else _read(rules, knowledge)


@cache
def _shipped() -> Rulebase:
    return _read(None, None)


def _read(rules: Traversable | None, knowledge: Traversable | None) -> Rulebase:
    library = load_library(knowledge)
    problems: list[Problem] = []
    documents: list[tuple[Document, RuleFile]] = []
    for path in _yaml_files(rules or files("stuurwijzer") / "rules"):
        try:
            document = read_document(path, f"rules/{path.name}")
            documents.append((document, validate(RuleFile, document)))
        except ProblemsFoundError as error:
            problems += error.problems
    located = tuple(
        Located(rule, document, position, file.topic)
        for document, file in documents
        for position, rule in enumerate(file.rules)
    )
    vocabulary = _vocabulary(documents, library, problems)
    problems += check_rules(located, vocabulary, library)
    problems += check_claims(located, documents, library)
    if problems:
        raise ProblemsFoundError(problems)
    claims = {name: test for _, file in documents for name, test in file.claims.items()}
    return Rulebase(located, library, vocabulary, MappingProxyType(claims))


def _yaml_files(folder: Traversable) -> Iterator[Path]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".yaml"):
            yield Path(str(entry))


def _vocabulary(documents: list[tuple[Document, RuleFile]], library: Library, problems: list[Problem]) -> Vocabulary:
    """Fields of the profile, fields that rules set, and the choices of earlier stages."""
    fields = dict(input_vocabulary())
    for document, file in documents:
        for name, held in file.fields.items():
            if name in fields:
                problems.append(document.problem(("fields", name), "field_twice", found=name))
                continue
            fields[name] = Field(
                name,
                held.type,
                "classified",
                held.values,
                held.dutch,
                held.meaning,
                true_wins=held.merge == "true_wins",
            )
    return MappingProxyType(fields | choice_fields(library))


STATUSES = ("now", "now_if", "pilot", "later", "not")


def choice_fields(library: Library) -> dict[str, Field]:
    """``chosen.<instrument>`` for each instrument with one choice, ``status.<option>`` for each funding variant."""
    chosen = {
        f"chosen.{name}": Field(f"chosen.{name}", "enum", "chosen", tuple(held.options), held.name.nl, held.name.en)
        for name, held in library.options.instruments.items()
        if not held.multi
    }
    for code in library.options.of("funding"):
        text = library.options.by_code[code].text.name
        chosen[f"status.{code}"] = Field(f"status.{code}", "enum", "chosen", STATUSES, text.nl, text.en)
    return chosen
