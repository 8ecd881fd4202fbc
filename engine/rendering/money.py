"""The annex about money: the business case of the region, and the start budgets that the advice asks for."""

from collections.abc import Sequence

from ..advice.model import Advice, SegmentAdvice
from .annex import MONEY, sheet_of_annex
from .elements import Block, Sheet
from .reader import Reader
from .references import Citations, SheetCitations
from .savings import SavingsPage
from .start_budget import BudgetPage


def money_annex(advice: Advice, citations: Citations, reader: Reader, digest: str) -> list[Sheet]:
    """One sheet, or none when nothing is stated that can be computed and matters to the advice."""
    cite = citations.on(MONEY)
    asked = [segment for segment in advice.segments if segment.budget is not None and segment.budget.asked_for]
    blocks = (*savings_blocks(advice, cite, reader), *budget_blocks(asked, cite, reader))
    return [sheet_of_annex(MONEY, "money.annex", blocks, reader, digest)] if blocks else []


def savings_blocks(advice: Advice, cite: SheetCitations, reader: Reader) -> tuple[Block, ...]:
    return SavingsPage(advice.savings, MONEY, cite, reader).blocks() if advice.savings is not None else ()


def budget_blocks(segments: Sequence[SegmentAdvice], cite: SheetCitations, reader: Reader) -> tuple[Block, ...]:
    pages = [BudgetPage(s, s.budget, cite, reader) for s in segments if s.budget is not None]
    return tuple(block for page in pages for block in page.blocks())
