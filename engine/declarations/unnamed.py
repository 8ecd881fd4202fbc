"""Rows that name no client: who they are about is not counted, so a count of clients says how much it leaves out.

Where most rows name nobody the count would mislead, and stays unknown. That is decided after small counts were held
back, on everything that was counted: it only takes away from what may be told.
"""

from collections import Counter
from dataclasses import replace

from .concentration import WHOLE
from .figures import HIDDEN, Market, PlaceYear, SegmentYear, TotalYear
from .mapping import Mapping
from .store import Store

MOST_UNNAMED = WHOLE // 2
"""own judgement, in basis points of the rows: with more of them a count of clients says nothing"""
Level = tuple[int, str | None, str | None, str | None]
"""year, act, segment and municipality; None where it is summed over"""


def with_unnamed(market: Market, store: Store, mapping: Mapping) -> Market:
    """The market with the share of rows that name no client beside each count of clients."""
    if mapping.columns.client is None or not store.ask("without_client")[0][0]:
        return market
    rows: Counter[Level] = Counter()
    unnamed: Counter[Level] = Counter()
    for year, act, segment, municipality, many, without in store.ask("unnamed"):
        for level in ((act, segment, municipality), (act, segment, None), (act, None, None), (None, None, None)):
            rows[(year, *level)] += int(many)
            unnamed[(year, *level)] += int(without)

    def share(*level: *Level) -> int:
        return -(-WHOLE * unnamed[level] // rows[level]) if rows[level] else 0

    def segment_with(held: SegmentYear) -> SegmentYear:
        own = (held.year, held.act, held.segment)
        places = tuple(replace(place, unnamed=share(*own, place.municipality)) for place in held.places)
        return replace(held, unnamed=share(*own, None), places=places)

    return replace(
        market,
        segments=tuple(segment_with(held) for held in market.segments),
        totals=tuple(replace(t, unnamed=share(t.year, t.act or None, None, None)) for t in market.totals),
    )


def without_unknown(market: Market) -> Market:
    """The market without the counts of clients that most rows say nothing about."""
    blank = {(s.year, s.act, s.segment) for s in market.segments if s.unnamed > MOST_UNNAMED}
    return replace(
        market,
        segments=tuple(_segment(held, blank) for held in market.segments),
        totals=tuple(_total(held) for held in market.totals),
    )


def _segment(held: SegmentYear, blank: set[tuple[int, str, str]]) -> SegmentYear:
    told = replace(held, places=tuple(_place(place) for place in held.places))
    if (held.year, held.act, held.segment) in blank:
        return replace(told, clients=None, spend_per_client=None, client_growth=None)
    return replace(told, client_growth=None) if (held.year - 1, held.act, held.segment) in blank else told


def _place(held: PlaceYear) -> PlaceYear:
    """A count that is held back stays so, as its amount is, and what is known of its rows goes with it."""
    if held.clients == HIDDEN:
        return replace(held, unnamed=HIDDEN)
    return replace(held, clients=None) if isinstance(held.unnamed, int) and held.unnamed > MOST_UNNAMED else held


def _total(held: TotalYear) -> TotalYear:
    return replace(held, clients=None) if held.unnamed > MOST_UNNAMED else held
