"""What a deck is made of: slides of the same elements as the sheets, each with what its notes say."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..pictures import Drawing
from ..rendering.catalogue import Catalogue
from ..rendering.document import page_labels
from ..rendering.elements import Items, Line, Paragraph, Table
from ..rendering.numbers import Language


@dataclass(frozen=True)
class Picture:
    """A picture that is drawn when its room is known: of ``rows`` rows, as many on one slide as fit.

    ``draw`` gets which rows, from and to, and the width of the plane on which the smallest letters of pictures become
    those of a slide.
    """

    rows: int
    draw: Callable[[int, int, int], Drawing]


Content = Paragraph | Items | Table | Picture


@dataclass(frozen=True)
class Slide:
    """One subject. It becomes several slides where it does not fit on one.

    ``notes`` is what the speaker has: where each thing comes from, and what the slide leaves out.
    """

    id: str
    title: str
    content: tuple[Content, ...]
    notes: tuple[Line, ...]
    lang: str = ""
    """of the title, where it is not that of the deck"""


@dataclass(frozen=True)
class Deck:
    language: Language
    title: str
    subtitle: tuple[Line, ...]
    slides: tuple[Slide, ...]
    foot: str
    as_of: str
    """ISO date"""
    catalogue: Catalogue

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """The words of signs."""
        return page_labels(self.catalogue)
