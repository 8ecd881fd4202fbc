"""The annexes: everything that a sheet counts and does not show, once for the region instead of once a segment."""

from ..advice.entries import ConsequenceEntry
from ..advice.model import Advice
from .consequences import KINDS, POINTS, indicator_table, risk_table, shared_by_act, shared_consequences
from .counsel import counsel_block
from .elements import (
    Block,
    Code,
    Element,
    Items,
    Line,
    Own,
    Paragraph,
    Row,
    Sheet,
    Table,
    words,
)
from .figures import findings_items
from .given import given_line, given_of, without_lines
from .legal_figures import legal_figures_block, value_of
from .mix_picture import mix_block
from .pilot_contracts import pilot_contracts_block
from .preconditions import preconditions_block
from .reader import Reader
from .references import Citations, SheetCitations
from .region_tables import ANNEX, first_questions_block, pilots_block, postures_block
from .robustness_line import ROBUSTNESS, robustness_block
from .selection import selection_block
from .sheet import foot, record_line, stand_line

ARGUMENTS = "bijlage-argumenten"
MONEY = "geld-bijlage"
GOALS = "bijlage-doelen"
LANDSCAPE = frozenset({ANNEX, ARGUMENTS, MONEY, GOALS, ROBUSTNESS})
"""annexes with tables of many columns"""


def region_annex(advice: Advice, citations: Citations, reader: Reader, digest: str) -> Sheet:
    """What holds for all segments, and on which limits of our own the advice rests."""
    cite = citations.on(ANNEX, with_lines=False)
    blocks = (
        given_block(cite, reader),
        mix_block(f"{ANNEX}-mix", reader),
        pilots_block(ANNEX, cite, reader, in_full=True),
        pilot_contracts_block(f"{ANNEX}-proefcontract", reader),
        postures_block(ANNEX, reader, in_full=True),
        first_questions_block(ANNEX, reader, in_full=True),
        preconditions_block(f"{ANNEX}-voorwaarden", cite, reader),
        *shared_blocks(advice, cite, reader),
        selection_block(f"{ANNEX}-selectie", cite, reader),
        counsel_block(cite, reader),
        findings_block(advice, reader),
        robustness_block(reader),
        _parameters(advice, reader),
        legal_figures_block(f"{ANNEX}-wet", cite, reader),
        rulebase_block(advice, reader),
    )
    return sheet_of_annex(ANNEX, "annex.region", blocks, reader, digest)


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
        landscape=id in LANDSCAPE,
    )


# The region


def given_block(cite: SheetCitations, reader: Reader) -> Block:
    lines = [given_line(given, cite, reader) for given in given_of(reader)] + without_lines(reader)
    elements: tuple[Element, ...] = (
        (Items(tuple(lines)),) if lines else (Paragraph(reader.line("region.nothing_given")),)
    )
    return Block(f"{ANNEX}-gegeven", reader.say("block.given"), elements)


def shared_blocks(advice: Advice, cite: SheetCitations, reader: Reader) -> list[Block]:
    """Consequences that hold for every segment alike, and points that hold for every segment of an act."""
    held = list(shared_consequences(advice).values())
    of_acts = shared_by_act(advice)
    blocks = []
    for kinds, name in (
        (("risk",), "shared_risks"),
        (("indicator",), "shared_indicators"),
        (POINTS, "shared_points"),
    ):
        entries = [c for c in held if c.what in kinds]
        title = reader.say(f"block.{name}")
        elements = _consequence_elements(entries, of_acts, cite, reader) or [
            Paragraph(reader.line("consequence.none_shared"))
        ]
        blocks.append(Block(f"{ANNEX}-{name}", title, tuple(elements)))
    return blocks


def _consequence_elements(
    held: list[ConsequenceEntry], of_acts: dict[str, frozenset[str]], cite: SheetCitations, reader: Reader
) -> list[Element]:
    elements: list[Element] = []
    for kind, table in (("risk", risk_table), ("indicator", indicator_table)):
        of_kind = [c for c in held if c.what == kind]
        if of_kind:
            elements.append(table(of_kind, cite, reader))
    points = [c for c in held if c.what in POINTS]
    lines = tuple(
        (
            *words(
                f"{reader.say(f'consequence.{c.what}')}{_for_act(of_acts.get(c.rule), reader)}: {reader.both(c.text)} "
            ),
            *(cite.bracketed(c.passages) or (Own(),)),
        )
        for c in sorted(points, key=lambda c: KINDS.index(c.what))
    )
    return [*elements, Items(lines)] if lines else elements


def _for_act(laws: frozenset[str] | None, reader: Reader) -> str:
    """Which act a point is about, when it is about the segments of one act only."""
    return f" ({', '.join(reader.say(f'law_short.{law}') for law in sorted(laws))})" if laws else ""


def findings_block(advice: Advice, reader: Reader) -> Block:
    own = [f for f in advice.findings if f.segment is None]
    element: Element = findings_items(own, reader) if own else Paragraph(reader.line("figure.nothing_wrong"))
    return Block(f"{ANNEX}-cijfers", reader.say("block.region_findings"), (element,))


def _parameters(advice: Advice, reader: Reader) -> Block:
    """Limits of our own, with their value and why."""
    own = [p for p in advice.parameters if p.judgement == "own"]
    if not own:
        return Block(f"{ANNEX}-grenzen", reader.say("block.parameters"), (Paragraph(reader.line("parameter.none")),))
    widths = {"limit": 36, "value": 14, "reason": 50}
    columns = reader.columns("column", widths, frozenset({"value"}))
    rows = tuple(Row((words(reader.both(p.meaning)), value_of(p, reader), words(reader.both(p.reason)))) for p in own)
    intro = Paragraph((*reader.line("parameter.intro"), *words(" "), Own(), *words(".")))
    return Block(
        f"{ANNEX}-grenzen",
        reader.say("block.parameters"),
        (intro, Table(reader.say("block.parameters"), columns, rows)),
    )


def rulebase_block(advice: Advice, reader: Reader) -> Block:
    stamp = advice.rulebase
    left = [reader.say(f"left_out.{reason}", n=n) for reason, n in stamp.left_out.items()]
    line = reader.line("rulebase.stamp", version=stamp.version, n=stamp.rules)
    outside = reader.line("rulebase.left_out", what=tuple(left)) if left else reader.line("rulebase.nothing_left_out")
    digest: Line = (*reader.line("rulebase.digest"), *words(" "), Code(stamp.digest))
    return Block(
        f"{ANNEX}-regels",
        reader.say("block.rulebase"),
        (Paragraph((*line, *words(" "), *outside)), Paragraph(digest), Paragraph(record_line(reader))),
    )
