"""Declarations of a region that does not exist, with the answers known: for tests, demonstrations and measurements."""

from .declarations import Row, rows_of
from .known import Known
from .writing import write_demo

__all__ = ["Known", "Row", "rows_of", "write_demo"]
