"""Pictures as drawings of Word."""

from collections.abc import Iterator

from ..rendering.elements import Gantt, Picture
from .lines import Lines
from .xml import Element


class Pictures:
    def __init__(self, lines: Lines) -> None:
        self._lines = lines

    def paragraphs(self, picture: Picture | Gantt, width: int) -> Iterator[Element]:
        yield from ()
