"""Where a source errs, says two things, names one thing in several ways, or lacks a part: ``knowledge/errata.yaml``.

Errata stand in a file of their own and not at the passages, since most concern more than one passage and some more than
one document; and whoever opens a document asks for its errata, not for those of a passage.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from ..profile.answers import DATE, Strict, Text
from ..reading import Document, Problem
from ..reading.validation import nearest
from .options import Both, InstrumentText
from .sources import Passage

Kind = Literal["law", "figure", "date", "count", "reference", "terms", "missing"]
EXPLAINED = ("slip", "wording")
"""conflicts that concern the text and not the choice: an erratum says what is right"""


class Erratum(Strict):
    """One matter, with every passage that it concerns."""

    title: Both
    kind: Kind
    passages: tuple[Text, ...] = Field(min_length=1)
    says: Both
    right: Both | None = None
    unknown: Both | None = Field(None, description="why it cannot be known what is right")
    handled: Both = Field(description="what this product does about it")
    shown_by: tuple[Text, ...] = Field((), description="passages that show what is right")
    matters_for: tuple[Text, ...] = Field((), description="of what is missing: the instruments that it would inform")
    checked: Annotated[date, DATE]


class ErrataFile(Strict):
    errata: dict[str, Erratum]


def detect_errata_faults(
    document: Document, held: ErrataFile, passages: Mapping[str, Passage], instruments: Mapping[str, InstrumentText]
) -> Iterator[Problem]:
    """An erratum on what does not exist, one that half says what is right, and a slip that no erratum explains."""
    for name, erratum in held.errata.items():
        at = ("errata", name)
        for key, named in (("passages", erratum.passages), ("shown_by", erratum.shown_by)):
            for passage in named:
                if passage not in passages:
                    near = nearest(passage, list(passages))
                    yield document.problem((*at, key), "erratum_passage", erratum=name, found=passage, near=near)
        if (erratum.right is None) == (erratum.unknown is None):
            yield document.problem(at, "erratum_half_said", found=name)
        if (erratum.kind == "missing") != bool(erratum.matters_for):
            yield document.problem(at, "erratum_matters", found=name)
        for instrument in erratum.matters_for:
            if instrument not in instruments:
                near = nearest(instrument, list(instruments))
                yield document.problem(
                    (*at, "matters_for"), "erratum_instrument", erratum=name, found=instrument, near=near
                )
    for pair in sorted(_unexplained(held.errata.values(), passages)):
        yield document.problem(("errata",), "slip_without_erratum", one=pair[0], found=pair[1])


def _unexplained(errata: Iterable[Erratum], passages: Mapping[str, Passage]) -> set[tuple[str, str]]:
    """Pairs recorded as a slip or as wording of which no erratum names both sides."""
    explained = [{*erratum.passages, *erratum.shown_by} for erratum in errata]
    return {
        (name, conflict.with_)
        for name, passage in passages.items()
        for conflict in passage.conflicts
        if conflict.type in EXPLAINED
        and name < conflict.with_
        and not any({name, conflict.with_} <= group for group in explained)
    }
