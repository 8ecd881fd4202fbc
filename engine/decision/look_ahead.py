"""Options after which some instrument has no lawful option left, whatever is chosen for the others.

Exact over all combinations of choices: the exclusions in force are a set of forbidden combinations, and an option falls
when no way to fill in the rest avoids them all. What is merely not ready or argued against plays no part.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from ..facts import Facts
from ..rulebase.conditions import Condition
from ..rulebase.model import Bound, Exclude
from ..rulebase.plan import Clause, Plan
from .contract import PATTERNS, beyond

CHOSEN = "chosen."
BOARD = "board"
Combination = Mapping[str, frozenset[str]]
"""options by instrument: forbidden when the choice for each instrument named is among them"""
Choices = Mapping[str, str]
"""chosen options by instrument"""


@dataclass(frozen=True)
class Exclusion:
    """One rule that takes options out: of which instruments, on which facts, and the combinations that it forbids."""

    rule: str
    by_board: bool
    of: frozenset[str]
    on: tuple[Condition, ...]
    forbids: tuple[Combination, ...]


class LookAhead:
    """Made once for a plan. ``reads``: facts on which more than the fired rules of a stage depends; ``order``:
    instruments whose choices bear on one another, in the order in which they are decided."""

    def __init__(self, plan: Plan) -> None:
        options = plan.library.options
        instruments = sorted(
            (name for name, held in options.instruments.items() if not held.multi),
            key=lambda name: options.instruments[name].stage,
        )
        self._options = {name: options.of(name) for name in instruments}
        every = [e for stage in plan.stages for c in stage.clauses if (e := _exclusion(c, plan)) is not None]
        reached = _reached(every, self._options)
        self.order = [name for name in instruments if name in reached]
        self.exclusions = tuple(e for e in every if reached & e.of)
        self.reads = frozenset(c.field for e in self.exclusions for c in e.on)
        self._in_play: dict[object, tuple[int, ...]] = {}
        self._kept: dict[object, Mapping[str, tuple[str, ...]]] = {}

    def active(self, facts: Facts, ignore_board: bool) -> tuple[int, ...]:
        """The exclusions that these facts bring into play, by number."""
        key = (ignore_board, *map(facts.get, self.reads))
        if key not in self._in_play:
            self._in_play[key] = tuple(
                number
                for number, held in enumerate(self.exclusions)
                if not (ignore_board and held.by_board) and all(c.holds(facts) for c in held.on)
            )
        return self._in_play[key]

    def hopeless(self, instrument: str, before: Choices, active: tuple[int, ...]) -> Mapping[str, tuple[str, ...]]:
        """The options of an instrument that leave nothing lawful, each with the rules that see to it.

        Empty when all are: there is then no lawful combination, and the first choice is shown with its dead end.
        """
        if instrument not in self.order:
            return {}
        before = {name: option for name, option in before.items() if name in self.order}
        key = (instrument, tuple(sorted(before.items())), active)
        if key not in self._kept:
            self._kept[key] = self._hopeless(instrument, before, [self.exclusions[i] for i in active])
        return self._kept[key]

    def _hopeless(self, instrument: str, before: Choices, active: Sequence[Exclusion]) -> Mapping[str, tuple[str, ...]]:
        rest = self.order[self.order.index(instrument) + 1 :]
        forbidden = [combination for held in active for combination in held.forbids]
        found: dict[str, tuple[str, ...]] = {}
        for option in self._options[instrument]:
            if not self._completes({**before, instrument: option}, rest, forbidden):
                about = (e.rule for e in active if any(option in f.get(instrument, ()) for f in e.forbids))
                found[option] = tuple(dict.fromkeys(about))
        return {} if len(found) == len(self._options[instrument]) else found

    def _completes(self, choices: Choices, rest: Sequence[str], forbidden: Sequence[Combination]) -> bool:
        if any(_matches(choices, held) for held in forbidden):
            return False
        if not rest:
            return True
        first, *others = rest
        return any(self._completes({**choices, first: o}, others, forbidden) for o in self._options[first])


def _matches(choices: Choices, forbidden: Combination) -> bool:
    return all(choices.get(name) in held for name, held in forbidden.items())


def _reached(exclusions: Sequence[Exclusion], options: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Instruments that can lose every option, and those whose choice bears on that."""

    def lost(name: str) -> set[str]:
        return {o for e in exclusions if name in e.of for held in e.forbids for o in held.get(name, ())}

    reached = {name for name, held in options.items() if lost(name) >= set(held)}
    while grown := {n for e in exclusions if reached & e.of for held in e.forbids for n in held} - reached:
        reached |= grown
    return reached


def _exclusion(clause: Clause, plan: Plan) -> Exclusion | None:
    rule, options = clause.rule, plan.library.options
    if isinstance(rule, Exclude):
        pairs = product(options.expand(rule.option), options.expand(rule.with_option) if rule.with_option else ("",))
        removed = [{code.partition(".")[0]: frozenset({code}) for code in pair if code} for pair in pairs]
    elif isinstance(rule, Bound) and not rule.motivate:
        parameters = {name: plan.parameter(name) for name in plan.library.parameters}
        removed = [{"term": frozenset({code})} for code in PATTERNS if beyond(code, rule, parameters)]
    else:
        return None
    chosen: dict[str, frozenset[str]] = {}
    for condition in clause.conditions:
        if condition.field.startswith(CHOSEN):
            name = condition.field.removeprefix(CHOSEN)
            fitting = frozenset(_fitting(condition, name, options.of(name)))
            chosen[name] = chosen.get(name, fitting) & fitting
    on = tuple(c for c in clause.conditions if not c.field.startswith(CHOSEN))
    by_board = isinstance(rule, Exclude) and rule.ground == BOARD
    of = frozenset(name for held in removed for name in held)
    return Exclusion(rule.id, by_board, of, on, tuple({**chosen, **held} for held in removed))


def _fitting(condition: Condition, instrument: str, codes: Sequence[str]) -> Iterator[str]:
    for code in codes:
        if condition.holds({condition.field: code.removeprefix(f"{instrument}.")}):
            yield code
