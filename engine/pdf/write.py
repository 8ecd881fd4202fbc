"""A document of elements as a PDF file: the same input, the same bytes."""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from importlib.resources import files

from weasyprint import Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcherResponse

from ..rendering.elements import Document
from ..rendering.html import as_html
from .finish import finished
from .lean import Page

AUTHOR = "Stuurwijzer"
FONTS = "stuurwijzer:fonts/"
"""how the style sheet calls the fonts of the package"""
SVG = re.compile(r"<svg\b[^>]*>")


class RefusedError(LookupError):
    """The document asked for something that nobody handed to it."""


@dataclass(frozen=True)
class Data:
    """What is embedded in an archivable file: the advice as it was made, under this name."""

    name: str
    content: bytes
    says: str


def pdf_of(document: Document, as_of: str, data: Data | None = None) -> bytes:
    """The document as PDF/UA-1; with ``data`` as PDF/A-3a as well, the data embedded. ``as_of`` is an ISO date.

    Raises RefusedError when the page refers to anything outside it: nothing is fetched and no file is read.
    """
    page = Page(_with_fonts_in_pictures(as_html(document, _template("pdf.css"))), _Given())
    try:
        laid_out = page.render(font_config=_fonts())
    except FatalURLFetchingError as error:
        raise RefusedError(str(error)) from None
    described = laid_out.metadata
    described.authors, described.generator = [AUTHOR], AUTHOR
    described.created = described.modified = as_of  # no clock is read
    if data is not None:
        described.attachments = [_attached(data, as_of)]
    written: bytes = laid_out.write_pdf(
        pdf_variant="pdf/ua-1" if data is None else "pdf/a-3a",
        pdf_identifier=True,
        finisher=partial(finished, archived=data is not None),
    )
    return written


def _attached(data: Data, as_of: str) -> Attachment:
    day = datetime.fromisoformat(as_of)
    return Attachment(
        string=data.content.decode(),
        name=data.name,
        description=data.says,
        created=day,
        modified=day,
        relationship="Source",
        url_fetcher=_Given(),
    )


def _with_fonts_in_pictures(page: str) -> str:
    """The style of the page does not reach into its pictures, so each is given its own."""
    return SVG.sub(lambda opening: f"{opening[0]}<style>{_template('pdf-pictures.css')}</style>", page)


@cache
def _template(name: str) -> str:
    return (files("stuurwijzer") / "templates" / "html" / name).read_text(encoding="utf-8")


@cache
def _fonts() -> FontConfiguration:
    """Once for all documents of a run: reading the fonts of the machine takes longer than a memo does."""
    return FontConfiguration()


class _Given:
    """The fonts of the package, and nothing else."""

    _fail_on_errors = True  # what is refused ends the rendering instead of leaving a gap

    def __call__(self, url: str) -> URLFetcherResponse:
        name = url.removeprefix(FONTS)
        held = {entry.name: entry for entry in (files("stuurwijzer") / "templates" / "fonts").iterdir()}
        if not url.startswith(FONTS) or name not in held:
            raise LookupError(url)
        return URLFetcherResponse(url, held[name].read_bytes(), {"Content-Type": "font/ttf"})
