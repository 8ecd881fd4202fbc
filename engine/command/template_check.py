"""``template check``: what is wrong with a template of one's own, each with its place, before anything is filled in."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from ..rendering import Catalogue, load_catalogue
from .extras import NEEDS
from .faults import WrongInputError
from .shell import Language

if TYPE_CHECKING:
    from ..office.faults import Fault, Place
    from ..papers.paper import PaperName

TemplateForm = Literal["docx", "slides"]
PROGRAMS: dict[TemplateForm, dict[str, str]] = {
    "docx": {"program": "Word", "extension": ".docx"},
    "slides": {"program": "PowerPoint", "extension": ".pptx"},
}


def template_report(file: str, language: Language) -> tuple[str, bool]:
    """The report, and whether the template can be used. Raises WrongInputError when there is nothing to read."""
    catalogue, form = load_catalogue(language), form_of_template(file)
    NEEDS[form]()
    if form == "slides":
        from ..slides.check import checked_template as checked_slides

        faults, fits = checked_slides(template_bytes(file)), catalogue.say("template.fits_slides", path=file)
    else:
        from ..word.check import checked_template

        found = checked_template(template_bytes(file))
        faults, fits = found.faults, catalogue.say("template.fits", path=file, papers=found.papers)
    if not faults:
        return fits, True
    lines = fault_lines(faults, catalogue, form)
    return "\n".join([*lines, catalogue.say("template.counted", n=str(len(lines)))]), False


def form_of_template(file: str) -> "TemplateForm":
    """A presentation is for slides; everything else has to be a document of Word."""
    return "slides" if Path(file).suffix.lower() == ".pptx" else "docx"


def template_for(file: str, wanted: "tuple[PaperName, ...]", language: Language) -> bytes:
    """A template that these papers can be put in. Raises WrongInputError after saying all that is wrong."""
    from ..word.check import usable_template

    return _usable(file, "docx", language, lambda content: usable_template(content, wanted))


def slides_template_for(file: str, language: Language) -> bytes:
    """A template that slides can be put in. Raises WrongInputError after saying all that is wrong."""
    from ..slides.check import usable_template

    return _usable(file, "slides", language, usable_template)


def _usable(file: str, form: "TemplateForm", language: Language, check: Callable[[bytes], bytes]) -> bytes:
    from ..office.faults import UnfitTemplateError

    try:
        return check(template_bytes(file))
    except UnfitTemplateError as error:
        for line in fault_lines(error.faults, load_catalogue(language), form):
            click.echo(line, err=True)
        raise WrongInputError("template_unfit", path=file, n=str(len(error.faults))) from None


def template_bytes(file: str) -> bytes:
    """The content of the file, up to one byte more than a template may have."""
    from ..office.hostile import LIMITS

    try:
        with Path(file).open("rb") as stream:
            return stream.read(LIMITS.file + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise WrongInputError("template_unreadable", path=file, reason=reason) from None


def fault_lines(faults: "tuple[Fault, ...]", catalogue: Catalogue, form: "TemplateForm" = "docx") -> list[str]:
    """``tekst, tabel 2, rij 1, cel 3, alinea 1: wat er staat. Wat eraan te doen is.``"""
    return [f"{_place(held.place, catalogue)}: {_said(held, catalogue, form)}" for held in faults]


def _said(held: "Fault", catalogue: Catalogue, form: "TemplateForm") -> str:
    text = catalogue.say(f"template.fault.{held.code}", **PROGRAMS[form], **dict(held.values))
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
