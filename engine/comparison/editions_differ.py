"""The differences between two editions of the rule base, those that can change a decision first."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ..rulebase import Rulebase
from .facets import WEIGHTS
from .knowledge_changes import knowledge_changes
from .rule_changes import Change, Moved, moved_rules, renamed_rules, rule_changes


@dataclass(frozen=True)
class EditionDifference:
    """Every change by weight, then rules before knowledge, then by id; and rules that only stand elsewhere."""

    changes: tuple[Change, ...]
    moved: tuple[Moved, ...]

    @cached_property
    def deciding(self) -> tuple[Change, ...]:
        """The changes that may change a decision."""
        return tuple(change for change in self.changes if change.decides)

    @cached_property
    def sources(self) -> frozenset[str]:
        """The sources and passages that differ in what may matter."""
        return frozenset(change.id for change in self.deciding if change.sort in ("source", "passage"))

    @cached_property
    def renamed(self) -> dict[str, str]:
        """The new id of each rule that was given another."""
        return {change.was: change.id for change in self.changes if change.was is not None}


def difference(old: Rulebase, new: Rulebase) -> EditionDifference:
    """What differs from the old edition to the new."""
    return _difference(old, new, renamed_rules(old, new))


def difference_of_days(one: Rulebase, other: Rulebase) -> EditionDifference:
    """What differs between two days of one rule base. A rule that takes over from another is no new name for it."""
    return _difference(one, other, {})


def _difference(old: Rulebase, new: Rulebase, renamed: Mapping[str, str]) -> EditionDifference:
    changes = [*rule_changes(old, new, renamed), *knowledge_changes(old, new)]
    return EditionDifference(
        tuple(sorted(changes, key=lambda change: WEIGHTS.index(change.weight))), tuple(moved_rules(old, new))
    )
