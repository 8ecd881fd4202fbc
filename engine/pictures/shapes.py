"""What a picture is made of. Every length is a whole number of tenths of a CSS pixel, so no float decides a byte.

Meaning never rests on colour: fills are hatches and tints of the one ink, marks differ in shape, and whatever is drawn
is named beside it. A picture says what it shows (``finding``) and everything that it draws in words (``in_words``).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap
from typing import Literal

Fill = Literal["none", "solid", "dense", "sparse", "back", "dots", "tint1", "tint2", "tint3"]
"""``tint1`` to ``tint3`` are light enough for text to stand on; on the others it stands beside"""

SMALL, USUAL = 105, 120
"""sizes of letters: 10.5 and 12 pixels"""
SHEET, LYING = 7_000, 10_000
"""widths: of a page that stands, and of one that lies on its side"""


@dataclass(frozen=True)
class Box:
    x: int
    y: int
    width: int
    height: int
    fill: Fill = "none"
    weight: int = 10
    """of its edge; 0 draws none"""


@dataclass(frozen=True)
class Trace:
    """A line through points."""

    points: tuple[tuple[int, int], ...]
    weight: int = 10
    dashed: bool = False


@dataclass(frozen=True)
class Mark:
    """A sign around its middle."""

    x: int
    y: int
    kind: Literal["dot", "half", "ring", "diamond", "hollow_diamond"]
    size: int = 50
    """from the middle to the edge"""


@dataclass(frozen=True)
class Label:
    """Words on one line; ``y`` is the line that the letters stand on. ``lang`` where it is not that of the document."""

    x: int
    y: int
    text: str
    anchor: Literal["start", "middle", "end"] = "start"
    size: int = USUAL
    bold: bool = False
    lang: str = ""


Shape = Box | Trace | Mark | Label


@dataclass(frozen=True)
class Drawing:
    """A picture. ``id`` is of letters, digits and hyphens, and unique in its document."""

    id: str
    finding: str
    in_words: str
    width: int
    height: int
    shapes: tuple[Shape, ...]


def width_of(text: str, size: int) -> int:
    """At most so wide: no letter of the fonts that a reader may have is known here, so this is on the safe side."""
    return len(text) * size * 58 // 100


def folded(text: str, size: int, width: int, most: int) -> list[str]:
    """The text over at most ``most`` lines of that width; what is left out ends in an ellipsis."""
    letters = max(4, width * 100 // (size * 58))
    lines = wrap(text, letters, break_on_hyphens=False) or [""]
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1][: letters - 1].rstrip()}…"]
    return lines


def steps_to(most: int, number: int) -> list[int]:
    """Round numbers along a scale from 0 to ``most``, about ``number`` of them at most."""
    step = next(s for power in range(19) for s in (10**power, 2 * 10**power, 5 * 10**power) if most <= s * number)
    return list(range(0, most + 1, step))


def beside_each_other(labels: list[Label], width: int, gap: int = 60) -> Iterator[Label]:
    """Labels on one line, from left to right around where they belong, moved so that none runs into another or out of
    the picture as far as there is room."""
    ends: list[tuple[int, int]] = []
    left = 0
    for label in labels:
        wide = width_of(label.text, label.size)
        start = max(left, label.x - wide // 2)
        ends.append((start, wide))
        left = start + wide + gap
    right = width
    for number in range(len(ends) - 1, -1, -1):
        start, wide = ends[number]
        start = max(0, min(start, right - wide))
        ends[number] = (start, wide)
        right = start - gap
    for label, (start, _) in zip(labels, ends, strict=True):
        yield Label(start, label.y, label.text, "start", label.size, label.bold, label.lang)
