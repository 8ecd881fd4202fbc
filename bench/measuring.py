"""Ratios: CPU times of two things that are measured in turn in one run, as minimum, median and maximum.

Absolute times belong to one machine and to whoever else is using it. CPU time (user and system, all threads) of the
process that does the work counts, not the time on the clock.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

ROUNDS = 7
Seconds = Callable[[], float]
"""does the work once, and says what it cost"""


@dataclass(frozen=True)
class Spread:
    """The ratios of some rounds."""

    ratios: tuple[float, ...]

    def __str__(self) -> str:
        return " · ".join(shown(v) for v in (min(self.ratios), median(self.ratios), max(self.ratios)))


@dataclass(frozen=True)
class Table:
    """A table of results, with what a reader must know of it."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        lines = [f"**{self.title}**", "", _row(self.head), _row(["---"] + ["---:"] * (len(self.head) - 1))]
        lines += [_row(row) for row in self.rows]
        return "\n".join([*lines, "", *self.notes]).rstrip() + "\n"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def alternated(one: Seconds, other: Seconds, rounds: int = ROUNDS) -> Spread:
    """The cost of one / the cost of the other; both are run once before, unmeasured."""
    one(), other()
    return Spread(tuple(one() / other() for _ in range(rounds)))


def cpu_of(work: Callable[[], object]) -> float:
    """What a piece of work costs this process."""
    began = time.process_time()
    work()
    return time.process_time() - began


def shown(ratio: float) -> str:
    """Two digits that mean something: 0.042, 3.7, 81, 2,400."""
    if ratio < 1:
        return f"{ratio:.2g}"
    return f"{ratio:.1f}" if ratio < 10 else f"{float(f'{ratio:.2g}'):,.0f}"
