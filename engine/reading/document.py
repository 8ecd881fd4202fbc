"""Read a YAML file without surprises, keeping the line of every value.

Only what the project's files need is read: mappings with text keys, lists, text, whole numbers, true, false and null.
A plain ``no``, ``1:30`` or ``2021-07-01`` stays the text that was written; what it means is for the field to say.
Anchors, tags and merge keys are refused, since a file from outside may use them to grow without bound.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath
from typing import Any, NoReturn

import yaml

from .problems import Path, Problem, ProblemsFoundError

LARGEST_FILE = 4_000_000  # bytes; the largest file of the project itself is under a tenth of this
DEEPEST = 24  # levels; a region file needs eight
MOST_NODES = 200_000

WHOLE_NUMBER = re.compile(r"[-+]?[0-9](_?[0-9])*\Z")
LONGEST_NUMBER = 18  # digits: more is no amount of money and no count
QUOTED = frozenset({"'", '"', "|", ">"})
CONSTANTS = {"true": True, "false": False, "null": None, "~": None, "": None}

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML was built without libyaml: slower, same meaning
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


@dataclass(frozen=True)
class Document:
    """A file as plain data, with the line (1-based) on which each value begins, by path.

    What was read from a workbook has ``cells`` as well: the sheet and cell of each value (``Region!C14``). Its lines
    are those of all its sheets one after another, so that problems come in the order in which a reader meets them.
    """

    file: str
    data: Any
    lines: dict[Path, int]
    cells: Mapping[Path, str] = field(default_factory=dict)

    def line(self, path: Path) -> int:
        """The line of the value, or of the nearest value around it."""
        return self.lines.get(self._nearest(path), 0)

    def place(self, path: Path) -> str:
        """The file with the line or cell of the value, or of the nearest value around it."""
        found = self._nearest(path)
        return f"{self.file}:{self.cells.get(found) or self.lines.get(found, 0)}"

    def problem(self, path: Path, code: str, **values: object) -> Problem:
        found = self._nearest(path)
        problem = Problem.at(self.file, self.lines.get(found, 0), path, code, **values)
        return replace(problem, cell=self.cells.get(found, ""))

    def _nearest(self, path: Path) -> Path:
        while path and path not in self.lines:
            path = path[:-1]
        return path


def read_document(path: FilePath, name: str | None = None) -> Document:
    """Read one YAML file; ``name`` is what problems call it (by default the path as given).

    Raises ProblemsFoundError: the file cannot be read, is too large, is no YAML, or holds duplicate keys, anchors,
    tags, keys that are no text, or more levels than any file of ours has.
    """
    name = name or str(path)
    return parse_document(read_text(path, name), name)


def parse_document(text: str, name: str) -> Document:
    """As read_document, from text already in memory."""
    reading = _Reading(name, _events(text))
    try:
        data = reading.document()
    except yaml.YAMLError as error:
        raise ProblemsFoundError([*reading.problems, _syntax(error, name, text)]) from None
    if reading.problems:
        raise ProblemsFoundError(reading.problems)
    if data is None:
        raise ProblemsFoundError([Problem.at(name, 0, (), "file_empty")])
    return Document(name, data, reading.lines)


def _events(text: str) -> Iterator[yaml.Event]:
    """The events of a text. Not ``yaml.parse``, which asks twice for each."""
    yield from iter(_Loader(text).get_event, None)


def read_text(path: FilePath, name: str) -> str:
    """The text of a file, without a byte order mark. Raises ProblemsFoundError: it cannot be read, or is too large."""
    try:
        return opened_bytes(path, name, LARGEST_FILE).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ProblemsFoundError([Problem.at(name, line, (), "not_utf8")]) from None


def opened_bytes(path: FilePath, name: str, most: int) -> bytes:
    """What stands in a file. Raises ProblemsFoundError: it cannot be read, or has more than ``most`` bytes."""
    try:
        with path.open("rb") as stream:
            content = stream.read(most + 1)  # a device or a pipe has no size to ask for
        if len(content) > most:
            raise ProblemsFoundError([Problem.at(name, 0, (), "file_too_large", most=most // 1_000_000)])
        return content
    except FileNotFoundError:
        raise ProblemsFoundError([Problem.at(name, 0, (), "file_missing")]) from None
    except IsADirectoryError:
        raise ProblemsFoundError([Problem.at(name, 0, (), "file_is_folder")]) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ProblemsFoundError([Problem.at(name, 0, (), "file_unreadable", reason=reason)]) from None


def _syntax(error: yaml.YAMLError, name: str, text: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    control = _CONTROL.search(text)  # the one fault that has no mark
    before = mark.line if mark else text.count("\n", 0, control.start()) if control else -1
    line = min(before, text.count("\n")) + 1  # at the end of the file the parser may count one line too many
    found = getattr(error, "problem", None) or getattr(error, "reason", None) or "?"
    return Problem.at(name, line, (), "not_yaml", found=found)


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class _Reading:
    """Turns parsed events into plain data and collects what may not be there.

    From events and not from composed nodes: composing recurses in C, where a file of a million levels ends the process,
    and a node no longer tells a tag that was written from one that was worked out.
    """

    def __init__(self, name: str, events: Iterator[yaml.Event]) -> None:
        self.name = name
        self.lines: dict[Path, int] = {}
        self.problems: list[Problem] = []
        self._events = events

    def document(self) -> Any:
        """The one document of the stream; None when there is none."""
        data = None
        for number, event in enumerate(e for e in self._events if isinstance(e, yaml.DocumentStartEvent)):
            if number:
                self._report(_line(event), (), "second_document")
                return None
            data = self._value(next(self._events), (), 0)
        return data

    def _value(self, event: yaml.Event, path: Path, depth: int) -> Any:
        line = _line(event)
        self.lines[path] = line
        if depth > DEEPEST:
            self._give_up(line, path, "too_deep", most=DEEPEST)
        if len(self.lines) > MOST_NODES:
            self._give_up(line, path, "too_many_values", most=MOST_NODES)
        if _anchored(event):
            self._report(line, path, "anchor_refused")
        elif tag := getattr(event, "tag", None):
            self._report(line, path, "tag_refused", found=tag.replace("tag:yaml.org,2002:", "!!"))
        elif isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, path, line)
        elif isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path, depth)
        elif isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path, depth)
        self._skip(event)
        return None

    def _mapping(self, path: Path, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            line = _line(event)
            if not isinstance(event, yaml.ScalarEvent) or event.value == "<<" or _anchored(event) or event.tag:
                self._report(line, path, "key_refused")
                self._skip(event)
                self._skip(next(self._events))
                continue
            key = event.value
            place = (*path, key)
            if key in result:
                self._report(line, place, "key_twice", found=key, first=self.lines[place])
                self._skip(next(self._events))
                continue
            result[key] = self._value(next(self._events), place, depth + 1)
            self.lines[place] = line
        return result

    def _sequence(self, path: Path, depth: int) -> list[Any]:
        result: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            result.append(self._value(event, (*path, len(result)), depth + 1))
        return result

    def _skip(self, event: yaml.Event) -> None:
        """Pass over the rest of a value that has begun."""
        depth = int(isinstance(event, yaml.CollectionStartEvent))
        while depth:
            event = next(self._events)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                self._give_up(_line(event), (), "too_deep", most=DEEPEST)

    def _scalar(self, event: yaml.ScalarEvent, path: Path, line: int) -> Any:
        text: str = event.value
        if event.style in QUOTED:
            return text
        if text in CONSTANTS:
            return CONSTANTS[text]
        if WHOLE_NUMBER.match(text):
            if len(text) > LONGEST_NUMBER:
                self._report(line, path, "number_too_long", most=LONGEST_NUMBER)
                return None
            return int(text)
        return text

    def _give_up(self, line: int, path: Path, code: str, **values: object) -> NoReturn:
        """No file of ours: each further value would be one problem more, and deep brackets take the parser for ever."""
        self._report(line, path, code, **values)
        raise ProblemsFoundError(self.problems)

    def _report(self, line: int, path: Path, code: str, **values: object) -> None:
        self.problems.append(Problem.at(self.name, line, path, code, **values))


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0


def _anchored(event: yaml.Event) -> bool:
    """An anchor, or the alias that repeats what stands under one."""
    return getattr(event, "anchor", None) is not None
