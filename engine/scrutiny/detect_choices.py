"""What a decision can come to: options and pairs that no profile reaches, dead ends, and decisions without argument."""

from collections.abc import Iterator
from functools import cached_property
from itertools import combinations

from ..decision.decider import SegmentDecision
from ..rulebase.conditions import Condition
from ..rulebase.model import Exclude
from ..rulebase.plan import Plan, plan_for
from .diagnostic import Diagnostic, Values
from .encoding import Encoding
from .material import Material
from .proofs import Found, Proofs
from .witness import Claim, Profile, recommends


class Reach:
    """The checks of this module share what was reached on the way."""

    def __init__(self, material: Material, proofs: Proofs) -> None:
        self.material, self.proofs = material, proofs
        self._reached: set[str] = set()
        """options that some profile is known to lead to"""
        self._pairs: set[frozenset[str]] = set()
        self._options = proofs.plan.library.options
        self._single = [code for name in proofs.encoding.single for code in self._options.of(name)]

    @cached_property
    def _never(self) -> dict[str, Found]:
        """What was found about each option that no profile is known to lead to."""
        never = {}
        for code in self._options.by_code:
            if code not in self._reached:
                found = self.proofs.find([self.proofs.choices.recommended(code)], recommends(code), small=False)
                if found.witness is not None:
                    self._note(found.witness)
                else:
                    never[code] = found
        return never

    def detect_never_recommended(self) -> Iterator[Diagnostic]:
        """An option that no profile leads to, whatever is wished and however much time there is."""
        for code, found in self._never.items():
            places = (self.material.option(code), *map(self.material.rule, found.rules))
            if found.known == "proved":
                yield Diagnostic("option_never_recommended", code, places, {"option": code}, "proved")
            else:
                subject = f"option_never_recommended: {code}"
                yield Diagnostic("undecided", subject, places, {"question": "option_never_recommended"}, "undecided")

    def detect_pairs_never_reached(self) -> Iterator[Diagnostic]:
        """Two options, each recommended on some profile, that are never recommended together."""
        for one, other in combinations([code for code in self._single if code not in self._never], 2):
            if one.partition(".")[0] == other.partition(".")[0] or frozenset((one, other)) in self._pairs:
                continue
            wanted = [self.proofs.encoding.chosen(code) for code in (one, other)]
            found = self.proofs.find(wanted, recommends(one, other), small=False)
            if found.witness is not None:
                self._note(found.witness)
                continue
            subject = f"{one} + {other}"
            places = (self.material.option(one), self.material.option(other), *map(self.material.rule, found.rules))
            values: Values = {"one": one, "other": other, "rules": found.rules, "question": "pair_never_reached"}
            code = "pair_never_reached" if found.known == "proved" else "undecided"
            named = subject if found.known == "proved" else f"pair_never_reached: {subject}"
            yield Diagnostic(code, named, places, values, found.known)

    def _note(self, profile: Profile) -> None:
        taken = [c for held in self.proofs.trial.decide(profile).instruments.values() for c in held.taken]
        self._reached |= set(taken)
        self._pairs |= {frozenset(pair) for pair in combinations(taken, 2)}

    def detect_dead_ends(self) -> Iterator[Diagnostic]:
        """A profile on which every option of an instrument is excluded."""
        for name in self.proofs.encoding.single:
            answer = self.proofs.all_excluded(name)
            if answer.verdict == "impossible":
                continue
            codes = self._options.of(name)
            rules = {r for code in codes for r, _ in self.proofs.encoding.excluding(code)}
            places = (self.material.option(name), *map(self.material.rule, sorted(rules)))
            profile = Profile(self.proofs.encoding.facts_in(answer)) if answer.verdict == "possible" else Profile()
            claim = _ends(name)
            if self.proofs.trial.shows(profile, claim):
                witness = self.proofs.trial.smallest(profile, claim)
                yield Diagnostic("all_options_excluded", name, places, {"instrument": name}, "shown", witness)
            else:
                values = {"question": "all_options_excluded"}
                yield Diagnostic("undecided", f"all_options_excluded: {name}", places, values, "undecided")

    def detect_unargued_decisions(self) -> Iterator[Diagnostic]:
        """A profile that answers all that the arguments about an instrument ask, and on which none of them fires."""
        encoding, solver = self.proofs.encoding, self.proofs.encoding.solver
        for name in encoding.single:
            arguing = self.proofs.choices.arguing(name)
            silent = [solver.no(encoding.fires(clause)) for clause in arguing]
            asked = self._asked([c for clause in arguing for c in clause.conditions])
            known = [solver.no(encoding.values(f)[None]) for f in asked if None in encoding.values(f)]
            open_ = solver.no(solver.any([encoding.chosen(code) for code in self._options.of(name)]))
            found = self.proofs.find([*silent, *known, open_], _unargued(name), small=False)
            values = {"instrument": name, "answers": str(len(asked))}
            if found.witness is not None:
                needed = Profile({k: v for k, v in found.witness.facts.items() if k in asked})
                witness = needed if self.proofs.trial.shows(needed, _unargued(name)) else found.witness
                place = self.material.option(name)
                yield Diagnostic("decision_unargued", name, (place,), values, "shown", witness)
            elif found.known == "undecided":
                place, subject = self.material.option(name), f"decision_unargued: {name}"
                yield Diagnostic("undecided", subject, (place,), {"question": "decision_unargued"}, "undecided")

    def _asked(self, conditions: list[Condition]) -> list[str]:
        """The answers that conditions come down to, through the fields that rules set."""
        plan, waiting, asked = self.proofs.plan, [c.field for c in conditions], set[str]()
        seen: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name in seen:
                continue
            seen.add(name)
            owner = plan.vocabulary[name].owner
            if owner == "classified":
                setting = (c for s in plan.stages for c in s.clauses if c.sets and c.sets[0] == name)
                waiting += [c.field for clause in setting for c in clause.conditions if c.operator != "is_unknown"]
            elif owner != "chosen":
                asked.add(name)
        return sorted(asked)


def detect_always_excluded(material: Material) -> Iterator[Diagnostic]:
    """An option that rules take out on every profile, on some day."""
    seen: set[tuple[object, ...]] = set()
    said: set[str] = set()
    for plan in _days_of_exclusion(material):
        excluding = tuple((c.name, c.conditions) for s in plan.stages for c in s.clauses if isinstance(c.rule, Exclude))
        if excluding in seen:
            continue
        seen.add(excluding)
        encoding = Encoding(plan)
        options = dict.fromkeys(
            code
            for s in plan.stages
            for c in s.clauses
            if isinstance(c.rule, Exclude)
            for code in encoding.options.expand(c.rule.option)
        )
        for code in options:
            by = dict(encoding.excluding(code))
            answer = encoding.ask([encoding.solver.no(formula) for formula in by.values()])
            if by and answer.verdict == "impossible" and code not in said:
                said.add(code)
                places = (material.option(code), *(material.rule(rule) for rule in by))
                values: Values = {"option": code, "day": plan.as_of.isoformat(), "rules": tuple(by)}
                yield Diagnostic("option_always_excluded", code, places, values, "proved")


def _days_of_exclusion(material: Material) -> Iterator[Plan]:
    """The day that is asked about, and each first day of some rule that excludes."""
    yield material.plan
    rules = (held.rule for held in material.base.located if isinstance(held.rule, Exclude))
    for day in sorted({day for rule in rules for day in material.days(rule)}):
        yield plan_for(material.base, day)


def _ends(name: str) -> Claim:
    def holds(decision: SegmentDecision) -> bool:
        held = next((s.decided[name] for s in decision.stages if name in s.decided), None)
        return held is not None and held.dead_end

    return holds


def _unargued(name: str) -> Claim:
    def holds(decision: SegmentDecision) -> bool:
        held = decision.instruments[name]
        return held.chosen is None and not any(held.claims.values())

    return holds
