"""The plane of two answers as a picture: a letter for each option, a line where one ends and another begins."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from ..pictures import Box, Drawing, Fill, Label, Mark, Shape, Trace
from ..pictures.shapes import folded, width_of

if TYPE_CHECKING:
    from ..robustness.plane import Plane

TINTS: tuple[Fill, ...] = ("tint1", "tint3", "none", "tint2")
"""in turn: neighbours mostly differ, and where they do not there is still a line between them"""
SIDE, LEFT, TOP, LINE, SIZE, LARGE = 4_400, 1_500, 1_050, 200, 130, 150
WIDTH = LEFT + SIDE + 1_600
LETTERED = 8
"""rows of letters; a letter in every place would hide what they say"""
LEAST = 3
"""places that a letter needs"""

Named = tuple[str, Sequence[str]]
"""what a side is called, and its places from the first to the last"""


def plane_picture(
    plane: "Plane",
    letters: Mapping[str | None, str],
    x: Named,
    y: Named,
    title: str,
    told: Sequence[str],
) -> Drawing:
    """``told``: the options behind the letters, and what the present answers give; they stand under the plane."""
    drawing = _Plane(plane, letters)
    shapes: list[Shape] = [
        Label(160, 260 + LINE * n, text, size=LARGE, bold=True)
        for n, text in enumerate(folded(title, LARGE, WIDTH - 300, 3))
    ]
    shapes += [*drawing.fields(), *drawing.lines(), *drawing.words(), *drawing.now()]
    shapes += drawing.scales(x, y)
    below = TOP + SIDE + 3 * LINE + LINE // 2
    for line in told:
        for text in folded(line, SIZE, WIDTH - LEFT - 200, 3):
            below += LINE
            shapes.append(Label(LEFT, below, text, size=SIZE))
    return Drawing("kaart", title, "; ".join(told), WIDTH, below + LINE, tuple(shapes))


class _Plane:
    def __init__(self, plane: "Plane", letters: Mapping[str | None, str]) -> None:
        self.plane, self.letters = plane, letters
        self.across, self.upwards = len(plane.x.numbers), len(plane.y.numbers)
        named = [code for code in letters if code is not None]
        self.fills: dict[str | None, Fill] = {code: TINTS[n % len(TINTS)] for n, code in enumerate(named)}

    def x(self, place: int) -> int:
        return LEFT + place * SIDE // self.across

    def y(self, place: int) -> int:
        """The upper edge of the row at that place, counted from below; the lower edge is that of the place before."""
        return TOP + (self.upwards - 1 - place) * SIDE // self.upwards

    def _runs(self, row: tuple[str | None, ...]) -> list[tuple[str | None, int, int]]:
        """Options side by side, each with the places from and to."""
        runs, first = [], 0
        for option, run in groupby(row):
            end = first + len(list(run))
            runs.append((option, first, end))
            first = end
        return runs

    def fields(self) -> list[Shape]:
        boxes: list[Shape] = [Box(LEFT, TOP, SIDE, SIDE)]
        for place, row in enumerate(self.plane.options):
            top, bottom = self.y(place), self.y(place - 1)
            for option, first, end in self._runs(row):
                left = self.x(first)
                boxes.append(Box(left, top, self.x(end) - left, bottom - top, self.fills.get(option, "none"), 0))
        return boxes

    def lines(self) -> list[Shape]:
        """Where one option ends and another begins."""
        lines: list[Shape] = []
        options = self.plane.options
        for place, row in enumerate(options):
            top, bottom = self.y(place), self.y(place - 1)
            lines += [Trace(((self.x(end), top), (self.x(end), bottom)), 14) for _, _, end in self._runs(row)[:-1]]
            if place + 1 < self.upwards:
                differs = tuple(str(a != b) for a, b in zip(row, options[place + 1], strict=True))
                for other, first, end in self._runs(differs):
                    if other == "True":
                        lines.append(Trace(((self.x(first), top), (self.x(end), top)), 14))
        return lines

    def words(self) -> list[Shape]:
        found: list[Shape] = []
        step = max(1, self.upwards // LETTERED)
        for place in range(step // 2, self.upwards, step):
            middle = (self.y(place) + self.y(place - 1)) // 2 + 45
            for option, first, end in self._runs(self.plane.options[place]):
                if end - first >= min(LEAST, self.across):
                    x = (self.x(first) + self.x(end)) // 2
                    found.append(Label(x, middle, self.letters[option], "middle", SIZE))
        return found

    def now(self) -> list[Shape]:
        x, y = self.plane.x.now, self.plane.y.now
        if x is None or y is None:
            return []
        return [Mark((self.x(x) + self.x(x + 1)) // 2, (self.y(y) + self.y(y - 1)) // 2, "ring", 75)]

    def scales(self, x: Named, y: Named) -> list[Shape]:
        shapes: list[Shape] = []
        for place in _shown(self.across):
            middle = (self.x(place) + self.x(place + 1)) // 2
            shapes.append(Label(middle, TOP + SIDE + LINE, x[1][place], "middle", SIZE))
        for place in _shown(self.upwards):
            middle = (self.y(place) + self.y(place - 1)) // 2 + 40
            shown = folded(y[1][place], SIZE, LEFT - 200, 1)[0]
            shapes.append(Label(LEFT - 80, middle, shown, "end", SIZE))
        shapes.append(Label(LEFT + SIDE, TOP + SIDE + 2 * LINE, x[0], "end", SIZE, bold=True))
        start = max(160, LEFT + SIDE - width_of(y[0], SIZE)) if width_of(y[0], SIZE) > SIDE else LEFT
        shapes.append(Label(start, TOP - 100, y[0], size=SIZE, bold=True))
        return shapes


def _shown(places: int) -> list[int]:
    """The first, the middle and the last; of a few words all."""
    return list(range(places)) if places <= LEAST else sorted({0, places // 2, places - 1})
