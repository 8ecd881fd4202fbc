"""Terms are explained where they first appear on a sheet, in brackets, in a few words.

The box needs no explanations: its sentences are written in plain words. The narrow tables of the region sheet have no
room for them: there the terms of a table are explained in one line under it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from .elements import Block, Element, Items, Line, Paragraph, Row, Sheet, Span, Strong, Table, Words
from .reader import Reader


def explained(sheet: Sheet, reader: Reader) -> Sheet:
    """The same sheet with each known term explained once, in reading order; heads and captions stay as they are."""
    if sheet.kind != "region":
        return _Explaining(reader).sheet(sheet)
    explaining = _ExplainingUnderTables(reader)
    held = explaining.sheet(sheet)
    first, *rest = held.blocks
    legend = first.elements[-1]
    if not isinstance(legend, Paragraph):
        return held
    legend = replace(legend, line=(*legend.line, *explaining.gathered()))
    return replace(held, blocks=(replace(first, elements=(*first.elements[:-1], legend)), *rest))


def house_terms(reader: Reader) -> list[tuple[str, str]]:
    """The region's own words, with what the product calls the same."""
    held = [(reader.house_term(code), reader.own_name(code)) for code in reader.advice.region.house_terms]
    return [(term, reader.say("house.own", name=name)) for term, name in held if term]


def house_terms_line(reader: Reader) -> list[str]:
    """The same as a line, for forms that explain nothing inside their sentences; none where there are none."""
    held = reader.advice.region.house_terms
    named = [f"{reader.house_term(code)} = {reader.own_name(code)}" for code in held if reader.house_term(code)]
    return [reader.say("house.list", terms="; ".join(named))] if named else []


def with_own_names(sheets: Sequence[Sheet], reader: Reader) -> list[Sheet]:
    """The sheets with the product's own name once behind each of the region's own words."""
    explaining = _Naming(reader, house_terms(reader))
    return [explaining.sheet(sheet) for sheet in sheets]


def terms_in(lines: Iterable[Line], reader: Reader) -> tuple[tuple[str, str], ...]:
    """The known terms that stand in the lines, in their order, each with what it means in a few words."""
    explaining = _ExplainingUnderTables(reader)
    for line in lines:
        explaining.gather(line)
    return tuple(explaining.held.items())


class _Explaining:
    def __init__(self, reader: Reader, terms: Iterable[tuple[str, str]] | None = None) -> None:
        self._reader = reader
        self._left = {term.lower(): words for term, words in (_terms(reader) if terms is None else terms)}
        names = "|".join(re.escape(term) for term in sorted(self._left, key=lambda t: (-len(t), t)))
        self._pattern = re.compile(rf"(?<![\w-])({names})(?![\w-])", re.IGNORECASE) if names else None

    def sheet(self, sheet: Sheet) -> Sheet:
        opening = tuple(self._element(element) for element in sheet.opening)
        blocks = tuple(self._block(block) for block in sheet.blocks)
        return replace(sheet, opening=opening, blocks=blocks)

    def _block(self, block: Block) -> Block:
        return replace(block, elements=tuple(self._element(element) for element in block.elements))

    def _element(self, element: Element) -> Element:
        match element:
            case Paragraph(line=line, role=role) if role != "legend":
                return Paragraph(self._line(line), role)
            case Items():
                return replace(element, lines=tuple(self._line(line) for line in element.lines))
            case Table():
                return replace(element, rows=tuple(self._row(row) for row in element.rows))
            case _:
                return element

    def _row(self, row: Row) -> Row:
        return replace(row, cells=tuple(self._line(cell) for cell in row.cells))

    def _line(self, line: Line) -> Line:
        return tuple(self._span(span) for span in line)

    def _span(self, span: Span) -> Span:
        if not isinstance(span, Words) or span.lang or self._pattern is None:
            return span
        text = self._pattern.sub(self._explain, span.text)
        return span if text == span.text else replace(span, text=text)

    def _explain(self, found: re.Match[str]) -> str:
        words = self._left.pop(found[0].lower(), None)
        already = found.string[found.end() : found.end() + 2] == " ("
        return found[0] if words is None or already else f"{found[0]} ({words})"


class _Naming(_Explaining):
    """At the first mention whatever follows it, since nothing else in the paper leads to the product's own name."""

    def _explain(self, found: re.Match[str]) -> str:
        words = self._left.pop(found[0].lower(), None)
        already = found.string.startswith(f" ({words})", found.end())
        return found[0] if words is None or already else f"{found[0]} ({words})"


class _ExplainingUnderTables(_Explaining):
    """The terms of tables are gathered for one line."""

    def __init__(self, reader: Reader) -> None:
        super().__init__(reader)
        self.held: dict[str, str] = {}

    def gathered(self) -> Line:
        if not self.held:
            return ()
        said = "; ".join(f"{term} = {words}" for term, words in self.held.items())
        return (Words(" "), Strong(self._reader.say("region.terms")), Words(f" {said}."))

    def gather(self, line: Line) -> None:
        for span in (span for span in line if isinstance(span, Words)):
            for found in self._pattern.finditer(span.text) if self._pattern else ():
                words = self._left.pop(found[0].lower(), None)
                if words is not None:
                    self.held[found[0]] = words

    def _row(self, row: Row) -> Row:
        for cell in row.cells:
            self.gather(cell)
        return row


def _terms(reader: Reader) -> Iterable[tuple[str, str]]:
    """Terms of the catalogue, and options that explain themselves."""
    for key in reader.catalogue.under("terms"):
        if key.endswith(".term"):
            name = key.removesuffix(".term")
            yield reader.say(f"terms.{name}.term"), reader.say(f"terms.{name}.words")
    yield from house_terms(reader)
    for option in reader.options.by_code.values():
        if option.text.plain is not None and not reader.house_term(option.code):
            yield reader.both(option.text.name), reader.both(option.text.plain)
