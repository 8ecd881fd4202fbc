"""Read the records of effects and the documents that still have to be read, from ``knowledge/evidence``."""

from collections.abc import Iterator
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path

from ..reading import Document, Problem, ProblemsFoundError, read_document, validate
from ..reading.validation import nearest
from .evidence import BESIDE_OPTIONS, Evidence, Lead, LeadFile, Record, RecordFile
from .options import Options

ROOM = "evidence"
LEADS = "leads.yaml"


def read_evidence(knowledge: Traversable, options: Options | None) -> Evidence:
    """All files of the room. Raises ProblemsFoundError with the problems of all of them.

    Without ``options``, which could not be read themselves, the codes of the records are not held against them.
    """
    folder = knowledge / ROOM
    problems: list[Problem] = []
    leads: tuple[Lead, ...] = ()
    files: list[tuple[Document, RecordFile]] = []
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml")) if folder.is_dir() else []
    for name in names:
        try:
            document = read_document(Path(str(folder / name)), f"knowledge/{ROOM}/{name}")
            if name == LEADS:
                leads = validate(LeadFile, document).leads
            else:
                files.append((document, validate(RecordFile, document)))
        except ProblemsFoundError as error:
            problems += error.problems
    problems += _numbered_twice(files)
    if options is not None:
        problems += _unknown_codes(files, options)
    if problems:
        raise ProblemsFoundError(problems)
    records: dict[str, Record] = {name: record for _, file in files for name, record in file.records.items()}
    searched: dict[str, date] = {name: file.searched for _, file in files for name in file.records}
    return Evidence({name: records[name] for name in sorted(records, key=_number)}, leads, searched)


def _numbered_twice(files: list[tuple[Document, RecordFile]]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for document, file in files:
        for name in file.records:
            place = ("records", name)
            if name in first:
                yield document.problem(place, "record_twice", found=name, first=first[name])
            first.setdefault(name, f"{document.file}:{document.line(place)}")


def _unknown_codes(files: list[tuple[Document, RecordFile]], options: Options) -> Iterator[Problem]:
    """Codes of a record that are neither an option, a family, an instrument nor one of the few things beside them."""
    for document, file in files:
        for name, record in file.records.items():
            for code in (c for c in record.about if c not in BESIDE_OPTIONS and not options.expand(c)):
                place = ("records", name, "about", code)
                near = nearest(code, list(options.by_code))
                yield document.problem(place, "record_about_unknown", found=code, near=near)


def _number(record: str) -> int:
    return int(record.partition("-")[2])
