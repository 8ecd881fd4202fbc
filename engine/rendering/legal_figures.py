"""Amounts and times of law and of the standards of the sector, each with how sure it is and where it stands."""

from ..advice.model import ParameterUsed
from .elements import Block, Line, Paragraph, Row, Stressed, Table, Unknown, words
from .numbers import count, day_of_number, money, ratio, share
from .reader import Reader
from .references import SheetCitations

LEGAL = ("law", "sector")


def legal_figures_block(anchor: str, cite: SheetCitations, reader: Reader) -> Block:
    """One row for each, also for those that nobody found."""
    title = reader.say("block.legal_figures")
    held = [p for p in reader.advice.parameters if p.judgement in LEGAL]
    widths = {"figure": 46, "value": 16, "sureness": 22, "place": 16}
    columns = reader.columns("column", widths)
    rows = tuple(
        Row(
            (
                words(reader.both(p.meaning)),
                value_of(p, reader),
                _sureness(p, reader),
                cite.cell(p.passages, 2, lines=False) or words("–"),
            )
        )
        for p in held
    )
    return Block(anchor, title, (Paragraph(reader.line("legal.intro"), "note"), Table(title, columns, rows)))


def value_of(held: ParameterUsed, reader: Reader) -> Line:
    """The value in its unit; what nobody knows is unknown."""
    if held.value is None:
        return (Unknown(),)
    shown = {"share": share, "money": money, "ratio": ratio, "date": day_of_number}.get(held.quantity, count)
    unit = f" {reader.say(f'units.{held.unit}')}" if held.unit and held.quantity == "count" else ""
    return words(f"{shown(held.value, reader.language)}{unit}")


def _sureness(held: ParameterUsed, reader: Reader) -> Line:
    if held.entered is not None:
        return reader.line("legal.entered", source=held.entered.source)
    if held.value is None:
        return reader.line("legal.not_found")
    line: Line = (Stressed(reader.say(f"state.{held.state}")),)
    return (*line, *words(". "), *reader.line("legal.standard")) if held.judgement == "sector" else line
