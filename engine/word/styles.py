"""The styles of a template by what they are for; those that it lacks are added as the neutral template has them."""

from copy import deepcopy
from functools import cache

from lxml import etree

from .neutral import neutral_part
from .xml import Element, child, name, w

ROLES = {
    "normal": "Normal",
    "heading1": "heading 1",
    "heading2": "heading 2",
    "heading3": "heading 3",
    "annex_heading": "Stuurwijzer Annex Heading",
    "bullet": "List Bullet",
    "toc1": "toc 1",
    "toc2": "toc 2",
    "stand": "Stuurwijzer Stand",
    "box": "Stuurwijzer Box",
    "lead": "Stuurwijzer Lead",
    "legend": "Stuurwijzer Legend",
    "note": "Stuurwijzer Note",
    "signed": "Stuurwijzer Signed",
    "cell": "Stuurwijzer Cell",
    "after_table": "Stuurwijzer After Table",
    "definition": "Stuurwijzer Definition",
    "reference": "Stuurwijzer Reference",
    "code": "Stuurwijzer Code",
    "table": "Stuurwijzer Table",
    "picture": "Stuurwijzer Picture",
}
"""what a style is for: its name, which is the same in a Word of every language"""
ON_SHEETS = {
    "normal": "Stuurwijzer Sheet Text",
    "heading2": "Stuurwijzer Sheet Heading",
    "bullet": "Stuurwijzer Sheet Bullet",
    "signed": "Stuurwijzer Sheet Signed",
    "lead": "Stuurwijzer Sheet Lead",
    "legend": "Stuurwijzer Sheet Legend",
    "note": "Stuurwijzer Sheet Note",
    "cell": "Stuurwijzer Sheet Cell",
    "after_table": "Stuurwijzer Sheet After Table",
    "table": "Stuurwijzer Sheet Table",
}
"""the same on the sheets, which are made for two pages. They are added to no template: one that has none of them sets
its sheets as the rest, in its own size and with its own distances"""


class Styles:
    """The ids under which a template has the styles."""

    def __init__(self, styles: Element, numbering: Element) -> None:
        self._styles, self._numbering = styles, numbering
        self._ids = {_name_of(held).lower(): held.get(name("styleId")) for held in styles.iter(name("style"))}
        self._of = {role: self._ids.get(called.lower()) or self._added(called) for role, called in ROLES.items()}

        self._on_sheets = {role: held for role, called in ON_SHEETS.items() if (held := self._ids.get(called.lower()))}

    def __getitem__(self, role: str) -> str:
        return self._of[role]

    def on_sheet(self, role: str) -> str:
        """The style where it stands on a sheet."""
        return self._on_sheets.get(role) or self._of[role]

    def _added(self, called: str) -> str:
        """Add a style under an id that is still free, based on what the template calls the same."""
        made = deepcopy(_neutral()[called])
        free = made.get(name("styleId"))
        while free in self._ids.values():
            free += "Sw"
        made.set(name("styleId"), free)
        for tag in ("basedOn", "next"):
            link = child(made, tag)
            if link is not None:
                link.set(name("val"), self._ids.get(_neutral_names()[link.get(name("val"))].lower(), ""))
                if not link.get(name("val")):
                    made.remove(link)
        listed = made.find(f"{name('pPr')}/{name('numPr')}/{name('numId')}")
        if listed is not None:
            listed.set(name("val"), self._list())
        self._styles.append(made)
        self._ids[called.lower()] = free
        return str(free)

    def _list(self) -> str:
        """A bulleted list of our own in the template's numbering; its id. Definitions come before their uses."""
        lists = etree.fromstring(neutral_part("word/numbering.xml"))
        numbers = [int(held.get(name("abstractNumId"))) for held in self._numbering.iter(name("abstractNum"))]
        used = [int(held.get(name("numId"))) for held in self._numbering.iter(name("num"))]
        abstract, number = str(max(numbers, default=0) + 1), str(max(used, default=0) + 1)
        definition = child(lists, "abstractNum")
        definition.set(name("abstractNumId"), abstract)
        for held in definition.iter(name("lvl")):
            held.remove(child(held, "pStyle"))
        self._after_last("abstractNum", "numPicBullet", definition)
        self._after_last("num", "abstractNum", w("num", w("abstractNumId", val=abstract), numId=number))
        return number

    def _after_last(self, tag: str, before: str, made: Element) -> None:
        """Where Word expects it: behind the last of its kind, or of the kind before it."""
        kinds = (name(tag), name(before))
        places = [number for number, held in enumerate(self._numbering, 1) if held.tag in kinds]
        self._numbering.insert(max(places, default=0), made)


def _name_of(style: Element) -> str:
    held = child(style, "name")
    return "" if held is None else str(held.get(name("val")) or "")


@cache
def _neutral() -> dict[str, Element]:
    styles = etree.fromstring(neutral_part("word/styles.xml"))
    return {_name_of(held): held for held in styles.iter(name("style"))}


@cache
def _neutral_names() -> dict[str, str]:
    """The names of the neutral styles by their ids."""
    return {held.get(name("styleId")): called for called, held in _neutral().items()}
