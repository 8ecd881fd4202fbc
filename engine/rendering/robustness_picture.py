"""The ranges of providers as a picture: what is advised, and how far its two ends move over the assumptions."""

from collections.abc import Callable, Sequence

from ..advice.robustness_entries import SpreadEntry
from ..pictures import Box, Drawing, Label, Shape, Trace
from ..pictures.shapes import LYING, SMALL, USUAL, folded, steps_to
from .numbers import count
from .reader import Reader

LEFT, RIGHT, TOP, ROW, BAR = 3_600, 900, 260, 330, 110
MOST_STEPS = 8
KEYS = ("advised", "lower", "upper")


def ranges_picture(id: str, rows: Sequence[tuple[str, SpreadEntry]], reader: Reader) -> Drawing:
    """One row a range: its lower end lies somewhere in the dense box, its upper end in the dotted one."""
    most = _end_of_scale([held for _, held in rows])
    wide = LYING - LEFT - RIGHT

    def x(number: int) -> int:
        return LEFT + min(number, most) * wide // most

    bottom = TOP + ROW * len(rows)
    shapes: list[Shape] = []
    for step in steps_to(most, MOST_STEPS):
        shapes.append(Trace(((x(step), 180), (x(step), bottom)), 4))
        shapes.append(Label(x(step), 130, count(step, reader.language), "middle", SMALL))
    for number, (name, held) in enumerate(rows):
        y = TOP + ROW * number
        for line, text in enumerate(folded(name, USUAL, LEFT - 300, 2)):
            shapes.append(Label(0, y + 100 + 135 * line, text, size=USUAL))
        shapes += _range(held, x, y)
        if held.high and held.high[1] > most:
            beyond = reader.say("robustness.picture.beyond", n=count(held.high[1], reader.language))
            shapes.append(Label(LEFT + wide + 50, y + 100 + BAR, beyond, size=SMALL))
    shapes += _legend(bottom + 60, reader)
    return Drawing(
        id, reader.say("robustness.picture.finding"), _in_words(rows, reader), LYING, bottom + 260, tuple(shapes)
    )


def _end_of_scale(held: Sequence[SpreadEntry]) -> int:
    """Far enough for every range, or for twice the highest of the advice: one unknown answer may take a range so far
    that the others would be points. What goes on beyond says how far."""
    furthest = max((s.high[1] for s in held if s.high), default=1)
    advised = max((s.advised[1] for s in held if s.advised), default=furthest)
    return max(1, min(max(furthest, advised), 2 * advised))


def _range(held: SpreadEntry, x: Callable[[int], int], y: int) -> list[Shape]:
    shapes: list[Shape] = []
    if held.low and held.high:
        low, high = ((x(pair[0]), x(pair[1])) for pair in (held.low, held.high))
        shapes.append(Box(low[0], y + 20, max(20, low[1] - low[0]), BAR, "dense"))
        shapes.append(Box(high[0], y + 20 + BAR, max(20, high[1] - high[0]), BAR, "dots"))
    if held.advised:
        ends = (x(held.advised[0]), x(held.advised[1]))
        middle = y + 20 + BAR
        shapes.append(Trace(((ends[0], middle), (ends[1], middle)), 30))
        shapes += [Trace(((end, middle - 140), (end, middle + 140)), 30) for end in ends]
    return shapes


def _legend(y: int, reader: Reader) -> list[Shape]:
    signs: tuple[Shape, ...] = (
        Trace(((0, y + 60), (200, y + 60)), 30),
        Box(3_000, y, 200, BAR, "dense"),
        Box(6_400, y, 200, BAR, "dots"),
    )
    places = (260, 3_260, 6_660)
    names = [
        Label(place, y + 100, reader.say(f"robustness.picture.{key}"), size=SMALL)
        for place, key in zip(places, KEYS, strict=True)
    ]
    return [*signs, *names]


def _in_words(rows: Sequence[tuple[str, SpreadEntry]], reader: Reader) -> str:
    told = []
    for name, held in rows:
        parts = [
            reader.say(f"robustness.picture.{key}_from", ends=ends_in_words(pair, reader))
            for key, pair in zip(KEYS, (held.advised, held.low, held.high), strict=True)
            if pair
        ]
        told.append(f"{name}: {', '.join(parts)}.")
    return " ".join(told)


def ends_in_words(ends: tuple[int, int], reader: Reader) -> str:
    """``6 tot 14``, or one number."""
    low, high = (count(end, reader.language) for end in ends)
    return low if low == high else reader.say("robustness.from_to", low=low, high=high)
