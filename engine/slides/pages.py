"""What stands on which slide: a subject is cut where its room ends, between lines, items or rows, and never shrunk."""

from collections.abc import Iterator
from dataclasses import replace

from ..office.package import plain_text
from ..pictures.shapes import SMALL
from ..rendering.columns import column_widths
from ..rendering.elements import Items, Line, Paragraph, Table
from .blocks import (
    AFTER,
    CELL_SIDE,
    CELL_TOP,
    GAP,
    INDENT,
    LEAST,
    POINT,
    Cells,
    Grid,
    Image,
    Page,
    Para,
    Room,
    Text,
    line_height,
)
from .deck import Content, Deck, Picture, Slide
from .measure import joined, width_of_longest_word, wrapped
from .runs import Run, Runs, runs_of

LARGER = (24, 22, 20)
"""for a subject that fits on one slide with room to spare"""
TITLE_SIZES = (28, 24, 20, LEAST)
KEPT_OF_LONG = 40
"""signs of a title that is too long for its box, where it also says which of several it is"""
LINES_OF_NEXT = 2
"""that have to fit under a run-in head"""
TENTHS = 10


def pages_of(deck: Deck, room: Room) -> list[Page]:
    return [page for slide in deck.slides for page in _pages(slide, deck, room)]


def _pages(slide: Slide, deck: Deck, room: Room) -> list[Page]:
    """On one slide in the largest size in which it fits, else in the least, with about as much on each slide."""
    pages = list(_Cutting(slide, deck, room, LEAST).pages())
    if len(pages) > 1:
        lower = (replace(room, height=room.height * tenths // TENTHS) for tenths in range(TENTHS // 2, TENTHS))
        evenly = (list(_Cutting(slide, deck, held, LEAST).pages()) for held in lower)
        return next((held for held in evenly if len(held) == len(pages)), pages)
    larger = (list(_Cutting(slide, deck, room, size).pages()) for size in LARGER)
    return next((held for held in larger if len(held) == 1), pages)


def fitted_title(text: str, lang: str, width: int, height: int, wider: int) -> tuple[Runs, int]:
    """The title in the largest size in which it fits; one that fits in none is shortened."""
    whole = (Run(text, bold=True, lang=lang),)
    for size in TITLE_SIZES:
        if len(wrapped(whole, width // POINT, size, wider)) <= _most_lines(size, height):
            return whole, size
    return shortened(whole, width, height, TITLE_SIZES[-1], wider), TITLE_SIZES[-1]


def shortened(runs: Runs, width: int, height: int, size: int, wider: int) -> Runs:
    """As much of a text as fits in a box; what is left out is shown by ``…``."""
    lines = wrapped(runs, width // POINT, size, wider)
    most = _most_lines(size, height)
    if len(lines) <= most:
        return runs
    *kept, last = joined(lines[:most])
    return (*kept, last._replace(text=f"{last.text[:-2]}…"))


def _most_lines(size: int, height: int) -> int:
    return max(1, height // line_height(size))


def bold(runs: Runs) -> Runs:
    return tuple(run._replace(bold=True) for run in runs)


class _Cutting:
    """Fills slide after slide with one subject, in one size."""

    def __init__(self, slide: Slide, deck: Deck, room: Room, size: int) -> None:
        self._slide, self._deck, self._room = replace(slide, title=plain_text(slide.title)), deck, room
        self._size, self._line = size, line_height(size)
        self._labels = deck.labels
        self._filled: list[list[Text | Grid | Image]] = [[]]

    def pages(self) -> Iterator[Page]:
        shortened = self._title(1, 1)[0][0].text != self._slide.title
        if shortened:  # the whole title stands in the text, where it is cut between lines
            self._text((Run(self._slide.title, bold=True, lang=self._slide.lang),), bullet=False)
        for content in self._slide.content:
            self._put(content)
        for number, blocks in enumerate(self._filled, 1):
            title, size = self._title(number, len(self._filled))
            rows = [row for block in blocks if isinstance(block, Grid) for row in block.rows]
            anchors = tuple(row.anchor for row in rows if row.anchor)
            yield Page(title, size, blocks, self._slide.notes, (*((self._slide.id,) if number == 1 else ()), *anchors))

    def _title(self, number: int, all: int) -> tuple[Runs, int]:
        """The whole title; where it is one of several it says so, also when it had to be shortened."""
        room = self._room
        text = self._slide.title
        if all > 1:
            say = self._deck.catalogue.say
            behind = say("slides.continued", title="", n=str(number), all=str(all))
            fits, _ = fitted_title(f"{text}{behind}", "", room.title_width, room.title_height, room.wider)
            text = f"{text}{behind}" if fits[0].text.endswith(behind) else f"{text[:KEPT_OF_LONG]}…{behind}"
        return fitted_title(text, self._slide.lang, room.title_width, room.title_height, room.wider)

    def _put(self, content: Content) -> None:
        match content:
            case Paragraph(line=line, role=role):
                self._text(self._runs(line), bullet=False, stays_with_next=role == "lead")
            case Items(lines=lines):
                for line in lines:
                    self._text(self._runs(line), bullet=True)
            case Table():
                self._table(content)
            case Picture():
                self._picture(content)

    def _runs(self, line: Line) -> Runs:
        return runs_of(line, self._labels)

    def _wrapped(self, runs: Runs, width: int) -> list[Runs]:
        return wrapped(runs, width // POINT, self._size, self._room.wider)

    @property
    def _left(self) -> int:
        blocks = self._filled[-1]
        return self._room.height - sum(block.height + GAP for block in blocks)

    def _new(self) -> None:
        self._filled.append([])

    # Text

    def _text(self, runs: Runs, bullet: bool, stays_with_next: bool = False) -> None:
        """A paragraph that is longer than a slide is cut; any other goes on a new slide as a whole."""
        left = self._wrapped(runs, self._room.width - (INDENT if bullet else 0))
        while left:
            blocks = self._filled[-1]
            last = blocks[-1] if blocks else None
            room = self._left + (GAP if isinstance(last, Text) else 0)
            fitting = (room - AFTER) // self._line
            if blocks and fitting < len(left) + (LINES_OF_NEXT if stays_with_next else 0):
                self._new()
                continue
            taken = max(1, min(len(left), fitting))
            if not isinstance(last, Text):
                last = Text()
                blocks.append(last)
            last.paragraphs.append(Para(joined(left[:taken]), taken, bullet, self._size))
            left = left[taken:]

    # Pictures

    def _picture(self, picture: Picture) -> None:
        """About as many rows on each slide, in letters that are never smaller than those of the text."""
        plane = self._room.width * SMALL // (LEAST * POINT * TENTHS) * TENTHS  # whole pixels
        first = 0
        while first < picture.rows:
            left = self._left
            ends = range(picture.rows, first, -1)
            fitting = next((end for end in ends if self._high(picture, first, end, plane) <= left), 0)
            if not fitting and self._filled[-1]:
                self._new()
                continue
            end = fitting or first + 1
            drawing = picture.draw(first, end, plane)
            high = min(self._high(picture, first, end, plane), left)
            self._filled[-1].append(Image(drawing, high * drawing.width // drawing.height, high))
            first = end

    def _high(self, picture: Picture, first: int, end: int, plane: int) -> int:
        return self._room.width * picture.draw(first, end, plane).height // plane

    # Tables

    def _table(self, table: Table) -> None:
        widths = self._widths(table)
        right = tuple(column.right for column in table.columns)
        head = self._cells(tuple(bold(self._runs(column.head)) for column in table.columns), widths)
        grid: Grid | None = None
        for row in table.rows:
            rest: Cells | None = self._cells(tuple(self._runs(cell) for cell in row.cells), widths, row.anchor)
            while rest is not None:
                if grid is None:
                    if self._filled[-1] and self._left < head.height + rest.height:
                        self._new()
                    grid = Grid(table.caption, widths, right, head)
                    self._filled[-1].append(grid)
                if rest.height <= self._left + GAP:
                    grid.rows.append(rest)
                    rest = None
                elif grid.rows:
                    self._new()
                    grid = None
                else:  # one row that is longer than a slide
                    fitting = max(1, (self._left + GAP - 2 * CELL_TOP) // self._line)
                    first, rest = self._cut(rest, widths, fitting)
                    grid.rows.append(first)
                    self._new()
                    grid = None

    def _widths(self, table: Table) -> tuple[int, ...]:
        """As the table asks, with room for the longest word of each column where the others can give it."""
        asked = column_widths(table, self._room.width)
        rows = [tuple(bold(self._runs(column.head)) for column in table.columns)]
        rows += [tuple(self._runs(cell) for cell in row.cells) for row in table.rows]
        least = [
            max(width_of_longest_word(row[number], self._size, self._room.wider) for row in rows) * POINT
            + 2 * CELL_SIDE
            + POINT
            for number in range(len(asked))
        ]
        short = sum(max(0, need - width) for need, width in zip(least, asked, strict=True))
        spare = sum(max(0, width - need) for need, width in zip(least, asked, strict=True))
        if not short or short > spare:
            return asked
        return tuple(
            need if need >= width else width - (width - need) * short // spare
            for need, width in zip(least, asked, strict=True)
        )

    def _cells(self, cells: tuple[Runs, ...], widths: tuple[int, ...], anchor: str = "") -> Cells:
        return Cells(cells, self._most(cells, widths), self._size, anchor)

    def _most(self, cells: tuple[Runs, ...], widths: tuple[int, ...]) -> int:
        return max(len(self._in_cell(cell, width)) for cell, width in zip(cells, widths, strict=True))

    def _in_cell(self, cell: Runs, width: int) -> list[Runs]:
        return self._wrapped(cell, width - 2 * CELL_SIDE)

    def _cut(self, row: Cells, widths: tuple[int, ...], lines: int) -> tuple[Cells, Cells | None]:
        """The first lines of a row and the rest of it; the rest keeps the head of the row."""
        wraps = [self._in_cell(cell, width) for cell, width in zip(row.cells, widths, strict=True)]
        first = Cells(tuple(joined(held[:lines]) for held in wraps), lines, self._size, row.anchor)
        left = [joined(held[lines:]) for held in wraps]
        if not any(left):
            return first, None
        head = left[0] or (row.cells[0] if len(wraps[0]) < lines else (Run("…"),))
        cells = (head, *left[1:])
        return first, Cells(cells, self._most(cells, widths), self._size)
