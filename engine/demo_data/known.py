"""The answers to generated declarations, counted without SQL: they hold it to account."""

from collections import defaultdict
from typing import Any

from .declarations import Row
from .region import SEGMENTS, UNKNOWN_PRODUCT

_SEGMENT = {segment.category: segment.id for segment in SEGMENTS}
NO_SEGMENT = "unmapped"


class Known:
    """What stands in the rows: amounts in cents, clients and providers counted once."""

    def __init__(self) -> None:
        self.rows = 0
        self.negative = 0
        self.planted: dict[str, list[int]] = {"twice": [], "unit": []}
        self._spend: dict[tuple[str, str, str], int] = defaultdict(int)
        self._clients: dict[tuple[str, str], set[str]] = defaultdict(set)

    def add(self, row: Row) -> None:
        self.rows += 1
        year = row.period[:4]
        segment = _SEGMENT.get(row.category, NO_SEGMENT)
        self._spend[year, segment, row.provider] += row.cents
        self._clients[year, segment].add(row.client)
        self.negative += row.cents < 0
        if row.kind in self.planted:
            self.planted[row.kind].append(self.rows)

    def as_data(self) -> dict[str, Any]:
        """By year and segment: spend, clients, providers, and the shares of the largest in basis points."""
        groups: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
        for (year, segment, provider), cents in self._spend.items():
            groups[year, segment][provider] = cents
        return {
            "rows": self.rows,
            "negative_rows": self.negative,
            "rows_twice": self.planted["twice"],
            "rows_in_another_unit": self.planted["unit"],
            "unknown_products": [UNKNOWN_PRODUCT[1]],
            "segments": [
                {"year": int(year), "segment": segment, "clients": len(self._clients[year, segment]), **_market(totals)}
                for (year, segment), totals in sorted(groups.items())
            ],
        }


def _market(totals: dict[str, int]) -> dict[str, int]:
    sizes = sorted((cents for cents in totals.values() if cents > 0), reverse=True)
    whole = sum(sizes)
    return {
        "spend_cents": sum(totals.values()),
        "providers": len(sizes),
        "top3_share": _share(sum(sizes[:3]), whole),
        "top10_share": _share(sum(sizes[:10]), whole),
    }


def _share(part: int, whole: int) -> int:
    return (2 * 10_000 * part + whole) // (2 * whole) if whole else 0
