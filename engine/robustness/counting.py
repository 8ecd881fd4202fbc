"""Counts over draws: how often an advice stands, what else is advised, and which inputs move it. Whole numbers only."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

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

    def add(self, drawn: Drawn, stands: NDArray[np.bool_]) -> None:
        """``stands``: one row per output, one column per draw."""
        number = len(self._draws)
        self._draws += np.bincount(drawn.classes, minlength=number)
        for row, flags in zip(self._stands, stands, strict=True):
            np.add(row, np.bincount(drawn.classes[flags], minlength=number), out=row)

    def mover(self, output: int) -> Mover | None:
        """What the input does to one output; None when that is less than can be told from chance or than is named."""
        groups = [
            Among(*ends, int(n), int(s))
            for ends, n, s in zip(self.input.range.classes, self._draws, self._stands[output], strict=True)
            if n
        ]
        share = share_of_variation(groups)
        if share < LEAST_SHARE or by_chance(share, sum(g.draws for g in groups), len(groups)):
            return None
        ordered = sorted(groups, key=lambda g: (Fraction(g.stands, g.draws), g.low))
        return Mover(self.input, share, ordered[0], ordered[-1])


def by_chance(share: int, draws: int, groups: int) -> bool:
    """Whether a share is within four times what an input without any bearing spreads: the variance of that is twice
    (groups - 1) over the square of the draws."""
    return (share * draws) ** 2 < SPREADS**2 * 2 * (groups - 1) * ALL**2


def share_of_variation(groups: Sequence[Among]) -> int:
    """The first-order share of an input, in basis points: the variance of the mean by class over the variance, less
    what as many classes would give by chance (the adjusted correlation ratio). Inputs are drawn independently of one
    another, so the shares add up to at most the whole; what is left stems from inputs together."""
    n, s = sum(g.draws for g in groups), sum(g.stands for g in groups)
    if len(groups) < 2 or n <= len(groups) or s in (0, n):
        return 0
    total = Fraction(s * (n - s), n)
    within = sum((Fraction(g.stands * (g.draws - g.stands), g.draws) for g in groups), Fraction(0))
    adjusted = 1 - (within / (n - len(groups))) / (total / (n - 1))
    return max(0, int(adjusted * ALL + Fraction(1, 2)))
