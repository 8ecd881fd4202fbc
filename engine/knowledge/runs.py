"""Digests of the consecutive runs of words of a whole document: where in it a change is, also between the passages.

A passage is found by a digest of its own. What stands between passages has none, so each document also has a row of
digests over all its words, cut into runs of equal length. One changed word breaks one run, and the runs around it say
where that is, in any extraction. ``python -m stuurwijzer.engine.knowledge.runs FILE`` prints the row of a document.
"""

import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import Field

from ..profile.answers import Strict
from ..reading import Problem, ProblemsFoundError, read_document, validate
from .fingerprint import digest, words

LENGTH = 32
"""words in a run: about three lines, so that a place is near; long enough to stand in one place only"""
DIGITS = 12
"""of a digest: that some other words of a document of this size give one of its digests happens once in ten million"""
PER_LINE = 8


class Runs(Strict):
    """The runs of one document, in their order. The last one takes the rest and so is up to twice as long."""

    source: str
    words: int = Field(ge=1)
    digests: tuple[Annotated[str, Field(pattern=rf"^[0-9a-f]{{{DIGITS}}}$")], ...] = Field(min_length=1)

    def length(self, number: int) -> int:
        """How many words the run with this number (from 0) has."""
        last = len(self.digests) - 1
        return LENGTH if number < last else self.words - LENGTH * last


class Place(NamedTuple):
    """A run, by its number in the row, and the word (0-based) at which it stands in a text."""

    number: int
    position: int


class Stretch(NamedTuple):
    """Words of a text, from the first (0-based) up to the last (not included), and how many the document has there."""

    start: int
    end: int
    expected: int

    @property
    def gone(self) -> bool:
        """Whether words were taken away here."""
        return self.end - self.start < self.expected


def runs_of(source: str, held: Sequence[str]) -> Runs:
    """The row of a document with these words. Raises ValueError for a document without words."""
    if not held:
        raise ValueError("a document without words has no runs")
    cuts = [LENGTH * index for index in range(max(1, len(held) // LENGTH))] + [len(held)]
    digests = tuple(_short(held[start:end]) for start, end in pairwise(cuts))
    return Runs(source=source, words=len(held), digests=digests)


def load_runs(root: Traversable | None = None) -> dict[str, Runs]:
    """The rows in ``knowledge/extractions``, by the id of the source. Raises ProblemsFoundError."""
    folder = Path(str(root or files("stuurwijzer"))) / "knowledge" / "extractions"
    found: dict[str, Runs] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            held = validate(Runs, read_document(path, f"knowledge/extractions/{path.name}"))
            found[held.source] = held
        except ProblemsFoundError as error:
            problems += error.problems
    if problems:
        raise ProblemsFoundError(problems)
    return found


def places(held: Sequence[str], rows: Iterable[Runs]) -> dict[str, list[Place]]:
    """Where the runs of each document stand in a text, in the order of the document, by the id of its source.

    Runs that stand in another order than in the document are left out, as few of them as possible.
    """
    rows = list(rows)
    sought: dict[int, dict[str, list[tuple[str, int]]]] = {}
    for row in rows:
        for number, expected in enumerate(row.digests):
            sought.setdefault(row.length(number), {}).setdefault(expected, []).append((row.source, number))
    found: dict[str, list[Place]] = {row.source: [] for row in rows}
    for length, expected_digests in sought.items():
        for position in range(len(held) - length + 1):
            for source, number in expected_digests.get(_short(held[position : position + length]), ()):
                found[source].append(Place(number, position))
    return {source: in_order(placed) for source, placed in found.items()}


def in_order(placed: Iterable[Place]) -> list[Place]:
    """The longest series in which both the numbers and the positions in the text go up."""
    candidates = sorted(placed, key=lambda place: (place.number, -place.position))
    ends: list[int] = []  # the position with which the best series of each length ends
    last: list[int] = []  # which candidate that is
    before: list[int] = []
    for at, place in enumerate(candidates):
        length = bisect_left(ends, place.position)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [place.position]
        last[length : length + 1] = [at]
    series: list[Place] = []
    at = last[-1] if last else -1
    while at >= 0:
        series.append(candidates[at])
        at = before[at]
    return series[::-1]


def stretches(row: Runs, placed: Sequence[Place], count: int) -> Iterator[Stretch]:
    """Where a text of ``count`` words differs from the document: what stands between runs that do not join up."""
    number = position = 0
    for place in (*placed, Place(len(row.digests), count)):
        if (place.number, place.position) != (number, position):
            expected = sum(row.length(missing) for missing in range(number, place.number))
            yield Stretch(min(position, place.position), max(position, place.position), expected)
        if place.number < len(row.digests):
            number, position = place.number + 1, place.position + row.length(place.number)


def recognised(row: Runs, placed: Sequence[Place]) -> bool:
    """Whether a text is a version of the document: at least a fifth of the document stands in it, in its order."""
    return len(placed) * 5 >= len(row.digests)


def as_file(row: Runs) -> str:
    """The row as a file of ``knowledge/extractions``."""
    lines = [row.digests[at : at + PER_LINE] for at in range(0, len(row.digests), PER_LINE)]
    told = ",\n".join("  " + ", ".join(f'"{one}"' for one in line) for line in lines)
    head = f"# Digests of each {LENGTH} words of the document, see engine/knowledge/runs.py.\n"
    return f"{head}source: {row.source}\nwords: {row.words}\ndigests: [\n{told}\n]\n"


def _short(held: Sequence[str]) -> str:
    return digest(held)[:DIGITS]


if __name__ == "__main__":
    path = Path(sys.argv[1])
    text = path.read_text(encoding="utf-8")
    read = words(text)
    print(f"# extraction: {{lines: {len(text.splitlines())}, words: {len(read)}, digest: {digest(read)}}}")
    print(as_file(runs_of(path.stem, read)), end="")
