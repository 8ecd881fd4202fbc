"""The first worksheet: what this is of, what it advises in short, what the signs mean, and what the others hold."""

from collections.abc import Sequence

from ..advice.canonical import digest
from ..rendering.elements import OWN, Paragraph
from ..rendering.glossary import house_terms_line
from ..rendering.questions import Questions
from ..rendering.reader import Reader
from ..rendering.region_tables import first_questions_block
from ..rendering.sentence import boxed_lines, region_lines
from .cells import Cell, Text, Worksheet, day, sheet_of, text


def start_sheet(others: Sequence[Worksheet], reader: Reader) -> Worksheet:
    advice, stamp, say = reader.advice, reader.advice.region, reader.say
    rows: list[tuple[Cell, Cell]] = [
        (Text(say("workbook.about.region")), Text(stamp.name)),
        (Text(say("workbook.about.as_of")), day(advice.as_of)),
        (Text(say("workbook.about.start")), day(stamp.start)),
        (Text(say("workbook.about.addressee")), text(stamp.addressee or reader.board)),
        (Text(say("workbook.about.digest")), Text(digest(advice))),
        (Text(say("workbook.about.rulebase")), Text(advice.rulebase.digest)),
        (Text(say("workbook.about.decides")), Text(say("sheet.board_decides"))),
    ]
    rows += [(Text(say("workbook.about.advice")), text(line)) for line in region_lines(reader)]
    first = first_questions_block("start", reader)
    rows += [(Text(first.title), text(held.line)) for held in first.elements if isinstance(held, Paragraph)]
    for segment in advice.segments:
        lines = boxed_lines(segment, Questions(segment, reader), reader)
        rows += [(Text(reader.name_with_law(segment)), text(line)) for line in lines]
    rows += [
        *((Text(say("house.head")), Text(line)) for line in house_terms_line(reader)),
        (Text("?"), Text(say("workbook.about.unknown"))),
        (Text(OWN), Text(say("workbook.about.own"))),
        (Text("–"), Text(say("workbook.about.none"))),
        (Text(say("workbook.input")), Text(say("workbook.about.input"))),
        (Text(say("workbook.formula")), Text(say("workbook.about.formula"))),
    ]
    rows += [(Text(say("workbook.about.sheet", name=held.name)), Text(held.about)) for held in others]
    return sheet_of("start", {"what": 34, "shown": 110}, rows, reader, computed=True)
