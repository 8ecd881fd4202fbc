"""Word's own XML, made as elements and never as text: what stands in an advice cannot become markup."""

from typing import Any

from lxml import etree

from ..office.package import plain_text

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
Element = Any
"""an lxml element; lxml has no types of its own"""


def name(tag: str) -> str:
    return f"{{{WORD}}}{tag}"


def w(tag: str, *children: Element, **attributes: str) -> Element:
    """An element of Word's namespace with its children; attributes are of that namespace too."""
    made = etree.Element(name(tag), {name(key): value for key, value in attributes.items()}, nsmap={"w": WORD})
    made.extend(child for child in children if child is not None)
    return made


def text_element(text: str, tag: str = "t") -> Element:
    made = w(tag)
    made.text = plain_text(text)
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def child(parent: Element, tag: str) -> Element:
    """The child of that name, or None."""
    return parent.find(name(tag))
