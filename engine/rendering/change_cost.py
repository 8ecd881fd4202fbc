"""The sheet of people and money for the change: an estimate that says so, and what the region states itself."""

from ..advice.planning_entries import ChangeCostAdvice, ChangeRole, Span
from .elements import (
    Block,
    Boxed,
    Column,
    Element,
    Items,
    Line,
    Own,
    Paragraph,
    Row,
    Sheet,
    Strong,
    Table,
    Unknown,
    capitalized,
    joined,
    words,
)
from .numbers import count, euro, ratio, share, short_money
from .reader import Reader
from .references import Citations, SheetCitations
from .sheet import foot, stand_line

CHANGE = "verandering"
YEAR_BEFORE_START = "start"


def change_cost_sheet(cost: ChangeCostAdvice, citations: Citations, reader: Reader, digest: str) -> Sheet:
    """People and money for the change, once for the region."""
    view = _ChangeCost(cost, citations.on(CHANGE, with_lines=False), reader)
    return Sheet(
        id=CHANGE,
        title=reader.say("change_cost.title"),
        kind="annex",
        stand=stand_line(reader, "change_cost.sheet"),
        boxed=Boxed((view.total(),)),
        opening=(),
        blocks=view.blocks(),
        foot=foot(reader, reader.say("change_cost.title"), digest),
    )


def change_cost_by_year(cost: ChangeCostAdvice, citations: Citations, reader: Reader) -> list[Element]:
    """The total and the cost of each year, for a paper that tells no more of it."""
    view = _ChangeCost(cost, citations.on(CHANGE, with_lines=False), reader)
    tables = [element for block in view.blocks() if block.id == f"{CHANGE}-cost" for element in block.elements]
    return [Paragraph(view.total()), *tables]


class _ChangeCost:
    def __init__(self, cost: ChangeCostAdvice, cite: SheetCitations, reader: Reader) -> None:
        self.cost, self.cite, self.reader = cost, cite, reader

    def total(self) -> Line:
        held, reader = self.cost, self.reader
        if held.total is not None:
            cited = self.cite.bracketed(held.passages) if held.basis == "estimate" else ()
            line = reader.line(f"change_cost.total.{held.basis}", cost=self._money(held.total))
            return (*line, *(words(" ") if cited else ()), *cited)
        if held.basis == "none":
            return reader.line("change_cost.total.no_source")
        temporary = dict.fromkeys(name for role in held.roles if role.temporary for name in role.unknown)
        sizes = tuple(reader.say(f"change_cost.missing.{name}") for name in temporary)
        if held.at_least is None:
            return reader.line("change_cost.total.unknown", sizes=sizes)
        least = words(short_money(held.at_least, reader.language))
        return reader.line("change_cost.total.unknown_at_least", sizes=sizes, cost=least)

    def blocks(self) -> tuple[Block, ...]:
        parts: dict[str, list[Element]] = {
            "roles": self._roles(),
            "cost": self._per_year(),
            "sizes": self._sizes(),
            "remarks": self._remarks(),
            "not_included": [Items(tuple(words(self.reader.both(text)) for text in self.cost.not_included))],
        }
        return tuple(
            Block(f"{CHANGE}-{name}", self.reader.say(f"change_cost.block.{name}"), tuple(elements))
            for name, elements in parts.items()
            if elements
        )

    # People

    def _roles(self) -> list[Element]:
        if not self.cost.roles:
            return [Paragraph(self.reader.line("change_cost.no_lines"))]
        reader = self.reader
        years = self._years([held.year for role in self.cost.roles for held in role.years])
        heads = [reader.say(f"change_cost.column.{name}") for name in ("role", "basis")]
        heads += [self._year(year) for year in years]
        heads += [reader.say(f"change_cost.column.{name}") for name in ("total", "passages")]
        last = len(heads) - 1
        wide = {0: 30, 1: 14, last - 1: 12, last: 14}
        rest = (100 - sum(wide.values())) // max(1, len(years))
        columns = tuple(
            Column(words(head), right=1 < number < last, width=wide.get(number, rest))
            for number, head in enumerate(heads)
        )
        rows = tuple(Row(self._role(role, years)) for role in self.cost.roles)
        return [Table(reader.say("change_cost.table.roles"), columns, rows)]

    def _role(self, role: ChangeRole, years: list[str]) -> tuple[Line, ...]:
        held = {year.year: year.fte_years for year in role.years}
        cells = [self._fte(held[year]) if year in held else words("–") for year in years]
        basis = self.reader.line(f"change_cost.basis.{role.basis}")
        if role.basis == "estimate":
            basis = (*basis, *words(" "), Own())
        name = words(capitalized(self.reader.both(role.name)))
        return (
            name,
            basis,
            *cells,
            self._fte(role.fte_years),
            self.cite.cell(role.passages, lines=False) or words("–"),
        )

    # Money

    def _per_year(self) -> list[Element]:
        held, reader = self.cost, self.reader
        if not held.per_year:
            return []
        columns = tuple(
            Column(words(reader.say(f"change_cost.column.{name}")), right=name != "year")
            for name in ("year", "fte_years", "cost")
        )
        rows = tuple(
            Row(
                (
                    words(capitalized(self._year(year.year))),
                    self._fte(year.fte_years),
                    self._money(year.cost) if year.cost else (Unknown(),),
                )
            )
            for year in held.per_year
        )
        notes = []
        if held.per_fte_year is not None:
            notes.append(reader.line("change_cost.per_fte", price=self._money(held.per_fte_year)))
        if held.total is not None:
            notes.append(reader.line("change_cost.years_note"))
        if any(role.temporary and role.basis == "estimate" for role in held.roles):
            notes.append(reader.line("change_cost.range_note"))
        return [Table(reader.say("change_cost.table.cost"), columns, rows), Paragraph(joined(notes), "note")]

    # How it grows

    def _sizes(self) -> list[Element]:
        reader, estimated = self.reader, [role for role in self.cost.roles if role.basis == "estimate"]
        stated = tuple(reader.both(role.name) for role in self.cost.roles if role.basis == "stated")
        elements: list[Element] = []
        if stated:
            elements.append(Paragraph(reader.line("change_cost.stated_roles", roles=stated)))
        if not estimated:
            return elements
        date = reader.day(self.cost.checked)
        elements.append(Paragraph(reader.line("change_cost.own", date=date, own=Own())))
        columns = tuple(
            Column(words(reader.say(f"change_cost.column.{name}")), right=name in ("here", "source"))
            for name in ("size", "here", "source", "passages")
        )
        rows = tuple(
            Row(
                (
                    words(capitalized(reader.say(f"change_cost.size.{size.name}"))),
                    words(count(size.here, reader.language)) if size.here is not None else (Unknown(),),
                    words(count(size.source, reader.language)),
                    self.cite.cell(size.passages, lines=False) or words("–"),
                )
            )
            for size in self.cost.sizes
        )
        elements.append(Table(reader.say("change_cost.table.sizes"), columns, rows))
        elements.append(Items(tuple(self._grows(role) for role in estimated)))
        return elements

    def _grows(self, role: ChangeRole) -> Line:
        reader = self.reader
        parts = tuple(
            reader.say(
                "change_cost.fixed" if by == "fixed" else "change_cost.grows",
                share=share(part, reader.language),
                **({} if by == "fixed" else {"size": reader.say(f"change_cost.size.{by}")}),
            )
            for by, part in role.grows_with
        )
        grows = reader.line("change_cost.role_grows", parts=parts)
        name = Strong(f"{capitalized(reader.both(role.name))}:")
        return (name, *words(" "), *grows, *words(f" {reader.both(role.reason)} "), Own())

    def _remarks(self) -> list[Element]:
        lines = tuple(self.cite.after(self.reader.both(held.text), held.passages) for held in self.cost.remarks)
        return [Items(lines)] if lines else []

    # Cells

    def _years(self, names: list[str]) -> list[str]:
        return sorted(set(names), key=lambda name: int(name.removeprefix(YEAR_BEFORE_START)))

    def _year(self, name: str) -> str:
        """``2022``, or in words where the start is not known to be a new year's day."""
        if not name.startswith(YEAR_BEFORE_START):
            return name
        offset = int(name.removeprefix(YEAR_BEFORE_START))
        if offset < 0:
            return self.reader.say("change_cost.before", n=-offset)
        return self.reader.say("change_cost.later", n=offset + 1) if offset else self.reader.say("change_cost.first")

    def _fte(self, span: Span | None) -> Line:
        if span is None:
            return (Unknown(),)
        low, high = (ratio(value, self.reader.language) for value in (span.low, span.high))
        return words(low) if low == high else self.reader.line("change_cost.range", low=low, high=high)

    def _money(self, span: Span) -> Line:
        exact = self.cost.basis == "stated" and span.low == span.high
        shown = (euro if exact else short_money)(span.low, self.reader.language)
        last = (euro if exact else short_money)(span.high, self.reader.language)
        return words(shown) if shown == last else self.reader.line("change_cost.range", low=shown, high=last)
