"""A start budget on paper: the steps per municipality, what is missing, and what settling would do."""

from collections.abc import Iterator

from ..advice.entries import Said
from ..advice.model import SegmentAdvice
from ..advice.money import AssumedEntry, BudgetAdvice
from ..consequences.settlement import Settled
from .calculation import method_items, rests_line
from .elements import Block, Column, Element, Items, Line, Own, Paragraph, Row, Strong, Table, Unknown, joined, words
from .numbers import bare_money, count, money, share
from .reader import Reader
from .references import SheetCitations

USE = (
    ("expected_use", "clients", "expected_clients"),
    ("first_budget", "spend", "spend"),
    ("first_budget", "realised_clients", "realised_clients"),
    ("first_budget", "per_client", "per_client"),
    ("first_budget", "budget", "first_budget"),
)
CHANGES = (
    ("regional_total", "clients", "developed_clients"),
    ("regional_total", "budget", "developments"),
    ("index", "budget", "index"),
    ("efficiency", "budget", "efficiency"),
    ("chain_care", "budget", "chain_care"),
)
"""step, figure and column of each cell"""
RULE_WIDTH = 22
"""percent of the table"""
COUNTED = ("clients", "realised_clients")


class BudgetPage:
    """The blocks of the start budget of one segment."""

    def __init__(self, segment: SegmentAdvice, held: BudgetAdvice, cite: SheetCitations, reader: Reader) -> None:
        self._segment, self._held, self._cite, self._reader = segment, held, cite, reader

    def blocks(self) -> tuple[Block, ...]:
        held = self._held
        elements: list[Element] = [
            Paragraph((Strong(self._lead()),), "lead"),
            Paragraph(words(self._say("intro"))),
            Items(tuple(self._notes())),
        ]
        if held.gaps:
            elements.append(Items(tuple(self._gaps())))
        elements += [
            self._table("use_caption", USE),
            *([self._reference()] if held.reference_year else []),
            self._table("changes_caption", CHANGES),
            Paragraph(words(self._say("rounding")), "note"),
        ]
        if held.settled:
            elements += self._settlement()
        if held.method:
            elements += [Paragraph((Strong(self._say("how")),)), method_items(held.method, self._cite, self._reader)]
        title = self._say("block", year=held.year, segment=self._segment.name)
        return (Block(f"{self._segment.id}-startbudget", title, tuple(elements)),)

    def _say(self, code: str, **values: str | int | tuple[str, ...]) -> str:
        return self._reader.say(f"money.budget.{code}", **values)

    def _lead(self) -> str:
        held = self._held
        if held.total is not None:
            return self._say("total", year=held.year, amount=money(held.total, self._reader.language))
        text = self._say("total_unknown", year=held.year)
        return f"{text} {self._say('stops', step=self._say(f'step.{held.gaps[0].step}'))}" if held.gaps else text

    def _notes(self) -> Iterator[Line]:
        held = self._held
        yield words(self._say(f"asked_for.{held.asked_for or 'nothing'}"))
        if held.sharpen_until:
            day = self._reader.day(held.sharpen_until)
            yield self._reader.line("money.budget.sharpen", date=day)
        if held.comparison is not None:
            language = self._reader.language
            amounts = {
                "per_client": money(held.comparison.per_client, language),
                "benchmark": money(held.comparison.benchmark, language),
                "difference": share(held.comparison.difference, language),
            }
            yield words(self._say("comparison", **amounts))
        for said in held.findings:
            yield words(self._say(said.code, **self._values(said)))
        if held.rests_on:
            lines = [rests_line(self._resting(rests), rests, self._reader) for rests in held.rests_on]
            yield (*words(f"{self._say('rests_on')} "), *joined(lines, "; "), *words("."))

    def _resting(self, held: AssumedEntry) -> Line:
        return words(self._say(f"rests.{held.said.code}", **self._values(held.said)))

    def _values(self, said: Said) -> dict[str, str | int | tuple[str, ...]]:
        language = self._reader.language
        shown: dict[str, str | int | tuple[str, ...]] = {}
        for name, value in said.values.items():
            if name in ("stated", "spent") and isinstance(value, int):
                shown[name] = money(value, language)
            elif name == "share" and isinstance(value, int):
                shown[name] = share(value, language)
            else:
                shown[name] = value
        return shown

    def _gaps(self) -> Iterator[Line]:
        for gap in self._held.gaps:
            step = self._say(f"step.{gap.step}")
            text = self._say(f"lack.{gap.lack}", names=gap.names)
            yield (Unknown(), *words(f" {step}: {text}"))

    def _reference(self) -> Paragraph:
        return Paragraph(words(self._say("reference", year=self._held.reference_year or "")), "note")

    def _table(self, caption: str, held: tuple[tuple[str, str, str], ...]) -> Table:
        """A row for each municipality, and the segment below them."""
        found = {(str(row.step), str(row.figure)): row for row in self._held.rows}
        rows = [(found[step, figure], figure) for step, figure, _ in held]
        heads = [Column(words(self._reader.say("money.column.municipality")))]
        heads += [Column(words(self._reader.say(f"money.column.{name}")), right=True) for *_, name in held]
        body = [
            Row((self._named(name), *(self._cell(row.by_municipality[n], figure, n) for row, figure in rows)))
            for n, name in enumerate(self._held.municipalities)
        ]
        total = (Strong(self._reader.say("money.total")),)
        body.append(Row((total, *(self._cell(row.total, figure) for row, figure in rows))))
        return Table(self._say(caption, segment=self._segment.name), tuple(heads), tuple(body))

    def _cell(self, value: int | None, figure: str, municipality: int | None = None) -> Line:
        if value is None:
            return self._nobody(municipality) if figure == "per_client" else (Unknown(),)
        return words((count if figure in COUNTED else bare_money)(value, self._reader.language))

    def _nobody(self, municipality: int | None) -> Line:
        """Where nobody was helped there is no amount per client: it is not unknown, it does not exist."""
        users = next(row for row in self._held.rows if row.figure == "realised_clients")
        number = users.total if municipality is None else users.by_municipality[municipality]
        return words(self._reader.say("money.not_printed")) if number == 0 else (Unknown(),)

    def _named(self, text: str) -> Line:
        return words(text, self._reader.lang_of_names)

    # Surplus and shortage

    def _settlement(self) -> list[Element]:
        uses = [outcome.use for outcome in self._held.settled[0].outcomes]
        heads = [Column(words(self._reader.say("money.column.rule")), width=RULE_WIDTH)]
        heads += [Column(words(self._say("use_level", share=self._signed_share(use))), right=True) for use in uses]
        rows = tuple(
            Row((self._rule(rule), *(self._outcome(o.paid, o.providers) for o in rule.outcomes)))
            for rule in self._held.settled
        )
        about = joined(
            [
                (*words(f"{self._say('settlement_own')} "), Own()),
                words(self._say("settlement_reads")),
            ]
        )
        caption = self._say("settlement_caption", segment=self._segment.name)
        return [Paragraph((Strong(self._say("settlement")),)), Paragraph(about), Table(caption, tuple(heads), rows)]

    def _rule(self, rule: Settled) -> Line:
        if rule.own:
            return (*words(f"{self._say(f'own_rule.{rule.name}')} "), Own())
        language = self._reader.language
        values = {"band": rule.band, "back": rule.surplus_back, "paid": rule.shortage_paid}
        shares = {name: share(value, language) for name, value in values.items()}
        return self._reader.line("money.budget.settlement_rule", name=self._named(rule.name), **shares)

    def _outcome(self, paid: int, providers: int) -> Line:
        language = self._reader.language
        sign = "+" if providers > 0 else ""
        return words(f"{bare_money(paid, language)} ({sign}{bare_money(providers, language)})")

    def _signed_share(self, use: int) -> str:
        shown = share(use, self._reader.language)
        return f"+{shown}" if use > 0 else shown
