"""The range of providers over rows is the range of each profile."""

from collections.abc import Sequence

import numpy as np

from stuurwijzer.bench.profiles import columns_of, shipped_profiles
from stuurwijzer.engine.advice.instruments import _range_entry
from stuurwijzer.engine.bulk.choices import NONE
from stuurwijzer.engine.bulk.columns import Table
from stuurwijzer.engine.bulk.decider import BulkDecider
from stuurwijzer.engine.bulk.ranges import ranges_of
from stuurwijzer.engine.bulk.surroundings import Surroundings
from stuurwijzer.engine.decision.decider import Circumstances, Decider
from stuurwijzer.engine.decision.provider_range import DEFAULTS, provider_ranges
from stuurwijzer.engine.inference import Evaluator, reference_evaluator
from stuurwijzer.engine.rulebase.plan import Plan

from .profiles import Facts, mutated_profiles, shipped

GIVEN = ("market.areas", "market.carried_contracts", "market.waiting_clients", "market.largest_workable")


def with_figures(profiles: list[Facts]) -> list[Facts]:
    """Other figures for each profile, unknown ones among them, so that every end of a range has its turn."""
    return [
        facts
        | {name: 1 + (row * 7 + at) % 9 for at, name in enumerate(GIVEN) if (row + at) % 3}
        | ({"use.clients": row * 3} if row % 4 else {})
        for row, facts in enumerate(profiles)
    ]


def differences(plan: Plan, profiles: Sequence[Facts], evaluator: Evaluator | None = None) -> list[object]:
    """Profiles with another range over rows than alone."""
    around = Surroundings((Circumstances(),), np.zeros(len(profiles), np.int32))
    table = Table(len(profiles), plan.vocabulary, columns_of(plan.vocabulary, profiles))
    found = ranges_of(plan, table, BulkDecider(plan).decide(table, around).instruments)
    decider = Decider(plan, evaluator or reference_evaluator(plan))
    different: list[object] = []
    for row, facts in enumerate(profiles):
        expected = ranges_alone(plan, decider, facts)
        if (tuple(found.contracts[:, row].tolist()), tuple(found.delivering[:, row].tolist())) != expected:
            different.append((row, facts))
    return different


def ranges_alone(plan: Plan, decider: Decider, facts: Facts) -> tuple[tuple[int, int], tuple[int, int]]:
    """Of contracts and of delivering providers, as the advice shows them."""
    decision = decider.decide(facts, Circumstances(), stages=3)
    defaults = {n: plan.parameter(n) for n in DEFAULTS.values()}
    held = provider_ranges(facts, decision.chosen("direction"), decision.chosen("structure"), defaults)
    contracts, delivering = (_range_entry(alone) for alone in (held.contracts, held.delivering))
    none = (NONE, NONE)
    return (
        none if contracts is None else (contracts.low, contracts.high),
        none if delivering is None else (delivering.low, delivering.high),
    )


def test_every_range_is_that_of_the_profile_decided_alone() -> None:
    plan = shipped()
    profiles = with_figures([*shipped_profiles(), *mutated_profiles(plan, 400)])
    assert not differences(plan, profiles)
    decider = Decider(plan, reference_evaluator(plan))
    assert len({ranges_alone(plan, decider, facts) for facts in profiles}) > 20


def test_figures_too_large_to_multiply_give_no_other_range_than_alone() -> None:
    """By hand: 2**31 in each of 2**33 areas are 2**64, which 64 bits hold as nothing; in one more, as 2**31."""
    areas, choice, clients = 2**33, 2**31, 10**14
    figures: list[Facts] = [
        {"use.clients": clients, "market.areas": areas, "market.choice_per_area": choice},
        {"use.clients": clients, "market.areas": areas + 1, "market.choice_per_area": choice},
        {"use.clients": clients, "market.waiting_clients": clients, "market.largest_workable": 1, "market.areas": 1},
    ]
    assert not differences(shipped(), figures)


def test_a_default_that_differs_by_row_sets_the_range_of_its_row() -> None:
    """By hand: 120 clients at ten a provider are twelve, at twenty six; two to choose from in one area are two."""
    plan = shipped()
    profiles: list[Facts] = [{"use.clients": 120, "market.areas": 1}] * 2
    around = Surroundings((Circumstances(),), np.zeros(2, np.int32))
    table = Table(2, plan.vocabulary, columns_of(plan.vocabulary, profiles))
    decided = BulkDecider(plan).decide(table, around)
    found = ranges_of(plan, table, decided.instruments, {"providers.smallest_workable": np.array([10, 20])})
    assert found.delivering.tolist() == [[2, 2], [12, 6]]
