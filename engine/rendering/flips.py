"""What would change the advice: another answer to one question, and what it makes of a choice."""

from dataclasses import dataclass, field

from ..advice.choice_entries import RestsOn
from ..advice.model import SegmentAdvice
from .confidence_line import confidence_in
from .elements import Block, Items, Line, Link, Own, Paragraph, Words, capitalized, joined, words
from .reader import DECISION_OF, Reader, bodies_of, part_letters

MOST_FLIPS = 3
Effects = dict[tuple[str, str | None], list[str]]
"""instrument and what it becomes, with the letters of the parts where it does"""


@dataclass
class Flip:
    """One other answer, and all that it changes."""

    rests: RestsOn
    values: list[str]
    effects: Effects = field(default_factory=dict)

    @property
    def same_effects(self) -> tuple[object, ...]:
        held = tuple((what, tuple(parts)) for what, parts in self.effects.items())
        return (self.rests.field, self.rests.why, self.rests.limit, held)


class Flips:
    """The flips of one segment."""

    def __init__(self, segment: SegmentAdvice, reader: Reader) -> None:
        self.segment, self.reader = segment, reader
        self.bodies, self.letters = bodies_of(segment), part_letters(segment)

    def block(self) -> Block:
        reader, lines = self.reader, self.lines()
        block, title = f"{self.segment.id}-omslag", reader.say("block.flips")
        if not lines:
            return Block(block, title, (Paragraph(reader.line("flip.none")),), folded=True)
        shown, left = lines[:MOST_FLIPS], len(lines) - MOST_FLIPS
        if left > 0:
            link = Link(f"bijlage-{self.segment.id}", reader.say("words.in_annex"))
            shown[-1] = (*shown[-1], *words(" "), *reader.line("flip.more", n=left), *words(" "), link, *words("."))
        return Block(block, title, (Items(tuple(shown)),), folded=True)

    def lines(self) -> list[Line]:
        """Other answer → other advice; values with the same effect stand together, the funding first."""
        merged: dict[tuple[object, ...], Flip] = {}
        for flip in self._flips():
            held = merged.setdefault(flip.same_effects, flip)
            held.values += [v for v in flip.values if v not in held.values]
        ordered = sorted(merged.values(), key=lambda f: not any(instrument == "funding" for instrument, _ in f.effects))
        return [*self._wished_first(), *(self._line(flip) for flip in ordered)]

    def _wished_first(self) -> list[Line]:
        """A wish about the form that the order of deciding, funding first, left unheard."""
        reader, found = self.reader, dict[tuple[str, str, tuple[str, ...]], None]()
        for body in self.bodies:
            found |= dict.fromkeys((w.form, w.funding, w.wishes) for w in body.form.wished_first)
        return [
            reader.line(
                "flip.form_first",
                form=reader.option(form),
                funding=reader.option(funding),
                wishes=tuple(reader.member("wishes.held", wish) for wish in wishes),
            )
            for form, funding, wishes in found
        ]

    def _flips(self) -> list[Flip]:
        found: dict[tuple[str, str, str, str | None], Flip] = {}
        for body in self.bodies:
            for name, instrument in DECISION_OF.items():
                for rests in confidence_in(body, name).rests_on:
                    key = (rests.field, rests.why, rests.value, rests.limit)
                    flip = found.setdefault(key, Flip(rests, [rests.value]))
                    parts = flip.effects.setdefault((instrument, rests.becomes), [])
                    parts += [letter for letter in (self.letters.get(body.id),) if letter and letter not in parts]
        return list(found.values())

    def _line(self, flip: Flip) -> Line:
        reader, rests = self.reader, flip.rests
        values = joined([reader.value(rests.field, value) for value in flip.values], f" {reader.say('words.or')} ")
        held = reader.field(rests.field)
        if rests.why == "unknown" and held is not None and held.kind not in ("bool", "enum"):
            values = (*reader.line("flip.for_instance"), *words(" "), *values)
        left: Line = (*words(f"{capitalized(reader.label(rests.field))}: "), *values)
        if rests.why == "judged":
            left = (*left, *words(f" ({reader.say('flip.judged')} "), Own(), *words(")"))
        if rests.limit:
            left = (*left, *self._limit(rests.limit))
        right = [self._effect(instrument, becomes, parts) for (instrument, becomes), parts in flip.effects.items()]
        return (*left, *words(" → "), *joined(right, "; "), *words("."))

    def _limit(self, limit: str) -> Line:
        reader = self.reader
        meaning = next((reader.both(p.meaning) for p in reader.advice.parameters if p.id == limit), limit)
        return (*words(f" ({reader.say('flip.near_limit', meaning=meaning)} "), Own(), *words(")"))

    def _effect(self, instrument: str, becomes: str | None, parts: list[str]) -> Line:
        reader = self.reader
        part = f" {'/'.join(parts)}" if 0 < len(parts) < len(self.bodies) else ""
        name = f"{reader.instrument(instrument)}{part}"
        if becomes:
            return (Words(f"{name}: {reader.option(becomes)}"),)
        return reader.line("flip.opens", instrument=name)
