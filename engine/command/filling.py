"""``new --xlsx`` and ``convert``: a region as a workbook to fill in, and back as a region file."""

from datetime import date
from pathlib import Path

import click

from ..knowledge.library import load_library
from ..profile import RegionProfile
from ..profile.form import form_of
from ..profile.load import read_region, region_of
from ..profile.starting_file import EXAMPLES
from ..rendering import load_catalogue
from ..rendering.numbers import day
from .extras import need_excel
from .faults import WrongInputError
from .opening import locate
from .output import refuse_existing, refuse_source, write_file
from .shell import Language

WORKBOOK = ".xlsx"
YAML = (".yaml", ".yml")


def write_empty_workbook(region_id: str, output: str | None, language: Language) -> None:
    """A workbook with two segments, in which only what is obligatory has a value, in a file that is not there yet."""
    if output is None or output == "-":
        raise WrongInputError("form_needs_file", path=f"{region_id}{WORKBOOK}")
    path = Path(output)
    if path.suffix.lower() != WORKBOOK:
        raise WrongInputError("form_is_xlsx", path=output)
    refuse_existing(path)
    write_file(path, workbook_of_region(_empty(region_id, language), language))
    click.echo(load_catalogue(language).say("command.notes.start_here", path=output), err=True)


def convert(region: str, output: str | None, force: bool, language: Language) -> None:
    """A region file as a workbook, or a workbook as a region file: in the form with which the output's name ends."""
    path = Path(output) if output is not None and output != "-" else None
    suffix = path.suffix.lower() if path else YAML[0]
    if path is not None and suffix not in (WORKBOOK, *YAML):
        raise WrongInputError("converted_to", path=str(output))
    if path is not None:
        refuse_source(path, region)
        if not force:
            refuse_existing(path, "document_exists")
    options = load_library().options
    source = read_region(*locate(region), options.choices, options.names)
    profile = region_of(source.document, options.choices, options.names)
    if path is None:
        click.echo(source.text, nl=False)
        return
    write_file(path, workbook_of_region(profile, language) if suffix == WORKBOOK else source.text)
    click.echo(load_catalogue(language).say("command.notes.written", path=str(output)), err=True)


def workbook_of_region(region: RegionProfile, language: Language) -> bytes:
    """The workbook of a region: the same bytes for the same region. Raises WrongInputError."""
    need_excel()
    from ..workbook.form import FormBook, form_workbook

    texts, library = load_catalogue(language), load_library()
    steps: dict[str, str] = {step: entry.name[language] for step, entry in library.planning.steps.items()}
    sheets = form_of(region, texts, library.options.choices, steps)
    title = texts.say("form.title", region=region.name)
    stand = texts.say("form.stand", date=day(region.as_of.isoformat(), language))
    return form_workbook(FormBook(title, stand, region.as_of, language, sheets), texts)


def _empty(region_id: str, language: Language) -> RegionProfile:
    """A region with two segments of which only the names are there, as the starting file has them."""
    texts = load_catalogue(language)
    segments = [
        {
            "id": texts.say(f"command.new.example.{name}_id"),
            "name": texts.say(f"command.new.example.{name}_name"),
            "law": law,
        }
        for name, law in EXAMPLES
    ]
    data = {"format": 1, "id": region_id, "name": region_id, "as_of": date.today().isoformat(), "segments": segments}
    return RegionProfile.model_validate(data)
