"""The plane of two answers as a picture: a letter for each option, a line where one ends and another begins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from ..pictures import Box, Drawing, Fill, Label, Mark, Shape, Trace
from ..pictures.shapes import folded, width_of

if TYPE_CHECKING:
    from ..robustness.plane import Axis, Plane

TINTS: tuple[Fill, ...] = ("tint1", "tint3", "none", "tint2")
"""in turn: neighbours mostly differ, and where they do not there is still a line between them"""
SIDE, LEFT, TOP, LINE, SIZE, LARGE = 4_400, 1_500, 1_050, 200, 130, 150
WIDTH = LEFT + SIDE + 1_600
LETTERED = 8
"""rows of letters; a letter in every place would hide what they say"""
LEAST = 300
"""how wide a letter is, with room around it"""
MOST_LINES = 5
"""lines of one of the sentences under the plane"""

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
    sides = _side(plane.x, x, SIDE // len(plane.x.numbers) - SIZE), _side(plane.y, y, LEFT - 200)
    shapes += drawing.scales(*sides)
    below = TOP + SIDE + 3 * LINE + LINE // 2
    told = (*(side.behind for side in sides if side.behind), *told)
    for line in told:
        for text in folded(line, SIZE, WIDTH - LEFT - 200, MOST_LINES):
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
                left, right = self.x(first), self.x(end)
                if right - left >= LEAST:
                    found.append(Label((left + right) // 2, middle, self.letters[option], "middle", SIZE))
        return found

    def now(self) -> list[Shape]:
        x, y = self.plane.x.now, self.plane.y.now
        if x is None or y is None:
            return []
        return [Mark((self.x(x) + self.x(x + 1)) // 2, (self.y(y) + self.y(y - 1)) // 2, "ring", 75)]

    def scales(self, x: "_Side", y: "_Side") -> list[Shape]:
        shapes: list[Shape] = []
        for place, name in x.places.items():
            middle = (self.x(place) + self.x(place + 1)) // 2
            shapes.append(Label(middle, TOP + SIDE + LINE, name, "middle", SIZE))
        for place, name in y.places.items():
            middle = (self.y(place) + self.y(place - 1)) // 2 + 40
            shapes.append(Label(LEFT - 80, middle, name, "end", SIZE))
        shapes.append(Label(LEFT + SIDE, TOP + SIDE + 2 * LINE, x.name, "end", SIZE, bold=True))
        start = max(160, LEFT + SIDE - width_of(y.name, SIZE)) if width_of(y.name, SIZE) > SIDE else LEFT
        shapes.append(Label(start, TOP - 100, y.name, size=SIZE, bold=True))
        return shapes


@dataclass(frozen=True)
class _Side:
    """What a side is called and what stands along it; ``behind``: what numbers stand for, if any do."""

    name: str
    places: Mapping[int, str]
    behind: str = ""


def _side(axis: "Axis", named: Named, wide: int) -> _Side:
    """Every word, as a number where one is wider than ``wide``; of a figure the first, the middle and the last."""
    name, all_names = named
    last = len(all_names) - 1
    if axis.field.kind not in ("bool", "enum"):
        return _Side(name, {place: all_names[place] for place in sorted({0, (last + 1) // 2, last})})
    if all(width_of(word, SIZE) <= wide for word in all_names):
        return _Side(name, dict(enumerate(all_names)))
    numbers = {place: str(place + 1) for place in range(last + 1)}
    words = ", ".join(f"{numbers[place]} {word}" for place, word in enumerate(all_names))
    return _Side(name, numbers, f"{name}: {words}")
