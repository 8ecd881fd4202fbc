"""A Parquet file as rows of text: typed columns are written in the mapping's notation and read as all others."""

import re
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

    def stands(self, mapping: Mapping) -> bool:
        """Where the columns are text and exact numbers."""
        exact = {"amount": "cents", "units": "thousandths"}
        numbers = self.numbers(mapping)
        return all(
            self._types[name] == "VARCHAR" or field == "client" or exact.get(field) in numbers
            for field, name in mapping.columns.named().items()
        )

    def numbers(self, mapping: Mapping) -> dict[str, str]:
        """Of the columns of exact numbers; what the notation would refuse is left out: more digits than are read."""
        named, notation = mapping.columns.named(), mapping.notation
        found = {}
        for field, number, each, places in (
            ("amount", "cents", notation.cents_each, 2 if notation.amounts_in == "euro" else 0),
            ("units", "thousandths", 1000, 3),
        ):
            scale = self._exact(named[field]) if field in named else None
            if scale is not None and scale <= places:
                held = quoted(named[field])
                within = f"{held} BETWEEN -{LARGEST} AND {LARGEST}"
                found[number] = f"CASE WHEN {within} THEN CAST({held} * {each} AS BIGINT) END"
        return found

    def make_raw(self, store: Store, mapping: Mapping, number: int) -> None:
        texts = {field: self._cell(field, name, mapping) for field, name in mapping.columns.named().items()}
        rows = f"read_parquet({self._file}, file_row_number = true)"
        store.say(raw_view(number, texts, rows, "file_row_number + 1", **self.numbers(mapping)))

    def _exact(self, name: str) -> int | None:
        """The decimals of a column of exact numbers that fit in eighteen digits; None for any other column."""
        kind = self._types[name]
        if kind in _WHOLE:
            return 0
        held = _DECIMAL.fullmatch(kind)
        return int(held[2]) if held and int(held[1]) <= 18 else None

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
