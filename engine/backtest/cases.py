"""What regions really chose, as it stands in ``knowledge/cases``: each value with its lines, silence as null."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StrictBool

from ..knowledge.options import Both
from ..profile.answers import DATE, Id, Lines, Strict, Text
from ..profile.region import SegmentProfile
from .outputs import NO, YES

Course = Literal["kept", "changed", "negative", "unknown"]
"""what became of a choice: kept on; changed, by the region or by law; found wanting where it ran; not known to us"""
CaseId = Annotated[str, Field(pattern=r"^[A-Z0-9]+(-[A-Z0-9]+)*$", max_length=40)]
Day = Annotated[date, DATE]


def _codes(value: Any) -> Any:
    """One code or a list of them; yes and no of YAML in words."""
    held = value if isinstance(value, list) else [value]
    return tuple((YES if one else NO) if isinstance(one, bool) else one for one in held)


Codes = Annotated[tuple[Text, ...], BeforeValidator(_codes), Field(min_length=1)]


class Expected(Strict):
    """What a region chose for one output. Several codes in ``value``: the document leaves open which; of a set: all."""

    value: Codes
    basis: Literal["stated", "inferred"] = Field(description="inferred: our reading; the note says how")
    lines: Lines = Field(description="lines in our extraction of the document")
    passages: tuple[Text, ...] = Field((), description="passages of the knowledge base at these lines")
    note: Text | None = None


class Later(Strict):
    """What became of a choice, as far as a source tells."""

    course: Course
    says: Both
    passages: tuple[Text, ...] = ()


class Rationale(Strict):
    """The reason that the document itself gives. ``facts`` are fields of the profile that the reason speaks of."""

    says: Both
    lines: Lines
    passages: tuple[Text, ...] = ()
    facts: tuple[Text, ...] = ()


class CaseEntry(Strict):
    """One decision. Without segments it is about the region as a whole."""

    id: CaseId
    segments: tuple[Text, ...] = Field(description="ids in the region file, or segment/part")
    status: Literal["proposed", "provisional", "decided", "adopted", "sketch"]
    defaults: StrictBool = Field(True, description="whether what the region decided for all segments holds here too")
    rationale: dict[str, Rationale] = Field(
        default_factory=dict, description="reasons that the document gives, by output; the others it does not explain"
    )
    expected: dict[str, Expected | None] = Field(description="each output; null where the document is silent")
    later: dict[str, Later] = Field(default_factory=dict)
    note: Text | None = None


class Accepted(Strict):
    """A person's explanation of differences. It holds for what was advised then and for nothing else."""

    output: Text
    cases: tuple[CaseId, ...] = Field(min_length=1)
    advised: Codes = Field(description="what the advice said when the difference was accepted")
    reason: Both
    on: Day


class CaseFile(Strict):
    """The decisions of one region in one document, compared with the advice on its region file."""

    region: Id = Field(description="name of the region file")
    place: Text = Field(description="the region itself: several documents of one region are one observation")
    as_of: Day = Field(description="date of the compared advice")
    source: Id = Field(description="document that the lines are of")
    own_documents: tuple[Id, ...] = Field(description="sources that are the region's own")
    defaults: dict[str, Expected] = Field(
        default_factory=dict, description="what the region decided for all segments; holds where a segment is silent"
    )
    later: dict[str, Later] = Field(default_factory=dict, description="what became of the choices, by output")
    beside: tuple[SegmentProfile, ...] = Field(
        (), description="segments that were judged and are not in the region file, because they left the round"
    )
    cases: tuple[CaseEntry, ...] = Field(min_length=1)
    accepted: tuple[Accepted, ...] = Field((), description="differences that somebody has looked at and explains")
