"""Draws that are the same on every Python: splitmix64 and a mapping of ours over its raw 64-bit integers.

``random`` of the standard library promises its raw stream across versions but not what its methods make of it.
"""

from bisect import bisect_right

_MASK = (1 << 64) - 1
_STEP = 0x9E3779B97F4A7C15


def mixed(value: int) -> int:
    """The finaliser of splitmix64: a bijection on 64 bits, so different numbers stay different."""
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & _MASK
    return value ^ (value >> 31)


class Draws:
    """A stream of whole numbers from one seed."""

    def __init__(self, seed: int) -> None:
        self._state = mixed(seed & _MASK)

    def below(self, most: int) -> int:
        """A number from 0 to ``most`` - 1, by multiplying: for the sizes drawn here the bias is under 1 in 2**40."""
        self._state = state = (self._state + _STEP) & _MASK
        state = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        state = ((state ^ (state >> 27)) * 0x94D049BB133111EB) & _MASK
        return ((state ^ (state >> 31)) * most) >> 64

    def one_in(self, many: int) -> bool:
        return self.below(many) == 0


class Weighted:
    """Picks a place in a list by whole weights."""

    def __init__(self, weights: list[int]) -> None:
        self._ends: list[int] = []
        total = 0
        for weight in weights:
            total += weight
            self._ends.append(total)
        self.total = total

    def pick(self, draws: Draws) -> int:
        return bisect_right(self._ends, draws.below(self.total))
