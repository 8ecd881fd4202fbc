"""The range of providers: expected numbers worked out by hand."""

import pytest

from stuurwijzer.engine.decision.provider_range import ProviderRanges, Range, provider_ranges
from stuurwijzer.engine.rulebase.conditions import Constant

DEFAULTS = {"providers.smallest_workable": 10, "providers.choice_per_area": 2}
OWN_CONTRACTS = "structure.framework_many"

CASES: dict[str, tuple[dict[str, Constant], str | None, str | None, object]] = {
    "six municipalities and two to choose from in each need twelve; 1,654 clients at ten each carry 165": (
        {"use.clients": 1654, "derived.municipalities": 6},
        None,
        OWN_CONTRACTS,
        ((12, 165), (12, 165)),
    ),
    "the region's own areas and smallest number replace ours": (
        {"use.clients": 1654, "derived.municipalities": 6, "market.areas": 3, "market.smallest_workable": 25},
        None,
        OWN_CONTRACTS,
        ((6, 66), (6, 66)),
    ),
    "what the team can carry narrows contracts and not providers": (
        {"use.clients": 1000, "market.areas": 4, "market.carried_contracts": 30},
        None,
        OWN_CONTRACTS,
        ((8, 30), (8, 100)),
    ),
    "80 clients and 25 who wait at 10 a provider need eleven": (
        {
            "use.clients": 80,
            "market.waiting_clients": 25,
            "market.largest_workable": 10,
            "market.areas": 1,
            "market.smallest_workable": 4,
        },
        None,
        OWN_CONTRACTS,
        ((11, 20), (11, 20)),
    ),
    "fewer than now is at most as many as now": (
        {"use.clients": 1450, "market.areas": 6, "market.providers": 130},
        "direction.fewer",
        OWN_CONTRACTS,
        ((12, 130), (12, 130)),
    ),
    "more than now is at least as many as now": (
        {"use.clients": 1450, "market.areas": 6, "market.registrations": 60},
        "direction.more",
        OWN_CONTRACTS,
        ((60, 145), (60, 145)),
    ),
    "one contract per area has as many contracts as areas": (
        {"use.clients": 500, "market.areas": 3},
        "direction.one_per_area",
        "structure.one_per_area",
        ((3, 3), (6, 50)),
    ),
    "under a main contractor the number of contracts says nothing": (
        {"use.clients": 500, "market.areas": 3},
        None,
        "structure.main_contractor",
        (None, (6, 50)),
    ),
}


def ends(held: Range | None) -> tuple[int, int] | None:
    return (held.low.value, held.high.value) if held and held.low and held.high else None


def ranges(values: dict[str, Constant], direction: str | None, structure: str | None) -> ProviderRanges:
    return provider_ranges(values, direction, structure, DEFAULTS)


@pytest.mark.parametrize("sentence", CASES)
def test_range(sentence: str) -> None:
    values, direction, structure, expected = CASES[sentence]
    held = ranges(values, direction, structure)
    assert (ends(held.contracts), ends(held.delivering)) == expected


def test_an_end_on_a_default_says_so_and_what_another_value_would_do() -> None:
    held = ranges({"use.clients": 1654, "market.areas": 6}, None, OWN_CONTRACTS).delivering
    assert held.high is not None
    assert held.low is not None
    assert (held.high.set_by, held.high.own, held.high.other) == ("market.smallest_workable", True, (20, 82))
    assert (held.low.set_by, held.low.own, held.low.other) == ("market.choice_per_area", True, (3, 18))
    own = ranges({"use.clients": 100, "market.smallest_workable": 5}, None, OWN_CONTRACTS).delivering.high
    assert own is not None
    assert not own.own


def test_what_nobody_knows_is_named_and_not_assumed() -> None:
    held = ranges({"market.smallest_workable": 5}, None, None)
    assert held.delivering.missing == ("use.clients", "market.areas")
    assert not held.delivering.computable
    assert held.left_out == ("market.carried_contracts", "market.waiting_clients", "market.largest_workable")


def test_ends_that_exclude_each_other_are_empty() -> None:
    assert ranges({"use.clients": 18, "market.areas": 6}, None, OWN_CONTRACTS).delivering.empty
