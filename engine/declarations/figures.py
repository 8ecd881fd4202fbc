"""The figures of a market, as plain data in integers: cents, basis points, persons and providers.

``clients`` is None where the file has none, or most of its rows have none. A count that may not be told is HIDDEN, and
so is what gives it away.
"""

from dataclasses import dataclass
from typing import Literal

from .concentration import Concentration

HIDDEN: Literal["hidden"] = "hidden"
Told = int | Literal["hidden"] | None
"""a number, a number that is held back, or unknown"""


@dataclass(frozen=True)
class PlaceYear:
    """One municipality in a segment and a year. ``share`` is of the spending of the segment, in basis points."""

    municipality: str
    spend: Told
    share: Told
    clients: Told
    providers: int
    unnamed: Told = 0
    """basis points of the rows that name no client, rounded up, in a file that has clients"""


@dataclass(frozen=True)
class SegmentYear:
    """One segment in one year; ``segment`` is empty for products that belong to none.

    Growth is basis points of the year before, entry and exit are providers against it; None where that year is not
    there or has other months.
    """

    year: int
    act: str
    segment: str
    spend: int
    clients: Told
    spend_per_client: Told
    """cents, rounded"""
    market: Concentration | None
    growth: int | None
    client_growth: Told
    entered: int | None
    entered_share: int | None
    """basis points of this year's spending that went to providers that were not there before"""
    left: int | None
    months: tuple[tuple[int, int], ...]
    """the spending of each month that has any: the season, and a year that is not whole"""
    places: tuple[PlaceYear, ...]
    unnamed: int = 0
    """basis points of the rows that name no client, rounded up, in a file that has clients"""


@dataclass(frozen=True)
class TotalYear:
    """All segments of an act in a year, or of all acts together (``act`` is empty); unmapped products are in it."""

    year: int
    act: str
    spend: int
    clients: Told
    providers: int
    registrations: int
    """providers counted in each segment and added up; what belongs to no segment counts as one"""
    unnamed: int = 0
    """basis points of the rows that name no client, rounded up, in a file that has clients"""


@dataclass(frozen=True)
class Overlap:
    """Providers that deliver in both of two segments or acts in a year."""

    year: int
    one: str
    other: str
    both: int


@dataclass(frozen=True)
class Unmapped:
    """A product that no line of the mapping names. ``share`` is of all spending, in basis points."""

    law: str
    category: str
    product: str
    spend: int
    share: int


@dataclass(frozen=True)
class Market:
    """Everything that was counted. ``months`` are the months of each year in which anything was declared."""

    years: tuple[int, ...]
    months: tuple[tuple[int, tuple[int, ...]], ...]
    segments: tuple[SegmentYear, ...]
    totals: tuple[TotalYear, ...]
    overlaps: tuple[Overlap, ...]
    unmapped: tuple[Unmapped, ...]

    def whole(self, year: int) -> bool:
        """Whether every month of a year is there; a file that has years only says no months."""
        held = dict(self.months)[year]
        return held in ((), tuple(range(1, 13)))

    def added_over(self, total: TotalYear) -> Literal["segments", "segments_and_rest"]:
        """Over what the registrations of a total are added up: a code of the catalogue (``declarations.over``)."""
        rest = (s for s in self.segments if s.year == total.year and total.act in ("", s.act) and not s.segment)
        return "segments_and_rest" if any(s.market for s in rest) else "segments"

    @property
    def latest(self) -> int | None:
        """The last year that is whole; when none is, the last year."""
        return next((year for year in reversed(self.years) if self.whole(year)), next(reversed(self.years), None))
