"""The business case with live formulas: inputs in cells, what follows as formulas, and another percentage."""

from collections.abc import Callable
from dataclasses import dataclass, field

from ..advice.money import SavingsAdvice, SavingsLine
from ..consequences.savings import SavingsCell
from ..rendering.elements import plain
from ..rendering.numbers import share
from ..rendering.reader import Reader
from .cells import (
    DOES_NOT_EXIST,
    NOBODY_KNOWS,
    NONE,
    Cell,
    Column,
    Formula,
    Input,
    Kind,
    Row,
    Text,
    Worksheet,
    at,
    sum_when_known,
    text,
    to_euro,
    when_known,
    worksheet,
)

BEFORE_YEARS = 5
"""columns in front of the first year"""
DEDUCTIONS = {"out_of_scope": "out_of_scope", "other_measures": "other_measure"}
"""what may be missing as a whole, and the kind of its lines"""


@dataclass
class _Act:
    """Where the figures of an act stand: rows of the table."""

    in_scope: int = 0
    percentage: int = 0
    saving: int = 0


@dataclass
class _Table:
    rows: list[Row] = field(default_factory=list)
    acts: dict[str, _Act] = field(default_factory=dict)
    total: int = 0
    """row of the savings of all acts"""


class SavingsSheets:
    """The calculation, and the same for other percentages."""

    def __init__(self, held: SavingsAdvice, reader: Reader) -> None:
        self._held, self._reader = held, reader
        self._years = range(BEFORE_YEARS, BEFORE_YEARS + len(held.years))
        self._last = BEFORE_YEARS + len(held.years)
        self._table = _Table()
        self._fill()

    def sheets(self) -> list[Worksheet]:
        made = [worksheet("savings", self._columns(), self._table.rows, self._reader, computed=True)]
        if self._held.sensitivity and self._held.total is not None:
            made.append(worksheet("sensitivity", self._scenario_columns(), self._scenarios(), self._reader, True))
        return made

    # The calculation

    def _columns(self) -> tuple[Column, ...]:
        widths = {"act": 18, "line": 46, "input_or_formula": 12, "basis": 14, "lines": 14}
        heads = [Column(self._reader.say(f"workbook.column.{name}"), width) for name, width in widths.items()]
        heads += [Column(year, 16) for year in self._held.years]
        return (*heads, Column(self._reader.say("workbook.column.total"), 16))

    def _fill(self) -> None:
        held, table = self._held, self._table
        for act in held.acts:
            self._act(act)
        savings = [table.acts[act].saving for act in held.acts]
        table.total = len(table.rows)
        by_year = held.by_year
        self._computed(
            "",
            "row.saving",
            lambda c: _added([at(row, c) for row in savings]),
            [y.saving for y in by_year],
            held.total,
        )
        cost = len(table.rows)
        amounts = tuple(year.change_cost for year in by_year)
        self._row("", self._say("row.change_cost"), amounts, "money", total=held.change_cost)
        self._computed(
            "",
            "row.net",
            lambda c: when_known([at(table.total, c), at(cost, c)], f"{at(table.total, c)}-{at(cost, c)}"),
            [y.net for y in by_year],
            held.net,
        )

    def _act(self, act: str) -> None:
        table, cells = self._table, [cell for cell in self._held.cells if cell.act == act]
        lines = [line for line in self._held.lines if line.act == act]
        first = len(table.rows)
        for line in lines:
            if line.kind != "percentage":
                self._line(line)
        for lack, kind in DEDUCTIONS.items():  # nobody said whether there are any: an amount that is asked for
            if any(m.act == act and m.lack == lack for m in self._held.missing):
                head = self._say(f"kind.{kind}", name=NOBODY_KNOWS)
                self._row(act, head, (None,) * len(self._held.years), "money")
        last, where = len(table.rows) - 1, _Act()
        table.acts[act] = where
        where.in_scope = last + 1
        self._computed(
            act, "kind.in_scope", lambda c: self._left(first, last, c), [cell.in_scope for cell in cells], None
        )
        where.percentage = len(table.rows)
        for line in lines:
            if line.kind == "percentage":
                self._line(line)
        where.saving = len(table.rows)
        self._computed(act, "kind.saving", lambda c: self._saved(where, c), [c.saving for c in cells], _total(cells))

    def _say(self, code: str, **values: str) -> str:
        return self._reader.say(f"money.savings.{code}", **values)

    def _law(self, act: str) -> Text:
        return Text(self._reader.say(f"law.{act}" if act else "money.all_acts"))

    def _line(self, line: SavingsLine) -> None:
        head = plain(self._reader.line(f"money.savings.kind.{line.kind}", name=line.name))
        basis = self._reader.say(f"basis.{line.basis}") if line.basis else ""
        kind: Kind = "share" if line.kind == "percentage" else "money"
        self._row(line.act, head, line.amounts, kind, basis, line.lines or "")

    def _row(
        self,
        act: str,
        head: str,
        amounts: tuple[int | None, ...],
        kind: Kind,
        basis: str = "",
        lines: str = "",
        total: int | str | None = DOES_NOT_EXIST,
    ) -> None:
        """A row of inputs; ``total`` is there where adding the years up means something."""
        row = len(self._table.rows)
        cells = [Input(amount, kind) for amount in amounts]
        last = NONE if total == DOES_NOT_EXIST else Formula(self._over_years(row), total, kind)
        said = Text(self._reader.say("workbook.input"))
        self._table.rows.append((self._law(act), Text(head), said, text(basis), text(lines), *cells, last))

    def _computed(
        self, act: str, code: str, formula: Callable[[int], str], values: list[int | None], total: int | None
    ) -> None:
        """A row of formulas, by the column that they stand in."""
        row = len(self._table.rows)
        cells = [Formula(formula(column), value, "money") for column, value in zip(self._years, values, strict=True)]
        last = NONE if code == "kind.in_scope" else Formula(self._over_years(row), total, "money")
        said = Text(self._reader.say("workbook.formula"))
        self._table.rows.append((self._law(act), Text(self._say(code)), said, NONE, NONE, *cells, last))

    def _over_years(self, row: int) -> str:
        return sum_when_known(at(row, self._years[0]), at(row, self._years[-1]), len(self._years))

    def _left(self, first: int, last: int, column: int) -> str:
        """The base less every line below it."""
        base, number = at(first, column), last - first + 1
        lines = f"-SUM({at(first + 1, column)}:{at(last, column)})" if number > 1 else ""
        return f'IF(COUNT({base}:{at(last, column)})<{number},"{NOBODY_KNOWS}",{base}{lines})'

    def _saved(self, where: _Act, column: int) -> str:
        """To the euro; a base below nothing saves nothing that could be computed."""
        left, part = at(where.in_scope, column), at(where.percentage, column)
        return when_known([left, part], f'IF({left}<0,"{NOBODY_KNOWS}",{to_euro(f"{left}*{part}")})')

    # Another percentage

    def _scenario_columns(self) -> tuple[Column, ...]:
        say = self._reader.say
        heads = [Column(say("workbook.column.scenario"), 24), Column(say("workbook.column.points"), 16)]
        heads += [Column(say("workbook.column.level", act=say(f"law.{act}")), 18) for act in self._held.acts]
        heads += [Column(year, 16) for year in self._held.years]
        return (
            *heads,
            Column(say("workbook.column.total"), 16),
            Column(say("workbook.column.difference"), 16),
        )

    def _scenarios(self) -> list[Row]:
        held = self._held
        assumed = (0, held.full, tuple(year.saving for year in held.by_year), held.total, 0)
        moved = [(s.points, s.percentages, s.by_year, s.total, s.difference) for s in held.sensitivity]
        rows: list[Row] = []
        for points, levels, by_year, total, difference in sorted([*moved, assumed], key=lambda row: row[0]):
            row, acts = len(rows), len(held.acts)
            cells: list[Cell] = [Text(self._scenario(points)), Input(points, "points")]
            cells += [Formula(self._level(act, at(row, 1)), levels[act], "share") for act in held.acts]
            level: dict[str, str] = {act: at(row, 2 + number) for number, act in enumerate(held.acts)}
            cells += [
                Formula(self._moved(level, column), value, "money")
                for column, value in zip(self._years, by_year, strict=True)
            ]
            first, last = at(row, 2 + acts), at(row, 1 + acts + len(held.years))
            cells.append(Formula(sum_when_known(first, last, len(held.years)), total, "money"))
            here, as_assumed = at(row, 2 + acts + len(held.years)), self._there(self._table.total, self._last)
            cells.append(Formula(when_known([here, as_assumed], f"{here}-{as_assumed}"), difference, "money"))
            rows.append(tuple(cells))
        return rows

    def _scenario(self, points: int) -> str:
        if points == 0:
            return self._say("points_assumed")
        lowest = min(held.points for held in self._held.sensitivity)
        nothing = points == lowest and not any(self._held.sensitivity[0].percentages.values())
        if nothing:
            return self._say("points_nothing")
        shown = share(abs(points), self._reader.language)
        return self._reader.say(f"workbook.{'more' if points > 0 else 'less'}", share=shown)

    def _there(self, row: int, column: int) -> str:
        """A cell of the calculation, named from another worksheet."""
        return f"'{self._reader.say('workbook.savings.name')}'!{at(row, column)}"

    def _percentages(self, act: str) -> str:
        row = self._table.acts[act].percentage
        return f"{self._there(row, self._years[0])}:{at(row, self._years[-1])}"

    def _level(self, act: str, points: str) -> str:
        """The full percentage of an act with so much more or less; none stays none."""
        full = f"MAX({self._percentages(act)})"
        return f"IF({full}=0,0,MAX(0,{full}+{points}))"

    def _moved(self, level: dict[str, str], column: int) -> str:
        """A year with a part of the full percentage keeps that part."""
        parts, needed = [], []
        for act, cell in level.items():
            where, full = self._table.acts[act], f"MAX({self._percentages(act)})"
            left, percentage = self._there(where.in_scope, column), self._there(where.percentage, column)
            needed.append(self._there(where.saving, column))
            saved = to_euro(f"{left}*{percentage}*{cell}/{full}")
            parts.append(f"IF({full}=0,0,{saved})")
        return when_known(needed, "+".join(parts))


def _total(cells: list[SavingsCell]) -> int | None:
    """The saving of an act over the years."""
    known = [cell.saving for cell in cells if cell.saving is not None]
    return sum(known) if len(known) == len(cells) else None


def _added(cells: list[str]) -> str:
    return when_known(cells, "+".join(cells))
