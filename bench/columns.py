"""Profiles as columns in a file that any environment with NumPy reads, and rules that fired as a digest."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from .neutral import Stage

Numbers = NDArray[np.signedinteger[Any]]
Flags = NDArray[np.bool_]
Columns = Mapping[str, tuple[Numbers, Flags]]
"""by field: whole numbers, and where they are known"""


class Engine(Protocol):
    """A comparator over columns. Only ``run`` is timed; what it gets from ``prepare`` is made anew every time."""

    def __init__(self, stages: Sequence[Stage]) -> None: ...

    def prepare(self, columns: Columns) -> Any:
        """The columns as the engine takes them."""

    def run(self, prepared: Any) -> Any:
        """Evaluate all stages."""

    def fired(self, found: Any) -> list[Flags]:
        """By stage one row of flags for each clause: what ``run`` gave, to be compared."""


def write_columns(path: Path, columns: Columns) -> None:
    held: dict[str, Any] = {f"v {name}": values for name, (values, _) in columns.items()}
    held |= {f"k {name}": known for name, (_, known) in columns.items()}
    np.savez(path, **held)


def read_columns(path: Path) -> Columns:
    with np.load(path) as held:
        return {name[2:]: (held[name], held[f"k {name[2:]}"]) for name in held.files if name[0] == "v"}


def digest(fired: Sequence[Flags]) -> list[str]:
    """What fired where, a digest by stage."""
    return [hashlib.sha256(np.packbits(flags, axis=1).tobytes()).hexdigest() for flags in fired]
