"""The profile of a region, typed and validated; every value knows its basis."""

from .answers import Answer, Basis, Members
from .load import load_region
from .region import Part, RegionProfile, SegmentProfile

__all__ = ["Answer", "Basis", "Members", "Part", "RegionProfile", "SegmentProfile", "load_region"]
