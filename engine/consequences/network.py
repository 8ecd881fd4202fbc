"""A network of steps and its dates: backwards from what is fixed, else forwards from what goes before.

A step with an end that somebody stated is fixed. A step that leads to a fixed one is planned as late as that allows.
A step that leads to none begins when those before it are finished. A length that nobody knows leaves every date that
needs it unknown. Dates are counted in whole days; a step that ends on a day lets the next begin on that day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from .calendar import add_days

Counted = Literal["stated", "backwards", "forwards"]


@dataclass(frozen=True)
class Activity:
    """A step: what it waits for, how long it takes (None: nobody knows), and when it ends if somebody said so.

    ``given``: the day is not planned but given, such as the start of the contracts; it is what others are planned to.
    """

    id: str
    after: tuple[str, ...] = ()
    days: int | None = None
    ends: date | None = None
    given: bool = False


@dataclass(frozen=True)
class Dated:
    """A step with its dates; None is unknown.

    ``latest`` is the day on which it has to be finished for what comes after it, ``earliest`` the day on which it can
    be when everything that is not finished begins at once. ``slack`` is what lies between them, in days; for a step of
    which the end was stated it is what lies between that end and the latest.
    """

    begin: date | None
    end: date | None
    counted: Counted | None
    latest: date | None
    earliest: date | None
    slack: int | None
    done: bool


class Network:
    """The dates of all steps as of a day. Every step stands behind those that it waits for."""

    def __init__(self, activities: Iterable[Activity], today: date) -> None:
        self.activities: dict[str, Activity] = {held.id: held for held in activities}
        self.today = today
        self.before: dict[str, list[str]] = {name: [] for name in self.activities}
        """the steps that wait for a step"""
        for held in self.activities.values():
            for name in held.after:
                self.before[name].append(held.id)

    @cached_property
    def dated(self) -> dict[str, Dated]:
        ends, latest = self._ends
        return {
            name: Dated(
                begin=_earlier(ends[name][0], held.days),
                end=ends[name][0],
                counted=ends[name][1],
                latest=latest[name],
                earliest=self._earliest[name],
                slack=self._slack(held, latest[name]),
                done=name in self.done,
            )
            for name, held in self.activities.items()
        }

    def _slack(self, held: Activity, latest: date | None) -> int | None:
        last = held.ends if held.given and held.after else latest
        ready = held.ends if held.ends is not None and not held.given else self._earliest[held.id]
        return None if held.id in self.done or last is None or ready is None else (last - ready).days

    @cached_property
    def done(self) -> frozenset[str]:
        """Steps that were finished by today: somebody said so, or a step that waits for them is finished."""
        done: set[str] = set()
        for name in reversed(self.activities):
            ends = self.activities[name].ends
            if (ends is not None and ends <= self.today) or any(later in done for later in self.before[name]):
                done.add(name)
        return frozenset(done)

    @cached_property
    def _ends(self) -> tuple[dict[str, tuple[date | None, Counted | None]], dict[str, date | None]]:
        """The planned end of each step with how it was found, and the latest end."""
        ends: dict[str, tuple[date | None, Counted | None]] = {}
        latest: dict[str, date | None] = {}
        leading: set[str] = set()
        for name in reversed(self.activities):
            held = self.activities[name]
            fixed = [later for later in self.before[name] if later in leading]
            begins = [_earlier(ends[later][0], self.activities[later].days) for later in fixed]
            latest[name] = _first(begins)
            if held.ends is not None:
                ends[name] = held.ends, "stated"
            elif latest[name] is not None:
                ends[name] = latest[name], "backwards"
            else:
                ends[name] = None, None
            if held.ends is not None or fixed:
                leading.add(name)
        for name, held in self.activities.items():  # what leads nowhere, or to something of which the length is unknown
            if ends[name][0] is None and held.after and held.days is not None:
                begin = _last([ends[other][0] for other in held.after])
                if begin is not None:
                    ends[name] = add_days(begin, held.days), "forwards"
        return ends, latest

    @cached_property
    def _earliest(self) -> dict[str, date | None]:
        """When each step can be finished if all begin at once.

        A step that waits for nothing unfinished may be under way: the end that was said of it counts when it is sooner.
        """
        found: dict[str, date | None] = {}
        for name, held in self.activities.items():
            ready = _last([self.today, *(found[other] for other in held.after)])
            soonest = None if ready is None or held.days is None else add_days(ready, held.days)
            if name in self.done:
                found[name] = min(held.ends or self.today, self.today)
            elif held.ends is not None and all(other in self.done for other in held.after):
                found[name] = min(held.ends, soonest or held.ends)
            else:
                found[name] = soonest
        return found


def _earlier(end: date | None, days: int | None) -> date | None:
    return None if end is None or days is None else add_days(end, -days)


def _first(days: list[date | None]) -> date | None:
    """The first of the days; None when there are none or one is unknown."""
    known = [day for day in days if day is not None]
    return min(known) if known and len(known) == len(days) else None


def _last(days: list[date | None]) -> date | None:
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None
