"""The evidence of an option in words: what was measured, from how far away, and what nobody measured."""

from collections.abc import Iterable

from ..advice.evidence_entries import EffectEntry, OptionEvidence, RecordEntry
from ..knowledge.evidence import PLACES
from .catalogue import Catalogue


def evidence_sentences(held: OptionEvidence, catalogue: Catalogue) -> list[str]:
    """A sentence for each place in which something was measured, then what was only argued and what nobody measured."""
    known, said = known_effects(held), []
    for place in PLACES:
        here = [e for e in known if e.measured and e.place == place]
        if here:
            said.append(catalogue.say(f"effects.{place}", what=effects_listed(here, catalogue)))
    measured = {e.outcome for e in known if e.measured}
    argued = dict.fromkeys(e.outcome for e in known if not e.measured and e.outcome not in measured)
    if argued:
        said.append(catalogue.say("effects.argued", what=outcomes_listed(argued, catalogue)))
    if not measured:
        said.append(catalogue.say("effects.nothing"))
    elif left := [o for o in held.unmeasured if o not in argued]:
        said.append(catalogue.say("effects.unmeasured", what=outcomes_listed(left, catalogue)))
    return said


def known_effects(held: OptionEvidence) -> list[EffectEntry]:
    """Effects that have a name; what a record found beside them stands with the record."""
    return [effect for effect in held.effects if effect.outcome != "other"]


def effects_listed(effects: Iterable[EffectEntry], catalogue: Catalogue) -> str:
    return "; ".join(effect_in_words(effect, catalogue) for effect in effects)


def effect_in_words(effect: EffectEntry, catalogue: Catalogue) -> str:
    """``gebruik lager (3, matig)``: number of records and the best quality among them."""
    outcome, n = catalogue.say(f"effects.outcome.{effect.outcome}"), len(effect.records)
    best = catalogue.say(f"effects.quality.{effect.best}")
    if not effect.directions:
        return catalogue.say("effects.effect_without", outcome=outcome, n=n, best=best)
    only = effect.directions[0] if len(effect.directions) == 1 else "several"
    direction = _direction(effect.outcome, only, catalogue)
    return catalogue.say("effects.effect", outcome=outcome, direction=direction, n=n, best=best)


def direction_in_words(outcome: str, direction: str | None, catalogue: Catalogue) -> str:
    """``gebruik hoger``; without a direction only the outcome."""
    named = catalogue.say(f"effects.outcome.{outcome}")
    return f"{named} {_direction(outcome, direction, catalogue)}" if direction else named


def _direction(outcome: str, direction: str, catalogue: Catalogue) -> str:
    return catalogue.first(f"effects.direction.{outcome}.{direction}", f"effects.direction.any.{direction}")


def outcomes_listed(outcomes: Iterable[str], catalogue: Catalogue) -> str:
    return catalogue.listed([catalogue.say(f"effects.outcome.{outcome}") for outcome in outcomes])


def record_in_words(held: RecordEntry, catalogue: Catalogue) -> str:
    """Who, when, from how far away, how it was seen and what it weighs."""
    return catalogue.say(
        "effects.record.about",
        organisation=held.organisation,
        year=str(held.year) if held.year else catalogue.say("effects.record.undated"),
        place=catalogue.say(f"effects.place.{held.place}"),
        kind=catalogue.say(f"effects.kind.{held.kind}"),
        level=catalogue.say(f"effects.level.{held.level}"),
        quality=catalogue.say(f"effects.quality.{held.quality}"),
    )
