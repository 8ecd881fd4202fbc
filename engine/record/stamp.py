"""Which engine this is: its version, and a digest over its own code."""

import platform
from functools import cache
from hashlib import sha256
from importlib import metadata
from importlib.resources import files
from pathlib import Path

from ... import __version__
from ..advice.canonical import digest
from .model import EngineStamp, WrittenWith

ON_THE_WAY = (
    "reading",
    "profile",
    "market",
    "knowledge",
    "facts",
    "rulebase",
    "inference",
    "decision",
    "consequences",
    "advice",
)
"""the rooms that an advice comes by; what only shows it, compares it or checks the rules cannot change it"""
LIBRARIES = ("click", "durable_rules", "jinja2", "pydantic", "pydantic_core", "PyYAML")


@cache
def engine_stamp() -> EngineStamp:
    """The engine that runs now, with every module that an advice may depend on."""
    folder = Path(str(files("stuurwijzer") / "engine"))
    paths = sorted(path.relative_to(folder).as_posix() for room in ON_THE_WAY for path in (folder / room).rglob("*.py"))
    modules = {path: file_digest(folder / path) for path in paths}
    return EngineStamp(version=__version__, sha256=digest(modules), modules=modules)


def file_digest(path: Path) -> str:
    """SHA-256 of a file of the product. A checkout may have other line ends."""
    return sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def written_with(evaluator: str) -> WrittenWith:
    """What is used now: information that no comparison reads."""
    return WrittenWith(evaluator=evaluator, python=platform.python_version(), libraries=_libraries())


def _libraries() -> dict[str, str]:
    found = {}
    for name in LIBRARIES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found
