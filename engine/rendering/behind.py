"""The rules behind a choice: those on which other options fell, else those that speak for what was taken."""

from collections import Counter
from collections.abc import Iterable

from ..advice.model import Advice, BodyAdvice
from .reader import bodies_of

BEHIND_ADVICE = ("funding", "form", "direction", "term")
"""the choices that the sentence of an advice is made of"""


def rules_behind(bodies: Iterable[BodyAdvice], *instruments: str) -> tuple[str, ...]:
    """In the order of the instruments; of each the rule first on which most options fell, over all bodies."""
    held = tuple(bodies)
    counted = [Counter(rule for body in held for rule in _of_choice(body, name)) for name in instruments]
    return tuple(dict.fromkeys(rule for counter in counted for rule, _ in counter.most_common()))


def rules_in_region(advice: Advice, *instruments: str) -> tuple[str, ...]:
    """The same over every segment and part."""
    return rules_behind((body for segment in advice.segments for body in bodies_of(segment)), *instruments)


def _of_choice(body: BodyAdvice, instrument: str) -> list[str]:
    """Once for each option that fell on it."""
    held = body.decisions[instrument]
    fell = [rule for entry in held.ranking for rule in entry.rules]
    return fell or [a.rule for a in body.arguments if a.option in held.taken and a.direction == "for"]
