"""Warnings that are so on purpose: each with the reason why, as data, so that a new one is seen at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field

from ..knowledge.options import Both
from ..profile.answers import DATE, Strict, Text
from ..reading import Document, read_document, validate
from .diagnostic import Diagnostic, Place

FILE = "knowledge/explained-warnings.yaml"


class Explanation(Strict):
    """Why a warning is no fault. ``code`` and ``subjects`` are those of the diagnostics that it explains."""

    code: Text
    subjects: tuple[Text, ...] = Field(min_length=1)
    reason: Both
    date: Annotated[date, DATE]


class ExplanationsFile(Strict):
    explained: tuple[Explanation, ...] = ()


@dataclass(frozen=True)
class Explanations:
    """The explanations of a rule base, and where each of them stands."""

    by_name: Mapping[tuple[str, str], Explanation]
    places: Mapping[tuple[str, str], Place]

    def of(self, diagnostic: Diagnostic) -> Explanation | None:
        """Only a warning is explained: an error is mended, and a figure needs no excuse."""
        return self.by_name.get((diagnostic.code, diagnostic.subject)) if diagnostic.severity == "warning" else None

    def needless(self, diagnostics: Iterable[Diagnostic], made: frozenset[str]) -> list[Diagnostic]:
        """Explanations of what is not there. ``made``: the codes that were looked for this time."""
        there = {(d.code, d.subject) for d in diagnostics if d.severity == "warning"}
        return [
            Diagnostic("explanation_needless", f"{code}: {subject}", (self.places[code, subject],), {"code": code})
            for code, subject in self.by_name
            if (code, subject) not in there and code in made
        ]


NONE = Explanations({}, {})


def load_explanations(folder: Path) -> Explanations:
    """Read the explanations of a knowledge folder; none where it has no such file. Raises ProblemsFoundError."""
    path = folder / FILE.partition("/")[2]
    if not path.is_file():
        return NONE
    document = read_document(path, FILE)
    return explanations_of(document)


def explanations_of(document: Document) -> Explanations:
    held = validate(ExplanationsFile, document)
    by_name: dict[tuple[str, str], Explanation] = {}
    places: dict[tuple[str, str], Place] = {}
    for number, explanation in enumerate(held.explained):
        for at, subject in enumerate(explanation.subjects):
            by_name[explanation.code, subject] = explanation
            line = document.line(("explained", number, "subjects", at))
            places[explanation.code, subject] = Place(document.file, line, subject)
    return Explanations(by_name, places)
