"""What cells of a workbook to fill in hold: a value of the profile, a sign where there is none, and closed lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from .answers import Answer, Basis
from .overrides import Choices
from .questions import Questions, Texts
from .shapes import Plain
from .workbook_names import ABOUT, NO, NOT_APPLICABLE_SIGN, UNKNOWN_SIGN, YES, Head, Language, in_language

Held = str | int | date | None
"""what a cell holds: text, a day, or a whole number in the unit of its question (cents, hundredths of a percent, of
fte); None is an empty cell"""


@dataclass(frozen=True)
class Known:
    """What the models do not know: words, the options of each instrument, and the names of the steps of a planning."""

    texts: Texts
    choices: Choices
    steps: Mapping[str, str]

    @property
    def language(self) -> Language:
        return "nl" if self.texts.language == "nl" else "en"


class Cells:
    """Values and choices as cells show them."""

    def __init__(self, known: Known) -> None:
        self._known, self._texts, self._questions = known, known.texts, Questions(known.texts)

    def taken_apart(self, answer: Answer[Any] | None) -> tuple[Mapping[Head, str], Held, Any]:
        """What is known about an answer as it was given, the sign that stands for its value, and the value."""
        if answer is None:
            return {}, None, None
        given = {head: getattr(answer, head) for head in ABOUT if head in answer.model_fields_set}
        about = {head: self._about(head, held) for head, held in given.items() if held not in (None, False)}
        if answer.value is not None:
            return about, None, answer.value
        return about, UNKNOWN_SIGN if answer.applies else NOT_APPLICABLE_SIGN, None

    def _about(self, head: Head, held: Any) -> str:
        if head == "basis":
            return basis_label(held, self._texts)
        return self.word(YES) if held is True else str(held)

    def held(self, shape: Plain, value: Any, there: bool, code: str = "") -> Held:
        """A value of the profile as a cell holds it; one that nobody knows as its sign."""
        if value is None:
            return UNKNOWN_SIGN if there else None
        if shape.kind == "bool":
            return self.word(YES if value else NO)
        if shape.kind == "enum":
            return self._questions.member(code, str(value))
        if shape.kind == "fte":
            low, high = value
            return low if low == high else f"{_decimal(low)}-{_decimal(high)}"
        held: Held = value
        return held

    def choices_of(self, shape: Plain, code: str) -> tuple[str, ...]:
        if shape.kind == "bool":
            return self.word(YES), self.word(NO)
        if code.endswith(".option"):
            held = self._known.choices
            return tuple(f"{instrument}.{option}" for instrument, names in held.items() for option in names)
        return tuple(self._questions.member(code, member) for member in shape.members)

    def key(self, code: str, key: str) -> str:
        word = self._known.steps.get(key, "") if code == "planning.steps" else ""
        word = self._texts.say(f"roles.{key}") if code == "owners" else word
        return f"{word[:1].upper()}{word[1:]}" if word else self._questions.member(code, key)

    def word(self, names: tuple[str, str]) -> str:
        return in_language(names, self._known.language)


def basis_label(basis: str, texts: Texts) -> str:
    """``measured (gemeten)``; in English the code is the word."""
    word = texts.say(f"basis.{basis}")
    return basis if word == basis else f"{basis} ({word})"


def basis_choices(texts: Texts) -> tuple[str, ...]:
    return tuple(basis_label(basis, texts) for basis in get_args(Basis))


def _decimal(hundredths: int) -> str:
    whole, part = divmod(hundredths, 100)
    return f"{whole},{part:02d}".rstrip("0").rstrip(",")
