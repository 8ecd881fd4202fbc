"""The table of contents: a field of Word that is filled already, so that it can be read before anybody updates it."""

from collections.abc import Sequence

from .layout import Heading
from .lines import Lines
from .xml import Element, text_element, w


def contents(headings: Sequence[Heading], deepest: int, lines: Lines) -> list[Element]:
    """One paragraph for each heading down to level ``deepest``, as links; leaders and page numbers come when Word
    updates the field: before that they would lead the eye to nothing."""
    shown = [held for held in headings if held.level <= deepest]
    made = [_entry(held, lines) for held in shown]
    if not made:
        return [w("p")]
    start = [_mark("begin"), _instruction(f' TOC \\o "1-{deepest}" \\h \\z '), _mark("separate")]
    for number, run in enumerate(start, 1):
        made[0].insert(number, run)
    made[-1].append(_mark("end"))
    return made


def _entry(heading: Heading, lines: Lines) -> Element:
    name = lines.bookmarks.name(heading.anchor)
    link = w("hyperlink", lines.run(heading.title), anchor=name, history="1")
    return w("p", w("pPr", w("pStyle", val=lines.styles[f"toc{heading.level}"])), link)


def _mark(kind: str) -> Element:
    return w("r", w("fldChar", fldCharType=kind))


def _instruction(text: str) -> Element:
    return w("r", text_element(text, "instrText"))
