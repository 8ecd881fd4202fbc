"""Under how many stated assumptions an advice holds, in a line on the sheet; the counts stand in an annex.

A count of draws is no probability, so no percentage is printed; the line says each time that it says nothing about
whether the advice works.
"""

from collections.abc import Iterator

from ..advice.model import BodyAdvice, SegmentAdvice
from ..advice.robustness_entries import HoldsEntry, RobustBody
from .elements import Block, Line, Link, Paragraph, Strong, joined, words
from .numbers import count
from .overrides import is_set
from .reader import DECISION_OF, Reader, bodies_of, part_letters

ROBUSTNESS = "bijlage-robuustheid"
"""the annex"""


def robustness_of(reader: Reader, path: str) -> RobustBody | None:
    """What the draws gave for a segment or part; None where no draws were asked for."""
    held = reader.advice.robustness
    return next((body for body in held.bodies if body.path == path), None) if held else None


def robustness_paragraphs(segment: SegmentAdvice, reader: Reader) -> tuple[Paragraph, ...]:
    """The line on the sheet, with the way to the counts. Nothing without draws."""
    link = (*words(" ("), Link(ROBUSTNESS, reader.say("words.in_annex")), *words(")"))
    return tuple(Paragraph((*line, *link)) for line in robust_lines(segment, reader))


def robust_lines(segment: SegmentAdvice, reader: Reader) -> tuple[Line, ...]:
    """What holds in all draws, and how often the rest does, as one line. Nothing without draws."""
    held = reader.advice.robustness
    if held is None:
        return ()
    always, less = [], []
    for name, letter, entry in _chosen(segment, reader):
        called = f"{reader.instrument(name)}{f' {letter}' if letter else ''}"
        if entry.stands == held.draws:
            always.append(called)
        else:
            less.append((entry.stands, called))
    draws = count(held.draws, reader.language)
    lines: list[Line] = [(Strong(reader.say("robustness.head")),)]
    if always:
        lines.append(reader.line("robustness.always", draws=draws, names=tuple(always)))
    if less:
        told = tuple(
            reader.say("robustness.of_draws", name=name, stands=count(n, reader.language), draws=draws)
            for n, name in sorted(less, key=lambda pair: -pair[0])
        )
        lines.append(reader.line("robustness.less", names=told))
    something = bool(always or less)
    lines.append(reader.line("robustness.not_whether_it_works" if something else "robustness.nothing_chosen"))
    return (joined(lines),)


def _chosen(segment: SegmentAdvice, reader: Reader) -> Iterator[tuple[str, str, HoldsEntry]]:
    """The instruments with a choice that is the advice's own, by part where the segment has them."""
    letters = part_letters(segment)
    for name in DECISION_OF.values():
        for body in bodies_of(segment):
            found = robustness_of(reader, _path(segment, body))
            entry = next((h for h in found.holds if h.instrument == name), None) if found else None
            if entry is not None and entry.advised is not None and not is_set(body, name):
                yield name, letters.get(body.id, ""), entry


def _path(segment: SegmentAdvice, body: BodyAdvice) -> str:
    return segment.id if body.id == segment.id else f"{segment.id}/{body.id}"


def funding_holds(reader: Reader) -> tuple[Paragraph, ...]:
    """Of the whole region: under how many assumptions the funding of each segment holds. Nothing without draws."""
    held = reader.advice.robustness
    if held is None:
        return ()
    draws = count(held.draws, reader.language)
    told = []
    for segment in reader.advice.segments:
        for _, letter, entry in (c for c in _chosen(segment, reader) if c[0] == "funding"):
            name = f"{segment.name}{f', {letter}' if letter else ''}"
            stands = count(entry.stands, reader.language)
            told.append(reader.say("robustness.of_segment", name=name, stands=stands, draws=draws))
    if not told:
        return ()
    lines = (reader.line("robustness.funding", names=tuple(told)), reader.line("robustness.not_whether_it_works"))
    return (Paragraph(joined(lines)),)


def robustness_block(reader: Reader) -> Block:
    """In the annex of the region: where the outcome stands, or that there is none and how to get it."""
    if reader.advice.robustness is None:
        line = reader.line("robustness.none")
    else:
        line = (
            *reader.line("robustness.elsewhere"),
            *words(" "),
            Link(ROBUSTNESS, reader.say("words.in_annex")),
            *words("."),
        )
    return Block("regio-bijlage-robuustheid", reader.say("robustness.title"), (Paragraph(line),))
