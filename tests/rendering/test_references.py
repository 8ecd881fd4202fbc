"""References in the papers: every paragraph that says something of the advice leads to a rule or a passage.

What needs no reference is listed here by kind, with the reason; the list stands in the decision about references too.
"""

import re
from collections.abc import Iterator
from functools import cache

import pytest

from stuurwijzer.engine.papers.build import paper_of
from stuurwijzer.engine.papers.paper import PaperName
from stuurwijzer.engine.rendering import load_catalogue
from stuurwijzer.engine.rendering.elements import (
    Block,
    Cite,
    Definitions,
    Document,
    Element,
    Items,
    Line,
    Link,
    Own,
    Paragraph,
    Strong,
    Table,
    plain,
)
from stuurwijzer.engine.rendering.numbers import Language
from stuurwijzer.engine.rendering.provenance import PROVENANCE
from stuurwijzer.engine.rendering.references import source_anchor
from stuurwijzer.engine.rendering.sources import SOURCES

from .conftest import advice_for

FEWEST_WORDS = 3
"""of its own that a sentence of the catalogue needs to be known by them"""
COUNTED = {"n", "who", "board", "date", "days", "slack", "start", "conflicts", "said", "what", "digest"}
"""values of a sentence that say nothing of the advice itself: numbers, days, bodies"""
ANNEXES = (PROVENANCE, SOURCES)
NEEDS_NONE = {
    "strategie-cijfers": "figures of the region, with their basis on the segment sheets",
    "regio-bijlage-cijfers": "checks of the figures: each names the figures that it compares",
    "-houding|postures": "found by deciding again with another posture, by no rule",
    "strategie-mix-tabel": "repeats the choices of chapter 5, where the rules stand behind each",
    "-eerst": "questions: nothing is stated",
    "bijlage-overgang|college-(transition|deciding|hearing|evaluation)|raad-(residents|role|following)": (
        "what the region states or nobody has stated, and counts under an assumption that is said"
    ),
    "college-finance|raad-money": "spending of the region, and a calculation whose steps stand in the advice",
    "planning-|college-planning": "counted back from the start; the steps name their passages",
    "college-annexes|raad-about": "about the paper itself",
    "raad-certainty": "found by giving other answers, by no rule; the risks in it have their rule",
    "raad-choices": "the choices have a rule; one on which everything is level has none",
}
"""by what the id of a block holds: a computation, a question, a statement of the region, or the paper itself"""
SAYS_NOTHING = ("goals.served_by_none", "confidence.open", "lost.not_judged")
"""what stands where no rule weighed"""
WITHOUT = re.compile("|".join(NEEDS_NONE))
REGIONS: tuple[tuple[str, Language], ...] = (("rivierenland-2021", "nl"), ("hart-van-brabant-2021", "en"))
HELD: tuple[PaperName, ...] = ("strategy", "college", "council")
"""segment sheets keep the form of their design: a passage behind each statement, the rules in the annex"""


@cache
def paper(name: PaperName, region: str, language: Language) -> Document:
    return paper_of(name, advice_for(region), language).document


@pytest.fixture(params=[(name, *held) for name in HELD for held in REGIONS], ids="-".join)
def document(request: pytest.FixtureRequest) -> Document:
    name, region, language = request.param
    return paper(name, region, language)


def blocks_of(document: Document, annexes: bool = False) -> Iterator[Block]:
    for sheet in document.sheets:
        if (sheet.id in ANNEXES) == annexes:
            yield from sheet.blocks


def lines_of(elements: tuple[Element, ...]) -> Iterator[Line]:
    """Paragraphs, items and whole rows."""
    for element in elements:
        match element:
            case Paragraph(line=line):
                yield line
            case Items(lines=lines):
                yield from lines
            case Table(rows=rows):
                yield from (tuple(span for cell in row.cells for span in cell) for row in rows)
            case Definitions(entries=entries):
                yield from (line for entry in entries for line in entry.lines)


def anchors_of(document: Document) -> set[str]:
    held = {sheet.id for sheet in document.sheets}
    for sheet in document.sheets:
        for block in sheet.blocks:
            held.add(block.id)
            for element in block.elements:
                if isinstance(element, Definitions):
                    held |= {entry.anchor for entry in element.entries}
    return held


def is_referred(line: Line) -> bool:
    return any(isinstance(span, Cite) or (isinstance(span, Link) and " · " in span.text) for span in line)


@cache
def said_by_the_paper(language: Language) -> tuple[re.Pattern[str], ...]:
    """Sentences of the catalogue that introduce, count what is left out, or say that there is nothing.

    Those that take a choice, a reason or a name of an option say something of the advice and are not among them.
    """
    catalogue = load_catalogue(language)
    codes = ("papers", "planning", "region", "step", "lost", "dissent", "risk", "plan", "pilot", "counsel")
    texts = [text for code in codes for text in catalogue.under(code).values()]
    texts = [text for text in texts if set(re.findall(r"\{([a-z_]+)", text)) <= COUNTED]
    texts = [text for text in texts if len(re.sub(r"\{[^{}]*\}", "", text).split()) >= FEWEST_WORDS]
    return tuple(
        re.compile(re.sub(r"\\\{[^{}]*\\\}", ".+", re.escape(text)).rstrip(r"\.:") + r"[.: ◇]*") for text in texts
    )


def test_every_paragraph_that_says_something_of_the_advice_has_a_reference(document: Document) -> None:
    missing = []
    for block in blocks_of(document):
        if WITHOUT.search(block.id):
            continue
        for line in lines_of(stating(block, document.language)):
            if not is_referred(line) and not own_words(line, document.language):
                missing.append(f"{block.id}: {plain(line)[:120]}")
    assert missing == []


def stating(block: Block, language: Language) -> tuple[Element, ...]:
    """What needs references by itself: not the table of postures, nor tables whose rules stand in one line below."""
    catalogue = load_catalogue(language)
    behind = catalogue.say("papers.strategy.mix_behind")
    below = [plain(e.line).startswith(behind) for e in block.elements if isinstance(e, Paragraph)]
    postures = catalogue.say("block.postures_in_full")
    return tuple(e for e in block.elements if not isinstance(e, Table) or not (any(below) or e.caption == postures))


def own_words(line: Line, language: Language) -> bool:
    """What the paper says of itself, computes, marks as our own, asks or leaves open: no rule is behind it."""
    if any(isinstance(span, Own) for span in line):
        return True
    catalogue, whole = load_catalogue(language), plain(line)
    text = plain(tuple(span for span in line if not isinstance(span, Strong))).strip(" .")
    asks, names_parts = re.search(r"\w\? ", text) is not None, text.startswith("= ")
    computed = whole.startswith(catalogue.say("providers.range"))
    return (
        not text
        or (asks or names_parts or computed)
        or any(catalogue.say(code) in whole for code in SAYS_NOTHING)
        or known(text, language)
    )


def known(sentence: str, language: Language) -> bool:
    return any(pattern.fullmatch(sentence) for pattern in said_by_the_paper(language))


def test_every_reference_leads_to_an_entry_and_from_there_to_passages(document: Document) -> None:
    anchors = anchors_of(document)
    blocks = (*blocks_of(document), *blocks_of(document, annexes=True))
    spans = [span for block in blocks for line in lines_of(block.elements) for span in line]
    links = [span for span in spans if isinstance(span, Link) and span.target.startswith(("regel-", "plaats-"))]
    assert len(links) > 5
    assert {link.target for link in links} <= anchors
    annex = next(sheet for sheet in document.sheets if sheet.id == PROVENANCE)
    rules = annex.blocks[0].elements[0]
    assert isinstance(rules, Definitions)
    for entry in rules.entries:
        first, where = entry.lines
        cited = [span for span in first if isinstance(span, Cite)]
        assert cited or any(isinstance(span, Own) for span in first), entry.term
        assert {source_anchor(span.passage) for span in cited} <= anchors
        assert plain(where).split()[-1], "where it was used"


def test_a_place_with_more_rules_lists_them_all(document: Document) -> None:
    annex = next(sheet for sheet in document.sheets if sheet.id == PROVENANCE)
    if len(annex.blocks) == 1:
        return
    listed = annex.blocks[1].elements[0]
    assert isinstance(listed, Definitions)
    of_place = {entry.term: {s.target for s in entry.lines[0] if isinstance(s, Link)} for entry in listed.entries}
    for line in (line for block in blocks_of(document) for line in lines_of(block.elements)):
        for link in (span for span in line if isinstance(span, Link) and span.target.startswith("plaats-")):
            assert len(of_place[link.target.removeprefix("plaats-")]) > int(link.text.removeprefix("+"))
