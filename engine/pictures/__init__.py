"""Pictures: shapes on a plane of whole numbers, as SVG for pages and as points for Word."""

from .shapes import Box, Drawing, Fill, Label, Mark, Shape, Trace

__all__ = ["Box", "Drawing", "Fill", "Label", "Mark", "Shape", "Trace"]
