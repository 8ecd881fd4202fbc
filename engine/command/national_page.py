"""The page of a demonstration: for each choice a picture and a table, by segment how many profiles get which option."""

from collections.abc import Iterator, Mapping
from datetime import date

from ..pictures import Box, Drawing, Fill, Label, Shape
from ..pictures.shapes import LYING, SMALL, beside_each_other, folded, width_of
from ..rendering import Catalogue, load_catalogue
from ..rendering.document import page_labels
from ..rendering.elements import Block, Boxed, Column, Document, Row, Sheet, Table, capitalized, words
from ..rendering.html import as_html
from ..rendering.numbers import count, day
from ..rendering.reader import load_options
from .shell import Language

Tally = Mapping[str, Mapping[str | None, int]]
"""by segment and option how many profiles; None is no choice"""
FILLS: tuple[Fill, ...] = ("dense", "dots", "sparse", "tint2", "solid", "back", "tint3", "tint1")
NAME, TOP, ROW, BAR = 2_400, 330, 420, 190
WIDE = LYING - NAME - 10
"""with half a line left at the right, so that the edge of the last bar is not cut off"""
ENTRY, LINE = 300, 190


def national_page(tallies: Mapping[str, Tally], municipalities: int, as_of: date, seed: int, language: Language) -> str:
    """The page as HTML; the same counts give the same page."""
    return as_html(_Page(load_catalogue(language), municipalities).document(tallies, as_of, seed))


class _Page:
    def __init__(self, catalogue: Catalogue, municipalities: int) -> None:
        self.catalogue, self.municipalities = catalogue, municipalities
        self.language = catalogue.language
        self.options = load_options()

    def _say(self, code: str, **values: str | int) -> str:
        return self.catalogue.say(f"command.national.{code}", **values)

    def document(self, tallies: Mapping[str, Tally], as_of: date, seed: int) -> Document:
        title = self._say("title")
        stand = words(self._say("stand", as_of=day(as_of.isoformat(), self.language), seed=str(seed)))
        warning = words(self._say("warning", n=self.municipalities))
        blocks = tuple(self._block(name, tally) for name, tally in tallies.items())
        sheet = Sheet("landelijk", title, "region", stand, Boxed((warning,)), (), blocks, title, landscape=True)
        return Document(self.language, title, (sheet,), page_labels(self.catalogue))

    def _block(self, instrument: str, tally: Tally) -> Block:
        name = capitalized(self.options.instruments[instrument].name[self.language])
        codes = self._codes(instrument, tally)
        return Block(
            f"keuze-{instrument}",
            name,
            (self._picture(instrument, name, codes, tally), self._table(name, codes, tally)),
        )

    def _codes(self, instrument: str, tally: Tally) -> list[str | None]:
        """The options that occur, in the order of the knowledge base; no choice comes last."""
        found = {code for of in tally.values() for code, n in of.items() if n}
        known: list[str | None] = [code for code in self.options.of(instrument) if code in found]
        return [*known, None] if None in found else known

    def _option(self, code: str | None) -> str:
        return self._say("open") if code is None else self.options.by_code[code].text.name[self.language]

    def _picture(self, instrument: str, name: str, codes: list[str | None], tally: Tally) -> Drawing:
        fills: dict[str | None, Fill] = dict(zip((c for c in codes if c is not None), FILLS, strict=False))
        shapes: list[Shape] = [Label(0, 120, self._say("drawn"), size=SMALL, bold=True)]
        for number, (segment, counts) in enumerate(tally.items()):
            shapes += self._row(segment, counts, codes, fills, TOP + ROW * number)
        bottom = TOP + ROW * len(tally)
        legend = list(self._legend(codes, fills, bottom))
        told = "; ".join(
            f"{segment}: {', '.join(f'{self._option(c)} {self._count(of[c])}' for c in codes if of.get(c))}"
            for segment, of in tally.items()
        )
        lines = max((label.y for label in legend if isinstance(label, Label)), default=bottom)
        finding = self._say("finding", instrument=name, n=self.municipalities)
        return Drawing(
            f"beeld-{instrument}", finding, f"{self._say('drawn')} {told}.", LYING, lines + 80, (*shapes, *legend)
        )

    def _row(
        self,
        segment: str,
        counts: Mapping[str | None, int],
        codes: list[str | None],
        fills: dict[str | None, Fill],
        y: int,
    ) -> Iterator[Shape]:
        for line, text in enumerate(folded(segment, SMALL, NAME - 100, 2)):
            yield Label(0, y + 110 + 130 * line, text, size=SMALL, lang="" if self.language == "nl" else "nl")
        labels, done, whole = [], 0, sum(counts.values())
        for code in (c for c in codes if counts.get(c)):
            start, end = (NAME + n * WIDE // whole for n in (done, done + counts[code]))
            done += counts[code]
            yield Box(start, y, end - start, BAR, fills.get(code, "none"), 10)
            labels.append(Label((start + end) // 2 - NAME, y + BAR + 120, self._count(counts[code]), size=SMALL))
        for label in beside_each_other(labels, WIDE):
            yield Label(NAME + label.x, label.y, label.text, size=SMALL)

    def _legend(self, codes: list[str | None], fills: dict[str | None, Fill], bottom: int) -> Iterator[Shape]:
        x, y = NAME, bottom + 60
        for code in codes:
            name = self._option(code)
            wide = ENTRY + width_of(name, SMALL) + 150
            if x > NAME and x + wide > LYING:
                x, y = NAME, y + LINE
            yield Box(x, y, 200, 110, fills.get(code, "none"), 10)
            yield Label(x + ENTRY - 50, y + 100, name, size=SMALL)
            x += wide

    def _table(self, name: str, codes: list[str | None], tally: Tally) -> Table:
        columns = [Column(words(self._say("segment")), width=22)]
        columns += [Column(words(capitalized(self._option(code))), right=True) for code in codes]
        rows = tuple(
            Row(
                (
                    words(segment, "" if self.language == "nl" else "nl"),
                    *(words(self._count(of.get(c, 0))) for c in codes),
                )
            )
            for segment, of in tally.items()
        )
        return Table(f"{name}. {self._say('drawn')}", tuple(columns), rows)

    def _count(self, number: int) -> str:
        return count(number, self.language)
