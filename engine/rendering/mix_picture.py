"""The mix of the region as a matrix of segments and instruments: what is chosen in each cell, and how sure that is.

A cell holds words, never a number: nothing here is counted or added up. How sure a choice is shows in a sign and in how
dark its cell is; the same words stand in the table under the picture.
"""

from dataclasses import dataclass

from ..advice.choice_entries import Word
from ..advice.model import BodyAdvice, SegmentAdvice
from ..pictures import Box, Drawing, Fill, Label, Mark, Shape
from ..pictures.shapes import LYING, SMALL, folded
from .confidence_line import confidence_in
from .elements import Block, Column, Element, Line, Row, Sign, Table, capitalized, plain, words
from .mix_cells import Cells
from .overrides import is_set
from .reader import DECISION_OF, Reader, bodies_of, part_letters

NAME, TOP, LINE, HEAD, PAD = 2_000, 300, 130, 95, 90
LINES = 5
"""of words in a cell at most; more end in an ellipsis, and the table has them whole"""
CELL = (LYING - NAME) // len(DECISION_OF)
FILLS: dict[Word, Fill] = {"clear": "tint2", "leaning": "tint1", "open": "none"}
SIGN = 45


@dataclass(frozen=True)
class _Cell:
    chosen: Line
    word: Word | None
    """None: a person set it, so it is not the advice's to be sure of"""


@dataclass(frozen=True)
class _Row:
    name: str
    cells: tuple[_Cell, ...]


def mix_block(id: str, reader: Reader) -> Block:
    """The matrix and its table. An advice has a segment, so there is always something to draw."""
    rows = [row for segment in reader.advice.segments for row in _rows(segment, reader)]
    title = reader.say("mix.picture.title")
    elements: tuple[Element, ...] = (_picture(f"{id}-beeld", rows, reader), _table(title, rows, reader))
    return Block(id, title, elements)


def _rows(segment: SegmentAdvice, reader: Reader) -> list[_Row]:
    letters, cells = part_letters(segment), Cells(segment, reader)
    rows = []
    for body in bodies_of(segment):
        name = reader.name_with_law(segment)
        letter = letters.get(body.id, "")
        rows.append(_Row(f"{name}, {letter}" if letter else name, tuple(_cells(body, cells))))
    return rows


def _cells(body: BodyAdvice, cells: Cells) -> list[_Cell]:
    return [
        _Cell(
            cells.choice_in_short(body, instrument),
            None if is_set(body, instrument) else confidence_in(body, confidence).word,
        )
        for confidence, instrument in DECISION_OF.items()
    ]


def _heads(reader: Reader) -> list[str]:
    return [capitalized(reader.instrument(name)) for name in DECISION_OF.values()]


def _picture(id: str, rows: list[_Row], reader: Reader) -> Drawing:
    shapes: list[Shape] = []
    for number, head in enumerate(_heads(reader)):
        for line, text in enumerate(folded(head, HEAD, CELL - 40, 2)):
            shapes.append(Label(NAME + number * CELL + 40, 110 + LINE * line, text, size=HEAD, bold=True))
    y = TOP
    for row in rows:
        name = folded(row.name, SMALL, NAME - 100, LINES)
        held = [folded(plain(cell.chosen), SMALL, CELL - (230 if cell.word else 100), LINES) for cell in row.cells]
        height = LINE * max(len(lines) for lines in (name, *held)) + PAD
        shapes += _lines(name, 0, y, reader.lang_of_names)
        for place, (cell, lines) in enumerate(zip(row.cells, held, strict=True)):
            shapes += _cell_shapes(cell, lines, NAME + place * CELL, y, height)
        y += height
    bottom = y + 80
    shapes += _legend(bottom, reader)
    told = [f"{row.name}: {'; '.join(_told(row, reader))}." for row in rows]
    return Drawing(id, reader.say("mix.picture.finding"), " ".join(told), LYING, bottom + 180, tuple(shapes))


def _cell_shapes(cell: _Cell, lines: list[str], x: int, y: int, height: int) -> list[Shape]:
    box = Box(x + 10, y + 10, CELL - 20, height - 20, FILLS[cell.word] if cell.word else "none", 8)
    if cell.word is None:
        return [box, *_lines(lines, x + 60, y)]
    return [box, _sign(cell.word, x + 110, y + 105), *_lines(lines, x + 190, y)]


def _lines(lines: list[str], x: int, y: int, lang: str = "") -> list[Label]:
    return [Label(x, y + 140 + LINE * n, text, size=SMALL, lang=lang) for n, text in enumerate(lines)]


def _sign(word: Word, x: int, y: int) -> Mark:
    return Mark(x, y, "dot" if word == "clear" else "half" if word == "leaning" else "ring", SIGN)


def _legend(y: int, reader: Reader) -> list[Shape]:
    shapes: list[Shape] = []
    for number, (word, fill) in enumerate(FILLS.items()):
        x = NAME + number * 1_500
        shapes += [Box(x, y, 240, 120, fill, 8), _sign(word, x + 120, y + 60)]
        shapes.append(Label(x + 300, y + 100, reader.say(f"confidence.{word}"), size=SMALL))
    return shapes


def _told(row: _Row, reader: Reader) -> list[str]:
    told = []
    for head, cell in zip(_heads(reader), row.cells, strict=True):
        sure = f" ({reader.say(f'confidence.{cell.word}')})" if cell.word else ""
        told.append(f"{head}: {plain(cell.chosen)}{sure}")
    return told


def _table(caption: str, rows: list[_Row], reader: Reader) -> Table:
    columns = (
        Column(words(reader.say("text.segment")), width=16),
        *(Column(words(head), width=14) for head in _heads(reader)),
    )
    return Table(caption, columns, tuple(Row((words(r.name, reader.lang_of_names), *_shown(r))) for r in rows))


def _shown(row: _Row) -> list[Line]:
    return [(*cell.chosen, *words(" "), Sign(cell.word)) if cell.word else cell.chosen for cell in row.cells]
