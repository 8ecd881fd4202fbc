"""The planning as a document of its own: its sheets with the sources that they cite, or the picture alone."""

import json
from typing import Literal

from ..advice.canonical import digest
from ..advice.model import Advice
from ..pictures.svg import alone
from .catalogue import Catalogue, load_catalogue
from .document import DIGEST_SHOWN, page_labels, planning_sheets
from .elements import Document
from .gantt import drawing_of, gantt_of
from .numbers import Language
from .reader import Reader, load_options
from .references import Citations
from .sources import sources_sheet


class NothingToDrawError(LookupError):
    """No step has a begin and an end, so there is no picture."""


def plan_as(
    advice: Advice, form: Literal["text", "md", "html", "json", "svg"], language: Language, width: int | None = None
) -> str:
    """The planning in one of its forms. Raises NothingToDrawError for a picture without a bar.

    ``json`` holds ``planning`` and ``change_cost`` as the advice has them, the same in every language.
    """
    if form == "json":
        held = {"change_cost": advice.change_cost, "planning": advice.planning}
        plain = {name: part.model_dump(mode="json") for name, part in held.items() if part is not None}
        return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
    catalogue = load_catalogue(language)
    reader = Reader(advice, language, catalogue, load_options())
    if form == "svg":
        gantt = gantt_of(advice.planning, advice.as_of, reader) if advice.planning is not None else None
        if gantt is None:
            raise NothingToDrawError
        return alone(drawing_of(gantt))
    document = _document(advice, reader, catalogue)
    if form == "text":
        from .text_sheet import sheet_as_text

        return "\n\n".join(sheet_as_text(sheet, width) for sheet in document.sheets[:-1])
    if form == "md":
        from .markdown import as_markdown

        return as_markdown(document)
    from .html import as_html

    return as_html(document)


def _document(advice: Advice, reader: Reader, catalogue: Catalogue) -> Document:
    citations = Citations.of(advice, catalogue)
    stamp = digest(advice)[:DIGEST_SHOWN]
    sheets = planning_sheets(advice, citations, reader, stamp)
    names = {sheet.id: sheet.title for sheet in sheets}
    sheets.append(sources_sheet(_cited(advice, citations), citations, reader, stamp, names))
    return Document(reader.language, sheets[0].title, tuple(sheets), page_labels(catalogue))


def _cited(advice: Advice, citations: Citations) -> Advice:
    """The advice with only the sources that these sheets cite."""
    sources = []
    for source in advice.sources:
        passages = {name: held for name, held in source.passages.items() if name in citations.used}
        if passages:
            sources.append(source.model_copy(update={"passages": passages}))
    return advice.model_copy(update={"sources": tuple(sources)})
