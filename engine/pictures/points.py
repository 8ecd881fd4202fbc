"""A picture as a PNG, for programs that draw no SVG. Needs the extra ``stuurwijzer[word]``.

The letters are those of a font that travels along: what is installed on a machine does not matter to the bytes.
"""

from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from typing import Any

from .shapes import Drawing
from .svg import alone

FONT = "DejaVu Sans Condensed"
FONTS = ("book.ttf", "bold.ttf")
ZOOM = 2
"""points for each CSS pixel: some 190 to the inch on paper"""


def can_draw() -> bool:
    """Whether resvg is installed."""
    return find_spec("resvg_py") is not None


def as_png(drawing: Drawing, zoom: int = ZOOM) -> bytes:
    """The picture on white. The same drawing gives the same bytes. Raises ImportError without resvg."""
    import resvg_py

    rendered: Any = resvg_py.svg_to_bytes(
        svg_string=alone(drawing),
        zoom=zoom,
        skip_system_fonts=True,
        font_files=_fonts(),
        font_family=FONT,
        sans_serif_family=FONT,
    )
    return bytes(rendered)


@cache
def _fonts() -> list[str]:
    folder = files("stuurwijzer") / "templates" / "fonts"
    return [str(folder / name) for name in FONTS]
