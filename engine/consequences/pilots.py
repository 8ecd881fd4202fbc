"""What a pilot means for the contract of each place where it runs, and whether a region that grows by pilots has one.

A pilot that touches funding only needs a precise change clause; one that changes lots or duration needs a lot of its
own and a right to stop, and a long contract stands in its way. Where the outcome takes a new contract, the present one
has to be able to end. What the outcome takes is settled before (``Needs``); here it is held against what was chosen.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..decision import SegmentDecision
from ..decision.contract import PATTERNS
from ..rulebase.model import Needs
from ..rulebase.plan import Plan

TermEffect = Literal["follows", "stays", "new_contract", "breaks", "in_the_way", "open"]
"""follows: the contract runs until the decision; stays: the term is untouched; new_contract: the outcome waits for the
end of the first term; breaks: the first term is short and ends in time for the outcome; in_the_way: too long for a
pilot that changes lots or duration; open: no term was chosen"""
EndsBefore = Literal["stated", "publication", "first_term", "unknown"]
"""the decision that a pilot has to end before: as stated; the publication; the end of the first term; nobody knows"""

CLAUSES: Mapping[Needs, tuple[str, ...]] = {
    "change_clause": ("clause.funding_change",),
    "new_contract": ("clause.stop_after_pilot",),
    "own_lot": ("clause.own_lot_for_pilot", "clause.stop_after_pilot"),
}
RUNS_WITH_THE_PILOT = ("term.until_pilot", "term.strands")
SHORT = ("term.2+options",)
EFFORT = "funding.effort"


@dataclass(frozen=True)
class OnTerm:
    """The term in one place, and what the pilot means for it."""

    path: str
    pattern: str | None
    effect: TermEffect


@dataclass(frozen=True)
class OnClause:
    """A clause that the pilot calls for, with the places that have it and those that lack it."""

    option: str
    taken: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class OnContract:
    """The effect of a pilot on the contracts where it runs, and the day before which it has to end."""

    term: tuple[OnTerm, ...]
    clauses: tuple[OnClause, ...]
    ends_before: date | None
    why: EndsBefore


@dataclass(frozen=True)
class Dates:
    """Dates of the region that a pilot is held against."""

    start: date | None
    publication: date | None
    decision: date | None


Place = tuple[str, str | None, tuple[str, ...]]
"""path, chosen term, taken clauses; what a part does not decide itself is that of its segment"""


def on_contract(needs: Needs, places: Iterable[Place], feeds_this_round: bool, dates: Dates) -> OnContract:
    """What a pilot that takes ``needs`` means for the contracts in these places."""
    held = tuple(places)
    term = tuple(OnTerm(path, pattern, _term(pattern, needs)) for path, pattern, _ in held)
    clauses = tuple(
        OnClause(
            option,
            tuple(path for path, _, taken in held if option in taken),
            tuple(path for path, _, taken in held if option not in taken),
        )
        for option in CLAUSES[needs]
    )
    return OnContract(term, clauses, *_ends_before([p for _, p, _ in held], feeds_this_round, dates))


def _term(pattern: str | None, needs: Needs) -> TermEffect:
    if pattern is None:
        return "open"
    if pattern in RUNS_WITH_THE_PILOT:
        return "follows"
    if needs == "change_clause":
        return "stays"
    if needs == "new_contract":
        return "new_contract"
    return "breaks" if pattern in SHORT else "in_the_way"


def _ends_before(patterns: list[str | None], this_round: bool, dates: Dates) -> tuple[date | None, EndsBefore]:
    """A stated day first; then what the outcome feeds: this round, or the end of the shortest first term."""
    if dates.decision is not None:
        return dates.decision, "stated"
    if this_round and dates.publication is not None:
        return dates.publication, "publication"
    years = [PATTERNS[p].initial for p in patterns if p is not None]
    known = [n for n in years if n is not None]
    if dates.start is None or not known or len(known) < len(patterns):
        return None, "unknown"
    return _years_after(dates.start, min(known)), "first_term"


def _years_after(day: date, years: int) -> date:
    """The same day some years later; 29 February counts as the day before in a year that has none."""
    last = date.max.year
    month, number = day.month, 28 if (day.month, day.day) == (2, 29) else day.day
    return date(min(day.year + years, last), month, number)


# Growth by pilots

NoPilot = Literal["variant_out", "chosen_already", "no_occasion"]


@dataclass(frozen=True)
class Obstacle:
    """Why a place has no pilot with another funding."""

    path: str
    why: NoPilot
    variant: str | None
    rules: tuple[str, ...]
    """the rules that take the variant out, or those of the pilots that do not fit"""


def grows_by_pilots(decided: Iterable[SegmentDecision]) -> bool:
    """Whether the change strategy somewhere is growth by pilots."""
    return any(held.profile.get("board.change_strategy") == "growth_model" for held in decided)


def obstacles(decided: Iterable[tuple[str, SegmentDecision]], plan: Plan) -> Iterator[Obstacle]:
    """Why each place has no pilot with another funding than effort; a place that has one gives nothing."""
    of_pilots = tuple(clause.rule.id for clause in plan.stages[-1].clauses if getattr(clause.rule, "pilot", None))
    for path, decision in decided:
        fitting = [rule for rule in decision.advice if rule.pilot is not None and rule.pilot.variant != EFFORT]
        if not fitting:
            yield Obstacle(path, "no_occasion", None, of_pilots)
            continue
        found = []
        for rule in fitting:
            assert rule.pilot is not None
            codes = plan.library.options.expand(rule.pilot.variant)
            if decision.chosen("funding") in codes:
                found.append(Obstacle(path, "chosen_already", rule.pilot.variant, (rule.id,)))
            elif all(decision.statuses.get(code, "not") == "not" for code in codes):
                found.append(Obstacle(path, "variant_out", rule.pilot.variant, tuple(_out(codes, decision))))
        if len(found) == len(fitting):
            yield from found


def _out(codes: Iterable[str], decision: SegmentDecision) -> Iterator[str]:
    """The rules that took these options out: exclusions, and preconditions that are not met."""
    wanted = set(codes)
    rules = [
        r for removal in decision.instruments["funding"].removed if removal.option in wanted for r in removal.rules
    ]
    for code in sorted(wanted):
        rules += [r.id for p in decision.preconditions.get(code, ()) if p.state == "unmet" for r in p.rules]
    yield from dict.fromkeys(rules)
