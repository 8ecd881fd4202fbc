"""The smallest sets of changes that make a difference, on truth tables that can be read."""

from collections.abc import Callable

import pytest

from stuurwijzer.engine.comparison.causes import MOST_FOR_PAIRS, Cause, cause_of

Table = Callable[[frozenset[str]], bool]
CASES: dict[str, tuple[str, Table, Cause]] = {
    "one is enough": ("abc", lambda s: "b" in s, Cause("alone", (("b",),))),
    "each of two is enough": ("abc", lambda s: bool(s & {"a", "c"}), Cause("alone", (("a",), ("c",)))),
    "only two together": ("abcd", lambda s: {"a", "d"} <= s, Cause("together", (("a", "d"),))),
    "either of two pairs": (
        "abcd",
        lambda s: {"a", "d"} <= s or {"b", "c"} <= s,
        Cause("together", (("a", "d"), ("b", "c"))),
    ),
    "only three together": ("abcdefg", lambda s: {"a", "d", "g"} <= s, Cause("together", (("a", "d", "g"),))),
    "one that another undoes": ("ab", lambda s: s == {"a"}, Cause("alone", (("a",),))),
    "two that a third undoes": ("abc", lambda s: s == {"a", "b"}, Cause("together", (("a", "b"),))),
    "not even all": ("abc", lambda s: False, Cause("not_attributed", ())),
    "also without any": ("abc", lambda s: True, Cause("no_change", ())),
    "four together, where fewer were not tried one by one": (
        "abcdef",
        lambda s: {"a", "b", "e", "f"} <= s,
        Cause("none_to_spare", (("a", "b", "e", "f"),)),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_smallest_sets_are_found(name: str) -> None:
    changes, holds, expected = CASES[name]
    assert cause_of(list(changes), holds) == expected


def test_among_many_changes_a_group_is_made_smaller_until_none_can_be_left_out() -> None:
    changes = [f"c{n:02}" for n in range(MOST_FOR_PAIRS + 16)]
    needed = {"c03", "c17", "c38"}
    tried: list[frozenset[str]] = []

    def holds(taken: frozenset[str]) -> bool:
        tried.append(taken)
        return needed <= taken

    assert cause_of(changes, holds) == Cause("none_to_spare", (("c03", "c17", "c38"),))
    assert len(tried) < 3 * len(changes)
