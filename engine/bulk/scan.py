"""Advice on every profile of a Parquet file, a chunk at a time."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import numpy as np

from ..decision.within_stage import Circumstances
from ..profile.shared_rooms import Wish
from ..reading import ProblemsFoundError
from ..rulebase.plan import Plan
from .choices import STATUSES, STEPS, Choices
from .columns import Column, Table
from .decider import ROWS, BulkDecider, Decisions
from .figures import refigured
from .parquet import ID, MONTHS, WISHES, Amiss, open_profiles, reaching
from .ranges import ranges_of
from .surroundings import Surroundings
from .writing import Output, Sets, Texts, Writing


@dataclass(frozen=True)
class Scanned:
    """What a scan did."""

    rows: int
    columns: int


Progress = Callable[[int, int], None]
"""told rows done and rows in all"""


def scan(plan: Plan, source: Path, shown: str, target: Path, fired: bool, progress: Progress) -> Scanned:
    """Decide every profile of ``source`` and write one row each, in the same order, to ``target``.

    ``fired`` adds a column of yes and no for every clause. Raises ProblemsFoundError when the file holds anything that
    is no profile, and ConflictingValuesError on a fault of the rules.
    """
    with reaching(source, target) as (connection, folder):
        profiles = open_profiles(connection, source, shown, plan.vocabulary)
        decider, writing, amiss = BulkDecider(plan), Writing(connection, folder), Amiss()
        for first in range(0, max(profiles.rows, 1), ROWS):
            rows = min(ROWS, profiles.rows - first)
            columns, ids = profiles.chunk(connection, first, rows, amiss)
            if not amiss.rows:
                writing.append(dict(_advice(decider, columns, ids, rows, first, fired)))
            progress(first + rows, profiles.rows)
        if amiss.rows:
            raise ProblemsFoundError(list(profiles.problems(connection, amiss)))
        writing.write(target)
        return Scanned(profiles.rows, len(profiles.columns))


def _advice(
    decider: BulkDecider, columns: dict[str, Column], ids: Any, rows: int, first: int, fired: bool
) -> Iterator[tuple[str, Output]]:
    around = _surroundings(columns, rows)
    stated = {name: column for name, column in columns.items() if name not in (MONTHS, *WISHES)}
    for name, computed in refigured(stated, rows).items():
        stated.setdefault(name, computed)
    table = Table(rows, decider.plan.vocabulary, stated)
    decided = decider.decide(table, around, asked="fired" if fired else "reasons")
    yield "row", np.arange(first + 1, first + rows + 1, dtype=np.int64)
    if ids is not None:
        texts = np.ma.getdata(ids).astype(object)
        texts[np.ma.getmaskarray(ids)] = None
        yield ID, texts
    for name, held in decided.instruments.items():
        yield from _instrument(decider, name, held)
    found = ranges_of(decider.plan, table, decided.instruments)
    for name, ends in (("contracts", found.contracts), ("delivering", found.delivering)):
        for end, values in zip(("low", "high"), ends, strict=True):
            yield f"providers.{name}.{end}", np.ma.array(values, mask=values < 0)
    if fired:
        yield from _fired(decider.plan, decided)


def _instrument(decider: BulkDecider, name: str, held: Choices) -> Iterator[tuple[str, Output]]:
    codes = decider.plan.library.options.of(name)
    if decider.plan.library.options.instruments[name].multi:
        yield name, Sets(codes, held.taken)
        return
    reasons = held.reasons(codes)
    yield name, Texts(codes, held.codes)
    yield f"{name}.decided_at", Texts(STEPS, reasons.decided_at)
    yield f"{name}.ties", Sets(codes, reasons.ties)
    for code, statuses in reasons.statuses.items():
        yield f"status.{code}", Texts(STATUSES, statuses)


def _fired(plan: Plan, decided: Decisions) -> Iterator[tuple[str, Output]]:
    for at, stage in enumerate(plan.stages):
        for clause in stage.clauses:
            yield f"fired.{clause.name}", decided.fired(at, clause.index)


def _surroundings(columns: Mapping[str, Column], rows: int) -> Surroundings:
    """The circumstances of every row: its wishes in order, and the months that are left."""
    nothing = Column(np.zeros(rows, np.int64), np.zeros(rows, np.bool_))
    wishes = get_args(Wish)
    held = np.zeros(rows, np.int64)
    for column in (columns.get(name, nothing) for name in WISHES):
        held = held * (len(wishes) + 1) + np.where(column.known, column.values + 1, 0)
    distinct, of_row = np.unique(held, return_inverse=True)
    around = []
    for number in distinct.tolist():
        ranked = [number // (len(wishes) + 1) ** place % (len(wishes) + 1) for place in reversed(range(len(WISHES)))]
        around.append(Circumstances(tuple((wishes[wish - 1],) for wish in ranked if wish)))
    return Surroundings(tuple(around) or (Circumstances(),), of_row.astype(np.int32), columns.get(MONTHS))
