"""Hold back small counts of persons, and as many others as it takes that nobody can compute them.

The counts form a tree: the region, its acts, their segments, the municipalities in each. Persons are counted once, so a
sum over parts may exceed the whole; but most people use one kind of care in one place, so everything is held back that
would give a count away if the parts did add up. Two things would:

- a sum in which one term is missing: so a sum misses none, or at least two of its terms (the whole is a term as well);
- a sum in which the missing terms are as small as they can be: then each of them is known to be one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from .figures import HIDDEN, Market, PlaceYear, SegmentYear, Told
from .unnamed import without_unknown


@dataclass(eq=False)
class Count:
    """A count of persons, what it is counted over, and whether it is held back."""

    value: int
    parts: "list[Count]" = field(default_factory=list)
    hidden: bool = False
    with_amounts: bool = False
    """an amount is told beside each part, and that of the whole always is: the parts have to cover each other"""

    def all(self) -> "Iterator[Count]":
        yield self
        for part in self.parts:
            yield from part.all()


def hold_back(root: Count, under: int) -> None:
    """Mark what is held back: counts from 1 to ``under`` - 1, and what they need beside them."""
    for count in root.all():
        count.hidden = 0 < count.value < under
    while any(_cover(whole) for whole in root.all() if whole.parts):
        pass  # one more may leave another sum with one term missing


def _cover(whole: Count) -> bool:
    """Hold one more back where a sum would give something away; whether anything changed."""
    if not _gives_away(whole):
        return False
    visible = [part for part in whole.parts if not part.hidden and part.value > 0]
    if visible:
        min(visible, key=lambda part: part.value).hidden = True
    elif not whole.hidden:
        whole.hidden = True
    else:
        return False
    return True


def _gives_away(whole: Count) -> bool:
    missing = [part for part in whole.parts if part.hidden]
    if not missing:
        return whole.hidden
    if len(missing) == 1 and (not whole.hidden or (whole.with_amounts and _positive(whole.parts) > 1)):
        return True
    if whole.hidden:
        return False
    told = sum(part.value for part in whole.parts if not part.hidden)
    return whole.value - told == sum(_least(part) for part in missing)


def _positive(parts: Iterable[Count]) -> int:
    return sum(part.value > 0 for part in parts)


def _least(count: Count) -> int:
    """The least that a count can be for who sees only what is told."""
    if not count.hidden:
        return count.value
    return max(1, sum(_least(part) for part in count.parts))


def released(market: Market, under: int) -> Market:
    """The market as it may be told: every output is made from this one and never from what was counted."""
    trees = {year: _tree(market, year) for year in market.years}
    for root, _ in trees.values():
        hold_back(root, under)
    counts = {key: count for _, held in trees.values() for key, count in held.items()}
    hidden = {key for key, count in counts.items() if count.hidden}
    told = replace(
        market,
        segments=tuple(_segment(s, hidden) for s in market.segments),
        totals=tuple(replace(t, clients=HIDDEN) if (t.year, t.act, None, None) in hidden else t for t in market.totals),
    )
    return without_unknown(told)


Key = tuple[int, str, str | None, str | None]


def _tree(market: Market, year: int) -> tuple[Count, dict[Key, Count]]:
    """The counts of a year; the region is the act without a name."""
    root = Count(0)
    held: dict[Key, Count] = {}
    for total in (t for t in market.totals if t.year == year):
        count = root if not total.act else Count(0)
        count.value = _number(total.clients)
        held[year, total.act, None, None] = count
        if total.act:
            root.parts.append(count)
    for segment in (s for s in market.segments if s.year == year):
        count = Count(_number(segment.clients), with_amounts=True)
        act = held.get((year, segment.act, None, None)) or root
        act.parts.append(count)
        held[year, segment.act, segment.segment, None] = count
        for place in segment.places:
            leaf = Count(_number(place.clients))
            count.parts.append(leaf)
            held[year, segment.act, segment.segment, place.municipality] = leaf
    return root, held


def _number(told: Told) -> int:
    return told if isinstance(told, int) else 0


def _segment(segment: SegmentYear, hidden: set[Key]) -> SegmentYear:
    own = (segment.year, segment.act, segment.segment, None)
    places = tuple(_place(p, (*own[:3], p.municipality) in hidden) for p in segment.places)
    told = replace(segment, places=places)
    if own in hidden:
        return replace(told, clients=HIDDEN, spend_per_client=HIDDEN, client_growth=HIDDEN)
    if (segment.year - 1, *own[1:]) in hidden:
        return replace(told, client_growth=HIDDEN)
    return told


def _place(place: PlaceYear, hidden: bool) -> PlaceYear:
    """The amount goes with the count: that of a handful of people tells about each of them."""
    return replace(place, spend=HIDDEN, share=HIDDEN, clients=HIDDEN) if hidden else place
