"""A template of somebody's own: held against limits, and against what slides need, before anything is put in it."""

import re
from collections.abc import Iterator
from zipfile import BadZipFile

from lxml import etree
from pptx.exc import PythonPptxError

from ..office.faults import Fault, UnfitTemplateError, fault, shown
from ..office.hostile import Kind, checked_parts
from .layouts import FEWEST_POINTS, layouts_of, opened
from .xml import Element

PRESENTATION = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
MOVES = re.compile(r"ppaction://(?:hlinksldjump|hlinkshowjump\?jump=\w+|noaction|media)?")
"""what a click may do: go to another slide, play what is in the file, or nothing"""


def checked_template(content: bytes) -> tuple[Fault, ...]:
    """Everything that is wrong with a template. Never raises for what is wrong with it."""
    try:
        checked_parts(content, SLIDES)
    except UnfitTemplateError as error:
        return error.faults
    try:
        layouts = layouts_of(opened(content))
    except (PythonPptxError, BadZipFile, etree.LxmlError, LookupError, AttributeError, TypeError, ValueError) as error:
        return (fault("broken", reason=shown(f"{type(error).__name__}: {error}")),)
    if layouts is None:
        width, height = (points * 254 // 72 // 10 for points in FEWEST_POINTS)
        return (fault("no_layout", width=str(width), height=str(height)),)
    return ()


def usable_template(content: bytes) -> bytes:
    """The template. Raises UnfitTemplateError with everything that is wrong."""
    faults = checked_template(content)
    if faults:
        raise UnfitTemplateError(faults)
    return content


def _faults_of_actions(root: Element) -> Iterator[Fault]:
    for held in root.iter():
        action = str(held.get("action") or "") if isinstance(held.tag, str) else ""
        if action and not MOVES.fullmatch(action):
            yield fault("active", found=shown(action))


SLIDES = Kind(
    "ppt/presentation.xml",
    PRESENTATION,
    _faults_of_actions,
    re.compile(r"ppt/printerSettings/printerSettings\d+\.bin"),
)
