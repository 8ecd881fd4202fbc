"""Questions for counsel: once for the region, with an owner; the sheet of a segment points to its own by number."""

from ..advice.model import CounselEntry, SegmentAdvice
from .elements import Block, Line, Link, Own, Paragraph, Row, Table, Unknown, words
from .reader import Reader, short_body
from .references import SheetCitations

COUNSEL = "regio-bijlage-jurist"


def counsel_block(cite: SheetCitations, reader: Reader) -> Block:
    """Every question with who has to get it answered, and where this advice raises it."""
    title = reader.say("block.counsel")
    widths = {"number": 4, "question": 44, "owner": 18, "segments": 18, "place": 16}
    columns = reader.columns("column", widths)
    rows = tuple(_row(number, held, cite, reader) for number, held in enumerate(reader.advice.counsel, 1))
    if not rows:
        return Block(COUNSEL, title, (Paragraph(reader.line("counsel.none_in_region")),))
    return Block(COUNSEL, title, (Paragraph(reader.line("counsel.intro"), "note"), Table(title, columns, rows)))


def _row(number: int, held: CounselEntry, cite: SheetCitations, reader: Reader) -> Row:
    where = words(", ".join(reader.names(held.segments))) if held.segments else reader.line("counsel.nowhere_now")
    places = cite.cell(held.passages, 2, lines=False) or (Own(),)
    question = words(f"{reader.both(held.question)} {reader.both(held.because)}")
    return Row((words(str(number)), question, owner_line(held, reader), where, places))


def owner_line(held: CounselEntry, reader: Reader) -> Line:
    """The office as the region names it; else the role, with the name as unknown."""
    if held.owner:
        return words(short_body(held.owner))
    return (
        *words(f"{reader.say(f'roles.{held.role}')} ("),
        Unknown(),
        *words(" "),
        *reader.line("counsel.owner_unknown"),
        *words(")"),
    )


def counsel_of_segment(segment: SegmentAdvice, reader: Reader) -> Block:
    """The numbers of the questions that this segment raises."""
    numbers = [
        str(number)
        for number, held in enumerate(reader.advice.counsel, 1)
        if any(path.partition("/")[0] == segment.id for path in held.segments)
    ]
    link = Link(COUNSEL, reader.say("words.in_region_annex"))
    if numbers:
        line: Line = (
            *reader.line("counsel.numbers", numbers=tuple(numbers), n=len(numbers)),
            *words(" "),
            link,
            *words("."),
        )
    else:
        line = (*reader.line("counsel.none"), *words(" "), link, *words("."))
    return Block(f"{segment.id}-jurist", reader.say("block.counsel"), (Paragraph(line),), folded=True)
