"""Questions to the solver, and what its answers are worth: a proof that there is no profile, or one that was run."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..decision.decider import SegmentDecision
from ..rulebase.plan import Clause, Plan
from .choices import Choices
from .detect_effects import never_applied
from .diagnostic import Known
from .encoding import BY, Encoding
from .solver import MOST_EFFORT, Answer, Formula, Solver
from .witness import Profile, Trial

Claim = Callable[[SegmentDecision], bool]


@dataclass(frozen=True)
class Found:
    """``shown`` with a witness; ``proved`` that there is none, with the rules that rule it out; or ``undecided``."""

    known: Known
    witness: Profile | None = None
    rules: tuple[str, ...] = ()


@dataclass
class Proofs:
    """The questions about one plan."""

    plan: Plan
    effort: int = MOST_EFFORT
    """steps of the solver for one question; a question that takes more stays undecided"""

    @cached_property
    def trial(self) -> Trial:
        return Trial(self.plan)

    @cached_property
    def encoding(self) -> Encoding:
        """Raises NoSolverError."""
        return Encoding(self.plan, Solver(self.effort))

    @cached_property
    def choices(self) -> Choices:
        return Choices(self.encoding)

    @cached_property
    def nothing_barred(self) -> bool:
        """Whether it is proved that no option ever falls because nothing lawful would follow from it.

        Whatever lawful choices come before, ready or not, an instrument has an option left that is not excluded: then
        every choice can be completed. Not proved where a pair is excluded the wrong way round, since looking ahead
        takes such a pair into account and deciding does not.
        """
        library = self.plan.library
        if any(never_applied(rule, library) for rule in self.plan.rules):
            return False
        return all(self.all_excluded(name).verdict == "impossible" for name in self.encoding.single)

    def all_excluded(self, instrument: str) -> Answer:
        encoding = self.encoding
        codes = encoding.options.of(instrument)
        unbarred = [encoding.solver.no(literal) for literal in encoding.barrable()]
        return encoding.ask([*(encoding.excluded(code) for code in codes), *unbarred], unready_too=True)

    def find(self, wanted: Sequence[Formula], claim: Claim, small: bool = True) -> Found:
        """A profile on which the claim holds, or a proof that there is none; ``wanted`` says the claim in formulas."""
        exact = self.choices.ask(wanted)
        if exact.verdict == "possible":
            profile = Profile(self.encoding.facts_in(exact), self.choices.circumstances_in(exact))
            if self.trial.shows(profile, claim):
                return Found("shown", self.trial.smallest(profile, claim) if small else profile)
        wide = self.encoding.ask(wanted)
        if wide.verdict == "impossible":
            return Found("proved", rules=_rules_in(wide))
        if exact.verdict == "impossible" and self.nothing_barred:
            return Found("proved", rules=_rules_in(exact))
        return Found("undecided")

    def conflict(self, one: Clause, other: Clause, name: str) -> Found:
        """A profile on which two rules set one field to two values."""
        answer = self.encoding.ask([self.encoding.fires(c) for c in (one, other)], without_once=name)
        if answer.verdict == "impossible":
            return Found("proved")
        profile = Profile(self.encoding.facts_in(answer)) if answer.verdict == "possible" else None
        if profile is None or not self.trial.conflicts(profile, name):
            return Found("undecided")
        return Found("shown", self.trial.smallest_conflict(profile, name))

    def follows(self, one: Clause, other: Clause) -> bool:
        """Whether it is proved that the other clause fires wherever the one does, whatever is chosen."""
        fires = self.encoding.fires
        wanted = [fires(one), self.encoding.solver.no(fires(other))]
        return self.encoding.ask(wanted, any_choice=True).verdict == "impossible"

    def possible_with_any_choice(self, clause: Clause) -> Answer:
        return self.encoding.ask([self.encoding.fires(clause)], any_choice=True)


def _rules_in(answer: Answer) -> tuple[str, ...]:
    return tuple(name.removeprefix(BY) for name in answer.core if name.startswith(BY))
