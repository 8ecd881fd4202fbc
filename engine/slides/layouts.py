"""The layouts of a template that are used: one for the first slide, one for every other, and what room they leave."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from .blocks import POINT, Room
from .measure import wider_by
from .xml import name

TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
TEXTS = (PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.BODY)
FEWEST_POINTS = (450, 200)
"""width and height of a box that takes a table in letters of 18 points"""


@dataclass(frozen=True)
class Layouts:
    """``opening`` is the layout of the first slide, which may be that of the others."""

    opening: Any
    content: Any
    title: Any
    text: Any
    """the boxes of ``content``"""

    def room(self) -> Room:
        return Room(
            width=self.text.width,
            height=self.text.height,
            title_width=self.title.width,
            title_height=self.title.height,
            wider=wider_by(_faces(self.content)),
        )


def opened(template: bytes) -> Any:
    """A template that was checked."""
    return Presentation(BytesIO(template))


def layouts_of(presentation: Any) -> Layouts | None:
    """The layouts to use, by what their boxes are for; None where none has a title and one box with room for text."""
    usable = []
    for number, layout in enumerate(presentation.slide_layouts):
        title, texts = title_of(layout), texts_of(layout)
        if title is not None and title.width is not None and len(texts) == 1 and _has_room(texts[0]):
            kind = layout._element.get("type") == "obj"
            usable.append(((kind, texts[0].width * texts[0].height, -number), layout, title, texts[0]))
    if not usable:
        return None
    _, content, title, text = max(usable, key=lambda held: held[0])
    opening = next((held for held in presentation.slide_layouts if _opens(held)), content)
    return Layouts(opening, content, title, text)


def title_of(held: Any) -> Any:
    return next((box for box in held.placeholders if box.placeholder_format.type in TITLES), None)


def texts_of(held: Any) -> list[Any]:
    return [box for box in held.placeholders if box.placeholder_format.type in TEXTS]


def _has_room(box: Any) -> bool:
    return box.width is not None and box.width >= FEWEST_POINTS[0] * POINT and box.height >= FEWEST_POINTS[1] * POINT


def _opens(layout: Any) -> bool:
    kinds = {box.placeholder_format.type for box in layout.placeholders if box.width is not None}
    return PP_PLACEHOLDER.CENTER_TITLE in kinds and PP_PLACEHOLDER.SUBTITLE in kinds


def _faces(layout: Any) -> frozenset[str]:
    """The typefaces that text in a layout can get: its own, those of its master, and those of the theme."""
    master = layout.slide_master
    theme = etree.fromstring(master.part.part_related_by(RT.THEME).blob)
    fonts = theme.find(f".//{name('a:fontScheme')}")
    scheme = [] if fonts is None else [held.find(name("a:latin")) for held in fonts]
    return frozenset(_named([*scheme, *_latin(layout._element), *_latin(master._element)]))


def _latin(element: Any) -> Iterator[Any]:
    return iter(element.iter(name("a:latin")))


def _named(held: Iterable[Any]) -> Iterator[str]:
    for latin in held:
        face = "" if latin is None else str(latin.get("typeface") or "")
        if not face.startswith("+"):
            yield face
