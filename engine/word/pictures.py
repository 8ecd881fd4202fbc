"""Pictures as points: the same drawing as on a page, with what it shows as its alternative text."""

from io import BytesIO
from typing import Protocol

from ..office.package import plain_text
from ..pictures import Drawing
from ..pictures.points import as_png
from ..rendering.elements import Gantt
from ..rendering.gantt import drawing_of
from .lines import Lines
from .xml import Element, w

EMU_OF_TWIP = 635
EMU_OF_TENTH = 952
"""a tenth of a CSS pixel, of which 96 go in an inch"""
FIRST_ID = 9_001
"""beyond what a template counts its own drawings by"""


class Part(Protocol):
    """Of python-docx: where the points are kept."""

    def new_pic_inline(self, image_descriptor: BytesIO, width: int, height: int) -> Element: ...


class Pictures:
    """The pictures of one document."""

    def __init__(self, part: Part, lines: Lines) -> None:
        self._part, self._lines, self._made = part, lines, 0

    def paragraph(self, picture: Drawing | Gantt, width: int) -> Element:
        """The picture at its own size, or as wide as there is room (``width``, in twentieths of a point)."""
        drawing = drawing_of(picture) if isinstance(picture, Gantt) else picture
        wide = min(drawing.width * EMU_OF_TENTH, width * EMU_OF_TWIP)
        inline = self._part.new_pic_inline(BytesIO(as_png(drawing)), wide, wide * drawing.height // drawing.width)
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")  # left out, some programs keep a distance of their own
        inline.docPr.id = FIRST_ID + self._made
        inline.docPr.name = drawing.id
        inline.docPr.set("descr", plain_text(f"{drawing.finding} {drawing.in_words}"))
        self._made += 1
        style = w("pPr", w("pStyle", val=self._lines.styles["picture"]))
        return w("p", style, w("r", w("drawing", inline)))
