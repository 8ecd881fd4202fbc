"""(b) Many profiles at once: our evaluator over columns beside libraries for columns, and beside engines one by one.

Every comparator over columns first shows that it fires the same rules on the same profiles, all of them. They make no
choice: the choices of earlier stages are columns that they are given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from stuurwijzer.engine.bulk.choices import STATUSES
from stuurwijzer.engine.bulk.clauses import BulkStage
from stuurwijzer.engine.bulk.columns import Column, number_of, value_of
from stuurwijzer.engine.bulk.columns import Table as Chunk
from stuurwijzer.engine.bulk.decider import Asked, BulkDecider, Decisions
from stuurwijzer.engine.bulk.surroundings import Surroundings
from stuurwijzer.engine.decision.decider import Circumstances, Decider
from stuurwijzer.engine.inference import reference_evaluator
from stuurwijzer.engine.rulebase.plan import Plan, fields_set

from .cases import Profile, case_of, write_cases
from .columns import digest, write_columns
from .exporting import export
from .measuring import Seconds, Spread, Table, alternated, cpu_of
from .peer import NotThereError, Peer, running
from .profiles import Generator, shipped
from .single import DisagreementError

PROFILES = 262_144
SAMPLE = 300
SEED = 1
OFTEN = 5
"""how often ours is run in a round: once is too short to be measured"""
PEERS = {"with_polars": "Polars, lazy expressions", "with_openfisca": "OpenFisca-core, vectorised formulas"}
Columns = Mapping[str, Column]


def measured(rounds: int) -> list[Table]:
    plan = shipped()
    chunks = list(Generator(plan, "near", SEED).chunks(PROFILES))
    rows = []
    with TemporaryDirectory() as folder:
        rules, data, sample = (Path(folder) / name for name in ("rules.json", "columns.npz", "sample.json"))
        export(plan, rules)
        expected = _write(plan, chunks, data)
        profiles = list(islice(_profiles(plan, chunks), SAMPLE))
        del chunks
        write_cases([case_of(plan, profile) for profile in profiles], sample)
        with _columns("with_circuit", rules, data) as everything, _columns("with_choices", rules, data) as choices:
            ours = [lambda: everything.seconds(1, OFTEN) / OFTEN, lambda: choices.seconds(1, OFTEN) / OFTEN]

            def row(what: str, peer: Peer | None, cost: Seconds, number: int = PROFILES) -> tuple[str, ...]:
                """``cost``: CPU seconds for ``number`` profiles; scaled to all."""
                spreads = [_scaled(alternated(cost, one, rounds), PROFILES / number) for one in ours]
                peak = f"{peer.peak():,} MB" if peer and number == PROFILES else "–"
                return what, peer.name if peer else "ours", *map(str, spreads), peak

            _check(everything, expected)
            rows.append(row("ours: rules, choice and every clause", everything, ours[0]))
            rows.append(row("ours: rules and choice", choices, ours[1]))
            for module, what in PEERS.items():
                try:
                    with _columns(module, rules, data) as peer:
                        _check(peer, expected)
                        rows.append(row(what, peer, lambda peer=peer: peer.seconds(1)))  # type: ignore[misc]
                except NotThereError as missing:
                    rows.append((what, f"not there: {missing}", "–", "–", "–"))
            one_by_one = f"{SAMPLE} profiles, scaled"
            rows.append(row(f"generated Python, and choice, {one_by_one}", None, _one_by_one(plan, profiles), SAMPLE))
            try:
                with running("with_zen", rules, sample, True) as peer:
                    rows.append(row(f"zen-engine, {one_by_one}", peer, lambda: peer.seconds(SAMPLE), SAMPLE))
            except NotThereError as missing:
                rows.append(("zen-engine", f"not there: {missing}", "–", "–", "–"))
    head = ("what", "version", "/ our rules, choice and every clause", "/ our rules and choice", "peak memory")
    notes = (
        f"Each in a process of its own, in which all {PROFILES:,} profiles lie as arrays. Those over columns fire the "
        "same rules on every profile. Only ours make the choice; the others are given it.",
    )
    return [Table(f"{PROFILES:,} profiles at once, one thread for ours", head, tuple(rows), notes)]


def _columns(module: str, rules: Path, data: Path) -> AbstractContextManager[Peer]:
    return running(module, rules, data, module in PEERS, "column_worker")


def _check(peer: Peer, expected: list[str]) -> None:
    if peer.answers(0) != expected:
        raise DisagreementError(f"{peer.name} fires other rules than our circuit")


def _scaled(spread: Spread, by: float) -> Spread:
    return Spread(tuple(by * ratio for ratio in spread.ratios))


def decided(decider: BulkDecider, chunks: Sequence[Columns], asked: Asked) -> Iterator[Decisions]:
    """The decisions of chunks of profiles, all in the same circumstances."""
    for columns in chunks:
        rows = len(next(iter(columns.values())).values)
        around = Surroundings((Circumstances(),), np.zeros(rows, np.int32))
        yield decider.decide(Chunk(rows, decider.plan.vocabulary, columns), around, asked=asked)


def _one_by_one(plan: Plan, profiles: Sequence[Profile]) -> Seconds:
    evaluator = reference_evaluator(plan)

    def seconds() -> float:
        decider = Decider(plan, evaluator)  # it remembers: a new one for every round
        return cpu_of(lambda: [decider.decide(profile, Circumstances()) for profile in profiles])

    return seconds


def _profiles(plan: Plan, chunks: Sequence[Columns]) -> Iterator[Profile]:
    for columns in chunks:
        for row in range(len(next(iter(columns.values())).values)):
            yield {
                name: value_of(plan.vocabulary[name], int(column.values[row]))
                for name, column in columns.items()
                if column.known[row]
            }


def _write(plan: Plan, chunks: Sequence[Columns], path: Path) -> list[str]:
    """Write the profiles, with what earlier stages set and choose; gives what fires, a digest for each stage."""
    held = list(decided(BulkDecider(plan), chunks, "fired"))
    known = [_known(plan, columns, decision) for columns, decision in zip(chunks, held, strict=True)]

    def joined(pick: Callable[[Column], Any], name: str) -> Any:
        return np.concatenate([pick(columns[name]) for columns in known])

    write_columns(path, {n: (joined(lambda c: c.values, n), joined(lambda c: c.known, n)) for n in known[0]})
    flags = [
        np.array([np.concatenate([d.fired(at, clause) for d in held]) for clause in range(len(stage.clauses))])
        for at, stage in enumerate(plan.stages)
    ]
    return digest(flags)


def _known(plan: Plan, columns: Columns, decisions: Decisions) -> dict[str, Column]:
    """All that is known in the end: the profiles, what rules set, and choices and statuses as rules read them."""
    table = Chunk(decisions.rows, plan.vocabulary, columns)
    for stage in plan.stages:
        BulkStage(stage, plan.vocabulary).fire(table)
    found = dict(columns) | {name: table.get(name) for stage in plan.stages for name in fields_set(stage)}
    for name, choices in decisions.instruments.items():
        options = plan.library.options.of(name)
        field = plan.vocabulary.get(f"chosen.{name}")
        if field is not None and not plan.library.options.instruments[name].multi:
            numbers = np.array([number_of(field, code.partition(".")[2]) for code in options], np.int8)
            found[field.name] = Column(numbers[choices.codes], choices.codes >= 0)
        for code, statuses in choices.reasons(options).statuses.items():
            if (status := plan.vocabulary.get(f"status.{code}")) is not None:
                numbers = np.array([number_of(status, word) for word in STATUSES], np.int8)
                found[status.name] = Column(numbers[statuses], statuses >= 0)
    return found
