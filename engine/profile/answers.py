"""An answer is a value that knows where it comes from; an unknown answer stays unknown.

In a file an answer is the plain value (``clients: 1656``) or the value with what is known about it
(``{value: 1656, basis: measured, source: rivierenland-2021, lines: 534}``). ``?`` and ``onbekend`` say that nobody
knows, ``n.v.t.`` that the question does not apply here; neither is ever zero, false or an average.
"""

import re
from datetime import date
from typing import Annotated, Any, Generic, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, field_validator, model_validator
from pydantic_core import PydanticCustomError

Basis = Literal["measured", "stated", "derived", "judged", "assumed"]
WEAKEST_FIRST: tuple[Basis, ...] = ("assumed", "judged", "stated", "derived", "measured")

UNKNOWN = frozenset({None, "?", "onbekend", "unknown"})
NOT_APPLICABLE = frozenset({"n.v.t.", "nvt", "not_applicable"})

LONGEST_TEXT = 600
_FORBIDDEN_IN_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def _clean(value: Any) -> Any:
    """Text for a paper: no control characters, none without width and none that turn the direction of reading."""
    if isinstance(value, str) and _FORBIDDEN_IN_TEXT.search(value.strip()):
        raise _refuse("text_not_plain")
    return " ".join(value.split()) if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_clean), Field(max_length=LONGEST_TEXT, min_length=1)]
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]


def _refuse(code: str, **values: str) -> PydanticCustomError:
    # The message is never shown: the catalogue of reader's text has a sentence for the code.
    return PydanticCustomError("readable", "refused", {"code": code, "values": values})


def _date(value: Any) -> Any:
    """As it is written; a bare number would be taken for seconds since 1970."""
    if not isinstance(value, date) and not (isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value)):
        raise _refuse("not_a_date", expected="2023-01-01")
    return value


def _period(value: Any) -> Any:
    value = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", value):
        raise _refuse("not_a_period", expected="2019")
    return value


def _lines(value: Any) -> Any:
    value = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(value, str) or not re.fullmatch(r"\d{1,5}(-\d{1,5})?(, ?\d{1,5}(-\d{1,5})?)*", value):
        raise _refuse("not_lines", expected="534, 1328-1352")
    if any(int(last) < int(first) for first, last in re.findall(r"(\d+)-(\d+)", value)):
        raise _refuse("lines_turned")
    return value


Period = Annotated[str, BeforeValidator(_period, json_schema_input_type=int | str)]
Lines = Annotated[str, BeforeValidator(_lines, json_schema_input_type=int | str)]
DATE = BeforeValidator(_date)

T = TypeVar("T")


class Strict(BaseModel):
    """What a file may hold and no more; nothing changes after reading."""

    # Built at its first use, and a room together with what holds it: no command uses all that there is.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


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
    restates_decision: StrictBool = Field(
        False, description="the value repeats a decision that the advice is compared with"
    )
    applies: StrictBool = Field(True, description="false when the question does not apply to this segment (n.v.t.)")

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, data: Any) -> Any:
        full = isinstance(data, dict) and ("value" in data or not cls._takes_mapping())
        held = dict(data) if full else {"value": data}
        value = held.get("value")
        if isinstance(value, str) and value.strip().lower() in NOT_APPLICABLE:
            held |= {"value": None, "applies": False}
        elif (
            isinstance(value, str | None) and (value.strip().lower() if value else value) in UNKNOWN and "value" in held
        ):
            held["value"] = None
        return held

    @classmethod
    def _takes_mapping(cls) -> bool:
        """Whether the plain value is itself a mapping; the full form is then known by its ``value``."""
        bare = [getattr(kind, "__origin__", kind) for kind in get_args(cls.model_fields["value"].annotation)]
        kinds = [get_origin(kind) or kind for kind in bare]
        return any(isinstance(kind, type) and issubclass(kind, dict | Members) for kind in kinds)

    @field_validator("value", mode="before")
    @classmethod
    def _true_or_false(cls, value: Any) -> Any:
        """Only true and false are: pydantic would take yes, on and 1 as well."""
        if bool in get_args(cls.model_fields["value"].annotation) and not isinstance(value, bool | None):
            raise _refuse("not_true_or_false")
        return value

    @model_validator(mode="after")
    def _applies_or_not(self) -> "Answer[T]":
        if self.value is not None and not self.applies:
            raise _refuse("value_not_applicable")
        return self

    @property
    def known(self) -> bool:
        return self.value is not None


def value_of(answer: Answer[T] | None) -> T | None:
    """The value of a question that need not have been answered; None when it is unknown or was not asked."""
    return None if answer is None else answer.value


class Members(Strict, Generic[T]):
    """Which members of a closed set hold. What is in neither list is unknown, unless the set is stated as complete."""

    present: tuple[T, ...] = Field((), description="members that hold")
    absent: tuple[T, ...] = Field((), description="members that do not hold")
    complete: StrictBool = Field(False, description="true: what is not listed does not hold")

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, data: Any) -> Any:
        if not isinstance(data, list | dict | Members):
            raise _refuse("not_a_list")
        return {"present": data} if isinstance(data, list) else data

    @model_validator(mode="after")
    def _consistent(self) -> "Members[T]":
        if set(self.present) & set(self.absent):
            both = ", ".join(sorted(str(m) for m in set(self.present) & set(self.absent)))
            raise _refuse("present_and_absent", both=both)
        return self

    def holds(self, member: T) -> bool | None:
        if member in self.present:
            return True
        return False if self.complete or member in self.absent else None


def about(
    dutch: str,
    meaning: str,
    unit: str | None = None,
    default: Any = None,
    unless_known: str | None = None,
    except_when: str | None = None,
) -> Any:
    """The description of a question: its meaning, the Dutch term and the unit.

    ``unless_known`` names an answer (``use.clients``) that makes the question needless once it is known, save when it
    is ``except_when``.
    """
    needless = {"unless_known": unless_known} if unless_known else {}
    needless |= {"except_when": except_when} if except_when else {}
    unit_text = f" [{unit}]" if unit else ""
    return Field(
        default,
        description=f"{meaning}{unit_text} (NL: {dutch})",
        json_schema_extra={"dutch": dutch, "meaning": meaning, **({"unit": unit} if unit else {}), **needless},
    )
