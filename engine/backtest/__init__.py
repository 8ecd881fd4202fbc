"""Advice beside what regions really chose: cases as data, figures with their baselines, differences with their grounds.

Nothing here feeds back into a rule. Agreement with past choices is no measure of the quality of an advice.
"""

from .load import CaseSet, load_cases
from .model import Backtest
from .run import backtest

__all__ = ["Backtest", "CaseSet", "backtest", "load_cases"]
