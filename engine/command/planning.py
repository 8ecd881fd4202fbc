"""``plan``: the planning of a region, with people and money for the change, in one form."""

from datetime import date
from pathlib import Path
from typing import Literal, cast

import click

from ..advice import Advice
from ..rendering import load_catalogue
from ..rendering.planning_document import NothingToDrawError, plan_as
from .advising import advise_on, screen_width
from .faults import WrongInputError
from .output import refuse_source, write_file
from .shell import Language

PlanForm = Literal["text", "md", "html", "json", "svg"]
FORM_OF_SUFFIX: dict[str, PlanForm] = {
    ".md": "md",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".svg": "svg",
}


def show_plan(
    region: str, as_of: date | None, form: str | None, output: str | None, evaluator: str, language: Language
) -> None:
    """Print the planning, or write it to one file: in the form asked for, else as the file's name ends."""
    advice = advise_on(region, None, as_of, evaluator, language)
    if output is None or output == "-":
        click.echo(_rendered(advice, cast(PlanForm, form or "text"), language, screen_width()), nl=False)
        return
    path = Path(output)
    refuse_source(path, region)
    chosen = cast(PlanForm, form) if form else FORM_OF_SUFFIX.get(path.suffix.lower(), "text")
    write_file(path, _rendered(advice, chosen, language, None))
    click.echo(load_catalogue(language).say("command.notes.written", path=output), err=True)


def _rendered(advice: Advice, form: PlanForm, language: Language, width: int | None) -> str:
    try:
        return plan_as(advice, form, language, width)
    except NothingToDrawError:
        raise WrongInputError("nothing_to_draw", found=advice.region.name) from None
