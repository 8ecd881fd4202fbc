"""A profile without the answers that repeat the decisions with which its advice is compared."""

from typing import TypeVar

from pydantic import BaseModel

from ..profile.answers import Answer
from ..profile.region import RegionProfile

M = TypeVar("M", bound=BaseModel)


def without_restated(region: RegionProfile) -> RegionProfile:
    """The same region with each such answer unknown, so that no farther answer takes its place, and no override."""
    return _blind(region)


def _blind(model: M) -> M:
    if isinstance(model, Answer):
        return model.model_copy(update={"value": None}) if model.restates_decision else model
    changed: dict[str, object] = {"overrides": {}} if "overrides" in type(model).model_fields else {}
    for name, held in model:
        if isinstance(held, BaseModel):
            changed[name] = _blind(held)
        elif isinstance(held, tuple) and any(isinstance(item, BaseModel) for item in held):
            changed[name] = tuple(_blind(item) for item in held)
    return model.model_copy(update=changed)
