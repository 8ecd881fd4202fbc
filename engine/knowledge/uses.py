"""What uses a passage: every place in the rules, the knowledge and the texts that names it.

A place uses a passage by naming its id as a value or a key of its own. Nobody has to register a new kind of file: every
YAML document under ``rules/``, ``knowledge/`` and ``templates/text/`` is looked through, except the entries of the
sources themselves and their errata: what contradicts or corrects a passage does not rest on it. See docs/decisions on
what "used" means.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path as FilePath
from typing import Any, Literal, get_args

from ..reading import Document, Problem, ProblemsFoundError, read_document
from ..reading.problems import Path
from ..reading.validation import nearest

Kind = Literal["rule", "parameter", "definition", "planning", "consequence", "evidence", "text", "case"]
KINDS: tuple[Kind, ...] = get_args(Kind)

ROOMS_OF_SOURCES = ("knowledge/sources", "knowledge/law")
ROOMS = ("knowledge", "rules", "templates/text")

# The first beginning that fits gives the kind; a file of knowledge that is not named here is a datum for consequences.
_KIND_OF_FILE: tuple[tuple[str, Kind | None], ...] = (
    ("rules/", "rule"),
    ("templates/", "text"),
    ("knowledge/sources/", None),  # the passages themselves
    ("knowledge/law/", None),
    ("knowledge/errata", None),  # what is wrong with a passage does not rest on it
    ("knowledge/explained-warnings", None),  # nor does what explains a warning about one
    ("knowledge/parameters", "parameter"),
    ("knowledge/options", "definition"),
    ("knowledge/glossary", "definition"),
    ("knowledge/planning", "planning"),
    ("knowledge/evidence", "evidence"),
    ("knowledge/regions/", "case"),
    ("knowledge/cases/", "case"),
    ("knowledge/", "consequence"),
)


@dataclass(frozen=True, order=True)
class Use:
    """One thing that uses a passage. ``by`` is its id, or where it stands in the file when it has none."""

    kind: Kind
    by: str
    file: str


def using_documents(root: Traversable | None = None) -> list[Document]:
    """The files that may use a passage, of the package or of another folder that is built like it.

    Raises ProblemsFoundError with the problems of all files that cannot be read.
    """
    return [document for document in _read(root) if _kind_of(document.file)]


def source_documents(root: Traversable | None = None) -> dict[str, Document]:
    """The files of the sources themselves, by the id of the source. Raises ProblemsFoundError."""
    return {str(document.data["id"]): document for document in _read(root, ROOMS_OF_SOURCES)}


def uses_in(passages: Set[str], documents: Iterable[Document]) -> dict[str, tuple[Use, ...]]:
    """What uses each passage in documents whose names say what they are, such as ``rules/access.yaml``."""
    found: dict[str, set[Use]] = {name: set() for name in passages}
    for document in documents:
        kind = _kind_of(document.file)
        for name, path, owner in _texts(document.data):
            if kind and name in found:
                found[name].add(Use(kind, owner or _place(path), document.file))
    return {name: tuple(sorted(uses, key=_in_order)) for name, uses in found.items()}


def unknown_in(passages: Set[str], prefixes: Set[str], documents: Iterable[Document]) -> Iterator[Problem]:
    """Every text that looks like the id of a passage, by the prefix of a source, and is none."""
    looks_like = re.compile(rf"(?:{'|'.join(map(re.escape, sorted(prefixes)))})-[A-Z0-9][A-Za-z0-9.-]*")
    for document in documents:
        for name, path, _ in _texts(document.data):
            if name not in passages and looks_like.fullmatch(name):
                yield document.problem(path, "no_such_passage", found=name, near=nearest(name, sorted(passages)))


def kinds_of(uses: Iterable[Use]) -> tuple[Kind, ...]:
    """The kinds of use, each once, in the order in which they are listed."""
    held = {use.kind for use in uses}
    return tuple(kind for kind in KINDS if kind in held)


def _in_order(use: Use) -> tuple[int, str, str]:
    return KINDS.index(use.kind), use.file, use.by


def _kind_of(file: str) -> Kind | None:
    return next((kind for start, kind in _KIND_OF_FILE if file.startswith(start)), None)


def _read(root: Traversable | None, rooms: Iterable[str] = ROOMS) -> list[Document]:
    folder = FilePath(str(root or files("stuurwijzer")))
    documents: list[Document] = []
    problems: list[Problem] = []
    for path in (path for room in rooms for path in sorted((folder / room).rglob("*.yaml"))):
        try:
            documents.append(read_document(path, path.relative_to(folder).as_posix()))
        except ProblemsFoundError as error:
            problems += error.problems
    if problems:
        raise ProblemsFoundError(problems)
    return documents


def _texts(held: Any, path: Path = (), owner: str = "") -> Iterator[tuple[str, Path, str]]:
    """Each text and each key, with its place and the id of the nearest thing around it that has one."""
    if isinstance(held, Mapping):
        own = held.get("id")
        owner = own if isinstance(own, str) else owner
        for key, value in held.items():
            yield key, (*path, key), owner
            yield from _texts(value, (*path, key), owner)
    elif isinstance(held, list):
        for position, value in enumerate(held):
            yield from _texts(value, (*path, position), owner)
    elif isinstance(held, str):
        yield held, path, owner


def _place(path: Path) -> str:
    """``parameters/volume.small_clients/passages`` is ``volume.small_clients``: without what the file says."""
    keys = [part for part in path if isinstance(part, str)]
    inner = keys[1:] if len(keys) > 1 else keys
    return "/".join(inner[:-1] if len(inner) > 1 else inner)
