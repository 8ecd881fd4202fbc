"""Put measured answers into a region file that somebody wrote, and leave everything else in it as it stands.

The text is changed only where an answer stands or is to stand; remarks, order and layout stay. What comes out is read
again and held against the data that it should hold, so a file that is written in a way not foreseen here is refused
rather than damaged.
"""

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from ..reading import ProblemsFoundError
from ..reading.document import parse_document

Answers = Mapping[str, Mapping[str, Mapping[str, str]]]
"""by segment, room and question: the answer as YAML"""


class CannotMergeError(Exception):
    """The file is written in a way in which answers cannot be put into it safely."""


@dataclass(frozen=True)
class Merged:
    """The new text, the segments that the file does not have, and the answers that stood there with another value."""

    text: str
    missing: tuple[str, ...]
    replaced: tuple[str, ...]


def merged(text: str, answers: Answers) -> Merged:
    """A region file (already read and found valid) with the answers in it. Raises CannotMergeError."""
    data = parse_document(text, "").data
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    segments = _value(root, "segments")
    if not isinstance(segments, yaml.SequenceNode):
        raise CannotMergeError
    edits = _Edits(text)
    expected, replaced, found = copy.deepcopy(data), [], set()
    for number, node in enumerate(segments.value):
        held = expected["segments"][number]
        rooms = answers.get(str(held.get("id")))
        if rooms is None:
            continue
        found.add(str(held["id"]))
        for room, questions in rooms.items():
            before = held.get(room) or {}
            told = {question: parse_document(answer, "").data for question, answer in questions.items()}
            replaced += [f"{held['id']}/{room}/{q}" for q in told if q in before and _bare(before[q]) != _bare(told[q])]
            held[room] = {**before, **told}
            edits.room(node, room, questions)
    changed = edits.applied()
    try:
        if parse_document(changed, "").data != expected:
            raise CannotMergeError
    except ProblemsFoundError:
        raise CannotMergeError from None
    return Merged(changed, tuple(s for s in answers if s not in found), tuple(replaced))


def _bare(answer: Any) -> Any:
    return answer.get("value") if isinstance(answer, dict) else answer


class _Edits:
    """Changes of a text, each from one place to another; applied from the last to the first."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._changes: list[tuple[int, int, str]] = []

    def room(self, segment: yaml.Node, room: str, questions: Mapping[str, str]) -> None:
        if not isinstance(segment, yaml.MappingNode) or not segment.value:
            raise CannotMergeError
        if not questions:
            return
        key, node = _entry(segment, room)
        if key is None or node is None:
            self._add(segment, {room: "{" + ", ".join(f"{q}: {a}" for q, a in questions.items()) + "}"})
        elif isinstance(node, yaml.MappingNode):
            new = {}
            for question, answer in questions.items():
                before, value = _entry(node, question)
                if before is None or value is None:
                    new[question] = answer
                else:
                    self._changes.append((before.end_mark.index, _end(value, before), f": {answer}"))
            if new:
                self._add(node, new)
        else:  # a room of which every line is still a remark
            indent = " " * (key.start_mark.column + 2)
            lines = "".join(f"\n{indent}{question}: {answer}" for question, answer in questions.items())
            at = self._line_end(key.end_mark.index)
            self._changes.append((at, at, lines))

    def _add(self, node: yaml.MappingNode, new: Mapping[str, str]) -> None:
        """New entries after the last one of a mapping."""
        if node.flow_style:
            at = node.end_mark.index - 1
            inside = ", ".join(f"{key}: {value}" for key, value in new.items())
            self._changes.append((at, at, f", {inside}" if node.value else inside))
            return
        last_key, last = node.value[-1]
        indent = " " * node.value[0][0].start_mark.column
        at = self._line_end(_end(last, last_key))
        self._changes.append((at, at, "".join(f"\n{indent}{key}: {value}" for key, value in new.items())))

    def _line_end(self, at: int) -> int:
        """The end of the line, with the remark that may stand on it."""
        end = self._text.find("\n", at)
        at = len(self._text) if end < 0 else end
        return at - 1 if self._text[at - 1 : at] == "\r" else at

    def applied(self) -> str:
        text = self._text
        in_order = sorted(enumerate(self._changes), key=lambda numbered: (numbered[1][0], numbered[0]))
        for _, (start, end, new) in reversed(in_order):
            text = text[:start] + new + text[end:]
        return text


def _entry(node: yaml.Node | None, name: str) -> tuple[yaml.Node | None, yaml.Node | None]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == name:
                return key, value
    return None, None


def _value(node: yaml.Node | None, name: str) -> yaml.Node | None:
    return _entry(node, name)[1]


def _end(node: yaml.Node, key: yaml.Node) -> int:
    """Where a value ends, without the remarks and empty lines that the parser counts to a block."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        if not node.value:
            return key.end_mark.index + 1
        last = node.value[-1]
        return _end(last[1], last[0]) if isinstance(last, tuple) else _end(last, last)
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        raise CannotMergeError
    if isinstance(node, yaml.ScalarNode) and node.start_mark.index == node.end_mark.index:
        return key.end_mark.index + 1  # nothing after the colon
    return node.end_mark.index
