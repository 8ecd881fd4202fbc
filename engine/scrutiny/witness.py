"""Witnesses: profiles as flat facts, run through the evaluator, and made as small as their claim allows."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from ..decision.decider import Circumstances, Decider, SegmentDecision
from ..inference import reference_evaluator
from ..rulebase.conditions import Constant
from ..rulebase.plan import ConflictingValuesError, Plan
from .domains import ALWAYS_KNOWN

Claim = Callable[[SegmentDecision], bool]


@dataclass(frozen=True)
class Profile:
    """Flat facts as rules read them, and what a decision takes besides: ranked wishes, and the months left."""

    facts: Mapping[str, Constant] = field(default_factory=dict)
    circumstances: Circumstances = field(default_factory=Circumstances)

    def without(self, names: Iterable[str]) -> "Profile":
        dropped = set(names)
        return replace(self, facts={name: value for name, value in self.facts.items() if name not in dropped})


class Trial:
    """Runs profiles by one plan."""

    def __init__(self, plan: Plan) -> None:
        self._decider = Decider(plan, reference_evaluator(plan))

    def decide(self, profile: Profile) -> SegmentDecision:
        """Raises ConflictingValuesError."""
        return self._decider.decide(profile.facts, profile.circumstances)

    def shows(self, profile: Profile, claim: Claim) -> bool:
        """Whether the claim holds of the profile; a profile on which rules set two values shows nothing else."""
        try:
            return claim(self.decide(profile))
        except ConflictingValuesError:
            return False

    def conflicts(self, profile: Profile, name: str) -> bool:
        """Whether rules set the field to two values on this profile."""
        try:
            self.decide(profile)
        except ConflictingValuesError as error:
            return error.field == name
        return False

    def smallest(self, profile: Profile, claim: Claim) -> Profile:
        """The profile without what the claim does not need."""
        for bare in (replace(profile, circumstances=Circumstances()), profile):
            if self.shows(bare, claim):
                return _smallest(bare, lambda tried: self.shows(tried, claim))
        return profile

    def smallest_conflict(self, profile: Profile, name: str) -> Profile:
        return _smallest(profile, lambda tried: self.conflicts(tried, name))


def _smallest(profile: Profile, holds: Callable[[Profile], bool]) -> Profile:
    """A part of the facts on which the test still holds, and of which no single fact can be left out.

    Halves go first, since nearly all that a solver makes up is beside the point. What every segment has stays. The
    order is that of the names, so that the same facts give the same part.
    """
    held = profile
    spare = [name for name in sorted(held.facts) if name not in ALWAYS_KNOWN]
    size = max(1, len(spare) // 2)
    while True:
        at, dropped = 0, False
        while at < len(spare):
            tried = held.without(spare[at : at + size])
            if holds(tried):
                held, dropped = tried, True
                del spare[at : at + size]
            else:
                at += size
        if size == 1 and not dropped:
            return held
        size = max(1, size // 2)


def fired(*names: str) -> Claim:
    """That clauses of these names fire together."""
    return lambda decision: set(names) <= {c.name for stage in decision.stages for c in stage.fired}


def recommends(*codes: str) -> Claim:
    """That these options are the choice, or among the measures taken."""

    def holds(decision: SegmentDecision) -> bool:
        return all(code in decision.instruments[code.partition(".")[0]].taken for code in codes)

    return holds
