"""The rules and passages behind an advice, as a page to look things up in."""

from collections.abc import Mapping

from ..advice.canonical import digest
from ..advice.model import Advice
from ..knowledge.options import Both
from .annex import sheet_of_annex
from .catalogue import load_catalogue
from .claims import texts_by_rule
from .document import DIGEST_SHOWN, page_labels
from .elements import Block, Code, Column, Document, Paragraph, Row, Sheet, Table, words
from .html import as_html
from .numbers import Language
from .reader import Reader, load_options
from .references import Citations, SheetCitations
from .sources import sources_sheet

RULES = "regels"
MOST_PASSAGES = 6


def rule_list(advice: Advice, reasons: Mapping[str, Both], language: Language, head: str) -> str:
    """A page with every rule that fired, what it says and where it stems from, and with every passage that is cited.

    ``reasons`` are those of the rules by id; a rule that only derives something is in the advice by its id alone.
    """
    catalogue = load_catalogue(language)
    reader = Reader(advice, language, catalogue, load_options(), head)
    citations = Citations.of(advice, catalogue)
    stamp = digest(advice)[:DIGEST_SHOWN]
    sheet = _rules(advice, reasons, citations, reader, stamp)
    sheets = (sheet, sources_sheet(advice, citations, reader, stamp, {RULES: sheet.title}))
    return as_html(Document(language, sheet.title, sheets, page_labels(catalogue)))


def _rules(advice: Advice, reasons: Mapping[str, Both], citations: Citations, reader: Reader, stamp: str) -> Sheet:
    cite = citations.on(RULES, with_lines=False)
    fired = _fired_in(advice)
    said = {rule: reader.both(text) for rule, text in reasons.items()} | _texts(advice, reader)
    passages = _passages(advice)
    topics: dict[str, list[str]] = {}
    for rule in sorted(fired):
        topics.setdefault(rule.partition(".")[0], []).append(rule)
    blocks = tuple(
        Block(
            f"{RULES}-{topic}",
            topic,
            (Table(topic, _columns(reader), tuple(_row(rule, fired, said, passages, cite, reader) for rule in rules)),),
        )
        for topic, rules in topics.items()
    )
    opening = (Paragraph(reader.line("bundle.rules.intro", n=len(fired)), "note"),)
    return sheet_of_annex(RULES, "bundle.rules.title", blocks, reader, stamp, opening)


def _columns(reader: Reader) -> tuple[Column, ...]:
    return reader.columns("bundle.rules.column", {"rule": 26, "says": 38, "place": 20, "where": 16})


def _row(
    rule: str,
    fired: dict[str, list[str]],
    said: dict[str, str],
    passages: dict[str, list[str]],
    cite: SheetCitations,
    reader: Reader,
) -> Row:
    where = words(", ".join(reader.names(tuple(fired[rule]))))
    place = cite.cell(passages.get(rule, []), MOST_PASSAGES) or reader.line("bundle.rules.own")
    return Row(((Code(rule),), words(said.get(rule, "")), place, where))


def _fired_in(advice: Advice) -> dict[str, list[str]]:
    """Every rule that fired, with the segments and parts where it did."""
    found: dict[str, list[str]] = {}
    for segment in advice.segments:
        for body in (segment, *segment.parts):
            path = segment.id if body is segment else f"{segment.id}/{body.id}"
            for rule in dict.fromkeys(t.rule for t in body.trace if t.fired):
                found.setdefault(rule, []).append(path)
    return found


def _texts(advice: Advice, reader: Reader) -> dict[str, str]:
    bodies = [body for segment in advice.segments for body in (segment, *segment.parts)]
    said = {rule: reader.both(text) for rule, (text, _) in texts_by_rule(bodies).items()}
    return {c.rule: reader.both(c.text) for body in bodies for c in body.consequences} | said


def _passages(advice: Advice) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for source in advice.sources:
        for name, passage in source.passages.items():
            for rule in passage.used_by:
                found.setdefault(rule, []).append(name)
    return found
