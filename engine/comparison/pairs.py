"""Two segments compared: in what their advice differs, by which answers and rules of the day, by way of which rules.

Starting from the first, differences are taken over from the second one by one, and it is decided anew each time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..decision.decider import SegmentDecision
from ..inference import reference_evaluator
from ..inference.evaluator import Outcome
from ..rulebase.check import options_of
from ..rulebase.conditions import Constant
from ..rulebase.model import Advise, Argue, Bound, Rule
from ..rulebase.plan import Plan, plan_for
from .causes import Cause
from .editions_differ import EditionDifference, difference_of_days
from .mixing import mixed
from .readings import SURE, Differs, Key, Reading, decided, differences
from .sides import Between, Side, between, blended, read_by
from .trials import Situation, Trial, Tried, standing

NOT_BY_RULES = SURE | {"consequence"}
"""kinds of which no rules are sought: they rest on every what-if, or are a rule themselves"""
MOST_RULES_FOR_PAIRS = 12


@dataclass(frozen=True)
class Explained:
    """One difference in the advice, what makes it, and by way of which rules that works (None: not asked of this kind,
    or the rules themselves are what differs)."""

    differs: Differs
    cause: Cause
    by_rules: Cause | None


@dataclass(frozen=True)
class PairDifference:
    """Two segments or parts, what is answered otherwise, and what the advice says otherwise."""

    one: str
    other: str
    between: Between
    explained: tuple[Explained, ...]


class Comparison:
    """Two sides, and the rules in force in which they differ."""

    def __init__(self, one: Side, other: Side) -> None:
        self.one, self.other = one, other
        self.rules: EditionDifference = difference_of_days(one.rules, other.rules)
        self.rule_names = tuple(change.name for change in self.rules.deciding)
        self._read = read_by(one.plan, other.plan)
        self._trials: dict[frozenset[str], Trial | None] = {}

    def pair(self, one: str, other: str) -> PairDifference:
        """Compare a segment or part of the first side with one of the other. Raises KeyError."""
        first, second = self.one.situations[one], self.other.situations[other]
        held = between(first, second, self._read)
        found = _Pair(self, first, second, (*held.names, *self.rule_names))
        return PairDifference(one, other, held, tuple(found.explained(differs) for differs in found.differences(one)))

    def trial(self, taken: frozenset[str]) -> Trial | None:
        """The rules of the first side with some of the differences of the other's; None: they cannot stand together."""
        rules = taken & frozenset(self.rule_names)
        if rules not in self._trials:
            self._trials[rules] = standing(lambda: self._made(rules))
        return self._trials[rules]

    def _made(self, rules: frozenset[str]) -> Trial:
        base = mixed(self.one.rules, self.other.rules, self.rules, rules)
        return Trial(plan_for(base, self.one.plan.as_of))


class _Pair:
    def __init__(self, comparison: Comparison, one: Situation, other: Situation, names: tuple[str, ...]) -> None:
        self._comparison, self._one, self._other, self._names = comparison, one, other, names
        self._tried = Tried(self._trial_of)
        self._forced: dict[frozenset[str], ForcedRules] = {}

    def differences(self, path: str) -> list[Differs]:
        sides = (self._comparison.one, self._one), (self._comparison.other, self._other)
        one, other = (_whole_reading(Trial(side.plan), held) for side, held in sides)
        return differences(path, one, other, {})

    def explained(self, differs: Differs) -> Explained:
        cause = self._tried.cause_of(differs, self._names)
        return Explained(differs, cause, self._by_rules(differs, cause))

    def _trial_of(self, taken: frozenset[str]) -> tuple[Trial, Situation, frozenset[str]] | None:
        trial = self._comparison.trial(taken)
        if trial is None:
            return None
        answers = taken - frozenset(self._comparison.rule_names)
        return trial, blended(self._one, self._other, taken), answers

    def _by_rules(self, differs: Differs, cause: Cause) -> Cause | None:
        """The smallest sets of rules whose firing gives the difference, for the first of the sets that cause it."""
        if differs.key[0] in NOT_BY_RULES or not cause.sets:
            return None
        taken = frozenset(cause.sets[0])
        trial = self._comparison.trial(taken)
        if trial is None or taken <= frozenset(self._comparison.rule_names):
            return None
        if taken not in self._forced:
            after = blended(self._one, self._other, taken)
            before = replace(self._one, circumstances=after.circumstances, whole=after.whole)
            self._forced[taken] = ForcedRules(trial, before, after)
        return self._forced[taken].cause_of(differs)


def _whole_reading(trial: Trial, held: Situation) -> Reading:
    return {**decided(trial.seen(held)), **trial.sure(held)}


class ForcedRules:
    """Two situations under one plan: which of the rules that fire otherwise matter, with the facts left as they are."""

    def __init__(self, trial: Trial, before: Situation, after: Situation) -> None:
        self._before = before
        one, other = (_fired(trial.reasoned(held).decision) for held in (before, after))
        self._after = {name: name in other for name in {*one, *other} if (name in one) != (name in other)}
        self._rules = {name.partition("#")[0]: trial.plan.located[name.partition("#")[0]].rule for name in self._after}
        self._evaluator = _Forced(trial.plan)
        self._trial = Trial(trial.plan, self._evaluator, trial)
        self._tried = Tried(self._forced)

    def cause_of(self, differs: Differs) -> Cause:
        """The smallest sets of rules, by id, that have to fire, or not to fire, as in the second situation."""
        about = sorted(name for name, rule in self._rules.items() if _about(rule, differs.key))
        found = self._tried.cause_of(differs, about, MOST_RULES_FOR_PAIRS)
        if found.how != "not_attributed":
            return found
        return self._tried.cause_of(differs, sorted(self._rules), MOST_RULES_FOR_PAIRS)

    def _forced(self, taken: frozenset[str]) -> tuple[Trial, Situation, frozenset[str]]:
        self._evaluator.forced = {n: fires for n, fires in self._after.items() if n.partition("#")[0] in taken}
        return self._trial, self._before, taken


def _about(rule: Rule, key: Key) -> bool:
    """Whether a rule speaks of what differs itself, and not of a choice before it."""
    if key[0] == "argument":
        return isinstance(rule, Argue) and rule.claim == key[3]
    if isinstance(rule, Advise):
        return key[0] == "pilot" and rule.what == "pilot"
    name = {"providers": "direction", "condition": "funding", "pilot": "funding"}.get(key[0], key[1].partition(".")[0])
    return any(code.partition(".")[0] == name for code in options_of(rule)) or (
        isinstance(rule, Bound) and name == "term"
    )


class _Forced:
    """An evaluator in which some clauses fire or do not fire whatever the facts; what they set follows the facts."""

    name = "forced"

    def __init__(self, plan: Plan) -> None:
        self._plan, self._inner = plan, reference_evaluator(plan)
        self.forced: Mapping[str, bool] = {}

    def stage(self, number: int, facts: Mapping[str, Constant]) -> Outcome:
        outcome = self._inner.stage(number, facts)
        clauses = self._plan.stages[number - 1].clauses
        here = {clause.index: self.forced[clause.name] for clause in clauses if clause.name in self.forced}
        came = frozenset(outcome.fired)
        return Outcome(tuple(i for i in range(len(clauses)) if here.get(i, i in came)), outcome.sets)


def _fired(decision: SegmentDecision) -> frozenset[str]:
    """The clauses that fired, those aside that only set a field: what reads the field is what decides."""
    return frozenset(clause.name for stage in decision.stages for clause in stage.fired if clause.sets is None)
