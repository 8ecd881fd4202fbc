"""A document held against what is known of it: which passages still stand there, and where it changed otherwise.

The normalised words are compared (see fingerprint.py): layout, capitals and punctuation are no change. A run of words
may stand in a document more than once, two words easily do. So a passage whose words are few, or stand in several
places, counts as found only between the passages before and after it, and on its own line where lines still run as in
our extraction.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .fingerprint import PlacedWord, digest, find_all
from .runs import Place, Runs, Stretch, in_order, recognised, stretches
from .runs import places as places_of_runs
from .sources import Passage, Source

FEWEST_WORDS = 8
"""of a passage that is found wherever its words stand, provided that they stand in one place"""


class Lines(NamedTuple):
    """Lines of the text at hand (1-based), the last one included."""

    first: int
    last: int


@dataclass(frozen=True)
class ChangedPassage:
    """A passage that does not stand there as it was. ``near``: where it should stand; None when nothing tells."""

    id: str
    near: Lines | None


@dataclass(frozen=True)
class ChangedPlace:
    """A change that no passage covers, on these lines, after and before the nearest passages that were found."""

    lines: Lines
    after: str | None
    before: str | None


@dataclass(frozen=True)
class Verdict:
    """What became of a document. ``intact``: all its words are those of our extraction, in their order."""

    source: str
    words: int
    intact: bool
    found: int
    changed: tuple[ChangedPassage, ...]
    uncovered: tuple[ChangedPlace, ...]


def recognise(held: Sequence[str], sources: Mapping[str, Source], rows: Mapping[str, Runs]) -> str | None:
    """The id of the source whose document a text is, be it changed; None when it is none of them."""
    whole = digest(held)
    for source in sources.values():
        if source.extraction and source.extraction.digest == whole:
            return source.id
    placed = places_of_runs(held, rows.values())
    found = {name: len(placed[name]) for name, row in rows.items() if recognised(row, placed[name])}
    return max(sorted(found), key=lambda name: found[name], default=None)


def verify(text: Sequence[PlacedWord], source: Source, row: Runs | None) -> Verdict:
    """Hold a text, of one word at least, against the document that it is taken for: a source with an extraction."""
    return _Comparison(text, source, row).verdict()


class _Found(NamedTuple):
    """A passage where it stands in the text: from the first word up to the last (not included)."""

    start: int
    end: int


class _Shift(NamedTuple):
    """By how many lines a passage may have moved: between the least and the most that fit its lines in our extraction.

    ``least`` above ``most``: its lines run otherwise than in our extraction, and tell nothing.
    """

    least: int
    most: int

    @property
    def tells(self) -> bool:
        return self.least <= self.most

    def meets(self, other: "_Shift") -> bool:
        return self.least <= other.most and other.least <= self.most


class _Comparison:
    def __init__(self, text: Sequence[PlacedWord], source: Source, row: Runs | None) -> None:
        self._text = text
        self._source = source
        self._row = row
        self._words = [placed.word for placed in text]
        held = {name: p for name, p in source.passages.items() if p.digest and p.words and p.lines}
        self._lines = {name: p.lines for name, p in held.items() if p.lines}
        self._hits = self._find(held)
        self._order = sorted(held, key=lambda name: self._lines[name])
        self._anchors = self._settled()

    def verdict(self) -> Verdict:
        extraction = self._source.extraction
        intact = extraction is not None and extraction.digest == digest(self._words)
        found = {name: self._hits[name][0] for name in self._order if self._hits[name]} if intact else self._found()
        changed = tuple(
            ChangedPassage(name, None if intact else self._near(name)) for name in self._order if name not in found
        )
        uncovered = () if intact else tuple(self._uncovered(found, changed))
        return Verdict(self._source.id, len(self._words), intact, len(found), changed, uncovered)

    def _find(self, held: Mapping[str, Passage]) -> dict[str, list[_Found]]:
        runs = {name: (p.words or 0, p.digest or "") for name, p in held.items()}
        hits = find_all(self._words, runs.values())
        return {name: [_Found(at, at + run[0]) for at in hits[run]] for name, run in runs.items()}

    def _settled(self) -> dict[str, _Found]:
        """The passages whose place is beyond doubt, in the order of the document: many words, in one place, in turn.

        Two passages with the same words are none of them: when one is gone, the place of the other looks like its own.
        """
        asked = Counter(passage.digest for passage in self._source.passages.values())
        alone = {
            name: hits[0]
            for name, hits in self._hits.items()
            if len(hits) == 1 and _long(hits[0]) and asked[self._source.passages[name].digest] == 1
        }
        numbered = [name for name in self._order if name in alone]
        series = in_order(Place(number, alone[name].start) for number, name in enumerate(numbered))
        return {numbered[place.number]: alone[numbered[place.number]] for place in series}

    def _found(self) -> dict[str, _Found]:
        found: dict[str, _Found] = {}
        for name in self._order:
            place = self._anchors.get(name) or next((h for h in self._hits[name] if self._in_place(name, h)), None)
            if place is not None:
                found[name] = place
        return found

    # Where a passage should stand

    def _around(self, name: str) -> tuple[str | None, str | None]:
        """The last settled passage that ends on a line before this one begins, and the first that begins after it."""
        first, last = self._lines[name]
        before = [other for other in self._anchors if self._lines[other][1] < first]
        after = [other for other in self._anchors if self._lines[other][0] > last]
        return (
            max(before, key=lambda other: self._anchors[other].end, default=None),
            min(after, key=lambda other: self._anchors[other].start, default=None),
        )

    def _in_place(self, name: str, hit: _Found) -> bool:
        before, after = self._around(name)
        if before is not None and hit.start < self._anchors[before].end:
            return False
        if after is not None and hit.end > self._anchors[after].start:
            return False
        expected = self._expected_shift(before, after)
        own = self._shift(name, hit)
        return expected is None or not own.tells or own.meets(expected)

    def _shift(self, name: str, hit: _Found) -> _Shift:
        first, last = self._lines[name]
        return _Shift(self._text[hit.end - 1].line - last, self._text[hit.start].line - first)

    def _expected_shift(self, before: str | None, after: str | None) -> _Shift | None:
        """By how many lines what stands between two settled passages has moved; None when lines tell nothing.

        Before the first one the beginning of the text serves, after the last one its end: these only bound the number.
        """
        extraction = self._source.extraction
        longer = self._text[-1].line - extraction.lines if extraction else 0
        one = self._shift(before, self._anchors[before]) if before else _Shift(0, 0)
        other = self._shift(after, self._anchors[after]) if after else _Shift(longer, longer)
        if not (one.tells and other.tells):
            return None
        if before and after and one.meets(other):
            return _Shift(max(one.least, other.least), min(one.most, other.most))
        return _Shift(min(one.least, other.least), max(one.most, other.most))

    def _near(self, name: str) -> Lines | None:
        """The lines on which a passage should stand: its own, moved as those around it, or all between these."""
        before, after = self._around(name)
        first, last = self._lines[name]
        shift = self._expected_shift(before, after)
        if shift is not None:
            end = self._text[-1].line
            return Lines(min(max(1, first + shift.least), end), min(max(1, last + shift.most), end))
        if before is None and after is None:
            return None
        return Lines(
            self._text[self._anchors[before].end - 1].line if before else 1,
            self._text[self._anchors[after].start].line if after else self._text[-1].line,
        )

    # What changed outside the passages

    def _uncovered(self, found: Mapping[str, _Found], changed: Sequence[ChangedPassage]) -> Iterator[ChangedPlace]:
        if self._row is None:
            return
        placed = places_of_runs(self._words, [self._row])[self._row.source]
        for stretch in stretches(self._row, placed, len(self._words)):
            reach = self._lines_of(self._with_neighbours(stretch) if stretch.gone else stretch)
            if any(passage.near is None or _overlap(passage.near, reach) for passage in changed):
                continue
            narrowed = self._narrowed(stretch, found)
            yield ChangedPlace(self._lines_of(narrowed), *self._between(narrowed, found))

    def _with_neighbours(self, stretch: Stretch) -> Stretch:
        """With the word on either side: where words are gone, what they belonged to may stand just outside."""
        return stretch._replace(start=max(0, stretch.start - 1), end=min(len(self._text), stretch.end + 1))

    def _narrowed(self, stretch: Stretch, found: Mapping[str, _Found]) -> Stretch:
        """The part of a stretch that no found passage covers. The whole where words are gone: nothing tells which."""
        left = [
            word
            for word in range(stretch.start, stretch.end)
            if not any(hit.start <= word < hit.end for hit in found.values())
        ]
        return stretch if stretch.gone or not left else stretch._replace(start=left[0], end=left[-1] + 1)

    def _lines_of(self, stretch: Stretch) -> Lines:
        """The lines of a stretch; of one without words, those of the words on both sides."""
        held = stretch if stretch.start < stretch.end else self._with_neighbours(stretch)
        return Lines(self._text[held.start].line, self._text[held.end - 1].line)

    def _between(self, stretch: Stretch, found: Mapping[str, _Found]) -> tuple[str | None, str | None]:
        by_end = sorted((hit.end, name) for name, hit in found.items())
        by_start = sorted((hit.start, name) for name, hit in found.items())
        at = bisect_right(by_end, (stretch.start, "\uffff"))
        to = bisect_left(by_start, (stretch.end, ""))
        return by_end[at - 1][1] if at else None, by_start[to][1] if to < len(by_start) else None


def _long(hit: _Found) -> bool:
    return hit.end - hit.start >= FEWEST_WORDS


def _overlap(one: Lines, other: Lines) -> bool:
    return one.first <= other.last and other.first <= one.last
