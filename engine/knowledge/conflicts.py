"""What sources say against each other: pairs of passages with the kind of their conflict, on both sides.

A contradiction is data. It is recorded at both passages, so that whoever reads one of them meets the other.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..reading import Document, Problem
from ..reading.validation import nearest
from .sources import ConflictType, Passage, Source

HEAVIEST_FIRST: tuple[ConflictType, ...] = ("contradiction", "different_choice", "tension", "wording", "slip")


@dataclass(frozen=True)
class Odds:
    """Two passages at odds: ``one`` and ``other`` are their ids."""

    one: str
    other: str
    type: ConflictType


def at_odds(one: Iterable[str], other: Iterable[str], passages: Mapping[str, Passage]) -> tuple[Odds, ...]:
    """Each recorded conflict between a passage of ``one`` and a passage of ``other``, the heaviest first."""
    theirs = frozenset(other)
    found = [
        Odds(name, conflict.with_, conflict.type)
        for name in one
        for conflict in passages[name].conflicts
        if conflict.with_ in theirs
    ]
    return tuple(sorted(found, key=lambda odds: (HEAVIEST_FIRST.index(odds.type), odds.one, odds.other)))


def detect_conflict_faults(read: Iterable[tuple[Document, Source]]) -> Iterator[Problem]:
    """A conflict with a passage that does not exist or with itself, named twice, or not named at the other side."""
    held = tuple(read)
    passages = {name: passage for _, source in held for name, passage in source.passages.items()}
    for document, source in held:
        for name, passage in source.passages.items():
            seen: set[str] = set()
            for position, conflict in enumerate(passage.conflicts):
                path = ("passages", name, "conflicts", position)
                other = passages.get(conflict.with_)
                if other is None:
                    near = nearest(conflict.with_, list(passages))
                    yield document.problem(path, "conflict_unknown", passage=name, found=conflict.with_, near=near)
                elif conflict.with_ == name or conflict.with_ in seen:
                    yield document.problem(path, "conflict_twice", passage=name, found=conflict.with_)
                elif not any(c.with_ == name and c.type == conflict.type for c in other.conflicts):
                    yield document.problem(
                        path, "conflict_one_sided", passage=name, found=conflict.with_, type=conflict.type
                    )
                seen.add(conflict.with_)
