"""Cases of rules as they stand in ``knowledge/rule-cases``: what a source says must follow from some facts.

The expectation of a case is read from the lines of a source, or calculated by hand; it is never what the program gave.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path as FilePath
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from ..knowledge.options import Options
from ..profile.answers import DATE, Strict, Text
from ..reading import Document, Problem, ProblemsFoundError, read_document, validate
from ..reading.problems import Path
from ..reading.validation import nearest
from ..rulebase import Rulebase
from ..rulebase.conditions import ConditionError, Constant, constant_of
from ..rulebase.entered import may_be_entered
from .statements import expanded, possible

FOLDER = "rule-cases"
OUTSIDE = frozenset({"classified"})
"""fields that a case cannot give: rules set them"""


def _word(value: Any) -> Any:
    """A value as a condition would write it; null takes a fact away."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | date) else value


Given = dict[Text, Annotated[Text | None, BeforeValidator(_word)]]


class CaseEntry(Strict):
    """One expectation with its twins.

    ``given``: facts by field, values as in conditions. ``then`` must follow and ``never`` must not. Each of ``also``
    is a change of the facts under which the same must follow; each of ``unless`` one under which none of ``then`` does.
    """

    name: Text = Field(description="the expectation as a sentence")
    passages: tuple[Text, ...] = Field((), description="where the expectation was read")
    calculated: Text | None = Field(None, description="how the expectation was worked out by hand")
    as_of: Annotated[date, DATE] | None = Field(None, description="day of the rules; without it that of the file")
    entered: dict[Text, Annotated[date, DATE]] = Field(
        default_factory=dict, description="days for parameters that nobody had found, as a region may enter them"
    )
    given: Given = Field(default_factory=dict)
    then: tuple[Text, ...] = ()
    never: tuple[Text, ...] = ()
    also: tuple[Given, ...] = ()
    unless: tuple[Given, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> "CaseEntry":
        """It expects something, says where that comes from, and has twins only of what must follow."""
        said = bool(self.passages or self.calculated)
        if not said or not (self.then or self.never) or ((self.also or self.unless) and not self.then):
            raise PydanticCustomError("readable", "refused", {"code": "rule_case_half_said", "values": {}})
        return self


class CaseFile(Strict):
    as_of: Annotated[date, DATE]
    cases: tuple[CaseEntry, ...]


Facts = Mapping[str, Constant]


@dataclass(frozen=True, order=True)
class Moment:
    """What decides which rules are in force: a day, and days that were entered for parameters, by id."""

    as_of: date
    entered: tuple[tuple[str, date], ...] = ()


@dataclass(frozen=True)
class Variant:
    """A case or one of its twins, ready to run: the facts, and the statements that must and must not follow."""

    case: str
    label: str
    moment: Moment
    facts: Facts
    present: frozenset[str]
    absent: frozenset[str]


def load_rule_cases(base: Rulebase, knowledge: Traversable | None = None) -> tuple[Variant, ...]:
    """The cases of the package, or of another folder, by file and place. Raises ProblemsFoundError with all faults."""
    folder = (knowledge or files("stuurwijzer") / "knowledge") / FOLDER
    known = possible(base)
    problems: list[Problem] = []
    variants: list[Variant] = []
    seen: dict[str, str] = {}
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if not entry.name.endswith(".yaml"):
            continue
        try:
            document = read_document(FilePath(str(entry)), f"knowledge/{FOLDER}/{entry.name}")
            file = validate(CaseFile, document)
        except ProblemsFoundError as error:
            problems += error.problems
            continue
        reader = _Reader(document, file, base, known)
        problems += reader.faults(seen)
        if not problems:
            variants += reader.variants()
    if problems:
        raise ProblemsFoundError(problems)
    return tuple(variants)


@dataclass(frozen=True)
class _Reader:
    """One file with what it refers to."""

    document: Document
    file: CaseFile
    base: Rulebase
    known: frozenset[str]

    def faults(self, seen: dict[str, str]) -> Iterator[Problem]:
        """``seen`` holds the names of all cases read so far, with their place."""
        for number, case in enumerate(self.file.cases):
            path: Path = ("cases", number)
            if case.name in seen:
                yield self.document.problem((*path, "name"), "rule_case_twice", found=case.name, first=seen[case.name])
            seen[case.name] = f"{self.document.file}:{self.document.line((*path, 'name'))}"
            for at, passage in enumerate(case.passages):
                if passage not in self.base.library.passages:
                    near = nearest(passage, list(self.base.library.passages))
                    yield self.document.problem(
                        (*path, "passages", at), "case_unknown_passage", found=passage, near=near
                    )
            for key in ("then", "never"):
                for at, statement in enumerate(getattr(case, key)):
                    if not all(one in self.known for one in self._expanded(statement)):
                        near = nearest(statement, sorted(self.known))
                        yield self.document.problem(
                            (*path, key, at), "rule_case_nobody_says", found=statement, near=near
                        )
            for name in sorted(case.entered.keys() - set(may_be_entered())):
                near = nearest(name, list(may_be_entered()))
                yield self.document.problem((*path, "entered", name), "rule_case_entered", found=name, near=near)
            yield from self._given_faults(case.given, (*path, "given"))
            for key in ("also", "unless"):
                for at, given in enumerate(getattr(case, key)):
                    yield from self._given_faults(given, (*path, key, at))

    def _given_faults(self, given: Given, path: Path) -> Iterator[Problem]:
        for name, text in given.items():
            field = self.base.vocabulary.get(name)
            if field is None:
                near = nearest(name, list(self.base.vocabulary))
                yield self.document.problem((*path, name), "case_unknown_field", found=name, near=near)
            elif field.owner in OUTSIDE:
                yield self.document.problem((*path, name), "rule_case_gives_derived", found=name)
            elif text is not None:
                try:
                    constant_of(field, text)
                except ConditionError as error:
                    yield self.document.problem((*path, name), error.code, **error.values)

    def variants(self) -> Iterator[Variant]:
        for case in self.file.cases:
            day = Moment(case.as_of or self.file.as_of, tuple(sorted(case.entered.items())))
            then = frozenset(one for statement in case.then for one in self._expanded(statement))
            never = frozenset(one for statement in case.never for one in self._expanded(statement))
            yield Variant(case.name, "", day, self._facts(case.given), then, never)
            for number, change in enumerate(case.also, 1):
                yield Variant(case.name, f"also {number}", day, self._facts(case.given | change), then, frozenset())
            for number, change in enumerate(case.unless, 1):
                yield Variant(case.name, f"unless {number}", day, self._facts(case.given | change), frozenset(), then)

    def _facts(self, given: Given) -> Facts:
        fields = self.base.vocabulary
        return MappingProxyType(
            {name: constant_of(fields[name], text) for name, text in given.items() if text is not None}
        )

    def _expanded(self, statement: str) -> tuple[str, ...]:
        options: Options = self.base.library.options
        return expanded(statement, options)
