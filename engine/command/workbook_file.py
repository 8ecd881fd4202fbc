"""``workbook``: the advice as an Excel workbook in one file."""

from datetime import date
from pathlib import Path

import click

from ..rendering import load_catalogue
from .advising import advise_on
from .faults import WrongInputError
from .output import refuse_existing, write_file
from .shell import Language


def write_workbook(
    region: str, output: str, segment: str | None, as_of: date | None, force: bool, evaluator: str, language: Language
) -> None:
    """Write the workbook. What somebody may have worked on since is not replaced without ``force``."""
    need_excel()
    from ..workbook.build import workbook_of

    path = Path(output)
    if path.is_file() and Path(region).is_file() and path.samefile(region):
        raise WrongInputError("output_is_input", path=output)
    if not force:
        refuse_existing(path, "workbook_exists")
    write_file(path, workbook_of(advise_on(region, segment, as_of, evaluator, language), language))
    click.echo(load_catalogue(language).say("command.notes.written", path=output), err=True)


def need_excel() -> None:
    """Raises WrongInputError, which says how to get it, where the library for Excel is not installed."""
    try:
        import xlsxwriter  # noqa: F401
    except ImportError:
        raise WrongInputError("no_excel") from None
