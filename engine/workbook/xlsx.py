"""A workbook as XlsxWriter makes it, as all of ours are: no text becomes a formula or a link, and no clock is read."""

from datetime import date, datetime
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter

from ..office.package import LOCALES, archive, parts_of
from ..rendering.numbers import Language

AUTHOR = "Stuurwijzer"
PROPERTIES = "docProps/core.xml"
PLAIN_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
BEGINS_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class XlsxFile:
    """One workbook while it is laid out."""

    def __init__(self) -> None:
        self._stream = BytesIO()
        self._made = xlsxwriter.Workbook(self._stream, {"in_memory": True, **PLAIN_TEXT})
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def worksheet(self, name: str) -> Any:
        return self._made.add_worksheet(name)

    def look(self, **wanted: Any) -> Any:
        """One format for each look."""
        key = tuple(sorted(wanted.items()))
        if key not in self._formats:
            self._formats[key] = self._made.add_format(wanted)
        return self._formats[key]

    def text(self, sheet: Any, row: int, column: int, held: str, **look: Any) -> None:
        """Text stays text also when somebody opens the cell and closes it again."""
        if held.startswith(BEGINS_LIKE_A_FORMULA):
            look["quote_prefix"] = True
        sheet.write_string(row, column, held, self.look(**look))

    def written(self, title: str, as_of: date, language: Language) -> bytes:
        """The bytes of the file: the same for the same workbook."""
        created = datetime.combine(as_of, datetime.min.time())
        self._made.set_properties({"title": title, "author": AUTHOR, "created": created})
        self._made.close()
        parts = parts_of(self._stream.getvalue())
        parts[PROPERTIES] = _with_language(parts[PROPERTIES], language)
        return archive(parts)


def _with_language(properties: bytes, language: Language) -> bytes:
    """XlsxWriter has no word for the language of a document."""
    tag = f"<dc:language>{escape(LOCALES[language])}</dc:language></cp:coreProperties>"
    return properties.replace(b"</cp:coreProperties>", tag.encode())
