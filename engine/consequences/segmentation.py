"""From old lots to new segments: what merges, splits, lapses or goes to another level, and what stays outside."""

from dataclasses import dataclass
from typing import Literal

from ..market.lots import Carried, carried_by, into
from ..profile.region import RegionProfile
from ..profile.transition_rooms import OldLot

Change = Literal["kept", "merged", "split", "lapses", "stays_apart", "other_level", "already_contracted", "unknown"]


@dataclass(frozen=True)
class LotChange:
    """One old lot: what becomes of it, and in which segments it goes on."""

    lot: OldLot
    change: Change
    into: tuple[str, ...]
    """ids of segments"""


@dataclass(frozen=True)
class Segmentation:
    """Every old lot with its change, and what each new segment takes along, by segment."""

    lots: tuple[LotChange, ...]
    carried: dict[str, Carried]


def segmentation_of(region: RegionProfile) -> Segmentation | None:
    """The change of lots; None when the region lists none."""
    if not region.lots:
        return None
    found = ((segment.id, carried_by(region, segment)) for segment in region.segments)
    return Segmentation(
        tuple(_change(region, lot) for lot in region.lots),
        {name: held for name, held in found if held is not None},
    )


def _change(region: RegionProfile, lot: OldLot) -> LotChange:
    segments = [segment for segment, _ in into(region, lot)]
    names = tuple(dict.fromkeys(segment.id for segment in segments))
    if len(names) > 1:
        return LotChange(lot, "split", names)
    if names:
        return LotChange(lot, "merged" if len(segments[0].from_lots) > 1 else "kept", names)
    fate = lot.fate.value if lot.fate is not None else None
    return LotChange(lot, "unknown" if fate is None or fate == "in_segments" else fate, ())
