"""The markets of all segments under each other, for those who look at them from afar: names, bars and few words."""

from collections.abc import Sequence

from ..advice.entries import MarketEntry
from ..advice.model import SegmentAdvice
from ..pictures import Box, Drawing, Label, Shape, Trace
from ..pictures.shapes import SMALL, folded
from .market import market_finding, usual_marks
from .market_picture import FILLS, FULL, Usual, groups_in_words, usual_in_words, whole_percent
from .reader import Reader

RIGHT, TOP, LINE, BAR, PAD, LEGEND = 380, 190, 130, 120, 70, 220
NAMES = 38
"""percent of the width"""
MOST_LINES = 3


def markets_picture(id: str, segments: Sequence[SegmentAdvice], reader: Reader, width: int) -> Drawing:
    """A bar for each segment of which the groups are known, and words for the others. ``width`` is that of the plane.

    The same whole shares as on the sheets; what is usual for the largest three runs through all bars.
    """
    left = width * NAMES // 100
    bar = width - left - RIGHT
    top3 = next((held for held in usual_marks(reader) if held.low < held.high), None)
    names = [reader.say(f"market.short.{name}") for name in ("top3", "4-10", "rest")]
    shapes: list[Shape] = [Label(width, 105, names[0], "end", SMALL)]
    y = TOP
    for segment in segments:
        name = folded(reader.name_with_law(segment), SMALL, left - 80, MOST_LINES)
        shapes += _lines(name, 0, y, reader.lang_of_names)
        told = [] if segment.market.groups else folded(_in_words(segment.market, reader), SMALL, bar, MOST_LINES)
        shapes += _bar(segment.market, left, bar, y, reader) or _lines(told, left, y)
        y += LINE * max(len(name), len(told)) + PAD
    if top3:
        shapes += _usual(top3, left, bar, y, width)
    for number, (fill, text) in enumerate(zip(FILLS, names, strict=True)):
        x = left + number * bar // len(names)
        shapes += [Box(x, y + 50, 220, BAR, fill, 12), Label(x + 290, y + 155, text, size=SMALL)]
    told = [f"{reader.name_with_law(held)}: {_in_words(held.market, reader)}" for held in segments]
    in_words = " ".join([*told, *(usual_in_words((top3,), reader) if top3 else ())])
    return Drawing(id, reader.say("slides.markets.finding"), in_words, width, y + LEGEND, tuple(shapes))


def _bar(market: MarketEntry, left: int, wide: int, y: int, reader: Reader) -> list[Shape]:
    """Three boxes in proportion, and behind them what the first is."""
    shapes: list[Shape] = []
    start = 0
    for group, fill in zip(market.groups, FILLS, strict=False):
        x, end = (left + part * wide // FULL for part in (start, start + group.share))
        shapes.append(Box(x, y + 20, end - x, BAR, fill, 12))
        start += group.share
    if shapes:
        share = whole_percent(market.groups[0].share, reader)
        shapes.append(Label(left + wide + RIGHT, y + 115, share, "end", SMALL, bold=True))
    return shapes


def _usual(held: Usual, left: int, wide: int, bottom: int, width: int) -> list[Shape]:
    """Two broken lines through all bars, with their name above."""
    ends = [left + part * wide // FULL for part in (held.low, held.high)]
    lines: list[Shape] = [Trace(((x, 140), (x, bottom - PAD // 2)), 12, dashed=True) for x in ends]
    return [*lines, Label(sum(ends) // 2, 105, held.name, "middle", SMALL)]


def _lines(lines: list[str], x: int, y: int, lang: str = "") -> list[Label]:
    return [Label(x, y + 115 + LINE * n, text, size=SMALL, lang=lang) for n, text in enumerate(lines)]


def _in_words(market: MarketEntry, reader: Reader) -> str:
    if market.groups:
        return groups_in_words(market, reader)
    return market_finding(market, reader) if market.carried else reader.say("slides.markets.unknown")
