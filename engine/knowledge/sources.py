"""Sources and their passages, as they stand in ``knowledge/sources`` and ``knowledge/law``."""

import datetime
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from ..profile.answers import Strict, Text, _refuse
from .options import Both

State = Literal["confirmed", "secondary", "disputed"]
STATES: tuple[State, ...] = ("confirmed", "secondary", "disputed")
"""the surest first"""
ConflictType = Literal["contradiction", "tension", "different_choice", "wording", "slip"]

UnusedReason = Literal[
    "context",
    "case_input",
    "expected_decision",
    "example",
    "political_choice",
    "repeats",
    "superseded",
    "missing_figure",
    "open_norm",
    "conflicting_interpretation",
]


def _text(value: object) -> object:
    return str(value) if isinstance(value, int) else value


Written = Annotated[str, BeforeValidator(_text)]


class Condition(Strict):
    text: Text
    basis: Literal["stated", "inferred"]


class Conflict(Strict):
    """Another passage that says something else, and in which way."""

    with_: Text = Field(alias="with")
    type: ConflictType


class Unused(Strict):
    """Why nothing rests on a passage. ``of`` is the passage that one which ``repeats`` says again."""

    reason: UnusedReason
    of: Text | None = None

    @model_validator(mode="after")
    def _repeats_something(self) -> "Unused":
        if (self.reason == "repeats") != (self.of is not None):
            raise _refuse("repeats_half_said")
        return self


class Passage(Strict):
    """A place in a document: a run of words, found again by its digest in any extraction of the same document."""

    section: Written | None = None
    lines: tuple[int, int] | None = Field(None, description="lines in our extraction")
    words: int | None = None
    digest: str | None = None
    unused: Unused | None = Field(None, description="why no rule, parameter or other datum rests on it")
    kind: str
    strength: Literal["must", "prefers", "may", "evidence"] = "evidence"
    state: State | None = Field(None, description="of a legal fact: how sure it is")
    valid_from: str | None = None
    start: Literal["secondary"] | None = Field(
        None,
        description="of a legal fact surer than its first day: that day was taken, or seen through another source",
    )
    valid_until: str | None = None
    condition: Condition | None = None
    summary: Both
    conflicts: tuple[Conflict, ...] = ()


class Extraction(Strict):
    lines: int
    words: int
    digest: str


class Source(Strict):
    """A document with its passages. ``date`` is as exact as the document says; rules follow it by the as-of date."""

    id: str
    prefix: str
    title: Text
    organisation: Text
    date: Written
    kind: Literal[
        "business_case", "note", "strategy", "presentation", "memo", "law", "case_law", "guidance", "research"
    ]
    address: Text | None = None
    extraction: Extraction | None = None
    passages: dict[str, Passage]

    def published_by(self, day: datetime.date) -> bool:
        """Whether the document existed on a day; a year alone counts from its first day, a month likewise."""
        return day.isoformat()[: len(self.date)] >= self.date
