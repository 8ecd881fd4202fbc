"""Generated CSV as Parquet, with columns of the types that they have. Needs DuckDB."""

from collections.abc import Mapping
from pathlib import Path

from .writing import COLUMNS


def as_parquet(csv: Path, parquet: Path) -> None:
    """Write generated declarations again as Parquet. Raises what ``typed_parquet`` raises."""
    columns = {name: "DECIMAL(14,2)" if name == "bedrag" else "INTEGER" for name in COLUMNS[-2:]}
    typed_parquet(csv, parquet, dict.fromkeys(COLUMNS[:-2], "VARCHAR") | columns)


def typed_parquet(csv: Path, parquet: Path, columns: Mapping[str, str]) -> None:
    """Write a CSV of ours again as Parquet. Raises ImportError without DuckDB, and what DuckDB raises when it cannot
    write.

    One thread: with more, what stands in which block of the file would differ from run to run.
    """
    import duckdb

    described = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
    source, target = (str(path).replace("'", "''") for path in (csv, parquet))
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute(
            f"COPY (SELECT * FROM read_csv('{source}', auto_detect = false, header = true, delim = ';', "
            f"decimal_separator = ',', columns = {{{described}}})) TO '{target}' (FORMAT parquet, COMPRESSION zstd)"
        )
