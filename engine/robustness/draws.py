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
Classes = NDArray[np.int16]
BINS = 8
"""parts of equal width in which a drawn figure is counted; fewer where there are fewer numbers"""
SEED_BYTES = 16


class RawStream:
    """Raw numbers, as many at a time as are asked for: PCG64, seeded with the first 128 bits of SHA-256 over seed,
    segment and name."""

    def __init__(self, seed: int, segment: str, name: str) -> None:
        digest = sha256(f"{seed}/{segment}/{name}".encode()).digest()
        self._stream = np.random.PCG64(int.from_bytes(digest[:SEED_BYTES], "big"))

    def next(self, number: int) -> Raw:
        held: Any = self._stream.random_raw(number)
        drawn: Raw = np.asarray(held, np.uint64)
        return drawn


@dataclass(frozen=True)
class Drawn:
    """A value for every draw, and the class in which the draw is counted."""

    values: Values
    classes: Classes


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
        _, rest = _divided(raw, self._span)
        offset = rest.view(np.int64)
        return Drawn(self.low + offset, (offset * self._bins // self._span).astype(np.int16))


@dataclass(frozen=True)
class Bands:
    """First a band, all alike, then any whole number in it."""

    bands: tuple[tuple[int, int], ...]

    @property
    def classes(self) -> Sequence[tuple[int, int]]:
        return self.bands

    def draw(self, raw: Raw) -> Drawn:
        quotient, rest = _divided(raw, len(self.bands))
        classes = rest.astype(np.int16)
        values = np.array([band[0] for band in self.bands], np.int64)[classes]
        for place, (low, high) in enumerate(self.bands):
            if high > low:
                there = np.flatnonzero(classes == place)
                values[there] += _divided(quotient[there], high - low + 1)[1].view(np.int64)
        return Drawn(values, classes)


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
        at = self.values.index(self.kept)
        others = [place for place in range(len(self.values)) if place != at] or [at]
        quotient, rest = _divided(raw, ALL)
        classes = np.full(len(raw), at, np.int16)
        there = np.flatnonzero(rest < np.uint64(self.other))
        classes[there] = np.array(others, np.int16)[_divided(quotient[there], len(others))[1].view(np.int64)]
        return Drawn(np.array(self.values, np.int64)[classes], classes)


def _divided(raw: Raw, by: int) -> tuple[Raw, Raw]:
    """Quotient and rest of a division by one number, which NumPy does several numbers at a time."""
    number = np.uint64(by)
    quotient = raw // number
    return quotient, raw - quotient * number
