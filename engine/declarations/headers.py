"""A first line that is not the header it is read as: cut at another sign, with something above it, or data itself."""

import re
from collections.abc import Callable, Collection, Sequence

from ..reading.validation import nearest
from .csv_export import CsvExport
from .exports import SEPARATORS, Export, UnreadableError, delimiter_of

_NUMBER = re.compile(r"[€ -]*[0-9][0-9 .,/:-]*")
"""a number, an amount or a date; no name of a column"""
_BETWEEN = re.compile("[" + re.escape(SEPARATORS) + "]")


def misread_header(export: Export, named: Collection[str]) -> list[UnreadableError]:
    """What to say in place of a line for each column where none of ``named`` is in the header.

    Empty where one is, and where names like most of them show that it is the right line.
    """
    if set(named) & set(export.header):
        return []
    elsewhere = header_elsewhere(export, lambda cells: 2 * len(set(named) & set(cells)) > len(named))
    if elsewhere or is_data(export.header):
        return elsewhere or [data_for_header(export)]
    if 2 * sum(bool(nearest(name, export.header)) for name in named) > len(named):
        return []
    found = _told(export.header)
    if isinstance(export, CsvExport):
        return [UnreadableError("header_unknown", 1, found=found, delimiter=delimiter_of(export.separator))]
    return [UnreadableError("header_unknown_typed", 1, found=found)]


def header_elsewhere(export: Export, fits: Callable[[Sequence[str]], bool]) -> list[UnreadableError]:
    """Where a line that fits stands in another way than the header does: cut at another sign, lower, or both."""
    own = next(iter(export.first_rows()), "")
    for separator, rows in export.first_rows().items():
        for number, (line, cells) in enumerate(rows):
            if fits(cells):
                found, told = _told(export.header), []
                if separator != own:
                    cut, fitting = delimiter_of(own), delimiter_of(separator)
                    told.append(
                        UnreadableError("header_other_delimiter", 1, found=found, delimiter=cut, expected=fitting)
                    )
                if number:
                    told.append(UnreadableError("header_lower", 1, found=found, row=str(line)))
                return told
    return []


def is_data(header: Sequence[str]) -> bool:
    """Whether one of the cells, cut at any sign, is a number or a date."""
    return any(_NUMBER.fullmatch(cell.strip(' "')) for text in header for cell in _BETWEEN.split(text))


def data_for_header(export: Export) -> UnreadableError:
    return UnreadableError("header_is_data", 1, found=_told(export.header))


def _told(header: Sequence[str]) -> str:
    """The cells as they were read; only their shape where they are data, since an id may be among them."""
    text = " | ".join(header)
    return re.sub(r"[^\W\d_]", "x", re.sub(r"\d", "0", text)) if is_data(header) else text
