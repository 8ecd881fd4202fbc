"""The document as Markdown: the whole meaning without any style."""

import re

from ..pictures import Drawing
from .elements import (
    Block,
    Definitions,
    Document,
    Element,
    Gantt,
    Items,
    Line,
    Paragraph,
    Row,
    Sheet,
    Span,
    Table,
)
from .marked import marked

MARKS = re.compile(r"([\\`*<])")
UNDERSCORE = re.compile(r"(?<!\w)_|_(?!\w)")


def as_markdown(document: Document) -> str:
    return _Writing(document).text()


class _Writing:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._labels = document.labels

    def text(self) -> str:
        parts = [part for number, sheet in enumerate(self._document.sheets) for part in self._sheet(sheet, number == 0)]
        return "\n\n".join(part for part in parts if part) + "\n"

    def _sheet(self, sheet: Sheet, first: bool) -> list[str]:
        parts = [f"{'#' if first else '##'} {_escaped(sheet.title)}", self._line(sheet.stand)]
        if sheet.boxed:
            parts.append("\n>\n".join(f"> {self._line(line)}" for line in sheet.boxed.lines))
        parts += [self._element(element) for element in sheet.opening]
        for block in sheet.blocks:
            parts += self._block(block, "##" if first else "###")
        return parts

    def _block(self, block: Block, head: str) -> list[str]:
        return [f"{head} {_escaped(block.title)}", *(self._element(element) for element in block.elements)]

    def _element(self, element: Element) -> str:
        match element:
            case Paragraph(line=line):
                return self._line(line)
            case Items(lines=lines):
                return "\n".join(f"- {self._line(line)}" for line in lines)
            case Table():
                return self._table(element)
            case Drawing() | Gantt():
                return self._picture(element)
            case Definitions(entries=entries):
                return "\n\n".join(
                    f"**{_escaped(entry.term)}** " + " ".join(self._line(line) for line in entry.lines)
                    for entry in entries
                )

    def _table(self, table: Table) -> str:
        heads = [self._cell(column.head) for column in table.columns]
        rule = ["---:" if column.right else "---" for column in table.columns]
        rows = [heads, rule, *([self._cell(cell) for cell in self._cells(row)] for row in table.rows)]
        return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)

    def _cells(self, row: Row) -> tuple[Line, ...]:
        return row.cells

    def _cell(self, line: Line) -> str:
        return self._line(line).replace("|", "\\|")

    def _picture(self, picture: Drawing | Gantt) -> str:
        """The picture in words: what it shows stands in the sentence above and in the table below."""
        return ""

    def _line(self, line: Line) -> str:
        return "".join(self._span(span) for span in line)

    def _span(self, span: Span) -> str:
        held = marked(span, self._labels)
        if held.code:
            return f"`{held.text}`"
        text = _escaped(held.text)
        if held.italic:
            return f"*{text}*"
        if not held.bold:
            return text
        inside = text.strip()
        return f"**{inside}**" if text == inside else f" **{inside}**"


def _escaped(text: str) -> str:
    """Text in which Markdown reads nothing; underscores inside a word mean nothing to it."""
    return UNDERSCORE.sub(lambda m: "\\_", MARKS.sub(r"\\\1", text))
