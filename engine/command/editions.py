"""An edition of the rule base by its name: a folder, a revision of the git repository that one stands in, or ours."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..reading import ProblemsFoundError
from ..reading.document import LARGEST_FILE
from ..rulebase import Rulebase, load_rulebase
from ..rulebase.entered import may_be_entered
from .faults import WrongInputError
from .opening import rulebase

SHIPPED = "shipped"
"""the rule base that comes with the program"""
ROOMS = ("rules", "knowledge")
REVISION = re.compile(r"[A-Za-z0-9_@][A-Za-z0-9_./~^@{}+-]{0,199}\Z")
"""what can be a revision: no option, no range and no path in a revision"""
MOST_FILES = 1000
PATIENCE = 60
"""seconds that git may take"""
LONGEST_HEAD = 200
"""bytes of the line that git puts before the content of a file"""
PLAIN_FILES = ("100644", "100755")


@dataclass(frozen=True)
class Edition:
    """A rule base with the name by which it was asked for, and the digest of its commit when it comes from git."""

    name: str
    commit: str | None
    base: Rulebase


def open_edition(name: str) -> Edition:
    """The edition of that name: ``shipped``, a folder with ``rules`` and ``knowledge``, else a revision of the git
    repository of the present folder. Raises WrongInputError, with its problems when it does not load, and OurFaultError
    for the one that is ours."""
    if name == SHIPPED:
        return Edition(name, None, rulebase())
    if _is(Path.is_dir, name):
        return Edition(name, None, _loaded(Path(name), name))
    if _is(Path.exists, name):
        raise WrongInputError("edition_is_file", path=name)
    top = _repository(name)
    commit = _commit(name, top)
    with tempfile.TemporaryDirectory(prefix="stuurwijzer-") as room:
        _write(commit, name, top, Path(room))
        return Edition(name, commit, _loaded(Path(room), name))


def _is(asked: Callable[[Path], bool], name: str) -> bool:
    """What is true of a path; of what cannot be one nothing is."""
    try:
        return asked(Path(name))
    except (OSError, ValueError):
        return False


def _loaded(folder: Path, name: str) -> Rulebase:
    missing = tuple(room for room in ROOMS if not (folder / room).is_dir())
    if missing:
        raise WrongInputError("edition_without_rules", path=name, missing=missing)
    try:
        base = load_rulebase(folder / "rules", folder / "knowledge")
    except ProblemsFoundError as error:
        raise WrongInputError("edition_not_read", problems=error.problems, path=name) from None
    except OSError as error:
        raise WrongInputError("edition_unreadable", path=name, reason=error.strerror or str(error)) from None
    lacking = tuple(p for p in may_be_entered() if p not in base.library.parameters)
    if lacking:
        raise WrongInputError("edition_lacks", path=name, found=lacking)
    return base


# Git


def _repository(name: str) -> Path:
    """The folder of the repository that we are in."""
    if not REVISION.match(name) or ".." in name:
        raise WrongInputError("not_a_revision", found=name)
    if shutil.which("git") is None:
        raise WrongInputError("no_git", found=name)
    code, found, said = _git(["rev-parse", "--show-toplevel"], Path.cwd())
    if code != 0:
        reason = said.strip().splitlines()[0] if said.strip() else "?"
        raise WrongInputError("no_repository", found=name, reason=reason)
    return Path(found.decode(errors="surrogateescape").rstrip("\n"))


def _commit(name: str, top: Path) -> str:
    code, found, _ = _git(["rev-parse", "--verify", "--quiet", f"{name}^{{commit}}"], top)
    commit = found.decode("ascii", "replace").strip()
    if code != 0 or not re.fullmatch(r"[0-9a-f]{40}([0-9a-f]{24})?", commit):
        raise WrongInputError("unknown_revision", found=name)
    return commit


def _write(commit: str, name: str, top: Path, folder: Path) -> None:
    """Write the rules and the knowledge of a commit to a folder: plain files only, none by a link."""
    files = list(_listed(commit, name, top))
    if not files:
        raise WrongInputError("edition_without_rules", path=name, missing=ROOMS)
    asked = "".join(f"{blob}\n" for blob, _ in files).encode()
    code, found, said = _git(["cat-file", "--batch"], top, asked)
    if code != 0:
        raise WrongInputError("git_failed", found=name, reason=said.strip()[:200] or "?")
    at = 0
    for blob, path in files:
        head, _, _ = found[at : at + LONGEST_HEAD].partition(b"\n")
        words = head.decode("ascii", "replace").split()
        if words[:2] != [blob, "blob"]:
            raise WrongInputError("git_failed", found=name, reason=" ".join(words))
        start = at + len(head) + 1
        at = start + int(words[2]) + 1
        target = folder.joinpath(*path.parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(found[start : at - 1])


def _listed(commit: str, name: str, top: Path) -> Iterator[tuple[str, PurePosixPath]]:
    """Each YAML file of the rules and the knowledge of a commit, with its blob."""
    code, found, said = _git(["ls-tree", "-r", "-z", "-l", "--full-tree", commit, "--", *ROOMS], top)
    if code != 0:
        raise WrongInputError("git_failed", found=name, reason=said.strip()[:200] or "?")
    lines = [line for line in found.decode("utf-8", "replace").split("\0") if line]
    if len(lines) > MOST_FILES:
        raise WrongInputError("too_many_files", path=name, most=str(MOST_FILES))
    for line in lines:
        told, _, path = line.partition("\t")
        mode, _, blob, size = told.split()
        if mode in PLAIN_FILES and path.endswith(".yaml") and int(size) <= LARGEST_FILE:
            yield blob, PurePosixPath(path)


def _git(arguments: list[str], folder: Path, given: bytes = b"") -> tuple[int, bytes, str]:
    """What git answers; it asks nothing, fetches nothing and changes nothing."""
    quiet = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
    try:
        done = subprocess.run(  # a fixed command; what is asked for was checked against REVISION
            ["git", "--literal-pathspecs", *arguments],
            cwd=folder,
            input=given,
            capture_output=True,
            env={**os.environ, **quiet},
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return 1, b"", str(error)
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")
