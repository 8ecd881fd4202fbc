"""The entries of an advice about its planning and about people and money for the change. Days are ISO dates."""

from typing import Literal

from ..knowledge.options import Both
from .entries import Part


class PlanRoute(Part):
    """How segments are bought. ``possible`` names those for which this is one of several routes still level."""

    route: str
    segments: tuple[str, ...]
    possible: tuple[str, ...]


class LengthEntry(Part):
    """How long a step takes. ``judgement`` is law, source, own, or region when the region's file states it.

    ``reason`` is None for the region's own length, and for one that a source gives which did not exist on that day.
    """

    days: int
    judgement: Literal["law", "source", "own", "region"]
    reason: Both | None
    passages: tuple[str, ...]


class StatedDate(Part):
    """An end that the region's file states."""

    date: str
    basis: str
    source: str | None
    lines: str | None


class PlanStep(Part):
    """One step. ``length`` None: nobody knows how long it takes. Dates are None when they cannot be known.

    ``days_before_start`` counts from the end of the step to the start of the contracts, and is there without a start.
    ``counted`` says where the end comes from: stated, backwards from what follows, or forwards from what goes before.
    """

    id: str
    track: str
    name: Both
    owner: str
    each_municipality: bool
    after: tuple[str, ...]
    segments: tuple[str, ...]
    moment: bool
    length: LengthEntry | None
    begin: str | None
    end: str | None
    counted: Literal["stated", "backwards", "forwards"] | None
    latest: str | None
    slack_days: int | None
    days_before_start: int | None
    done: bool
    stated: StatedDate | None
    passages: tuple[str, ...]


class PlanConflict(Part):
    """Two things that cannot both hold: ``found`` lies ``days`` beyond ``limit``."""

    code: str
    severity: Literal["law", "order", "time"]
    step: str
    other: str | None
    precondition: Both | None
    segments: tuple[str, ...]
    days: int
    found: str
    limit: str
    passages: tuple[str, ...]


class PlanSlack(Part):
    """``days`` between the earliest possible start and the start; negative: too late by so many. None is unknown.

    ``stated_step`` is the step whose own stated date leaves the least room, with its days.
    """

    days: int | None
    earliest_start: str | None
    stated_step: str | None
    stated_days: int | None
    unknown: tuple[str, ...]
    """steps of unknown length on which it rests"""


class PlanSlip(Part):
    """What a later start would do."""

    months: int
    start: str
    slack_days: int | None
    gap_days: int | None
    """days between the end of the present contracts and that start; None when the end is unknown"""
    solved: tuple[PlanConflict, ...]
    added: tuple[PlanConflict, ...]
    left: int
    reason: Both | None
    """why this slip is tried; None when the sources that show it did not exist on that day"""
    passages: tuple[str, ...]


class PlanRest(Part):
    """Something that the planning rests on and that is no fact: a length of ours, or an answer that is only judged."""

    step: str
    why: Literal["own_length", "unknown_length", "judged", "assumed"]


class PlanQuestion(Part):
    code: str
    owner: str
    step: str | None


class PlanningAdvice(Part):
    """The planning of the region. Without a start there are no dates, only lengths and days before the start."""

    start: str | None
    municipalities: tuple[str, ...] | None
    """that have to decide each for themselves; None: not known"""
    routes: tuple[PlanRoute, ...]
    outside: tuple[str, ...]
    """segments that are not bought in this round"""
    steps: tuple[PlanStep, ...]
    slack: PlanSlack
    slip: PlanSlip | None
    conflicts: tuple[PlanConflict, ...]
    questions: tuple[PlanQuestion, ...]
    rests_on: tuple[PlanRest, ...]


class Span(Part):
    """From and to: hundredths of a fte, or cents."""

    low: int
    high: int


class ChangeYear(Part):
    """One year of a role. ``fte`` is the staff in it, ``fte_years`` what that comes to; None is unknown."""

    year: str
    fte: Span | None
    fte_years: Span | None


class ChangeRole(Part):
    id: str
    name: Both
    temporary: bool
    basis: Literal["estimate", "stated"]
    unknown: tuple[str, ...]
    years: tuple[ChangeYear, ...]
    fte_years: Span | None
    grows_with: tuple[tuple[str, int], ...]
    """what the line grows with, in basis points; own judgement"""
    reason: Both
    passages: tuple[str, ...]


class ChangeYearCost(Part):
    """Temporary staff of one year with its cost in cents."""

    year: str
    fte_years: Span | None
    cost: Span | None


class ChangeSize(Part):
    """How large the region is in one respect, beside the region of the source."""

    name: str
    here: int | None
    source: int
    passages: tuple[str, ...]


class ChangeRemark(Part):
    text: Both
    passages: tuple[str, ...]


class ChangeCostAdvice(Part):
    """People and money for the change. ``total`` is the cost of temporary staff in cents; None is unknown, and then
    ``at_least`` holds what the known lines come to. ``per_fte_year`` is what the source's own amount comes to."""

    basis: Literal["estimate", "stated", "none"]
    """none: on that day there was no source to estimate from"""
    roles: tuple[ChangeRole, ...]
    total: Span | None
    at_least: int | None
    per_year: tuple[ChangeYearCost, ...]
    per_fte_year: Span | None
    sizes: tuple[ChangeSize, ...]
    rests_on: tuple[str, ...]
    """sizes that nobody knows"""
    remarks: tuple[ChangeRemark, ...]
    not_included: tuple[Both, ...]
    checked: str
    """the month of our own judgement"""
    passages: tuple[str, ...]
