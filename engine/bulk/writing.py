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
    """Rows that will be written. Until then each chunk is a file of its own in ``folder``, with texts as numbers.

    A table of the same would wait in memory and be spilled from there, which costs more by the row the more rows
    there are. Blocks of 65,536 rows, since a block is put together in memory.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
        self._connection, self._folder = connection, folder
        self._parts: list[str] = []
        self._shown: dict[str, str] = {}
        """for every column SQL that makes of it what is written"""
        self._sets: dict[str, dict[int, int]] = {}

    def append(self, chunk: Mapping[str, Output]) -> None:
        """Add rows, with the same columns each time."""
        numbered = {f"c{n}": name for n, name in enumerate(chunk)}
        held = {column: self._numbers(name, chunk[name]) for column, name in numbered.items()}
        typed = [f"{column}::VARCHAR AS {column}" if of.dtype == object else column for column, of in held.items()]
        self._connection.register("chunk", held)
        part = text(str(self._folder / f"{len(self._parts):09}.parquet"))
        self._connection.execute(f"COPY (SELECT {', '.join(typed)} FROM chunk) TO {part} (FORMAT parquet)")
        self._parts.append(part)
        self._connection.unregister("chunk")
        self._shown = {name: _shown(column, chunk[name], self._sets.get(name, {})) for column, name in numbered.items()}

    def _numbers(self, name: str, output: Output) -> Any:
        if isinstance(output, Texts):
            return output.of_row
        return _numbered(output, self._sets.setdefault(name, {0: 0})) if isinstance(output, Sets) else output

    def write(self, target: Path) -> None:
        """Write everything that was added."""
        columns = ", ".join(f"{sql} AS {quoted(name)}" for name, sql in self._shown.items())
        held = f"SELECT {columns} FROM read_parquet([{', '.join(self._parts)}])"
        form = "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 65536"
        self._connection.execute(f"COPY ({held}) TO {text(str(target))} ({form})")


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
