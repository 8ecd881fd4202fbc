"""What a rendering is made of: lines of spans, and the paragraphs, tables, lists and pictures that hold them.

The views decide what stands on a sheet and build it from these; HTML, Markdown and plain text only lay it out. So the
three forms hold the same sentences in the same order.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ..advice.choice_entries import Word
from ..pictures import Drawing

SIGNS: dict[Word, str] = {"clear": "●", "leaning": "◐", "open": "○"}
OWN = "◇"


@dataclass(frozen=True)
class Words:
    """Text as it is. ``lang`` is set where it is not in the language of the document."""

    text: str
    lang: str = ""


@dataclass(frozen=True)
class Strong:
    text: str


@dataclass(frozen=True)
class Stressed:
    """Italic: a run-in head inside a sentence, or the state of a legal fact."""

    text: str


@dataclass(frozen=True)
class Code:
    """An id of the rule base."""

    text: str


@dataclass(frozen=True)
class Unknown:
    """Nobody knows: a bold question mark, never an empty cell."""


@dataclass(frozen=True)
class Own:
    """Own judgement: no source says so."""


@dataclass(frozen=True)
class Sign:
    """How sure the choice for an instrument is. ``named`` prints the word beside the sign."""

    word: Word
    named: bool = False


@dataclass(frozen=True)
class Day:
    """A date: ``shown`` for the eye, ``iso`` for machines."""

    iso: str
    shown: str


@dataclass(frozen=True)
class Cite:
    """A link to a passage in the source list. ``anchor`` is set on its first use on a sheet, for the way back."""

    passage: str
    shown: str
    spoken: str
    anchor: str = ""


@dataclass(frozen=True)
class Link:
    """A link inside the document."""

    target: str
    text: str
    spoken: str = ""
    lang: str = ""


Span = Words | Strong | Stressed | Code | Unknown | Own | Sign | Day | Cite | Link
Line = tuple[Span, ...]


@dataclass(frozen=True)
class Paragraph:
    line: Line
    role: Literal["plain", "lead", "legend", "note"] = "plain"


@dataclass(frozen=True)
class Items:
    lines: tuple[Line, ...]
    signed: bool = False
    """each line begins with a sign of its own, so it needs no bullet"""


@dataclass(frozen=True)
class Column:
    head: Line
    right: bool = False
    """numbers stand at the right"""
    width: int = 0
    """percent of the table; 0 leaves it to the layout"""


@dataclass(frozen=True)
class Row:
    """The first cell is the head of the row."""

    cells: tuple[Line, ...]
    anchor: str = ""


@dataclass(frozen=True)
class Table:
    caption: str
    """for those who jump from table to table; the eye has the heading above"""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class GanttRow:
    """One step of the planning, from and to in basis points of the width. A moment has no width."""

    label: str
    start: int
    end: int
    kind: Literal["law", "source", "own", "region", "moment"]
    """where its length comes from"""
    fixed: bool = False
    """the end is a day that the region states"""


@dataclass(frozen=True)
class GanttTick:
    at: int
    label: str


@dataclass(frozen=True)
class Gantt:
    """The planning as bars under each other. ``finding`` says what it shows; the table below it is its long text.

    A terminal shows the same bars in characters, so this is kept apart from the drawing that is made of it.
    """

    id: str
    finding: str
    long_text: str
    rows: tuple[GanttRow, ...]
    ticks: tuple[GanttTick, ...]
    legend: tuple[tuple[str, str], ...]
    """kind and its words; beside the kinds of rows ``fixed`` and ``today``"""
    today: int | None = None


@dataclass(frozen=True)
class Definition:
    """One cited passage in the source list: its id, what stands about it, and its anchor."""

    anchor: str
    term: str
    lines: tuple[Line, ...]
    back: Line = ()
    """links to where it was cited; paper has no use for them"""


@dataclass(frozen=True)
class Definitions:
    entries: tuple[Definition, ...]


Element = Paragraph | Items | Table | Drawing | Gantt | Definitions


@dataclass(frozen=True)
class Block:
    """One reader's question with its answer, under a heading of its own."""

    id: str
    title: str
    elements: tuple[Element, ...]
    folded: bool = False
    """on screen it opens on demand; in print it is always open"""
    lang: str = ""
    """of the title, where it is not that of the document"""
    name: str = ""
    """as a template of one's own calls it; only papers of fixed parts have such names"""


@dataclass(frozen=True)
class Boxed:
    """The one box of a sheet: the advice, and what else."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Sheet:
    """A sheet that can be torn from the pack. ``opening`` stands under the title, before the first block."""

    id: str
    title: str
    kind: Literal["region", "segment", "annex", "chapter"]
    """a chapter follows on the page; the others begin a new one"""
    stand: Line
    boxed: Boxed | None
    opening: tuple[Element, ...]
    blocks: tuple[Block, ...]
    foot: str
    """the running foot in print"""
    landscape: bool = False
    """in print it lies on its side, for tables of many columns"""
    lang: str = ""
    """of the title, where it is not that of the document"""


@dataclass(frozen=True)
class Document:
    language: Literal["nl", "en"]
    title: str
    sheets: tuple[Sheet, ...]
    labels: dict[str, str] = field(default_factory=dict)
    """words of the page itself: skip link, navigation, spoken names of the signs"""


def words(text: str, lang: str = "") -> Line:
    return (Words(text, lang),) if text else ()


def capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]


def joined(lines: Sequence[Line], between: str = " ") -> Line:
    """Lines as one, with ``between`` between those that hold something."""
    held: list[Span] = []
    for line in lines:
        if line:
            held += [Words(between), *line] if held and between else line
    return tuple(held)


def plain(line: Line) -> str:
    """The line without marks, for the title of a picture, a running foot or a spoken name."""
    return "".join(_plain(span) for span in line)


def _plain(span: Span) -> str:
    match span:
        case Unknown():
            return "?"
        case Own():
            return OWN
        case Sign():
            return SIGNS[span.word]
        case Day() | Cite():
            return span.shown
        case _:
            return span.text


def merged(line: Line) -> Line:
    """The same line with neighbouring words as one span."""
    held: list[Span] = []
    for span in line:
        last = held[-1] if held else None
        if isinstance(span, Words) and isinstance(last, Words) and span.lang == last.lang:
            held[-1] = Words(last.text + span.text, span.lang)
        else:
            held.append(span)
    return tuple(held)


def lines_of(elements: Iterable[Element]) -> Iterator[Line]:
    """What paragraphs, items and cells of tables say, in their order."""
    for element in elements:
        match element:
            case Paragraph(line=line):
                yield line
            case Items(lines=lines):
                yield from lines
            case Table(rows=rows):
                yield from (cell for row in rows for cell in row.cells)
