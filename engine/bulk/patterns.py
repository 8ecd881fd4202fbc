"""Which rows of a chunk are alike: what decides on them is then worked out once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

WORD = 8
"""bytes that are compared at once"""
ODD = 0x9E3779B97F4A7C15
"""the odd number nearest to 2**64 divided by the golden ratio: spreads what is alike"""
Bytes = NDArray[np.uint8]
Groups = NDArray[np.intp]


@dataclass(frozen=True)
class Alike:
    """``first``: one row of every group; ``group``: the group of each row; ``keys``: what the group has in common."""

    first: Groups
    group: Groups
    keys: Sequence[bytes]


def alike(parts: Sequence[NDArray[Any]], rows: int) -> Alike:
    """Group the rows that are equal in all parts. A part has one row of whole numbers or flags per profile, or a
    column. The order of the groups means nothing."""
    words = _words([part if part.ndim > 1 else part[:, None] for part in parts], rows)
    first, group = _grouped(words)
    held = words[first]
    return Alike(first, group, [held[i].tobytes() for i in range(len(first))])


def bits(flags: NDArray[np.bool_]) -> Bytes:
    """Flags, one row each, as packed bits per column of flags: an array of one row of bytes per profile."""
    return np.ascontiguousarray(np.packbits(flags, axis=0).T)


def _words(parts: Sequence[NDArray[Any]], rows: int) -> NDArray[np.uint64]:
    widths = [part.dtype.itemsize * part.shape[1] for part in parts]
    width = max(WORD, -(-sum(widths) // WORD) * WORD)
    held = np.zeros((rows, width), np.uint8)
    at = 0
    for part, wide in zip(parts, widths, strict=True):
        held[:, at : at + wide] = np.ascontiguousarray(part).view(np.uint8).reshape(rows, wide)
        at += wide
    return held.view(np.uint64)


def _grouped(words: NDArray[np.uint64]) -> tuple[Groups, Groups]:
    """By a number that equal rows share; where unequal rows share it too, which is checked, by the rows themselves."""
    mixed = np.zeros(len(words), np.uint64)
    for column in words.T:
        mixed = (mixed ^ column) * np.uint64(ODD)
        mixed ^= mixed >> np.uint64(29)
    _, first, group = np.unique(mixed, return_index=True, return_inverse=True)
    if not (words == words[first[group]]).all():
        _, first, group = np.unique(words, axis=0, return_index=True, return_inverse=True)
    return first, group.reshape(-1)
