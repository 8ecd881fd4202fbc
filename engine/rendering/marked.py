"""What a span keeps where it is not HTML: text with weight, kind and language. Where it leads to is up to the form."""

from collections.abc import Mapping
from typing import NamedTuple

from .elements import OWN, SIGNS, Cite, Code, Day, Link, Own, Sign, Span, Stressed, Strong, Unknown, Words


class Marked(NamedTuple):
    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    lang: str = ""
    """set where it is not the language of the document"""


def marked(span: Span, labels: Mapping[str, str]) -> Marked:
    """A sign never stands without its word, one of ``labels``: these forms have no spoken names for text."""
    match span:
        case Strong(text=text):
            return Marked(text, bold=True)
        case Stressed(text=text):
            return Marked(text, italic=True)
        case Code(text=text):
            return Marked(text, code=True)
        case Unknown():
            return Marked("?", bold=True)
        case Own():
            return Marked(OWN)
        case Sign(word=word):
            return Marked(f"{SIGNS[word]} {labels[f'word_{word}']}")
        case Day(shown=shown) | Cite(shown=shown):
            return Marked(shown)
        case Words(text=text, lang=lang) | Link(text=text, lang=lang):
            return Marked(text, lang=lang)
