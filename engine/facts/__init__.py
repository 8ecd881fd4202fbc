"""Facts: flat, typed and symbolic. What is unknown is absent."""

from .flatten import BOARD, Facts, SegmentFacts, flatten
from .vocabulary import CHOICE_ROOMS, Field, Kind, Vocabulary, input_vocabulary

__all__ = [
    "BOARD",
    "CHOICE_ROOMS",
    "Facts",
    "Field",
    "Kind",
    "SegmentFacts",
    "Vocabulary",
    "flatten",
    "input_vocabulary",
]
