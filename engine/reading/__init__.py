"""Reading files that people wrote: every value keeps its place, every problem is reported, all of them at once."""

from .document import Document, parse_document, read_document, read_text
from .problems import Problem, ProblemsFoundError
from .validation import validate

__all__ = [
    "Document",
    "Problem",
    "ProblemsFoundError",
    "parse_document",
    "read_document",
    "read_text",
    "validate",
]
