"""The rule language: what a rule may say, how it is read and checked, and the plan that evaluators run."""

from .load import Rulebase, load_rulebase
from .model import Rule

__all__ = ["Rule", "Rulebase", "load_rulebase"]
