"""Figures that a document prints for the same declarations, held against what was counted.

Three things go wrong in print: providers or persons added up over segments as if each was counted once, a total that
leaves segments out, and shares that rest on another total than they say, or on several.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from .concentration import WHOLE, rounded
from .figures import Market, SegmentYear, Told, TotalYear
from .findings_model import Finding, finding
from .mapping import Mapping, Stated

EURO = 100
MOST_LEFT_OUT = 3
"""own judgement: a total that leaves out more segments can be made to fit by chance"""
SHARE_TOLERANCE = 1
"""basis points, for the rounding in print"""


def stated_findings(market: Market, mapping: Mapping) -> tuple[Finding, ...]:
    """What does not fit, in the order of the mapping."""
    found: list[Finding] = []
    bases: dict[tuple[int, str, str], set[tuple[str, ...]]] = defaultdict(set)
    for stated in mapping.stated:
        held = _Held(market, stated)
        if stated.what in ("client_share", "cost_share"):
            base, told = held.share()
            found += told
            if base is not None:
                bases[stated.year, stated.law, stated.what].add(base)
        else:
            found += held.number()
    for (year, law, what), used in sorted(bases.items()):
        if len(used) > 1:
            found.append(finding("shares_on_mixed_totals", (), year=str(year), act=law, what=what, n=len(used)))
    return tuple(found)


class _Held:
    """One printed figure beside the act and the segments that it can be about."""

    def __init__(self, market: Market, stated: Stated) -> None:
        self._stated = stated
        self._segments = [s for s in market.segments if (s.year, s.act) == (stated.year, stated.law)]
        self._own = next((s for s in self._segments if s.segment == stated.segment), None)
        self._act = next((t for t in market.totals if (t.year, t.act) == (stated.year, stated.law)), None)

    def number(self) -> Iterator[Finding]:
        stated, counted = self._stated, self._counted()
        if counted is None:
            return
        printed = stated.value * EURO if stated.what == "spend" else stated.value
        near = EURO if stated.what == "spend" else 0
        if abs(printed - counted) <= near:
            return
        values = {"printed": printed, "counted": counted, **self._about()}
        if stated.segment is None:
            added = self._added_up()
            if added is not None and added != counted and abs(printed - added) <= near:
                yield finding(f"{stated.what}_added_up", (), **values)
                return
            left_out = self._left_out(printed, near)
            if stated.what == "spend" and left_out is not None:
                yield finding("spend_leaves_out", (), segments=", ".join(left_out), **values)
                return
        yield finding(f"{stated.what}_differs", (), difference=printed - counted, **values)

    def share(self) -> tuple[tuple[str, ...] | None, list[Finding]]:
        """The segments that the share's total leaves out (None when no total fits), and what there is to say."""
        stated, whole = self._stated, self._whole()
        part = None if self._own is None else self._of(self._own)
        if part is None or whole is None or not stated.value:
            return None, []
        for left_out in self._subsets():
            base = whole - sum(self._of(s) or 0 for s in left_out)
            if base > 0 and abs(rounded(WHOLE * part, base) - stated.value) <= SHARE_TOLERANCE:
                names = tuple(s.segment or "?" for s in left_out)
                if not names:
                    return names, []
                values = {"printed": stated.value, "counted": rounded(WHOLE * part, whole), **self._about()}
                return names, [finding("share_leaves_out", (), segments=", ".join(names), **values)]
        values = {"printed": stated.value, "counted": rounded(WHOLE * part, whole), **self._about()}
        implied = rounded(WHOLE * part, stated.value)
        return None, [finding("share_does_not_follow", (), implied=implied, total=whole, **values)]

    def _about(self) -> dict[str, str | int]:
        stated = self._stated
        return {"year": str(stated.year), "act": stated.law, "segment": stated.segment or "", "what": stated.what}

    def _counted(self) -> int | None:
        stated = self._stated
        if stated.segment is None:
            return None if self._act is None else _number(_total(self._act, stated.what))
        if self._own is None:
            return None
        return _number(_figure(self._own, stated.what))

    def _added_up(self) -> int | None:
        if self._stated.what == "providers":
            return None if self._act is None else self._act.registrations
        numbers = [_number(_figure(s, self._stated.what)) for s in self._segments]
        return None if None in numbers else sum(n for n in numbers if n is not None)

    def _left_out(self, printed: int, near: int) -> tuple[str, ...] | None:
        whole = sum(s.spend for s in self._segments)
        for left_out in self._subsets():
            if left_out and abs(whole - sum(s.spend for s in left_out) - printed) <= near:
                return tuple(s.segment or "?" for s in left_out)
        return None

    def _subsets(self) -> Iterator[tuple[SegmentYear, ...]]:
        """Segments that a total may leave out, the fewest first; never the one that the figure is about."""
        others = [s for s in self._segments if s is not self._own]
        for many in range(min(MOST_LEFT_OUT, len(others)) + 1):
            yield from combinations(others, many)

    def _whole(self) -> int | None:
        if self._act is None:
            return None
        return self._act.spend if self._stated.what == "cost_share" else _number(self._act.clients)

    def _of(self, segment: SegmentYear) -> int | None:
        return segment.spend if self._stated.what == "cost_share" else _number(segment.clients)


def _figure(segment: SegmentYear, what: str) -> Told:
    if what == "providers":
        return segment.market.providers if segment.market else 0
    return segment.spend if what == "spend" else segment.clients


def _total(total: TotalYear, what: str) -> Told:
    return {"spend": total.spend, "clients": total.clients, "providers": total.providers}[what]


def _number(told: Told) -> int | None:
    return told if isinstance(told, int) else None
