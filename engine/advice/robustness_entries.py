"""Under how many stated assumptions an advice holds, as part of the advice: counts of draws, never a probability."""

from typing import Literal

from ..knowledge.options import Both
from .entries import Part


class RivalEntry(Part):
    """What is advised in other draws; ``option`` is None where nothing is chosen there."""

    option: str | None
    draws: int


class AmongEntry(Part):
    """The draws in which an input lay from ``low`` to ``high``: how many, and in how many the advice holds.

    Values are written as facts write them; an order of wishes is its wishes with commas between.
    """

    low: str
    high: str
    draws: int
    stands: int


class MoverEntry(Part):
    """An input that moves a choice by itself, with the values under which it holds least and most often."""

    input: str
    kind: Literal["answer", "unknown", "parameter", "lead_times", "wishes"]
    basis: str | None
    meaning: Both | None
    """of a parameter"""
    quantity: str | None
    share: int
    """basis points of the variation of "the advice holds" that it accounts for by itself"""
    least: AmongEntry
    most: AmongEntry


class HoldsEntry(Part):
    """One instrument: what is advised (None: nothing), in how many draws that is so again, and what else is."""

    instrument: str
    advised: str | None
    stands: int
    rivals: tuple[RivalEntry, ...]
    movers: tuple[MoverEntry, ...]
    """those that move it most"""


class SpreadEntry(Part):
    """A range of providers: as advised, and how far its ends lie in the draws that give one."""

    name: Literal["contracts", "delivering"]
    advised: tuple[int, int] | None
    same: int
    computed: int
    low: tuple[int, int] | None
    high: tuple[int, int] | None


class RobustBody(Part):
    """One segment, or one part as ``segment/part``."""

    path: str
    varied: dict[str, int]
    """how many inputs vary, by kind"""
    holds: tuple[HoldsEntry, ...]
    spreads: tuple[SpreadEntry, ...]


class RobustnessAdvice(Part):
    draws: int
    seed: int
    bodies: tuple[RobustBody, ...]
