"""Advice on every profile of a Parquet file, a chunk at a time."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import numpy as np

from ..decision.within_stage import Circumstances
from ..profile.shared_rooms import Wish
from ..rulebase.plan import Plan
from .choosing import Choices, Settled, Surroundings
from .columns import Column, Table
from .decider import ROWS, BulkDecider, Decisions
from .figures import refigured
from .parquet import ID, MONTHS, WISHES, Output, Texts, append, open_profiles, reaching, write_parquet
from .patterns import alike
from .ranges import ranges_of


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
    with reaching(source, target) as connection:
        profiles = open_profiles(connection, source, shown, plan.vocabulary)
        decider = BulkDecider(plan)
        for first in range(0, max(profiles.rows, 1), ROWS):
            rows = min(ROWS, profiles.rows - first)
            columns, ids = profiles.chunk(connection, first, rows)
            append(connection, dict(_advice(decider, columns, ids, rows, first, fired)))
            progress(first + rows, profiles.rows)
        write_parquet(connection, target)
        return Scanned(profiles.rows, len(profiles.columns))


def _advice(
    decider: BulkDecider, columns: dict[str, Column], ids: Any, rows: int, first: int, fired: bool
) -> Iterator[tuple[str, Output]]:
    around = _surroundings(columns, rows)
    stated = {name: column for name, column in columns.items() if name not in (MONTHS, *WISHES)}
    for name, computed in refigured(stated, rows).items():
        stated.setdefault(name, computed)
    table = Table(rows, decider.plan.vocabulary, stated)
    decided = decider.decide(table, around)
    yield "row", np.arange(first + 1, first + rows + 1, dtype=np.int64)
    if ids is not None:
        yield ID, _texts(np.ma.filled(ids, "").tolist(), ~np.ma.getmaskarray(ids))
    for name, held in decided.instruments.items():
        yield from _instrument(decider, name, held)
    found = ranges_of(decider.plan, table, decided.instruments)
    for name, ends in (("contracts", found.contracts), ("delivering", found.delivering)):
        for end, values in zip(("low", "high"), ends, strict=True):
            yield f"providers.{name}.{end}", np.ma.array(values, mask=values < 0)
    if fired:
        yield from _fired(decider.plan, decided)


def _instrument(decider: BulkDecider, name: str, held: Choices) -> Iterator[tuple[str, Output]]:
    if decider.plan.library.options.instruments[name].multi:
        yield name, _said(held, lambda o: " ".join(o.taken))
        return
    yield name, _said(held, lambda o: o.chosen or "")
    yield f"{name}.decided_at", _said(held, lambda o: o.decided_at)
    yield f"{name}.ties", _said(held, lambda o: " ".join(o.ties))
    for code in decider.plan.library.options.of(name):
        if any(dict(o.statuses).get(code) for o in held.outcomes) or f"status.{code}" in decider.plan.vocabulary:
            yield f"status.{code}", _said(held, lambda o, code=code: dict(o.statuses).get(code, ""))  # type: ignore[misc]


def _said(held: Choices, word: Callable[[Settled], str]) -> Texts:
    """A word by row; an empty one is none."""
    numbers: dict[str, int] = {}
    of = [numbers.setdefault(w, len(numbers) + 1) if (w := word(o)) else 0 for o in held.outcomes]
    return Texts(list(numbers), np.array(of, np.int32)[held.group])


def _texts(held: list[str], known: Any) -> Texts:
    return Texts(held, np.where(known, np.arange(1, len(held) + 1), 0).astype(np.int32))


def _fired(plan: Plan, decided: Decisions) -> Iterator[tuple[str, Output]]:
    for stage, flags in zip(plan.stages, decided.fired, strict=True):
        for clause in stage.clauses:
            yield f"fired.{clause.name}", flags[clause.index]


def _surroundings(columns: Mapping[str, Column], rows: int) -> Surroundings:
    """The circumstances of every row: its wishes in order, and the months that are left."""
    nothing = Column(np.zeros(rows, np.int64), np.zeros(rows, np.bool_))
    parts = [columns.get(name, nothing) for name in (MONTHS, *WISHES)]
    held = alike([np.where(p.known, p.values, -1).astype(np.int64) for p in parts], rows)
    wishes = get_args(Wish)
    distinct = []
    for row in held.first.tolist():
        months, *ranked = (int(p.values[row]) if p.known[row] else None for p in parts)
        distinct.append(Circumstances(tuple((wishes[w],) for w in ranked if w is not None), months))
    return Surroundings(tuple(distinct) or (Circumstances(),), held.group.astype(np.int32))
