"""Lines of spans as runs: text with its weight, its language, and the slide that it leads to."""

from collections.abc import Mapping
from typing import NamedTuple

from ..office.package import plain_text
from ..rendering.elements import Line, Link, Sign, Span, Words
from ..rendering.marked import marked
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
    held = (_run(span, labels) for span in line)
    return tuple(run for run in held if run.text)


def _run(span: Span, labels: Mapping[str, str]) -> Run:
    held = marked(span, labels)
    run = Run(plain_text(held.text), held.bold, held.italic, held.lang)
    match span:
        case Link(target=target, spoken=spoken):
            return run._replace(target=target, spoken=plain_text(spoken))
        case Sign():
            return run._replace(text=run.text.replace(" ", NBSP))
        case Words(text=text) if text == NBSP:  # between a choice and its sign: with its word that is a place to break
            return run._replace(text=" ")
        case _:
            return run
