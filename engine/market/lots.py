"""Figures of a new segment from the old lots that it comes from.

Spending adds up. Clients do not, since one person may be in two lots: they lie between the largest lot and the sum. Of
a lot that goes to a segment in part, and nobody knows which part, anything between nothing and all may have gone.
"""

from dataclasses import dataclass
from fractions import Fraction

from ..profile.answers import Answer
from ..profile.quantities import Money
from ..profile.region import RegionProfile, SegmentProfile
from ..profile.segment_rooms import Lot
from ..profile.transition_rooms import OldLot

ALL = 10_000
Bounds = tuple[int, int]


@dataclass(frozen=True)
class Carried:
    """What a segment takes along: cents and clients from least to most; None where a lot's own figure is unknown.

    ``unlisted``: lots that the segment names and the region's list has not, under the same act.
    """

    lots: tuple[str, ...]
    spend: Bounds | None
    clients: Bounds | None
    unlisted: tuple[str, ...]


def carried_by(region: RegionProfile, segment: SegmentProfile) -> Carried | None:
    """What the segment takes along from its old lots; None when the region lists no lots or the segment names none."""
    if not region.lots or not segment.from_lots:
        return None
    listed = {lot.name: lot for lot in region.lots if lot.law == segment.law}
    unlisted = tuple(lot.lot for lot in segment.from_lots if lot.lot not in listed)
    held = [(listed[lot.lot], lot) for lot in segment.from_lots if lot.lot in listed]
    spend = [_part(old.spend, lot) for old, lot in held]
    clients = [_part(old.clients, lot) for old, lot in held]
    return Carried(
        tuple(old.id for old, _ in held),
        None if unlisted else _sum(spend),
        None if unlisted else _people(clients),
        unlisted,
    )


def with_carried(region: RegionProfile) -> RegionProfile:
    """The region with the spending of a segment that states none, where its old lots give it exactly."""
    segments = tuple(_with_spend(region, segment) for segment in region.segments)
    return region if segments == region.segments else region.model_copy(update={"segments": segments})


def _with_spend(region: RegionProfile, segment: SegmentProfile) -> SegmentProfile:
    held = carried_by(region, segment)
    stated = segment.use.spend
    if held is None or held.spend is None or held.spend[0] != held.spend[1] or (stated is not None and stated.known):
        return segment
    answer = Answer[Money].model_construct(value=held.spend[0], basis="derived", applies=True, restates_decision=False)
    return segment.model_copy(update={"use": segment.use.model_copy(update={"spend": answer})})


def into(region: RegionProfile, old: OldLot) -> tuple[tuple[SegmentProfile, Lot], ...]:
    """The segments to which an old lot goes, wholly or in part."""
    return tuple((s, lot) for s in region.segments if s.law == old.law for lot in s.from_lots if lot.lot == old.name)


def _part(figure: Answer[int] | None, lot: Lot) -> Bounds | None:
    if figure is None or figure.value is None:
        return None
    if lot.share is None:
        return figure.value, figure.value
    if lot.share.value is None:
        return 0, figure.value
    part = int(Fraction(figure.value * lot.share.value, ALL) + Fraction(1, 2))
    return part, part


def _sum(parts: list[Bounds | None]) -> Bounds | None:
    known = [part for part in parts if part is not None]
    return (sum(p[0] for p in known), sum(p[1] for p in known)) if known and len(known) == len(parts) else None


def _people(parts: list[Bounds | None]) -> Bounds | None:
    summed, known = _sum(parts), [part for part in parts if part is not None]
    return None if summed is None else (max(part[0] for part in known), summed[1])
