"""An export as rows of text: its header, a sample to look at, and the view ``raw_<number>`` over all its rows.

A row is a line of the CSV after the header, or a row of the Parquet or Excel file. Empty lines are no rows. How many
rows are present is counted apart from the engine that reads them, so that a row that goes missing is noticed.

``raw_<number>`` is what all files have in common: file, line, whether the row has the fields of the header (fits),
whether there is a column of acts (has_law), every field of the mapping as text, and cents and thousandths where they
need no reading.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping as Map
from pathlib import Path

from .mapping import Columns, Mapping
from .store import Store, literal

SAMPLE = 2_000
"""rows that are looked at before all are read"""
FIRST = 20
"""rows among which a header is looked for that is not the first"""
SEPARATORS = ";,|\t"
FIELDS = tuple(Columns.model_fields)
Rows = list[list[str]]


class UnreadableError(Exception):
    """A file that cannot be read as a whole: a code with a line (0 when it is about all of it)."""

    def __init__(self, code: str, line: int = 0, **values: str) -> None:
        super().__init__(code)
        self.code, self.line, self.values = code, line, values


class Export(ABC):
    """One file of declarations."""

    header: list[str]
    first_line = 2
    """of the first row, as people count them"""

    def __init__(self, path: Path, name: str) -> None:
        self.path, self.name = path, name

    @abstractmethod
    def sample(self) -> Rows:
        """The first rows as text, no longer than the header."""

    @abstractmethod
    def present(self) -> int:
        """How many rows there are. Raises UnreadableError."""

    def stands(self, mapping: Mapping) -> bool:
        """Whether the rows are as quick to read again as they are; else they are written down first."""
        return False

    def numbers(self, mapping: Mapping) -> dict[str, str]:
        """The expressions of ``cents`` and ``thousandths`` where the file holds them as numbers."""
        return {}

    @abstractmethod
    def make_raw(self, store: Store, mapping: Mapping, number: int) -> None:
        """Make ``raw_<number>``. Raises UnreadableError."""

    def notation(self) -> dict[str, str]:
        """What a mapping has to say of how the file itself is written, as YAML."""
        return {}

    def first_rows(self) -> dict[str, list[tuple[int, list[str]]]]:
        """The first rows with their line, the header and all, whole: cut at its separator, and at every other."""
        return {}

    def let_go(self, store: Store, number: int) -> None:  # noqa: B027 -- a Parquet file leaves nothing
        """Let go of what ``raw_<number>`` was made of, once its rows are written down."""


def open_export(path: Path, name: str, mapping: Mapping | None) -> Export:
    """The file by the end of its name. Raises UnreadableError."""
    kind = path.suffix.lower()
    if not path.exists():
        raise UnreadableError("export_missing")
    if not path.is_file():
        raise UnreadableError("export_not_a_file")
    if kind in (".csv", ".txt", ".tsv"):
        from .csv_export import CsvExport

        return CsvExport(path, name, mapping)
    if kind == ".parquet":
        from .parquet_export import ParquetExport

        return ParquetExport(path, name)
    if kind in (".xlsx", ".xls", ".xlsb", ".ods"):
        from .excel_export import ExcelExport

        return ExcelExport(path, name, mapping)
    raise UnreadableError("export_of_unknown_kind", found=kind)


def raw_view(number: int, texts: Map[str, str], rows: str, line: str = "line", fits: str = "true", **typed: str) -> str:
    """The statement that makes ``raw_<number>``: what each field is as text, by the expression that gives it.

    ``typed`` are the expressions of cents and thousandths where the file has them as numbers.
    """
    empty = dict.fromkeys(FIELDS, "CAST(NULL AS VARCHAR)")
    numbers = {"cents": "CAST(NULL AS BIGINT)", "thousandths": "CAST(NULL AS BIGINT)"} | typed
    client = {"client": f"client_key({texts['client']})" if "client" in texts else "CAST(NULL AS BIGINT)"}
    columns = {"file": str(number), "line": line, "fits": fits, "has_law": literal("law" in texts)}
    told = ", ".join(f"{told} AS {name}" for name, told in (columns | empty | dict(texts) | client | numbers).items())
    return f"CREATE OR REPLACE TEMP VIEW raw_{number} AS SELECT {told} FROM {rows}"


def delimiter_of(separator: str) -> str:
    """A separator as a mapping writes it."""
    return "tab" if separator == "\t" else f'"{separator}"'
