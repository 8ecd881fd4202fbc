"""From a profile to facts: for one segment or part a flat mapping from field to value, with where each comes from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from pydantic import BaseModel

from ..market import Figures, figures_of
from ..profile.answers import Answer, Basis, Members
from ..profile.quantities import day_number
from ..profile.region import Part, RegionProfile, SegmentProfile
from ..profile.shared_rooms import Wishes
from .vocabulary import FIGURE_ROOMS, REGION_ROOMS, SEGMENT_ROOMS, SHARED_ROOMS, input_vocabulary

Value = int | str | bool
Facts = Mapping[str, Value]
FEWEST_FOR_A_SHARE = 3
"""own judgement: with fewer segments of a law the ratio says little about the segment"""
BOARD = "board."
"""prefix of the fields that hold decisions of the board"""


@dataclass(frozen=True)
class Origin:
    """The answer behind a fact: its path in the file, its basis, its source, and whether it repeats a decision."""

    path: str
    basis: Basis
    source: str
    lines: str
    restates_decision: bool


@dataclass(frozen=True)
class SegmentFacts:
    """The facts of one segment or part. ``asked`` are fields that were answered with "unknown" or "does not apply"."""

    segment: str
    part: str | None
    values: Facts
    origins: Mapping[str, Origin]
    not_applicable: frozenset[str]
    figures: Figures
    wishes: tuple[tuple[str, ...], ...]
    """wishes in ranked order, most important first, wishes of one rank together; empty without a forced ranking"""

    def without(self, prefix: str) -> Facts:
        """The facts without those of one room, to see what would hold without them."""
        return {name: value for name, value in self.values.items() if not name.startswith(prefix)}


def flatten(region: RegionProfile, segment: SegmentProfile, part: Part | None = None) -> SegmentFacts:
    """The facts of a segment, or of one of its parts: the nearest answer holds, a figure is never inherited."""
    gathered = _Gathered(region)
    for room, model in ((room, getattr(region, room)) for room in REGION_ROOMS):
        gathered.room(room, model, room)
    own = f"segments/{segment.id}"
    for room in SHARED_ROOMS:
        gathered.room(room, getattr(region, room), room)
        gathered.room(room, getattr(segment, room), f"{own}/{room}")
    for room in SEGMENT_ROOMS:
        if part is None or room not in FIGURE_ROOMS:
            gathered.room(room, getattr(segment, room), f"{own}/{room}")
    if part is not None:
        for room in (*SHARED_ROOMS, *SEGMENT_ROOMS):
            gathered.room(room, getattr(part, room), f"{own}/parts/{part.id}/{room}")
    body = part or segment
    figures = figures_of(body.use, body.market)
    gathered.derived("segment.law", segment.law, "stated")
    gathered.derived("segment.is_part", part is not None, "stated")
    named = gathered.nearest(segment.care.delimited_part, part.care.delimited_part if part else None)
    gathered.derived("derived.delimited_part", named, "stated")
    gathered.derived_figures(figures)
    if part is None and figures.cost_to_client_ratio is None:
        gathered.cost_to_client(region, segment)
    gathered.planning(region)
    gathered.municipalities(region)
    return SegmentFacts(
        segment.id,
        part.id if part else None,
        gathered.values,
        gathered.origins,
        frozenset(gathered.not_applicable),
        figures,
        _ranked((region.wishes, segment.wishes, *((part.wishes,) if part else ()))),
    )


def _ranked(rooms: tuple[Wishes, ...]) -> tuple[tuple[str, ...], ...]:
    """The forced ranking that is nearest to the segment."""
    ranks: tuple[tuple[str, ...], ...] = ()
    for room in rooms:
        if room.top_three is not None:
            ranks = tuple((wish,) for wish in room.top_three.value or ())
        elif room.points is not None:
            points = room.points.value or {}
            levels = sorted({p for p in points.values() if p > 0}, reverse=True)
            ranks = tuple(tuple(sorted(w for w, p in points.items() if p == level)) for level in levels)
    return ranks


class _Gathered:
    def __init__(self, region: RegionProfile) -> None:
        self.values: dict[str, Value] = {}
        self.origins: dict[str, Origin] = {}
        self.not_applicable: set[str] = set()
        self._source = region.source or ""
        self._known = input_vocabulary()

    def room(self, room: str, model: BaseModel, path: str) -> None:
        """Take the answers of one room; an answer of a nearer room replaces one of a farther."""
        for name, answer in model:
            if isinstance(answer, Answer):
                self._answer(f"{room}.{name}", answer, f"{path}/{name}")

    def _answer(self, field: str, answer: Answer[Any], path: str) -> None:
        self._forget(field)
        if not answer.applies:
            self.not_applicable.add(field)
        if answer.value is None:
            return
        origin = Origin(path, answer.basis, answer.source or self._source, answer.lines or "", answer.restates_decision)
        for name, value in self._facts(field, answer.value):
            self.values[name] = value
            self.origins[name] = origin

    def _forget(self, field: str) -> None:
        """A nearer answer replaces a farther one whole; a nearer "unknown" says that nobody knows how it differs."""
        self.not_applicable.discard(field)
        for name in [n for n in self.values if n == field or n.startswith(f"{field}.")]:
            del self.values[name], self.origins[name]

    def _facts(self, field: str, value: Any) -> Iterator[tuple[str, Value]]:
        if isinstance(value, Members):
            for known in (f for f in self._known.values() if f.set_field == field):
                holds = value.holds(known.name[len(field) + 1 :])
                if holds is not None:
                    yield known.name, holds
        elif field in self._known:
            yield field, day_number(value) if isinstance(value, date) else value

    @staticmethod
    def nearest(*answers: Answer[str] | None) -> bool:
        """Whether the nearest answer (the last that is there) has a value."""
        given = [answer for answer in answers if answer is not None]
        return bool(given) and given[-1].value is not None

    def derived(self, name: str, value: Value, basis: Basis) -> None:
        self.values[name] = value
        self.origins[name] = Origin("", basis, "", "", False)

    def derived_figures(self, figures: Figures) -> None:
        for name, figure, scale in (
            ("derived.spend_per_client", figures.spend_per_client, 1),
            ("derived.clients_per_provider", figures.clients_per_provider, 100),
            ("derived.cost_to_client_ratio", figures.cost_to_client_ratio, 100),
        ):
            if figure is not None:
                self.derived(name, figure.rounded(scale), "derived")

    def cost_to_client(self, region: RegionProfile, segment: SegmentProfile) -> None:
        """Cost share over client share, from amounts and counts, when the printed shares are of different totals.

        Over the segments of the same law in the file, and only when every one of them has both: a total of what happens
        to be known would look complete.
        """
        pairs = [(s.use.spend, s.use.clients) for s in region.segments if s.law == segment.law]
        known = [(a.value, b.value) for a, b in pairs if a is not None and b is not None and a.value and b.value]
        if len(known) != len(pairs) or len(known) < FEWEST_FOR_A_SHARE:
            return
        assert segment.use.spend is not None and segment.use.clients is not None
        spend, clients = sum(a for a, _ in known), sum(b for _, b in known)
        own_spend, own_clients = segment.use.spend.value or 0, segment.use.clients.value or 0
        ratio = Fraction(own_spend * clients, spend * own_clients)
        self.derived("derived.cost_to_client_ratio", int(ratio * 100 + Fraction(1, 2)), "derived")

    def municipalities(self, region: RegionProfile) -> None:
        named = region.place.municipalities
        if named is not None and named.value:
            self.derived("derived.municipalities", len(named.value), "derived")

    def planning(self, region: RegionProfile) -> None:
        dates = region.planning
        if dates.publication is not None:
            self.derived("derived.publication_passed", dates.publication < region.as_of, "derived")
            if dates.pilot_partners is not None:
                late = dates.pilot_partners > dates.publication
                self.derived("derived.pilot_partners_after_publication", late, "derived")
        if dates.award is not None and dates.start is not None:
            months = max(0, _whole_months(dates.award, dates.start))
            self.derived("derived.months_award_to_start", months, "derived")
        end = region.present.contract_end
        if end is not None and end.value is not None and end.value >= region.as_of:
            years = (
                end.value.year
                - region.as_of.year
                - ((end.value.month, end.value.day) < (region.as_of.month, region.as_of.day))
            )
            self.derived("derived.years_of_contract", years, "derived")


def _whole_months(first: date, last: date) -> int:
    """Months that have passed in full: from 1 October to 31 December there are two."""
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
