"""The planning of a region: which steps apply, when each has to be finished, what slack there is and what conflicts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from ..knowledge.options import Both
from ..knowledge.planning import PURCHASE, Length, Need, PlanningFile, Route, StepEntry
from ..profile.planning_steps import STEP_OF_DATE, StepId
from ..profile.region import OwnerRole, Planning
from ..profile.segment_rooms import Law
from .calendar import add_months
from .network import Activity, Dated, Network

TENDERS: tuple[Route, ...] = ("sas", "regular_tender")
GIVEN: tuple[StepId, ...] = ("start", "present_end")
SOME_START = date(2023, 1, 1)
"""a start to count lengths back from when nobody knows the real one; only differences to it are used"""


@dataclass(frozen=True)
class SegmentRoute:
    """How a segment is bought. ``firm`` is false for one of several routes that are still level."""

    path: str
    law: Law
    route: Route
    firm: bool


@dataclass(frozen=True)
class Lead:
    """A precondition that can be built, with the months that it takes; it has to be there at the publication."""

    id: str
    label: Both
    months: int
    owner: OwnerRole
    segments: tuple[str, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True)
class LegalTerm:
    months: int
    passages: tuple[str, ...]


@dataclass(frozen=True)
class Circumstances:
    """What is known of the region, as far as its planning needs it."""

    today: date
    planning: Planning
    routes: tuple[SegmentRoute, ...]
    needs: frozenset[Need]
    """what holds of the region; ``bridge`` is found here and not given"""
    present_end: date | None
    extension_left: bool | None
    extension_agreed: bool | None
    leads: tuple[Lead, ...]
    pilots: tuple[str, ...]
    """ids of the pilots that the region can carry"""
    award_term: LegalTerm | None
    """whole months before the start by which a Wmo contract has to be awarded; None when none was in force"""
    available: Callable[[str], bool]
    """whether a passage existed on the day of the advice"""

    @property
    def start(self) -> date | None:
        return self.ends_of("start")

    def ends_of(self, step: StepId) -> date | None:
        """The end of a step as the region states it."""
        held = (self.planning.steps or {}).get(step)
        if held is not None and held.ends is not None and held.ends.value is not None:
            return held.ends.value
        if step == "present_end":
            return self.present_end
        field = STEP_OF_DATE.get(step)
        return getattr(self.planning, field) if field else None

    def left_out(self, step: StepId) -> bool:
        held = (self.planning.steps or {}).get(step)
        if held is None:
            return False
        return bool((held.ends and not held.ends.applies) or (held.days and not held.days.applies))

    @property
    def gap(self) -> int | None:
        """Days between the end of the present contracts and the new start on which there is no contract."""
        if self.start is None or self.present_end is None:
            return None
        return max(0, (self.start - self.present_end).days - 1)


@dataclass(frozen=True)
class TakenStep:
    """A step that applies: its length (None: nobody knows), for which segments, and its dates.

    ``days_before_start`` counts from the end of the step to the start of the contracts, also when none is known.
    """

    id: StepId
    entry: StepEntry
    days: int | None
    length: Length | None
    """where the length comes from; None when the region states it, when nobody knows it, or for a moment"""
    later: bool
    """the source that gives the length did not exist on the day of the advice: it is then our own judgement"""
    after: tuple[StepId, ...]
    routes: tuple[SegmentRoute, ...]
    dated: Dated | None
    """None when the start is not known"""
    stated_end: date | None
    days_before_start: int | None


@dataclass(frozen=True)
class Timetable:
    circumstances: Circumstances
    steps: tuple[TakenStep, ...]
    slack: int | None
    """days by which the earliest possible start lies before the start; negative: it is too late by so many days"""
    stated_slack: tuple[StepId, int] | None
    """of the ends that the region states itself, the one that leaves the least room, and how many days"""

    def step(self, name: StepId) -> TakenStep | None:
        return next((held for held in self.steps if held.id == name), None)

    def end(self, name: StepId) -> date | None:
        """The planned end of a step; None when it is unknown or the step does not apply."""
        held = self.step(name)
        if held is None:
            return None
        return held.dated.end if held.dated is not None else held.stated_end


def timetable_of(file: PlanningFile, held: Circumstances) -> Timetable:
    """All steps that apply with their dates, counted back from the start of the contracts."""
    if held.gap or any(route.route == "extension" for route in held.routes):
        held = replace(held, needs=held.needs | {"bridge"})
    taken = [name for name, entry in file.steps.items() if _applies(name, entry, held)]
    after = _after(file, taken)
    lengths = {name: _length(name, file.steps[name], held) for name in taken}
    relative = _network(taken, after, lengths, {"start": SOME_START}, date.min).dated
    dated: Mapping[str, Dated] | None = None
    if held.start is not None:
        ends = {name: day for name in taken if (day := held.ends_of(name)) is not None}
        dated = _network(taken, after, lengths, ends, held.today).dated
    steps = []
    for name in taken:
        entry, (days, length) = file.steps[name], lengths[name]
        end, start = (dated[name].end, held.start) if dated and held.start else (relative[name].end, SOME_START)
        steps.append(
            TakenStep(
                id=name,
                entry=entry,
                days=days,
                length=length,
                later=length is not None and not _known(length, held),
                after=after[name],
                routes=_routes(entry, held),
                dated=dated[name] if dated else None,
                stated_end=held.ends_of(name),
                days_before_start=(start - end).days if end else None,
            )
        )
    of_start = dated.get("start") if dated else None  # a region may say that it takes no such step
    return Timetable(held, tuple(steps), of_start.slack if of_start else None, _stated_slack(steps))


def slipped(file: PlanningFile, held: Circumstances) -> Timetable | None:
    """The same planning when the start moves by the months of ``slip``; None without a start."""
    if held.start is None:
        return None
    later = add_months(held.start, file.slip.months)
    if later is None:
        return None
    steps = {name: step for name, step in (held.planning.steps or {}).items() if name != "start"}
    planning = held.planning.model_copy(update={"start": later, "steps": steps})
    return timetable_of(file, replace(held, planning=planning))


# Which steps


def _applies(name: StepId, entry: StepEntry, held: Circumstances) -> bool:
    if held.left_out(name) or not set(entry.needs) <= held.needs:
        return False
    return "any" in entry.routes or bool(_routes(entry, held))


def _routes(entry: StepEntry, held: Circumstances) -> tuple[SegmentRoute, ...]:
    """The segments for which the step is taken."""
    wanted = (*PURCHASE, "extension") if "any" in entry.routes else entry.routes
    return tuple(route for route in held.routes if route.route in wanted)


def _after(file: PlanningFile, taken: list[StepId]) -> dict[StepId, tuple[StepId, ...]]:
    """What each step waits for; through a step that is not taken it waits for what that one waits for."""
    through: dict[StepId, tuple[StepId, ...]] = {}
    for name, entry in file.steps.items():
        waits: dict[StepId, None] = {}
        for other in entry.after:
            waits |= dict.fromkeys((other,) if other in taken else through[other])
        through[name] = tuple(waits)
    return {name: through[name] for name in taken}


# How long


def _length(name: StepId, entry: StepEntry, held: Circumstances) -> tuple[int | None, Length | None]:
    """The days that a step takes, as the region states it, else as the first length that fits here."""
    stated = (held.planning.steps or {}).get(name)
    if stated is not None and stated.days is not None:
        return stated.days.value, None
    if entry.moment:
        return 0, None
    routes = _routes(entry, held)
    for length in entry.lengths:
        fitting = [r for r in routes if not length.routes or r.route in length.routes]
        elsewhere = length.routes and not fitting
        other_act = length.law and all(r.law != length.law for r in fitting)
        if not elsewhere and not other_act:
            return length.total, length
    return None, None


def _known(length: Length, held: Circumstances) -> bool:
    return all(held.available(passage) for passage in length.passages)


def _network(
    taken: list[StepId],
    after: Mapping[StepId, tuple[StepId, ...]],
    lengths: Mapping[StepId, tuple[int | None, Length | None]],
    ends: Mapping[StepId, date],
    today: date,
) -> Network:
    return Network(
        (Activity(name, after[name], lengths[name][0], ends.get(name), name in GIVEN) for name in taken), today
    )


def _stated_slack(steps: list[TakenStep]) -> tuple[StepId, int] | None:
    held = [
        (step.dated.slack, number, step.id)
        for number, step in enumerate(steps)
        if step.dated is not None
        and step.dated.slack is not None
        and step.dated.counted == "stated"
        and step.id not in GIVEN
    ]
    return (min(held)[2], min(held)[0]) if held else None
