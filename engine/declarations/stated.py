"""Figures that a document prints for the same declarations, held against what was counted.

Three things go wrong in print: providers or persons added up over segments as if each was counted once, a total that
leaves segments out, and shares that rest on another total than they say, or on several.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Literal

from .concentration import WHOLE, rounded
from .figures import HIDDEN, Market, SegmentYear, Told, TotalYear
from .findings_model import Finding, finding
from .mapping import NO_SEGMENT, Mapping, Stated

EURO = 100
MOST_LEFT_OUT = 3
"""own judgement: a total that leaves out more segments can be made to fit by chance"""
SHARE_TOLERANCE = 1
"""basis points, for the rounding in print"""
SHARES = ("client_share", "cost_share")
Why = Literal["no_year", "no_act", "no_segment", "share_of_what", "held_back", "no_clients", "nothing_counted"]


def stated_findings(market: Market, mapping: Mapping) -> tuple[Finding, ...]:
    """What does not fit, in the order of the mapping."""
    found: list[Finding] = []
    bases: dict[tuple[int, str, str], set[tuple[str, ...]]] = defaultdict(set)
    for stated in mapping.stated:
        held = _Held(market, stated)
        why = held.unchecked(market.years)
        if why is not None:
            found.append(held.not_checked(why))
        elif stated.what in SHARES:
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

    def unchecked(self, years: tuple[int, ...]) -> Why | None:
        """Why there is nothing to hold the figure against. Of a count that is held back nothing else is looked at."""
        stated = self._stated
        if stated.year not in years:
            return "no_year"
        if self._act is None:
            return "no_act"
        if stated.segment is not None and self._own is None:
            return "no_segment"
        if stated.what in SHARES:
            if self._own is None:
                return "share_of_what"
            what = "spend" if stated.what == "cost_share" else "clients"
            rests_on = [_figure(self._own, what), _total(self._act, what)]
        else:
            rests_on = [self._counted()]
        if HIDDEN in rests_on:
            return "held_back"
        if None in rests_on:
            return "no_clients"
        return "nothing_counted" if stated.what in SHARES and (self._whole() or 0) <= 0 else None

    def not_checked(self, why: Why) -> Finding:
        return finding("stated_not_checked", (), printed=self._printed(), why=why, **self._about())

    def number(self) -> Iterator[Finding]:
        stated, counted = self._stated, _number(self._counted())
        if counted is None:
            return
        printed = self._printed()
        near = EURO if stated.what == "spend" else 0
        if abs(printed - counted) <= near:
            return
        values = {"printed": printed, "counted": counted, **self._about()}
        if stated.segment is None:
            over = next((over for over, added in self._added_up() if added == printed), None)
            if over is not None:
                yield finding(f"{stated.what}_added_up", (), over=over, **values)
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
        if part is None or whole is None:
            return None, []
        if not stated.value:
            counted = rounded(WHOLE * part, whole)
            differs = finding("share_differs", (), printed=0, counted=counted, **self._about())
            return None, [differs] if abs(counted) > SHARE_TOLERANCE else []
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

    def _printed(self) -> int:
        return self._stated.value * EURO if self._stated.what == "spend" else self._stated.value

    def _counted(self) -> Told:
        stated = self._stated
        if stated.segment is None:
            return None if self._act is None else _total(self._act, stated.what)
        return None if self._own is None else _figure(self._own, stated.what)

    def _added_up(self) -> Iterator[tuple[str, int]]:
        """Providers or clients counted in each segment and added up: over what, and how many that makes.

        What belongs to no segment may have been counted as one more, or left out.
        """
        if self._stated.what == "spend":
            return  # what is added up over segments is the whole, or leaves some out
        segments = [s for s in self._segments if s.segment != NO_SEGMENT]
        sums = {"segments": segments}
        if len(segments) < len(self._segments):
            sums = {"segments_alone": segments, "segments_and_rest": self._segments}
        for over, added in sums.items():
            numbers = [_number(_figure(s, self._stated.what)) for s in added]
            if None not in numbers:
                yield over, sum(n for n in numbers if n is not None)

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
