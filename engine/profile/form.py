"""A region as sheets of rows to fill in: every question of the models with its path, and what is known of it so far.

Made from the shapes of the models, so that no question is missing and none stands there that the reader would refuse.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .answers import Answer, Strict
from .form_cells import Known
from .form_rows import Row, RowMaker, Years
from .overrides import Choices
from .questions import Texts
from .region import Body, Part, RegionProfile, SegmentProfile
from .workbook_names import LONGEST_SHEET_NAME, OF_SEGMENT, SHEETS, SheetKind, in_language

SHARED = tuple(Body.model_fields)
ELSEWHERE: Mapping[str, SheetKind] = {
    "planning": "planning",
    "change": "planning",
    "lots": "lots",
    "business_case": "business_case",
    "start_budget": "start_budget",
}
"""questions that have a sheet of their own; ``segments`` and ``parts`` have one each"""
BEFORE = ("format", "id", "name", "law", "as_of", "source", "addressee", "owners", "figures", "from_lots")
AFTER = ("overrides", "notes")
SPAN: Mapping[SheetKind, tuple[int, int]] = {"planning": (-1, 4), "business_case": (-2, 8), "start_budget": (-3, 2)}
"""years for which a sheet has a column when the region names none, seen from that of the advice"""


@dataclass(frozen=True)
class FormSheet:
    """One sheet: ``title`` on its tab, ``about`` what it is of."""

    kind: SheetKind
    title: str
    about: str
    years: Years
    rows: tuple[Row, ...]


def form_of(region: RegionProfile, texts: Texts, choices: Choices, steps: Mapping[str, str]) -> tuple[FormSheet, ...]:
    """All sheets with the answers of a region. There is always a sheet for a part and for a start budget, if only an
    empty one; ``choices`` are the options of each instrument, ``steps`` the names of the steps of a planning."""
    return tuple(_Form(region, Known(texts, choices, steps)).sheets())


class _Form:
    def __init__(self, region: RegionProfile, known: Known) -> None:
        self._region, self._known, self._texts = region, known, known.texts
        self._titles: set[str] = set()

    def sheets(self) -> Iterator[FormSheet]:
        region = self._region
        yield self._sheet("region", "", region, _names(RegionProfile))
        yield self._sheet("lots", "", region, ("lots",))
        yield self._sheet("planning", "", region, ("planning", "change"))
        yield self._sheet("business_case", "", region, ("business_case",))
        for segment in region.segments:
            yield self._sheet("segment", segment.id, segment, _names(SegmentProfile))
        parts = [(segment, part) for segment in region.segments for part in segment.parts]
        for segment, part in parts:
            yield self._sheet("part", part.id, part, _names(Part), segment.id)
        if not parts:
            yield self._sheet("part", "", Part, _names(Part), "")
        budgets = [segment for segment in region.segments if segment.start_budget is not None]
        for segment in budgets:
            yield self._sheet("start_budget", segment.id, segment, ("start_budget",), segment.id)
        if not budgets:
            yield self._sheet("start_budget", "", SegmentProfile, ("start_budget",), "")

    def _sheet(
        self, kind: SheetKind, name: str, held: Strict | type[Strict], names: tuple[str, ...], of: str | None = None
    ) -> FormSheet:
        years = self._years(kind, held, names)
        maker = RowMaker(self._known, years)
        rows = [*maker.row_of_segment(OF_SEGMENT, of)] if of is not None else []
        model, values = (held, None) if isinstance(held, type) else (type(held), held)
        shared = False
        for question in names:
            if question in SHARED and model is not RegionProfile and not shared:
                shared = True
                rows.append(maker.remark("shared"))
            value = None if values is None else getattr(values, question)
            rows += maker.field(model, question, value, (question,))
        return FormSheet(kind, self._title(kind, name), self._texts.say(f"form.sheet.{kind}"), years, tuple(rows))

    def _title(self, kind: SheetKind, name: str) -> str:
        """The name on the tab; a spreadsheet takes 31 signs, and no name twice."""
        whole = f"{in_language(SHEETS[kind], 'nl' if self._texts.language == 'nl' else 'en')} {name}".strip()
        title, number = whole[:LONGEST_SHEET_NAME], 1
        while title.casefold() in self._titles:
            number += 1
            title = f"{whole[: LONGEST_SHEET_NAME - len(str(number)) - 1]}~{number}"
        self._titles.add(title.casefold())
        return title

    def _years(self, kind: SheetKind, held: Strict | type[Strict], names: tuple[str, ...]) -> Years:
        """The years of a sheet that has amounts by year: those of the region, else some around that of the advice."""
        if kind not in SPAN:
            return ()
        found = set() if isinstance(held, type) else {y for name in names for y in _years_in(getattr(held, name))}
        low, high = SPAN[kind]
        around = range(self._region.as_of.year + low, self._region.as_of.year + high + 1)
        return tuple(sorted(found or map(str, around)))


def _names(model: type[Strict]) -> tuple[str, ...]:
    """The questions of the sheet of a model, in the order in which they are read."""
    here = [n for n in model.model_fields if n not in ELSEWHERE and n not in ("segments", "parts")]
    own = [n for n in here if n not in SHARED and n not in BEFORE and n not in AFTER]
    shared = [n for n in SHARED if n in here]
    first = [n for n in BEFORE if n in here]
    last = [n for n in AFTER if n in here]
    return (*first, *own, *last, *shared) if model is not RegionProfile else (*first, *own, *shared, *last)


def _years_in(held: Any) -> Iterator[str]:
    """The years for which something holds an amount or a number."""
    if isinstance(held, Answer):
        value = held.value
        if isinstance(value, dict):
            yield from (key for key in value if isinstance(key, str) and key.isdigit() and len(key) == 4)
    elif isinstance(held, Strict):
        for _, inner in held:
            yield from _years_in(inner)
    elif isinstance(held, tuple):
        for inner in held:
            yield from _years_in(inner)
