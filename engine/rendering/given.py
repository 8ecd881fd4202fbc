"""What the board has given, and what would hold without it."""

from dataclasses import dataclass

from ..advice.choice_entries import WithoutGiven
from ..knowledge.options import Both
from .elements import Line, Strong, capitalized, joined, words
from .reader import Reader
from .references import SheetCitations

MOST_LEVEL = 2


@dataclass
class Given:
    """One decision of the board: several rules may say it in the same words."""

    text: Both
    passages: list[str]
    segments: list[str]
    rules: list[str]


def given_of(reader: Reader, paths: frozenset[str] | None = None) -> list[Given]:
    """The decisions of the board, each text once; those that bind most segments first."""
    held: dict[str, Given] = {}
    for entry in reader.advice.given:
        if paths is not None and not paths & set(entry.segments):
            continue
        given = held.setdefault(entry.text.nl, Given(entry.text, [], [], []))
        given.passages += [p for p in entry.passages if p not in given.passages]
        given.segments += [s for s in entry.segments if s not in given.segments]
        given.rules.append(entry.rule)
    return sorted(held.values(), key=lambda g: -len(g.segments))


def given_lines(reader: Reader, cite: SheetCitations, most: int) -> list[Line]:
    """The decisions in words; how many more there are is said."""
    held = given_of(reader)
    if not held:
        return [reader.line("region.nothing_given")]
    lines = [given_line(given, cite, reader, in_short=True) for given in held[:most]]
    if len(held) > most:
        lines.append(reader.line("region.more_given", n=len(held) - most))
    return lines


def given_line(given: Given, cite: SheetCitations, reader: Reader, in_short: bool = False) -> Line:
    line = cite.after(reader.both(given.text), given.passages)
    names = reader.catalogue.listed(reader.names(tuple(given.segments)))
    if in_short:
        names = reader.some(tuple(given.segments))
    return line if names == reader.say("words.all_segments") else (*line, *words(f" ({names})"))


def without_lines(reader: Reader, instruments: tuple[str, ...] = (), in_short: bool = False) -> list[Line]:
    """What would hold without the board's decisions, each outcome with its segments."""
    outcomes: dict[tuple[str, str], list[str]] = {}
    for segment in reader.advice.segments:
        for held in segment.without_given:
            if instruments and held.instrument not in instruments:
                continue
            if held.without is not None and held.without == held.with_given:
                continue
            outcomes.setdefault((held.instrument, without_in_words(held, reader, in_short)), []).append(segment.id)
    if not outcomes:
        return []
    said = [
        reader.line(
            "region.without_one",
            instrument=capitalized(reader.instrument(instrument)),
            outcome=outcome,
            segments=reader.some(tuple(paths)) if in_short else reader.names(tuple(paths)),
        )
        for (instrument, outcome), paths in outcomes.items()
    ]
    return [(Strong(reader.say("region.without")), *words(" "), *joined(said))]


def without_in_words(held: WithoutGiven, reader: Reader, in_short: bool = False) -> str:
    """The option that would be chosen, else those that would be possible."""
    if held.without:
        return reader.option(held.without)
    possible = [c for c in (held.without_status or "").split(", ") if c in reader.options.by_code]
    if not possible:
        return reader.say("region.without_open")
    if in_short and len(possible) > MOST_LEVEL:
        return reader.say("region.without_level_count", n=len(possible))
    return reader.say("region.without_level", options=reader.options_in_words(possible))
