"""What was decided, by row: read from packed flags when it is asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from ..decision.instrument import DecidedAt
from ..decision.readiness import Status
from .circuit import Words, unpacked, valid

NONE = -1
STEPS: tuple[DecidedAt, ...] = get_args(DecidedAt)
STATUSES: tuple[Status, ...] = get_args(Status)
Codes = NDArray[np.int8]
"""by row the place of a word among those that it can be; NONE where there is none"""


@dataclass(frozen=True)
class Reasons:
    """What a decision says beside the choice. ``statuses`` by option; a set of options is a number whose bit *n* is the
    option at place *n*."""

    decided_at: Codes
    ties: NDArray[np.int32]
    on_reading: NDArray[np.int32]
    statuses: Mapping[str, Codes]
    dead_end: NDArray[np.bool_]


@dataclass(frozen=True)
class Choices:
    """One instrument over rows. ``where``: packed flags of each option, in their order; ``said``: of what else the
    decision says, empty where that was not asked for."""

    rows: int
    where: Sequence[Words]
    said: Mapping[tuple[str, str], Words]

    @property
    def codes(self) -> Codes:
        """The option chosen, by its place; NONE where none is. Of a set this means nothing: see ``taken``."""
        return _codes(self.where, self.rows)

    @property
    def by_code(self) -> dict[int, Words]:
        """Packed flags of each option by its place, and of NONE; they hold of no row beyond the last."""
        there = valid(self.rows)
        found = {place: words & there for place, words in enumerate(self.where)}
        return found | {NONE: there & ~np.bitwise_or.reduce(self.where)}

    @property
    def taken(self) -> NDArray[np.int32]:
        """Of a set the measures taken, otherwise the option chosen, as a set of options."""
        return _sets(self.where, self.rows)

    def reasons(self, options: Sequence[str]) -> Reasons:
        """``options``: those of the instrument."""

        def of(kind: str, names: Sequence[str]) -> list[Words]:
            nowhere = np.zeros_like(self.where[0])
            return [self.said.get((kind, name), nowhere) for name in names]

        stated = [code for code in options if (code, STATUSES[0]) in self.said]
        return Reasons(
            _codes(of("decided_at", STEPS), self.rows),
            _sets(of("ties", options), self.rows),
            _sets(of("on_reading", options), self.rows),
            {code: _codes(of(code, STATUSES), self.rows) for code in stated},
            unpacked(of("dead_end", ("",))[0], self.rows),
        )


def _codes(where: Sequence[Words], rows: int) -> Codes:
    """Which of these holds in each row, at most one doing so: its number, counted from one, is put together from the
    bits of it, of which there are fewer than there are words."""
    found = np.zeros(rows, np.int8)
    for bit in range(len(where).bit_length()):
        held = np.zeros_like(where[0])
        for place, words in enumerate(where, 1):
            if place >> bit & 1:
                held |= words
        found |= unpacked(held, rows).view(np.int8) << bit
    return found + np.int8(NONE)


def _sets(where: Sequence[Words], rows: int) -> NDArray[np.int32]:
    found = np.zeros(rows, np.int32)
    for place, words in enumerate(where):
        found |= unpacked(words, rows).astype(np.int32) << place
    return found
