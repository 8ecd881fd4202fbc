"""An answer is a value that knows where it comes from; an unknown answer stays unknown.

In a file an answer is the plain value (``clients: 1656``) or the value with what is known about it
(``{value: 1656, basis: measured, source: rivierenland-2021, lines: 534}``). ``?`` and ``onbekend`` say that nobody
knows, ``n.v.t.`` that the question does not apply here; neither is ever zero, false or an average.
"""

import re
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

Basis = Literal["measured", "stated", "derived", "judged", "assumed"]
WEAKEST_FIRST: tuple[Basis, ...] = ("assumed", "judged", "stated", "derived", "measured")

UNKNOWN = frozenset({None, "?", "onbekend", "unknown"})
NOT_APPLICABLE = frozenset({"n.v.t.", "nvt", "not_applicable"})

LONGEST_TEXT = 600
_FORBIDDEN_IN_TEXT = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def _clean(value: Any) -> Any:
    """Text for a paper: no control characters and none that turn the direction of reading."""
    if isinstance(value, str) and _FORBIDDEN_IN_TEXT.search(value.strip()):
        raise PydanticCustomError("readable", "refused", {"code": "text_not_plain", "values": {}})
    return " ".join(value.split()) if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_clean), Field(max_length=LONGEST_TEXT, min_length=1)]
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]


def _date(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise PydanticCustomError("readable", "refused", {"code": "not_a_date", "values": {"expected": "2023-01-01"}})
    return value


def _period(value: Any) -> Any:
    value = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", value):
        raise PydanticCustomError("readable", "refused", {"code": "not_a_period", "values": {"expected": "2019"}})
    return value


def _lines(value: Any) -> Any:
    value = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(value, str) or not re.fullmatch(r"\d{1,5}(-\d{1,5})?(, ?\d{1,5}(-\d{1,5})?)*", value):
        raise PydanticCustomError(
            "readable", "refused", {"code": "not_lines", "values": {"expected": "534 of 1328-1352"}}
        )
    return value


Period = Annotated[str, BeforeValidator(_period)]
Lines = Annotated[str, BeforeValidator(_lines)]
DATE = BeforeValidator(_date)

T = TypeVar("T")


class Strict(BaseModel):
    """What a file may hold and no more; nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


class Answer(Strict, Generic[T]):
    """A value with its basis. ``value`` is None when unknown or not applicable."""

    value: T | None = Field(description="the value; ? when nobody knows")
    basis: Basis = Field("stated", description="measured, stated by a source, derived, judged by somebody, or assumed")
    of: Text | None = Field(
        None, description="for a share: what it is a share of, such as spend or clients, and of which lots"
    )
    source: Text | None = Field(None, description="the document or person that says so")
    lines: Lines | None = Field(None, description="lines in our extraction of the source")
    as_of: Period | None = Field(None, description="year or date for which the value holds")
    note: Text | None = Field(None, description="what a reader has to know about the value")
    owner: Text | None = Field(None, description="who can answer, when the value is unknown")
    restates_decision: bool = Field(False, description="the value repeats a decision that the advice is compared with")
    applies: bool = Field(True, description="false when the question does not apply to this segment (n.v.t.)")

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, data: Any) -> Any:
        full = isinstance(data, dict) and not ({"present", "absent"} & data.keys())
        held = dict(data) if full else {"value": data}
        value = held.get("value")
        if isinstance(value, str) and value.strip().lower() in NOT_APPLICABLE:
            held |= {"value": None, "applies": False}
        elif (
            isinstance(value, str | None) and (value.strip().lower() if value else value) in UNKNOWN and "value" in held
        ):
            held["value"] = None
        return held

    @property
    def known(self) -> bool:
        return self.value is not None


class Members(Strict, Generic[T]):
    """Which members of a closed set hold. What is in neither list is unknown, unless the set is stated as complete."""

    present: tuple[T, ...] = Field((), description="members that hold")
    absent: tuple[T, ...] = Field((), description="members that do not hold")
    complete: bool = Field(False, description="true: what is not listed does not hold")

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, data: Any) -> Any:
        return {"present": data} if isinstance(data, list) else data

    @model_validator(mode="after")
    def _consistent(self) -> "Members[T]":
        if set(self.present) & set(self.absent):
            both = ", ".join(sorted(str(m) for m in set(self.present) & set(self.absent)))
            raise PydanticCustomError("readable", "refused", {"code": "present_and_absent", "values": {"both": both}})
        return self

    def holds(self, member: T) -> bool | None:
        if member in self.present:
            return True
        return False if self.complete or member in self.absent else None


def about(dutch: str, meaning: str, unit: str | None = None, default: Any = None) -> Any:
    """The description of a question: its meaning, the Dutch term and the unit."""
    unit_text = f" [{unit}]" if unit else ""
    return Field(
        default,
        description=f"{meaning}{unit_text} (NL: {dutch})",
        json_schema_extra={"dutch": dutch, "meaning": meaning, **({"unit": unit} if unit else {})},
    )
