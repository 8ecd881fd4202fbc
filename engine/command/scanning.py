"""``scan``: advice on every profile of a Parquet file, one row each."""

import secrets
from datetime import date
from pathlib import Path

import click

from ..rendering import load_catalogue
from ..rulebase.plan import plan_for
from .faults import WrongInputError
from .opening import rulebase
from .output import refuse_source
from .progress import progress
from .shell import Language

GLOB = frozenset("*?[")
"""characters in a name that DuckDB takes for many names"""
SUFFIXES = frozenset({".parquet", ".pq"})
DECIDED, WRITTEN = 70, 100
"""how far it is, about, when all is decided, and when it is written"""


def scan_file(profiles: str, output: str, as_of: date, fired: bool, language: Language) -> None:
    """Write the advice on the profiles of a file to another, whole or not at all.

    Raises WrongInputError, ProblemsFoundError and OurFaultError.
    """
    try:
        import duckdb

        from ..bulk.scan import scan
    except ImportError:
        raise WrongInputError("bulk_missing") from None
    source, target = Path(profiles), Path(output)
    _refuse(source, profiles, target, output)
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    plan = plan_for(rulebase(), as_of)
    try:
        with progress(WRITTEN) as reached:

            def decided(rows: int, of: int) -> None:
                reached(DECIDED * rows // max(of, 1))

            done = scan(plan, source.resolve(), profiles, temporary.resolve(), fired, decided)
            reached(WRITTEN)
        temporary.replace(target.resolve())
    except OSError as error:
        raise WrongInputError("not_written", path=output, reason=error.strerror or str(error)) from None
    except duckdb.Error as error:  # no space, no memory, or a column that only then turns out to be broken
        raise WrongInputError("not_written", path=output, reason=str(error).partition("\n")[0]) from None
    finally:
        temporary.unlink(missing_ok=True)
    said = load_catalogue(language).say("command.scan.done", rows=done.rows, columns=done.columns, path=output)
    click.echo(said, err=True)


def columns_of_profiles() -> str:
    """The columns that a file of profiles may hold, one a line: name, type, and what it may say."""
    try:
        from ..bulk.parquet import columns_in
    except ImportError:
        raise WrongInputError("bulk_missing") from None
    return "\n".join("\t".join(column).rstrip() for column in columns_in(rulebase().vocabulary))


def _refuse(source: Path, profiles: str, target: Path, output: str) -> None:
    """What is wrong with the names themselves."""
    if not source.exists():
        raise WrongInputError("profiles_missing", path=profiles)
    if not source.is_file() or GLOB & set(str(source.resolve())):
        raise WrongInputError("not_one_file", path=profiles)
    if target.is_dir():
        raise WrongInputError("output_is_folder", path=output)
    if target.suffix.lower() not in SUFFIXES:
        raise WrongInputError("scan_is_parquet", path=output)
    if GLOB & set(str(target.resolve())):
        raise WrongInputError("not_one_file", path=output)
    refuse_source(output, source)
    if not target.parent.is_dir():
        raise WrongInputError("not_written", path=output, reason="")
