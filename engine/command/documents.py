"""One document of an advice: which paper, in which form, and the file that it goes to."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from ..advice import Advice
from ..rendering import load_catalogue, render
from .extras import NEEDS
from .faults import WrongInputError
from .front.common import DOCUMENT_FORMS
from .output import refuse_existing, write_file
from .shell import Language

if TYPE_CHECKING:
    from ..papers.paper import PaperName

PAPER_FORMS = ("docx", "pdf", "html", "md")
DATA_NAME = "advice.json"
"""of the advice that an archivable file holds"""


@dataclass(frozen=True)
class Making:
    """What all documents of one run share. ``head`` is the digest of the record that is written with them."""

    advice: Advice
    language: Language
    head: str = ""
    template: bytes | None = None
    archive: bool = False

    def content(self, form: str, paper: "PaperName | None") -> bytes:
        """The document as a file: a paper, or the advice as a whole."""
        if form == "xlsx":
            from ..workbook.build import workbook_of

            return workbook_of(self.advice, self.language)
        if form == "docx":
            return self._in_word(cast("PaperName", paper))
        return self._laid_out(form, paper)

    def _in_word(self, paper: "PaperName") -> bytes:
        from ..papers.build import paper_of
        from ..word.fill import filled
        from ..word.neutral import neutral_template

        template = self.template or neutral_template(self.language)
        return filled(template, paper_of(paper, self.advice, self.language, self.head))

    def _laid_out(self, form: str, paper: "PaperName | None") -> bytes:
        """The forms that are made of a document of elements."""
        from ..papers.build import paper_of
        from ..papers.paper import document_of_paper
        from ..rendering.document import document_of

        if paper is None:
            document = document_of(self.advice, self.language, load_catalogue(self.language), self.head)
        else:
            document = document_of_paper(paper_of(paper, self.advice, self.language, self.head))
        if form == "md":
            from ..rendering.markdown import as_markdown

            return as_markdown(document).encode()
        if form == "html":
            from ..rendering.html import as_html

            return as_html(document).encode()
        from ..pdf.write import Data, pdf_of

        if not self.archive:
            return pdf_of(document, self.advice.as_of)
        says = load_catalogue(self.language).say("documents.data", region=self.advice.region.name)
        data = Data(DATA_NAME, render(self.advice, "json", self.language).encode(), says)
        return pdf_of(document, self.advice.as_of, data)


@dataclass(frozen=True)
class Asked:
    """What was asked of ``advise`` beyond the advice in a form of its own."""

    form: str
    paper: "PaperName | None"
    output: str
    template: str | None
    archive: bool


def document_asked(
    form: str | None,
    paper: "PaperName | None",
    output: str | None,
    template: str | None,
    archive: bool,
    segment: str | None,
) -> Asked | None:
    """The document that was asked for; None for the advice as text, Markdown, HTML or JSON.

    Raises WrongInputError where what was asked does not go together.
    """
    chosen = form or (Path(output).suffix.lower().removeprefix(".") if output else "")
    if template and chosen != "docx":
        raise WrongInputError("template_is_for_word")
    if archive and chosen != "pdf":
        raise WrongInputError("archive_is_pdf")
    if paper is None and chosen not in DOCUMENT_FORMS:
        return None
    if paper is None and chosen == "docx":
        raise WrongInputError("word_needs_document")
    if paper and chosen not in PAPER_FORMS:
        raise WrongInputError("form_of_document", found=chosen or "text", expected=PAPER_FORMS)
    if paper and segment:
        refuse_for_segment(paper)
    if output is None:
        raise WrongInputError("document_needs_file", found=chosen)
    return Asked(chosen, paper, output, template, archive)


def refuse_for_segment(paper: "PaperName") -> None:
    """Raises WrongInputError for a paper that cannot be made of one segment."""
    from ..papers.build import for_one_segment

    if not for_one_segment(paper):
        raise WrongInputError("paper_of_region", found=paper)


def check_target(asked: Asked, region: str, force: bool) -> None:
    """Before anything is computed: the form can be made here, and its file may be written. Raises WrongInputError."""
    if asked.form in NEEDS:
        NEEDS[asked.form]()
    path = Path(asked.output)
    for name, code in ((region, "output_is_input"), (asked.template, "output_is_template")):
        if name and path.is_file() and Path(name).is_file() and path.samefile(name):
            raise WrongInputError(code, path=asked.output)
    if not force and asked.form in DOCUMENT_FORMS and asked.output != "-":
        refuse_existing(path, "document_exists")


def write_document(asked: Asked, advice: Advice, head: str, language: Language) -> None:
    """Make the document and write it whole, or print it where the file is ``-``."""
    template = template_of(asked.template, asked.paper, language)
    content = Making(advice, language, head, template, asked.archive).content(asked.form, asked.paper)
    if asked.output == "-":
        click.echo(content, nl=False)
        return
    write_file(Path(asked.output), content)
    click.echo(load_catalogue(language).say("command.notes.written", path=asked.output), err=True)


def template_of(file: str | None, paper: "PaperName | None", language: Language) -> bytes | None:
    """The template that somebody named, when the paper can be put in it. Raises WrongInputError."""
    if file is None or paper is None:
        return None
    from .template_check import template_for

    return template_for(file, (paper,), language)
