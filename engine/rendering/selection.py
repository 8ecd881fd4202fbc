"""Who may bid and by what a bidder is chosen: one table for the region, with the segments where each demand holds."""

from ..advice.entries import ConsequenceEntry
from .consequences import KINDS, SELECTING
from .elements import Block, Own, Paragraph, Row, Table, words
from .reader import Reader
from .references import SheetCitations


def selection_block(anchor: str, cite: SheetCitations, reader: Reader) -> Block:
    """Eligibility first, then selection; a demand that several segments share stands once."""
    title = reader.say("block.selection")
    held: dict[str, tuple[ConsequenceEntry, list[str]]] = {}
    for segment in reader.advice.segments:
        for entry in segment.consequences:
            if entry.what in SELECTING:
                held.setdefault(entry.rule, (entry, []))[1].append(segment.id)
    if not held:
        return Block(anchor, title, (Paragraph(reader.line("selection.none")),))
    widths = {"kind": 16, "demand": 44, "segments": 24, "place": 16}
    columns = reader.columns("column", widths)
    rows = tuple(
        Row(
            (
                words(reader.say(f"consequence.{entry.what}")),
                words(reader.both(entry.text)),
                words(", ".join(reader.names(tuple(paths)))),
                cite.cell(entry.passages, len(entry.passages), lines=False) or (Own(),),
            )
        )
        for entry, paths in sorted(held.values(), key=lambda item: KINDS.index(item[0].what))
    )
    return Block(anchor, title, (Paragraph(reader.line("selection.intro")), Table(title, columns, rows)))
