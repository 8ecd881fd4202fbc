"""The neutral template: put together from the plain parts in ``templates/word``, for a language."""

from functools import cache
from importlib.resources import files

from ..office.package import CONTENT_TYPES, LOCALES, archive
from ..rendering.numbers import Language

PARTS = {
    CONTENT_TYPES: "content-types.xml",
    "_rels/.rels": "rels.xml",
    "docProps/app.xml": "app.xml",
    "docProps/core.xml": "core.xml",
    "word/_rels/document.xml.rels": "document-rels.xml",
    "word/document.xml": "document.xml",
    "word/footer1.xml": "footer.xml",
    "word/header1.xml": "header.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
    "word/styles.xml": "styles.xml",
}
"""part of the archive: file of the package; names that begin with a point would not travel with a wheel"""


@cache
def neutral_template(language: Language) -> bytes:
    """A Word template with every field that a paper has, to use as it is or to begin a template of one's own with."""
    parts = {name: _part(file) for name, file in PARTS.items()}
    for name in ("word/styles.xml", "word/settings.xml"):
        parts[name] = parts[name].replace(LOCALES["nl"].encode(), LOCALES[language].encode())
    return archive(parts)


def _part(file: str) -> bytes:
    return (files("stuurwijzer") / "templates" / "word" / file).read_bytes()


def neutral_part(name: str) -> bytes:
    """One part of the neutral template, such as ``word/styles.xml``."""
    return _part(PARTS[name])
