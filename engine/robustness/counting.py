"""Counts over draws: how often an advice stands, what else is advised, and which inputs move it. Whole numbers only."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod

import numpy as np
from numpy.typing import NDArray

from ..bulk.circuit import number_of, packed
from ..knowledge.uncertainty import ALL
from .draws import Drawn
from .inputs import Input

LEAST_SHARE = 100
"""basis points: an input that accounts for less of the variation by itself is not named"""

SPREADS = 4
"""with some ninety inputs and fifteen choices, fewer would name one by chance now and then"""


@dataclass(frozen=True)
class Among:
    """The draws in which an input lay in one class: how many, and in how many of these the advice stands."""

    low: int
    high: int
    draws: int
    stands: int


@dataclass(frozen=True)
class Mover:
    """An input, and the share (basis points) of the variation of "the advice stands" that it accounts for by itself.

    ``least`` and ``most``: where the advice stands least and most often.
    """

    input: Input
    share: int
    least: Among
    most: Among


class Counted:
    """Draws and draws in which an advice stands, by class of an input, over all chunks."""

    def __init__(self, held: Input, outputs: int) -> None:
        self.input = held
        classes = len(held.range.classes)
        self._draws = np.zeros(classes, np.int64)
        self._stands = np.zeros((outputs, classes), np.int64)

    def add(self, drawn: Drawn, stands: NDArray[np.uint64]) -> None:
        """``stands``: packed flags of the draws, one row per output."""
        members = np.empty(stands.shape[1], np.uint64)
        for place in range(len(self._draws)):
            packed(drawn.classes == place, members)
            self._draws[place] += number_of(members)
            self._stands[:, place] += np.bitwise_count(stands & members).sum(axis=1, dtype=np.int64)

    def mover(self, output: int) -> Mover | None:
        """What the input does to one output; None when that is less than can be told from chance or than is named."""
        draws, stands = self._draws[self._draws > 0].tolist(), self._stands[output, self._draws > 0].tolist()
        share = share_of_variation(draws, stands)
        if share < LEAST_SHARE or by_chance(share, sum(draws), len(draws)):
            return None
        ends = [held for held, number in zip(self.input.range.classes, self._draws.tolist(), strict=True) if number]
        groups = [Among(*held, n, s) for held, n, s in zip(ends, draws, stands, strict=True)]
        ordered = sorted(groups, key=lambda g: (Fraction(g.stands, g.draws), g.low))
        return Mover(self.input, share, ordered[0], ordered[-1])


def by_chance(share: int, draws: int, groups: int) -> bool:
    """Whether a share is within four times what an input without any bearing spreads: the variance of that is twice
    (groups - 1) over the square of the draws."""
    return (share * draws) ** 2 < SPREADS**2 * 2 * (groups - 1) * ALL**2


def share_of_variation(draws: Sequence[int], stands: Sequence[int]) -> int:
    """The first-order share of an input, in basis points, from the draws of each class and those of them that stand:
    the variance of the mean by class over the variance, less what as many classes would give by chance (the adjusted
    correlation ratio). Inputs are drawn independently of one another, so the shares add up to at most the whole; what
    is left stems from inputs together."""
    n, s = sum(draws), sum(stands)
    if len(draws) < 2 or n <= len(draws) or s in (0, n):
        return 0
    common = prod(draws)
    within = sum(held * (number - held) * (common // number) for number, held in zip(draws, stands, strict=True))
    # 1 - (within / (n - classes)) / (total / (n - 1)), both over ``common`` and with total = s (n - s) / n
    whole, rest = common * (n - len(draws)) * s * (n - s), within * (n - 1) * n
    return max(0, (2 * ALL * (whole - rest) + whole) // (2 * whole))
