"""Confidence in words, from flips: what single answer would change the choice. Never from a margin."""

from .choice_entries import Confidence, ConfidenceAdvice, RestsOn, Word
from .reasoned import Reasoned

INSTRUMENTS = {
    "funding": ("funding",),
    "access": ("decision_form",),
    "supplier_management": ("intensity",),
    "form": ("form",),
    "contract": ("term",),
    "providers": ("direction",),
}
ONE = 1


def confidence_of(reasoned: Reasoned) -> ConfidenceAdvice:
    """clear: no single unknown or judged answer changes the choice; leaning: one does; open otherwise.

    Of a choice that a person set it says how sure the advice was that it goes against.
    """
    return ConfidenceAdvice(**{name: _confidence(reasoned, instruments) for name, instruments in INSTRUMENTS.items()})


def _confidence(reasoned: Reasoned, instruments: tuple[str, ...]) -> Confidence:
    set_by_hand = {held.instrument for held in reasoned.by_hand}
    decisions = [
        (reasoned.advised if name in set_by_hand else reasoned.decision).instruments[name] for name in instruments
    ]
    flips = [f for f in reasoned.sure if f.instrument in instruments]
    fields = sorted({f.field for f in flips})
    reading = any(held.on_reading for held in decisions)
    if any(held.chosen is None for held in decisions) or len(fields) > ONE:
        word: Word = "open"
    else:
        word = "leaning" if fields or reading else "clear"
    return Confidence(
        word=word,
        own_reading=reading,
        rests_on=tuple(
            RestsOn(
                field=f.field,
                why=f.why,
                value=str(f.value).lower() if isinstance(f.value, bool) else str(f.value),
                becomes=f.becomes or None,
                limit=f.limit or None,
            )
            for f in flips
        ),
    )
