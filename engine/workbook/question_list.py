"""The questions of an advice as one list: those that come first, of each choice, of planning, money and counsel."""

from collections.abc import Iterator

from ..advice.model import CounselEntry, FirstQuestion, SegmentAdvice
from ..rendering.counsel import owner_line
from ..rendering.elements import words
from ..rendering.questions import Questions
from ..rendering.reader import Reader, part_letters, short_body
from ..rendering.region_tables import first_question_text
from .cells import NONE, UNKNOWN, Number, Row, Text, Worksheet, day, sheet_of, text


def questions_sheet(reader: Reader) -> Worksheet:
    widths = {
        "kind": 18,
        "segment": 26,
        "part": 12,
        "number": 8,
        "question": 70,
        "owner": 34,
        "before": 18,
        "touches": 50,
    }
    rows = [
        *(_first(number, held, reader) for number, held in enumerate(reader.advice.first_questions, 1)),
        *(row for segment in reader.advice.segments for row in _of_segment(segment, reader)),
        *_of_planning(reader),
        *_of_savings(reader),
        *_of_budgets(reader),
        *(_of_counsel(number, held, reader) for number, held in enumerate(reader.advice.counsel, 1)),
    ]
    return sheet_of("questions", widths, rows, reader)


def _kind(name: str, reader: Reader) -> Text:
    return Text(reader.say(f"workbook.question.{name}"))


def _first(number: int, held: FirstQuestion, reader: Reader) -> Row:
    """One of the questions that the region answers first, as its sheet numbers them."""
    owner = words(short_body(held.owner)) if held.owner else reader.owner_of_field(held.field or "", None)
    return (
        _kind("first", reader),
        Text(", ".join(reader.names(held.segments))),
        NONE,
        Number(number, "count"),
        Text(first_question_text(held, reader)),
        text(owner),
        day(held.before),
        text("; ".join(reader.instrument(name) for name in held.changes)),
    )


def _of_segment(segment: SegmentAdvice, reader: Reader) -> Iterator[Row]:
    letters = part_letters(segment)
    for asked in Questions(segment, reader).asked:
        parts = ", ".join(asked.parts) if len(asked.parts) < len(letters) else ""
        yield (
            _kind("choice", reader),
            Text(reader.name_with_law(segment)),
            text(parts),
            Number(asked.number, "count"),
            Text(asked.text),
            text(asked.owner),
            day(reader.deadline),
            text("; ".join(reader.instrument(name) for name in asked.changes)),
        )


def _of_planning(reader: Reader) -> Iterator[Row]:
    planning = reader.advice.planning
    named = {step.id: reader.both(step.name) for step in planning.steps} if planning else {}
    for held in planning.questions if planning else ():
        question = reader.say(f"plan.question.{held.code}", step=named.get(held.step or "", ""))
        owner = text(reader.owner(held.owner))
        yield (_kind("planning", reader), NONE, NONE, NONE, Text(question), owner, UNKNOWN, NONE)


def _of_savings(reader: Reader) -> Iterator[Row]:
    for held in reader.advice.savings.missing if reader.advice.savings else ():
        act = reader.say(f"law.{held.act}")
        question = reader.say(f"money.savings.missing_line.{held.lack}", act=act, years=held.years, name=held.name)
        yield (_kind("savings", reader), NONE, NONE, NONE, Text(question), UNKNOWN, UNKNOWN, NONE)


def _of_budgets(reader: Reader) -> Iterator[Row]:
    for segment in reader.advice.segments:
        for gap in segment.budget.gaps if segment.budget else ():
            question = reader.say(f"money.budget.lack.{gap.lack}", names=gap.names)
            name = Text(reader.name_with_law(segment))
            yield (_kind("budget", reader), name, NONE, NONE, Text(question), UNKNOWN, UNKNOWN, NONE)


def _of_counsel(number: int, held: CounselEntry, reader: Reader) -> Row:
    where = reader.names(held.segments) or (reader.say("counsel.nowhere_now"),)
    question = f"{reader.both(held.question)} {reader.both(held.because)}"
    return (
        _kind("counsel", reader),
        Text(", ".join(where)),
        NONE,
        Number(number, "count"),
        Text(question),
        text(owner_line(held, reader)),
        UNKNOWN,
        NONE,
    )
