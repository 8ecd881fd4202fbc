"""The neutral template: put together from the plain parts in ``templates/slides``, for a language."""

from functools import cache
from importlib.resources import files

from ..office.package import CONTENT_TYPES, LOCALES, archive
from ..rendering.numbers import Language

PARTS = {
    CONTENT_TYPES: "content-types.xml",
    "_rels/.rels": "rels.xml",
    "docProps/core.xml": "core.xml",
    "ppt/_rels/presentation.xml.rels": "presentation-rels.xml",
    "ppt/presentation.xml": "presentation.xml",
    "ppt/slideLayouts/_rels/slideLayout1.xml.rels": "layout-rels.xml",
    "ppt/slideLayouts/_rels/slideLayout2.xml.rels": "layout-rels.xml",
    "ppt/slideLayouts/slideLayout1.xml": "layout-title.xml",
    "ppt/slideLayouts/slideLayout2.xml": "layout-content.xml",
    "ppt/slideMasters/_rels/slideMaster1.xml.rels": "master-rels.xml",
    "ppt/slideMasters/slideMaster1.xml": "master.xml",
    "ppt/theme/theme1.xml": "theme.xml",
}
"""part of the archive: file of the package; names that begin with a point would not travel with a wheel"""


@cache
def neutral_template(language: Language) -> bytes:
    """A template for slides, to use as it is or to begin a template of one's own with."""
    folder = files("stuurwijzer") / "templates" / "slides"
    held = {name: (folder / file).read_bytes() for name, file in PARTS.items()}
    locales = LOCALES["nl"].encode(), LOCALES[language].encode()
    return archive({name: content.replace(*locales) for name, content in held.items()})
