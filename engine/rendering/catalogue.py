"""The catalogue of reader's text: one sentence per code, in one folder of files per language.

A sentence is plain text with named places: ``{name}``. A whole number is grouped as the language does; a list becomes
"a, b en c" (``{x:or}``: "a, b of c"); ``{n:één segment|# segmenten}`` chooses by number (three forms: none, one, more)
and ``#`` is the number, a small one in words as ``{n:words}`` has it. Values are data, never read as text with places.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from ..reading import read_document
from .elements import Line, Span, Words, merged, plain
from .numbers import Language, count

Value = str | int | Span | Line | Sequence[str]
LANGUAGES: tuple[Language, ...] = ("nl", "en")
PLACE = re.compile(r"\{([a-z_0-9]+)(?::([^{}]*))?\}")
ONE = 1
TWO_FORMS, THREE_FORMS = 2, 3


class MissingTextError(LookupError):
    """The catalogue has no sentence for a code, or a sentence names a value that was not given."""


@dataclass(frozen=True)
class Catalogue:
    """The texts of one language, by dotted code."""

    language: Language
    texts: Mapping[str, str]

    def say(self, code_path: str, **values: Value) -> str:
        """The sentence of a code with its values. Raises MissingTextError."""
        text = self.texts.get(code_path, "{")
        return text if "{" not in text else plain(self.line(code_path, **values))

    def line(self, code_path: str, **values: Value) -> Line:
        """As ``say``, where values may be spans such as a date or the sign for unknown."""
        text = self.texts.get(code_path)
        if text is None:
            raise MissingTextError(f"{self.language}: {code_path}")
        return merged(tuple(self._spans(code_path, text, values))) if "{" in text else (Words(text),)

    def has(self, code_path: str) -> bool:
        return code_path in self.texts

    def first(self, *code_paths: str) -> str:
        """The text of the first code that has one. Raises MissingTextError when none has."""
        for code in code_paths:
            if code in self.texts:
                return self.texts[code]
        raise MissingTextError(f"{self.language}: {' / '.join(code_paths)}")

    def under(self, prefix: str) -> dict[str, str]:
        """The texts under a code, by the rest of their code."""
        return {code[len(prefix) + 1 :]: text for code, text in self.texts.items() if code.startswith(f"{prefix}.")}

    def listed(self, items: Sequence[str], last: str = "and") -> str:
        """``a, b en c``, or ``a, b of c`` with ``last`` "or"."""
        if len(items) <= ONE:
            return "".join(items)
        return f"{', '.join(items[:-1])} {self.texts[f'words.{last}']} {items[-1]}"

    def _spans(self, code: str, text: str, values: Mapping[str, Value]) -> Iterator[Span]:
        for words, name, form in _pieces(text):
            if words:
                yield Words(words)
            if name:
                if name not in values:
                    raise MissingTextError(f"{self.language}: {code} needs {name}")
                yield from self._shown(values[name], form)

    def _shown(self, value: Value, form: str) -> Iterator[Span]:
        if isinstance(value, str):
            yield Words(value)
        elif isinstance(value, int):
            yield Words(self._number(value, form))
        elif isinstance(value, Sequence):
            if all(isinstance(item, str) for item in value):
                yield Words(self.listed([item for item in value if isinstance(item, str)], form or "and"))
            else:
                yield from (item for item in value if not isinstance(item, str))
        else:
            yield value

    def _number(self, value: int, form: str) -> str:
        shown = count(value, self.language)
        if form == "words":
            return self.texts.get(f"numbers.{value}", shown)
        forms = form.split("|")
        spelled = self.texts.get(f"numbers.{value}", shown)
        if len(forms) == TWO_FORMS:
            return forms[value != ONE].replace("#", spelled)
        if len(forms) == THREE_FORMS:
            return forms[min(value, TWO_FORMS)].replace("#", spelled)
        return shown


@cache
def _pieces(text: str) -> tuple[tuple[str, str, str], ...]:
    """A sentence cut at its places: the words before a place, its name and its form; both empty at the end."""
    held, at = [], 0
    for place in PLACE.finditer(text):
        held.append((text[at : place.start()], place[1], place[2] or ""))
        at = place.end()
    return (*held, (text[at:], "", ""))


@cache
def load_catalogue(language: Language) -> Catalogue:
    """The catalogue of a language: all files of its folder as one. A code may stand in one file only."""
    folder = files("stuurwijzer") / "templates" / "text" / language
    texts: dict[str, str] = {}
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".yaml"):
            held = read_document(Path(str(entry)), f"templates/text/{language}/{entry.name}").data
            for code, text in _flat(held):
                if code in texts:
                    raise MissingTextError(f"{language}: {code} stands in two files")
                texts[code] = text
    return Catalogue(language, texts)


def _flat(held: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(held, dict):
        for key, value in held.items():
            yield from _flat(value, f"{path}.{key}" if path else str(key))
    else:
        yield path, str(held)
