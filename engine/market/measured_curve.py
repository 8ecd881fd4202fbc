"""How many providers carry a part of the spending, as it was counted: it stands above any estimate of the curve."""

from fractions import Fraction

from ..profile.answers import value_of
from ..profile.segment_rooms import Market, PartOfSpend

Points = tuple[tuple[int, int], ...]
"""number of largest providers, and the basis points of the spending that they have at least"""
WHOLE = 10_000


def carried_points(market: Market, providers: int | None) -> Points:
    """The points of ``carried_by``, fewest providers first; empty when nothing was counted or it does not fit."""
    return () if misfit(market, providers) else _points(market)


def misfit(market: Market, providers: int | None) -> bool:
    """Whether ``carried_by`` contradicts itself, the number of providers, or the shares of the largest."""
    points = _points(market)
    counts = [n for n, _ in points]
    if counts != sorted(counts) or 0 in counts or (providers is not None and max(counts, default=0) > providers):
        return True
    largest = ((3, value_of(market.top3_share)), (10, value_of(market.top10_share)))
    return any(
        (n <= size) != (rounded >= part) and abs(rounded - part) > 1  # the share is rounded, the count is not
        for n, part in points
        for size, rounded in largest
        if rounded is not None and (providers is None or size <= providers)
    )


def share_at_least(points: Points, number: int) -> Fraction:
    """Basis points that the ``number`` largest have at least: their curve is concave, so it lies above each chord."""
    known = [(0, 0), *points]
    below = [point for point in known if point[0] <= number]
    above = [point for point in known if point[0] >= number]
    return max(
        (_chord(one, other, number) for one in below for other in above), default=Fraction(max(s for _, s in below))
    )


def _chord(one: tuple[int, int], other: tuple[int, int], number: int) -> Fraction:
    if one[0] == other[0]:
        return Fraction(max(one[1], other[1]))
    return one[1] + Fraction((other[1] - one[1]) * (number - one[0]), other[0] - one[0])


def _points(market: Market) -> Points:
    """In the order of the parts: 50 % before 80 %."""
    held = value_of(market.carried_by) or {}
    return tuple((count, part) for part, count in sorted((_part(part), count) for part, count in held.items()))


def _part(written: PartOfSpend) -> int:
    return int(written.removesuffix("%")) * 100
