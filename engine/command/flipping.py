"""``flips``: the nearest other answers that change what is advised for a segment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..decision.decider import Decider, SegmentDecision
from ..decision.flips import Limits
from ..decision.nearest import SHOWN, Change, Nearest, NearestFlip, nearest_flips
from ..facts import Facts, flatten
from ..inference import reference_evaluator
from ..profile.changing import with_answer
from ..profile.region import RegionProfile
from ..rendering import load_catalogue
from ..rulebase.conditions import Constant
from ..rulebase.plan import Plan
from .accounting import as_json
from .opening import Opened, bodies_of, open_case
from .shell import Language
from .terms import Sheet, Terms

MOST_OF_TWO = 3
"""pairs that are printed for an instrument; the JSON has all"""


@dataclass(frozen=True)
class Flipped:
    """One segment or part with its choices and the nearest changes of each."""

    path: str
    name: str
    decision: SegmentDecision
    nearest: Nearest


def flips(region: str, segment: str | None, as_of: date | None, form: str, language: Language) -> str:
    """The nearest flips of one segment or of all, as text or JSON. Raises WrongInputError for an unknown segment."""
    case = open_case(region, as_of)
    found = [_flipped(case.plan, one) for one in bodies_of(case, segment)]
    if form == "json":
        return as_json({"as_of": case.plan.as_of.isoformat(), "segments": [_data(f) for f in found]})
    return _text(found, Terms(load_catalogue(language), case.plan.vocabulary, case.plan.library))


def _flipped(plan: Plan, one: Opened) -> Flipped:
    decider = Decider(plan, reference_evaluator(plan))
    base = decider.decide(one.facts.values, one.circumstances)

    def refacts(changes: Mapping[str, Constant]) -> Facts:
        return _facts_with(one.region, one.segment.id, one.part.id if one.part else None, changes)

    found = nearest_flips(decider, Limits(plan), one.facts, refacts, one.circumstances, base)
    return Flipped(one.path, one.name, base, found)


def _facts_with(region: RegionProfile, segment: str, part: str | None, changes: Mapping[str, Constant]) -> Facts:
    for field, value in changes.items():
        region = with_answer(region, segment, part, field, value)
    held = region.segment(segment)
    assert held is not None
    return flatten(region, held, next((p for p in held.parts if p.id == part), None)).values


def _data(held: Flipped) -> dict[str, Any]:
    return {
        "id": held.path,
        "chosen": {name: held.decision.chosen(name) for name in SHOWN},
        "one": [_flip_data(flip) for flip in held.nearest.one],
        "two": [_flip_data(flip) for flip in held.nearest.two],
        "pairs_tried": held.nearest.pairs_tried,
    }


def _flip_data(flip: NearestFlip) -> dict[str, Any]:
    changes = [{"field": c.field, "now": c.now, "then": c.then, "distance": c.distance} for c in flip.changes]
    return {"instrument": flip.instrument, "becomes": flip.becomes or None, "changes": changes}


# In words


def _text(found: list[Flipped], terms: Terms) -> str:
    sheet = Sheet()
    sheet.put(terms.say("flips.reading"))
    for held in found:
        sheet.head(f"{held.name} ({held.path})")
        for name in SHOWN:
            _instrument(name, held, terms, sheet)
    return sheet.text()


def _instrument(name: str, held: Flipped, terms: Terms, sheet: Sheet) -> None:
    chosen = held.decision.chosen(name)
    now = terms.option(chosen) if chosen else terms.say("flips.open")
    sheet.put(f"{terms.instrument(name)}: {now}", 1)
    if held.decision.instruments[name].instead_of is not None:
        sheet.put(terms.say("flips.set"), 2)
        return
    one = [flip for flip in held.nearest.one if flip.instrument == name]
    two = [flip for flip in held.nearest.two if flip.instrument == name]
    for group in _alike(one) or [[flip] for flip in two[:MOST_OF_TWO]]:
        sheet.put(_line(group, terms), 2, "- ")
    if not one and len(two) > MOST_OF_TWO:
        sheet.put(terms.say("flips.more", n=len(two) - MOST_OF_TWO), 2)
    if not one and not two:
        sheet.put(terms.say("flips.none", n=str(held.nearest.pairs_tried)), 2)


def _alike(flips: list[NearestFlip]) -> list[list[NearestFlip]]:
    """Other words for one answer that make the same of the choice stand together; each number by itself."""
    groups: dict[tuple[object, ...], list[NearestFlip]] = {}
    for flip in flips:
        (change,) = flip.changes
        number = change.then if change.distance else ""
        groups.setdefault((change.field, flip.becomes, number), []).append(flip)
    return list(groups.values())


def _line(group: list[NearestFlip], terms: Terms) -> str:
    """One flip, or several that differ in the word of their one answer only."""
    first = group[0]
    becomes = terms.option(first.becomes) if first.becomes else terms.say("flips.open")
    if len(first.changes) == 1:
        changes: tuple[str, ...] = (_change(first.changes[0], [flip.changes[0].then for flip in group], terms),)
    else:
        changes = tuple(_change(change, [change.then], terms) for change in first.changes)
    return terms.say("flips.line", changes=changes, becomes=becomes)


def _change(change: Change, then: list[Constant], terms: Terms) -> str:
    values = terms.catalogue.listed([terms.value(change.field, _plain(value)) for value in then], "or")
    now = terms.value(change.field, _plain(change.now))
    return terms.say("flips.change", label=terms.label(change.field), now=now, then=values)


def _plain(value: Constant) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
