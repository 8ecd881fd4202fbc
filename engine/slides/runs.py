"""Lines of spans as runs: text with its weight, its language, and the slide that it leads to."""

from collections.abc import Mapping
from typing import NamedTuple

from ..office.package import plain_text
from ..rendering.elements import (
    OWN,
    SIGNS,
    Cite,
    Code,
    Day,
    Line,
    Link,
    Own,
    Sign,
    Span,
    Stressed,
    Strong,
    Unknown,
    Words,
)
from ..rendering.numbers import NBSP

Runs = tuple["Run", ...]


class Run(NamedTuple):
    text: str
    bold: bool = False
    italic: bool = False
    lang: str = ""
    """set where it is not the language of the slides"""
    target: str = ""
    """the anchor that it leads to; one that no slide has is plain text"""
    spoken: str = ""


def runs_of(line: Line, labels: Mapping[str, str]) -> Runs:
    """A sign never stands without its word: slides have no spoken names for text."""
    held = (_run(span, labels) for span in line)
    return tuple(run for run in held if run.text)


def _run(span: Span, labels: Mapping[str, str]) -> Run:
    match span:
        case Strong(text=text):
            return Run(plain_text(text), bold=True)
        case Stressed(text=text):
            return Run(plain_text(text), italic=True)
        case Unknown():
            return Run("?", bold=True)
        case Own():
            return Run(OWN)
        case Sign(word=word):
            return Run(f"{SIGNS[word]}{NBSP}{labels[f'word_{word}']}")
        case Day(shown=shown) | Cite(shown=shown):
            return Run(plain_text(shown))
        case Link(text=text, target=target, spoken=spoken, lang=lang):
            return Run(plain_text(text), lang=lang, target=target, spoken=plain_text(spoken))
        case Code(text=text):
            return Run(plain_text(text))
        case Words(text=text) if text == NBSP:  # between a choice and its sign: with its word that is a place to break
            return Run(" ")
        case _:
            return Run(plain_text(span.text), lang=span.lang)
