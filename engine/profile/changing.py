"""A region with one answer other than it is: what a what-if asks for."""

import typing
from typing import Any

from .answers import Answer, Members
from .region import CareBody, RegionProfile, SegmentProfile

Value = int | str | bool


def with_answer(region: RegionProfile, segment_id: str, part_id: str | None, field: str, value: Value) -> RegionProfile:
    """The region in which a segment, or a part of it, answers a question (``room.question`` or ``room.set.member``)
    with ``value``. Other segments keep their answers, also where the region gave one for all.

    Raises KeyError when there is no such segment, part or question.
    """
    segments = tuple(_segment(s, part_id, field, value) if s.id == segment_id else s for s in region.segments)
    if region.segment(segment_id) is None:
        raise KeyError(segment_id)
    return region.model_copy(update={"segments": segments})


def _segment(segment: SegmentProfile, part_id: str | None, field: str, value: Value) -> SegmentProfile:
    if part_id is None:
        return _body(segment, field, value)
    if all(part.id != part_id for part in segment.parts):
        raise KeyError(part_id)
    parts = tuple(_body(part, field, value) if part.id == part_id else part for part in segment.parts)
    return segment.model_copy(update={"parts": parts})


B = typing.TypeVar("B", bound=CareBody)


def _body(body: B, field: str, value: Value) -> B:
    name, question, *member = field.split(".", 2)
    room = getattr(body, name, None)
    if room is None or question not in type(room).model_fields:
        raise KeyError(field)
    old: Answer[Any] | None = getattr(room, question)
    kind = _answer_class(type(room).model_fields[question].annotation)
    held = old if old is not None else kind.model_construct(value=None, basis="assumed", applies=True)
    new = _with_member(held.value, kind, member[0], bool(value)) if member else value
    answer = held.model_copy(update={"value": new, "applies": True})
    return body.model_copy(update={name: room.model_copy(update={question: answer})})


def _with_member(held: Any, kind: type[Answer[Any]], member: str, holds: bool) -> Members[Any]:
    if held is None:
        members = kind.model_fields["value"].annotation
        held = next(k for k in typing.get_args(members) if isinstance(k, type) and issubclass(k, Members))()
    present = [m for m in held.present if m != member]
    absent = [m for m in held.absent if m != member]
    (present if holds else absent).append(member)
    changed: Members[Any] = held.model_copy(update={"present": tuple(present), "absent": tuple(absent)})
    return changed


def _answer_class(annotation: Any) -> type[Answer[Any]]:
    return next(k for k in typing.get_args(annotation) if isinstance(k, type) and issubclass(k, Answer))
