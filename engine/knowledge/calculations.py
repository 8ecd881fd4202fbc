"""How the calculations of money go, as data: steps in our own words with their passages."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from ..profile.answers import Strict
from ..reading import read_document, validate
from .options import Both

Calculation = Literal["savings", "start_budget"]


class CalculationStep(Strict):
    id: str
    text: Both
    passages: tuple[str, ...]


class CalculationsFile(Strict):
    calculations: dict[Calculation, tuple[CalculationStep, ...]]


@cache
def load_calculations() -> Mapping[Calculation, tuple[CalculationStep, ...]]:
    """Read ``knowledge/calculations.yaml``. Raises ProblemsFoundError."""
    name = "knowledge/calculations.yaml"
    document = read_document(Path(str(files("stuurwijzer") / "knowledge" / "calculations.yaml")), name)
    return validate(CalculationsFile, document).calculations
