"""A Parquet file as rows of text: typed columns are written in the mapping's notation and read as all others."""

from pathlib import Path

import duckdb

from .exports import FIELDS, SAMPLE, Export, Rows, UnreadableError
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


class ParquetExport(Export):
    """Rows are counted from the file's own footer. The first row is 1: there is no line with a header."""

    first_line = 1

    def __init__(self, path: Path, name: str) -> None:
        super().__init__(path, name)
        self._file = literal(_link_free(path))
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

    def make_raw(self, store: Store, mapping: Mapping, folder: Path) -> None:
        named = mapping.columns.named()
        cells = ", ".join(f"{self._cell(f, named.get(f), mapping)} AS {f}" for f in FIELDS)
        many = len(self.header)
        store.say(
            f"CREATE OR REPLACE TEMP VIEW raw AS SELECT file_row_number + 1 AS line, {many} AS fields, {cells} "
            f"FROM read_parquet({self._file}, file_row_number = true)"
        )

    def _cell(self, field: str, name: str | None, mapping: Mapping) -> str:
        if name is None:
            return "CAST(NULL AS VARCHAR)"
        kind, held = self._types[name], quoted(name)
        if field == "period" and kind.startswith(("DATE", "TIMESTAMP")):
            return f"strftime({held}, {literal(PERIOD_FORMS[mapping.notation.period])})"
        if kind.startswith(_NUMBERS) and mapping.notation.decimal != ".":
            return f"replace(CAST({held} AS VARCHAR), '.', {literal(mapping.notation.decimal)})"
        return f"CAST({held} AS VARCHAR)"

    def _ask(self, question: str) -> list[tuple[object, ...]]:
        try:
            with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as connection:
                return connection.execute(question).fetchall()
        except duckdb.Error:
            raise UnreadableError("export_no_parquet") from None


def _link_free(path: Path) -> str:
    """The path where DuckDB takes no sign in it for a pattern. Raises UnreadableError."""
    text = str(path.resolve())
    if set("*?[") & set(text):
        raise UnreadableError("export_name_is_pattern")
    return text
