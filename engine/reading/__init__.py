"""Reading files that people wrote: every value keeps its place, every problem is reported, all of them at once."""

from .document import Document, read_document
from .problems import Problem, ProblemsFoundError
from .validation import validate

__all__ = ["Document", "Problem", "ProblemsFoundError", "read_document", "validate"]
