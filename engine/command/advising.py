"""From a case to an advice, and from an advice to what is shown or written."""

import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from ..advice import Advice, advise
from ..inference import Evaluator, reference_evaluator
from ..rendering import Form, load_catalogue, render
from ..rulebase.plan import Plan
from .faults import OurFaultError
from .opening import Case, known_segment, open_case
from .output import make_folder, refuse_source, write_file, write_files
from .shell import Language

if TYPE_CHECKING:
    from .robust_advice import Drawing

FOLDER_FORMS: tuple[Form, ...] = ("html", "md", "json")
Rendering = Callable[[Advice, Form, Language, int | None], str]
FORM_OF_SUFFIX: dict[str, Form] = {".md": "md", ".html": "html", ".htm": "html", ".json": "json"}


def advise_on(
    region: str,
    segment: str | None,
    as_of: date | None,
    evaluator: str,
    language: Language,
    drawing: "Drawing | None" = None,
) -> Advice:
    """The advice for a region, or for one of its segments; with ``drawing`` under how many assumptions it holds too."""
    case = open_case(region, as_of)
    if segment is not None:
        known_segment(case.region, segment)
    advice = advise_case(case, segment, evaluator, language)
    if drawing is None:
        return advice
    from .robust_advice import with_robustness

    return with_robustness(advice, case, segment, drawing)


def advise_case(case: Case, segment: str | None, evaluator: str, language: Language) -> Advice:
    return advise_by(case, segment, evaluator_of(case.plan, evaluator, language))


def advise_by(case: Case, segment: str | None, evaluator: Evaluator) -> Advice:
    return advise(case.region, case.base, as_of=case.plan.as_of, only=segment, evaluator=evaluator, plan=case.plan)


def evaluator_of(plan: Plan, wanted: str, language: Language) -> Evaluator:
    if wanted == "durable":
        try:
            from ..inference.durable import CannotCarryError, Durable
        except ImportError:
            click.echo(load_catalogue(language).say("command.notes.no_durable"), err=True)
            return reference_evaluator(plan)
        try:
            return Durable(plan)
        except CannotCarryError as error:
            raise OurFaultError("cannot_carry", reason=str(error)) from None
    return reference_evaluator(plan)


# Showing and writing


def write_one(
    advice: Advice,
    form: str | None,
    output: str | None,
    region: str,
    language: Language,
    rendering: Rendering | None = None,
) -> None:
    """Print the advice or a part of it, or write it to a file: in the form asked for, else as the file's name ends."""
    if output is None or output == "-":
        click.echo(_rendered(advice, cast(Form, form or "text"), language, screen_width(), rendering), nl=False)
        return
    path = Path(output)
    refuse_source(path, region)
    chosen = cast(Form, form) if form else FORM_OF_SUFFIX.get(path.suffix.lower(), "text")
    write_file(path, _rendered(advice, chosen, language, None, rendering))
    click.echo(load_catalogue(language).say("command.notes.written", path=output), err=True)


def write_folder(advice: Advice, folder: str, language: Language, rendering: Rendering | None = None) -> None:
    """Write the advice in each form that is a file, and print the table."""
    texts = {f"advice.{form}": _rendered(advice, form, language, None, rendering) for form in FOLDER_FORMS}
    table = _rendered(advice, "text", language, screen_width(), rendering)
    make_folder(Path(folder))
    write_files(Path(folder), texts)
    click.echo(table, nl=False)
    written = tuple(str(Path(folder) / name) for name in texts)
    click.echo(load_catalogue(language).say("command.notes.written", path=written), err=True)


def _rendered(
    advice: Advice, form: Form, language: Language, width: int | None = None, rendering: Rendering | None = None
) -> str:
    text = (rendering or render)(advice, form, language, width)
    return text if text.endswith("\n") else f"{text}\n"


def screen_width() -> int | None:
    """The width of the terminal; None in a pipe, where a form has a width of its own."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None
