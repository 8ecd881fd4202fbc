"""Which changes make a difference: the smallest sets of them with which it is there, found by running."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

Holds = Callable[[frozenset[str]], bool]
"""whether the difference is there with these changes and no others"""
MOST_FOR_PAIRS = 24
"""changes of which every pair is tried; among more, a set is made as small as leaving one out at a time makes it"""


@dataclass(frozen=True)
class Cause:
    """What makes a difference.

    ``alone``: each of ``sets`` is one change that is enough by itself. ``together``: each holds changes that only
    together are enough, and no smaller set is. ``none_to_spare``: as together, and only leaving out one at a time was
    tried. ``no_change``: it is there without any of the changes. ``not_attributed``: not even all together give it.
    """

    how: Literal["alone", "together", "none_to_spare", "no_change", "not_attributed"]
    sets: tuple[tuple[str, ...], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Every change that is named, once."""
        return tuple(dict.fromkeys(name for group in self.sets for name in group))


NO_CHANGE = Cause("no_change", ())
NOT_ATTRIBUTED = Cause("not_attributed", ())


def cause_of(
    changes: Sequence[str], holds: Holds, most_for_pairs: int = MOST_FOR_PAIRS, most_alone: int | None = None
) -> Cause:
    """The smallest sets of changes that make a difference; of equally small ones all.

    Among more than ``most_alone`` changes each is not tried alone, for what takes long to work out: then one set is
    found, none of which can be left out, and others may do it too.
    """
    if holds(frozenset()):
        return NO_CHANGE
    thorough = most_alone is None or len(changes) <= most_alone
    alone = [(name,) for name in changes if holds(frozenset({name}))] if thorough else []
    if alone:
        return Cause("alone", tuple(alone))
    if thorough and len(changes) <= most_for_pairs:
        pairs = [pair for pair in combinations(changes, 2) if holds(frozenset(pair))]
        if pairs:
            return Cause("together", tuple(pairs))
    every = frozenset(changes)
    if not holds(every):
        return NOT_ATTRIBUTED
    left = _without_what_is_not_needed(changes, every, holds)
    found = tuple(name for name in changes if name in left)
    if len(found) == 1:
        return Cause("alone", (found,))
    smaller_tried = thorough and (len(found) == 2 or (len(found) == 3 and len(changes) <= most_for_pairs))
    return Cause("together" if smaller_tried else "none_to_spare", (found,))


def _without_what_is_not_needed(changes: Iterable[str], left: frozenset[str], holds: Holds) -> frozenset[str]:
    """Leave out halves, quarters and at last single changes, as long as the difference stays."""
    ordered = list(changes)
    size = len(ordered) // 2
    while size:
        for start in range(0, len(ordered), size):
            fewer = left - frozenset(ordered[start : start + size])
            if fewer != left and holds(fewer):
                left = fewer
        ordered = [name for name in ordered if name in left]
        size = min(size // 2, len(ordered) // 2) if size > 1 else 0
    return _one_by_one(ordered, left, holds)


def _one_by_one(ordered: list[str], left: frozenset[str], holds: Holds) -> frozenset[str]:
    """Until no single one can be left out any more."""
    again = True
    while again:
        again = False
        for name in ordered:
            if name in left and holds(left - {name}):
                left, again = left - {name}, True
    return left
