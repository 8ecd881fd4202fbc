"""People and money for the change, from the sizes of the region and what its file states itself."""

from ..consequences.change_cost import ChangeCost, RoleLine, Span, Stated, change_cost_of
from ..knowledge.change_cost import ChangeCostFile, Driver
from ..profile.planning_steps import Role
from ..profile.region import RegionProfile
from ..rulebase.plan import Plan
from . import planning_entries as entries
from .reasoned import Reasoned

NEW_YEAR = (1, 1)


def change_cost(region: RegionProfile, reasoned: tuple[Reasoned, ...], plan: Plan) -> entries.ChangeCostAdvice:
    """The estimate for this region; lines that its file states replace those that we estimate."""
    file = plan.library.change_cost
    sizes = sizes_of(region, reasoned)
    total = region.change.temporary_cost
    start = region.planning.start
    # the years of the source begin on 1 January; with another start they are years before and after it
    year = start.year if start is not None and (start.month, start.day) == NEW_YEAR else None
    known = all(plan.library.available(passage, plan.as_of) for passage in file.temporary_cost.passages)
    held = change_cost_of(file, sizes, _stated(region), total.value if total else None, year, known)
    return _entry(held, file, plan, known)


def sizes_of(region: RegionProfile, reasoned: tuple[Reasoned, ...]) -> dict[Driver, int | None]:
    """Segments of this round, municipalities, and registrations over these segments; None where one is unknown.

    A segment of which registrations were not counted counts its providers. Providers of several segments count in each:
    they bid for each.
    """
    bought = [r.segment for r in reasoned if r.part is None and r.chosen("scope") in (None, "scope.in_round")]
    municipalities = region.place.municipalities
    counted: list[int | None] = []
    for segment in bought:
        answers = (segment.market.registrations, segment.market.providers)
        counted.append(next((a.value for a in answers if a is not None and a.value is not None), None))
    known = [n for n in counted if n is not None]
    return {
        "segments": len(bought),
        "municipalities": len(municipalities.value) if municipalities and municipalities.value else None,
        "registrations": sum(known) if len(known) == len(counted) else None,
    }


def _stated(region: RegionProfile) -> Stated:
    answers = {role: getattr(region.change, role) for role in ROLES}
    return {role: answer.value for role, answer in answers.items() if answer is not None and answer.value is not None}


ROLES: tuple[Role, ...] = ("regular", "purchase", "programme")


def _entry(held: ChangeCost, file: ChangeCostFile, plan: Plan, known: bool) -> entries.ChangeCostAdvice:
    """``known``: the source existed on the day of the advice, so there is something to estimate from."""
    unknown = dict.fromkeys(name for line in held.lines for name in line.unknown)
    return entries.ChangeCostAdvice(
        basis="stated" if held.stated_total else "estimate" if known else "none",
        roles=tuple(_role(line, plan) for line in held.lines),
        total=_span(held.total),
        at_least=held.at_least,
        per_year=tuple(
            entries.ChangeYearCost(year=year, fte_years=_span(fte), cost=_span(cost))
            for year, fte, cost in held.per_year
        ),
        per_fte_year=_span(held.per_fte_year) if known else None,
        sizes=tuple(
            entries.ChangeSize(
                name=name, here=held.sizes[name], source=there.value, passages=_available(there.passages, plan)
            )
            for name, there in file.reference.items()
            if known
        ),
        rests_on=tuple(unknown),
        remarks=tuple(
            entries.ChangeRemark(text=remark.text, passages=_available(remark.passages, plan))
            for remark in file.remarks
            if known
        ),
        not_included=file.not_included,
        checked=file.checked.isoformat()[: len("2026-11")],
        passages=_available(file.temporary_cost.passages, plan),
    )


def _role(line: RoleLine, plan: Plan) -> entries.ChangeRole:
    return entries.ChangeRole(
        id=line.role,
        name=line.entry.name,
        temporary=line.entry.temporary,
        basis="stated" if line.stated else "estimate",
        unknown=line.unknown,
        years=tuple(
            entries.ChangeYear(year=held.year, fte=_span(held.fte), fte_years=_span(held.fte_years))
            for held in line.years
        ),
        fte_years=_span(line.fte_years),
        grows_with=tuple((part.by, part.share) for part in line.entry.scales),
        reason=line.entry.reason,
        passages=_available(line.entry.passages, plan),
    )


def _span(held: Span | None) -> entries.Span | None:
    return None if held is None else entries.Span(low=held[0], high=held[1])


def _available(passages: tuple[str, ...], plan: Plan) -> tuple[str, ...]:
    return tuple(p for p in passages if plan.library.available(p, plan.as_of))
