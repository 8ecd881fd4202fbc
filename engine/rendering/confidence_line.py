"""How sure each choice is, in words, with the answer or limit that it rests on."""

from ..advice.choice_entries import Confidence, Word
from ..advice.model import BodyAdvice, SegmentAdvice
from .elements import SIGNS, Items, Line, Own, Span, Strong, joined, words
from .questions import Questions
from .reader import DECISION_OF, Reader, bodies_of, part_letters

WORDS: tuple[Word, ...] = ("clear", "leaning", "open")
MOST_FIELDS = 3
MOST_LEVEL = 2


def confidence_items(segment: SegmentAdvice, questions: Questions, reader: Reader) -> Items:
    """One line for each of clear, leaning and open, with the instruments it holds for."""
    entries: dict[Word, list[Line]] = {word: [] for word in WORDS}
    bodies, letters = bodies_of(segment), part_letters(segment)
    for name, instrument in DECISION_OF.items():
        held = [(body, confidence_in(body, name)) for body in bodies]
        alike = len({c.word for _, c in held}) == 1
        for body, confidence in held[:1] if alike else held:
            letter = "" if alike else f" {letters[body.id]}"
            head = words(f"{reader.instrument(instrument)}{letter}{_of_advice(body, instrument, reader)}")
            reason = reason_of(body, name, confidence, questions, reader)
            entry = (*head, *words(" – "), *reason) if reason else head
            entries[confidence.word].append(entry)
    lines = tuple(
        (Strong(f"{SIGNS[word]} {reader.say(f'confidence.{word}')}:"), *words(" "), *joined(held, "; "), *words("."))
        for word, held in entries.items()
        if held
    )
    return Items(lines, signed=True)


def _of_advice(body: BodyAdvice, instrument: str, reader: Reader) -> str:
    """Where a person set the choice: what was advised, for it is of that that the word speaks."""
    held = next((o for o in body.overrides if o.instrument == instrument), None)
    if held is None:
        return ""
    advised = reader.option(held.advised) if held.advised else reader.say("confidence.word_of_nothing")
    return f" ({reader.say('confidence.of_advice', option=advised)})"


def confidence_in(body: BodyAdvice, name: str) -> Confidence:
    held: Confidence = getattr(body.confidence, name)
    return held


def reason_of(body: BodyAdvice, name: str, held: Confidence, questions: Questions, reader: Reader) -> Line:
    """What the word rests on; nothing for a clear choice."""
    decision = body.decisions[DECISION_OF[name]]
    reasons: list[Line] = []
    if decision.chosen is None:
        reasons.append(_why_open(decision.ties, decision.decided_at, reader))
    if held.own_reading:
        reasons.append((*reader.line("confidence.own_reading"), *words(" "), Own()))
    unknown = dict.fromkeys(r.field for r in held.rests_on if r.why == "unknown")
    pointer = questions.pointer(unknown)
    if pointer:
        reasons.append((*reader.line("confidence.rests_on"), *words(" "), *pointer))
    for why in ("judged", "near_limit"):
        fields = list(dict.fromkeys(r.field for r in held.rests_on if r.why == why))
        if fields:
            names = tuple(reader.label(f) for f in fields[:MOST_FIELDS])
            left = len(fields) - len(names)
            more: tuple[Span, ...] = words(reader.say("words.plus", n=left)) if left > 0 else ()
            reasons.append((*reader.line(f"confidence.{why}", fields=names), *more, *words(" "), Own()))
    return joined(reasons, "; ")


def _why_open(ties: tuple[str, ...], decided_at: str, reader: Reader) -> Line:
    if len(ties) > MOST_LEVEL:
        return reader.line("confidence.level_count", n=len(ties))
    if ties:
        return reader.line("confidence.level", options=reader.options_in_words(ties))
    return reader.line(f"confidence.{'none_left' if decided_at == 'none_left' else 'silent'}")
