"""The balance of the arguments: what rests on own judgement alone, and what is said on one side only. Figures."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..decision.claims import own
from ..rulebase.model import Argue, Step
from .diagnostic import Diagnostic
from .material import Material

STEPS: tuple[Step, ...] = ("given", "fact", "experience", "wish", "goal")


@dataclass(frozen=True)
class Balance:
    """How many arguments in force speak of an option: for and against in each step, and how many of them are ours."""

    option: str
    steps: dict[Step, tuple[int, int]]
    own: int

    @property
    def sides(self) -> tuple[int, int]:
        return sum(one for one, _ in self.steps.values()), sum(other for _, other in self.steps.values())


def balance(material: Material) -> tuple[Balance, ...]:
    """For every option, in the order of the options. A rule about a family counts for each of its options."""
    rows = []
    for code, rules in _about(material).items():
        steps = {step: (_count(rules, step, "for"), _count(rules, step, "against")) for step in STEPS}
        rows.append(Balance(code, steps, sum(own(rule) for rule in rules)))
    return tuple(rows)


def detect_own_judgement_alone(material: Material) -> Iterator[Diagnostic]:
    """An option for which only readings and judgements of our own speak, and a claim that rests on those alone."""
    claims: dict[str, list[Argue]] = {}
    for code, rules in _about(material).items():
        speaking = [rule for rule in rules if rule.direction == "for"]
        if speaking and all(map(own, speaking)):
            places = (material.option(code), *(material.rule(rule.id) for rule in speaking))
            yield Diagnostic("option_on_own_judgement", code, places, {"option": code})
        for rule in rules:
            held = claims.setdefault(rule.claim, [])
            if rule not in held:
                held.append(rule)
    for claim, rules in sorted(claims.items()):
        if all(map(own, rules)):
            places = tuple(material.rule(rule.id) for rule in rules)
            yield Diagnostic("claim_on_own_judgement", claim, places, {"claim": claim})


def detect_one_sided(material: Material) -> Iterator[Diagnostic]:
    """An option that is only praised or only blamed, and a claim that within an instrument is never turned round."""
    sides: dict[tuple[str, str], dict[str, list[str]]] = {}
    for code, rules in _about(material).items():
        directions = {rule.direction for rule in rules}
        if len(directions) == 1:
            places = (material.option(code), *(material.rule(rule.id) for rule in rules))
            yield Diagnostic("option_one_sided", code, places, {"option": code, "side": directions.pop()})
        for rule in rules:
            held = sides.setdefault((code.partition(".")[0], rule.claim), {})
            held.setdefault(rule.direction, []).append(rule.id)
    for (instrument, claim), by in sorted(sides.items()):
        if len(by) == 1:
            ((side, names),) = by.items()
            places = tuple(material.rule(name) for name in dict.fromkeys(names))
            values = {"claim": claim, "instrument": instrument, "side": side}
            yield Diagnostic("claim_unmirrored", f"{instrument}: {claim}", places, values)


def _about(material: Material) -> dict[str, list[Argue]]:
    options = material.base.library.options
    found: dict[str, list[Argue]] = {code: [] for code in options.by_code}
    for rule in material.plan.rules:
        if isinstance(rule, Argue):
            for code in options.expand(rule.option):
                found[code].append(rule)
    return found


def _count(rules: list[Argue], step: Step, direction: str) -> int:
    return sum(rule.step == step and rule.direction == direction for rule in rules)
