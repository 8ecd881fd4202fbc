"""``papers`` and ``template write``: the papers of an advice as Word documents in a folder."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..advice import Advice
from ..rendering import load_catalogue
from .advising import advise_on
from .faults import WrongInputError
from .output import make_folder, refuse_existing, write_file, write_files
from .shell import Language
from .template_check import template_for

if TYPE_CHECKING:
    from ..papers.paper import PaperName


@dataclass(frozen=True)
class Asked:
    """The advice that papers are asked of, and the record to write with it."""

    region: str
    segment: str | None
    as_of: date | None
    record: str | None
    after: str | None
    evaluator: str


def write_papers(
    asked: Asked, folder: str, names: "tuple[PaperName, ...]", template: str | None, force: bool, language: Language
) -> None:
    """Write the papers asked for, all of them when none is named: ``strategy.nl.docx``. What somebody may have worked
    on since is not replaced without ``force``."""
    need_word()
    from ..papers.build import for_one_segment, paper_of
    from ..papers.paper import PAPERS
    from ..word.fill import filled
    from ..word.neutral import neutral_template

    possible = tuple(name for name in PAPERS if asked.segment is None or for_one_segment(name))
    wanted = tuple(dict.fromkeys(names)) or possible
    for name in wanted:
        if name not in possible:
            raise WrongInputError("paper_of_region", found=name)
    paths = {name: Path(folder) / f"{name}.{language}.docx" for name in wanted}
    for path in paths.values() if not force else ():
        refuse_existing(path, "paper_exists")
    if template and any(path.is_file() and path.samefile(template) for path in paths.values()):
        raise WrongInputError("output_is_template", path=template)
    content = template_for(template, wanted, language) if template else neutral_template(language)
    advice, head = _advice(asked, language)
    texts = {path.name: filled(content, paper_of(name, advice, language, head)) for name, path in paths.items()}
    make_folder(Path(folder))
    write_files(Path(folder), texts)
    written = tuple(str(path) for path in paths.values())
    click.echo(load_catalogue(language).say("command.notes.written", path=written), err=True)


def _advice(asked: Asked, language: Language) -> tuple[Advice, str]:
    """The advice, and the digest of the record that is written with it where one is asked for."""
    if asked.record is None:
        return advise_on(asked.region, asked.segment, asked.as_of, asked.evaluator, language), ""
    from .recording import write_record

    made = write_record(asked.region, asked.record, asked.after, asked.segment, asked.as_of, asked.evaluator, language)
    return made.advice, made.head


def write_template(output: str, language: Language) -> None:
    """Write the neutral template, to begin one of one's own with."""
    from ..word.neutral import neutral_template

    path = Path(output)
    refuse_existing(path)
    write_file(path, neutral_template(language))
    click.echo(load_catalogue(language).say("command.notes.written", path=output), err=True)


def need_word() -> None:
    """Raises WrongInputError, which says how to get them, where the libraries for Word are not installed."""
    try:
        import docxtpl  # noqa: F401
        import resvg_py  # noqa: F401
    except ImportError:
        raise WrongInputError("no_word") from None
