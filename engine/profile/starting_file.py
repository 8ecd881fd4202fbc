"""A region file to fill in: every question of the models as a comment, with its meaning, unit and possible answers.

Generated from the models, so that no question is missing and none stands there that the reader would refuse. The file
can be read as it is, and also when every question in it is answered as it stands there.
"""

import textwrap
import typing
from collections.abc import Iterator
from datetime import date
from typing import Literal

from pydantic.fields import FieldInfo

from .answers import Strict
from .questions import Questions, Texts
from .region import Body, OwnerRole, RegionProfile, SegmentProfile
from .shapes import Asked, ByKey, shape_of_field

WIDTH = 110
SHARED_ROOMS = tuple(Body.model_fields)
HOW_TO_FILL_IN = 6  # remarks
LISTS = {"tempo": "when: '2028', municipality", "councils": "council", "consultations": "whom"}
"""questions that take a list of entries, with the key of an entry that names it"""
FULL_ANSWER = "{value: 1656, basis: measured, source: …, lines: 12-14, as_of: 2026, note: …}"
FULL_SET = "{present: [a], absent: [b], complete: true}"
OVERRIDE = "{{funding: {{option: effort, reason: {why}, by: {who}, date: {date}}}}}"
EXAMPLES: tuple[tuple[Literal["first", "second"], str], ...] = (("first", "wmo2015"), ("second", "jeugdwet"))


def starting_file(region_id: str, as_of: date, texts: Texts) -> str:
    """The text of a region file with two segments, in which only what is obligatory has a value."""
    return "\n".join(_Writing(texts).region(region_id, as_of)) + "\n"


class _Writing:
    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._questions = Questions(texts)

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
        yield from self._remark(self._say("house_terms"), 0)
        yield f"#house_terms: {{funding.task.lumpsum: {self._say('example.house_term')}}}"
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

    def _question(self, path: str, field: FieldInfo) -> str:
        """The question and how it can be answered: ``Trend of the volume: falling, stable or rising.``"""
        return f"{self._questions.term(path, field)}: {self._questions.how(path, field)}"

    def _example(self, field: FieldInfo) -> str:
        """What stands behind the key: a valid answer that says nothing."""
        shape = shape_of_field(field)
        if isinstance(shape, Asked):
            return self._say("unknown")
        return "{}" if isinstance(shape, ByKey) else self._say("example.date")

    def _say(self, code: str, **values: str) -> str:
        return self._texts.say(f"command.new.{code}", **values)


def _room_of(field: FieldInfo) -> type[Strict] | None:
    held = field.annotation
    return held if isinstance(held, type) and issubclass(held, Strict) else None
