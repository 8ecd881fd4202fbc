"""DuckDB in process: opened within a bound of memory, with statements that stand in files of their own.

The rows themselves are in Parquet: in the file that was given where it can be counted as it stands, else in a part that
was made of it. The view ``declaration`` is over all of them, with words for texts: whole numbers, told as the text.
"""

import re
import secrets
from collections.abc import Container, Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Protocol

MOST_TEXTS = 500_000
"""different texts in a column; more are no providers, places or products, and all of them are held in memory"""


class NoDuckDBError(Exception):
    """DuckDB is not installed."""


class TooManyTextsError(Exception):
    """More different texts than a column of this kind can have."""

    def __init__(self, field: str, found: int) -> None:
        super().__init__(field, found)
        self.field, self.found = field, found


class Scaled(Protocol):
    """An engine beside DuckDB that runs the heavy statements."""

    def run(self, statement: str, parts: list[Path], result: Path) -> None:
        """Run a statement over ``declaration``, which is all the parts, and write what it gives to a folder."""


class Store:
    """What is kept of the declarations while a command runs, in ``folder``; no id of a client is in it."""

    def __init__(self, folder: Path, megabytes: int, scaled: Scaled | None = None) -> None:
        """``scaled``: runs the heavy statements instead. Raises NoDuckDBError."""
        try:
            import duckdb
        except ImportError:
            raise NoDuckDBError from None
        self.folder, self.scaled = folder, scaled
        self.salt = secrets.token_hex(16)
        """with it an id becomes a number; it is kept nowhere else"""
        self.fault: type[Exception] = duckdb.Error
        self.in_place: list[int] = []
        """numbers of the files that are counted as they stand"""
        self._parts: list[Path] = []
        self._answers: dict[str, list[tuple[Any, ...]]] = {}
        self._sources: list[str] = []
        self._connection: duckdb.DuckDBPyConnection = duckdb.connect(
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
        """The rows of a file that holds one question; it is answered once."""
        if name not in self._answers:
            (statement,) = _statements(name)
            self._answers[name] = self._connection.execute(statement).fetchall()
        return self._answers[name]

    def say(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Run one statement that had to be put together, and give its rows."""
        return self._connection.execute(statement, list(values)).fetchall()

    def prepare(self, variables: Mapping[str, object], acts: Mapping[str, str]) -> None:
        """Make what reads rows by a notation (the variables), and by the words for each act, in small letters."""
        self.set(variables)
        self.set({"acts": acts})
        for name in ("notation", "checked", "typed", "refusals"):
            self.run(name)

    def settle(self, number: int) -> int:
        """Write the rows of ``raw_<number>`` to Parquet, to read them from there; how many there are."""
        path = literal(self._raw(number))
        copied = self.say(f"COPY (SELECT * FROM raw_{number}) TO {path} (FORMAT parquet, COMPRESSION snappy)")
        self.say(f"CREATE OR REPLACE TEMP VIEW raw_{number} AS SELECT * FROM read_parquet({path})")
        return int(copied[0][0])

    def keep_in_place(self, number: int, numbers: Container[str]) -> None:
        """Count the rows of ``raw_<number>`` where they stand: it is known that none is refused.

        ``numbers`` are those of cents and thousandths that stand in the rows.
        """
        self.in_place.append(number)
        held = ", ".join(literal(name in numbers) for name in ("cents", "thousandths"))
        self._sources.append(f"SELECT * FROM typed('raw_{number}', true, {held})")

    def is_whole(self, number: int) -> bool:
        """Whether every value of ``raw_<number>`` can be read."""
        try:
            self.say(f"SELECT max(COLUMNS(*)) FROM raw_{number}")
        except self.fault:
            return False
        return True

    def keep_part(self, number: int) -> int:
        """Write the rows of ``raw_<number>`` that are not refused to a part; how many there are."""
        part = self.folder / f"part-{number}.parquet"
        copied = self.say(
            f"COPY (SELECT * FROM typed('raw_{number}', false, false, false)) TO {literal(part)} "
            "(FORMAT parquet, COMPRESSION snappy)"
        )
        self._parts.append(part)
        self._sources.append(f"SELECT * FROM read_parquet({literal(part)})")
        return int(copied[0][0])

    def keep_refused(self, number: int) -> int:
        """Keep the rows of ``raw_<number>`` that are refused, with their reasons; how many there are."""
        return int(self.say(f"INSERT INTO refused SELECT * FROM refusals('raw_{number}')")[0][0])

    def let_go(self, number: int) -> None:
        """Drop ``raw_<number>``, of which a part was made."""
        self.say(f"DROP VIEW raw_{number}")
        self._raw(number).unlink(missing_ok=True)

    def _raw(self, number: int) -> Path:
        return self.folder / f"raw-{number}.parquet"

    def declare(self, others: Iterable[str]) -> None:
        """Make ``declaration`` of everything that is kept. Its texts, and ``others``, are counted as words.

        A word is a whole number for each different text, in the order of the texts, and is told as the text. Raises
        TooManyTextsError.
        """
        self.say(f"CREATE TEMP VIEW told AS {' UNION ALL BY NAME '.join(self._sources)}")
        self.say("INSERT INTO text SELECT unnest(?::VARCHAR[])", sorted(others))
        texts = self._texts("told")
        for column in texts:
            ((found,),) = self.say(f"INSERT INTO text SELECT DISTINCT {column} FROM told")
            if found > MOST_TEXTS:
                raise TooManyTextsError(column, found)
        self.say("CREATE TYPE word AS ENUM (SELECT DISTINCT text FROM text ORDER BY text)")
        self._with_words("told", "declaration", texts)

    def _with_words(self, told: str, name: str, texts: Iterable[str]) -> None:
        """Make a view of another with words for its texts; TRY_CAST is worked out once for each different text."""
        words = ", ".join(f"TRY_CAST({column} AS word) AS {column}" for column in texts)
        self.say(f"CREATE TEMP VIEW {name} AS SELECT * REPLACE ({words}) FROM {told}")

    def _texts(self, view: str) -> list[str]:
        """The columns of a view that hold text."""
        return [column for column, kind, *_ in self.say(f"DESCRIBE {view}") if kind == "VARCHAR"]

    def run_heavy(self, name: str) -> None:
        """Run a statement that reads every row, and keep what it gives under its name.

        The text is the same for both engines, and so are the whole numbers that come out. What ran elsewhere
        gets its words afterwards.
        """
        (statement,) = _statements(name)
        if self.scaled is None:
            self.say(f"CREATE TEMP TABLE {name} AS {statement}")
            return
        result = self.folder / name
        self.scaled.run(statement, self._parts, result)
        self.say(f"CREATE TEMP VIEW told_{name} AS SELECT * FROM read_parquet({literal(result / '*.parquet')})")
        self._with_words(f"told_{name}", name, self._texts(f"told_{name}"))


@cache
def _statements(name: str) -> tuple[str, ...]:
    """The statements of ``sql/<name>.sql``, which end with a semicolon at the end of a line."""
    text = (files("stuurwijzer") / "engine" / "declarations" / "sql" / f"{name}.sql").read_text(encoding="utf-8")
    return tuple(part for part in (piece.strip() for piece in re.split(r";\n", text)) if part)


def literal(value: object) -> str:
    """A value as SQL writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return f"MAP {{{', '.join(f'{literal(key)}: {literal(held)}' for key, held in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(literal, value))}]"
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"


def quoted(name: str) -> str:
    """A name of a column as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'
