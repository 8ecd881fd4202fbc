"""The source list: every cited passage with its place, our summary, its digest, who uses it, and the way back."""

from ..advice.model import Advice, CitedPassage, CitedSource
from .annex import sheet_of_annex
from .elements import (
    Block,
    Code,
    Definition,
    Definitions,
    Element,
    Line,
    Link,
    Paragraph,
    Sheet,
    Stressed,
    joined,
    words,
)
from .errata import Errata
from .numbers import stated_day
from .reader import Reader
from .references import NEVER_SHOWN_AS_STATE, Citations, source_anchor, use_anchor

DIGEST_SHOWN = 12
MOST_BACK = 12
SOURCES = "bronnen"


def sources_sheet(advice: Advice, citations: Citations, reader: Reader, digest: str, names: dict[str, str]) -> Sheet:
    """``names`` are the sheets by id, as the way back calls them."""
    errata = Errata(advice, reader)
    blocks = tuple(_block(source, citations, errata, reader, names) for source in advice.sources)
    if not blocks:
        blocks = (Block(f"{SOURCES}-geen", reader.say("block.sources"), (Paragraph(reader.line("source.none")),)),)
    opening = (Paragraph(reader.line("source.intro"), "note"),)
    return sheet_of_annex(SOURCES, "annex.sources", blocks, reader, digest, opening)


def _block(source: CitedSource, citations: Citations, errata: Errata, reader: Reader, names: dict[str, str]) -> Block:
    date = stated_day(source.date, reader.language)
    values: dict[str, str | int] = {"organisation": source.organisation, "date": date, "n": len(source.passages)}
    about = Paragraph(reader.line("source.about", **values))
    entries = tuple(_definition(name, held, citations, errata, reader, names) for name, held in source.passages.items())
    elements: tuple[Element, ...] = (about, *errata.missing_in(source.id), Definitions(entries))
    return Block(source_anchor(source.id), source.title, elements, lang=reader.lang_of_names)


def _definition(
    name: str, held: CitedPassage, citations: Citations, errata: Errata, reader: Reader, names: dict[str, str]
) -> Definition:
    place = [words(held.section, reader.lang_of_names)] if held.section else []
    if held.lines:
        place.append(reader.line("source.lines", start=str(held.lines[0]), end=str(held.lines[1])))
    if held.state not in NEVER_SHOWN_AS_STATE:
        place.append((Stressed(reader.say(f"state.{held.state}")),))
    if held.start is not None:
        place.append((Stressed(reader.say(f"start.{held.start}")),))
    line = (
        (*words(f"{reader.both(held.summary)} ("), *joined(place, "; "), *words(")"))
        if place
        else words(reader.both(held.summary))
    )
    uses: list[Line] = []
    if held.used_by:
        rules = joined([(Code(rule),) for rule in held.used_by], ", ")
        uses.append((*reader.line("source.used_by"), *words(" "), *rules))
    if held.digest:
        uses.append((*reader.line("source.digest"), *words(" "), Code(held.digest[:DIGEST_SHOWN])))
    return Definition(
        source_anchor(name), name, (line, *errata.at(name), joined(uses, ". ")), _back(name, citations, reader, names)
    )


def _back(passage: str, citations: Citations, reader: Reader, names: dict[str, str]) -> Line:
    """Links to the first use on each sheet."""
    sheets = citations.used.get(passage, [])
    if not sheets:
        return reader.line("source.not_shown")
    links = []
    for sheet in sheets[:MOST_BACK]:
        name = names.get(sheet, sheet)
        spoken = reader.say("source.back_spoken", passage=passage, sheet=name)
        links.append((Link(use_anchor(sheet, passage), name, spoken),))
    left = len(sheets) - MOST_BACK
    more = words(reader.say("words.plus", n=left)) if left > 0 else ()
    return (*reader.line("source.back"), *words(" "), *joined(links, ", "), *more)
