"""Read exports into a store: each row is kept or refused with a reason, and both add up to the rows that are there."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..reading import Problem, ProblemsFoundError
from ..reading.validation import nearest
from .exports import Export, UnreadableError, open_export
from .headers import misread_header
from .mapping import NO_SEGMENT, Mapping
from .periods import PLACES
from .personal import Personal, personal_columns
from .refusals import any_refused
from .store import Store


class LostRowsError(Exception):
    """Rows read and rows refused do not add up to the rows that are present: a fault of ours."""

    def __init__(self, name: str, present: int, found: int) -> None:
        super().__init__(name, present, found)
        self.name, self.present, self.found = name, present, found


@dataclass(frozen=True)
class FileRead:
    """One file: how many rows it has, how many were kept, and which columns were left out as data of persons."""

    name: str
    present: int
    read: int
    refused: int
    dropped: tuple[str, ...]


@dataclass(frozen=True)
class Refused:
    """A row that was refused: where, why, and for what could not be read the shape of its value."""

    file: str
    line: int
    reason: str
    shape: str


def read_exports(
    paths: list[tuple[Path, str]],
    mapping: Mapping,
    store: Store,
    drop_personal: bool,
    reached: Callable[[int, str], None] = lambda _number, _name: None,
) -> tuple[FileRead, ...]:
    """Read all files into the store; ``reached`` is told the number and name of each before it is read.

    Raises ProblemsFoundError (nothing of any file is analysed then), LostRowsError and TooManyTextsError.
    """
    problems: list[Problem] = []
    exports: list[tuple[int, Export, Mapping, tuple[str, ...]]] = []
    for number, (path, name) in enumerate(paths):
        try:
            export = open_export(path, name, mapping)
            own, dropped = _without_personal(export, mapping, drop_personal, problems)
            exports.append((number, export, own, dropped))
        except UnreadableError as error:
            problems.append(unreadable(name, error))
    if problems:
        raise ProblemsFoundError(problems)
    store.prepare(_variables(mapping), mapping.law_words)
    files = []
    for number, export, own, dropped in exports:
        reached(number, export.name)
        files.append(_read(number, export, own, store, dropped))
    store.declare({NO_SEGMENT, *mapping.segments, *(segment.law for segment in mapping.segments.values())})
    return tuple(files)


def check_counted(store: Store, files: tuple[FileRead, ...]) -> None:
    """Both heavy statements counted the rows that were read, no more and no fewer. Raises LostRowsError."""
    read = sum(file.read for file in files)
    for counted in ("cell", "used"):
        found = int(store.say(f"SELECT coalesce(sum(row_count), 0) FROM {counted}")[0][0])
        if found != read:
            raise LostRowsError(", ".join(file.name for file in files), read, found)


def refused_rows(store: Store, files: tuple[FileRead, ...]) -> tuple[Refused, ...]:
    """Every refused row, in the order of files and lines."""
    asked = store.say("SELECT file, line, reason, coalesce(shape, '') FROM refused ORDER BY file, line")
    return tuple(Refused(files[file].name, line, reason, shape) for file, line, reason, shape in asked)


def _without_personal(
    export: Export, mapping: Mapping, drop: bool, problems: list[Problem]
) -> tuple[Mapping, tuple[str, ...]]:
    """The mapping for this file, and the columns that were left out of it; what is wrong goes to ``problems``."""
    named = mapping.columns.named()
    misread = misread_header(export, named.values())
    if misread:
        problems += [unreadable(export.name, error) for error in misread]
        return mapping, ()
    for field, name in named.items():
        many = export.header.count(name)
        if many != 1:
            problems.append(
                Problem.at(
                    export.name,
                    1,
                    (),
                    "column_not_there" if many == 0 else "column_there_twice",
                    found=name,
                    key=field,
                    near=nearest(name, export.header),
                )
            )
    personal = personal_columns(export.header, export.sample())
    if not drop:
        problems += [_told(export, column) for column in personal]
        return mapping, ()
    dropped = {column.column for column in personal}
    needed = [name for field, name in named.items() if name in dropped and field in ("period", "provider", "amount")]
    problems += [Problem.at(export.name, 1, (), "personal_but_needed", found=name) for name in needed]
    fewer = {field: None for field, name in named.items() if name in dropped}
    kept = mapping.model_copy(update={"columns": mapping.columns.model_copy(update=fewer)})
    return kept, tuple(sorted(dropped))


def _told(export: Export, column: Personal) -> Problem:
    how = "values" if column.by_values else "header"
    return Problem.at(export.name, 1, (), f"personal_{column.kind}_by_{how}", found=column.column)


def unreadable(name: str, error: UnreadableError) -> Problem:
    return Problem.at(name, error.line, (), error.code, **error.values)


def _read(number: int, export: Export, mapping: Mapping, store: Store, dropped: tuple[str, ...]) -> FileRead:
    try:
        present = rows = export.present()
        export.make_raw(store, mapping, number)
        if not export.stands(mapping):
            rows = store.settle(number)
            export.let_go(store, number)
        numbers = export.numbers(mapping)
        if store.scaled is None and not any_refused(store, number, mapping.columns.named(), numbers):
            store.keep_in_place(number, numbers)
            read, refused = rows, 0
        else:
            read = store.keep_part(number)
            refused = store.keep_refused(number) if read != present else 0
            store.let_go(number)
    except UnreadableError as error:
        raise ProblemsFoundError([unreadable(export.name, error)]) from None
    except store.fault as fault:
        if _is_out_of_memory(fault):
            raise
        raise ProblemsFoundError([Problem.at(export.name, 0, (), "export_not_read")]) from None
    if read + refused != present:
        raise LostRowsError(export.name, present, read + refused)
    return FileRead(export.name, present, read, refused, dropped)


def _is_out_of_memory(fault: Exception) -> bool:
    return type(fault).__name__ == "OutOfMemoryException"


def _variables(mapping: Mapping) -> dict[str, object]:
    """The notation as the statements read it."""
    notation = mapping.notation
    places = PLACES[notation.period]
    point = f"\\{notation.decimal}"
    thousands = "" if notation.thousands == "none" else notation.thousands
    grouped = f"|[0-9]{{1,3}}(?:\\{thousands}[0-9]{{3}}){{1,3}}" if thousands else ""
    whole = f"(?:[0-9]{{1,11}}{grouped})"
    part = f"(?:{point}[0-9]{{1,2}})?" if notation.amounts_in == "euro" else f"(?:{point}0{{1,2}})?"
    return {
        "period_form": places.form,
        "year_at": places.year,
        "month_at": places.month,
        "day_at": places.day,
        "decimal": notation.decimal,
        "thousands": thousands,
        "amount_form": f"(?:€ ?)?(?:-?{whole}{part}|{whole}{part}-)",
        "units_form": f"-?{whole}(?:{point}[0-9]{{1,3}}0*)?",
        "cents_each": notation.cents_each,
    }
