"""The rule base looked at as a whole: what can never happen, what clashes, what is missing; with proof or witness."""

from .diagnostic import CODES, Diagnostic, Place, Severity

__all__ = ["CODES", "Diagnostic", "Place", "Severity"]
