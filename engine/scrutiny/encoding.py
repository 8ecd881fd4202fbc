"""The rules in force on a day as formulas: facts, classification, what fires, what is excluded and what is ready.

What it says of profiles. Exact: types, closed lists, absence (every operator on an absent field is false), sets as one
boolean per member, classification with its merging, which clause fires on which facts and choices, exclusion by rules,
the readiness of options. Wider than reality, so that only "never" is proved by it:

- figures that are computed from others (clients per provider) are free of them, as are dates of each other;
- a choice may be any option that is neither excluded nor unready, or none: what is argued is not looked at;
- an option may be barred because nothing lawful follows from it (``decision.look_ahead``), without working that out.

``choices`` works out the second. What a witness claims is always run through the evaluator.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import get_args

from ..decision.contract import beyond, hard
from ..knowledge.options import Options
from ..rulebase.check import stage_of
from ..rulebase.conditions import Condition, Constant
from ..rulebase.model import Bound, Class, Exclude, Require
from ..rulebase.plan import Clause, Plan
from .domains import Domain, domain_of, domains_of
from .solver import Answer, Formula, Solver

UNREADY = ("not", "later", "pilot")
LAST_CHOOSING = 3
BY = "by "
"""before the id of a rule in a core: without that rule it would be possible"""


@dataclass(frozen=True)
class _Precondition:
    """One precondition of one option: its class, when it is met (or does not apply), unmet, and too long to build."""

    kind: Class
    met: Formula
    unmet: Formula
    late: Formula


class Encoding:
    """Formulas of one plan, each made when it is first asked for."""

    def __init__(self, plan: Plan, solver: Solver | None = None) -> None:
        self.plan, self.solver = plan, solver or Solver()
        self.options: Options = plan.library.options
        self.domains = dict(domains_of(plan))
        self._clauses = [clause for stage in plan.stages for clause in stage.clauses]
        self._setting: dict[str, list[Clause]] = {}
        for clause in self._clauses:
            if clause.sets:
                self._setting.setdefault(clause.sets[0], []).append(clause)
        self.single = [name for name, held in self.options.instruments.items() if not held.multi]
        self._parameters = {name: plan.parameter(name) for name in plan.library.parameters}
        self._values: dict[str, dict[Constant | None, Formula]] = {}
        self._fires: dict[tuple[str, str], Formula] = {}
        self._made: dict[str, Formula] = {}
        self._once: dict[str, Formula] = {}
        self._tracks: dict[str, Formula] = {}
        self._months: dict[int, Formula] = {}
        self._lawful = self.solver.literal("no choice is excluded")
        self._ready = self.solver.literal("no choice is unready")

    # Asking

    def ask(
        self,
        wanted: Iterable[Formula],
        any_choice: bool = False,
        unready_too: bool = False,
        without_once: str = "",
    ) -> Answer:
        """Whether a profile exists on which all this holds.

        ``any_choice``: choices may be any options, also excluded ones, as when somebody chooses against the advice.
        ``unready_too``: choices may be any options that are not excluded.
        ``without_once``: a field that may be set to two values in it.
        """
        held = [formula for formula in wanted if formula is not self.solver.yes]
        if any(formula is self.solver.never for formula in held):
            return Answer("impossible")
        literals = [self.named(formula) for formula in held]
        assumed = [literal for name, literal in self._once.items() if name != without_once]
        lawful = [] if any_choice else [self._lawful, *self._tracks.values()]
        ready = [] if any_choice or unready_too else [self._ready]
        return self.solver.ask([*literals, *assumed, *lawful, *ready])

    def named(self, formula: Formula) -> Formula:
        """A literal for a formula, the same one each time."""
        if self.solver.is_literal(formula):
            return formula
        key = f"={formula.get_id()}"
        if key not in self._made:
            self._made[key] = self.solver.define(key, formula)
            self._made[f"{key} kept"] = formula  # so that its number is not given to another formula
        return self._made[key]

    def facts_in(self, answer: Answer) -> dict[str, Constant]:
        """The facts of a profile in an answer: of input fields only, sorted by name."""
        return {
            name: value
            for name, values in sorted(self._values.items())
            if self.plan.vocabulary[name].owner not in ("classified", "chosen")
            for value, literal in values.items()
            if value is not None and answer.holds(literal)
        }

    # Facts

    def values(self, name: str) -> dict[Constant | None, Formula]:
        """A literal for each value of a field; that of None says that it is absent."""
        if name not in self._values:
            field, solver = self.plan.vocabulary[name], self.solver
            domain = self.domains.get(name) or domain_of(field, ())
            made: dict[Constant | None, Formula] = {v: solver.literal(f"{name} = {v}") for v in domain.values}
            if domain.may_be_unknown:
                made[None] = solver.literal(f"{name} absent")
            self._values[name] = made
            if field.owner == "classified":
                self._classified(name, made)
            elif name.startswith("status."):
                self._status(name.removeprefix("status."), made)
            else:
                solver.one_of(made.values())
                if field.owner == "chosen":
                    self._choosable(name.removeprefix("chosen."), made)
        return self._values[name]

    def domain(self, name: str) -> Domain:
        self.values(name)
        return self.domains.get(name) or domain_of(self.plan.vocabulary[name], ())

    def holds(self, condition: Condition) -> Formula:
        values = self.values(condition.field)
        if condition.operator == "is_unknown":
            return values.get(None, self.solver.never)
        if condition.operator == "is_known":
            return self.solver.no(values[None]) if None in values else self.solver.yes
        return self.solver.any(values[value] for value in self.domain(condition.field).where(condition))

    def fires(self, clause: Clause) -> Formula:
        key = (clause.rule.id, clause.role)
        if key not in self._fires:
            held = self.solver.all([self.holds(condition) for condition in clause.conditions])
            self._fires[key] = self.solver.define(f"{clause.name} fires", held)
        return self._fires[key]

    def _classified(self, name: str, made: dict[Constant | None, Formula]) -> None:
        solver, setting = self.solver, self._setting.get(name, [])
        by = {v: solver.any([self.fires(c) for c in setting if c.sets == (name, v)]) for v in made if v is not None}
        if self.plan.vocabulary[name].true_wins:
            solver.add(made[True] == by[True])
            solver.add(made[False] == solver.all([by[False], solver.no(by[True])]))
        else:
            for value, formula in by.items():
                solver.add(made[value] == formula)
            self._once[name] = solver.literal(f"{name} once")
            solver.at_most_one([made[v] for v in by], self._once[name])
        solver.add(made[None] == solver.no(solver.any(by.values())))

    # Exclusion and readiness

    def clauses(self, *kinds: type) -> Iterator[Clause]:
        return (clause for clause in self._clauses if isinstance(clause.rule, kinds))

    def excluded(self, code: str) -> Formula:
        """A rule takes the option out, alone or with an earlier choice, or nothing lawful follows from it."""
        return self._once_made(f"{code} excluded", lambda: self.solver.any([self._excluded(code), self.barred(code)]))

    def barred(self, code: str) -> Formula:
        """Nothing lawful follows from the option: left open here."""
        return self.solver.literal(f"{code} barred") if self._may_be_barred(code) else self.solver.never

    def barrable(self) -> list[Formula]:
        return [self.barred(code) for code in self.options.by_code if self._may_be_barred(code)]

    def _may_be_barred(self, code: str) -> bool:
        held = self.options.instruments[self.options.by_code[code].instrument]
        return not held.multi and held.stage < LAST_CHOOSING

    def excluding(self, code: str) -> Iterator[tuple[str, Formula]]:
        """Each rule that may take the option out, and when it does."""
        solver, instrument = self.solver, code.partition(".")[0]
        for clause in self.clauses(Exclude):
            rule = clause.rule
            assert isinstance(rule, Exclude)
            if rule.with_option is None and code in self.options.expand(rule.option):
                yield rule.id, self.fires(clause)
            elif rule.with_option is not None and self.stage(code) == stage_of(rule, self.plan.library):
                for partner in self.partners(code, rule.option, rule.with_option):
                    chosen = self.chosen(partner)
                    yield rule.id, solver.all([self.fires(clause), chosen])
        if instrument == "term":
            for clause in self.clauses(Bound):
                assert isinstance(clause.rule, Bound)
                if hard([clause.rule]) and beyond(code, clause.rule, self._parameters):
                    yield clause.rule.id, self.fires(clause)

    def partners(self, code: str, one: str, other: str) -> list[str]:
        """The options that a pair sets against ``code``, of instruments that are decided before it."""
        pairs = ((one, other), (other, one))
        held = [p for mine, theirs in pairs if code in self.options.expand(mine) for p in self.options.expand(theirs)]
        return [p for p in held if self.before(p, code) and not self.options.instruments[p.partition(".")[0]].multi]

    def before(self, one: str, other: str) -> bool:
        """Whether the instrument of one option is decided before that of the other, in one stage or an earlier."""
        order = list(self.options.instruments)
        first, second = ((self.stage(code), order.index(code.partition(".")[0])) for code in (one, other))
        return first < second

    def stage(self, code: str) -> int:
        return self.options.instruments[code.partition(".")[0]].stage

    def _excluded(self, code: str) -> Formula:
        found = []
        for rule, when in self.excluding(code):
            if rule not in self._tracks:
                self._tracks[rule] = self.solver.literal(f"{BY}{rule}")
            found.append(self.solver.all([when, self._tracks[rule]]))
        return self.solver.any(found)

    def chosen(self, code: str) -> Formula:
        instrument, _, name = code.partition(".")
        return self.values(f"chosen.{instrument}")[name]

    def _choosable(self, instrument: str, made: dict[Constant | None, Formula]) -> None:
        for code in self.options.of(instrument):
            chosen = made[code.partition(".")[2]]
            for blocked, when in ((self.excluded(code), self._lawful), (self.unready(code), self._ready)):
                self.solver.add(self.solver.implies(self.solver.all([chosen, when]), self.solver.no(blocked)))

    def unready(self, code: str) -> Formula:
        return self._once_made(f"{code} unready", lambda: self.solver.any([self.status(code)[s] for s in UNREADY]))

    def status(self, code: str) -> dict[str, Formula]:
        """What the preconditions of an option leave open: see ``decision.readiness.status_of``."""
        solver = self.solver
        if f"{code} now" not in self._made:
            states = list(self._preconditions(code))
            unmet = {c: solver.any([p.unmet for p in states if p.kind == c]) for c in get_args(Class)}
            late = solver.any([solver.all([solver.no(p.met), p.late]) for p in states if p.kind == "buildable"])
            ranked = {
                "not": solver.any([self.excluded(code), unmet["structural"]]),
                "later": solver.any([unmet["given"], solver.all([unmet["buildable"], late])]),
                "pilot": solver.any([solver.no(p.met) for p in states if p.kind == "learnable"]),
                "now": solver.all([p.met for p in states]),
            }
            before: list[Formula] = []
            for name, formula in ranked.items():
                self._made[f"{code} {name}"] = solver.define(
                    f"{code} is {name}", solver.all([formula, *(solver.no(b) for b in before)])
                )
                before.append(formula)
            self._made[f"{code} now_if"] = solver.define(f"{code} is now_if", solver.no(solver.any(before)))
        return {name: self._made[f"{code} {name}"] for name in (*UNREADY, "now", "now_if")}

    def _preconditions(self, code: str) -> Iterator["_Precondition"]:
        """Those that rules state of an option; one that does not apply on some facts counts as met there."""
        solver = self.solver
        stated: dict[str, list[Clause]] = {}
        for clause in self.clauses(Require):
            assert isinstance(clause.rule, Require)
            if code in self.options.expand(clause.rule.option):
                stated.setdefault(clause.rule.precondition, []).append(clause)
        for held in stated.values():
            first = held[0].rule
            assert isinstance(first, Require)
            by = {role: [c for c in held if c.role == role] for role in ("fires", "met", "unmet")}
            fires = {role: solver.any([self.fires(c) for c in clauses]) for role, clauses in by.items()}
            met = solver.all([fires["met"], solver.no(fires["unmet"])])
            stating = "unmet", "fires"
            broken, unknown = (solver.any([self._too_long(c) for c in by[role]]) for role in stating)
            late = solver.any([broken, solver.all([solver.no(fires["unmet"]), unknown])])
            yield _Precondition(first.class_, solver.any([met, solver.no(fires["fires"])]), fires["unmet"], late)

    def _too_long(self, clause: Clause) -> Formula:
        """The clause fires and what its rule asks takes more months than there are."""
        assert isinstance(clause.rule, Require)
        lead = self._lead(clause.rule)
        fewer = [literal for months, literal in self.months().items() if months < lead]
        return self.solver.all([self.fires(clause), self.solver.any(fewer)])

    def _lead(self, rule: Require) -> int:
        return self._parameters.get((rule.lead or "").removeprefix("param:")) or 0

    def months(self) -> dict[int, Formula]:
        """The months left until the publication, as far as they make a difference; none of them: enough, or unknown."""
        if not self._months:
            rules = (clause.rule for clause in self.clauses(Require))
            leads = {self._lead(rule) for rule in rules if isinstance(rule, Require)} - {0}
            self._months = {lead - 1: self.solver.literal(f"{lead - 1} months left") for lead in sorted(leads)}
            self.solver.at_most_one(self._months.values())
        return self._months

    def hastes(self) -> list[Formula]:
        return list(self.months().values())

    def months_in(self, answer: Answer) -> int | None:
        return next((m for m, literal in self.months().items() if answer.holds(literal)), None)

    def _status(self, code: str, made: dict[Constant | None, Formula]) -> None:
        """``status.<option>`` as later stages read it; it is always known."""
        for name, formula in self.status(code).items():
            self.solver.add(made[name] == formula)
        self.solver.add(self.solver.no(made[None]))

    def _once_made(self, key: str, make: object) -> Formula:
        if key not in self._made:
            assert callable(make)
            self._made[key] = self.solver.define(key, make())
        return self._made[key]
