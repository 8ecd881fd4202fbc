"""The rows of a workbook to fill in: one for each answer, for each member of a set, and for each item of a list."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic.fields import FieldInfo

from .answers import Members, Strict
from .form_cells import Cells, Held, Known
from .overrides import Override
from .questions import NEW, Questions
from .shapes import (
    Asked,
    ByKey,
    ByName,
    ByYear,
    ListOf,
    Plain,
    RecordsOf,
    RoomOf,
    SetOf,
    Shape,
    shape_of_field,
)
from .workbook_names import (
    COMPLETE,
    EMPTY,
    NAME,
    NO,
    NOT_APPLICABLE_SIGN,
    UNKNOWN_SIGN,
    VALUE,
    YES,
    Head,
)

Years = tuple[str, ...]
SPARE: Mapping[str, int] = {
    "OldLot": 4,
    "Deduction": 1,
    "Correction": 1,
    "Development": 1,
    "ActCase": 1,
    "StatedTable": 1,
    "StatedRow": 1,
}
"""empty entries after the ones that are there; two where nothing is said"""
SPARE_ENTRIES, SPARE_ITEMS = 2, 3
TEXT = Plain("text")
ROOMS_SAID = ("business_case", "start_budget", "overrides")
"""rooms of which the starting file says nothing; the words for the others are the same"""


@dataclass(frozen=True)
class Row:
    """``kind`` is what the answer may be; None takes no answer, or only a word of ``choices``. ``about`` is None where
    nothing but an answer is asked. A row without a path is a heading (``level`` 1 and on) or a remark (0)."""

    path: str
    question: str
    how: str = ""
    kind: Plain | None = None
    choices: tuple[str, ...] = ()
    value: Held = None
    about: Mapping[Head, str] | None = None
    years: Mapping[str, Held] | None = None
    level: int = 0


class RowMaker:
    def __init__(self, known: Known, years: Years) -> None:
        self._known, self._texts, self._years = known, known.texts, years
        self._questions, self._cells = Questions(known.texts), Cells(known)

    def remark(self, code: str) -> Row:
        return Row("", self._say(f"remark.{code}"))

    def row_of_segment(self, path: str, of: str | None) -> Iterator[Row]:
        yield Row(path, self._say("of_segment"), self._say("how.of_segment"), TEXT, value=of or None)

    def field(self, model: type[Strict], name: str, value: Any, path: tuple[str, ...], level: int = 1) -> Iterator[Row]:
        """The rows of one question of a model; ``value`` is that of the profile, None where there is none."""
        said = model.model_fields[name]
        shape = shape_of_field(said)
        if isinstance(shape, RoomOf):
            yield self._heading(path, self._room_text(name), level)
            yield from self._room(shape.model, value, path, level + 1)
            return
        rooms = [part for part in path[:-1] if not part.isdigit()]
        code = f"{rooms[-1]}.{name}" if rooms else name
        has_term = isinstance(said.json_schema_extra, dict) and "dutch" in said.json_schema_extra
        question = self._questions.term(code, said) if has_term else self._say(f"field.{model.__name__}.{name}")
        how = self._how(shape, code, said)
        empty = said.default_factory is not None or said.default == ()  # then none and not said are the same
        nullable = not empty and not isinstance(shape, Plain | Asked)
        yield from self._shaped(shape, value, path, _Words(code, question, how), level, nullable)

    def _how(self, shape: Shape, code: str, said: FieldInfo) -> str:
        match shape:
            case Asked(inner):
                return self._how(inner, code, said)
            case Plain("bool" | "enum" | "text" as kind):
                return self._say(f"how.{kind}")
            case Plain(kind):
                how, example = self._questions.how(code, said), f"form.example.{kind}"
                how = f"{how[:1].upper()}{how[1:]}"
                return f"{how} {self._texts.say(example)}" if self._texts.has(example) else how
            case ByYear():
                return self._say("how.by_year", how=self._questions.how(code, said))
            case SetOf():
                return self._say("how.set")
            case ByKey():
                return self._say("how.by_key")
            case ListOf(Plain(members=members)):
                return self._say("how.ranking" if members else "how.list")
            case ByName(Plain()):
                return self._say("how.by_name")
        return ""

    # By shape

    def _shaped(
        self, shape: Shape, value: Any, path: tuple[str, ...], words: "_Words", level: int, nullable: bool
    ) -> Iterator[Row]:
        about: Mapping[Head, str] | None = None
        special: Held = None
        if isinstance(shape, Asked):
            about, special, value = self._cells.taken_apart(value)
            shape, nullable = shape.inner, True
        asked = about is not None
        if isinstance(shape, Plain):
            yield self._plain(shape, value, path, words, about, special)
            return
        if special is None and value is not None and nullable and _is_empty(value):
            special = self._cells.word(EMPTY)
        choices = (
            *((UNKNOWN_SIGN, NOT_APPLICABLE_SIGN) if asked else ()),
            *((self._cells.word(EMPTY),) if nullable else ()),
        )
        if isinstance(shape, SetOf):
            choices = (self._cells.word(COMPLETE), *choices)
            if isinstance(value, Members) and value.complete:
                special = self._cells.word(COMPLETE)
        if isinstance(shape, ByYear):
            known = value or {}
            years = {year: self._cells.held(shape.item, known.get(year), year in known) for year in self._years}
            yield Row(_text(path), words.question, words.how, shape.item, choices, special, about, years)
            return
        heading = isinstance(shape, RecordsOf | ByName | ByKey)
        yield Row(_text(path), words.question, words.how, None, choices, special, about, level=level if heading else 0)
        match shape:
            case SetOf(members):
                yield from self._members(members, value, path, words)
            case ListOf(item, most):
                yield from self._items(item, most, value or (), path, words)
            case RecordsOf(model):
                yield from self._records(model, value or (), path, level + 1)
            case ByKey(keys, item):
                for key in keys:
                    yield from self._keyed(key, item, (value or {}).get(key), (*path, key), words, level + 1)
            case ByName(item):
                yield from self._named(item, value or {}, path, words, level + 1)

    def _plain(
        self, shape: Plain, value: Any, path: tuple[str, ...], words: "_Words", about: Any = None, special: Held = None
    ) -> Row:
        choices = self._cells.choices_of(shape, words.code)
        if choices and about is not None:
            choices = (*choices, UNKNOWN_SIGN, NOT_APPLICABLE_SIGN)
        held = special if special is not None else self._cells.held(shape, value, value is not None, words.code)
        return Row(_text(path), words.question, words.how, shape, choices, held, about)

    def _members(self, members: tuple[str, ...], value: Any, path: tuple[str, ...], words: "_Words") -> Iterator[Row]:
        yes, no = self._cells.word(YES), self._cells.word(NO)
        for member in members:
            holds = None
            if isinstance(value, Members):
                holds = yes if member in value.present else no if member in value.absent else None
            question = self._questions.member(words.code, member)
            yield Row(_text((*path, member)), question, "", Plain("bool"), (yes, no), holds)

    def _items(
        self, item: Plain, most: int | None, value: Any, path: tuple[str, ...], words: "_Words"
    ) -> Iterator[Row]:
        many = min(len(value) + SPARE_ITEMS, max(most, len(value)) if most else 10_000)
        for number in range(1, many + 1):
            held = value[number - 1] if number <= len(value) else None
            question = str(number)
            yield self._plain(item, held, (*path, str(number)), _Words(words.code, question, ""))

    def _records(self, model: type[Strict], value: Any, path: tuple[str, ...], level: int) -> Iterator[Row]:
        for number in range(1, len(value) + SPARE.get(model.__name__, SPARE_ENTRIES) + 1):
            held = value[number - 1] if number <= len(value) else None
            at = (*path, str(number))
            head = self._say(f"entry.{model.__name__}", n=str(number))
            yield self._heading(at, head, level, held)
            yield from self._room(model, held, at, level + 1)

    def _keyed(
        self, key: str, item: Shape, value: Any, path: tuple[str, ...], words: "_Words", level: int
    ) -> Iterator[Row]:
        word = self._cells.key(words.code, key)
        if isinstance(item, RoomOf):
            yield self._heading(path, word, level, value)
            yield from self._room(item.model, value, path, level + 1)
        else:
            yield from self._shaped(item, value, path, _Words(words.code, word, ""), level, not isinstance(item, Plain))

    def _named(
        self, item: Shape, value: Mapping[str, Any], path: tuple[str, ...], words: "_Words", level: int
    ) -> Iterator[Row]:
        entries: list[tuple[str | None, Any]] = [*value.items(), *[(None, None)] * SPARE_ENTRIES]
        for number, (name, held) in enumerate(entries, 1):
            at = (*path, str(number))
            if isinstance(item, RoomOf):
                yield self._heading(at, self._say(f"entry.{item.model.__name__}", n=str(number)), level)
                instruments = tuple(self._known.choices) if item.model is Override else ()
                named = self._say(f"name.{item.model.__name__}")
                kind = Plain("enum") if instruments else TEXT
                yield Row(_text((*at, NAME)), named, "", kind, instruments, name)
                yield from self._room(item.model, held, at, level + 1)
            else:
                question = self._say(f"name.{path[-1]}", n=str(number))
                yield Row(_text((*at, NAME)), question, "", TEXT, value=name)
                inner = _Words(words.code, self._say(f"value.{path[-1]}", n=str(number)), "")
                yield from self._shaped(item, held, (*at, VALUE), inner, level, False)

    def _room(self, model: type[Strict], value: Any, path: tuple[str, ...], level: int) -> Iterator[Row]:
        for name in model.model_fields:
            yield from self.field(model, name, None if value is None else getattr(value, name), (*path, name), level)

    def _heading(self, path: tuple[str, ...], words: str, level: int, value: Any = None) -> Row:
        """The head of a room or an entry; an entry that is there and says nothing is said to be empty."""
        if isinstance(value, Strict) and not value.model_dump(exclude_defaults=True):
            return Row(
                _text(path), words, choices=(self._cells.word(EMPTY),), value=self._cells.word(EMPTY), level=level
            )
        return Row(_text(path), words, level=level)

    def _room_text(self, name: str) -> str:
        return self._say(f"room.{name}") if name in ROOMS_SAID else self._texts.say(f"{NEW}.rooms.{name}")

    def _say(self, code: str, **values: str) -> str:
        return self._texts.say(f"form.{code}", **values)


@dataclass(frozen=True)
class _Words:
    """What is asked and how; ``code`` is by which the words of its choices are found."""

    code: str
    question: str
    how: str


def _is_empty(value: Any) -> bool:
    return not value if not isinstance(value, Members) else not (value.present or value.absent or value.complete)


def _text(path: tuple[str, ...]) -> str:
    return "/".join(path)
