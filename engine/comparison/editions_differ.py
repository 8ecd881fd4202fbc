"""The differences between two editions of the rule base, those that can change a decision first."""

from dataclasses import dataclass
from functools import cached_property

from ..rulebase import Rulebase
from .facets import WEIGHTS
from .knowledge_changes import knowledge_changes
from .rule_changes import Change, Moved, moved_rules, rule_changes


@dataclass(frozen=True)
class EditionDifference:
    """Every change by weight, then rules before knowledge, then by id; and rules that only stand elsewhere."""

    changes: tuple[Change, ...]
    moved: tuple[Moved, ...]

    @property
    def deciding(self) -> tuple[Change, ...]:
        """The changes that may change a decision."""
        return tuple(change for change in self.changes if change.decides)

    @cached_property
    def renamed(self) -> dict[str, str]:
        """The new id of each rule that was given another."""
        return {change.was: change.id for change in self.changes if change.was is not None}


def difference(old: Rulebase, new: Rulebase) -> EditionDifference:
    """What differs from the old edition to the new."""
    changes = [*rule_changes(old, new), *knowledge_changes(old, new)]
    return EditionDifference(
        tuple(sorted(changes, key=lambda change: WEIGHTS.index(change.weight))), tuple(moved_rules(old, new))
    )
