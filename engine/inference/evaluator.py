"""What an evaluator is, and what it gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from ..rulebase.conditions import Constant


@dataclass(frozen=True)
class Outcome:
    """What one stage gave: the clauses that fired, by index, in order (stratum, declaration), and the fields set."""

    fired: tuple[int, ...]
    sets: Mapping[str, Constant]


class Evaluator(Protocol):
    """Evaluates the stages of one plan. ``name`` is reported and is no part of what is compared or digested."""

    name: str

    def stage(self, number: int, facts: Mapping[str, Constant]) -> Outcome:
        """The outcome of a stage (1-based place in the plan) on these facts. Raises ConflictingValuesError."""
        ...
