"""What an evaluator is, and which one serves."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from ..rulebase.conditions import Constant
from ..rulebase.plan import Plan


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


def reference_evaluator(plan: Plan) -> Evaluator:
    """The evaluator in plain Python: the oracle, and what serves where durable_rules cannot be had."""
    from .reference import Reference

    return Reference(plan)


def evaluator_for(plan: Plan) -> Evaluator:
    """The forward-chaining engine where it is installed, else the reference evaluator."""
    try:
        from .durable import Durable
    except ImportError:
        return reference_evaluator(plan)
    return Durable(plan)
