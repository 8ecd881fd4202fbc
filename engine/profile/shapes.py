"""What shape a question of the models has: one value, a set, a list, amounts by year, a room of more questions.

Worked out once from the types, for whatever asks or takes answers question by question: the starting file, the workbook
to fill in, and the reader of that workbook. A question that is added to a model is in all of them.
"""

import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic.fields import FieldInfo

from . import money_rooms, planning_steps
from .answers import Answer, Members, Strict

PlainKind = Literal["bool", "enum", "text", "date", "count", "money", "share", "fte"]
QUANTITIES: tuple[PlainKind, ...] = ("count", "money", "share", "fte")


@dataclass(frozen=True)
class Plain:
    """One value. ``members`` are the words to choose from; ``whole`` when they are whole numbers."""

    kind: PlainKind
    members: tuple[str, ...] = ()
    whole: bool = False


@dataclass(frozen=True)
class SetOf:
    """Which of these hold and which do not."""

    members: tuple[str, ...]


@dataclass(frozen=True)
class ListOf:
    item: Plain
    most: int | None


@dataclass(frozen=True)
class ByYear:
    item: Plain


@dataclass(frozen=True)
class ByKey:
    """One item for each of a closed list of words."""

    keys: tuple[str, ...]
    item: "Shape"


@dataclass(frozen=True)
class ByName:
    """One item for each name that the region gives."""

    item: "Shape"


@dataclass(frozen=True)
class RoomOf:
    model: type[Strict]


@dataclass(frozen=True)
class RecordsOf:
    model: type[Strict]


@dataclass(frozen=True)
class Asked:
    """An answer: a value of a shape, with what is known about it."""

    inner: "Shape"


Shape = Plain | SetOf | ListOf | ByYear | ByKey | ByName | RoomOf | RecordsOf | Asked


def shapes_of(model: type[Strict]) -> Mapping[str, Shape]:
    """The shape of each question of a room, in its order."""
    return {name: shape_of_field(field) for name, field in model.model_fields.items()}


def shape_of_field(field: FieldInfo) -> Shape:
    quantity = _quantity(field)
    return Plain(quantity) if quantity and field.annotation in (int, Any) else shape_of(field.annotation, field)


def shape_of(annotation: Any, said: FieldInfo | None = None) -> Shape:
    """Raises TypeError: a question of a shape that nothing can ask for yet."""
    origin, inside = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is Annotated:
        found = next((q for m in annotation.__metadata__ if isinstance(m, FieldInfo) and (q := _quantity(m))), None)
        limits = next((m for m in annotation.__metadata__ if isinstance(m, FieldInfo)), None)
        return Plain(found) if found else shape_of(inside[0], limits)
    if origin in (types.UnionType, typing.Union):
        return shape_of(next(kind for kind in inside if kind is not type(None)), said)
    if origin is Literal:
        return Plain("enum", tuple(map(str, inside)), all(isinstance(member, int) for member in inside))
    if origin is tuple:
        return _many(inside[0], said)
    if origin is dict:
        return _mapping(*inside)
    if isinstance(annotation, type) and issubclass(annotation, Answer):
        return Asked(shape_of(dict(annotation.model_fields)["value"].annotation))
    if isinstance(annotation, type) and issubclass(annotation, Members):
        members = typing.get_args(annotation.model_fields["present"].annotation)[0]
        return SetOf(typing.get_args(members))
    if isinstance(annotation, type) and issubclass(annotation, Strict):
        return RoomOf(annotation)
    kinds: dict[Any, PlainKind] = {bool: "bool", date: "date", str: "text"}
    if annotation in kinds:
        return Plain(kinds[annotation])
    raise TypeError(f"a shape of question that is not known: {annotation}")


def _many(item: Any, said: FieldInfo | None) -> Shape:
    held = shape_of(item)
    if isinstance(held, RoomOf):
        return RecordsOf(held.model)
    assert isinstance(held, Plain)
    limits = [most for m in (said.metadata if said else ()) if (most := getattr(m, "max_length", None)) is not None]
    return ListOf(held, limits[0] if limits else len(held.members) or None)


def _mapping(keys: Any, item: Any) -> Shape:
    held = shape_of(item)
    if keys in (planning_steps.Year, money_rooms.Year):
        assert isinstance(held, Plain)
        return ByYear(held)
    return ByKey(typing.get_args(keys), held) if typing.get_origin(keys) is Literal else ByName(held)


def _quantity(said: FieldInfo) -> PlainKind | None:
    extra = said.json_schema_extra
    found = extra.get("quantity") if isinstance(extra, dict) else None
    return next((kind for kind in QUANTITIES if kind == found), None)


def kind_of(shape: Shape) -> tuple[str, tuple[str, ...]]:
    """The kind of a question as reader's text names it, and the words to choose from."""
    match shape:
        case Asked(inner):
            return kind_of(inner)
        case Plain(kind, members):
            return kind, members
        case SetOf(members):
            return "set", members
        case ListOf(Plain(members=members)):
            return ("ranking" if members else "list"), members
        case ByYear(Plain(kind)):
            return kind, ()
        case ByKey(keys, RoomOf()):
            return "steps", keys
        case ByKey(keys, ListOf()):
            return "lists", keys
        case ByKey(keys):
            return "points", keys
        case ByName(Plain(members=members)):
            return ("choices" if members else "counts"), members
    raise TypeError(f"a kind of question that has no name: {shape}")
