"""The figures of a segment with their basis and source lines, and what is wrong with them."""

from collections.abc import Iterable
from itertools import groupby

from ..advice.entries import FigureEntry, FindingEntry
from ..advice.model import SegmentAdvice
from .elements import (
    Block,
    Column,
    Element,
    Items,
    Line,
    Link,
    Paragraph,
    Row,
    Strong,
    Table,
    Unknown,
    joined,
    words,
)
from .numbers import euro, percent_text, short_money, stated_day
from .reader import Reader
from .references import source_anchor

IN_THE_MARKET_BLOCK = frozenset({"market.top3_share", "market.top10_share"})
"""shown there with their table when the market was measured"""
MOST_FINDINGS = 2
PERCENTAGES = ("share", "top3", "top10", "stated", "computed", "sum")
CENTS = 100


def figures_block(segment: SegmentAdvice, reader: Reader) -> Block:
    shown = [f for f in segment.figures if not (segment.market.groups and f.field in IN_THE_MARKET_BLOCK)]
    known = [f for f in shown if f.value is not None]
    rows = [_row(group, reader) for group in _grouped([f for f in known if isinstance(f.value, int)])]
    elements: list[Element] = []
    if rows:
        elements.append(Table(reader.say("block.figures"), _columns(reader), tuple(rows)))
    if not known:
        elements.append(Paragraph(reader.line("figure.none")))
    elements += _under_the_table(shown, known, reader)
    elements += findings_elements(segment, reader)
    return Block(f"{segment.id}-cijfers", reader.say("block.figures"), tuple(elements))


def _under_the_table(shown: list[FigureEntry], known: list[FigureEntry], reader: Reader) -> list[Element]:
    """What is known in words, what is unknown or does not apply, and which document the lines are of."""
    lines: list[Line] = []
    in_words = [_in_words(f, reader) for f in known if not isinstance(f.value, int)]
    if in_words:
        lines.append((*reader.line("figure.in_words"), *words(" "), *joined(in_words, "; "), *words(".")))
    unknown = [f for f in shown if f.value is None and f.applies and not f.field.startswith("derived.")]
    if unknown:
        lines.append((Unknown(), *words(f" {reader.say('figure.unknown')} "), *_labels(unknown, reader), *words(".")))
    outside = [f for f in shown if not f.applies]
    if outside:
        lines.append((*reader.line("figure.not_applicable"), *words(" "), *_labels(outside, reader), *words(".")))
    lines += [_document_line(known, reader), _other_sources(known, reader)]
    line = joined(lines)
    return [Paragraph(line, "note")] if line else []


def _columns(reader: Reader) -> tuple[Column, ...]:
    return reader.columns("column", {"item": 38, "value": 38, "basis": 11, "place": 13})


def _grouped(figures: list[FigureEntry]) -> list[list[FigureEntry]]:
    """Figures of one place in one source stand on one row."""

    def place(f: FigureEntry) -> tuple[object, ...]:
        if f.of:
            return (f.basis, f.of, f.source)
        return (f.basis, f.source, f.lines) if f.lines or f.basis == "derived" else (f.field,)

    return [list(held) for _, held in groupby(figures, key=place)]


def _row(group: list[FigureEntry], reader: Reader) -> Row:
    first = group[0]
    values = joined([_value(f, reader) for f in group], " · ")
    if first.of:  # a percentage names its base
        values = (*values, *words(f", {reader.say('figure.of')} "), *region_words(first.of, reader))
    basis = words(reader.say(f"basis.{first.basis}") if first.basis else "–")
    lines = dict.fromkeys(_lines(f.lines, reader) for f in group if f.lines)
    return Row((_labels(group, reader), values, basis, words(", ".join(lines) or "–")))


def _value(figure: FigureEntry, reader: Reader) -> Line:
    """A computed amount is rounded to the euro: it is no more exact than that."""
    if figure.basis == "derived" and figure.field.startswith("derived.spend") and isinstance(figure.value, int):
        return words(euro(figure.value, reader.language))
    return reader.value(figure.field, figure.value)


def region_words(text: str, reader: Reader) -> Line:
    """Words of the region's file, which stay in the language they were written in."""
    return words(text, reader.lang_of_names)


def _in_words(figure: FigureEntry, reader: Reader) -> Line:
    """``capaciteit ruim (beoordeeld, r607-610)``."""
    line = (*words(f"{reader.label(figure.field)}: "), *_value(figure, reader))
    behind = [reader.say(f"basis.{figure.basis}")] if figure.basis else []
    behind += [_lines(figure.lines, reader)] if figure.lines else []
    return (*line, *words(f" ({', '.join(behind)})")) if behind else line


def _labels(figures: list[FigureEntry], reader: Reader) -> Line:
    return words(" · ".join(reader.label(f.field) for f in figures))


def _lines(lines: str, reader: Reader) -> str:
    letter = reader.say("reference.line_letter")
    return ", ".join(f"{letter}{part.strip()}" for part in lines.split(","))


def _document_line(figures: list[FigureEntry], reader: Reader) -> Line:
    """Which document the lines are of; it is linked when the source list has it."""
    return _sources("figure.document", list(_documents(figures)), reader)


def _other_sources(figures: list[FigureEntry], reader: Reader) -> Line:
    """Where figures come from that name no lines, such as a count of declarations."""
    documents = _documents(figures)
    other = {f.source: None for f in figures if f.source and f.source not in documents and f.basis != "derived"}
    return _sources("figure.other_source", [name for name in other if name], reader)


def _documents(figures: list[FigureEntry]) -> dict[str, None]:
    return {f.source: None for f in figures if f.source and f.lines}


def _sources(head: str, documents: list[str], reader: Reader) -> Line:
    if not documents:
        return ()
    cited = {source.id: source for source in reader.advice.sources}
    named = [
        (Link(source_anchor(name), cited[name].title), *words(f", {stated_day(cited[name].date, reader.language)}"))
        if name in cited
        else region_words(name, reader)
        for name in documents
    ]
    return (*reader.line(head), *words(" "), *joined(named, "; "), *words("."))


def findings_elements(segment: SegmentAdvice, reader: Reader) -> list[Element]:
    """What is wrong with the figures, the most telling first; how many more there are is said."""
    head = Strong(reader.say("figure.wrong"))
    found = sorted(segment.findings, key=_telling)
    if not found:
        of_region = any(finding.segment is None for finding in reader.advice.findings)
        told = reader.line("figure.nothing_wrong_here" if of_region else "figure.nothing_wrong")
        return [Paragraph((head, *words(" "), *told))]
    shown = [(*words(f"({n}) "), *finding_line(f, reader)) for n, f in enumerate(found[:MOST_FINDINGS], 1)]
    line = joined([(head,), *shown])
    left = len(found) - MOST_FINDINGS
    if left > 0:
        more = (
            *reader.line("figure.more", n=left),
            *words(" "),
            Link(f"bijlage-{segment.id}", reader.say("words.in_annex")),
        )
        line = (*line, *words(" "), *more, *words("."))
    return [Paragraph(line)]


FINDING_ORDER = (
    "share_over_100",
    "top3_above_top10",
    "noted",
    "figures_of_old_lots",
    "spend_outside_lots",
    "lots_not_listed",
    "spend_per_client_far_off",
    "share_does_not_fit_total",
    "shares_sum_over_100",
    "shares_of_different_totals",
    "more_providers_than_clients",
    "top10_of_ten_or_fewer",
    "share_without_base",
    "registrations_not_providers",
    "part_without_figures",
)


def _telling(finding: FindingEntry) -> int:
    code = finding.said.code
    return FINDING_ORDER.index(code) if code in FINDING_ORDER else len(FINDING_ORDER)


def finding_line(finding: FindingEntry, reader: Reader) -> Line:
    """One finding as a sentence; remarks of the region's file stay in the language they were written in."""
    said, values = finding.said, dict(finding.said.values)
    if said.code == "noted":
        lines = str(values.get("lines", ""))
        place = words(f" [{_lines(lines, reader)}]") if lines else ()
        return (*region_words(str(values["text"]), reader), *place)
    shown: dict[str, str | int] = {}
    for name, value in values.items():
        shown[name] = _shown(name, str(value), finding, reader)
    shown.setdefault("what", _what(finding, reader))
    return reader.line(f"finding.{said.code}", **shown)


def _shown(name: str, value: str, finding: FindingEntry, reader: Reader) -> str | int:
    if name in PERCENTAGES:
        return percent_text(value, reader.language)
    if name == "law":
        return reader.say(f"law.{value}")
    if name in ("euro", "middle", "spending", "low", "high") or (
        name == "implied" and finding.path.endswith("cost_share")
    ):
        return short_money(int(value) * CENTS, reader.language) if value.isdigit() else value
    return int(value) if value.isdigit() else value


def _what(finding: FindingEntry, reader: Reader) -> str:
    """The label of the field that a finding is about."""
    room, _, name = "/".join(finding.path.split("/")[-2:]).partition("/")
    field = f"{room}.{name}"
    return reader.label(field) if reader.field(field) else finding.path


def findings_items(findings: Iterable[FindingEntry], reader: Reader) -> Items:
    return Items(tuple(finding_line(f, reader) for f in sorted(findings, key=_telling)))
