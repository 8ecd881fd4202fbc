"""How far an answer, a limit of ours or the order of wishes may be off: ``knowledge/uncertainty.yaml``."""

from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, get_args

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from ..profile.answers import DATE, Basis, Strict
from ..profile.quantities import Share
from ..reading import read_document, validate
from .options import Both

ALL = 10_000
"""the whole, in basis points"""
NAME = "uncertainty.yaml"


class Width(Strict):
    """Of a basis: a figure is off by ``figure`` at most, a word is another in ``other`` of the draws; basis points."""

    name: Both
    figure: Annotated[Share, Field(le=ALL)]
    other: Annotated[Share, Field(le=ALL)]
    reason: Both


class ParameterWidth(Strict):
    """How far a limit of own judgement may lie from its value; basis points of the value."""

    name: Both
    width: Annotated[Share, Field(le=ALL)]
    reason: Both


class LeadTimes(Strict):
    """What all times to build are multiplied by, in basis points; each as often as the others."""

    name: Both
    times: Annotated[tuple[Annotated[Share, Field(ge=1)], ...], Field(min_length=1, max_length=9)]
    reason: Both


class WishOrder(Strict):
    """In how many of the draws the ranks of the wishes are shuffled; basis points."""

    name: Both
    shuffled: Annotated[Share, Field(le=ALL)]
    reason: Both


class UncertaintyFile(Strict):
    """The file as a whole. Every basis has its width."""

    checked: Annotated[date, DATE]
    answers: dict[Basis, Width]
    parameters: ParameterWidth
    lead_times: LeadTimes
    wishes: WishOrder

    @model_validator(mode="after")
    def _every_basis(self) -> "UncertaintyFile":
        missing = sorted(set(get_args(Basis)) - set(self.answers))
        if missing:
            raise PydanticCustomError("readable", "refused", {"code": "missing", "values": {"key": missing[0]}})
        return self


@cache
def load_uncertainty() -> UncertaintyFile:
    """The widths of the package. Raises ProblemsFoundError with all problems of the file."""
    path = Path(str(files("stuurwijzer") / "knowledge" / NAME))
    return validate(UncertaintyFile, read_document(path, f"knowledge/{NAME}"))
