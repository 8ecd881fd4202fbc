"""The circumstances of a decision over rows, as inputs of the circuit."""

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..decision.within_stage import Circumstances
from .circuit import Load, Words, filled, packed
from .columns import Column


@dataclass(frozen=True)
class Features:
    """What occurs in some circumstances: how many ranks of wishes, whether months are known, whether what is given is
    left out of account, and for which instruments a person chose."""

    ranks: int
    months_left: bool
    ignoring_given: bool
    by_hand: frozenset[str]


@dataclass(frozen=True)
class IgnoringGiven:
    """An input: what is given is left out of account."""

    def holds(self, around: Circumstances) -> bool:
        return around.ignore_given


@dataclass(frozen=True)
class TooLong:
    """An input: so many months are more than are left."""

    months: int

    def holds(self, around: Circumstances) -> bool:
        return around.months_left is not None and self.months > around.months_left


@dataclass(frozen=True)
class Wished:
    """An input: a wish is among those of a rank, counted from 0."""

    rank: int
    wish: str

    def holds(self, around: Circumstances) -> bool:
        return self.rank < len(around.wishes) and self.wish in around.wishes[self.rank]


@dataclass(frozen=True)
class ByHand:
    """An input: a person chose this option."""

    instrument: str
    option: str

    def holds(self, around: Circumstances) -> bool:
        return around.set_for(self.instrument) == self.option


About = IgnoringGiven | TooLong | Wished | ByHand


@dataclass(frozen=True)
class Surroundings:
    """Circumstances by row: the distinct ones, and which of them each row has."""

    distinct: tuple[Circumstances, ...]
    of_row: NDArray[np.int32]
    months_left: Column | None = None
    """the months by row, where these are not part of the distinct circumstances"""

    @property
    def features(self) -> Features:
        return Features(
            max((len(c.wishes) for c in self.distinct), default=0),
            self.months_left is not None or any(c.months_left is not None for c in self.distinct),
            any(c.ignore_given for c in self.distinct),
            frozenset(name for c in self.distinct for name, _ in c.set_by_hand),
        )

    def load(self, about: About, out: Words) -> None:
        """Where an input holds, as packed flags."""
        if isinstance(about, TooLong) and self.months_left is not None:
            packed(self.months_left.known & (self.months_left.values < about.months), out)
            return
        flags = [about.holds(c) for c in self.distinct]
        if all(flags) or not any(flags):
            filled(all(flags) and bool(flags), out)
        else:
            packed(np.array(flags, np.bool_)[self.of_row], out)


def loading(surroundings: Surroundings, condition: Load) -> Load:
    """Gives every input of the circuit: what is about the circumstances, and conditions on the facts."""

    def load(name: Hashable, out: Words) -> None:
        if isinstance(name, About):
            surroundings.load(name, out)
        else:
            condition(name, out)

    return load
