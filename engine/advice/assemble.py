"""Put the advice of a region together: its segments, and what only shows over all of them."""

from collections import Counter
from datetime import date

from .. import market
from ..inference import Evaluator, evaluator_for
from ..market.lots import with_carried
from ..profile.region import RegionProfile
from ..rulebase import Rulebase
from ..rulebase.entered import with_entered
from ..rulebase.plan import Plan, plan_for
from .body import body_fields
from .canonical import digest
from .change_cost import change_cost
from .change_over import change_over_of
from .cited import cited_sources, parameters_used
from .counsel import counsel_of
from .entries import FindingEntry, Said
from .errata import errata_of
from .evidence import records_behind
from .goals import goals_of
from .model import SCHEMA_VERSION, Advice, BodyAdvice, RegionStamp, RulebaseStamp, SegmentAdvice
from .pilot_entries import PilotEntry
from .pilots import growth_of, pilots_of
from .planning import planning_of
from .reasoned import Reasoned, reason
from .region import first_questions_of, given_of, postures_of, region_sentence, shared_preconditions
from .savings import savings_entry
from .start_budget import budget_entry
from .trace import Traces

RULEBASE_VERSION = "2026.11"


def advise(
    region: RegionProfile,
    base: Rulebase,
    *,
    as_of: date | None = None,
    only: str | None = None,
    evaluator: Evaluator | None = None,
    plan: Plan | None = None,
) -> Advice:
    """The advice for a region, or for one of its segments, as of a date (by default that of the file).

    Raises KeyError when ``only`` names no segment of the region, and ConflictingValuesError on a fault of the rules.
    """
    if only is not None and region.segment(only) is None:
        raise KeyError(only)
    day = as_of or region.as_of
    region = with_carried(region.model_copy(update={"as_of": day}))
    plan = plan or plan_for(with_entered(base, region), day)
    reasoned = tuple(reason(region, plan, evaluator or evaluator_for(plan), only))
    pilots = pilots_of(region, reasoned, plan)
    shared = shared_preconditions(reasoned)
    findings = _findings(region, only)
    given = given_of(reasoned, plan)
    counsel = counsel_of(region, reasoned, plan)
    segments = tuple(_segments(region, reasoned, plan, pilots, shared, findings))
    savings = savings_entry(region, plan)
    planning = planning_of(region, reasoned, pilots, plan) if only is None else None
    cost = change_cost(region, reasoned, plan) if only is None else None
    chains = goals_of(region, reasoned, plan)
    sources = cited_sources(segments, pilots, given, counsel, savings, chains.goals, (planning, cost), plan)
    return Advice(
        schema_version=SCHEMA_VERSION,
        region=_region_stamp(region),
        as_of=day.isoformat(),
        rulebase=stamp_of(plan),
        sentence=region_sentence(reasoned, pilots),
        findings=findings,
        given=given,
        pilots=pilots,
        growth=growth_of(region, reasoned, pilots, plan) if only is None else None,
        postures=postures_of(reasoned, plan),
        first_questions=first_questions_of(region, reasoned),
        counsel=counsel,
        savings=savings,
        segments=segments,
        goals=chains.goals,
        choices_without_goal=chains.choices_without_goal,
        goal_questions=chains.questions,
        change_over=change_over_of(region, reasoned, segments),
        planning=planning,
        change_cost=cost,
        robustness=None,
        parameters=parameters_used(plan),
        evidence=records_behind(segments, plan.evidence),
        sources=sources,
        errata=errata_of(sources, plan),
    )


def _segments(
    region: RegionProfile,
    reasoned: tuple[Reasoned, ...],
    plan: Plan,
    pilots: tuple[PilotEntry, ...],
    shared: frozenset[str],
    findings: tuple[FindingEntry, ...],
) -> list[SegmentAdvice]:
    segments, traces = [], Traces(plan)
    for held in (r for r in reasoned if r.part is None):
        parts = tuple(
            BodyAdvice(**body_fields(r, plan, _pilots_at(pilots, r), shared, traces))  # type: ignore[arg-type]  # checked by the model
            for r in reasoned
            if r.part is not None and r.segment.id == held.segment.id
        )
        bodies = tuple(r for r in reasoned if r.segment.id == held.segment.id)
        segments.append(
            SegmentAdvice(
                **body_fields(held, plan, _pilots_at(pilots, held), shared, traces),  # type: ignore[arg-type]  # checked by the model
                goals_in_words=held.segment.goals_in_words,
                findings=tuple(f for f in findings if f.segment == held.segment.id),
                parts=parts,
                budget=budget_entry(region, bodies, pilots, plan),
            )
        )
    return segments


def _pilots_at(pilots: tuple[PilotEntry, ...], reasoned: Reasoned) -> tuple[str, ...]:
    return tuple(pilot.id for pilot in pilots if reasoned.path in pilot.scope)


def _findings(region: RegionProfile, only: str | None) -> tuple[FindingEntry, ...]:
    entries = []
    known = {segment.id for segment in region.segments}
    for finding in market.findings_of(region):
        name = finding.path.split("/")[1] if finding.path.startswith("segments/") else None
        segment = name if name in known else None
        if only is None or segment == only:
            said = Said(code=finding.code, values=dict(finding.values))
            entries.append(FindingEntry(path=finding.path, segment=segment, said=said))
    return tuple(entries)


def _region_stamp(region: RegionProfile) -> RegionStamp:
    planning = region.planning
    return RegionStamp(
        id=region.id,
        name=region.name,
        addressee=region.addressee,
        start=planning.start.isoformat() if planning.start else None,
        decisions_before=planning.decisions_before.isoformat() if planning.decisions_before else None,
        publication=planning.publication.isoformat() if planning.publication else None,
        owners=dict(sorted(region.owners.items())),
        house_terms=dict(sorted(region.house_terms.items())),
    )


def stamp_of(plan: Plan) -> RulebaseStamp:
    """Which rules: version, digest of the rules in force, and how many are not in force, by reason."""
    rules = [rule.model_dump(mode="json") for rule in plan.rules]
    left_out = Counter(entry.reason for entry in plan.left_out)
    return RulebaseStamp(
        version=RULEBASE_VERSION,
        digest=digest(sorted(rules, key=lambda rule: str(rule["id"]))),
        rules=len(rules),
        left_out=dict(sorted(left_out.items())),
    )
