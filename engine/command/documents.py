"""One document of an advice: which paper, in which form, and the file that it goes to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from ..advice import Advice
from ..rendering import load_catalogue, render
from .extras import NEEDS
from .faults import WrongInputError
from .output import refuse_existing, refuse_source, write_file
from .shell import Language
from .template_check import TemplateForm, form_of_template, slides_template_for, template_for

if TYPE_CHECKING:
    from ..papers.paper import Paper, PaperName

PAPER_FORMS = ("docx", "pdf", "html", "md")
SUFFIXES = {"slides": "pptx"}
"""how a file of a form ends, where that is not the name of the form"""
DATA_NAME = "advice.json"
"""of the advice that an archivable file holds"""


@dataclass(frozen=True)
class Making:
    """What all documents of one run share. ``head`` is the digest of the record that is written with them."""

    advice: Advice
    language: Language
    head: str = ""
    templates: Mapping[TemplateForm, bytes] = field(default_factory=dict)
    archive: bool = False
    _papers: "dict[PaperName, Paper]" = field(default_factory=dict, init=False, repr=False, compare=False)

    def content(self, form: str, paper: "PaperName | None") -> bytes:
        """The document as a file: a paper, or the advice as a whole."""
        if form == "xlsx":
            from ..workbook.build import workbook_of

            return workbook_of(self.advice, self.language)
        if form == "slides":
            from ..slides.build import slides_of

            return slides_of(self.advice, self.language, self.head, self.templates.get("slides"))
        if form == "docx":
            return self._in_word(cast("PaperName", paper))
        return self._laid_out(form, paper)

    def _in_word(self, paper: "PaperName") -> bytes:
        from ..word.fill import filled
        from ..word.neutral import neutral_template

        template = self.templates.get("docx") or neutral_template(self.language)
        return filled(template, self._paper(paper))

    def _paper(self, name: "PaperName") -> "Paper":
        """Made once for all forms that it is written in."""
        from ..papers.build import paper_of

        if name not in self._papers:
            self._papers[name] = paper_of(name, self.advice, self.language, self.head)
        return self._papers[name]

    def _laid_out(self, form: str, paper: "PaperName | None") -> bytes:
        """The forms that are made of a document of elements."""
        from ..papers.paper import document_of_paper
        from ..rendering.document import document_of

        if paper is None:
            document = document_of(self.advice, self.language, load_catalogue(self.language), self.head)
        else:
            document = document_of_paper(self._paper(paper))
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
    chosen = form or (form_of_file(output) if output else "")
    if template:
        refuse_other_template(template, (chosen,))
    if archive and chosen != "pdf":
        raise WrongInputError("archive_is_pdf")
    if paper is None and chosen not in NEEDS:
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


def form_of_file(output: str) -> str:
    """The form that the name of a file stands for."""
    ending = Path(output).suffix.lower().removeprefix(".")
    return next((form for form, suffix in SUFFIXES.items() if suffix == ending), ending)


def refuse_other_template(template: str, forms: tuple[str, ...]) -> None:
    """Raises WrongInputError for a template of a form that is not made."""
    if form_of_template(template) not in forms:
        raise WrongInputError("template_of_other_form", path=template)


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
        if name:
            refuse_source(asked.output, name, code)
    if not force and asked.form in NEEDS and asked.output != "-":
        refuse_existing(path, "document_exists")


def write_document(asked: Asked, advice: Advice, head: str, language: Language) -> None:
    """Make the document and write it whole, or print it where the file is ``-``."""
    templates = templates_of(asked.template, (asked.paper,) if asked.paper else (), language)
    content = Making(advice, language, head, templates, asked.archive).content(asked.form, asked.paper)
    if asked.output == "-":
        click.echo(content, nl=False)
        return
    write_file(Path(asked.output), content)
    click.echo(load_catalogue(language).say("command.notes.written", path=asked.output), err=True)


def templates_of(file: str | None, papers: "tuple[PaperName, ...]", language: Language) -> dict[TemplateForm, bytes]:
    """The template that somebody named, when what is asked can be put in it. Raises WrongInputError."""
    if file is None:
        return {}
    if form_of_template(file) == "slides":
        return {"slides": slides_template_for(file, language)}
    return {"docx": template_for(file, papers, language)}
