"""The decision of the instruments of a stage over rows.

There is no second decision here: ``engine.decision`` decides once for every *distinct* pattern of what its decision
rests on, and the result goes to all rows that have the pattern.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..decision.instrument import DecidedAt
from ..decision.look_ahead import LookAhead
from ..decision.readiness import Status
from ..decision.within_stage import Circumstances, Decided, Ready, WithinStage
from ..rulebase.plan import Plan, Stage
from .columns import Flags, Table
from .patterns import Groups, alike, bits

MOST_KEPT = 50_000
"""patterns that are remembered per instrument: what bounds memory when hardly any come back"""
NONE = -1
Barred = tuple[tuple[str, tuple[str, ...]], ...]
"""options that fell, each with the rules behind"""
Codes = NDArray[np.int8]
"""options by their place among those of the instrument; NONE where nothing is chosen"""


@dataclass(frozen=True)
class Settled:
    """What was decided for one instrument, without the reasons: as in ``InstrumentDecision`` and ``Decided``."""

    chosen: str | None
    taken: tuple[str, ...]
    on_reading: frozenset[str]
    decided_at: DecidedAt
    ties: tuple[str, ...]
    statuses: tuple[tuple[str, Status], ...]
    dead_end: bool


def settled_of(decided: Decided) -> Settled:
    held = decided.decision
    return Settled(
        held.chosen,
        held.taken,
        held.on_reading,
        held.decided_at,
        held.ties,
        tuple(decided.statuses.items()),
        decided.dead_end,
    )


@dataclass(frozen=True)
class Choices:
    """One instrument over rows: ``outcomes`` holds what was decided, ``group`` which of these each row has.

    ``codes`` is the option chosen by row.
    """

    outcomes: Sequence[Settled]
    group: Groups
    codes: Codes

    def by_row(self, number: Mapping[Settled, int] | Sequence[int], kind: type[np.generic]) -> NDArray[Any]:
        """A number by row: one for every outcome, in their order."""
        held = [number[o] for o in self.outcomes] if isinstance(number, Mapping) else number
        return np.array(held, kind)[self.group]


@dataclass(frozen=True)
class Surroundings:
    """Circumstances by row: the distinct ones, and which of them each row has."""

    distinct: tuple[Circumstances, ...]
    of_row: NDArray[np.int32]


class BulkWithin:
    """Decides the instruments of one stage over rows."""

    def __init__(self, plan: Plan, stage: Stage, look_ahead: LookAhead) -> None:
        self._plan, self._stage, self._look_ahead = plan, stage, look_ahead
        self._options = {name: plan.library.options.of(name) for name in plan.library.options.instruments}
        self._within = WithinStage(plan, stage)
        self.names = self._within.names
        concerning, stating = self._within.concerning, self._within.stating
        self._stating = {name: np.array(sorted(stating[name]), np.intp) for name in self.names}
        self._arguing = {name: np.array(sorted(concerning[name] - stating[name]), np.intp) for name in self.names}
        self._known: dict[str, dict[bytes, Settled]] = {name: {} for name in self.names}
        self._known_ready: dict[str, dict[bytes, int]] = {name: {} for name in self.names}
        self._ready: dict[str, dict[tuple[Status, ...], tuple[int, Ready]]] = {name: {} for name in self.names}
        self._interned: dict[Settled, Settled] = {}
        self._barred_numbers: dict[str, dict[Barred, int]] = {name: {} for name in self.names}
        self._bearing_numbers: dict[str, dict[Circumstances, int]] = {name: {} for name in self.names}
        self._bearing_on_ready: dict[str, dict[Circumstances, int]] = {name: {} for name in self.names}

    def decide(
        self, fired: Flags, table: Table, chosen: dict[str, Codes], surroundings: Surroundings
    ) -> dict[str, Choices]:
        """Every instrument of the stage; what is chosen is added to ``chosen``."""
        active = self._active(table, surroundings)
        found: dict[str, Choices] = {}
        for name in self.names:
            found[name] = self._one(name, fired, active, chosen, surroundings)
            chosen[name] = found[name].codes
        return found

    def _active(self, table: Table, surroundings: Surroundings) -> Flags:
        """The exclusions that the facts bring into play, one row each: see ``LookAhead.active``."""
        ignoring = np.array([c.ignore_given for c in surroundings.distinct], np.bool_)[surroundings.of_row]
        active = np.ones((len(self._look_ahead.exclusions), table.rows), np.bool_)
        for number, held in enumerate(self._look_ahead.exclusions):
            for condition in held.on:
                active[number] &= table.holds(condition)
            if held.by_board:
                active[number] &= ~ignoring
        return active

    def _one(
        self, name: str, fired: Flags, active: Flags, chosen: Mapping[str, Codes], surroundings: Surroundings
    ) -> Choices:
        rows = fired.shape[1]
        about = fired[self._arguing[name]]
        ready, ready_of_row = self._readiness(name, fired, surroundings)
        barred, barred_of_row = self._barred(name, active, chosen, rows)
        partners = [other for other in sorted(self._within.partners[name]) if other in chosen]
        circumstances, circumstances_of_row = _numbered(
            self._bearing_numbers[name], [self._within.bearing(name, c) for c in surroundings.distinct], surroundings
        )
        earlier = [chosen[other] for other in partners]
        held = alike([bits(about), ready_of_row, barred_of_row, circumstances_of_row, *earlier], rows)
        known = self._known[name]
        self._forget_beyond(known)
        outcomes = []
        for first, pattern in zip(held.first.tolist(), held.keys, strict=True):
            if pattern not in known:
                out, around = barred[barred_of_row[first]], circumstances[circumstances_of_row[first]]
                indexes = self._arguing[name][about[:, first]].tolist()
                codes = {self._options[other][chosen[other][first]] for other in partners if chosen[other][first] >= 0}
                one = ready[ready_of_row[first]]
                settled = settled_of(self._within.settle(name, indexes, one, frozenset(codes), around, dict(out)))
                known[pattern] = self._interned.setdefault(settled, settled)
            outcomes.append(known[pattern])
        places = {code: place for place, code in enumerate(self._options[name])}
        codes_of = [NONE if o.chosen is None else places[o.chosen] for o in outcomes]
        return Choices(outcomes, held.group, np.array(codes_of, np.int8)[held.group])

    def _barred(
        self, name: str, active: Flags, chosen: Mapping[str, Codes], rows: int
    ) -> tuple[list[Barred], NDArray[np.int32]]:
        """What falls because it leaves nothing lawful: the distinct answers so far, and which of them each row has."""
        if name not in self._look_ahead.order:
            return [()], np.zeros(rows, np.int32)
        before = [other for other in self._look_ahead.order if other in chosen]
        held = alike([bits(active), *(chosen[other] for other in before)], rows)
        numbers = self._barred_numbers[name]
        answers = []
        for first in held.first.tolist():
            choices = {o: self._options[o][chosen[o][first]] for o in before if chosen[o][first] >= 0}
            playing = tuple(np.flatnonzero(active[:, first]).tolist())
            found = tuple(self._look_ahead.hopeless(name, choices, playing).items())
            answers.append(numbers.setdefault(found, len(numbers)))
        return list(numbers), np.array(answers, np.int32)[held.group]

    def _readiness(self, name: str, fired: Flags, surroundings: Surroundings) -> tuple[list[Ready], NDArray[np.int32]]:
        """What the preconditions leave open: one for every distinct set of statuses so far, and which of them each row
        has. Of rows with the same statuses and other preconditions only the reasons differ, which are not kept."""
        stating = fired[self._stating[name]]
        around, around_of_row = _numbered(
            self._bearing_on_ready[name],
            [self._within.bearing_on_ready(name, c) for c in surroundings.distinct],
            surroundings,
        )
        held = alike([bits(stating), around_of_row], fired.shape[1])
        known, numbered = self._known_ready[name], self._ready[name]
        self._forget_beyond(known)
        answers = []
        for first, pattern in zip(held.first.tolist(), held.keys, strict=True):
            if pattern not in known:
                indexes = self._stating[name][stating[:, first]].tolist()
                ready = self._within.ready(name, indexes, around[around_of_row[first]])
                known[pattern] = numbered.setdefault(tuple(ready.statuses.values()), (len(numbered), ready))[0]
            answers.append(known[pattern])
        return [ready for _, ready in numbered.values()], np.array(answers, np.int32)[held.group]

    def _forget_beyond(self, known: dict[bytes, Any]) -> None:
        if len(known) > MOST_KEPT:
            known.clear()
            self._within = WithinStage(self._plan, self._stage)  # it remembers as well


def _numbered(
    numbers: dict[Circumstances, int], bearing: Sequence[Circumstances], surroundings: Surroundings
) -> tuple[list[Circumstances], NDArray[np.int32]]:
    """The distinct circumstances so far, and which of them each row has."""
    of = [numbers.setdefault(held, len(numbers)) for held in bearing]
    return list(numbers), np.array(of, np.int32)[surroundings.of_row]
