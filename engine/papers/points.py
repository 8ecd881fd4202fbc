"""What a board is asked to decide, point by point, and what speaks for and against each."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ..advice.entries import ArgumentEntry
from ..advice.model import BodyAdvice, SegmentAdvice
from ..rendering.behind import rules_in_region
from ..rendering.claims import ClaimRow, claim_rows, evidence_in_words, region_sources
from ..rendering.elements import Line, Strong, Words, joined, words
from ..rendering.mix_cells import Cells
from ..rendering.reader import bodies_of
from ..rendering.steps import direction_names
from .paper import Making

INSTRUMENTS = ("extend", "funding", "form", "term", "direction", "intensity", "decision_form")
"""the choices that a board takes, in this order; measures and clauses follow them"""
MOST_FOR, MOST_AGAINST = 4, 3
Judges = Callable[[ArgumentEntry, str], bool]


@dataclass(frozen=True)
class Point:
    number: int
    instrument: str
    line: Line


def points(making: Making) -> tuple[Point, ...]:
    """One point for each instrument: what to decide in which segments, apart from what is still open there."""
    reader = making.reader
    made = []
    for number, instrument in enumerate(INSTRUMENTS, 1):
        what = reader.say(f"papers.point.subject.{instrument}")
        told = [
            reader.line(f"papers.point.{kind}{'_too' if place else ''}", what=what, groups=joined(groups, "; "))
            for place, (kind, groups) in enumerate(_by_kind(making, instrument))
        ]
        said = (Strong(f"{number}"), *words(" "), *joined(told, "; "), *words(";"))
        behind = making.provenance.reference(str(number), rules_in_region(making.advice, instrument))
        made.append(Point(number, instrument, (*said, *behind)))
    return tuple(made)


def _by_kind(making: Making, instrument: str) -> list[tuple[str, list[Line]]]:
    """What a board can adopt, then what it can only leave open, then where no source prefers anything."""
    held: dict[str, dict[Line, list[str]]] = {"decide": {}, "open": {}, "silent": {}}
    for segment in making.advice.segments:
        cells = Cells(segment, making.reader)
        for body in bodies_of(segment):
            found = body.decisions[instrument]
            kind, choice = "decide", cells.choice(body, instrument)
            if not found.chosen:
                kind = "open" if found.ties else "silent"
            if found.ties and not found.chosen:
                options = making.reader.options_in_words(found.ties)
                choice = making.reader.line("papers.point.between", options=options)
            held[kind].setdefault(choice, []).append(path_of(segment, body))
    return [
        (kind, [_group(choice, tuple(paths), making) for choice, paths in choices.items()])
        for kind, choices in held.items()
        if choices
    ]


def _group(choice: Line, paths: tuple[str, ...], making: Making) -> Line:
    names = making.reader.catalogue.listed(names_of(paths, making))
    return (*choice, *words(f" ({names})"))


def names_of(paths: Iterable[str], making: Making) -> tuple[str, ...]:
    """Segments and parts by name; all parts of a segment are called by its name."""
    held = tuple(dict.fromkeys(paths))
    for segment in making.advice.segments:
        parts = {f"{segment.id}/{part.id}" for part in segment.parts}
        if parts and parts <= set(held):
            held = tuple(dict.fromkeys(segment.id if path in parts else path for path in held))
    return making.reader.names(held)


def path_of(segment: SegmentAdvice, body: BodyAdvice) -> str:
    return segment.id if body.id == segment.id else f"{segment.id}/{body.id}"


# For and against


class Argued:
    """The numbered arguments of a paper: those for a point first, those against it with the numbers that follow."""

    def __init__(self, making: Making) -> None:
        self._making, self._reader = making, making.reader
        self._sources = region_sources(making.reader)
        self._for = {name: self._claims(name, _supports) for name in INSTRUMENTS}
        self._against = {name: self._claims(name, _objects) for name in INSTRUMENTS}

    def lines_for(self, point: Point) -> list[Line]:
        return list(self._numbered(point, self._for[point.instrument][:MOST_FOR], 1))

    def lines_against(self, point: Point) -> list[Line]:
        first = len(self._for[point.instrument][:MOST_FOR]) + 1
        return list(self._numbered(point, self._against[point.instrument][:MOST_AGAINST], first))

    def decided(self, point: Point) -> bool:
        """Whether anything is chosen anywhere; where nothing is, no argument is for or against it."""
        return any(
            body.decisions[point.instrument].chosen
            for segment in self._making.advice.segments
            for body in bodies_of(segment)
        )

    def left(self, point: Point) -> tuple[int, int]:
        """How many more there are for and against."""
        held = self._for[point.instrument], self._against[point.instrument]
        return max(0, len(held[0]) - MOST_FOR), max(0, len(held[1]) - MOST_AGAINST)

    def _claims(self, instrument: str, judges: Judges) -> list[ClaimRow]:
        """The claims that count, over all segments where something was chosen; those on which a choice fell first."""
        bodies = []
        for segment in self._making.advice.segments:
            for body in bodies_of(segment):
                chosen = body.decisions[instrument].chosen
                held = tuple(
                    a
                    for a in body.arguments
                    if chosen and a.option.partition(".")[0] == instrument and a.level and judges(a, chosen)
                )
                bodies.append((path_of(segment, body), body.model_copy(update={"arguments": held})))
        return [row for row in claim_rows(bodies) if row.deciding or row.step != "wish"]

    def _numbered(self, point: Point, claims: list[ClaimRow], first: int) -> Iterator[Line]:
        reader = self._reader
        for place, claim in enumerate(claims, first):
            number = f"{point.number}.{place}"
            text = reader.both(claim.text)
            behind = [direction_names(claim, reader), words(evidence_in_words(claim, reader, self._sources))]
            where = names_of(claim.parts, self._making)
            if where != (reader.say("words.all_segments"),):
                behind.append(words(reader.catalogue.listed(where)))
            line: Line = (Strong(f"{number} {text}"), Words(" ("), *joined(behind, "; "), Words(")"))
            if claim.measure:
                line = (*line, *words(" "), *reader.line("papers.answer", measure=reader.both(claim.measure)))
            yield (*line, *self._making.provenance.reference(number, claim.rules))


def _supports(argument: ArgumentEntry, chosen: str) -> bool:
    return (argument.direction == "for") == (argument.option == chosen)


def _objects(argument: ArgumentEntry, chosen: str) -> bool:
    return not _supports(argument, chosen)
