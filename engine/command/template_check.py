"""``template check``: what is wrong with a template of one's own, each with its place, before anything is filled in."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..rendering import Catalogue, load_catalogue
from .faults import WrongInputError
from .shell import Language

if TYPE_CHECKING:
    from ..papers.paper import PaperName
    from ..word.faults import Fault, Place


def template_report(file: str, language: Language) -> tuple[str, bool]:
    """The report, and whether the template can be used. Raises WrongInputError when there is nothing to read."""
    from .extras import need_word

    need_word()
    from ..word.check import checked_template

    catalogue = load_catalogue(language)
    found = checked_template(template_bytes(file))
    if not found.faults:
        return catalogue.say("template.fits", path=file, papers=found.papers), True
    lines = fault_lines(found.faults, catalogue)
    return "\n".join([*lines, catalogue.say("template.counted", n=str(len(lines)))]), False


def template_for(file: str, wanted: "tuple[PaperName, ...]", language: Language) -> bytes:
    """A template that these papers can be put in. Raises WrongInputError after saying all that is wrong."""
    from ..word.check import usable_template
    from ..word.faults import UnfitTemplateError

    try:
        return usable_template(template_bytes(file), wanted)
    except UnfitTemplateError as error:
        for line in fault_lines(error.faults, load_catalogue(language)):
            click.echo(line, err=True)
        raise WrongInputError("template_unfit", path=file, n=str(len(error.faults))) from None


def template_bytes(file: str) -> bytes:
    """The content of the file, up to one byte more than a template may have."""
    from ..word.hostile import MOST_BYTES

    try:
        with Path(file).open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise WrongInputError("template_unreadable", path=file, reason=reason) from None


def fault_lines(faults: "tuple[Fault, ...]", catalogue: Catalogue) -> list[str]:
    """``tekst, tabel 2, rij 1, cel 3, alinea 1: wat er staat. Wat eraan te doen is.``"""
    return [f"{_place(held.place, catalogue)}: {_said(held, catalogue)}" for held in faults]


def _said(held: "Fault", catalogue: Catalogue) -> str:
    text = catalogue.say(f"template.fault.{held.code}", **dict(held.values))
    return f"{text} {catalogue.say('problems.did_you_mean', near=held.near)}" if held.near else text


def _place(place: "Place", catalogue: Catalogue) -> str:
    steps = [catalogue.say(f"template.part.{place.part}")]
    if place.number:
        steps[0] = f"{steps[0]} {place.number}"
    for name in ("table", "row", "cell"):
        number = getattr(place, name)
        if number:
            steps.append(f"{catalogue.say(f'template.place.{name}')} {number}")
    if place.boxed:
        steps.append(catalogue.say("template.place.box"))
    if place.paragraph:
        steps.append(f"{catalogue.say('template.place.paragraph')} {place.paragraph}")
    return ", ".join(steps)
