"""Read a YAML file without surprises, keeping the line of every value.

Only what the project's files need is read: mappings with text keys, lists, text, whole numbers, true, false and null.
A plain ``no``, ``1:30`` or ``2021-07-01`` stays the text that was written; what it means is for the field to say.
Anchors, tags and merge keys are refused, since a file from outside may use them to grow without bound.
"""

import re
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

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
    """A file as plain data, with the line (1-based) on which each value begins, by path."""

    file: str
    data: Any
    lines: dict[Path, int]

    def line(self, path: Path) -> int:
        """The line of the value, or of the nearest value around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 0)

    def problem(self, path: Path, code: str, **values: object) -> Problem:
        return Problem.at(self.file, self.line(path), path, code, **values)


def read_document(path: FilePath, name: str | None = None) -> Document:
    """Read one YAML file; ``name`` is what problems call it (by default the path as given).

    Raises ProblemsFoundError: the file cannot be read, is too large, is no YAML, or holds duplicate keys, anchors,
    tags, keys that are no text, or more levels than any file of ours has.
    """
    name = name or str(path)
    return parse_document(_text(path, name), name)


def parse_document(text: str, name: str) -> Document:
    """As read_document, from text already in memory."""
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise ProblemsFoundError([_syntax(error, name)]) from None
    except RecursionError:
        raise ProblemsFoundError([Problem.at(name, 0, (), "too_deep", most=DEEPEST)]) from None
    if root is None:
        raise ProblemsFoundError([Problem.at(name, 0, (), "file_empty")])
    building = _Building(name)
    data = building.value(root, (), 0)
    if building.problems:
        raise ProblemsFoundError(building.problems)
    return Document(name, data, building.lines)


def _text(path: FilePath, name: str) -> str:
    try:
        if path.is_dir():
            raise ProblemsFoundError([Problem.at(name, 0, (), "file_is_folder")])
        if path.stat().st_size > LARGEST_FILE:
            raise ProblemsFoundError([Problem.at(name, 0, (), "file_too_large", most=LARGEST_FILE // 1_000_000)])
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise ProblemsFoundError([Problem.at(name, 0, (), "file_missing")]) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ProblemsFoundError([Problem.at(name, line, (), "not_utf8")]) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ProblemsFoundError([Problem.at(name, 0, (), "file_unreadable", reason=reason)]) from None


def _syntax(error: yaml.YAMLError, name: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    found = getattr(error, "problem", None) or getattr(error, "reason", None) or "?"
    return Problem.at(name, mark.line + 1 if mark else 0, (), "not_yaml", found=found)


class _Building:
    """Turns composed nodes into plain data and collects what may not be there."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: dict[Path, int] = {}
        self.problems: list[Problem] = []
        self._seen: set[int] = set()

    def value(self, node: yaml.Node, path: Path, depth: int) -> Any:
        line = node.start_mark.line + 1
        self.lines[path] = line
        if depth > DEEPEST or len(self.lines) > MOST_NODES:
            self._report(line, path, "too_deep" if depth > DEEPEST else "too_many_values", most=DEEPEST)
            return None
        if id(node) in self._seen:
            self._report(line, path, "anchor_refused")
            return None
        self._seen.add(id(node))
        if not node.tag.startswith("tag:yaml.org,2002:") or node.tag in _BINARY_AND_SUCH:
            self._report(line, path, "tag_refused", found=node.tag)
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, i), depth + 1) for i, item in enumerate(node.value)]
        return self._scalar(node, path, line)

    def _mapping(self, node: yaml.MappingNode, path: Path, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode) or key_node.value == "<<":
                self._report(line, path, "key_refused")
                continue
            key = key_node.value
            if key in result:
                self._report(line, (*path, key), "key_twice", found=key, first=self.lines[(*path, key)])
                continue
            result[key] = self.value(value_node, (*path, key), depth + 1)
            self.lines[(*path, key)] = line
        return result

    def _scalar(self, node: yaml.Node, path: Path, line: int) -> Any:
        text: str = node.value
        if getattr(node, "style", None) in QUOTED:
            return text
        if text in CONSTANTS:
            return CONSTANTS[text]
        if WHOLE_NUMBER.match(text):
            if len(text) > LONGEST_NUMBER:
                self._report(line, path, "number_too_long", most=LONGEST_NUMBER)
                return None
            return int(text)
        return text

    def _report(self, line: int, path: Path, code: str, **values: object) -> None:
        self.problems.append(Problem.at(self.name, line, path, code, **values))


_BINARY_AND_SUCH = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("binary", "set", "omap", "pairs", "merge"))
