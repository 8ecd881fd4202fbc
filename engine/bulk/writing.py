"""Advice into a Parquet file, a chunk at a time. Needs DuckDB."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from .choices import Codes
from .columns import Numbers
from .parquet import quoted, text


@dataclass(frozen=True)
class Texts:
    """By row one of some texts: its place, NONE where there is none."""

    texts: Sequence[str]
    of_row: Codes


@dataclass(frozen=True)
class Sets:
    """By row a set of texts, written with a space between: a number whose bit *n* is the text at place *n*."""

    texts: Sequence[str]
    of_row: NDArray[np.int32]


Output = Texts | Sets | Numbers | NDArray[np.bool_] | NDArray[np.object_] | np.ma.MaskedArray[Any, Any]


class Writing:
    """Rows that will be written. Texts stand as numbers until then, and in the file once for a great many rows."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._shown: dict[str, str] = {}
        """for every column SQL that makes of it what is written"""
        self._sets: dict[str, dict[int, int]] = {}

    def append(self, chunk: Mapping[str, Output]) -> None:
        """Add rows; the first chunk makes the columns."""
        numbered = {f"c{n}": name for n, name in enumerate(chunk)}
        held = {column: self._numbers(name, chunk[name]) for column, name in numbered.items()}
        typed = [f"{column}::VARCHAR AS {column}" if of.dtype == object else column for column, of in held.items()]
        self._connection.register("chunk", held)
        into = "INSERT INTO advice" if self._shown else "CREATE TEMP TABLE advice AS"
        self._connection.execute(f"{into} SELECT {', '.join(typed)} FROM chunk")
        self._connection.unregister("chunk")
        self._shown = {name: _shown(column, chunk[name], self._sets.get(name, {})) for column, name in numbered.items()}

    def _numbers(self, name: str, output: Output) -> Any:
        if isinstance(output, Texts):
            return output.of_row
        return _numbered(output, self._sets.setdefault(name, {0: 0})) if isinstance(output, Sets) else output

    def write(self, target: Path) -> None:
        """Write everything that was added."""
        columns = ", ".join(f"{sql} AS {quoted(name)}" for name, sql in self._shown.items())
        self._connection.execute(
            f"COPY (SELECT {columns} FROM advice) TO {text(str(target))} (FORMAT parquet, COMPRESSION zstd)"
        )


def _numbered(output: Sets, known: dict[int, int]) -> NDArray[np.int32]:
    """A number by row for every distinct set, the same as for the rows before."""
    there = np.zeros(1 << len(output.texts), np.int32)
    there[output.of_row] = 1
    for held in np.flatnonzero(there).tolist():
        there[held] = known.setdefault(held, len(known))
    return there[output.of_row]


def _shown(column: str, output: Output, sets: Mapping[int, int]) -> str:
    if isinstance(output, Texts):
        return f"list_extract([{', '.join(map(text, output.texts))}], {column} + 1)"
    if isinstance(output, Sets):
        texts = [[word for place, word in enumerate(output.texts) if held >> place & 1] for held in sets]
        return f"list_extract([{', '.join(text(' '.join(words)) for words in texts[1:])}]::VARCHAR[], {column})"
    return column
