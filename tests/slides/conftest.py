"""Slides of the regions that come with the product, opened again with python-pptx."""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any

from pptx import Presentation

from stuurwijzer.engine.rendering.numbers import Language
from stuurwijzer.engine.slides.build import slides_of

from ..conftest import advice_on

RIVIERENLAND, ACHTERHOEK, HART_VAN_BRABANT = "rivierenland-2021", "achterhoek-2021", "hart-van-brabant-2021"
REGIONS = (RIVIERENLAND, ACHTERHOEK, HART_VAN_BRABANT)
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@cache
def written(region: str, language: Language) -> bytes:
    return slides_of(advice_on(region), language)


def opened(content: bytes) -> Any:
    return Presentation(BytesIO(content))


@cache
def deck(region: str, language: Language) -> Any:
    return opened(written(region, language))


def runs(slide: Any) -> Iterator[Any]:
    """Every piece of text on a slide, those of tables and of the foot too; the number of the slide is no text."""
    return iter(slide._element.iter(f"{A}r"))


def lines(slide: Any) -> list[str]:
    """The text of each paragraph of a slide."""
    held = slide._element.iter(f"{A}p")
    return ["".join(t.text or "" for run in p.iter(f"{A}r") for t in run.iter(f"{A}t")) for p in held]


def text(slide: Any) -> str:
    return "\n".join(lines(slide))


def notes(slide: Any) -> str:
    return str(slide.notes_slide.notes_text_frame.text)


def title(slide: Any) -> str:
    return str(slide.shapes.title.text)


def tables(slide: Any) -> list[Any]:
    return [shape for shape in slide.shapes if shape.has_table]
