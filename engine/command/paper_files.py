"""``papers`` and ``template write``: the documents of an advice in a folder, all of them unless some are named."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..advice import Advice
from ..rendering import load_catalogue
from .advising import advise_on
from .at_once import documents, processes_for
from .documents import SUFFIXES, Making, refuse_for_segment, refuse_other_template, templates_of
from .extras import NEEDS
from .faults import WrongInputError
from .output import is_same_file, make_folder, refuse_existing, write_file, write_files
from .progress import progress
from .shell import Language
from .template_check import TemplateForm, form_of_template

if TYPE_CHECKING:
    from ..papers.paper import PaperName
    from .robust_advice import Drawing


OF_THE_WHOLE = ("xlsx", "slides")
"""forms of the advice as a whole, and of no single paper"""


@dataclass(frozen=True)
class Asked:
    """The advice that papers are asked of, and the record to write with it."""

    region: str
    segment: str | None
    as_of: date | None
    record: str | None
    after: str | None
    evaluator: str
    drawing: "Drawing | None" = None


def write_papers(
    asked: Asked,
    folder: str,
    names: "tuple[PaperName, ...]",
    forms: tuple[str, ...],
    template: str | None,
    force: bool,
    language: Language,
) -> None:
    """Write the papers asked for in the forms asked for: ``strategy.nl.docx``, and the advice as ``advice.nl.xlsx``.

    All papers where none is named, workbook and slides only then; all forms where none is named. What somebody may have
    worked on since is not replaced without ``force``.
    """
    chosen = tuple(dict.fromkeys(forms)) or tuple(NEEDS)
    wanted = _wanted(names, asked.segment)
    files: dict[Path, tuple[str, PaperName | None]] = {
        Path(folder) / f"{name}.{language}.{form}": (form, name)
        for name in wanted
        for form in chosen
        if form not in OF_THE_WHOLE
    }
    for form in chosen if not names else ():
        if form in OF_THE_WHOLE:
            files[Path(folder) / f"advice.{language}.{SUFFIXES.get(form, form)}"] = (form, None)
    if not files:
        raise WrongInputError("form_of_document", found=chosen[0], expected=("docx", "pdf"))
    if template:
        refuse_other_template(template, tuple(form for form, _ in files.values()))
    for form in {form: None for form, _ in files.values()}:
        NEEDS[form]()
    for path in files if not force else ():
        refuse_existing(path, "document_exists")
    if template and any(is_same_file(path, template) for path in files):
        raise WrongInputError("output_is_template", path=template)
    templates = templates_of(template, wanted, language)
    advice, head = _advice(asked, language)
    making = Making(advice, language, head, templates)
    by_name = {path.name: made for path, made in files.items()}
    with progress(len(files)) as reached:
        texts = documents(making, by_name, processes_for(by_name, len(advice.segments)), reached)
    make_folder(Path(folder))
    write_files(Path(folder), texts)
    written = tuple(str(path) for path in files)
    click.echo(load_catalogue(language).say("command.notes.written", path=written), err=True)


def _wanted(names: "tuple[PaperName, ...]", segment: str | None) -> "tuple[PaperName, ...]":
    """The papers to write. Raises WrongInputError for one that cannot be made of one segment."""
    from ..papers.build import for_one_segment
    from ..papers.paper import PAPERS

    for name in names if segment else ():
        refuse_for_segment(name)
    return tuple(dict.fromkeys(names)) or tuple(name for name in PAPERS if not segment or for_one_segment(name))


def _advice(asked: Asked, language: Language) -> tuple[Advice, str]:
    """The advice, and the digest of the record that is written with it where one is asked for."""
    if asked.record is None:
        advice = advise_on(asked.region, asked.segment, asked.as_of, asked.evaluator, language, asked.drawing)
        return advice, ""
    from .recording import write_record

    made = write_record(asked.region, asked.record, asked.after, asked.segment, asked.as_of, asked.evaluator, language)
    return made.advice, made.head


def write_template(output: str, language: Language) -> None:
    """Write the neutral template, to begin one of one's own with: for slides where the file is called .pptx."""
    path = Path(output)
    refuse_existing(path)
    write_file(path, _neutral(form_of_template(output), language))
    click.echo(load_catalogue(language).say("command.notes.written", path=output), err=True)


def _neutral(form: TemplateForm, language: Language) -> bytes:
    if form == "slides":
        from ..slides.neutral import neutral_template as neutral_slides

        return neutral_slides(language)
    from ..word.neutral import neutral_template

    return neutral_template(language)
