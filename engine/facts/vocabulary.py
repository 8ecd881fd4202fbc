"""Which fields rules may read: derived from the profile's models, so that a question stands in one place."""

import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ..profile.answers import Answer, Members
from ..profile.region import Body, Finance, Goals, Part, Place, Planning
from ..profile.segment_rooms import Law

Kind = Literal["bool", "enum", "count", "money", "share", "ratio", "date"]
Owner = Literal["segment", "shared", "region", "derived", "classified", "chosen"]


@dataclass(frozen=True)
class Field:
    """One field that a condition may name.

    ``members`` are the values of an enumeration; counts are whole numbers, money is cents, shares are basis points,
    ratios hundredths and a day is a number such as 20261001. ``owner`` says who sets it.
    """

    name: str
    kind: Kind
    owner: Owner
    members: tuple[str, ...] = ()
    dutch: str = ""
    meaning: str = ""
    unit: str = ""
    set_field: str = ""
    """for one member of a set: the field of the set"""
    unless_known: str = ""
    """a figure or answer that makes the question needless once it is known"""
    except_when: str = ""
    """the value of that answer with which the question is asked all the same"""
    true_wins: bool = False
    """for a classified field: a yes and a no together are a yes; otherwise two values are a fault"""

    def needless(self, known: Mapping[str, object]) -> bool:
        """Whether what is known makes the question needless."""
        return self.unless_known in known and (not self.except_when or known[self.unless_known] != self.except_when)


Vocabulary = Mapping[str, Field]

SHARED_ROOMS = tuple(Body.model_fields)
SEGMENT_ROOMS = tuple(
    name for name in Part.model_fields if name not in {*SHARED_ROOMS, "id", "name", "figures", "overrides"}
)
REGION_ROOMS: dict[str, type[BaseModel]] = {"place": Place, "goals": Goals, "finance": Finance, "planning": Planning}
CHOICE_ROOMS = frozenset({"board", "goals", "wishes", "outcomes", "finance", "planning"})
"""rooms that hold what a region decides or wants: no facts of a segment, and not unknown in the way a fact can be"""
FIGURE_ROOMS = ("use", "market")
"""rooms that a part does not inherit: a figure of the whole is no figure of the part"""

DERIVED = (
    Field("segment.law", "enum", "derived", typing.get_args(Law), "wet", "act under which the care is bought"),
    Field("segment.is_part", "bool", "derived", (), "onderdeel", "this is a part of a segment"),
    Field("derived.municipalities", "count", "derived", (), "aantal gemeenten", "participating municipalities"),
    Field("derived.delimited_part", "bool", "derived", (), "afgebakend deel", "a delimited target group is named"),
    Field(
        "derived.spend_per_client", "money", "derived", (), "uitgaven per cliënt", "spend divided by clients", "euro"
    ),
    Field(
        "derived.clients_per_provider",
        "ratio",
        "derived",
        (),
        "cliënten per aanbieder",
        "clients divided by providers",
        "persons",
    ),
    Field(
        "derived.cost_to_client_ratio",
        "ratio",
        "derived",
        (),
        "kosten ten opzichte van cliënten",
        "cost share divided by client share",
    ),
    Field(
        "derived.years_of_contract",
        "count",
        "derived",
        (),
        "jaren tot einde contract",
        "whole years from as-of date to the end of the present contracts",
        "years",
    ),
    Field(
        "derived.months_award_to_start",
        "count",
        "derived",
        (),
        "maanden tussen gunning en start",
        "whole months from the award to the start of the contracts",
        "months",
    ),
    Field(
        "derived.publication_passed",
        "bool",
        "derived",
        (),
        "publicatie voorbij",
        "the publication date lies before the as-of date",
    ),
    Field(
        "derived.pilot_partners_after_publication",
        "bool",
        "derived",
        (),
        "proefpartners na publicatie",
        "pilot partners are chosen after the publication",
    ),
)


@cache
def input_vocabulary() -> Vocabulary:
    """Every field that a profile can fill, by name."""
    fields = {field.name: field for field in DERIVED}
    for room in (*SHARED_ROOMS, *SEGMENT_ROOMS):
        owner: Owner = "shared" if room in SHARED_ROOMS else "segment"
        fields |= {field.name: field for field in _room_fields(room, _room_model(room), owner)}
    for room, model in REGION_ROOMS.items():
        fields |= {field.name: field for field in _room_fields(room, model, "region")}
    return types.MappingProxyType(fields)


def _room_model(room: str) -> type[BaseModel]:
    annotation = Part.model_fields[room].annotation
    assert isinstance(annotation, type) and issubclass(annotation, BaseModel)
    return annotation


def _room_fields(room: str, model: type[BaseModel], owner: Owner) -> Iterator[Field]:
    for name, info in model.model_fields.items():
        value = answer_type(info.annotation)
        if value is None:
            continue
        extra: dict[str, Any] = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
        words = (str(extra.get("dutch", name)), str(extra.get("meaning", name)), str(extra.get("unit", "")))
        for field in _fields(f"{room}.{name}", value, owner, words):
            unless, but = str(extra.get("unless_known", "")), str(extra.get("except_when", ""))
            yield replace(field, unless_known=unless, except_when=but)


def _fields(name: str, value: Any, owner: Owner, words: tuple[str, str, str]) -> Iterable[Field]:
    dutch, meaning, unit = words
    members = _set_members(value)
    if members is not None:
        return [Field(f"{name}.{m}", "bool", owner, (), f"{dutch}: {m}", f"{meaning}: {m}", "", name) for m in members]
    kind = _kind(value)
    if kind is None:
        return []
    return [Field(name, kind, owner, typing.get_args(value) if kind == "enum" else (), dutch, meaning, unit)]


def answer_type(annotation: Any) -> Any:
    """The ``T`` of ``Answer[T] | None``; None for anything else."""
    for argument in typing.get_args(annotation) or (annotation,):
        if isinstance(argument, type) and issubclass(argument, Answer) and argument is not Answer:
            return argument.__pydantic_generic_metadata__["args"][0]
    return None


def _set_members(value: Any) -> tuple[str, ...] | None:
    if isinstance(value, type) and issubclass(value, Members):
        return typing.get_args(value.__pydantic_generic_metadata__["args"][0])
    return None


def _kind(value: Any) -> Kind | None:
    """None for what rules cannot read: text and lists."""
    if value is bool:
        return "bool"
    if getattr(value, "__origin__", None) is date:
        return "date"
    if typing.get_origin(value) is Literal:
        return "enum"
    for metadata in getattr(value, "__metadata__", ()):
        if isinstance(metadata, FieldInfo) and isinstance(metadata.json_schema_extra, dict):
            quantity = metadata.json_schema_extra.get("quantity")
            if quantity in ("share", "money", "count"):
                return typing.cast(Kind, quantity)
    return None


__all__ = [
    "CHOICE_ROOMS",
    "DERIVED",
    "FIGURE_ROOMS",
    "REGION_ROOMS",
    "SEGMENT_ROOMS",
    "SHARED_ROOMS",
    "Field",
    "Kind",
    "Vocabulary",
    "answer_type",
    "input_vocabulary",
]
