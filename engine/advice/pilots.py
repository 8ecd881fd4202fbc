"""Pilots of the region: one may span segments and parts; there is a limit to how many a region can carry."""

from ..consequences.pilots import EFFORT, Dates, OnContract, grows_by_pilots, obstacles, on_contract
from ..profile.region import RegionProfile
from ..rulebase.model import Advise, Needs, PilotTerms
from ..rulebase.plan import Plan
from .pilot_entries import EffectOnContract, GrowthEntry, ObstacleEntry, OnClauseEntry, OnTermEntry, PilotEntry
from .reasoned import Reasoned


def pilots_of(region: RegionProfile, reasoned: tuple[Reasoned, ...], plan: Plan) -> tuple[PilotEntry, ...]:
    """The pilots that the rules propose, those with the same shared key as one, numbered in the order of the file."""
    grouped: dict[str, list[tuple[Reasoned, Advise]]] = {}
    for held in reasoned:
        for rule in held.decision.advice:
            if rule.pilot is not None and pilot_possible(held, rule, plan):
                grouped.setdefault(rule.pilot.shared, []).append((held, rule))
    answer = region.planning.pilots_carried
    carried = answer.value if answer is not None and answer.value is not None else plan.parameter("pilots.carried")
    return tuple(
        _entry(number, group, region, plan, carried is None or number <= carried)
        for number, group in enumerate(grouped.values(), 1)
    )


def growth_of(
    region: RegionProfile, reasoned: tuple[Reasoned, ...], pilots: tuple[PilotEntry, ...], plan: Plan
) -> GrowthEntry | None:
    """Whether a region that grows by pilots has enough with another funding than effort, and if not, why."""
    if not grows_by_pilots(r.decision for r in reasoned):
        return None
    stated = region.planning.pilots_least
    least = stated.value if stated is not None else None
    held = tuple(p.id for p in pilots if p.carried and p.variant != EFFORT)
    enough = len(held) >= (1 if least is None else least)
    found = () if enough else obstacles(((r.path, r.decision) for r in reasoned), plan)
    return GrowthEntry(
        least=1 if least is None else least,
        least_stated=least is not None,
        pilots=held,
        enough=enough,
        obstacles=tuple(ObstacleEntry(segment=o.path, why=o.why, variant=o.variant, rules=o.rules) for o in found),
    )


def pilot_possible(held: Reasoned, rule: Advise, plan: Plan) -> bool:
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
    needs = _needs(terms, outcome)
    bodies = {held.path: held for held, _ in group}
    places = [(path, r.chosen("term"), r.taken("clause")) for path, r in bodies.items()]
    on = on_contract(needs, places, feeds == "this_round", Dates(dates.start, dates.publication, dates.pilot_decision))
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
        needs=needs,
        needs_because=outcome.because if outcome else None,
        partners_by=dates.pilot_partners.isoformat() if dates.pilot_partners else None,
        ends=dates.pilot_end.isoformat() if dates.pilot_end else None,
        decision_by=dates.pilot_decision.isoformat() if dates.pilot_decision else None,
        ends_before=on.ends_before.isoformat() if on.ends_before else None,
        ends_before_why=on.why,
        feeds=feeds,  # type: ignore[arg-type]  # the literals of the model
        carried=carried,
        effect_on_contract=_effect(on),
        rules=(*rules, *((outcome.id,) if outcome else ())),
        passages=tuple(dict.fromkeys(p for _, r in group for p in plan.passages_of(r))),
        outcome_passages=plan.passages_of(outcome) if outcome else (),
    )


def _effect(on: OnContract) -> EffectOnContract:
    return EffectOnContract(
        term=tuple(OnTermEntry(segment=t.path, pattern=t.pattern, effect=t.effect) for t in on.term),
        clauses=tuple(OnClauseEntry(option=c.option, taken=c.taken, missing=c.missing) for c in on.clauses),
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
