"""The rows: care that starts, is declared month by month, is corrected, and ends; and a few planted irregularities."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from .draws import Draws, Weighted, mixed
from .region import (
    FIRST_YEAR,
    INDEXED,
    LAWS,
    MISSING,
    MONTHS,
    MUNICIPALITIES,
    MUNICIPALITY_WEIGHTS,
    PROVIDERS,
    SEASON,
    SEGMENTS,
    UNKNOWN_PRODUCT,
    Segment,
)

PERIODS = tuple(f"{FIRST_YEAR + month // 12}-{month % 12 + 1:02d}" for month in range(MONTHS))
CORRECTED = 80
"""one row in so many is taken back by a negative row and declared again"""
SECOND_CARE = 5
"""one client in so many uses a second segment of the same act"""
UNKNOWN = 200
"""one care in so many is declared under a product that the mapping does not know"""
TWICE_NAMED = 3
"""the number of the provider that also declares under a second id with nearly the same name"""


class Row(NamedTuple):
    """One declaration. ``cents`` and ``units`` may be negative; ``kind`` says what was planted, or nothing."""

    period: str
    law: str
    municipality: str
    category: str
    code: str
    provider: str
    name: str
    client: str
    cents: int
    units: int
    kind: str = ""


@dataclass(frozen=True)
class _Care:
    """One client's care at one provider: the first month, and how many follow."""

    segment: Segment
    client: int
    municipality: str
    provider: int
    code: str
    start: int
    months: int


@dataclass(frozen=True)
class _Supply:
    """The providers of a segment: who they are, how large, and in which months they are there."""

    members: tuple[int, ...]
    pick: Weighted
    entry: tuple[int, ...]
    exit: tuple[int, ...]


def rows_of(rows: int, seed: int) -> Iterator[Row]:
    """Exactly ``rows`` declarations, the same for the same seed. One client's care stands together.

    Four are planted: two rows that stand there twice, and two amounts a hundred times too large, as when cents are
    read as euro.
    """
    planted_at = {rows * k // 8: kind for k, kind in ((2, "twice"), (3, "unit"), (5, "twice"), (6, "unit"))}
    given = 0
    last: Row | None = None
    for row in _without_end(seed):
        if given >= rows:
            return
        kind = planted_at.pop(given, "") if last is not None and last.cents > 0 else ""
        if kind:
            assert last is not None
            yield last._replace(kind=kind) if kind == "twice" else last._replace(kind=kind, cents=last.cents * 100)
            given += 1
            if given >= rows:
                return
        yield row
        given, last = given + 1, row


def _without_end(seed: int) -> Iterator[Row]:
    draws = Draws(seed)
    supply = [_supply(segment, draws) for segment in SEGMENTS]
    of_segment = Weighted([segment.use.weight for segment in SEGMENTS])
    of_municipality = Weighted(list(MUNICIPALITY_WEIGHTS))
    client = 0
    while True:
        client += 1
        place = MUNICIPALITIES[of_municipality.pick(draws)]
        at = of_segment.pick(draws)
        yield from _care_rows(_care(at, client, place, supply[at], draws), supply[at], draws, seed)
        if draws.one_in(SECOND_CARE):
            law = SEGMENTS[at].law
            also = [n for n, segment in enumerate(SEGMENTS) if segment.law == law and n != at]
            other = also[draws.below(len(also))]
            yield from _care_rows(_care(other, client, place, supply[other], draws), supply[other], draws, seed)


def _supply(segment: Segment, draws: Draws) -> _Supply:
    supply, pool = segment.supply, list(range(PROVIDERS))
    members = tuple(pool.pop(draws.below(len(pool))) for _ in range(supply.providers))
    pick = Weighted([10**9 // (rank + supply.evenness) ** supply.steepness for rank in range(supply.providers)])
    entry, leave = [], []
    for rank in range(supply.providers):
        small = rank >= 5  # the largest stay: churn is of the small ones
        entry.append(12 * (1 + draws.below(2)) if small and draws.one_in(9) else 0)
        leave.append(12 * (1 + draws.below(2)) if small and not entry[-1] and draws.one_in(11) else MONTHS)
    return _Supply(members, pick, tuple(entry), tuple(leave))


def _care(at: int, client: int, municipality: str, supply: _Supply, draws: Draws) -> _Care:
    segment = SEGMENTS[at]
    start = max(0, draws.below(MONTHS + 10) - 10)  # a part was there before the first month
    rank = supply.pick.pick(draws)
    while not supply.entry[rank] <= start < supply.exit[rank]:
        rank = supply.pick.pick(draws)
    months = 1 + draws.below(segment.use.months) + draws.below(segment.use.months)
    code = segment.codes[draws.below(len(segment.codes))]
    care = _Care(segment, client, municipality, supply.members[rank], code, start, 0)
    return replace(care, months=min(months, supply.exit[rank] - start))


def _care_rows(care: _Care, supply: _Supply, draws: Draws, seed: int) -> Iterator[Row]:
    segment = care.segment
    category, code = (segment.category, care.code) if not draws.one_in(UNKNOWN) else UNKNOWN_PRODUCT
    pseudonym = f"{mixed(care.client ^ mixed(seed + 1)):016x}"
    provider, name = f"P{10_000 + care.provider}", f"Aanbieder {care.provider:03d} B.V."
    if care.provider == TWICE_NAMED and care.client % 3 == 0:
        provider, name = f"P{20_000 + care.provider}", f"AANBIEDER {care.provider:03d} BV"
    usual = segment.use.units * (50 + draws.below(101))  # hundredths of a unit
    for month in range(care.start, care.start + care.months):
        period = PERIODS[month]
        if care.municipality == MISSING[0] and period == MISSING[1]:
            continue
        units = max(1, (usual * SEASON[month % 12] * (90 + draws.below(21)) + 500_000) // 1_000_000)
        tariff = (segment.use.tariff * INDEXED[month // 12] + 50) // 100
        row = Row(
            *(period, LAWS[segment.law], care.municipality, category, code),
            *(provider, name, pseudonym, units * tariff, units),
        )
        yield row
        if units > 1 and draws.one_in(CORRECTED):
            right = units - 1
            yield row._replace(cents=-row.cents, units=-units, kind="correction")
            yield row._replace(cents=right * tariff, units=right)
