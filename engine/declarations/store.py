"""DuckDB in process: opened within a bound of memory, with statements that stand in files of their own."""

import re
import secrets
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    pass


class NoDuckDBError(Exception):
    """DuckDB is not installed."""


class Store:
    """What is kept of the declarations while a command runs, in ``folder``; no id of a client is in it."""

    def __init__(self, folder: Path, megabytes: int, expected: int = 0) -> None:
        """``expected``: bytes that will be kept; what fits in memory is not in a file. Raises NoDuckDBError."""
        try:
            import duckdb
        except ImportError:
            raise NoDuckDBError from None
        self.salt = secrets.token_hex(16)
        """with it an id becomes a number; it is kept nowhere else"""
        self.fault: type[Exception] = duckdb.Error
        self._connection: duckdb.DuckDBPyConnection = duckdb.connect(
            str(folder / "store.duckdb") if expected > megabytes * 1_000_000 else ":memory:",
            config={
                "memory_limit": f"{megabytes}MB",
                "temp_directory": str(folder),
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
            },
        )
        self._connection.execute("SET enable_progress_bar = false")
        self.set({"salt": self.salt})
        self.run("tables")

    def close(self) -> None:
        self._connection.close()

    def set(self, variables: Mapping[str, object]) -> None:
        """Give the variables of statements their values."""
        for key, value in variables.items():
            self._connection.execute(f"SET VARIABLE {key} = {literal(value)}")

    def run(self, name: str, variables: Mapping[str, object] | None = None) -> None:
        """Run the statements of a file, in order, with the variables that they name."""
        self.set(variables or {})
        for statement in _statements(name):
            self._connection.execute(statement)

    def ask(self, name: str) -> list[tuple[Any, ...]]:
        """The rows of a file that holds one question."""
        (statement,) = _statements(name)
        return self._connection.execute(statement).fetchall()

    def say(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Run one statement that had to be put together, and give its rows."""
        return self._connection.execute(statement, list(values)).fetchall()


@cache
def _statements(name: str) -> tuple[str, ...]:
    """The statements of ``sql/<name>.sql``, which end with a semicolon at the end of a line."""
    text = (files("stuurwijzer") / "engine" / "declarations" / "sql" / f"{name}.sql").read_text(encoding="utf-8")
    return tuple(part for part in (piece.strip() for piece in re.split(r";\n", text)) if part)


def literal(value: object) -> str:
    """A value as SQL writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"


def quoted(name: str) -> str:
    """A name of a column as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'
