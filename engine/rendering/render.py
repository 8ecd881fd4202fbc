"""Render an advice in one of its forms."""

from typing import Literal

from ..advice.canonical import canonical
from ..advice.model import Advice
from .catalogue import load_catalogue
from .numbers import Language

Form = Literal["text", "md", "html", "json"]


def render(advice: Advice, form: Form, language: Language, width: int | None = None, head: str = "") -> str:
    """The advice as text. ``width`` is that of the terminal, for the form ``text`` only.

    ``head`` is the digest of the record that is written with the papers, which every form but ``json`` prints.
    ``json`` is the canonical form, the same in every language. Nothing but the advice is read, and no clock.
    """
    if form == "json":
        return canonical(advice).decode() + "\n"
    # What a form does not need is not imported: a cold run is mostly imports.
    catalogue = load_catalogue(language)
    if form == "text":
        from .plain_text import as_text

        return as_text(advice, language, catalogue, width, head)
    from .document import document_of

    document = document_of(advice, language, catalogue, head)
    if form == "md":
        from .markdown import as_markdown

        return as_markdown(document)
    from .html import as_html

    return as_html(document)
