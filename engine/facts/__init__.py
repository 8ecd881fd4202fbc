"""Facts: flat, typed and symbolic. What is unknown is absent."""

from .flatten import Facts, SegmentFacts, flatten
from .vocabulary import Field, Kind, Vocabulary, input_vocabulary

__all__ = ["Facts", "Field", "Kind", "SegmentFacts", "Vocabulary", "flatten", "input_vocabulary"]
