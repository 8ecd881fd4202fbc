"""The planning of the region: what its segments are advised decides the steps, the profile gives the dates."""

from collections.abc import Iterable
from datetime import date

from ..consequences.conflicts import Conflict, conflicts_of
from ..consequences.planning import SegmentRoute, TakenStep, Timetable, slipped, timetable_of
from ..knowledge.planning import PlanningFile
from ..profile.region import RegionProfile
from ..rulebase.plan import Plan
from .pilot_entries import PilotEntry
from .planning_circumstances import planning_circumstances
from .planning_entries import (
    LengthEntry,
    PlanConflict,
    PlanningAdvice,
    PlanQuestion,
    PlanRest,
    PlanRoute,
    PlanSlack,
    PlanSlip,
    PlanStep,
    StatedDate,
)
from .reasoned import Reasoned


def planning_of(
    region: RegionProfile, reasoned: tuple[Reasoned, ...], pilots: tuple[PilotEntry, ...], plan: Plan
) -> PlanningAdvice:
    """The steps that the advised forms ask for, with dates, slack, conflicts, and what a later start would do."""
    file = plan.library.planning
    held = planning_circumstances(region, reasoned, pilots, plan)
    table = timetable_of(file, held)
    conflicts = conflicts_of(file, table)
    municipalities = region.place.municipalities
    return PlanningAdvice(
        start=_iso(held.start),
        municipalities=municipalities.value if municipalities else None,
        routes=_routes(held.routes),
        outside=tuple(r.path for r in reasoned if r.part is None and r.path not in {s.path for s in held.routes}),
        steps=tuple(_step(step, region, plan) for step in table.steps),
        slack=_slack(table),
        slip=_slip(file, table, conflicts, plan),
        conflicts=tuple(_conflict(c, plan) for c in conflicts),
        questions=tuple(_questions(table, region)),
        rests_on=tuple(_rests_on(table, region)),
    )


def _routes(routes: tuple[SegmentRoute, ...]) -> tuple[PlanRoute, ...]:
    names = dict.fromkeys(held.route for held in routes)
    return tuple(
        PlanRoute(
            route=name,
            segments=tuple(r.path for r in routes if r.route == name and r.firm),
            possible=tuple(r.path for r in routes if r.route == name and not r.firm),
        )
        for name in names
    )


def _step(step: TakenStep, region: RegionProfile, plan: Plan) -> PlanStep:
    entry, dated = step.entry, step.dated
    end = dated.end if dated else step.stated_end
    return PlanStep(
        id=step.id,
        track=entry.track,
        name=entry.name,
        owner=entry.owner,
        each_municipality=entry.each_municipality,
        after=step.after,
        segments=tuple(dict.fromkeys(route.path for route in step.routes)),
        moment=entry.moment,
        length=_length(step, plan),
        begin=_iso(dated.begin) if dated else None,
        end=_iso(end),
        counted=dated.counted if dated else "stated" if end else None,
        latest=_iso(dated.latest) if dated else None,
        slack_days=dated.slack if dated else None,
        days_before_start=step.days_before_start,
        done=dated.done if dated else end is not None and end <= region.as_of,
        stated=_stated(step, region),
        passages=_available(entry.passages, plan),
    )


def _length(step: TakenStep, plan: Plan) -> LengthEntry | None:
    if step.days is None or step.entry.moment:
        return None
    if step.length is None:
        return LengthEntry(days=step.days, judgement="region", reason=None, passages=())
    held = step.length
    if step.later:
        return LengthEntry(days=step.days, judgement="own", reason=None, passages=())
    passages = _available(held.passages, plan)
    return LengthEntry(days=step.days, judgement=held.judgement, reason=held.reason, passages=passages)


def _stated(step: TakenStep, region: RegionProfile) -> StatedDate | None:
    if step.stated_end is None:
        return None
    held = (region.planning.steps or {}).get(step.id)
    answer = held.ends if held is not None and held.ends is not None else None
    if answer is None and step.id == "present_end":
        answer = region.present.contract_end
    if answer is None:
        return StatedDate(date=step.stated_end.isoformat(), basis="stated", source=region.source, lines=None)
    source = answer.source or region.source
    return StatedDate(date=step.stated_end.isoformat(), basis=answer.basis, source=source, lines=answer.lines)


def _slack(table: Timetable) -> PlanSlack:
    start = table.step("start")
    earliest = start.dated.earliest if start is not None and start.dated is not None and not start.dated.done else None
    leading = set(_leading(table, "start"))
    named, days = table.stated_slack or (None, None)
    return PlanSlack(
        days=table.slack,
        earliest_start=_iso(earliest),
        stated_step=named,
        stated_days=days,
        unknown=tuple(s.id for s in table.steps if s.days is None and s.id in leading),
    )


def _leading(table: Timetable, name: str) -> Iterable[str]:
    waiting, seen = [name], set()
    while waiting:
        step = next((s for s in table.steps if s.id == waiting[-1]), None)
        waiting.pop()
        for other in step.after if step else ():
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return seen


def _slip(file: PlanningFile, table: Timetable, conflicts: tuple[Conflict, ...], plan: Plan) -> PlanSlip | None:
    later = slipped(file, table.circumstances)
    if later is None or later.circumstances.start is None:
        return None
    then = conflicts_of(file, later)
    known = all(plan.library.available(passage, plan.as_of) for passage in file.slip.passages)
    now_keys, then_keys = {c.key for c in conflicts}, {c.key for c in then}
    return PlanSlip(
        months=file.slip.months,
        start=later.circumstances.start.isoformat(),
        slack_days=later.slack,
        gap_days=later.circumstances.gap,
        solved=tuple(_conflict(c, plan) for c in conflicts if c.key not in then_keys),
        added=tuple(_conflict(c, plan) for c in then if c.key not in now_keys),
        left=sum(1 for c in then if c.key in now_keys),
        reason=file.slip.reason if known else None,
        passages=file.slip.passages if known else (),
    )


def _conflict(held: Conflict, plan: Plan) -> PlanConflict:
    return PlanConflict(
        code=held.code,
        severity=held.severity,
        step=held.step,
        other=held.other,
        precondition=held.lead.label if held.lead else None,
        segments=held.lead.segments if held.lead else (),
        days=held.days,
        found=held.found.isoformat(),
        limit=held.limit.isoformat(),
        passages=_available(held.passages, plan),
    )


def _questions(table: Timetable, region: RegionProfile) -> Iterable[PlanQuestion]:
    """What has to be known first, the start before all."""
    held = table.circumstances
    if held.start is None:
        yield PlanQuestion(code="start", owner="board", step="start")
    if held.present_end is None:
        yield PlanQuestion(code="present_end", owner="contract_team", step="present_end")
    if region.place.municipalities is None or region.place.municipalities.value is None:
        yield PlanQuestion(code="municipalities", owner="programme", step=None)
    for step in table.steps:
        if step.days is None and step.stated_end is None:
            yield PlanQuestion(code="length", owner=step.entry.owner, step=step.id)
    if table.step("pilot_decision") and table.end("pilot_decision") is None:
        yield PlanQuestion(code="pilot_decision", owner="board", step="pilot_decision")


def _rests_on(table: Timetable, region: RegionProfile) -> Iterable[PlanRest]:
    for step in table.steps:
        if step.length is not None and (step.later or step.length.judgement == "own"):
            yield PlanRest(step=step.id, why="own_length")
        elif step.days is None:
            yield PlanRest(step=step.id, why="unknown_length")
        stated = _stated(step, region)
        if stated is not None and stated.basis == "judged":
            yield PlanRest(step=step.id, why="judged")
        elif stated is not None and stated.basis == "assumed":
            yield PlanRest(step=step.id, why="assumed")


def _available(passages: tuple[str, ...], plan: Plan) -> tuple[str, ...]:
    return tuple(p for p in passages if plan.library.available(p, plan.as_of))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
