"""Figures of a segment, computed exactly and rounded once, and findings about the data themselves."""

from .figures import Figure, Figures, figures_of
from .findings import Finding, findings_of

__all__ = ["Figure", "Figures", "Finding", "figures_of", "findings_of"]
