"""How the calculations of money go, as data: steps in our own words with their passages."""

from typing import Literal

from ..profile.answers import Strict
from .options import Both

Calculation = Literal["savings", "start_budget"]


class CalculationStep(Strict):
    id: str
    text: Both
    passages: tuple[str, ...]


class CalculationsFile(Strict):
    calculations: dict[Calculation, tuple[CalculationStep, ...]]
