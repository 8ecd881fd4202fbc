"""An open choice in the memo: what is still possible, and which missing answers would each decide it."""

from dataclasses import dataclass

from ..advice.model import BodyAdvice
from ..rendering.confidence_line import confidence_in
from ..rendering.elements import Line, joined, words
from ..rendering.reader import DECISION_OF, Reader

CONFIDENCE_OF = {instrument: name for name, instrument in DECISION_OF.items()}
MOST_DECIDING = 3


@dataclass(frozen=True)
class OpenChoice:
    """As the sheets of its segments tell it; equal where the same can be said."""

    options: tuple[str, ...]
    """those that are level; none where the sources prefer nothing"""
    none_left: bool
    deciding: tuple[tuple[str, str | None], ...]
    """fields of which another answer takes one option, each with whom the region names for it"""


def open_choice(body: BodyAdvice, instrument: str) -> OpenChoice:
    decision = body.decisions[instrument]
    owners = {held.field: held.owner for held in body.unknowns}
    rests = confidence_in(body, CONFIDENCE_OF[instrument]).rests_on
    fields = dict.fromkeys(held.field for held in rests if held.why == "unknown" and held.becomes)
    deciding = tuple((field, owners.get(field)) for field in fields)
    return OpenChoice(decision.ties, decision.decided_at == "none_left", deciding)


def open_line(held: OpenChoice, possible: tuple[str, ...], reader: Reader) -> Line:
    """Short sentences that follow the name of the choice. ``possible`` are its options in words."""
    if held.options:
        told = [
            reader.line(f"papers.council.choices.{'or' if number else 'possible'}", option=option)
            for number, option in enumerate(possible)
        ]
        first = joined(told)
    else:
        first = reader.line(f"papers.council.choices.{'none_left' if held.none_left else 'silent'}")
    if not held.deciding:
        return joined([first, reader.line("papers.council.choices.nothing_decides")])
    shown, left = held.deciding[:MOST_DECIDING], len(held.deciding) - MOST_DECIDING
    questions = [
        (*words(f"{reader.question(field)} ("), *reader.owner_of_field(field, owner), *words(")"))
        for field, owner in shown
    ]
    more = [reader.line("papers.council.choices.more_decide", n=left)] if left > 0 else []
    return joined([first, reader.line("papers.council.choices.decides", n=len(shown)), *questions, *more])
