"""What has to be known: numbered questions of a segment, each with its owner, its date and what it can change."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..advice.model import BodyAdvice, SegmentAdvice
from .elements import Block, Column, Element, Line, Link, Paragraph, Row, Table, words
from .reader import DECISION_OF, Reader, bodies_of, part_letters

MOST_SHOWN = 5
MOST_TOUCHED = 2


@dataclass
class Asked:
    """One question. ``key`` is the id of a precondition or the name of a field."""

    key: str
    text: str
    owner: Line
    changes: list[str] = field(default_factory=list)
    """instruments"""
    parts: list[str] = field(default_factory=list)
    number: int = 0


class Questions:
    """The questions of one segment, in the order in which they are numbered."""

    def __init__(self, segment: SegmentAdvice, reader: Reader) -> None:
        self._sheet = segment.id
        self._reader = reader
        self._letters = part_letters(segment)
        found: dict[str, Asked] = {}
        for body in bodies_of(segment):
            for asked in (*_of_preconditions(body, reader), *_of_fields(body, reader)):
                held = found.setdefault(asked.key, asked)
                held.changes += [c for c in asked.changes if c not in held.changes]
                held.parts += [p for p in (self._letters.get(body.id),) if p and p not in held.parts]
        self.asked = sorted(found.values(), key=_weight)
        for number, asked in enumerate(self.asked, 1):
            asked.number = number

    def anchor(self, number: int) -> str:
        return f"{self._sheet}-vraag-{number}"

    def numbers(self, keys: Iterable[str]) -> list[int]:
        """The numbers of the questions with these keys, those that are asked."""
        wanted = set(keys)
        return sorted({a.number for a in self.asked if a.key in wanted})

    def pointer(self, keys: Iterable[str]) -> Line:
        """``vraag 2`` or ``vragen 2 en 5`` as links; nothing when none of the keys is asked."""
        held = self.numbers(keys)
        if not held:
            return ()
        line: list[object] = list(words(self._reader.say("question.pointer", n=len(held)) + "\u00a0"))
        for at, number in enumerate(held):
            between = "" if not at else f" {self._reader.say('words.and')} " if at == len(held) - 1 else ", "
            line += [
                *words(between),
                Link(self.anchor(number), str(number), self._reader.say("question.spoken", n=number)),
            ]
        return tuple(line)  # type: ignore[arg-type]  # only spans

    def block(self) -> Block:
        """The block of the sheet; what is beyond the shown ones stands in the annex, and the sheet says how many."""
        reader = self._reader
        elements: list[Element] = []
        if self.asked:
            elements.append(self.table(self.asked[:MOST_SHOWN], anchored=True))
        else:
            elements.append(Paragraph(reader.line("question.none")))
        rest = len(self.asked) - MOST_SHOWN
        if rest > 0:
            elements.append(
                Paragraph((*reader.line("question.more", n=rest), *_annex(self._sheet, reader), *words(".")), "note")
            )
        return Block(f"{self._sheet}-weten", reader.say("block.questions"), tuple(elements), folded=True)

    def table(self, asked: list[Asked], anchored: bool) -> Table:
        reader = self._reader
        columns = (
            Column(words(reader.say("column.number")), width=4),
            Column(words(reader.say("column.question")), width=53),
            Column(words(reader.say("column.owner")), width=19),
            Column(words(reader.say("column.before")), width=9),
            Column(words(reader.say("column.touches")), width=15),
        )
        rows = tuple(
            Row(
                (
                    words(str(a.number)),
                    words(f"{'/'.join(a.parts)}: {a.text}" if 0 < len(a.parts) < len(self._letters) else a.text),
                    a.owner,
                    reader.short_day(reader.deadline),
                    words(self._touches(a.changes)),
                ),
                self.anchor(a.number) if anchored or a.number > MOST_SHOWN else "",
            )
            for a in asked
        )
        return Table(reader.say("block.questions"), columns, rows)

    def _touches(self, changes: list[str]) -> str:
        """What an answer can change, the first few."""
        shown = ", ".join(self._reader.instrument(c) for c in changes[:MOST_TOUCHED])
        left = len(changes) - MOST_TOUCHED
        return shown + (self._reader.say("words.plus", n=left) if left > 0 else "")


def _weight(asked: Asked) -> tuple[bool, bool]:
    """First what the funding hangs on, then what the other choices of the confidence line rest on."""
    return ("funding" not in asked.changes, not set(asked.changes) & set(DECISION_OF.values()))


def _annex(sheet: str, reader: Reader) -> Line:
    return (*words(" "), Link(f"bijlage-{sheet}", reader.say("words.in_annex")))


def _of_preconditions(body: BodyAdvice, reader: Reader) -> list[Asked]:
    """Unknown preconditions of what is chosen, or of what is level."""
    ties = next((tie.options for tie in body.ties if tie.instrument == "funding"), ())
    weighed = (body.funding.now,) if body.funding.now else ties
    return [
        Asked(p.id, reader.both(p.question), reader.owner(p.owner), ["funding"])
        for p in body.preconditions
        if p.option in weighed and p.state == "unknown"
    ]


def _of_fields(body: BodyAdvice, reader: Reader) -> list[Asked]:
    return [
        Asked(u.field, reader.question(u.field), reader.owner_of_field(u.field, u.owner), list(u.changes))
        for u in body.unknowns
    ]
