"""Start budgets with live formulas: a row for each municipality and one for the segment, and the settling of use.

Each step is rounded to the euro where it is shown and goes on with what is not rounded, as the calculation does: so
every formula begins again from spending, clients and percentages.
"""

from ..advice.model import SegmentAdvice
from ..advice.money import BudgetAdvice
from ..rendering.reader import Reader
from .cells import (
    DOES_NOT_EXIST,
    NOBODY_KNOWS,
    NONE,
    Cell,
    Formula,
    Input,
    Row,
    Text,
    Worksheet,
    at,
    sheet_of,
    sum_when_known,
    to_euro,
    when_known,
)

WIDTHS = {"segment": 26, "municipality": 24, "expected": 14, "spend": 18, "users": 14, "per_client": 14}
WIDTHS |= {"first_budget": 18, "developed": 16, "developments": 18, "index": 12, "indexed": 18, "efficiency": 12}
WIDTHS |= {"efficient": 18, "chain_care": 12, "start_budget": 18, "budget_per_client": 16, "benchmark": 14}
WIDTHS |= {"against_benchmark": 14}
COLUMN = {name: number for number, name in enumerate(WIDTHS)}
INPUTS = {"expected": ("expected_use", "clients"), "spend": ("first_budget", "spend")}
INPUTS |= {"users": ("first_budget", "realised_clients"), "developed": ("developments", "clients")}
BUDGETS = {"first_budget": "first_budget", "developments": "developments", "indexed": "index"}
BUDGETS |= {"efficient": "efficiency", "start_budget": "chain_care"}
"""columns with the budget after a step, and that step"""
STEPS = tuple(BUDGETS)
STEP_BEFORE = dict(zip(STEPS[1:], STEPS, strict=False))
FACTORS = {"index": ("indexed", "+"), "efficiency": ("efficient", "-"), "chain_care": ("start_budget", "-")}
"""columns with a percentage, the budget after it, and whether it comes on top or goes off"""
ADDED = (
    "expected",
    "spend",
    "users",
    "first_budget",
    "developed",
    "developments",
    "indexed",
    "efficient",
    "start_budget",
)


class BudgetSheets:
    """The start budgets of all segments that have one, and what settling would do."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._rows: list[Row] = []
        self._totals: dict[str, int] = {}
        """row of the total, by segment"""
        self._held = [(s, s.budget) for s in reader.advice.segments if s.budget is not None]
        for segment, held in self._held:
            self._segment(segment, held)

    def sheets(self) -> list[Worksheet]:
        if not self._held:
            return []
        made = [sheet_of("budget", WIDTHS, self._rows, self._reader, computed=True)]
        settled = [row for segment, held in self._held for row in self._settled(segment, held, 0)]
        return [*made, self._settlement()] if settled else made

    # The seven steps

    def _segment(self, segment: SegmentAdvice, held: BudgetAdvice) -> None:
        """Municipalities that are asked for but not given stand there as well, and leave the total unknown."""
        found = {(str(row.step), str(row.figure)): row for row in held.rows}
        absent = [name for gap in held.gaps if gap.lack == "municipality" for name in gap.names]
        first = len(self._rows)
        total = first + len(held.municipalities) + len(absent)
        self._totals[segment.id] = total
        named = Text(self._reader.name_with_law(segment))
        for number, name in enumerate((*held.municipalities, *absent)):
            here = number if number < len(held.municipalities) else None
            values = {key: row.by_municipality[here] if here is not None else None for key, row in found.items()}
            self._rows.append((named, Text(name), *self._municipality(first + number, total, values, held)))
        values = {key: row.total for key, row in found.items()}
        self._rows.append((named, Text(self._reader.say("money.total")), *self._total(first, total, values, held)))

    def _municipality(
        self, row: int, total: int, values: dict[tuple[str, str], int | None], held: BudgetAdvice
    ) -> list[Cell]:
        cells: dict[str, Cell] = {
            name: Input(values[key], "money" if name == "spend" else "count") for name, key in INPUTS.items()
        }
        c = {name: at(row, column) for name, column in COLUMN.items()}
        cells["per_client"] = self._per_client(row, values, f"IF({c['spend']}<0,{_text(NOBODY_KNOWS)},{_rounded(c)})")
        for name, after in BUDGETS.items():
            cells[name] = Formula(self._budget(name, c), values[after, "budget"], "money")
        for name in FACTORS:
            stated = at(total, COLUMN[name])
            share = getattr(held, name)
            cells[name] = Formula(f"IF(ISNUMBER({stated}),{stated},{_text(NOBODY_KNOWS)})", share, "share")
        return [cells.get(name, NONE) for name in list(WIDTHS)[2:]]

    def _per_client(self, row: int, values: dict[tuple[str, str], int | None], amount: str) -> Formula:
        """Where nobody was helped there is no amount per client: it is not unknown, it does not exist."""
        users, spend = at(row, COLUMN["users"]), at(row, COLUMN["spend"])
        formula = when_known([users], f"IF({users}=0,{_text(DOES_NOT_EXIST)},{when_known([spend], amount)})")
        nobody = values["first_budget", "realised_clients"] == 0
        value = DOES_NOT_EXIST if nobody else values["first_budget", "per_client"]
        return Formula(formula, value, "money")

    def _budget(self, name: str, c: dict[str, str]) -> str:
        """What one client costs, times how many there are, times the percentages so far. Nobody costs nothing."""
        clients = c["expected" if name == "first_budget" else "developed"]
        before = STEP_BEFORE.get(name)
        factors = {f: sign for f, (after, sign) in FACTORS.items() if STEPS.index(after) <= STEPS.index(name)}
        needed = [clients, *(c[factor] for factor in factors), *([c[before]] if before else [])]
        by = "".join(f"*(1{sign}{c[factor]})" for factor, sign in factors.items())
        amount = to_euro(f"{c['spend']}/{c['users']}*{clients}{by}")
        average = f"IF(OR({c['spend']}<0,{c['users']}=0),{_text(NOBODY_KNOWS)},{amount})"
        return when_known(needed, f"IF({clients}=0,0,{when_known([c['spend'], c['users']], average)})")

    def _total(
        self, first: int, total: int, values: dict[tuple[str, str], int | None], held: BudgetAdvice
    ) -> list[Cell]:
        keys = INPUTS | {name: (step, "budget") for name, step in BUDGETS.items()}
        c = {name: at(total, column) for name, column in COLUMN.items()}
        cells: dict[str, Cell] = {
            name: Formula(
                sum_when_known(at(first, COLUMN[name]), at(total - 1, COLUMN[name]), total - first),
                values[keys[name]],
                "count" if name in ("expected", "users", "developed") else "money",
            )
            for name in ADDED
        }
        cells["per_client"] = self._per_client(total, values, _rounded(c))
        for name in FACTORS:
            cells[name] = Input(getattr(held, name), "share")
        cells["benchmark"] = Input(held.benchmark, "money")
        compared, needed = held.comparison, [c["start_budget"], c["developed"], c["benchmark"]]
        nothing = f"OR({c['developed']}=0,{c['benchmark']}=0)"
        each = f"{c['start_budget']}/{c['developed']}"
        for name, formula, value in (
            ("budget_per_client", to_euro(each), compared.per_client if compared else None),
            (
                "against_benchmark",
                f"ROUND(ROUND({each}/{c['benchmark']}-1,10),4)",
                compared.difference if compared else None,
            ),
        ):
            kind = "money" if name == "budget_per_client" else "points"
            known = when_known(needed, f"IF({nothing},{_text(NOBODY_KNOWS)},{formula})")
            cells[name] = Formula(known, value, kind)  # type: ignore[arg-type]  # one of the two above
        return [cells[name] for name in list(WIDTHS)[2:]]

    # Surplus and shortage

    def _settlement(self) -> Worksheet:
        widths = {"segment": 26, "agreement": 44, "own": 10, "band": 12, "surplus_back": 14, "shortage_paid": 14}
        widths |= {"use": 12, "care_costs": 18, "paid": 18, "providers_keep": 20}
        rows: list[Row] = []
        for segment, held in self._held:
            rows += self._settled(segment, held, len(rows))
        return sheet_of("settlement", widths, rows, self._reader, computed=True)

    def _settled(self, segment: SegmentAdvice, held: BudgetAdvice, start: int) -> list[Row]:
        """Beyond the band a part of the surplus goes back, and a part of the shortage is paid after all."""
        reader, rows = self._reader, list[Row]()
        budget = f"'{reader.say('workbook.budget.name')}'!{at(self._totals[segment.id], COLUMN['start_budget'])}"
        for rule in held.settled:
            name = reader.say(f"money.budget.own_rule.{rule.name}") if rule.own else rule.name
            own = reader.say(f"members.{'true' if rule.own else 'false'}")
            for outcome in rule.outcomes:
                row = start + len(rows)
                band, back, paid_too, use, cost, paid = (at(row, column) for column in range(3, 9))
                beyond = f"MAX(ABS({budget}*{use})-{budget}*{band},0)"
                needed = [budget, band, back, paid_too, use]
                rows.append(
                    (
                        Text(reader.name_with_law(segment)),
                        Text(name),
                        Text(own),
                        Input(rule.band, "share"),
                        Input(rule.surplus_back, "share"),
                        Input(rule.shortage_paid, "share"),
                        Input(outcome.use, "points"),
                        Formula(when_known(needed, to_euro(f"{budget}*(1+{use})")), outcome.cost, "money"),
                        Formula(
                            when_known(needed, to_euro(f"{budget}+{beyond}*IF({use}>0,{paid_too},-{back})")),
                            outcome.paid,
                            "money",
                        ),
                        Formula(when_known([paid, cost], f"{paid}-{cost}"), outcome.providers, "money"),
                    )
                )
        return rows


def _text(shown: str) -> str:
    return f'"{shown}"'


def _rounded(c: dict[str, str]) -> str:
    return to_euro(f"{c['spend']}/{c['users']}")
