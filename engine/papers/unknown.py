"""What nobody knows, in papers that ask for a decision: it says from whom the answer is needed."""

from dataclasses import replace

from ..rendering.elements import Block, Column, Element, Items, Line, Paragraph, Row, Table, Unknown, plain
from ..rendering.reader import Reader

NOTHING: Line = (Unknown(),)


def needed(room: str, reader: Reader) -> Line:
    """``niet bekend; nodig van …``, with who is asked about that room of the region file."""
    return reader.line("papers.needed", who=reader.owner_of_field(room, None))


def needed_paragraph(room: str, reader: Reader) -> Paragraph:
    """The same where nothing else can be said."""
    return Paragraph(reader.line("papers.needed_alone", who=reader.owner_of_field(room, None)))


def with_needed(block: Block, room: str, reader: Reader) -> Block:
    """The block with each unknown as what is needed from whom; a column of nothing else is told in one sentence."""
    said = needed(room, reader)
    elements = [made for element in block.elements for made in _element(element, said, reader)]
    return replace(block, elements=tuple(elements))


def _element(element: Element, said: Line, reader: Reader) -> list[Element]:
    match element:
        case Paragraph(line=line):
            return [replace(element, line=line_with_needed(line, said))]
        case Items(lines=lines):
            return [replace(element, lines=tuple(line_with_needed(line, said) for line in lines))]
        case Table():
            return _table(element, said, reader)
        case _:
            return [element]


def line_with_needed(line: Line, said: Line) -> Line:
    """The line with each unknown as what is said of it."""
    return tuple(new for span in line for new in (said if isinstance(span, Unknown) else (span,)))


def _table(table: Table, said: Line, reader: Reader) -> list[Element]:
    empty = {n for n in range(1, len(table.columns)) if all(row.cells[n] == NOTHING for row in table.rows)}
    kept = [n for n in range(len(table.columns)) if n not in empty]
    rows = tuple(Row(tuple(line_with_needed(row.cells[n], said) for n in kept), row.anchor) for row in table.rows)
    elements: list[Element] = []
    if len(kept) > 1:
        elements.append(replace(table, columns=_wider([table.columns[n] for n in kept]), rows=rows))
    lines = tuple(reader.line("papers.column_needed", what=plain(table.columns[n].head), said=said) for n in empty)
    return [*elements, Items(lines)] if lines else elements


def _wider(columns: list[Column]) -> tuple[Column, ...]:
    """The columns that are left share the room as they did."""
    whole = sum(column.width for column in columns)
    if not whole:
        return tuple(columns)
    return tuple(replace(column, width=max(1, column.width * 100 // whole)) for column in columns)
