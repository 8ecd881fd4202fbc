"""What has to be known: numbered questions of a segment, each with its owner, its date and what it can change."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..advice.model import BodyAdvice, SegmentAdvice
from .elements import Block, Element, Line, Link, Paragraph, Row, Table, joined, words
from .numbers import NBSP
from .reader import DECISION_OF, Reader, bodies_of, part_letters

MOST_SHOWN = 3
MOST_TOUCHED = 2
LONGEST_LISTED = 2


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
            asked_of = (_of_preconditions(body, reader), _of_fields(body, reader))
            if body.funding.now is None:  # what would separate the level options comes before what they need
                asked_of = (asked_of[1], asked_of[0])
            for asked in (*asked_of[0], *asked_of[1]):
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
        runs = [self._run(run) for run in _runs(held)]
        last = f" {self._reader.say('words.and')} "
        numbers = joined([joined(runs[:-1], ", "), runs[-1]], last)
        return (*words(self._reader.say("question.pointer", n=len(held)) + NBSP), *numbers)

    def _run(self, run: list[int]) -> Line:
        """Numbers in a row, from three on by their ends."""
        if len(run) <= LONGEST_LISTED:
            return joined([self._link(number) for number in run], ", ")
        return (*self._link(run[0]), *words(f" {self._reader.say('words.to')} "), *self._link(run[-1]))

    def _link(self, number: int) -> Line:
        return (Link(self.anchor(number), str(number), self._reader.say("question.spoken", n=number)),)

    def block(self) -> Block:
        """The block of the sheet; what is beyond the shown ones stands in the annex, and the sheet says how many."""
        reader = self._reader
        elements: list[Element] = []
        if self.asked:
            elements.append(self.table(self.asked[:MOST_SHOWN]))
        else:
            elements.append(Paragraph(reader.line("question.none")))
        rest = len(self.asked) - MOST_SHOWN
        if rest > 0:
            elements.append(
                Paragraph((*reader.line("question.more", n=rest), *_annex(self._sheet, reader), *words(".")), "note")
            )
        return Block(f"{self._sheet}-weten", reader.say("block.questions"), tuple(elements), folded=True)

    def table(self, asked: list[Asked]) -> Table:
        reader = self._reader
        columns = reader.columns("column", {"number": 4, "question": 53, "owner": 19, "before": 9, "touches": 15})
        rows = tuple(
            Row(
                (
                    words(str(a.number)),
                    words(f"{'/'.join(a.parts)}: {a.text}" if 0 < len(a.parts) < len(self._letters) else a.text),
                    a.owner,
                    reader.short_day(reader.deadline),
                    words(self._touches(a.changes)),
                ),
                self.anchor(a.number),
            )
            for a in asked
        )
        return Table(reader.say("block.questions"), columns, rows)

    def _touches(self, changes: list[str]) -> str:
        """What an answer can change, the first few."""
        shown = ", ".join(self._reader.instrument(c) for c in changes[:MOST_TOUCHED])
        left = len(changes) - MOST_TOUCHED
        return shown + (self._reader.say("words.plus", n=left) if left > 0 else "")


def _runs(numbers: list[int]) -> list[list[int]]:
    """``[1, 2, 3, 5]`` as ``[[1, 2, 3], [5]]``; two in a row stay apart."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [part for run in runs for part in ([run] if len(run) > LONGEST_LISTED else [[n] for n in run])]


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
