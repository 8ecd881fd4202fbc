"""From facts to fired rules. Two evaluators run one plan and give the same answer; which one ran is only reported."""

from .evaluator import Evaluator, Outcome
from .reference import Reference
from .serving import evaluator_for, reference_evaluator

__all__ = ["Evaluator", "Outcome", "Reference", "evaluator_for", "reference_evaluator"]
