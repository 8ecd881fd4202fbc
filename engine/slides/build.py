"""The slides of an advice as a file."""

from ..advice.model import Advice
from ..rendering.numbers import Language
from .evening import deck_of
from .neutral import neutral_template
from .write import written


def slides_of(advice: Advice, language: Language, head: str = "", template: bytes | None = None) -> bytes:
    """The advice as a .pptx file; the same advice and template give the same bytes.

    ``template`` is one that was checked; without it the neutral one is used. ``head`` is the digest of the record.
    """
    return written(deck_of(advice, language, head), template or neutral_template(language))
