"""``record write`` and ``advise --record``: an advice with the record that it can be verified by."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import click

from ..advice import Advice
from ..bundle.archive import LARGEST
from ..inference import Evaluator
from ..record import AlteredError, Opened, opened, sealed
from ..record.making import OtherCaseError, kept_files, record_of
from ..record.model import RegionFile, digest_of
from ..record.running import run_again
from ..record.stamp import written_with
from ..rendering import load_catalogue, render
from .advising import Rendering, advise_by, evaluator_of
from .faults import OurFaultError, WrongInputError
from .opening import Case, known_segment, open_case
from .output import refuse_existing, write_file
from .record_words import faults_in_words
from .shell import Language


@dataclass(frozen=True)
class Recorded:
    """An advice with its record: the bytes of the file, and the digest that papers print."""

    advice: Advice
    content: bytes
    head: str

    @property
    def rendering(self) -> Rendering:
        """Papers that print the digest."""
        return partial(render, head=self.head)


def write_record(
    region: str,
    output: str,
    after: str | None,
    segment: str | None,
    as_of: date | None,
    evaluator: str,
    language: Language,
) -> Recorded:
    """Advise, write the record to a file that is not there yet, and say what its digest is."""
    refuse_existing(Path(output))
    case = open_case(region, as_of)
    if segment is not None:
        known_segment(case.region, segment)
    before = None if after is None else open_record(after, language)
    made = record_case(case, segment, evaluator_of(case.plan, evaluator, language), before)
    write_file(Path(output), made.content)
    catalogue = load_catalogue(language)
    click.echo(catalogue.say("command.notes.written", path=output), err=True)
    click.echo(catalogue.say("record.digest_is", head=made.head), err=True)
    return made


def record_case(
    case: Case, segment: str | None, evaluator: Evaluator, after: Opened | None, on_this_machine: bool = True
) -> Recorded:
    """The advice of a case with its record, which was run again from itself before it is given out.

    ``on_this_machine``: the record says with which Python and evaluator it was made; without, its bytes are the same
    everywhere.
    """
    advice = advise_by(case, segment, evaluator)
    text = case.source.text
    name = case.path.name if case.source.written is not None else f"{case.path.name}.yaml"
    region = RegionFile(name=name, sha256=digest_of(text), text=text)
    try:
        body = record_of(advice, region, kept_files(), segment=segment, after=after)
    except OtherCaseError as error:
        raise WrongInputError("record_of_other_case", found=error.before, case=error.case) from None
    again = run_again(body)
    if not again.same:
        where = again.difference.path if again.difference else again.failed or str(again.problems[0])
        raise OurFaultError("record_not_reproduced", found=where)
    content = sealed(body, written_with(evaluator.name) if on_this_machine else None)
    return Recorded(advice, content, opened(content).digest)


def open_record(path: str, language: Language) -> Opened:
    """The record in a file. Raises WrongInputError: it cannot be read, is none, or was altered."""
    try:
        return opened(content_of(Path(path)))
    except AlteredError as error:
        said = faults_in_words(error.faults, load_catalogue(language))
        raise WrongInputError("record_altered", path=path, found=" ".join(said)) from None


def content_of(path: Path) -> bytes:
    """The bytes of a file, up to one more than any record or bundle has. Raises WrongInputError."""
    try:
        with path.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise WrongInputError("record_unreadable", path=str(path), reason=reason) from None
