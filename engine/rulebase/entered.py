"""Values that a region enters for parameters that nobody had found."""

from dataclasses import replace

from ..knowledge.parameters import Entered
from ..profile.region import Parameters, RegionProfile
from .load import Rulebase

PREFIX = "law."


def with_entered(base: Rulebase, region: RegionProfile) -> Rulebase:
    """The rule base with what the region entered under ``parameters``; the same one when it entered nothing."""
    parameters = dict(base.library.parameters)
    entered = {name: answer for name, answer in region.parameters if answer is not None and answer.value is not None}
    for name, answer in entered.items():
        by = Entered(basis=answer.basis, source=answer.source, lines=answer.lines)
        parameters[f"{PREFIX}{name}"] = parameters[f"{PREFIX}{name}"].entered_as(answer.value, by)
    return replace(base, library=replace(base.library, parameters=parameters)) if entered else base


def may_be_entered() -> tuple[str, ...]:
    """The parameters that a region file may fill."""
    return tuple(f"{PREFIX}{name}" for name in Parameters.model_fields)
