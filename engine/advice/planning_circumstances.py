"""What the planning needs to know: of the region, and of what its segments are advised."""

from collections.abc import Iterable
from datetime import date

from ..consequences.planning import Circumstances, Lead, LegalTerm, SegmentRoute
from ..knowledge.planning import Need, Route
from ..profile.answers import Answer
from ..profile.region import RegionProfile
from ..rulebase.plan import Plan
from .pilot_entries import PilotEntry
from .reasoned import Reasoned

ROUTE_OF_PROCEDURE: dict[str, Route] = {
    "procedure.sas": "sas",
    "procedure.regular_tender": "regular_tender",
    "procedure.open_house": "open_house",
    "procedure.subsidy": "subsidy",
    "procedure.direct": "direct",
    "procedure.extension": "extension",
}
ROUTE_OF_FORM: dict[str, Route] = {
    "form.open_house": "open_house",
    "form.tender": "sas",
    "form.consortium": "sas",
    "form.subsidy": "subsidy",
}
"""while no procedure is chosen; the act has SAS as the procedure for care (LAW-L2)"""
AWARD_MONTHS = "law.wmo_award_months"


def planning_circumstances(
    region: RegionProfile, reasoned: tuple[Reasoned, ...], pilots: tuple[PilotEntry, ...], plan: Plan
) -> Circumstances:
    """Days and routes of the segments that are bought; a segment without an answer has that of the region."""
    segments = [r for r in reasoned if r.part is None]
    bought = [r for r in segments if r.chosen("scope") in (None, "scope.in_round")]
    routes = tuple(route for held in bought for route in _routes_of(held))
    ends = [_nearest(region, held, "contract_end") for held in bought]
    days = [end.value for end in ends if end is not None and end.value is not None]
    first = bought[0] if bought else None
    return Circumstances(
        today=region.as_of,
        planning=region.planning,
        routes=routes,
        needs=frozenset(_needs(reasoned, pilots)),
        present_end=min(days, default=None),
        extension_left=_value(_nearest(region, first, "extension_left")),
        extension_agreed=_value(_nearest(region, first, "extension_agreed")),
        leads=tuple(_leads(bought)),
        pilots=tuple(pilot.id for pilot in pilots if pilot.carried),
        award_term=_award_term(plan),
        available=lambda passage: plan.library.available(passage, plan.as_of),
    )


def _award_term(plan: Plan) -> LegalTerm | None:
    months = plan.parameter(AWARD_MONTHS)
    return None if months is None else LegalTerm(months, plan.library.parameters[AWARD_MONTHS].passages)


def _routes_of(held: Reasoned) -> Iterable[SegmentRoute]:
    """The route of a segment; several when forms are level."""
    law = held.segment.law
    procedure = ROUTE_OF_PROCEDURE.get(held.chosen("procedure") or "")
    if held.chosen("extend") == "extend.extend_current":
        procedure = "extension"
    if procedure is not None:
        return (SegmentRoute(held.path, law, procedure, True),)
    chosen = held.chosen("form")
    forms = (chosen,) if chosen else held.decision.instruments["form"].ties
    routes = dict.fromkeys(ROUTE_OF_FORM[form] for form in forms if form in ROUTE_OF_FORM)
    if not routes:
        return (SegmentRoute(held.path, law, "unknown", True),)
    return tuple(SegmentRoute(held.path, law, route, len(routes) == 1) for route in routes)


def _needs(reasoned: tuple[Reasoned, ...], pilots: tuple[PilotEntry, ...]) -> Iterable[Need]:
    if any(pilot.carried for pilot in pilots):
        yield "pilots"
    if any(r.chosen("supplier_organisation") == "supplier_organisation.regional" for r in reasoned):
        yield "regional_supplier_management"
    if any((r.chosen("funding") or "").startswith("funding.task") for r in reasoned):
        yield "task_funding"


def _leads(bought: list[Reasoned]) -> Iterable[Lead]:
    """Preconditions of what is advised that can be built and are not known to be met, each once."""
    found: dict[str, Lead] = {}
    for held in bought:
        for p in held.decision.preconditions.get(held.chosen("funding") or "", ()):
            months = p.lead_months
            if p.class_ != "buildable" or p.state == "met" or not months:
                continue
            before = found.get(p.id)
            rule = p.rules[0]
            found[p.id] = Lead(
                id=p.id,
                label=rule.label,
                months=max(months, before.months if before else 0),
                owner=rule.owner,
                segments=(*(before.segments if before else ()), held.path),
                rules=tuple(dict.fromkeys((*(before.rules if before else ()), *(r.id for r in p.rules)))),
            )
    return found.values()


def _nearest(region: RegionProfile, held: Reasoned | None, question: str) -> Answer[date] | None:
    """An answer about the present contracts: that of the segment, else that of the region."""
    own = getattr(held.segment.present, question) if held is not None else None
    found: Answer[date] | None = own if own is not None else getattr(region.present, question)
    return found


def _value(answer: Answer[date] | None) -> bool | None:
    return None if answer is None else bool(answer.value) if answer.value is not None else None
