"""Pilots of the region: one may span segments and parts; there is a limit to how many a region can carry."""

from ..profile.region import RegionProfile
from ..rulebase.model import Advise, Needs, PilotTerms
from ..rulebase.plan import Plan
from .model import PilotEntry
from .reasoned import Reasoned


def pilots_of(region: RegionProfile, reasoned: tuple[Reasoned, ...], plan: Plan) -> tuple[PilotEntry, ...]:
    """The pilots that the rules propose, those with the same shared key as one, numbered in the order of the file."""
    grouped: dict[str, list[tuple[Reasoned, Advise]]] = {}
    for held in reasoned:
        for rule in held.decision.advice:
            if rule.pilot is not None and _possible(held, rule, plan):
                grouped.setdefault(rule.pilot.shared, []).append((held, rule))
    answer = region.planning.pilots_carried
    carried = answer.value if answer is not None and answer.value is not None else plan.parameter("pilots.carried")
    return tuple(
        _entry(number, group, region, plan, carried is None or number <= carried)
        for number, group in enumerate(grouped.values(), 1)
    )


def _possible(held: Reasoned, rule: Advise, plan: Plan) -> bool:
    """A pilot with a variant that is chosen already, excluded, or out for the whole term is none."""
    assert rule.pilot is not None
    statuses = [held.decision.statuses.get(code, "not") for code in plan.library.options.expand(rule.pilot.variant)]
    chosen = held.decision.chosen("funding")
    return chosen not in plan.library.options.expand(rule.pilot.variant) and any(s != "not" for s in statuses)


def _entry(
    number: int, group: list[tuple[Reasoned, Advise]], region: RegionProfile, plan: Plan, carried: bool
) -> PilotEntry:
    rule = group[0][1]
    terms = rule.pilot
    assert terms is not None
    dates = region.planning
    feeds = "unknown"
    if dates.pilot_partners is not None and dates.publication is not None:
        feeds = "next_decision" if dates.pilot_partners > dates.publication else "this_round"
    outcome = _outcome(group, plan)
    rules = tuple(dict.fromkeys(r.id for _, r in group))
    return PilotEntry(
        id=f"P{number}",
        variant=terms.variant,
        title=rule.text,
        scope=tuple(dict.fromkeys(held.path for held, _ in group)),
        cohort=terms.cohort,
        question=terms.question,
        measure=rule.measure,
        baseline=terms.baseline,
        requires=terms.requires,
        touches=terms.touches,
        needs=_needs(terms, outcome),
        needs_because=outcome.because if outcome else None,
        partners_by=dates.pilot_partners.isoformat() if dates.pilot_partners else None,
        ends=dates.pilot_end.isoformat() if dates.pilot_end else None,
        decision_by=dates.pilot_decision.isoformat() if dates.pilot_decision else None,
        feeds=feeds,  # type: ignore[arg-type]  # the literals of the model
        carried=carried,
        rules=(*rules, *((outcome.id,) if outcome else ())),
        passages=tuple(dict.fromkeys(p for _, r in group for p in plan.passages_of(r))),
        outcome_passages=plan.passages_of(outcome) if outcome else (),
    )


def _outcome(group: list[tuple[Reasoned, Advise]], plan: Plan) -> Advise | None:
    """The rule in force on what the outcome takes, in one of the places where the pilot runs."""
    for held, rule in group:
        assert rule.pilot is not None
        tried = set(plan.library.options.expand(rule.pilot.variant))
        for other in held.decision.advice:
            if other.outcome and tried <= set(plan.library.options.expand(other.outcome.variant)):
                return other
    return None


def _needs(terms: PilotTerms, outcome: Advise | None) -> Needs:
    """Lots or term are changed in a lot of its own, whatever a rule says of the funding."""
    if terms.touches == "lots":
        return "own_lot"
    return outcome.outcome.needs if outcome and outcome.outcome else "change_clause"
