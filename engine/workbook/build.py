"""Put a workbook together, in the order in which it is read."""

from ..advice.canonical import digest
from ..advice.model import Advice
from ..rendering.catalogue import load_catalogue
from ..rendering.document import DIGEST_SHOWN
from ..rendering.elements import plain
from ..rendering.numbers import Language
from ..rendering.reader import Reader, load_options
from ..rendering.sheet import stand_line
from .budget import BudgetSheets
from .cells import Worksheet
from .lists import (
    arguments_sheet,
    dissent_sheet,
    figures_sheet,
    market_sheet,
    overrides_sheet,
    planning_sheet,
    sources_sheet,
)
from .mix import choices_sheet, mix_sheet
from .question_list import questions_sheet
from .savings import SavingsSheets
from .start import start_sheet
from .write import Workbook, written


def workbook_of(advice: Advice, language: Language) -> bytes:
    """The advice as an .xlsx file; the same advice gives the same bytes."""
    reader = Reader(advice, language, load_catalogue(language), load_options())
    return written(
        Workbook(
            title=reader.say("workbook.title", region=advice.region.name),
            stand=f"{plain(stand_line(reader, 'workbook.kind'))} · {digest(advice)[:DIGEST_SHOWN]}",
            as_of=advice.as_of,
            language=language,
            worksheets=tuple(worksheets_of(reader)),
        )
    )


def worksheets_of(reader: Reader) -> list[Worksheet]:
    """All worksheets; a calculation is there when the region's file has one."""
    savings = reader.advice.savings
    made = [
        mix_sheet(reader),
        choices_sheet(reader),
        arguments_sheet(reader),
        dissent_sheet(reader),
        overrides_sheet(reader),
        figures_sheet(reader),
        market_sheet(reader),
        *(SavingsSheets(savings, reader).sheets() if savings else ()),
        *BudgetSheets(reader).sheets(),
        planning_sheet(reader),
        questions_sheet(reader),
        sources_sheet(reader),
    ]
    return [start_sheet(made, reader), *made]
