"""What the cases hold of each rule, and which single changes of a rule none of them would notice."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..rulebase import Rulebase
from ..rulebase.model import Rule
from .cases import Moment, Variant
from .mutants import Mutant, mutants_of
from .noticing import Noticing
from .running import Day, Run, days_of, run_all


@dataclass(frozen=True)
class RuleCoverage:
    """One rule. ``fired``: cases in which it fired; ``decided``: cases that break when it is gone; both by name."""

    rule: str
    considered: bool
    """in force on the day of some case"""
    fired: tuple[str, ...]
    decided: tuple[str, ...]
    survivors: tuple[Mutant, ...]
    mutants: int


@dataclass(frozen=True)
class Coverage:
    """All rules in the order of the rule base, and the expectations that do not hold as the rules are."""

    rules: tuple[RuleCoverage, ...]
    broken: tuple[tuple[Variant, tuple[str, ...]], ...]

    @property
    def mutants(self) -> int:
        return sum(held.mutants for held in self.rules)

    @property
    def survivors(self) -> int:
        return sum(len(held.survivors) for held in self.rules)


def coverage_of(base: Rulebase, variants: Sequence[Variant], only: frozenset[str] | None = None) -> Coverage:
    """Run the cases, then every single change of every rule (or of ``only``) against them."""
    days = days_of(base, variants)
    runs = tuple(run_all(days, variants))
    noticing = {
        moment: Noticing(held, [run for run in runs if run.variant.moment == moment]) for moment, held in days.items()
    }
    rules = tuple(
        _covered(rule, base, days, noticing, runs) for name, rule in base.rules.items() if only is None or name in only
    )
    broken = tuple((run.variant, broken) for run in runs if (broken := run.broken()))
    return Coverage(rules, broken)


def _covered(
    rule: Rule,
    base: Rulebase,
    days: Mapping[Moment, Day],
    noticing: Mapping[Moment, Noticing],
    runs: Iterable[Run],
) -> RuleCoverage:
    in_force = [moment for moment, held in days.items() if rule.id in held.plan.located]
    noticed: dict[tuple[str, str], bool] = {}
    mutants: dict[tuple[str, str], Mutant] = {}
    decided: dict[str, None] = {}
    for moment in in_force:
        for mutant in mutants_of(rule, base, days[moment].groups[rule.id]):
            key = (mutant.change, mutant.detail)
            mutants.setdefault(key, mutant)
            if mutant.change == "removed":
                decided |= dict.fromkeys(noticing[moment].cases(mutant))
                noticed[key] = bool(decided)
            elif not noticed.get(key):
                noticed[key] = next(noticing[moment].cases(mutant), None) is not None
    if not in_force:  # no case has a day on which the rule holds, so none could notice anything of it
        mutants = {("removed", ""): Mutant(rule.id, "removed", "", None, {})}
        noticed = dict.fromkeys(mutants, False)
    fired = dict.fromkeys(run.variant.case for run in runs if rule.id in run.said)
    survivors = tuple(mutant for key, mutant in mutants.items() if not noticed[key])
    return RuleCoverage(rule.id, bool(in_force), tuple(fired), tuple(decided), survivors, len(mutants))
