"""Values that a region enters for parameters that nobody had found."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from ..knowledge.parameters import Entered
from ..profile.region import Parameters, RegionProfile
from .load import Rulebase

PREFIX = "law."


def with_entered(base: Rulebase, region: RegionProfile) -> Rulebase:
    """The rule base with what the region entered under ``parameters``; the same one when it entered nothing."""
    return with_days(
        base,
        (
            (f"{PREFIX}{name}", answer.value, Entered(basis=answer.basis, source=answer.source, lines=answer.lines))
            for name, answer in region.parameters
            if answer is not None and answer.value is not None
        ),
    )


def with_days(base: Rulebase, entered: Iterable[tuple[str, date, Entered]]) -> Rulebase:
    """The rule base with days for parameters by id, each with who says so; the same one when there are none."""
    parameters = dict(base.library.parameters)
    for name, day, by in (every := tuple(entered)):
        parameters[name] = parameters[name].entered_as(day, by)
    return replace(base, library=replace(base.library, parameters=parameters)) if every else base


def may_be_entered() -> tuple[str, ...]:
    """The parameters that a region file may fill."""
    return tuple(f"{PREFIX}{name}" for name in Parameters.model_fields)
