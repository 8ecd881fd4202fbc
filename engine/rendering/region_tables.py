"""Pilots, postures and first questions of the region, in short on its sheet and in full in its annex."""

from collections.abc import Mapping

from ..advice.entries import Said
from ..advice.model import FirstQuestion, PostureEntry
from ..advice.pilot_entries import PilotEntry
from .elements import Block, Element, Line, Link, Own, Paragraph, Row, Strong, Table, capitalized, joined, words
from .reader import Reader, short_body
from .references import SheetCitations

MOST_POSTURES, MOST_QUESTIONS = 3, 3
ANNEX = "regio-bijlage"


# Pilots


def pilots_block(sheet: str, cite: SheetCitations, reader: Reader, in_full: bool = False) -> Block:
    pilots = reader.advice.pilots
    title = reader.say("block.pilots_in_full" if in_full else "block.pilots")
    if not pilots:
        return Block(f"{sheet}-proeven", title, (Paragraph(reader.line("pilot.none_in_region")),))
    widths = {"pilot": 15, "where": 13, "question": 25, "measured": 22, "provided": 17, "when": 8}
    columns = reader.columns("column.pilot", widths)
    rows = tuple(Row(_pilot_cells(pilot, cite, reader, in_full)) for pilot in pilots)
    elements: list[Element] = [Table(title, columns, rows)]
    worked_out: Line = (*reader.line("pilot.worked_out"), *words(" "), Own(), *words("."))
    notes = [worked_out] if in_full else [_dates_of_all(pilots, reader)]
    limit = next((p for p in reader.advice.parameters if p.id == "pilots.carried" and p.value is not None), None)
    if limit is not None and limit.value is not None:
        notes.append((*reader.line("pilot.limit", n=limit.value), *words(" "), Own(), *words(".")))
    if notes:
        elements.append(Paragraph(joined(notes), "note"))
    return Block(f"{sheet}-proeven", title, tuple(elements))


def _pilot_cells(pilot: PilotEntry, cite: SheetCitations, reader: Reader, in_full: bool) -> tuple[Line, ...]:
    touches = reader.line(f"pilot.needs_short.{pilot.needs}")
    head = (Strong(pilot.id), *words(f" {reader.option(pilot.variant)}; "), *touches)
    where = words(", ".join(reader.names(pilot.scope)))
    measured = words(reader.both(pilot.measure)) if pilot.measure else reader.line("pilot.no_measure")
    requires = [reader.both(text) for text in pilot.requires]
    provided = words(requires[0].removesuffix(".")) if requires else reader.line("pilot.no_requirement")
    if in_full:
        head = (*head, *words(f". {reader.both(pilot.title)} "), *cite.bracketed(pilot.passages))
        where = (*where, *words(f". {reader.both(pilot.cohort)}"))
        measured = (*measured, *words(" "), *reader.line("pilot.baseline", baseline=reader.both(pilot.baseline)))
        provided = words(" ".join(requires)) if requires else provided
        if pilot.needs_because:
            cited = cite.bracketed(pilot.outcome_passages)
            provided = (*provided, *words(f" {reader.both(pilot.needs_because)} "), *cited)
    elif len(requires) > 1:
        provided = (*provided, *words(reader.say("words.plus", n=len(requires) - 1)))
    when = _when(pilot, reader) if in_full else _in_time(pilot, reader)
    return (head, where, words(reader.both(pilot.question)), measured, provided, when)


def _dates_of_all(pilots: tuple[PilotEntry, ...], reader: Reader) -> Line:
    """The dates under the table, once where they are the same for all."""
    named: dict[Line, list[str]] = {}
    for pilot in pilots:
        named.setdefault(_dates(pilot, reader), []).append(pilot.id)
    return joined([(*words(f"{', '.join(ids)}: "), *dates, *words(".")) for dates, ids in named.items()])


def _dates(pilot: PilotEntry, reader: Reader) -> Line:
    partners = reader.line("pilot.partners", date=reader.short_day(pilot.partners_by))
    dates = {"ends": reader.short_day(pilot.ends), "decision": reader.short_day(pilot.decision_by)}
    return joined([partners, reader.line("pilot.ends_decision", **dates)], "; ")


def _in_time(pilot: PilotEntry, reader: Reader) -> Line:
    line = reader.line(f"pilot.feeds_short.{pilot.feeds}")
    return line if pilot.carried else joined([line, (Strong(reader.say("pilot.not_carried_short")),)], "; ")


def _when(pilot: PilotEntry, reader: Reader) -> Line:
    return joined([_dates(pilot, reader), _in_time(pilot, reader)], "; ")


# Postures


def postures_on_sheet(reader: Reader) -> int:
    """How many postures the region sheet has room for: none where it tells what people set against the advice."""
    by_hand = any(body.overrides for segment in reader.advice.segments for body in (segment, *segment.parts))
    return 0 if by_hand else MOST_POSTURES


def postures_block(sheet: str, reader: Reader, in_full: bool = False) -> Block:
    title = reader.say("block.postures_in_full" if in_full else "block.postures")
    postures = sorted(reader.advice.postures, key=lambda p: (not p.recommended, not p.possible, len(p.price)))
    if not postures:
        return Block(f"{sheet}-houding", title, (Paragraph(reader.line("posture.none")),))
    shown = postures if in_full else postures[: postures_on_sheet(reader)]
    columns = reader.columns("column", {"posture": 42, "price": 58})
    rows = [(posture_name(p, reader), price_line(p, reader, in_full)) for p in shown]
    return Block(f"{sheet}-houding", title, (Table(title, columns, tuple(Row(cells) for cells in rows)),))


def posture_name(posture: PostureEntry, reader: Reader) -> Line:
    values = posture.said.values
    if posture.said.code == "posture_capacity":
        return words(reader.say("posture.posture_capacity", what=_capacity(values, reader)))
    named: dict[str, str | int] = {}
    for name, value in values.items():
        if isinstance(value, int):
            named[name] = value
        elif isinstance(value, str):
            named[name] = reader.option(value) if value in reader.options.by_code else value
    name = reader.say(f"posture.{posture.said.code}", **named)
    return (Strong(f"{name} ({reader.say('posture.advised')})"),) if posture.recommended else words(name)


def _capacity(values: Mapping[str, object], reader: Reader) -> tuple[str, ...]:
    """How many segments have which intensity; what none has is not said."""
    named = [(name, int(str(values[name]))) for name in ("regular", "intensive", "strategic", "open")]
    words_of = {name: reader.option(f"intensity.{name}") for name, _ in named[:-1]} | {
        "open": reader.say("confidence.open")
    }
    return tuple(f"{n} {words_of[name]}" for name, n in named if n)


def price_line(posture: PostureEntry, reader: Reader, in_full: bool) -> Line:
    """What each segment gives up; segments that give up the same stand together."""
    if posture.said.code == "posture_capacity":
        unknown = int(str(posture.said.values["unknown"]))
        return reader.line("posture.capacity_unknown" if unknown else "posture.capacity_known", n=unknown)
    if not posture.price:
        return reader.line("posture.no_price")
    grouped: dict[tuple[str, str], list[str]] = {}
    for said in posture.price:
        own = str(said.values.get("own", "")) if in_full else ""
        grouped.setdefault((_price_kind(said), own), []).append(str(said.values["segment"]))
    lines = []
    for (code, own), paths in grouped.items():
        named = f": {reader.option(own)}" if own in reader.options.by_code else ""
        lines.append(
            reader.line(
                f"posture.{code}",
                segments=_first_word_up(reader.names(tuple(paths)) if in_full else (reader.some(tuple(paths)),)),
                n=len(paths),
                own=named,
            )
        )
    head = () if posture.possible else (*reader.line("posture.impossible"), *words(" "))
    return (*head, *joined(lines))


def _first_word_up(names: tuple[str, ...]) -> tuple[str, ...]:
    return (capitalized(names[0]), *names[1:])


def _price_kind(said: Said) -> str:
    """A price in funding says whether the segment could follow now, or only later or never."""
    status = said.values.get("status")
    if said.values.get("own") == "" and status in (None, "now", "now_if"):
        return f"{said.code}_open"
    return said.code if status is None else f"{said.code}_{status}"


# First questions


def first_questions_block(sheet: str, reader: Reader, in_full: bool = False) -> Block:
    title = reader.say("block.first_questions_in_full" if in_full else "block.first_questions")
    questions = reader.advice.first_questions
    if not questions:
        return Block(f"{sheet}-eerst", title, (Paragraph(reader.line("question.none_in_region")),))
    if not in_full:
        return Block(f"{sheet}-eerst", title, (Paragraph(_first_in_short(reader)),))
    shown = questions
    widths = {"number": 4, "question": 44, "owner": 20, "before": 9, "segments": 14, "touches": 9}
    columns = reader.columns("column", widths)
    rows = tuple(Row(_question_cells(n, q, reader)) for n, q in enumerate(shown, 1))
    return Block(f"{sheet}-eerst", title, (Table(title, columns, rows),))


def _first_in_short(reader: Reader) -> Line:
    """The first questions as one paragraph, each with its owner; the date they share stands once."""
    questions = reader.advice.first_questions
    lines = []
    for number, held in enumerate(questions[:MOST_QUESTIONS], 1):
        owner = words(short_body(held.owner)) if held.owner else reader.owner_of_field(held.field or "", None)
        where = reader.some(held.segments)
        everywhere = where == reader.say("words.all_segments")
        about = () if everywhere else (*words(", "), *reader.line("question.about", segments=where))
        before = (
            ()
            if held.before == reader.deadline
            else (*words(", "), *reader.line("question.before", date=reader.day(held.before)))
        )
        lines.append(
            (
                Strong(f"({number})"),
                *words(f" {first_question_text(held, reader)} – "),
                *owner,
                *about,
                *before,
                *words("."),
            )
        )
    if reader.deadline:
        lines.insert(0, reader.line("question.all_before", date=reader.day(reader.deadline)))
    left = max(0, len(questions) - MOST_QUESTIONS), max(0, len(reader.advice.postures) - postures_on_sheet(reader))
    if any(left):
        link = Link(ANNEX, reader.say("words.in_annex"))
        more = reader.line("question.more_in_region", questions=left[0], postures=left[1])
        lines.append((*more, *words(" "), link, *words(".")))
    return joined(lines)


def first_question_text(held: FirstQuestion, reader: Reader) -> str:
    return reader.both(held.question) if held.question else reader.question(held.field or "")


def _question_cells(number: int, held: FirstQuestion, reader: Reader) -> tuple[Line, ...]:
    owner = words(held.owner) if held.owner else reader.owner_of_field(held.field or "", None)
    return (
        words(str(number)),
        words(first_question_text(held, reader)),
        owner,
        reader.short_day(held.before),
        words(", ".join(reader.names(held.segments))),
        words(", ".join(reader.instrument(c) for c in held.changes)),
    )
