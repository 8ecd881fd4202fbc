"""Rules held against each other: what never fires, what cannot both be so, what another rule already says."""

from collections.abc import Hashable, Iterator
from itertools import combinations

from ..knowledge.options import Options
from ..rulebase.model import Advise, Argue, Bound, Classify, Cohere, Exclude, Require, Rule
from ..rulebase.plan import Clause, Plan
from .detect_conditions import NEVER, contradiction
from .diagnostic import Diagnostic, Places, Values
from .material import Material
from .proofs import Proofs
from .witness import Profile, fired

CHOSEN = "chosen."
SURENESS = {"weak": 1, "normal": 2, "strong": 3}


class Clashes:
    """The checks of the rules that are in force on one day."""

    def __init__(self, material: Material, proofs: Proofs) -> None:
        self.material, self.proofs = material, proofs
        self.plan: Plan = proofs.plan
        self._clauses = {c.name: c for stage in self.plan.stages for c in stage.clauses}
        self._seen: set[str] = set()

    # What never fires

    def detect_never_firing(self) -> Iterator[Diagnostic]:
        """Of the rules in force: proved for all profiles and all choices, or fired on a profile that was run."""
        for clause in self._clauses.values():
            if clause.name in self._seen or contradiction(self.plan, clause.conditions):
                continue
            found = self.proofs.find([self.proofs.encoding.fires(clause)], fired(clause.name), small=False)
            if found.witness is not None:
                self._note(found.witness)
            elif found.known == "undecided":
                yield _undecided(_code(clause), clause.rule, self.material)
            elif self.proofs.possible_with_any_choice(clause).verdict == "impossible":
                yield never(clause, self.material)
            elif clause.role == "fires":
                reading = [c for c in clause.conditions if c.field.startswith(CHOSEN)]
                places = (self.material.rule(clause.rule.id), *map(self.material.rule, found.rules))
                places += tuple(self.material.condition(clause.rule, condition) for condition in reading)
                yield Diagnostic("rule_after_override", clause.rule.id, places, {"rule": clause.rule.id}, "proved")

    def _note(self, profile: Profile) -> None:
        for stage in self.proofs.trial.decide(profile).stages:
            self._seen |= {clause.name for clause in stage.fired}

    # What cannot both be so

    def detect_met_and_unmet(self) -> Iterator[Diagnostic]:
        """A precondition that is met and not met on one profile."""
        for clause in self._of(Require):
            met, unmet = (self._clauses.get(f"{clause.rule.id}#{role}") for role in ("met", "unmet"))
            if met and unmet and self._may_meet(met, unmet):
                places = (self.material.rule(clause.rule.id, "met"), self.material.rule(clause.rule.id, "unmet"))
                yield from self._both(met, unmet, "met_and_unmet", clause.rule.id, places, {"rule": clause.rule.id})

    def detect_conflicting_values(self) -> Iterator[Diagnostic]:
        """Two rules that set one field to two values on one profile."""
        for one, other in combinations([c for c in self._clauses.values() if c.sets], 2):
            assert one.sets and other.sets
            name = one.sets[0]
            if other.sets[0] != name or one.sets == other.sets or self.plan.vocabulary[name].true_wins:
                continue
            found = self.proofs.conflict(one, other, name)
            values: Values = {"one": one.rule.id, "other": other.rule.id, "field": name}
            places = (self.material.rule(one.rule.id), self.material.rule(other.rule.id))
            subject = f"{one.rule.id} + {other.rule.id}"
            if found.witness is not None:
                yield Diagnostic("values_conflict", subject, places, values, "shown", found.witness)
            elif found.known == "undecided":
                yield Diagnostic(
                    "undecided", f"values_conflict: {subject}", places, {"question": "values_conflict"}, "undecided"
                )

    def detect_claims_both_ways(self) -> Iterator[Diagnostic]:
        """One claim, which is one mechanism, that speaks for and against one option in one step on one profile."""
        for one, other in combinations(self._of(Argue), 2):
            a, b = one.rule, other.rule
            assert isinstance(a, Argue) and isinstance(b, Argue)
            shared = self._shared(a, b)
            alike = (a.claim, a.step, a.scaled_by) == (b.claim, b.step, b.scaled_by)
            if alike and a.direction != b.direction and shared and self._may_meet(one, other):
                values: Values = {"one": a.id, "other": b.id, "claim": a.claim, "option": shared}
                places = (self.material.rule(a.id), self.material.rule(b.id))
                yield from self._both(one, other, "claim_both_ways", f"{a.id} + {b.id}", places, values)

    def detect_crossing_bounds(self) -> Iterator[Diagnostic]:
        """A shortest term that is longer than the longest."""
        for one, other in combinations(self._of(Bound), 2):
            for least, most in ((one, other), (other, one)):
                low, high = self._months(least.rule, "least_months"), self._months(most.rule, "most_months")
                if low is not None and high is not None and low > high and self._may_meet(least, most):
                    values = {"least": least.rule.id, "most": most.rule.id, "low": str(low), "high": str(high)}
                    places = (self.material.rule(least.rule.id), self.material.rule(most.rule.id))
                    subject = f"{least.rule.id} + {most.rule.id}"
                    yield from self._both(least, most, "bounds_cross", subject, places, values)

    # What another rule already says

    def detect_subsumed(self) -> Iterator[Diagnostic]:
        """A rule that never adds anything, because another with the same effect fires wherever it does."""
        groups: dict[Hashable, list[Clause]] = {}
        for clause in self._clauses.values():
            if clause.role == "fires" and contradiction(self.plan, clause.conditions) is None:
                groups.setdefault(_effect(clause.rule), []).append(clause)
        for held in groups.values():
            for clause in held:
                by = next((o for o in held if o is not clause and self._adds_nothing(clause, o)), None)
                if by is not None:
                    values = {"rule": clause.rule.id, "by": by.rule.id}
                    places = (self.material.rule(clause.rule.id), self.material.rule(by.rule.id))
                    wanted = [self.proofs.encoding.fires(c) for c in (clause, by)]
                    found = self.proofs.find(wanted, fired(clause.name, by.name))
                    if self.proofs.possible_with_any_choice(clause).verdict != "impossible":
                        yield Diagnostic("rule_subsumed", clause.rule.id, places, values, "proved", found.witness)

    def _adds_nothing(self, clause: Clause, by: Clause) -> bool:
        if not covers(by.rule, clause.rule, self.plan) or not self.proofs.follows(clause, by):
            return False
        if isinstance(clause.rule, Require):
            for role in ("met", "unmet"):
                mine, other = (self._clauses.get(f"{c.rule.id}#{role}") for c in (clause, by))
                if mine is not None and (other is None or not self.proofs.follows(mine, other)):
                    return False
        # of two that say the same on the same profiles, the second is the one too many
        return clause.index > by.index or not (
            covers(clause.rule, by.rule, self.plan) and self.proofs.follows(by, clause)
        )

    # What counts twice

    def detect_arguments_twice(self) -> Iterator[Diagnostic]:
        """Two arguments of one claim for one option that are one: the same origin, and neither gives it more weight."""
        for one, other in self._alike():
            a, b = one.rule, other.rule
            assert isinstance(a, Argue) and isinstance(b, Argue)
            same = a.origin == b.origin and a.strength == b.strength and _own(a) == _own(b)
            if same and self._may_meet(one, other):
                values: Values = {
                    "one": a.id,
                    "other": b.id,
                    "claim": a.claim,
                    "origin": a.origin,
                    "option": self._shared(a, b),
                }
                places = (self.material.rule(a.id), self.material.rule(b.id))
                yield from self._both(one, other, "argument_twice", f"{a.id} + {b.id}", places, values)

    def detect_claims_raised_by_a_copy(self) -> Iterator[Diagnostic]:
        """A claim that gains weight from a second document that only repeats what the first says.

        Two arguments count as two origins; yet the one names the origin of the other among its own passages.
        """
        for one, other in self._alike():
            a, b = one.rule, other.rule
            assert isinstance(a, Argue) and isinstance(b, Argue)
            quoting = b if a.origin in b.passages else a if b.origin in a.passages else None
            if quoting is None or self._document(a) == self._document(b) or (_own(a) and _own(b)):
                continue
            if self._may_meet(one, other):
                quoted = a if quoting is b else b
                option = self._shared(a, b)
                values: Values = {"one": quoted.id, "other": quoting.id, "claim": a.claim, "option": option}
                places = (self.material.rule(quoted.id), self.material.rule(quoting.id))
                subject = f"{quoted.id} + {quoting.id}"
                yield from self._both(one, other, "claim_raised_by_copy", subject, places, values)

    # Shared

    def _alike(self) -> Iterator[tuple[Clause, Clause]]:
        """Pairs of arguments of one claim that speak of one option in one step and direction."""
        for one, other in combinations(self._of(Argue), 2):
            a, b = one.rule, other.rule
            assert isinstance(a, Argue) and isinstance(b, Argue)
            if (a.claim, a.direction, a.step) == (b.claim, b.direction, b.step) and self._shared(a, b):
                yield one, other

    def _document(self, rule: Argue) -> str:
        source = self.plan.library.source_of.get(rule.origin)
        return source.id if source else rule.origin

    def _of(self, kind: type) -> list[Clause]:
        return [c for c in self._clauses.values() if isinstance(c.rule, kind) and c.role == "fires"]

    def _may_meet(self, one: Clause, other: Clause) -> bool:
        """Not yet ruled out by the conditions on one field alone."""
        return contradiction(self.plan, (*one.conditions, *other.conditions)) is None

    def _both(
        self, one: Clause, other: Clause, code: str, subject: str, places: Places, values: Values
    ) -> Iterator[Diagnostic]:
        fires = self.proofs.encoding.fires
        found = self.proofs.find([fires(one), fires(other)], fired(one.name, other.name))
        if found.witness is not None:
            yield Diagnostic(code, subject, places, values, "shown", found.witness)
        elif found.known == "undecided":
            yield Diagnostic("undecided", f"{code}: {subject}", places, {"question": code}, "undecided")

    def _shared(self, one: Argue, other: Argue) -> tuple[str, ...]:
        expand = self.plan.library.options.expand
        theirs = expand(other.option)
        return tuple(code for code in expand(one.option) if code in theirs)

    def _months(self, rule: Rule, key: str) -> int | None:
        text = getattr(rule, key)
        if text is None:
            return None
        return int(text) if text.isdigit() else self.plan.parameter(text.removeprefix("param:"))


def detect_never_firing_on_other_days(material: Material) -> Iterator[Diagnostic]:
    """As ``Clashes.detect_never_firing``, of rules that are in force on other days only."""
    for plan in material.plans[1:]:
        mine = [clause for p, clause in material.clauses if p is plan]
        proofs = Proofs(plan)
        for clause in mine:
            possible = proofs.possible_with_any_choice(clause).verdict
            if possible == "impossible" and not contradiction(plan, clause.conditions):
                yield never(clause, material)


def never(clause: Clause, material: Material) -> Diagnostic:
    return Diagnostic(
        _code(clause), clause.rule.id, (material.rule(clause.rule.id),), {"rule": clause.rule.id}, "proved"
    )


def _undecided(question: str, rule: Rule, material: Material) -> Diagnostic:
    places = (material.rule(rule.id),)
    return Diagnostic("undecided", f"{question}: {rule.id}", places, {"question": question}, "undecided")


def _code(clause: Clause) -> str:
    """What it is called when a clause never fires for a reason beyond its own conditions."""
    return "rule_never_fires" if clause.role == "fires" else NEVER[clause.role]


def _own(rule: Argue) -> bool:
    return rule.own_reading or rule.evidence == "own"


def _effect(rule: Rule) -> Hashable:
    """What two rules must have alike for one to make the other needless."""
    match rule:
        case Classify():
            return ("classify", *next(iter(rule.sets.items())))
        case Exclude():
            return ("exclude", rule.ground, rule.with_option is None)
        case Require():
            return ("require", rule.precondition, rule.class_, rule.lead)
        case Argue():
            return ("argue", rule.claim, rule.direction, rule.step, rule.scaled_by, rule.goal)
        case Cohere():
            return ("cohere", rule.claim)
        case Bound():
            return ("bound", rule.most_months, rule.least_months, rule.motivate)
        case Advise():
            return ("advise", rule.what, rule.text.nl, rule.indicator, rule.instrument)


def covers(wide: Rule, narrow: Rule, plan: Plan) -> bool:
    """Whether the effect of the one, which is of the same sort, includes that of the other."""
    options = plan.library.options
    if isinstance(wide, Exclude | Cohere) and isinstance(narrow, Exclude | Cohere):
        return _pairs(narrow, options) <= _pairs(wide, options)
    if isinstance(wide, Require) and isinstance(narrow, Require):
        return set(options.expand(narrow.option)) <= set(options.expand(wide.option))
    if isinstance(wide, Argue) and isinstance(narrow, Argue):
        library = plan.library
        documents = [library.source_of[r.origin].id if r.origin in library.source_of else "" for r in (wide, narrow)]
        return (
            set(options.expand(narrow.option)) <= set(options.expand(wide.option))
            and SURENESS[wide.strength] >= SURENESS[narrow.strength]
            and _own(wide) <= _own(narrow)
            and documents[0] == documents[1]
            and wide.severe >= narrow.severe
        )
    return True


def _pairs(rule: Exclude | Cohere, options: Options) -> set[frozenset[str]]:
    others = options.expand(rule.with_option) if rule.with_option else ("",)
    return {frozenset((one, other)) for one in options.expand(rule.option) for other in others}
