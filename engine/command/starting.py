"""``new``: write a region file to fill in."""

import re
import unicodedata
from datetime import date
from pathlib import Path

import click

from ..profile.starting_file import starting_file
from ..rendering import load_catalogue
from .faults import WrongInputError
from .output import refuse_existing, write_file
from .shell import Language

LONGEST_ID = 60


def write_starting_file(region_id: str, output: str | None, language: Language) -> None:
    """Print a starting file, or write it to a file that is not there yet."""
    _refuse_odd_id(region_id)
    text = starting_file(region_id, date.today(), load_catalogue(language))
    if output is None or output == "-":
        click.echo(text, nl=False)
        return
    refuse_existing(Path(output))
    write_file(Path(output), text)
    click.echo(load_catalogue(language).say("command.notes.start_here", path=output), err=True)


def write_starting_workbook(region_id: str, output: str | None, language: Language) -> None:
    """Write a workbook to fill in to a file that is not there yet. Raises WrongInputError."""
    _refuse_odd_id(region_id)
    from .filling import write_empty_workbook

    write_empty_workbook(region_id, output, language)


def _refuse_odd_id(region_id: str) -> None:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", region_id) or len(region_id) > LONGEST_ID:
        raise WrongInputError("not_a_region_id", _as_id(region_id), found=region_id)


def _as_id(text: str) -> str:
    """What comes nearest to an id: ``Regio Zuid-Hollànd`` gives ``regio-zuid-holland``."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:LONGEST_ID].strip("-")
