"""What cannot go together in a planning: each conflict with its step, its days, and the passage behind it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..knowledge.planning import PlanningFile
from ..profile.planning_steps import StepId
from .calendar import add_days, add_months
from .planning import GIVEN, TENDERS, Lead, Timetable

Code = Literal[
    "start_past",
    "award_too_late",
    "notice_too_late",
    "gap",
    "gap_without_extension",
    "before_predecessor",
    "precondition_too_late",
    "pilot_after_decision",
    "pilot_misses_round",
    "end_past",
    "begin_past",
]
Severity = Literal["law", "order", "time"]
SEVERITY: dict[Code, Severity] = {
    "award_too_late": "law",
    "notice_too_late": "law",
    "start_past": "order",
    "gap": "order",
    "gap_without_extension": "order",
    "before_predecessor": "order",
    "precondition_too_late": "order",
    "pilot_after_decision": "order",
    "pilot_misses_round": "order",
    "end_past": "time",
    "begin_past": "time",
}
"""law: a legal term; order: two dates that cannot both hold; time: too little is left as of today"""
ORDER: tuple[Severity, ...] = ("law", "order", "time")


@dataclass(frozen=True)
class Conflict:
    """``step`` has to move by ``days``, or what it is held against has to: a step, a day, or a precondition."""

    code: Code
    step: StepId
    days: int
    found: date
    limit: date
    other: StepId | None = None
    lead: Lead | None = None
    passages: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        return SEVERITY[self.code]

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes it the same conflict in another planning of the same region."""
        return self.code, self.step, self.other or "", self.lead.id if self.lead else ""


def conflicts_of(file: PlanningFile, table: Timetable) -> tuple[Conflict, ...]:
    """Law first, then dates that cannot both hold, then what should have been done; each in the order of the steps."""
    today, start = table.circumstances.today, table.circumstances.start
    if start is not None and start <= today:
        return (Conflict("start_past", "start", (today - start).days, start, today),)
    found = [
        *_award(table),
        *_notice(file, table),
        *_gap(table),
        *_order(table),
        *_preconditions(table),
        *_pilots(table),
        *_past(table),
    ]
    order = {name: number for number, name in enumerate(file.steps)}
    return tuple(sorted(found, key=lambda c: (ORDER.index(c.severity), order[c.step], c.key)))


def _award(table: Timetable) -> Iterator[Conflict]:
    """The Wmo asks the award some whole months before the start; a month is that of the calendar."""
    start, award, term = table.circumstances.start, table.end("award"), table.circumstances.award_term
    wmo = any(r.law == "wmo2015" and r.route in TENDERS for r in table.circumstances.routes)
    if start is None or award is None or term is None or not wmo:
        return
    limit = add_months(start, -term.months)
    if limit is not None and award > limit:
        yield Conflict("award_too_late", "award", (award - limit).days, award, limit, "start", passages=term.passages)


def _notice(file: PlanningFile, table: Timetable) -> Iterator[Conflict]:
    award, notice = table.end("award"), table.step("award_notice")
    legal = next((length for length in file.steps["award_notice"].lengths if length.judgement == "law"), None)
    if award is None or notice is None or notice.stated_end is None or legal is None:
        return
    limit = add_days(award, legal.total)
    if limit is not None and notice.stated_end > limit:
        days = (notice.stated_end - limit).days
        yield Conflict(
            "notice_too_late", "award_notice", days, notice.stated_end, limit, "award", passages=legal.passages
        )


def _gap(table: Timetable) -> Iterator[Conflict]:
    """Days without a contract; an extension that was agreed, or its stated signing, closes them."""
    held = table.circumstances
    last = add_days(held.start, -1) if held.start else None
    if not held.gap or held.extension_agreed or last is None or held.present_end is None:
        return
    code: Code = "gap_without_extension" if held.extension_left is False else "gap"
    yield Conflict(code, "present_end", held.gap, held.present_end, last, "start")


def _order(table: Timetable) -> Iterator[Conflict]:
    """A step that ends after one begins that waits for it."""
    for step in table.steps:
        if step.dated is None:
            yield from _stated_order(table, step.id)
            continue
        if step.dated.done:
            continue
        limit = step.dated.begin or step.dated.end
        for name in step.after:
            end = table.end(name)
            if limit is not None and end is not None and end > limit:
                yield Conflict("before_predecessor", name, (end - limit).days, end, limit, step.id)


def _stated_order(table: Timetable, name: StepId) -> Iterator[Conflict]:
    """Without a start only the ends that the region states can be held against each other."""
    limit = table.circumstances.ends_of(name)
    for other in _ancestors(table, name) if limit else ():
        end = table.circumstances.ends_of(other)
        if limit is not None and end is not None and end > limit:
            yield Conflict("before_predecessor", other, (end - limit).days, end, limit, name)


def _ancestors(table: Timetable, name: StepId) -> tuple[StepId, ...]:
    found: dict[StepId, None] = {}
    waiting = [name]
    while waiting:
        step = table.step(waiting.pop())
        for other in step.after if step else ():
            if other not in found:
                found[other] = None
                waiting.append(other)
    return tuple(found)


def _preconditions(table: Timetable) -> Iterator[Conflict]:
    """What has to be built before the publication and takes longer than until then."""
    step: StepId = "publication" if table.step("publication") else "publication_decision"
    limit = table.end(step)
    for lead in table.circumstances.leads if limit else ():
        ready = add_months(table.circumstances.today, lead.months)
        if limit is not None and ready is not None and table.circumstances.today < limit < ready:
            yield Conflict("precondition_too_late", step, (ready - limit).days, ready, limit, lead=lead)


def _pilots(table: Timetable) -> Iterator[Conflict]:
    if not table.circumstances.pilots:
        return
    ends, decision = table.end("pilot_run"), table.end("pilot_decision")
    if ends is not None and decision is not None and ends > decision:
        days = (ends - decision).days
        yield Conflict("pilot_after_decision", "pilot_run", days, ends, decision, "pilot_decision")
    partners, publication = table.end("pilot_partners"), table.end("publication")
    if partners is not None and publication is not None and partners > publication:
        days = (partners - publication).days
        yield Conflict("pilot_misses_round", "pilot_partners", days, partners, publication, "publication")


def _past(table: Timetable) -> Iterator[Conflict]:
    """Steps that should have been finished or begun; one of which the region states the end is under its own eyes."""
    today = table.circumstances.today
    for step in table.steps:
        dated = step.dated
        if dated is None or dated.done or dated.counted != "backwards" or step.id in GIVEN or dated.end is None:
            continue
        if dated.end < today:
            yield Conflict("end_past", step.id, (today - dated.end).days, dated.end, today)
        elif dated.begin is not None and dated.begin < today:
            yield Conflict("begin_past", step.id, (today - dated.begin).days, dated.begin, today)
