"""The annexes: everything that a sheet counts and does not show, once for the region instead of once a segment."""

from collections.abc import Callable

from ..advice.model import Advice, BodyAdvice, ConsequenceEntry, DissentEntry, ExcludedEntry, SegmentAdvice
from .alternatives import Alternatives
from .claims import ClaimRow, claim_rows, evidence_in_words, region_sources
from .consequences import KINDS, indicator_table, risk_table, shared_consequences
from .elements import (
    Block,
    Code,
    Column,
    Element,
    Items,
    Line,
    Own,
    Paragraph,
    Row,
    Sheet,
    Strong,
    Table,
    capitalized,
    joined,
    words,
)
from .figures import findings_items
from .flips import Flips
from .given import given_line, given_of, without_lines
from .numbers import count, money, ratio, share
from .preconditions import preconditions_block
from .providers import MOST_MOVES, moves_elements
from .questions import MOST_SHOWN, Questions
from .reader import Reader, part_letters
from .references import Citations, SheetCitations
from .region_tables import ANNEX, first_questions_block, pilots_block, postures_block
from .sheet import foot, stand_line
from .steps import direction_names

Bodies = list[tuple[str, BodyAdvice]]


def region_annex(advice: Advice, citations: Citations, reader: Reader, digest: str) -> Sheet:
    """What holds for all segments, and on which limits of our own the advice rests."""
    cite = citations.on(ANNEX)
    blocks = (
        _given(cite, reader),
        pilots_block(ANNEX, cite, reader, in_full=True),
        postures_block(ANNEX, reader, in_full=True),
        first_questions_block(ANNEX, reader, in_full=True),
        preconditions_block(f"{ANNEX}-voorwaarden", cite, reader),
        *_shared(advice, cite, reader),
        _region_findings(advice, reader),
        _parameters(advice, reader),
        _rulebase(advice, reader),
    )
    return sheet_of_annex(ANNEX, "annex.region", blocks, reader, digest)


def segments_annex(advice: Advice, citations: Citations, reader: Reader, digest: str) -> Sheet:
    """Per segment what its sheet only counts: findings, further questions, flips, the rest of the ranking."""
    blocks = tuple(
        Block(f"bijlage-{segment.id}", segment.name, _segment_elements(index, advice, citations, reader), folded=True)
        for index, segment in enumerate(advice.segments)
    )
    return sheet_of_annex("bijlage-segmenten", "annex.segments", blocks, reader, digest)


def arguments_annex(advice: Advice, citations: Citations, reader: Reader, digest: str) -> Sheet:
    """Every claim with the segments where it weighs, by instrument."""
    return _Arguments(advice, citations.on("bijlage-argumenten"), reader).sheet(digest)


def sheet_of_annex(
    id: str, title: str, blocks: tuple[Block, ...], reader: Reader, digest: str, opening: tuple[Element, ...] = ()
) -> Sheet:
    name = reader.say(title)
    return Sheet(
        id=id,
        title=name,
        kind="annex",
        stand=stand_line(reader, "sheet.annex"),
        boxed=None,
        opening=opening,
        blocks=blocks,
        foot=foot(reader, name, digest),
    )


# The region


def _given(cite: SheetCitations, reader: Reader) -> Block:
    lines = [given_line(given, cite, reader) for given in given_of(reader)] + without_lines(reader)
    elements: tuple[Element, ...] = (
        (Items(tuple(lines)),) if lines else (Paragraph(reader.line("region.nothing_given")),)
    )
    return Block(f"{ANNEX}-gegeven", reader.say("block.given"), elements)


def _shared(advice: Advice, cite: SheetCitations, reader: Reader) -> list[Block]:
    """Consequences that hold for every segment alike, counsel's questions among them."""
    held = list(shared_consequences(advice).values())
    blocks = []
    for kinds, name in (
        (("risk",), "shared_risks"),
        (("indicator",), "shared_indicators"),
        (KINDS[2:], "shared_points"),
    ):
        entries = [c for c in held if c.what in kinds]
        title = reader.say(f"block.{name}")
        elements = _consequence_elements(entries, cite, reader) or [Paragraph(reader.line("consequence.none_shared"))]
        blocks.append(Block(f"{ANNEX}-{name}", title, tuple(elements)))
    return blocks


def _consequence_elements(held: list[ConsequenceEntry], cite: SheetCitations, reader: Reader) -> list[Element]:
    elements: list[Element] = []
    for kind, table in (("risk", risk_table), ("indicator", indicator_table)):
        of_kind = [c for c in held if c.what == kind]
        if of_kind:
            elements.append(table(of_kind, cite, reader))
    points = [c for c in held if c.what in KINDS[2:]]
    lines = tuple(
        (
            *words(f"{reader.say(f'consequence.{c.what}')}: {reader.both(c.text)} "),
            *(cite.bracketed(c.passages) or (Own(),)),
        )
        for c in sorted(points, key=lambda c: KINDS.index(c.what))
    )
    return [*elements, Items(lines)] if lines else elements


def _region_findings(advice: Advice, reader: Reader) -> Block:
    own = [f for f in advice.findings if f.segment is None]
    element: Element = findings_items(own, reader) if own else Paragraph(reader.line("figure.nothing_wrong"))
    return Block(f"{ANNEX}-cijfers", reader.say("block.region_findings"), (element,))


def _parameters(advice: Advice, reader: Reader) -> Block:
    """Limits of our own, with their value and why."""
    own = [p for p in advice.parameters if p.judgement == "own"]
    if not own:
        return Block(f"{ANNEX}-grenzen", reader.say("block.parameters"), (Paragraph(reader.line("parameter.none")),))
    widths = {"limit": 36, "value": 14, "reason": 50}
    columns = tuple(
        Column(words(reader.say(f"column.{name}")), width=width, right=name == "value")
        for name, width in widths.items()
    )
    shown: dict[str, Callable[[int], str]] = {
        "share": lambda v: share(v, reader.language),
        "money": lambda v: money(v, reader.language),
        "ratio": lambda v: ratio(v, reader.language),
    }
    rows = tuple(
        Row(
            (
                words(reader.both(p.meaning)),
                words("?" if p.value is None else shown.get(p.quantity, lambda v: count(v, reader.language))(p.value)),
                words(reader.both(p.reason)),
            )
        )
        for p in own
    )
    intro = Paragraph((*reader.line("parameter.intro"), *words(" "), Own(), *words(".")))
    return Block(
        f"{ANNEX}-grenzen",
        reader.say("block.parameters"),
        (intro, Table(reader.say("block.parameters"), columns, rows)),
    )


def _rulebase(advice: Advice, reader: Reader) -> Block:
    stamp = advice.rulebase
    left = [reader.say(f"left_out.{reason}", n=n) for reason, n in stamp.left_out.items()]
    line = reader.line("rulebase.stamp", version=stamp.version, n=stamp.rules)
    outside = reader.line("rulebase.left_out", what=tuple(left)) if left else reader.line("rulebase.nothing_left_out")
    digest: Line = (*reader.line("rulebase.digest"), *words(" "), Code(stamp.digest))
    return Block(
        f"{ANNEX}-regels", reader.say("block.rulebase"), (Paragraph((*line, *words(" "), *outside)), Paragraph(digest))
    )


# Per segment


def _segment_elements(index: int, advice: Advice, citations: Citations, reader: Reader) -> tuple[Element, ...]:
    segment = advice.segments[index]
    cite = citations.on(f"bijlage-{segment.id}")
    alternatives, questions = Alternatives(segment, cite, reader), Questions(segment, reader)
    elements: list[Element] = []
    if segment.goals_in_words:
        lang = "" if reader.language == "nl" else "nl"
        elements += [_head("annex.goals", reader), Items(tuple(words(goal, lang) for goal in segment.goals_in_words))]
    if segment.findings:
        elements += [_head("annex.findings", reader), findings_items(segment.findings, reader)]
    rest = questions.asked[MOST_SHOWN:]
    if rest:
        elements += [_head("annex.questions", reader), questions.table(rest, anchored=False)]
    if len(segment.providers.moves) > MOST_MOVES:
        elements += moves_elements(segment.providers.moves, reader, len(segment.providers.moves))
    elements += _measures(segment, reader)
    flips = Flips(segment, reader).lines()
    if flips:
        elements += [_head("annex.flips", reader), Items(tuple(flips))]
    lost = [line for name in OTHER_INSTRUMENTS for line in alternatives.lost_lines(name)]
    if lost:
        elements += [_head("annex.lost", reader), Items(tuple(lost))]
    return tuple(elements) or (Paragraph(reader.line("annex.nothing")),)


OTHER_INSTRUMENTS = ("structure", "direction", "term", "intensity", "decision_form", "budget_control", "budget_holder")


def _measures(segment: SegmentAdvice, reader: Reader) -> list[Element]:
    """All measures and clauses, which the mix shows only in part."""
    lines = []
    for letter, body in (("", segment), *((part_letters(segment)[part.id], part) for part in segment.parts)):
        for name, instrument in reader.options.instruments.items():
            held = body.decisions[name]
            if instrument.multi and held.taken and not held.inherited:
                named = [
                    (*words(reader.option(c)), *((*words(" "), Own()) if c in held.own_reading else ()))
                    for c in held.taken
                ]
                head = (
                    f"{letter} · {reader.instrument(name)}: " if letter else f"{capitalized(reader.instrument(name))}: "
                )
                lines.append((*words(head), *joined(named, "; "), *words(".")))
    return [_head("annex.measures", reader), Items(tuple(lines))] if lines else []


def _head(code: str, reader: Reader) -> Paragraph:
    return Paragraph((Strong(reader.say(code)),))


# Arguments, contradictions and consequences over all segments


class _Arguments:
    """Rows carry the numbers of the segments; the numbers are explained at the top."""

    def __init__(self, advice: Advice, cite: SheetCitations, reader: Reader) -> None:
        self.advice, self.cite, self.reader = advice, cite, reader
        self.numbered: Bodies = []
        for n, segment in enumerate(advice.segments, 1):
            self.numbered.append((str(n), segment))
            self.numbered += [(f"{n}{chr(ord('A') + i)}", part) for i, part in enumerate(segment.parts)]
        self.number_of = {body.id: number for number, body in self.numbered}

    def sheet(self, digest: str) -> Sheet:
        named = ", ".join(f"{number} = {body.name}" for number, body in self.numbered)
        opening = (Paragraph(self.reader.line("annex.numbers", named=named)),)
        blocks = (*self._claims(), self._excluded(), self._dissent(), self._consequences())
        return sheet_of_annex("bijlage-argumenten", "annex.arguments", blocks, self.reader, digest, opening)

    def _claims(self) -> list[Block]:
        rows = claim_rows([body for _, body in self.numbered])
        by_instrument: dict[str, list[ClaimRow]] = {}
        for row in rows:
            by_instrument.setdefault(row.instrument, []).append(row)
        return [
            Block(
                f"argumenten-{name}",
                self.reader.instrument(name),
                (self._table(name, by_instrument[name]),),
                folded=True,
            )
            for name in self.reader.options.instruments
            if name in by_instrument
        ]

    def _table(self, name: str, claims: list[ClaimRow]) -> Table:
        reader, sources = self.reader, region_sources(self.reader)
        widths = {"claim": 36, "direction": 19, "step": 9, "evidence": 10, "segments": 10, "place": 16}
        columns = tuple(Column(words(reader.say(f"column.{key}")), width=width) for key, width in widths.items())
        rows = tuple(
            Row(
                (
                    words(reader.both(c.text)),
                    direction_names(c, reader),
                    words(reader.say(f"step_short.{c.step}")),
                    words(evidence_in_words(c, reader, sources)),
                    self._where(c.parts),
                    self.cite.cell(c.passages, len(c.passages)) or (Own(),),
                )
            )
            for c in claims
        )
        return Table(reader.instrument(name), columns, rows)

    def _where(self, ids: list[str]) -> Line:
        held = [number for number, body in self.numbered if body.id in ids]
        return words(self.reader.say("words.all") if len(held) == len(self.numbered) else ", ".join(held))

    def _excluded(self) -> Block:
        held: dict[str, tuple[list[ExcludedEntry], list[str]]] = {}
        for _, body in self.numbered:
            for entry in body.excluded:
                entries, ids = held.setdefault(entry.rule, ([], []))
                entries.append(entry)
                ids.append(body.id)
        reader, title = self.reader, self.reader.say("block.exclusions")
        if not held:
            return Block(
                "argumenten-uitgesloten", title, (Paragraph(reader.line("step.nothing_excluded")),), folded=True
            )
        widths = {"option": 22, "reason_out": 40, "ground": 12, "segments": 10, "place": 16}
        columns = tuple(Column(words(reader.say(f"column.{key}")), width=width) for key, width in widths.items())
        rows = tuple(
            Row(
                (
                    words(
                        reader.catalogue.listed(reader.options_in_words(list(dict.fromkeys(e.option for e in entries))))
                    ),
                    words(reader.both(entries[0].text)),
                    words(reader.say(f"ground_of.{entries[0].ground}")),
                    self._where(ids),
                    self.cite.cell(entries[0].passages, len(entries[0].passages)) or (Own(),),
                )
            )
            for entries, ids in held.values()
        )
        return Block("argumenten-uitgesloten", title, (Table(title, columns, rows),), folded=True)

    def _dissent(self) -> Block:
        pairs: dict[tuple[str, str], tuple[DissentEntry, list[str]]] = {}
        for _, body in self.numbered:
            for entry in body.dissent:
                pairs.setdefault((entry.rule, entry.against), (entry, []))[1].append(body.id)
        reader = self.reader
        title = reader.say("block.dissent")
        if not pairs:
            return Block("argumenten-tegenspraak", title, (Paragraph(reader.line("dissent.none")),), folded=True)
        widths = {"one": 34, "other": 34, "segments": 10, "place": 22}
        columns = tuple(Column(words(reader.say(f"column.{key}")), width=width) for key, width in widths.items())
        rows = tuple(
            Row(
                (
                    words(reader.both(entry.text)),
                    words(reader.both(entry.against_text)),
                    self._where(ids),
                    self.cite.cell(
                        (*entry.passages, *entry.against_passages), len(entry.passages + entry.against_passages)
                    )
                    or words("–"),
                )
            )
            for entry, ids in pairs.values()
        )
        return Block("argumenten-tegenspraak", title, (Table(title, columns, rows),), folded=True)

    def _consequences(self) -> Block:
        held: dict[str, tuple[ConsequenceEntry, list[str]]] = {}
        for _, body in self.numbered:
            for entry in body.consequences:
                held.setdefault(entry.rule, (entry, []))[1].append(body.id)
        reader = self.reader
        title = reader.say("block.all_consequences")
        if not held:
            return Block("argumenten-gevolgen", title, (Paragraph(reader.line("consequence.none")),), folded=True)
        widths = {"consequence": 38, "measure": 28, "kind": 10, "segments": 10, "place": 14}
        columns = tuple(Column(words(reader.say(f"column.{key}")), width=width) for key, width in widths.items())
        rows = tuple(
            Row(
                (
                    words(reader.both(c.text)),
                    words(reader.both(c.measure)) if c.measure else words("–"),
                    words(reader.say(f"consequence.{c.what}")),
                    self._where(ids),
                    self.cite.cell(c.passages, len(c.passages)) or (Own(),),
                )
            )
            for c, ids in sorted(held.values(), key=lambda entry: KINDS.index(entry[0].what))
        )
        return Block("argumenten-gevolgen", title, (Table(title, columns, rows),), folded=True)
