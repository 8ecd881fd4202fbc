"""Paragraphs and properties of DrawingML, made as elements and never as text: what an advice says becomes no markup."""

from typing import Any

from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement

Element = Any
"""an lxml element; lxml has no types of its own"""


def a(tag: str, *children: Element | None, **attributes: str) -> Element:
    """An element of DrawingML with its children; those that are None are left out."""
    made = OxmlElement(f"a:{tag}")
    for key, value in attributes.items():
        made.set(key, value)
    made.extend(child for child in children if child is not None)
    return made


def replaced(parent: Element, *made: Element) -> None:
    """The elements in the place of those of the same names, or at the end."""
    for element in made:
        held = parent.find(element.tag)
        if held is None:
            parent.append(element)
        else:
            parent.replace(held, element)


def name(tag: str) -> str:
    """The full name of ``a:t`` or ``r:id``."""
    return str(qn(tag))
