"""A region file to fill in: every question of the models as a comment, with its meaning, unit and possible answers.

Generated from the models, so that no question is missing and none stands there that the reader would refuse. The file
can be read as it is, and also when every question in it is answered as it stands there.
"""

import textwrap
import types
import typing
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal, Protocol

from pydantic.fields import FieldInfo

from .answers import Answer, Members, Strict
from .planning_steps import PlannedStep, Year
from .region import Body, OwnerRole, RegionProfile, SegmentProfile

WIDTH = 110
SHARED_ROOMS = tuple(Body.model_fields)
HOW_TO_FILL_IN = 6  # remarks
LISTS = {"tempo": "when: '2028', municipality", "councils": "council", "consultations": "whom"}
"""questions that take a list of entries, with the key of an entry that names it"""
FULL_ANSWER = "{value: 1656, basis: measured, source: …, lines: 12-14, as_of: 2026, note: …}"
FULL_SET = "{present: [a], absent: [b], complete: true}"
OVERRIDE = "{{funding: {{option: effort, reason: {why}, by: {who}, date: {date}}}}}"
EXAMPLES: tuple[tuple[Literal["first", "second"], str], ...] = (("first", "wmo2015"), ("second", "jeugdwet"))


class Texts(Protocol):
    """Where the words come from: the catalogue of reader's text in one language."""

    @property
    def language(self) -> str: ...

    def say(self, code_path: str, **values: str) -> str: ...

    def has(self, code_path: str) -> bool: ...


def starting_file(region_id: str, as_of: date, texts: Texts) -> str:
    """The text of a region file with two segments, in which only what is obligatory has a value."""
    return "\n".join(_Writing(texts).region(region_id, as_of)) + "\n"


class _Writing:
    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def region(self, region_id: str, as_of: date) -> Iterator[str]:
        yield from self._remark(self._say("opening", id=region_id), 0)
        for number in range(1, HOW_TO_FILL_IN + 1):
            yield from self._remark(self._say(f"how.{number}", answer=FULL_ANSWER, set=FULL_SET), 0, "- ")
        yield ""
        yield "format: 1"
        yield f"id: {region_id}"
        yield f"name: {region_id}  # {self._say('name')}"
        yield f"as_of: {as_of.isoformat()}  # {self._say('as_of')}"
        yield from self._lines(("source", "addressee"), 0)
        yield from self._head("owners", 0)
        for role in typing.get_args(OwnerRole):
            yield f"  #{role}: {self._texts.say(f'roles.{role}')}"
        for name in ("place", "goals", "finance", "planning", "change", "governance", "parameters", *SHARED_ROOMS):
            yield from self._room(RegionProfile, name, 0)
        yield from self._head("lots", 0)
        lot, law = self._say("example.lot"), "wmo2015"
        yield f"  #- {{id: {self._say('example.lot_id')}, name: {lot}, law: {law}, clients: 100, spend: € 500.000}}"
        yield f"  #- {{id: {self._say('example.lot_id')}-2, name: {lot} 2, law: {law}, fate: lapses}}"
        yield ""
        yield from self._remark(self._say("money"), 0)
        yield ""
        yield from self._remark(self._say("overrides"), 0)
        values = {"why": self._say("example.text"), "who": self._say("example.text"), "date": self._say("example.date")}
        yield f"#overrides: {OVERRIDE.format(**values)}"
        yield from self._head("notes", 0)
        yield f"  #- {{text: {self._say('example.note')}, lines: 12-14}}"
        yield from self._head("segments", 0)
        for number, (name, law) in enumerate(EXAMPLES):
            yield ""
            yield f"  - id: {self._say(f'example.{name}_id')}"
            yield f"    name: {self._say(f'example.{name}_name')}"
            yield f"    law: {law}  # {', '.join(typing.get_args(SegmentProfile.model_fields['law'].annotation))}"
            yield from self._segment() if number == 0 else self._remark(self._say("second_segment"), 4)

    def _segment(self) -> Iterator[str]:
        yield from self._head("from_lots", 4)
        unknown = self._say("unknown")
        yield f"      #- {{lot: {self._say('example.lot')}, share: {unknown}, converted: false}}"
        for name, field in SegmentProfile.model_fields.items():
            if _room_of(field) and name not in SHARED_ROOMS:
                yield from self._room(SegmentProfile, name, 4)
        yield from self._head("goals_in_words", 4)
        yield f"      #- {self._say('example.goal')}"
        yield from self._head("notes", 4)
        yield f"      #- {{text: {self._say('example.note')}, lines: 12-14}}"
        yield from self._head("parts", 4)
        yield f"      #- {{id: {self._say('example.part_id')}, name: {self._say('example.part_name')}, figures: none}}"
        yield ""
        yield from self._remark(self._say("shared", rooms=", ".join(SHARED_ROOMS)), 4)

    def _room(self, model: type[Strict], name: str, indent: int) -> Iterator[str]:
        yield from self._head(name, indent)
        room = _room_of(model.model_fields[name])
        assert room is not None
        for question, field in room.model_fields.items():
            if question in LISTS:
                yield from self._remark(self._say(f"rooms.{question}"), indent + 2)
                yield f"{' ' * (indent + 2)}#{question}: [{{{LISTS[question]}: {self._say('example.text')}}}]"
                continue
            yield from self._remark(self._question(f"{name}.{question}", field), indent + 2)
            yield f"{' ' * (indent + 2)}#{question}: {self._example(field)}"

    def _head(self, name: str, indent: int) -> Iterator[str]:
        yield ""
        yield from self._remark(self._say(f"rooms.{name}"), indent)
        yield f"{' ' * indent}{name}:"

    def _lines(self, names: tuple[str, ...], indent: int) -> Iterator[str]:
        for name in names:
            yield f"{' ' * indent}#{name}: {self._say('example.text')}  # {self._say(name)}"

    def _remark(self, text: str, indent: int, mark: str = "") -> Iterator[str]:
        start = f"{' ' * indent}# {mark}"
        later = f"{' ' * indent}# {' ' * len(mark)}"
        yield from textwrap.wrap(
            text, WIDTH, initial_indent=start, subsequent_indent=later, break_long_words=False, break_on_hyphens=False
        )

    # One question

    def _question(self, path: str, field: FieldInfo) -> str:
        """The question and how it can be answered: ``Trend of the volume: falling, stable or rising.``"""
        said: dict[str, Any] = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
        term = str(said.get("dutch" if self._texts.language == "nl" else "meaning", path))
        kind, members = _kind(_value_of(field.annotation))
        once_said = kind in ("ranking", "points")  # the same words as those of another question
        values = {"members": ", ".join(m if once_said else self._member(path, m) for m in members)}
        if unit := said.get("unit"):
            values["unit"] = self._say(f"units.{str(unit).replace('%', 'percent').replace(' ', '_')}")
        answer = self._say(f"kinds.{kind}_unit" if unit and kind in ("count", "money") else f"kinds.{kind}", **values)
        return f"{term[:1].upper()}{term[1:]}: {answer}"

    def _member(self, path: str, member: str) -> str:
        """A code with the word that it stands for, where that is another one."""
        for code in (f"members.{path}.{member}", f"members.{member}"):
            if self._texts.has(code):
                word = self._texts.say(code)
                return member if word == member.replace("_", " ") else f"{member} ({word})"
        return member

    def _example(self, field: FieldInfo) -> str:
        """What stands behind the key: a valid answer that says nothing."""
        if _answer_in(field.annotation):
            return self._say("unknown")
        return "{}" if _kind(_value_of(field.annotation))[0] == "steps" else self._say("example.date")

    def _say(self, code: str, **values: str) -> str:
        return self._texts.say(f"command.new.{code}", **values)


def _room_of(field: FieldInfo) -> type[Strict] | None:
    held = field.annotation
    return held if isinstance(held, type) and issubclass(held, Strict) else None


def _answer_in(annotation: Any) -> type[Answer[Any]] | None:
    for kind in (annotation, *typing.get_args(annotation)):
        if isinstance(kind, type) and issubclass(kind, Answer):
            return kind
    return None


def _value_of(annotation: Any) -> Any:
    """What an answer is a value of, or the annotation itself without "or nothing"."""
    answer = _answer_in(annotation)
    if answer is not None:
        annotation = dict(answer.model_fields)["value"].annotation
    kinds = typing.get_args(annotation) if _is_union(annotation) else (annotation,)
    return kinds[0]


def _is_union(held: Any) -> bool:
    return typing.get_origin(held) in (types.UnionType, typing.Union)


def _kind(value: Any) -> tuple[str, tuple[str, ...]]:
    """The kind of an answer, as the texts name it, and the members to choose from."""
    if value is bool:
        return "bool", ()
    if typing.get_origin(value) is Literal:
        return "enum", typing.get_args(value)
    if isinstance(value, type) and issubclass(value, Members):
        (members,) = typing.get_args(value.model_fields["present"].annotation)[:1]
        return "set", typing.get_args(members)
    if typing.get_origin(value) is Annotated:
        return _annotated(value)
    if typing.get_origin(value) is tuple:
        item = typing.get_args(value)[0]
        return ("ranking", typing.get_args(item)) if typing.get_origin(item) is Literal else ("list", ())
    if typing.get_origin(value) is dict:
        return _mapping(*typing.get_args(value))
    raise TypeError(f"a kind of answer that the starting file does not know: {value}")


def _mapping(keys: Any, held: Any) -> tuple[str, tuple[str, ...]]:
    """A group: by fixed words, names or years, each with a number, a choice or a list."""
    if held is PlannedStep:
        return "steps", ()
    if keys is Year:
        return "fte", ()
    if typing.get_origin(keys) is Literal:
        return ("lists" if typing.get_origin(held) is tuple else "points"), typing.get_args(keys)
    if typing.get_origin(held) is Literal:
        return "choices", typing.get_args(held)
    kind, _ = _kind(held)
    return {"count": "counts"}[kind], ()


def _annotated(value: Any) -> tuple[str, tuple[str, ...]]:
    for metadata in value.__metadata__:
        if isinstance(metadata, FieldInfo) and isinstance(metadata.json_schema_extra, dict):
            quantity = metadata.json_schema_extra.get("quantity")
            if quantity:
                return str(quantity), ()
    plain = value.__origin__
    return ("date", ()) if plain is date else _kind(plain) if plain is not str else ("text", ())
