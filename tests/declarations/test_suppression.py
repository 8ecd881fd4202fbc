"""What is held back cannot be computed from what is told: an attack that knows how the counts add up tries to."""

import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stuurwijzer.engine.declarations.suppression import Count, hold_back

UNDER = 4
MOST = 40


def sums(sets: list[set[int]]) -> set[int]:
    found = {0}
    for held in sets:
        found = {one + other for one in found for other in held if one + other <= MOST}
    return found


def from_below(count: Count) -> set[int]:
    """Every value that a count can have, seen from its parts alone."""
    parts = sums([from_below(part) for part in count.parts]) if count.parts else set(range(1, MOST + 1))
    return {value for value in parts if value >= 1} if count.hidden else {count.value} & (parts | {0} | {count.value})


def attack(count: Count, allowed: set[int]) -> Iterator[tuple[Count, set[int]]]:
    """Every hidden count with the values that it can have for who sees what is told and knows that sums add up."""
    if count.hidden:
        yield count, allowed
    below = [from_below(part) for part in count.parts]
    for at, part in enumerate(count.parts):
        others = sums(below[:at] + below[at + 1 :])
        possible = {value for value in below[at] if any(whole - value in others for whole in allowed)}
        yield from attack(part, possible)


def tree(shape: list[list[list[int]]]) -> Count:
    """Acts, segments and municipalities from the counts of municipalities: everything adds up."""
    acts = []
    for act in shape:
        segments = [Count(sum(places), [Count(n) for n in places], with_amounts=True) for places in act]
        acts.append(Count(sum(s.value for s in segments), segments))
    return Count(sum(a.value for a in acts), acts)


PLACES = st.lists(st.integers(0, 6), min_size=1, max_size=3)
SHAPES = st.lists(st.lists(PLACES, min_size=1, max_size=2), min_size=1, max_size=2)


@settings(max_examples=250, deadline=None, derandomize=True)
@given(SHAPES)
def test_no_count_that_is_held_back_can_be_computed(shape: list[list[list[int]]]) -> None:
    root = tree(shape)
    hold_back(root, UNDER)
    for count, possible in attack(root, from_below(root)):
        assert count.value in possible
        assert len(possible) > 1, (count.value, shape)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(SHAPES)
def test_every_small_count_is_held_back_and_zero_is_not(shape: list[list[list[int]]]) -> None:
    root = tree(shape)
    hold_back(root, UNDER)
    for count in root.all():
        assert count.hidden or not 0 < count.value < UNDER
        assert not (count.hidden and count.value == 0)


def hidden(root: Count) -> list[int]:
    return [count.value for count in root.all() if count.hidden]


@pytest.mark.parametrize(
    ("said", "places", "held"),
    [
        ("nothing is small, nothing is held back", [20, 30, 40], []),
        ("one is small: the next smallest goes along", [3, 30, 40], [3, 30]),
        ("two are small: they cover each other", [3, 2, 40], [3, 2]),
        ("two ones would both be known: a third goes along", [1, 1, 40], [1, 1, 40]),
        ("a zero covers nothing", [3, 0, 40], [3, 40]),
    ],
)
def test_by_hand(said: str, places: list[int], held: list[int]) -> None:
    assert hidden(Count(sum(places), [Count(n) for n in places])) == []
    root = Count(sum(places), [Count(n) for n in places])
    hold_back(root, UNDER)
    assert hidden(root) == held, said


def test_without_the_complement_the_attack_succeeds() -> None:
    """The attack itself: it finds the one count that is missing from a sum."""
    small = Count(13, [Count(3, hidden=True), Count(4), Count(6)])
    assert [(count.value, possible) for count, possible in attack(small, {13})] == [(3, {3})]


def test_the_parts_of_a_hidden_whole_hide_at_least_two_amounts() -> None:
    """The amount of the whole is told, so one hidden amount would follow from the others."""
    root = Count(
        30, [Count(3, [Count(3), Count(0)], with_amounts=True), Count(27, [Count(9), Count(18)], with_amounts=True)]
    )
    hold_back(root, 10)
    for whole in root.parts:
        shown = [part for part in whole.parts if not part.hidden and part.value]
        missing = [part for part in whole.parts if part.hidden]
        assert not missing or len(missing) > 1 or not shown


def test_the_order_of_the_parts_does_not_matter_for_how_much_is_told() -> None:
    draws = random.Random(1)
    for _ in range(50):
        places = [draws.randrange(0, 30) for _ in range(5)]
        one, other = (Count(sum(p), [Count(n) for n in p]) for p in (places, places[::-1]))
        hold_back(one, 10)
        hold_back(other, 10)
        assert sorted(hidden(one)) == sorted(hidden(other))
