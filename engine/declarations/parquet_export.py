"""A Parquet file as rows of text: typed columns are written in the mapping's notation and read as all others."""

import re
from collections.abc import Mapping as Map
from pathlib import Path

import duckdb

from .exports import SAMPLE, Export, Rows, UnreadableError, raw_view
from .mapping import Mapping
from .store import Store, literal, quoted

PERIOD_FORMS = {
    "yyyy-mm": "%Y-%m",
    "yyyymm": "%Y%m",
    "mm-yyyy": "%m-%Y",
    "yyyy-mm-dd": "%Y-%m-%d",
    "dd-mm-yyyy": "%d-%m-%Y",
    "yyyymmdd": "%Y%m%d",
    "yyyy": "%Y",
}
_NUMBERS = ("DECIMAL", "DOUBLE", "FLOAT")
_WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER")
_DECIMAL = re.compile(r"DECIMAL\(([0-9]+),([0-9]+)\)")
LARGEST = 99_999_999_999
"""the eleven digits that are read of an amount or a number of units"""


class ParquetExport(Export):
    """Rows are counted from the file's own footer. The first row is 1: there is no line with a header."""

    first_line = 1

    def __init__(self, path: Path, name: str) -> None:
        super().__init__(path, name)
        self._file = literal(_link_free(path))
        self._connection = duckdb.connect(config={"autoinstall_known_extensions": "false"})
        described = self._ask(f"DESCRIBE SELECT * FROM read_parquet({self._file})")
        self._types = {str(row[0]): str(row[1]) for row in described}
        self.header = list(self._types)

    def sample(self) -> Rows:
        cells = ", ".join(f"CAST({quoted(name)} AS VARCHAR)" for name in self.header)
        return [
            ["" if cell is None else str(cell) for cell in row]
            for row in self._ask(f"SELECT {cells} FROM read_parquet({self._file}) LIMIT {SAMPLE}")
        ]

    def present(self) -> int:
        return int(str(self._ask(f"SELECT coalesce(sum(num_rows), 0) FROM parquet_file_metadata({self._file})")[0][0]))

    def is_clean(self, store: Store, mapping: Mapping, number: int) -> bool:
        """Where the columns are text and numbers that are exact, and every value that occurs in them can be read.

        What a row is refused for stands in single columns, but for the product: so the different values are checked.
        """
        named, notation = mapping.columns.named(), mapping.notation
        exact = {field: self._exact(named[field]) for field in ("amount", "units") if field in named}
        places = {"amount": 2 if notation.amounts_in == "euro" else 0, "units": 3}
        texts = {field: quoted(name) for field, name in named.items() if field not in places}
        if any(scale is None or scale > places[field] for field, scale in exact.items()):
            return False
        if any(self._types[named[field]] != "VARCHAR" for field in texts if field != "client"):
            return False
        each = {"cents": notation.cents_each, "thousandths": 1000}
        numbers = {
            number: f"CAST({quoted(named[field])} * {each[number]} AS BIGINT)"
            for number, field in (("cents", "amount"), ("thousandths", "units"))
            if field in named
        }
        if self._refuses(store, texts) or self._holds(store, self._out_of_bounds(named)):
            return False
        if "client" in texts:
            texts["client"] = f"CAST({texts['client']} AS VARCHAR)"
        whole = f"read_parquet({self._file}, file_row_number = true)"
        store.say(raw_view(number, texts, whole, "file_row_number + 1", **numbers))
        return True

    def make_raw(self, store: Store, mapping: Mapping, number: int, folder: Path) -> None:
        texts = {field: self._cell(field, name, mapping) for field, name in mapping.columns.named().items()}
        store.say(raw_view(number, texts, f"read_parquet({self._file}, file_row_number = true)", "file_row_number + 1"))

    def _refuses(self, store: Store, texts: Map[str, str]) -> bool:
        """Whether a text makes a row one to refuse. A single column does, but for a product that nothing says."""
        refused = {"period": "NOT period_fits(told)", "law": "act_of(told) IS NULL", "provider": "plain(told) = ''"}
        if any(self._occurs(store, texts[field], refused[field]) for field in refused if field in texts):
            return True
        products = [texts[field] for field in ("category", "product") if field in texts]
        if not all(self._occurs(store, column, "plain(told) = ''") for column in products):
            return False
        return self._holds(store, " AND ".join(f"plain({column}) = ''" for column in products))

    def _occurs(self, store: Store, column: str, condition: str) -> bool:
        """Whether the condition holds for one of the texts of a column. To list them costs next to nothing."""
        texts = f"SELECT DISTINCT {column} AS told FROM read_parquet({self._file})"
        return bool(store.say(f"SELECT count(*) FILTER (WHERE {condition}) FROM ({texts})")[0][0])

    def _holds(self, store: Store, condition: str) -> bool:
        """Whether the condition holds for one of the rows."""
        return bool(store.say(f"SELECT count(*) FROM read_parquet({self._file}) WHERE {condition}")[0][0])

    def _exact(self, name: str) -> int | None:
        """The decimals of a column of exact numbers that fit in eighteen digits; None for any other column."""
        kind = self._types[name]
        if kind in _WHOLE:
            return 0
        held = _DECIMAL.fullmatch(kind)
        return int(held[2]) if held and int(held[1]) <= 18 else None

    def _out_of_bounds(self, named: Map[str, str]) -> str:
        """The condition for numbers that the notation would refuse: not there, or of more digits than are read."""
        amount = quoted(named["amount"])
        bounds = [f"{quoted(named[f])} NOT BETWEEN -{LARGEST} AND {LARGEST}" for f in ("amount", "units") if f in named]
        return " OR ".join([f"{amount} IS NULL", *bounds])

    def _cell(self, field: str, name: str, mapping: Mapping) -> str:
        kind, held = self._types[name], quoted(name)
        if field == "period" and kind.startswith(("DATE", "TIMESTAMP")):
            return f"strftime({held}, {literal(PERIOD_FORMS[mapping.notation.period])})"
        if kind.startswith(_NUMBERS) and mapping.notation.decimal != ".":
            return f"replace(CAST({held} AS VARCHAR), '.', {literal(mapping.notation.decimal)})"
        return f"CAST({held} AS VARCHAR)"

    def _ask(self, question: str) -> list[tuple[object, ...]]:
        try:
            return self._connection.execute(question).fetchall()
        except duckdb.Error:
            raise UnreadableError("export_no_parquet") from None


def _link_free(path: Path) -> str:
    """The path where DuckDB takes no sign in it for a pattern. Raises UnreadableError."""
    text = str(path.resolve())
    if set("*?[") & set(text):
        raise UnreadableError("export_name_is_pattern")
    return text
