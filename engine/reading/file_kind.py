"""Which kind of file a name promises. Apart from what reads a workbook, so that a run on YAML does not load that."""

from pathlib import Path

SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xls", ".xlsb", ".ods")
"""by which a file is taken for a workbook; only the first is read, and the others are told so"""


def is_workbook(path: Path) -> bool:
    """By the end of its name: what stands in it is looked at when it is read."""
    return path.suffix.lower() in SUFFIXES
