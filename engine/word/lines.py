"""Lines of spans as runs of Word: references and links lead to bookmarks of the same document, and nowhere else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..office.package import LOCALES
from ..rendering.elements import Cite, Line, Link, Span
from ..rendering.marked import marked
from ..rendering.references import source_anchor
from .bookmarks import Bookmarks
from .styles import Styles
from .xml import Element, text_element, w

LONGEST_TIP = 250
"""characters that Word shows when one points at a link"""


@dataclass(frozen=True)
class Lines:
    """Runs of a document: its styles, the places that references lead to, and the words of its signs."""

    styles: Styles
    bookmarks: Bookmarks
    labels: Mapping[str, str]

    def runs(self, line: Line, bold: bool = False) -> list[Element]:
        return [run for span in line for run in self._span(span, bold)]

    def _span(self, span: Span, bold: bool) -> Iterator[Element]:
        match span:
            case Cite():
                yield from self._leading(source_anchor(span.passage), span.shown, span.spoken, span.anchor, bold)
            case Link():
                yield from self._leading(span.target, span.text, span.spoken, "", bold, span.lang)
            case _:
                held = marked(span, self.labels)
                yield self.run(held.text, bold or held.bold, held.italic, "code" if held.code else "", held.lang)

    def _leading(
        self, target: str, text: str, spoken: str, anchor: str, bold: bool, lang: str = ""
    ) -> tuple[Element, ...]:
        name = self.bookmarks.name(target)
        if not name:  # on paper it says where to look; here there is nothing to jump to
            return self.bookmarks.around(anchor, self.run(text, bold, lang=lang))
        tip = {"tooltip": spoken[:LONGEST_TIP]} if spoken else {}
        link = w("hyperlink", self.run(text, bold, style="reference", lang=lang), anchor=name, history="1", **tip)
        return self.bookmarks.around(anchor, link)

    def run(self, text: str, bold: bool = False, italic: bool = False, style: str = "", lang: str = "") -> Element:
        """One run. ``lang`` is set where the text is not in the language of the document."""
        properties = w(
            "rPr",
            w("rStyle", val=self.styles[style]) if style else None,
            w("b") if bold else None,
            w("i") if italic else None,
            w("lang", val=LOCALES["nl" if lang == "nl" else "en"]) if lang else None,
        )
        return w("r", properties if len(properties) else None, text_element(text))
