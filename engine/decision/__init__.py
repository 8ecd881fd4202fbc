"""From fired rules to a choice: in steps that can be read aloud, each deciding only what the one before left open."""

from .decider import Decider, SegmentDecision
from .instrument import InstrumentDecision, Removal
from .readiness import Precondition, Status

__all__ = ["Decider", "InstrumentDecision", "Precondition", "Removal", "SegmentDecision", "Status"]
