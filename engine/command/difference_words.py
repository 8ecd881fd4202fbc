"""Differences between two readings in words: what an advice says of a segment, before and after."""

from dataclasses import dataclass

from ..comparison.causes import Cause
from ..comparison.readings import Key, Says
from .terms import Sheet, Terms

CONFIDENT = {
    "access": "decision_form",
    "supplier_management": "intensity",
    "contract": "term",
    "providers": "direction",
}
"""the instrument whose choice the confidence is about, where it has another name"""
WORDS = {
    "status": "members.",
    "condition": "command.state.",
    "excluded": "command.ground.",
    "confidence": "confidence.",
    "consequence": "command.what.",
    "decided_at": "command.decided_at.",
    "argument": "command.differs.weight_",
}
"""where the catalogue has the words of a kind"""


def subject(key: Key, terms: Terms) -> str:
    """What differs: an instrument, a measure, a precondition of an option."""
    kind, *about = key
    match kind:
        case "choice":
            return terms.instrument(about[0])
        case "measure":
            return _in_its_instrument(about[0], terms)
        case "status" | "pilot":
            return terms.say(f"differs.{kind}", option=terms.option(about[0]))
        case "condition":
            return terms.say("differs.condition", id=about[0])
        case "precondition":
            return terms.say("differs.precondition", option=terms.option(about[0]), id=about[1])
        case "excluded":
            pair = terms.say("differs.pair", option=terms.option(about[1])) if about[1] else ""
            return terms.say("differs.excluded", option=f"{_in_its_instrument(about[0], terms)}{pair}")
        case "providers":
            return terms.say(f"differs.providers_{about[0]}")
        case "confidence" | "rests_on" | "decided_at":
            return terms.say(f"differs.{kind}", instrument=terms.instrument(CONFIDENT.get(about[0], about[0])))
        case "consequence":
            return terms.say("differs.consequence", rule=about[0])
        case _:
            option, direction, claim, step = about
            of = _in_its_instrument(option, terms)
            return terms.say(f"differs.argument_{direction}", option=of, claim=claim, step=terms.say(f"step.{step}"))


def in_words(key: Key, says: Says | None, terms: Terms) -> str:
    """What is said of it; None is that it is not there."""
    if key[0] == "choice":
        return _chosen(says, terms)
    if says is None:
        return terms.say("differs.absent")
    match key[0]:
        case "precondition":
            return f"{terms.say(f'state.{says[0]}')} ({terms.say(f'class.{says[1]}')})"
        case "providers":
            return terms.say("differs.range", low=says[0], high=says[1])
        case "rests_on":
            return terms.catalogue.listed([terms.label(name) for name in says])
        case kind if kind in WORDS:
            return terms.catalogue.say(f"{WORDS[kind]}{says[0]}")
        case _:
            return terms.say("differs.present")


def _chosen(says: Says | None, terms: Terms) -> str:
    if not says:
        return terms.say("differs.open")
    return terms.option(says[0]) if len(says) == 1 else terms.say("differs.level", options=terms.options(says))


def caused(cause: Cause, terms: Terms, called: dict[str, str]) -> str:
    """Which changes make it, by what they are called."""
    sets = [terms.catalogue.listed([called.get(name, name) for name in group]) for group in cause.sets]
    if not cause.sets:
        return terms.say(f"differs.{cause.how}")
    if cause.how == "alone":
        return terms.say("differs.by_one" if len(sets) == 1 else "differs.by_each", changes=tuple(sets))
    return terms.say(f"differs.by_{cause.how}", changes=terms.catalogue.listed(sets, "or"))


@dataclass(frozen=True)
class Alike:
    """One difference that several segments and parts have, with one cause in words."""

    key: Key
    before: Says | None
    after: Says | None
    why: str
    places: tuple[str, ...]


def put_difference(held: Alike, of: int, terms: Terms, sheet: Sheet) -> None:
    """One difference with where it is, of how many places, and why."""
    where = terms.say("differs.everywhere", n=str(of)) if len(held.places) == of > 1 else ", ".join(held.places)
    before, after = (in_words(held.key, says, terms) for says in (held.before, held.after))
    sheet.put(f"{subject(held.key, terms)}: {before} → {after} [{where}]", 1, "- ")
    sheet.put(held.why, 2)


def put_weightless(number: int, terms: Terms, sheet: Sheet, level: int) -> None:
    """How many arguments came or went that decide nothing; the JSON names them."""
    if number:
        sheet.put(terms.say("differs.weightless", n=number), level, "- ")


def _in_its_instrument(code: str, terms: Terms) -> str:
    return f"{terms.instrument(code.partition('.')[0])}: {terms.option(code)}"
