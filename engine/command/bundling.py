"""``bundle``: everything an auditor needs, in one file."""

from datetime import date
from pathlib import Path

import click

from ..bundle import bundled, contents_of
from ..bundle.contents import OtherShapeError
from ..record import Opened, opened
from ..record.chain import chain_of
from ..record.seal import START
from ..rendering import load_catalogue
from .advising import evaluator_of
from .faults import WrongInputError
from .opening import open_case
from .output import refuse_existing, write_file
from .record_words import chain_in_words
from .recording import content_of, open_record, record_case
from .shell import Language

Held = list[tuple[Opened, bytes]]


def write_bundle(given: tuple[str, ...], output: str, as_of: date | None, evaluator: str, language: Language) -> None:
    """Write the bundle of a chain of records, or of a region of which a record is made. Raises WrongInputError."""
    refuse_existing(Path(output))
    held = (
        _of_region(given[0], as_of, evaluator, language) if _is_region(given) else _of_records(given, as_of, language)
    )
    try:
        content = contents_of(bundled(held, language))
    except OtherShapeError as error:
        raise WrongInputError("record_of_other_version", found=str(error)) from None
    write_file(Path(output), content)
    catalogue = load_catalogue(language)
    click.echo(catalogue.say("command.notes.written", path=output), err=True)
    click.echo(catalogue.say("record.digest_is", head=max(held, key=lambda h: h[0].body.number)[0].digest), err=True)


def _is_region(given: tuple[str, ...]) -> bool:
    """One name that is no file of ours: a region file or the name of a reference region."""
    if len(given) > 1:
        return False
    path = Path(given[0])
    return not (path.is_file() and (path.suffix == ".json" or content_of(path).startswith(START)))


def _of_region(region: str, as_of: date | None, evaluator: str, language: Language) -> Held:
    """A chain of one record. It does not say on what machine it was made: the same input gives the same bundle."""
    case = open_case(region, as_of)
    made = record_case(case, None, evaluator_of(case.plan, evaluator, language), None, on_this_machine=False)
    return [(opened(made.content), made.content)]


def _of_records(paths: tuple[str, ...], as_of: date | None, language: Language) -> Held:
    if as_of is not None:
        raise WrongInputError("as_of_of_record")
    records = {path: open_record(path, language) for path in paths}
    faults = chain_of(records).faults
    if faults:
        said = " ".join(chain_in_words(faults, load_catalogue(language)))
        raise WrongInputError("chain_not_whole", found=said)
    return [(record, content_of(Path(path))) for path, record in records.items()]
