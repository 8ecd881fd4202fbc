"""The formulas mean what the evaluator does: on random profiles both fire the same clauses and choose the same."""

import random
from collections.abc import Mapping

import pytest

from stuurwijzer.engine.decision.decider import Circumstances
from stuurwijzer.engine.rulebase import load_rulebase
from stuurwijzer.engine.rulebase.conditions import Constant
from stuurwijzer.engine.rulebase.plan import plan_for
from stuurwijzer.engine.scrutiny.proofs import Proofs
from stuurwijzer.engine.scrutiny.scrutinise import last_check
from stuurwijzer.engine.scrutiny.solver import Formula
from stuurwijzer.engine.scrutiny.witness import Profile

pytest.importorskip("z3", reason="the solver is not installed: pip install 'stuurwijzer[check]'")
PROFILES = 16


@pytest.fixture(scope="module")
def proofs() -> Proofs:
    base = load_rulebase()
    return Proofs(plan_for(base, last_check(base)))


def drawn(draw: random.Random, proofs: Proofs) -> tuple[Profile, list[Formula]]:
    """A profile over every value that rules tell apart, with wishes and haste, and the same as assumptions."""
    encoding, choices = proofs.encoding, proofs.choices
    facts: dict[str, Constant] = {}
    assumed: list[Formula] = []
    unknown = draw.choice([0.1, 0.5, 0.9])
    for name in encoding.domains:
        if proofs.plan.vocabulary[name].owner in ("classified", "chosen"):
            continue
        values: Mapping[Constant | None, Formula] = encoding.values(name)
        value = (
            None if None in values and draw.random() < unknown else draw.choice([v for v in values if v is not None])
        )
        assumed.append(values[value])
        if value is not None:
            facts[name] = value
    ranked = draw.sample(choices.wishes, draw.choice([0, 1, 3, len(choices.wishes)]))
    ranks = [tuple(sorted(ranked[at : at + 2])) for at in range(0, len(ranked), 2)]
    assumed += choices.ranking(ranks)
    months = draw.choice([None, *encoding.months()])
    no = encoding.solver.no
    assumed += [literal if m == months else no(literal) for m, literal in encoding.months().items()]
    return Profile(facts, Circumstances(tuple(ranks), months)), assumed


def test_formulas_and_evaluator_agree_on_what_fires_and_on_every_choice(proofs: Proofs) -> None:
    draw, encoding = random.Random(20261122), proofs.encoding
    fires = {c.name: encoding.fires(c) for stage in proofs.plan.stages for c in stage.clauses}
    for _ in range(PROFILES):
        profile, assumed = drawn(draw, proofs)
        decision = proofs.trial.decide(profile)
        answer = proofs.choices.ask(assumed)
        assert answer.verdict == "possible"
        fired = {clause.name for stage in decision.stages for clause in stage.fired}
        assert {name for name, formula in fires.items() if answer.holds(formula)} == fired
        taken = {code for held in decision.instruments.values() for code in held.taken}
        assert {c for c in encoding.options.by_code if answer.holds(proofs.choices.recommended(c))} == taken
        statuses = {code: s for code, s in decision.statuses.items() if code.startswith("funding.")}
        assert {c: s for c in statuses for s, f in encoding.status(c).items() if answer.holds(f)} == statuses


def test_nothing_is_ever_barred_so_that_a_never_about_choices_is_a_proof(proofs: Proofs) -> None:
    assert proofs.nothing_barred
