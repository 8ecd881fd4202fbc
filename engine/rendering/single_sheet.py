"""One sheet of an advice as a document of its own, with the sources that it cites, in each form."""

import textwrap
from collections.abc import Iterator
from io import StringIO
from typing import Literal

from ..advice.model import Advice
from .document import page_labels
from .elements import Block, Document, Element, Items, Paragraph, Sheet, Table, plain
from .html import as_html
from .markdown import as_markdown
from .numbers import NBSP
from .reader import Reader
from .references import Citations
from .render import Form
from .sources import sources_sheet

USUAL_WIDTH = 100
NARROWEST = 40


def single_sheet(
    sheet: Sheet,
    advice: Advice,
    citations: Citations,
    reader: Reader,
    form: Form,
    digest: str,
    width: int | None = None,
) -> str:
    """The sheet as ``text`` (without the list of sources), ``md`` or ``html``. ``width`` is that of the terminal."""
    if form == "text":
        return as_terminal_text(sheet, width)
    sheets = (sheet, *_sources(sheet, advice, citations, reader, digest))
    document = Document(reader.language, sheet.title, sheets, page_labels(reader.catalogue))
    return as_markdown(document) if form == "md" else as_html(document)


def _sources(sheet: Sheet, advice: Advice, citations: Citations, reader: Reader, digest: str) -> list[Sheet]:
    """Only what this sheet cites."""
    cited = []
    for source in advice.sources:
        passages = {name: held for name, held in source.passages.items() if name in citations.used}
        if passages:
            cited.append(source.model_copy(update={"passages": passages}))
    if not cited:
        return []
    own = advice.model_copy(update={"sources": tuple(cited)})
    return [sources_sheet(own, citations, reader, digest, {sheet.id: sheet.title})]


# For a terminal


def as_terminal_text(sheet: Sheet, width: int | None) -> str:
    """Plain text without colour or other codes, folded to ``width`` columns."""
    parts = _Terminal(max(NARROWEST, width or USUAL_WIDTH)).sheet(sheet)
    return "\n\n".join(parts).replace(NBSP, " ") + "\n"


class _Terminal:
    def __init__(self, width: int) -> None:
        self._width = width

    def sheet(self, sheet: Sheet) -> Iterator[str]:
        yield self._folded(sheet.title)
        yield self._folded(plain(sheet.stand))
        for element in sheet.opening:
            yield self._element(element)
        for block in sheet.blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[str]:
        title = self._folded(block.title)
        yield f"{title}\n{'-' * max(len(line) for line in title.splitlines())}"
        for element in block.elements:
            yield self._element(element)

    def _element(self, element: Element) -> str:
        match element:
            case Paragraph(line=line):
                return self._folded(plain(line))
            case Items(lines=lines):
                return "\n".join(self._folded(f"- {plain(line)}", "  ") for line in lines)
            case Table():
                return self._table(element)
            case _:
                return ""  # pictures and lists of sources are for paper

    def _folded(self, text: str, hang: str = "") -> str:
        return textwrap.fill(
            text.replace(NBSP, " "), self._width, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False
        )

    def _table(self, held: Table) -> str:
        """Rich lays out the columns; it is asked for text only, so nothing depends on the terminal."""
        from rich import box
        from rich.console import Console
        from rich.table import Table as RichTable

        table = RichTable(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
        for column in held.columns:
            side: Literal["left", "right"] = "right" if column.right else "left"
            table.add_column(plain(column.head), overflow="fold", justify=side)
        for row in held.rows:
            table.add_row(*(plain(cell).replace(NBSP, " ") for cell in row.cells))
        out = StringIO()
        console = Console(
            file=out, width=self._width, no_color=True, force_terminal=False, markup=False, highlight=False
        )
        console.print(table)
        return "\n".join(line.rstrip() for line in out.getvalue().rstrip().splitlines())
