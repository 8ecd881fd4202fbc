"""The range of providers over rows is the range of each profile."""

import numpy as np

from stuurwijzer.engine.advice.instruments import _range_entry
from stuurwijzer.engine.bulk.choosing import NONE, Surroundings
from stuurwijzer.engine.bulk.columns import Table, columns_of
from stuurwijzer.engine.bulk.decider import BulkDecider
from stuurwijzer.engine.bulk.ranges import ranges_of
from stuurwijzer.engine.decision.decider import Circumstances, Decider
from stuurwijzer.engine.decision.provider_range import DEFAULTS, provider_ranges
from stuurwijzer.engine.inference import reference_evaluator

from .profiles import Facts, mutated_profiles, real_profiles, shipped

GIVEN = ("market.areas", "market.carried_contracts", "market.waiting_clients", "market.largest_workable")


def with_figures(profiles: list[Facts]) -> list[Facts]:
    """Other figures for each profile, unknown ones among them, so that every end of a range has its turn."""
    return [
        facts
        | {name: 1 + (row * 7 + at) % 9 for at, name in enumerate(GIVEN) if (row + at) % 3}
        | ({"use.clients": row * 3} if row % 4 else {})
        for row, facts in enumerate(profiles)
    ]


def test_every_range_is_that_of_the_profile_decided_alone() -> None:
    plan = shipped()
    profiles = with_figures([*real_profiles(), *mutated_profiles(plan, 400)])
    around = Surroundings((Circumstances(),), np.zeros(len(profiles), np.int32))
    table = Table(len(profiles), plan.vocabulary, columns_of(plan.vocabulary, profiles))
    found = ranges_of(plan, table, BulkDecider(plan).decide(table, around).instruments)
    decider, defaults = Decider(plan, reference_evaluator(plan)), {n: plan.parameter(n) for n in DEFAULTS.values()}
    seen = set()
    for row, facts in enumerate(profiles):
        decision = decider.decide(facts, Circumstances(), stages=3)
        held = provider_ranges(facts, decision.chosen("direction"), decision.chosen("structure"), defaults)
        for over_rows, alone in ((found.contracts, held.contracts), (found.delivering, held.delivering)):
            entry = _range_entry(alone)
            expected = (NONE, NONE) if entry is None else (entry.low, entry.high)
            assert tuple(over_rows[:, row]) == expected, (row, facts)
            seen.add(expected)
    assert len(seen) > 20


def test_a_default_that_differs_by_row_sets_the_range_of_its_row() -> None:
    """By hand: 120 clients at ten a provider are twelve, at twenty six; two to choose from in one area are two."""
    plan = shipped()
    profiles: list[Facts] = [{"use.clients": 120, "market.areas": 1}] * 2
    around = Surroundings((Circumstances(),), np.zeros(2, np.int32))
    table = Table(2, plan.vocabulary, columns_of(plan.vocabulary, profiles))
    decided = BulkDecider(plan).decide(table, around)
    found = ranges_of(plan, table, decided.instruments, {"providers.smallest_workable": np.array([10, 20])})
    assert found.delivering.tolist() == [[2, 2], [12, 6]]
