"""The business case of a region, or its start budgets, as a document of its own."""

from collections.abc import Callable
from dataclasses import replace

from ..advice.canonical import canonical, digest
from ..advice.model import Advice
from .annex import MONEY, sheet_of_annex
from .catalogue import load_catalogue
from .document import DIGEST_SHOWN
from .elements import Block
from .money import budget_blocks, savings_blocks
from .numbers import Language
from .reader import Reader, load_options
from .references import Citations, SheetCitations
from .render import Form
from .sheet import stand_line
from .single_sheet import single_sheet

Build = Callable[[SheetCitations, Reader], tuple[Block, ...]]


def render_savings(advice: Advice, form: Form, language: Language, width: int | None = None) -> str:
    """The business case; ``json`` is the canonical form of ``savings`` in the advice."""
    if form == "json":
        return canonical(advice.savings).decode() + "\n"
    return _document(advice, "money.savings.title", lambda c, r: savings_blocks(advice, c, r), form, language, width)


def render_budgets(
    advice: Advice, form: Form, language: Language, width: int | None = None, only: str | None = None
) -> str:
    """The start budgets of all segments that have one, or of ``only`` one; ``json`` is an object of them by segment."""
    segments = [s for s in advice.segments if only in (None, s.id)]
    if form == "json":
        held = {s.id: s.budget.model_dump(mode="json") for s in segments if s.budget is not None}
        return canonical(held).decode() + "\n"
    return _document(advice, "money.budget.pages", lambda c, r: budget_blocks(segments, c, r), form, language, width)


def _document(advice: Advice, title: str, build: Build, form: Form, language: Language, width: int | None) -> str:
    catalogue = load_catalogue(language)
    reader = Reader(advice, language, catalogue, load_options())
    citations = Citations.of(advice, catalogue)
    stamp = digest(advice)[:DIGEST_SHOWN]
    sheet = sheet_of_annex(MONEY, title, build(citations.on(MONEY), reader), reader, stamp)
    sheet = replace(sheet, stand=stand_line(reader, "money.sheet"))
    return single_sheet(sheet, advice, citations, reader, form, stamp, width)
