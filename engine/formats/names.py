"""Names that every engine can read, each for one thing only: letters and underscores.

Numbers are spelled out, since not every engine takes a name in which a letter follows a digit: what is ``top3_share``
in the rules is ``top_three_share``.
"""

import re

from ..rulebase.model import conditions_of
from .rests_on import parameters_of
from .rows import Row
from .tables import Kind, Table, Tables

KNOWN = "_known"
"""behind the name of an input: whether it is known"""
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
"""a larger number is spelled digit by digit"""
PREFIXES: dict[Kind, str] = {
    "classification": "",
    "exclusion": "excluded",
    "excluded_pair": "excluded_pair",
    "precondition": "precondition",
    "bound": "bound",
    "motivation": "motivate",
}


class Names:
    """The name of each field, table, passage and parameter of an export.

    Two things whose names would be the same are told apart by a word behind, in the order of the export.
    """

    def __init__(self, tables: Tables) -> None:
        self._held: dict[tuple[str, ...], str] = {}
        self._taken: set[str] = set()
        for field in tables.inputs:
            self._give(("field", field.name), field.name, also=KNOWN)
        for table in tables.tables:
            self._give(_key(table), "_".join((PREFIXES[table.kind], *table.about)))
        for rule in {rule.id: rule for table in tables.tables for rule in table.rules}.values():
            for parameter in parameters_of(rule):
                self._give(("parameter", parameter), f"param_{parameter}")
        for passage in tables.plan.library.passages:
            self._give(("passage", passage), f"passage_{passage}")

    def of(self, field: str) -> str:
        return self._held["field", field]

    def of_table(self, table: Table) -> str:
        return self._held[_key(table)]

    def of_passage(self, passage: str) -> str:
        return self._held["passage", passage]

    def of_parameter(self, parameter: str) -> str:
        return self._held["parameter", parameter]

    def _give(self, key: tuple[str, ...], text: str, also: str = "") -> None:
        if key in self._held:
            return
        name = identifier(text)
        while name in self._taken or name + also in self._taken:
            name = f"{name}_also"
        self._taken |= {name, name + also}
        self._held[key] = name


def identifier(text: str) -> str:
    """``market.top3_share`` as ``market_top_three_share``."""
    return re.sub(r"[^A-Za-z]+", "_", re.sub(r"[0-9]+", _spelled, text)).strip("_")


def _spelled(number: re.Match[str]) -> str:
    digits = number.group()
    whole = digits if int(digits) < len(NUMBERS) and str(int(digits)) == digits else ""
    return f"_{'_'.join(NUMBERS[int(part)] for part in ([whole] if whole else digits))}_"


def _key(table: Table) -> tuple[str, ...]:
    """A classified field goes by one name, whether it is set or read."""
    return ("field", *table.about) if table.kind == "classification" else (table.kind, *table.about)


def conditions_in_words(row: Row) -> tuple[str, ...]:
    """The conditions of a row as the rule has them."""
    keys = ("when",) if row.role == "fires" else ("when", row.role)
    return tuple(text for key, text in conditions_of(row.rule) if key in keys and text != "always")
