"""The market of a segment as a picture: the curve that was counted, or else the three groups that are known.

Of the three groups nothing is drawn but their shares: a line through them would look measured. Where it was counted how
many providers carry which part, those points are joined. The largest come first, so the true line lies on or above
each of those joins, and the picture says so.
"""

from dataclasses import dataclass

from ..advice.entries import MarketEntry
from ..pictures import Box, Drawing, Fill, Label, Mark, Shape, Trace
from ..pictures.shapes import SHEET, SMALL, beside_each_other, steps_to, width_of
from .numbers import count, share
from .reader import Reader

FULL = 10_000
FILLS: tuple[Fill, ...] = ("dense", "sparse", "dots")
BAR_TOP, BAR = 180, 220
LEFT, RIGHT, TOP, HIGH = 620, 300, 160, 1_250
"""around the plane of the curve, and its height"""
LINE = 130
"""between two lines of small letters"""
GRID = (0, 5_000, FULL)
MOST_STEPS = 6


@dataclass(frozen=True)
class Usual:
    """What is usual for some of the largest, from and to in basis points."""

    low: int
    high: int
    name: str


def market_picture(id: str, finding: str, market: MarketEntry, usual: tuple[Usual, ...], reader: Reader) -> Drawing:
    """The picture of a market of which groups or points of the curve are known."""
    if market.carried:
        return curve_picture(id, finding, market, reader)
    return _groups(id, finding, market, usual, reader)


# The groups, side by side in proportion


def _groups(id: str, finding: str, market: MarketEntry, usual: tuple[Usual, ...], reader: Reader) -> Drawing:
    boxes: list[Shape] = []
    names, start = [], 0
    for group, fill in zip(market.groups, FILLS, strict=True):
        x, end = _across(start), _across(start + group.share)
        boxes.append(Box(x, BAR_TOP, end - x, BAR, fill, 15))
        name = f"{reader.say(f'market.short.{group.name}')} {whole_percent(group.share, reader)}"
        names.append(Label((x + end) // 2, 130, name))
        start += group.share
    shapes = [*beside_each_other(names, SHEET), *boxes]
    for held in usual:
        shapes += _usual_range(held)
    below = list(beside_each_other([Label(_across(held.low), 680, held.name, size=SMALL) for held in usual], SHEET))
    told = [groups_in_words(market, reader), *usual_in_words(usual, reader), reader.say("market.picture.table")]
    in_words = " ".join(told)
    return Drawing(id, finding, in_words, SHEET, 720 if usual else 420, (*shapes, *below))


def _across(basis_points: int) -> int:
    return 10 + basis_points * (SHEET - 20) // FULL


def _usual_range(held: Usual) -> list[Shape]:
    ends = [_across(held.low), _across(held.high)]
    upright: list[Shape] = [Trace(((x, 430), (x, 530)), 15) for x in dict.fromkeys(ends)]
    return [*upright, Trace(((ends[0], 480), (ends[1], 480)), 30)] if ends[0] < ends[1] else upright


# The curve that was counted


def curve_picture(id: str, finding: str, market: MarketEntry, reader: Reader, width: int = SHEET) -> Drawing:
    """The curve of a market of which points were counted."""
    points = curve_points(market)
    most = points[-1][0]
    wide = width - LEFT - RIGHT

    def x(providers: int) -> int:
        return LEFT + providers * wide // most

    def y(basis_points: int) -> int:
        return TOP + HIGH - basis_points * HIGH // FULL

    shapes: list[Shape] = []
    for part in GRID:
        shapes.append(Trace(((LEFT, y(part)), (LEFT + wide, y(part))), 4 if part else 12))
        shapes.append(Label(LEFT - 60, y(part) + 40, whole_percent(part, reader), "end", SMALL))
    for step in steps_to(most, MOST_STEPS):
        shapes.append(Trace(((x(step), y(0)), (x(step), y(0) + 50)), 8))
        shapes.append(Label(x(step), y(0) + 170, count(step, reader.language), "middle", SMALL))
    shapes.append(Label(LEFT + wide, y(0) + 330, reader.say("market.picture.along"), "end", SMALL))
    shapes.append(Trace(tuple((x(n), y(part)) for n, part in ((0, 0), *points)), 16))
    names: list[Label] = []
    for n, part in reversed(points):  # from above: what would touch moves down, to where the line is not
        shapes.append(Mark(x(n), y(part), "dot", 40))
        if part < FULL:  # that all have the whole goes without saying
            text = f"{count(n, reader.language)}: {_share(part, reader)}"
            start = min(x(n) + 60, width - width_of(text, SMALL))
            names.append(Label(start, _below(names, start, y(part) + 150), text, size=SMALL))
    shapes += names
    told = [reader.say("market.picture.point", n=n, share=_share(part, reader)) for n, part in points]
    in_words = f"{_listed(told)} {reader.say('market.picture.floor')}"
    return Drawing(id, finding, in_words, width, TOP + HIGH + 360, tuple(shapes))


def _below(names: list[Label], start: int, y: int) -> int:
    """So far down, or lower where the name before is in the way."""
    last = names[-1] if names else None
    if last is None or start + 600 < last.x or y > last.y + LINE:
        return y
    return last.y + LINE


def curve_points(market: MarketEntry) -> list[tuple[int, int]]:
    """Number of largest providers and what they have at least, fewest first, each number once: what was counted, the
    shares of the groups, and all providers at the end."""
    points = dict(market.carried)
    start = providers = 0
    for group in market.groups:
        start, providers = start + group.share, providers + group.providers
        points[providers] = max(points.get(providers, 0), min(start, FULL))
    return sorted((n, part) for n, part in points.items() if n)


# Words


def groups_in_words(market: MarketEntry, reader: Reader) -> str:
    """Each group with its share."""
    return _listed(
        [
            reader.say(
                "market.picture.group",
                name=reader.say(f"market.group.{group.name}", n=group.providers),
                share=_share(group.share, reader),
            )
            for group in market.groups
        ]
    )


def usual_in_words(usual: tuple[Usual, ...], reader: Reader) -> list[str]:
    return [
        reader.say(
            "market.picture.usual" if held.low < held.high else "market.picture.usual_one",
            name=held.name,
            low=_share(held.low, reader),
            high=_share(held.high, reader),
        )
        for held in usual
    ]


def _listed(told: list[str]) -> str:
    text = "; ".join(told)
    return f"{text[:1].upper()}{text[1:]}."


def _share(basis_points: int, reader: Reader) -> str:
    return share(basis_points, reader.language)


def whole_percent(basis_points: int, reader: Reader) -> str:
    return share((basis_points + 50) // 100 * 100, reader.language)
