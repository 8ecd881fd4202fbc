"""What a form needs beyond the core: one line that says how to get it, before anything is computed."""

import contextlib
import os
from collections.abc import Callable
from importlib import import_module

from .faults import WrongInputError


def need_word() -> None:
    """Raises WrongInputError where the libraries for Word are not installed."""
    _need("docxtpl", "no_word")
    _need("resvg_py", "no_word")


def need_excel() -> None:
    """Raises WrongInputError where the library for Excel is not installed."""
    _need("xlsxwriter", "no_excel")


def need_slides() -> None:
    """Raises WrongInputError where the library for slides is not installed."""
    _need("pptx", "no_slides")


def need_pdf() -> None:
    """Raises WrongInputError where WeasyPrint is not installed, or not the libraries of the system that it loads."""
    try:
        with open(os.devnull, "w", encoding="utf-8") as nowhere, contextlib.redirect_stdout(nowhere):
            _need("weasyprint", "no_pdf")
    except OSError:
        raise WrongInputError("no_pango") from None


def _need(module: str, code: str) -> None:
    try:
        import_module(module)
    except ImportError:
        raise WrongInputError(code) from None


NEEDS: dict[str, Callable[[], None]] = {
    "docx": need_word,
    "pdf": need_pdf,
    "xlsx": need_excel,
    "slides": need_slides,
}
"""the forms that somebody goes on working in, or hands in: what says that one can be made here"""
