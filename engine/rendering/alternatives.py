"""Why the rest fell away, and where sources contradict each other."""

from dataclasses import dataclass

from ..advice.choice_entries import RankingEntry
from ..advice.entries import DissentEntry
from ..advice.model import BodyAdvice, SegmentAdvice
from .claims import texts_by_rule
from .elements import Block, Element, Items, Line, Link, Paragraph, Stressed, capitalized, joined, words
from .reader import Reader, bodies_of, part_letters
from .references import SheetCitations

LOST_INSTRUMENTS = ("funding", "form")
"""the two that a board asks about; the rest of the ranking stands in the annex"""
MOST_DISSENT = 2
Reason = tuple[str, tuple[str, ...]]
"""in words, with the passages behind it"""


@dataclass(frozen=True)
class Lost:
    """Options that fell for the same reason, in one line, and the rules on which they fell."""

    line: Line
    rules: tuple[str, ...]


class Alternatives:
    """What was not advised, for one segment."""

    def __init__(self, segment: SegmentAdvice, cite: SheetCitations, reader: Reader) -> None:
        self.segment, self.cite, self.reader = segment, cite, reader
        self.bodies, self.letters = bodies_of(segment), part_letters(segment)
        self.texts = texts_by_rule(self.bodies)

    def lost(self) -> Block:
        lines = [lost.line for name in LOST_INSTRUMENTS for lost in self.lost_of(name)]
        element: Element = Items(tuple(lines)) if lines else Paragraph(self.reader.line("lost.none"))
        return Block(f"{self.segment.id}-afgevallen", self.reader.say("block.lost"), (element,), folded=True)

    def lost_of(self, instrument: str) -> list[Lost]:
        """One line for all options that fell for the same reason; parts are told apart only where they differ."""
        grouped: dict[tuple[tuple[str, Reason], ...], list[str]] = {}
        for code in self.reader.options.of(instrument):
            reasons = self._reasons(instrument, code)
            if reasons:
                grouped.setdefault(reasons, []).append(code)
        held = []
        for reasons, codes in grouped.items():
            names = self.reader.catalogue.listed(self.reader.options_in_words(codes))
            said = joined([self._said(letter, reason) for letter, reason in reasons])
            line: Line = (Stressed(f"{capitalized(names)}:"), *words(" "), *said)
            held.append(Lost(line, self._rules(instrument, codes)))
        return held

    def _rules(self, instrument: str, codes: list[str]) -> tuple[str, ...]:
        ranked = [entry for body in self.bodies for entry in body.decisions[instrument].ranking]
        return tuple(dict.fromkeys(rule for entry in ranked if entry.option in codes for rule in entry.rules))

    def _said(self, letter: str, reason: Reason) -> Line:
        text, passages = reason
        return self.cite.after(f"{letter}: {text}" if letter else text, passages)

    def _reasons(self, instrument: str, code: str) -> tuple[tuple[str, Reason], ...]:
        """Why an option fell, by the letter of the part, or under no letter when all parts have the same reason."""
        held: list[tuple[str, Reason]] = []
        for body in self.bodies:
            entry = next((e for e in body.decisions[instrument].ranking if e.option == code), None)
            if entry is not None and entry.outcome != "chosen":
                held.append((self.letters.get(body.id, ""), self._reason(body, entry)))
        if len(held) == len(self.bodies) and len({reason for _, reason in held}) == 1:
            return (("", held[0][1]),)
        return tuple(held)

    def _reason(self, body: BodyAdvice, entry: RankingEntry) -> Reason:
        reader = self.reader
        if entry.outcome in ("tied", "advised"):
            return reader.say(f"lost.{entry.outcome}"), ()
        if entry.outcome == "not_judged" or entry.step == "not_judged":
            return reader.say("lost.not_judged"), ()
        if entry.step == "precondition":
            return self._not_ready(body, entry), ()
        fell = reader.say(f"lost.{entry.step}")
        known = next((rule for rule in entry.rules if rule in self.texts), None)
        if known is None:
            return f"{fell}.", ()
        text, passages = self.texts[known]
        said = reader.both(text)
        return f"{fell}: {said}{'' if said.endswith('.') else '.'}", passages

    def _not_ready(self, body: BodyAdvice, entry: RankingEntry) -> str:
        """Which preconditions keep an option from being chosen now, and what it can become."""
        reader = self.reader
        of_option = [p for p in body.preconditions if p.option == entry.option]
        held = [p for p in of_option if p.state == "unmet"] or [p for p in of_option if p.state == "unknown"]
        status = reader.say(f"lost.status.{entry.status or 'not'}")
        if len(held) != 1:
            return f"{status} {reader.say('lost.see_step')}"
        return f"{status} {reader.say(f'lost.{held[0].state}', label=reader.both(held[0].label))}"

    def dissent(self) -> Block:
        """The pairs that matter most here; how many more there are is said."""
        held, reader = self.dissent_entries(), self.reader
        block, title = f"{self.segment.id}-tegenspraak", reader.say("block.dissent")
        if not held:
            return Block(block, title, (Paragraph(reader.line("dissent.none")),), folded=True)
        lines = [self.dissent_line(d) for d in held[:MOST_DISSENT]]
        left = len(held) - MOST_DISSENT
        if left > 0:
            link = Link("argumenten-tegenspraak", reader.say("words.in_annex"))
            lines[-1] = (*lines[-1], *words(" "), *reader.line("dissent.more", n=left), *words(" "), link, *words("."))
        return Block(block, title, (Items(tuple(lines)),), folded=True)

    def dissent_entries(self) -> list[DissentEntry]:
        """Each pair once, in the order of the advice: those that made an option fall come first."""
        held: dict[tuple[str, ...], DissentEntry] = {}
        for entry in (entry for body in self.bodies for entry in body.dissent):
            held.setdefault(told_once(entry), entry)
        return list(held.values())

    def dissent_line(self, held: DissentEntry) -> Line:
        reader = self.reader
        line: Line = (
            *self.cite.after(f"{reader.both(held.text)}", held.passages),
            *words(" "),
            Stressed(reader.say(f"dissent.against.{held.type}")),
            *self.cite.after(f" {reader.both(held.against_text)}", held.against_passages),
        )
        notes = [f"dissent.{held.weighed}"] if held.weighed != "both" else []
        notes += [f"dissent.law.{held.law}"] if held.law else []
        return (*line, *(span for note in notes for span in (*words(" "), *reader.line(note))))


def told_once(entry: DissentEntry) -> tuple[str, ...]:
    """What two entries share when they tell a reader the same: rules on two options may say it in the same words."""
    return (entry.text.nl, entry.against_text.nl, *entry.passages, *entry.against_passages)
