"""Profiles from a Parquet file, a chunk at a time. Needs DuckDB.

The file, what is written and a folder beside it are all that the connection can reach; it loads no extensions and stays
within a bound of memory. It works in one thread: with more, what stands in which block of a file would differ from run
to run, and each thread holds a block.
"""

import dataclasses
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import duckdb
import numpy as np
from numpy.typing import NDArray

from ..facts import Field, Vocabulary
from ..profile.shared_rooms import Wish
from ..reading import Problem, ProblemsFoundError
from ..reading.validation import nearest
from .columns import Column

IMPOSSIBLE = -1
MEMORY = "400MB"
THREADS = 1
LARGEST = 10**14
"""cents or persons: more is a slip"""
MOST_COLUMNS = 2_000
MOST_MONTHS = 1_200
ID, MONTHS = "id", "months_left"
WISHES = ("wish.1", "wish.2", "wish.3")
OWNERS = ("segment", "shared", "region", "derived")
"""whose fields a profile can state; what rules and choices set is not asked"""
SIZES = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT")
WHOLE = frozenset(f"{sign}{size}" for sign in ("", "U") for size in SIZES)
ROW = "file_row_number"


@dataclass(frozen=True)
class Asked:
    """A column of the file: ``number`` is SQL that makes a whole number of it, IMPOSSIBLE where it cannot be one."""

    name: str
    number: str
    expected: str


@dataclass(frozen=True)
class ProfilesFile:
    """A Parquet file of profiles whose columns were checked."""

    path: str
    shown: str
    """what problems call it"""
    rows: int
    columns: tuple[Asked, ...]
    has_id: bool

    def chunk(
        self, connection: duckdb.DuckDBPyConnection, first: int, rows: int, amiss: "Amiss"
    ) -> tuple[dict[str, Column], Any]:
        """Some rows as columns, and the ids of these rows (None when the file has none). Values that are not possible
        are told to ``amiss``."""
        asked = [f"{a.number} AS c{number}" for number, a in enumerate(self.columns)]
        asked += [f"{quoted(ID)}::VARCHAR AS id"] if self.has_id else []
        sql = f"SELECT {', '.join(asked) or '1'} FROM {_source()} WHERE {ROW} BETWEEN ? AND ? ORDER BY {ROW}"
        try:
            held = connection.execute(sql, [self.path, first, first + rows - 1]).fetchnumpy()
        except duckdb.Error as error:  # a file whose data are not what its head says
            reason = str(error).splitlines()[0]
            raise ProblemsFoundError([Problem.at(self.shown, 0, (), "not_parquet", found=reason)]) from None
        if any(len(column) != rows for column in held.values()):  # its head counts other rows than it has
            raise ProblemsFoundError([Problem.at(self.shown, first + 1, (), "not_parquet", found=f"< {rows}")])
        columns = {a.name: _column(held[f"c{n}"]) for n, a in enumerate(self.columns)}
        amiss.look(columns, first)
        return columns, held.get("id")

    def problems(self, connection: duckdb.DuckDBPyConnection, amiss: "Amiss") -> Iterator[Problem]:
        """For every column with a value that is not possible: how many rows have one, and the first of these."""
        for a in self.columns:
            if a.name in amiss.rows:
                sql = f"SELECT {quoted(a.name)}::VARCHAR FROM {_source()} WHERE {ROW} = ?"
                value = connection.execute(sql, [self.path, amiss.first[a.name]]).fetchall()[0][0]
                values = {"found": value, "expected": a.expected, "rows": amiss.rows[a.name]}
                yield Problem.at(self.shown, amiss.first[a.name] + 1, (a.name,), "value_of_column", **values)


@dataclass
class Amiss:
    """By column the rows with a value that is not possible: how many, and the first, counted from 0."""

    rows: dict[str, int] = dataclasses.field(default_factory=dict)
    first: dict[str, int] = dataclasses.field(default_factory=dict)

    def look(self, columns: Mapping[str, Column], first: int) -> None:
        for name, column in columns.items():
            wrong = np.flatnonzero(column.known & (column.values == IMPOSSIBLE))
            if len(wrong):
                self.rows[name] = self.rows.get(name, 0) + len(wrong)
                self.first.setdefault(name, first + int(wrong[0]))


def _source() -> str:
    return f"read_parquet(?, {ROW} = true)"


def _column(held: NDArray[Any]) -> Column:
    known = ~np.ma.getmaskarray(held)
    return Column(np.ma.filled(held, 0), known)


def quoted(name: str) -> str:
    """A name as SQL takes it."""
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """A text as SQL takes it."""
    return "'" + value.replace("'", "''") + "'"


@contextmanager
def reaching(source: Path, target: Path) -> Iterator[tuple[duckdb.DuckDBPyConnection, Path]]:
    """A connection that can read one file and write one, and a folder beside the second for what is not finished."""
    with tempfile.TemporaryDirectory(prefix=".scan-", dir=target.parent) as folder:
        settings: dict[str, Any] = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
        settings |= {"memory_limit": MEMORY, "threads": THREADS}
        with duckdb.connect(config=settings) as connection:
            paths = ", ".join(text(str(path)) for path in (source, target))
            connection.execute(f"SET temp_directory = {text(folder)}")
            connection.execute(f"SET allowed_paths = [{paths}]")
            connection.execute(f"SET allowed_directories = [{text(folder)}]")
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
            yield connection, Path(folder)


# Checking


def columns_in(vocabulary: Vocabulary) -> Iterator[tuple[str, str, str]]:
    """Every column that a file may hold: its name, its type and what it may say."""
    yield ID, "VARCHAR", ""
    yield MONTHS, "BIGINT", f"0 … {MOST_MONTHS}"
    yield from ((name, "VARCHAR", ", ".join(get_args(Wish))) for name in WISHES)
    kinds = {"enum": "VARCHAR", "bool": "BOOLEAN", "date": "DATE"}
    for name, field in vocabulary.items():
        if field.owner in OWNERS:
            yield name, kinds.get(field.kind, "BIGINT"), ", ".join(field.members) or field.kind


def open_profiles(
    connection: duckdb.DuckDBPyConnection, path: Path, shown: str, vocabulary: Vocabulary
) -> ProfilesFile:
    """Check the columns of a file. Raises ProblemsFoundError with all problems: a column that nothing is known of, or
    another type than asked for."""
    try:
        described = connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
        rows = int(connection.execute("SELECT count(*) FROM read_parquet(?)", [str(path)]).fetchall()[0][0])
    except duckdb.Error as error:
        reason = str(error).splitlines()[0] if str(error) else ""
        raise ProblemsFoundError([Problem.at(shown, 0, (), "not_parquet", found=reason)]) from None
    if len(described) > MOST_COLUMNS:
        raise ProblemsFoundError([Problem.at(shown, 0, (), "too_many_columns", most=MOST_COLUMNS)])
    asked, problems = [], []
    for name, kind in ((str(row[0]), str(row[1])) for row in described):
        if name == ID:
            continue
        found = _asked(name, kind, vocabulary)
        if isinstance(found, Asked):
            asked.append(found)
        else:
            problems.append(Problem.at(shown, 0, (name,), found[0], **found[1]))
    if not problems and not asked:
        problems = [Problem.at(shown, 0, (), "no_columns")]
    if problems:
        raise ProblemsFoundError(problems)
    return ProfilesFile(str(path), shown, rows, tuple(asked), any(row[0] == ID for row in described))


def _asked(name: str, kind: str, vocabulary: Vocabulary) -> Asked | tuple[str, dict[str, object]]:
    if name in WISHES:
        return _words(name, kind, get_args(Wish))
    if name == MONTHS:
        return _whole(name, kind, MOST_MONTHS)
    field = vocabulary.get(name)
    known = [n for n, f in vocabulary.items() if f.owner in OWNERS] + [ID, MONTHS, *WISHES]
    if field is None or field.owner not in OWNERS:
        return "unknown_column", {"found": name, "near": nearest(name, known)}
    return _of_field(field, kind)


def _of_field(field: Field, kind: str) -> Asked | tuple[str, dict[str, object]]:
    if field.kind == "enum":
        return _words(field.name, kind, field.members)
    if field.kind == "bool":
        if kind != "BOOLEAN":
            return "column_type", {"found": kind, "expected": "BOOLEAN"}
        return Asked(field.name, f"{quoted(field.name)}::TINYINT", "true, false")
    if field.kind == "date":
        if kind != "DATE":
            return "column_type", {"found": kind, "expected": "DATE"}
        day = quoted(field.name)
        number = f"(year({day}) * 10000 + month({day}) * 100 + day({day}))"
        possible = f"year({day}) BETWEEN 1 AND 9999 THEN {number} ELSE {IMPOSSIBLE}"
        number = f"(CASE WHEN {day} IS NULL THEN NULL WHEN {possible} END)::BIGINT"
        return Asked(field.name, number, "0001-01-01 … 9999-12-31")
    return _whole(field.name, kind, LARGEST)


def _words(name: str, kind: str, members: Sequence[str]) -> Asked | tuple[str, dict[str, object]]:
    if kind != "VARCHAR" and not kind.startswith("ENUM("):
        return "column_type", {"found": kind, "expected": "VARCHAR"}
    cases = " ".join(f"WHEN {text(member)} THEN {number}" for number, member in enumerate(members))
    held = quoted(name)
    sql = f"(CASE WHEN {held} IS NULL THEN NULL ELSE CASE {held}::VARCHAR {cases} ELSE {IMPOSSIBLE} END END)::TINYINT"
    return Asked(name, sql, ", ".join(members))


def _whole(name: str, kind: str, most: int) -> Asked | tuple[str, dict[str, object]]:
    if kind not in WHOLE:
        return "column_type", {"found": kind, "expected": "BIGINT"}
    held = quoted(name)
    possible = f"{held} BETWEEN 0 AND {most} THEN {held} ELSE {IMPOSSIBLE}"
    sql = f"(CASE WHEN {held} IS NULL THEN NULL WHEN {possible} END)::BIGINT"
    return Asked(name, sql, f"0 … {most}")
