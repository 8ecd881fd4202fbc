"""From what was typed to an advice, and from an advice to what is shown or written."""

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from ..advice import Advice, advise
from ..inference import Evaluator, reference_evaluator
from ..profile import RegionProfile, load_region
from ..profile.load import RegionSource, read_region, region_of
from ..reading import ProblemsFoundError
from ..reading.file_kind import is_workbook
from ..reading.validation import nearest
from ..rendering import Form, load_catalogue, render
from ..rulebase import Rulebase, load_rulebase
from ..rulebase.entered import with_entered
from ..rulebase.plan import Plan, plan_for
from .faults import OurFaultError, WrongInputError
from .output import make_folder, write_file, write_files
from .shell import Language

if TYPE_CHECKING:
    from .robust_advice import Drawing

FOLDER_FORMS: tuple[Form, ...] = ("html", "md", "json")
Rendering = Callable[[Advice, Form, Language, int | None], str]
FORM_OF_SUFFIX: dict[str, Form] = {".md": "md", ".html": "html", ".htm": "html", ".json": "json"}


@dataclass(frozen=True)
class Case:
    """A region read from its source, and the rules in force on the day of the advice."""

    region: RegionProfile
    base: Rulebase
    plan: Plan
    path: Path
    source: RegionSource


def open_case(region: str, as_of: date | None) -> Case:
    """Read a region and the rules. Raises ProblemsFoundError, WrongInputError and OurFaultError."""
    path, name = locate(region)
    try:
        shipped = rulebase()
    except OurFaultError:
        load_region(path, name)  # a fault in the file goes before one of ours
        raise
    options = shipped.library.options
    source = read_region(path, name, options.choices, options.names)
    profile = region_of(source.document, options.choices, options.names)
    base = with_entered(shipped, profile)
    return Case(profile, base, plan_for(base, as_of or profile.as_of), path, source)


def rulebase() -> Rulebase:
    """The rule base of the package. Raises OurFaultError: its problems are no fault of who asks for advice."""
    try:
        return load_rulebase()
    except ProblemsFoundError as error:
        raise OurFaultError("rulebase", error.problems) from None


def locate(region: str) -> tuple[Path, str]:
    """The file of a region, and what problems call it: a path as given, or a reference region by its name."""
    path = Path(region)
    if path.is_file():
        return path, region
    known = reference_regions()
    if region in known:
        return _reference_folder() / f"{region}.yaml", f"knowledge/regions/{region}.yaml"
    if path.exists() or path.suffix in (".yaml", ".yml") or is_workbook(path) or path.name != region:
        return path, region  # reading it says what is wrong
    raise WrongInputError("unknown_region", nearest(region, list(known)), found=region, known=known)


def reference_regions() -> tuple[str, ...]:
    """The names of the reference regions, sorted."""
    return tuple(sorted(entry.name.removesuffix(".yaml") for entry in _reference_folder().iterdir()))


def _reference_folder() -> Path:
    return Path(str(files("stuurwijzer") / "knowledge" / "regions"))


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


def known_segment(region: RegionProfile, segment: str) -> None:
    """Raises WrongInputError, with what may have been meant, when the region has no such segment."""
    known = tuple(s.id for s in region.segments)
    if segment not in known:
        raise WrongInputError("unknown_segment", nearest(segment, list(known)), found=segment, known=known)


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
    if path.is_file() and Path(region).is_file() and path.samefile(region):
        raise WrongInputError("output_is_input", path=output)
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


# Options by any of their names


def find_option(plan: Plan, word: str) -> str:
    """The code of the option that a word stands for. Raises WrongInputError with what may have been meant."""
    options = plan.library.options
    wanted = word.strip().lower()
    ending = tuple(code for code in options.by_code if code.endswith(f".{wanted}"))
    found = options.find(wanted) or ending or options.expand(wanted)
    if len(found) == 1:
        return found[0]
    if found:
        raise WrongInputError("ambiguous_option", found=word, known=found)
    names = {
        name.lower(): code
        for code, option in options.by_code.items()
        for name in (*option.text.synonyms, option.text.name.nl, option.text.name.en, code)
    }
    near = nearest(wanted, list(names))
    shown = f"{near} ({names[near]})" if near and near != names[near] else near
    raise WrongInputError("unknown_option", shown, found=word, known=tuple(options.instruments))
