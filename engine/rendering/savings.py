"""The business case on paper: what the assumptions give, the calculation, another percentage, and printed tables."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..advice.entries import Said
from ..advice.money import AssumedEntry, SavingsAdvice, SavingsLine, StatedEntry
from ..consequences.savings import SavingsCell
from ..consequences.stated import Check
from .calculation import method_items, rests_line
from .elements import (
    Block,
    Column,
    Element,
    Items,
    Line,
    Paragraph,
    Row,
    Strong,
    Table,
    Unknown,
    joined,
    words,
)
from .numbers import bare_money, money, share
from .reader import Reader
from .references import SheetCitations
from .savings_picture import savings_known, savings_picture

YEARS_IN_A_TABLE = 6
"""more would not fit the width of a page that lies on its side"""
YEAR_WIDTH, PRINTED_WIDTH, LAST_WIDTH = 10, 12, 12
"""percent of the table"""
POINT = 100
"""basis points"""


@dataclass(frozen=True)
class YearRow:
    """A row with an amount for each year."""

    head: Line
    amounts: tuple[Line, ...]
    last: Line = ()


class SavingsPage:
    """Blocks of one business case; ``sheet`` is the id of the sheet that they stand on."""

    def __init__(self, held: SavingsAdvice, sheet: str, cite: SheetCitations, reader: Reader) -> None:
        self._held, self._sheet, self._cite, self._reader = held, sheet, cite, reader

    def blocks(self) -> tuple[Block, ...]:
        made = [self._block("outcome", self._outcome())]
        made += [
            Block(
                f"{self._sheet}-{act}",
                self._say("savings.inputs", act=self._act(act)),
                tuple(self._tables(self._say("savings.inputs", act=self._act(act)), tuple(self._rows(act)))),
            )
            for act in self._held.acts
        ]
        if self._held.missing:
            made.append(self._block("missing", [Items(tuple(self._missing()))]))
        made.append(self._block("sensitivity", self._sensitivity()))
        if self._held.stated:
            made.append(self._block("stated", self._stated()))
        findings = tuple(self._findings())
        if findings:
            made.append(self._block("findings", [Items(findings)]))
        if self._held.rests_on:
            made.append(self._block("rests_on", [Items(tuple(self._rests_on()))]))
        if self._held.method:
            made.append(self._block("how", [method_items(self._held.method, self._cite, self._reader)]))
        return tuple(made)

    # Words

    def _say(self, code: str, **values: str | int | tuple[str, ...]) -> str:
        return self._reader.say(f"money.{code}", **values)

    def _block(self, name: str, elements: list[Element]) -> Block:
        return Block(f"{self._sheet}-{name}", self._say(f"savings.{name}"), tuple(elements))

    def _act(self, act: str) -> str:
        return self._reader.say(f"law.{act}") if act else self._say("all_acts")

    def _money(self, cents: int | None) -> Line:
        """An amount in a table, where the euro sign stands in the head."""
        return (Unknown(),) if cents is None else words(bare_money(cents, self._reader.language))

    def _years(self, years: tuple[str, ...]) -> str:
        """Years in a row as one period."""
        whole = [str(year) for year in range(int(years[0]), int(years[-1]) + 1)]
        if len(years) > 2 and list(years) == whole:
            return self._say("period", first=years[0], last=years[-1])
        return self._reader.catalogue.listed(years)

    def _share(self, held: int | None) -> Line:
        return (Unknown(),) if held is None else words(share(held, self._reader.language))

    # What it gives

    def _outcome(self) -> list[Element]:
        held = self._held
        years = {"first": held.years[0], "last": held.years[-1]}
        if held.total is None:
            lead = self._say("savings.total_unknown")
        else:
            code = "savings.total" if len(held.years) > 1 else "savings.total_one_year"
            lead = self._say(code, amount=money(held.total, self._reader.language), **years)
            if held.net is not None and held.change_cost:
                lead = f"{lead} {self._say('savings.net', amount=money(held.net, self._reader.language))}"
        caption = self._say("savings.outcome")
        picture: Element = Paragraph(words(self._say("savings.picture.nothing")), "note")
        if savings_known(held):
            picture = savings_picture(f"{self._sheet}-beeld", held, self._reader)
        return [
            Paragraph((Strong(lead),), "lead"),
            Paragraph(words(self._say("savings.assumption"))),
            picture,
            *self._tables(caption, tuple(self._totals()), "total"),
            Paragraph(words(self._break_even())),
            Paragraph(words(self._say("savings.rounding")), "note"),
        ]

    def _totals(self) -> Iterator[YearRow]:
        held = self._held
        for act in held.acts:
            savings = [cell.saving for cell in held.cells if cell.act == act]
            known = [amount for amount in savings if amount is not None]
            total = sum(known) if len(known) == len(savings) else None
            yield YearRow(words(self._act(act)), tuple(self._money(a) for a in savings), self._money(total))
        for name, total in (("saving", held.total), ("change_cost", held.change_cost), ("net", held.net)):
            amounts = tuple(self._money(getattr(year, name)) for year in held.by_year)
            yield YearRow((Strong(self._say(f"savings.row.{name}")),), amounts, self._money(total))

    def _break_even(self) -> str:
        held, language = self._held.break_even, self._reader.language
        values: dict[str, str | tuple[str, ...]] = {"year": held.year or ""}
        if held.cost is not None:
            values["cost"] = money(held.cost, language)
        if held.of_assumed is not None and held.percentages is not None:
            values["share"] = share(held.of_assumed, language)
            values["levels"] = tuple(
                self._say("savings.break_even.level", act=self._act(act), share=share(level, language))
                for act, level in held.percentages.items()
                if level
            )
        return self._say(f"savings.break_even.{held.code}", **values)

    # The calculation of one act

    def _rows(self, act: str) -> Iterator[YearRow]:
        cells = [cell for cell in self._held.cells if cell.act == act]
        for line in self._held.lines:
            if line.act != act:
                continue
            if line.kind == "percentage":
                yield self._result("in_scope", cells)
            show = self._share if line.kind == "percentage" else self._money
            yield YearRow(self._head(line), tuple(show(amount) for amount in line.amounts))
        yield self._result("saving", cells)

    def _result(self, name: str, cells: list[SavingsCell]) -> YearRow:
        head = (Strong(self._say(f"savings.kind.{name}")),)
        return YearRow(head, tuple(self._money(getattr(cell, name)) for cell in cells))

    def _head(self, line: SavingsLine) -> Line:
        """The line with how it is known and where it stands: ``zorgkosten per jaar (vermeld, r115)``."""
        head = self._reader.line(f"money.savings.kind.{line.kind}", name=self._named(line.name))
        behind = [self._reader.say(f"basis.{line.basis}")] if line.basis else []
        behind += [self._lines(line.lines)] if line.lines else []
        return (*head, *words(f" ({', '.join(behind)})")) if behind else head

    def _named(self, text: str) -> Line:
        """Words of the region's file, which stay in the language they were written in."""
        return words(text, self._reader.lang_of_names)

    def _lines(self, lines: str) -> str:
        letter = self._reader.say("reference.line_letter")
        return ", ".join(f"{letter}{part.strip()}" for part in lines.split(","))

    def _tables(
        self, caption: str, rows: tuple[YearRow, ...], last: str = "", year_width: int = YEAR_WIDTH
    ) -> Iterator[Table]:
        """One table for every few years. ``last`` is the column behind the years, which stands on each."""
        years = self._held.years
        for start in range(0, len(years), YEARS_IN_A_TABLE):
            shown = years[start : start + YEARS_IN_A_TABLE]
            others = year_width * len(shown) + (LAST_WIDTH if last else 0)
            columns = [Column(words(self._say("column.line")), width=100 - others)]
            columns += [Column(words(year), right=True, width=year_width) for year in shown]
            if last:
                columns.append(Column(words(self._say(f"column.{last}")), right=last == "total", width=LAST_WIDTH))
            cells = tuple(
                Row((row.head, *row.amounts[start : start + YEARS_IN_A_TABLE], *([row.last] if last else [])))
                for row in rows
            )
            part = caption if len(years) <= YEARS_IN_A_TABLE else f"{caption}, {shown[0]}-{shown[-1]}"
            yield Table(part, tuple(columns), cells)

    # What is missing

    def _missing(self) -> Iterator[Line]:
        for held in self._held.missing:
            line = self._reader.line(
                f"money.savings.missing_line.{held.lack}",
                act=self._act(held.act),
                years=self._years(held.years),
                name=self._named(held.name),
            )
            yield (Unknown(), *words(" "), *line)

    # Another percentage

    def _sensitivity(self) -> list[Element]:
        scenarios, language = self._held.sensitivity, self._reader.language
        if not scenarios or self._held.total is None:
            return [Paragraph(words(self._say("savings.sensitivity_none")))]
        heads = [Column(words(self._say("column.percentages")))]
        heads += [Column(words(self._act(act)), right=True) for act in self._held.acts]
        heads += [Column(words(self._say(f"column.{name}")), right=True) for name in ("total", "difference")]
        as_assumed = (0, self._held.full, self._held.total, 0)
        moved = [(s.points, s.percentages, s.total, s.difference) for s in scenarios]
        rows = []
        for points, levels, total, difference in sorted([*moved, as_assumed], key=lambda row: row[0]):
            head = words(self._points(points, any(levels.values())))
            cells = [self._share(levels[act]) for act in self._held.acts]
            rows.append(Row((head, *cells, self._money(total), words(self._signed(difference)))))
        one = next((s.difference for s in scenarios if s.points == POINT), None)
        intro = self._say("savings.sensitivity_intro")
        if one is not None:
            intro = f"{intro} {self._say('savings.one_point', amount=money(one, language))}"
        return [Paragraph(words(intro)), Table(self._say("savings.sensitivity"), tuple(heads), tuple(rows))]

    def _points(self, points: int, something: bool) -> str:
        if points == 0:
            return self._say("savings.points_assumed")
        if not something:
            return self._say("savings.points_nothing")
        return self._say("savings.points_more" if points > 0 else "savings.points_less", n=abs(points) // POINT)

    def _signed(self, cents: int) -> str:
        shown = bare_money(cents, self._reader.language)
        return f"+{shown}" if cents > 0 else shown

    # Printed tables

    def _stated(self) -> list[Element]:
        """Every printed amount; where another follows from the figures, that one stands behind it."""
        checks = [held for row in self._held.stated for held in row.checks]
        fitting = sum(held.outcome == "agrees" for held in checks)
        rows = tuple(self._stated_row(row) for row in self._held.stated)
        counted = self._say("savings.stated_counted", n=len(checks), fitting=fitting)
        return [Paragraph(words(counted)), *self._tables(self._say("savings.stated"), rows, "place", PRINTED_WIDTH)]

    def _stated_row(self, row: StatedEntry) -> YearRow:
        checks = {held.year: held for held in row.checks}
        head = (*self._named(row.table), *words(f": {self._what(row.figure, row.act or '')}"))
        cited = self._cite.cell((row.passage,), lines=False) if row.passage else ()
        place = joined([cited, words(self._lines(row.lines)) if row.lines else ()], ", ")
        return YearRow(head, tuple(self._printed(checks.get(year)) for year in self._held.years), place)

    def _printed(self, held: Check | None) -> Line:
        if held is None:
            return words(self._say("not_printed"))
        printed = bare_money(held.stated, self._reader.language)
        if held.outcome == "agrees":
            return words(printed)
        follows = self._say("savings.follows") if held.outcome == "differs" else self._say("savings.follows_rounded")
        return (Strong(printed), *words(f" {follows} "), *self._money(held.computed))

    def _what(self, figure: str, act: str) -> str:
        name = self._say(f"savings.figure.{figure}")
        return f"{name} {self._act(act)}" if act else f"{name}, {self._act(act)}"

    # Findings

    def _findings(self) -> Iterator[Line]:
        for said in self._held.findings:
            line = self._reader.line(f"money.savings.finding.{said.code}", **self._finding_values(said))
            passages = [str(said.values.get(name, "")) for name in ("passage", "other_passage")]
            cited = self._cite.bracketed([p for p in passages if p])
            yield (*line, *words(" "), *cited) if cited else line

    def _finding_values(self, said: Said) -> dict[str, str | int | Line | tuple[str, ...]]:
        held = said.values
        shown: dict[str, str | int | Line | tuple[str, ...]] = {}
        if "act" in held:
            shown["act"] = self._act(str(held["act"]))
        if "figure" in held:
            shown["what"] = self._what(str(held["figure"]), str(held["act"]))
        years = held.get("years")
        if isinstance(years, tuple):
            shown["years"] = self._years(years)
        shown |= {name: self._named(str(held[name])) for name in ("table", "other", "name") if name in held}
        if "growth" in held:
            shown["growth"] = share(int(str(held["growth"])), self._reader.language)
        if "difference" in held:
            difference = int(str(held["difference"]))
            word = "more" if difference > 0 else "less"
            amount = money(abs(difference), self._reader.language)
            shown["difference"] = self._say(f"savings.finding.{word}", amount=amount)
        return shown

    def _rests_on(self) -> Iterator[Line]:
        """The percentages one by one; other lines of one act and basis together."""
        grouped: dict[tuple[str, str, str], list[AssumedEntry]] = {}
        for held in self._held.rests_on:
            act = str(held.said.values.get("act", ""))
            grouped.setdefault((held.said.code, act, held.basis), []).append(held)
        for (code, act, basis), entries in grouped.items():
            names = self._reader.catalogue.listed([str(held.said.values.get("name", "")) for held in entries])
            line = self._reader.line(f"money.savings.rests.{code}", act=self._act(act), names=self._named(names))
            lines = ", ".join(held.lines for held in entries if held.lines)
            one = entries[0].model_copy(update={"lines": lines, "basis": basis})
            yield rests_line(line, one, self._reader)
