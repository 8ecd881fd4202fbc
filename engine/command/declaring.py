"""``market``: from declarations to the figures of a market, what is the matter with the data, and a region file."""

import csv
import io
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from ..declarations.counted import Counted
from ..declarations.counting import TooManyProductsError, count_market
from ..declarations.exports import UnreadableError, open_export
from ..declarations.findings import findings_on
from ..declarations.mapping import Mapping, read_mapping
from ..declarations.reading import (
    LostRowsError,
    Refused,
    check_counted,
    read_exports,
    refused_rows,
    unreadable,
)
from ..declarations.store import NoDuckDBError, Scaled, Store, TooManyTextsError
from ..declarations.suppression import released
from ..reading import Problem, ProblemsFoundError
from .accounting import as_json
from .faults import OurFaultError, WrongInputError
from .output import refuse_existing, write_file
from .progress import progress
from .shell import Language

if TYPE_CHECKING:
    from ..rendering import Catalogue

Engine = Literal["duckdb", "spark"]
LOCAL = "local[*]"
"""the master of Spark in this process, on every core"""
COUNTING = 2
"""files that take about as long to read as counting them all"""
MOST_EXAMPLES = 3
"""refused rows that are shown where there are no others"""
MOST_IN_JSON = 10_000
"""refused rows; all of them go to the file after --refused"""


class NothingReadError(WrongInputError):
    """Every row of the declarations is refused."""

    def __init__(self, refused: tuple[Refused, ...]) -> None:
        super().__init__("nothing_declared", n=len(refused))
        self.refused = refused


@dataclass(frozen=True)
class Asked:
    """What somebody asks of ``market``. ``memory`` is in megabytes."""

    declarations: tuple[str, ...]
    mapping: str
    output: str | None
    refused: str | None
    year: int | None
    as_of: date | None
    form: str
    memory: int
    drop_personal: bool
    engine: Engine = "duckdb"
    master: str = LOCAL


def market(asked: Asked, language: Language) -> str:
    """The figures as text or JSON; the region file and the list of refused rows are written. Raises WrongInputError."""
    if asked.refused is not None:
        refuse_existing(Path(asked.refused))
    region = None if asked.output is None else _region_text(Path(asked.output), asked.output)
    mapping = read_mapping(Path(asked.mapping), asked.mapping)
    try:
        with _scaled(asked) as scaled:
            counted = count(asked.declarations, mapping, asked.memory, asked.drop_personal, asked.year, scaled)
    except NothingReadError as error:
        raise _told_reasons(error, asked.refused, language) from None
    if asked.output is not None:
        write_file(Path(asked.output), _region_of(counted, region, asked, language))
    if asked.refused is not None:
        write_file(Path(asked.refused), refused_list(counted.refused))
    _tell_written(asked, language)
    if asked.form == "json":
        return as_json(as_data(counted))
    from ..rendering import load_catalogue
    from .declared_words import DeclaredPage

    return DeclaredPage(load_catalogue(language), language).text(counted)


def _told_reasons(error: NothingReadError, path: str | None, language: Language) -> WrongInputError:
    """Print why everything is refused, and write the list where one is asked for; what is left to say."""
    from ..rendering import load_catalogue
    from .declared_words import DeclaredPage

    click.echo(DeclaredPage(load_catalogue(language), language).refused(error.refused, MOST_EXAMPLES), err=True)
    if path is None:
        return error
    write_file(Path(path), refused_list(error.refused))
    return WrongInputError("nothing_declared_listed", n=len(error.refused), path=path)


def _tell_written(asked: Asked, language: Language) -> None:
    from ..rendering import load_catalogue

    for path in (asked.output, asked.refused):
        if path is not None:
            click.echo(load_catalogue(language).say("command.notes.written", path=path), err=True)


def _region_text(path: Path, name: str) -> str | None:
    """The region file that is there and can be read; None where there is none yet."""
    if not path.exists():
        return None
    from ..reading.file_kind import is_workbook

    if is_workbook(path):
        raise WrongInputError("market_into_workbook", path=name, yaml=str(path.with_suffix(".yaml")))
    from ..profile import load_region

    load_region(path, name)
    return path.read_text(encoding="utf-8-sig")


def _region_of(counted: Counted, region: str | None, asked: Asked, language: Language) -> str:
    """A new region file, or the text of the one that is there with the answers in it."""
    from ..profile.measured import region_from_declarations
    from ..rendering import load_catalogue
    from .declared_words import DeclaredPage

    catalogue = load_catalogue(language)
    if region is not None:
        return _merged(region, counted, str(asked.output), catalogue)
    notes = DeclaredPage(catalogue, language).notes(counted)
    day = asked.as_of or date.today()
    return region_from_declarations(counted.market, counted.mapping, counted.year, day, catalogue, notes)


def _merged(region: str, counted: Counted, path: str, catalogue: "Catalogue") -> str:
    """The region file with the answers in it. What was replaced, and what has no place, is told."""
    from ..profile.measured import measured_answers
    from ..profile.merging import CannotMergeError, merged

    answers = measured_answers(counted.market, counted.mapping, counted.year, catalogue)
    try:
        done = merged(region, answers)
    except CannotMergeError:
        raise WrongInputError("region_not_merged", path=path) from None
    for code, what in (("replaced", done.replaced), ("no_segment", done.missing)):
        if what:
            click.echo(catalogue.say(f"declarations.merged.{code}", path=path, what=what), err=True)
    return done.text


def suggest_mapping(declarations: Sequence[str], language: Language) -> str:
    """A mapping to look at, from the header and first rows of the first file. Raises ProblemsFoundError."""
    name = declarations[0]
    try:
        export = open_export(Path(name), name, None)
        from ..declarations.suggesting import suggested_mapping
        from ..rendering import load_catalogue

        catalogue = load_catalogue(language)
        return suggested_mapping(
            export,
            lambda code, **values: catalogue.say(f"declarations.suggest.{code}", **values),
        )
    except UnreadableError as error:
        raise ProblemsFoundError([unreadable(name, error)]) from None


@contextmanager
def _scaled(asked: Asked) -> Iterator[Scaled | None]:
    """The engine that runs the heavy statements where it is not DuckDB. Raises WrongInputError."""
    if asked.engine == "duckdb":
        yield None
        return
    from ..declarations.spark import NoSparkError, SparkFailedError, open_spark

    try:
        with open_spark(asked.master, asked.memory) as spark:
            yield spark
    except NoSparkError as error:
        raise WrongInputError(f"spark_{error.lacks}_missing") from None
    except SparkFailedError as error:
        raise WrongInputError("spark_failed", master=asked.master, reason=str(error)) from None


def count(
    declarations: Sequence[str],
    mapping: Mapping,
    memory: int,
    drop_personal: bool,
    year: int | None = None,
    scaled: Scaled | None = None,
) -> Counted:
    """Read and count; ``scaled`` runs the heavy statements instead of DuckDB.

    Raises WrongInputError, ProblemsFoundError and OurFaultError.
    """
    resolved = [Path(name).resolve() for name in declarations]
    for name, path in zip(declarations, resolved, strict=True):
        if resolved.count(path) > 1:
            raise WrongInputError("declarations_twice", path=name)
    with tempfile.TemporaryDirectory(prefix="stuurwijzer-") as folder:
        try:
            store = Store(Path(folder), memory, scaled)
        except NoDuckDBError:
            raise WrongInputError("market_missing") from None
        try:
            return _count(declarations, mapping, store, drop_personal, year)
        except LostRowsError as error:
            present, found = str(error.present), str(error.found)
            raise OurFaultError("rows_lost", path=error.name, present=present, found=found) from None
        except TooManyProductsError as error:
            raise WrongInputError("too_many_products", n=str(error.args[0])) from None
        except TooManyTextsError as error:
            raise WrongInputError("too_many_texts", found=error.field, n=str(error.found)) from None
        except store.fault as fault:
            raise _told(fault, store, declarations, memory) from fault
        finally:
            store.close()


def _told(fault: Exception, store: Store, declarations: Sequence[str], memory: int) -> Exception:
    """What a fault of the engine comes from where that is the input; else the fault itself, which is ours."""
    kind = type(fault).__name__
    if kind == "OutOfMemoryException":
        return WrongInputError("too_little_memory", n=str(memory))
    if kind in ("OutOfRangeException", "ConversionException"):
        return WrongInputError("amounts_too_large")
    broken = [declarations[number] for number in store.in_place if not store.is_whole(number)]
    return ProblemsFoundError([Problem.at(name, 0, (), "export_not_read") for name in broken]) if broken else fault


def _count(
    declarations: Sequence[str],
    mapping: Mapping,
    store: Store,
    drop_personal: bool,
    year: int | None,
) -> Counted:
    paths = [(Path(name), name) for name in declarations]
    with progress(len(paths) + COUNTING) as reached:
        files = read_exports(paths, mapping, store, drop_personal, reached)
        refused = refused_rows(store, files)
        reached(len(paths))
        counted = count_market(store, mapping)
        reached(len(paths) + COUNTING)
    check_counted(store, files)
    if not any(file.present for file in files):
        raise ProblemsFoundError([Problem.at(file.name, 0, (), "export_without_rows") for file in files])
    if not counted.years:
        raise NothingReadError(refused)
    if year is not None and year not in counted.years:
        known = tuple(str(held) for held in counted.years)
        raise WrongInputError("year_not_declared", found=str(year), known=known)
    told = released(counted, mapping.suppress_under)
    findings = findings_on(store, told, mapping, files)
    return Counted(mapping, files, refused, told, findings, year or counted.latest or counted.years[-1])


def as_data(counted: Counted) -> dict[str, object]:
    """As plain data, in the order in which it is told."""
    return {
        "region": counted.mapping.region.model_dump(),
        "source": counted.mapping.source,
        "suppress_under": counted.mapping.suppress_under,
        "year": counted.year,
        "files": [asdict(file) for file in counted.files],
        "findings": [
            {"code": f.code, **dict(f.values), "rows": [asdict(row) for row in f.rows]} for f in counted.findings
        ],
        "refused_rows": [asdict(row) for row in counted.refused[:MOST_IN_JSON]],
        "market": asdict(counted.market),
    }


def refused_list(refused: Sequence[Refused]) -> str:
    """The refused rows as CSV: file, row, reason and the shape of what could not be read."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(("file", "row", "reason", "shape"))
    writer.writerows((row.file, row.line, row.reason, row.shape) for row in refused)
    return out.getvalue()
