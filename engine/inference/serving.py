"""Which evaluator serves."""

from ..rulebase.plan import Plan
from .evaluator import Evaluator


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
