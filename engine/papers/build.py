"""Make a paper by its name."""

from collections.abc import Callable

from ..advice.model import Advice
from ..rendering.numbers import Language
from .college import college_paper
from .council import council_memo
from .paper import Making, Paper, PaperName
from .segments import segment_sheets
from .strategy import strategy_chapter

BUILDERS: dict[PaperName, Callable[[Making], Paper]] = {
    "segments": segment_sheets,
    "strategy": strategy_chapter,
    "college": college_paper,
    "council": council_memo,
}


def paper_of(name: PaperName, advice: Advice, language: Language, head: str = "") -> Paper:
    """The paper of that name. ``head`` is the digest of the record that is written with it."""
    return BUILDERS[name](Making(advice, language, head))


def for_one_segment(name: PaperName) -> bool:
    """Whether the paper can be made of one segment; the others are about the region as a whole."""
    return name == "segments"
