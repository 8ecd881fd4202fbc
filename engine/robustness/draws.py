"""From a raw stream of 64-bit numbers to values: our own mapping, the same on every Python and every NumPy.

NumPy promises the raw stream of PCG64 for a seed and nothing about its distributions, so none of these is used. Every
input has a stream of its own, made from the seed, the segment and the name: an input more or less moves no other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ..knowledge.uncertainty import ALL

Raw = NDArray[np.uint64]
Values = NDArray[np.int64]
BINS = 8
"""parts of equal width in which a drawn figure is counted; fewer where there are fewer numbers"""
SEED_BYTES = 16


def raw_stream(seed: int, segment: str, name: str, number: int) -> Raw:
    """So many raw numbers: PCG64, seeded with the first 128 bits of SHA-256 over seed, segment and name."""
    digest = sha256(f"{seed}/{segment}/{name}".encode()).digest()
    held: Any = np.random.PCG64(int.from_bytes(digest[:SEED_BYTES], "big")).random_raw(number)
    drawn: Raw = np.asarray(held, np.uint64)
    return drawn


@dataclass(frozen=True)
class Drawn:
    """A value for every draw, and the class in which the draw is counted."""

    values: Values
    classes: Values


class Range(Protocol):
    """What can be drawn for one input."""

    @property
    def classes(self) -> Sequence[tuple[int, int]]:
        """Lowest and highest value of every class."""
        ...

    def draw(self, raw: Raw) -> Drawn: ...


@dataclass(frozen=True)
class Near:
    """Any whole number between two ends, all alike."""

    low: int
    high: int

    @property
    def _span(self) -> int:
        return self.high - self.low + 1

    @property
    def _bins(self) -> int:
        return min(BINS, self._span)

    @property
    def classes(self) -> Sequence[tuple[int, int]]:
        first = [self.low + -(-n * self._span // self._bins) for n in range(self._bins + 1)]
        return [(a, b - 1) for a, b in pairwise(first)]

    def draw(self, raw: Raw) -> Drawn:
        offset = (raw % np.uint64(self._span)).astype(np.int64)
        return Drawn(self.low + offset, offset * self._bins // self._span)


@dataclass(frozen=True)
class Bands:
    """First a band, all alike, then any whole number in it."""

    bands: tuple[tuple[int, int], ...]

    @property
    def classes(self) -> Sequence[tuple[int, int]]:
        return self.bands

    def draw(self, raw: Raw) -> Drawn:
        number = np.uint64(len(self.bands))
        classes = (raw % number).astype(np.int64)
        low = np.array([band[0] for band in self.bands], np.int64)[classes]
        span = np.array([band[1] - band[0] + 1 for band in self.bands], np.uint64)[classes]
        return Drawn(low + ((raw // number) % span).astype(np.int64), classes)


@dataclass(frozen=True)
class Words:
    """One of a few values: ``kept`` except in ``other`` of the draws (basis points), then each other one alike."""

    values: tuple[int, ...]
    kept: int
    other: int

    @property
    def classes(self) -> Sequence[tuple[int, int]]:
        return [(value, value) for value in self.values]

    def draw(self, raw: Raw) -> Drawn:
        at, whole = self.values.index(self.kept), np.uint64(ALL)
        rest = [place for place in range(len(self.values)) if place != at] or [at]
        elsewhere = np.array(rest, np.int64)[((raw // whole) % np.uint64(len(rest))).astype(np.int64)]
        classes = np.where(raw % whole < np.uint64(self.other), elsewhere, at)
        return Drawn(np.array(self.values, np.int64)[classes], classes)
