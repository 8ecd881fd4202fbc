"""What WeasyPrint does for any page and ours do not need, left out; it took a sixth of the work of a file."""

import re
import zlib
from functools import cache
from typing import Any
from xml.etree import ElementTree

import pydyf
from cssselect2 import ElementWrapper, Matcher
from weasyprint import CSS, HTML
from weasyprint.html import UA_STYLESHEET

NOTES = ("footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback")
"""what the style sheet of the renderer gives each element, should it be a note; our pages have none"""
VOID = re.compile(r"(<(?:meta|col|br)\b[^>]*)>")
SVG = "http://www.w3.org/2000/svg"
LEVEL = 6
"""of compression: the highest, which the library takes, is five times the work and gains two in a hundred of a file"""


class Page(HTML):  # type: ignore[misc]  # WeasyPrint has no types
    """A page of ours: well-formed but for elements that are not closed, and without notes."""

    def __init__(self, page: str, url_fetcher: Any) -> None:
        try:
            tree = ElementTree.fromstring(VOID.sub(r"\1/>", page).replace("<svg ", f'<svg xmlns="{SVG}" '))
        except ElementTree.ParseError:  # a control character in a name, which a browser takes
            super().__init__(string=page, url_fetcher=url_fetcher)
            return
        self.base_url, self.url_fetcher, self.media_type = None, url_fetcher, "print"
        self.wrapper_element = ElementWrapper.from_html_root(tree, content_language=None)
        self.etree_element = self.wrapper_element.etree_element

    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
        return [_without_notes()]


@cache
def _without_notes() -> CSS:
    sheet, matcher = CSS(string=""), Matcher()
    vars(matcher).update(vars(UA_STYLESHEET.matcher))
    matcher.other_selectors = [held for held in matcher.other_selectors if held[3] not in NOTES]
    vars(sheet).update(vars(UA_STYLESHEET), matcher=matcher)
    return sheet


class _Written(pydyf.Object):  # type: ignore[misc]
    """An object of a PDF file as it will stand there."""

    def __init__(self, made: Any) -> None:
        super().__init__()
        self.number, self.generation, self.free = made.number, made.generation, made.free
        self._in_stream: bool = made.compressible
        self._content = _packed(made) if isinstance(made, pydyf.Stream) and made.compress else made.data

    @property
    def data(self) -> bytes:
        return self._content

    @property
    def compressible(self) -> bool:
        return self._in_stream


def write_once(pdf: Any) -> None:
    """Turn the objects of a finished file into bytes, which are asked for twice: for the file and its identifier."""
    pdf.objects[:] = [held if held.free == "f" else _Written(held) for held in pdf.objects]


def _packed(stream: Any) -> bytes:
    content = b"\n".join(pydyf._to_bytes(item) for item in stream.stream)
    packed = zlib.compress(content, LEVEL)
    return bytes(pydyf.Stream([packed], {**stream.extra, "Filter": "/FlateDecode"}).data)
