"""The formulas mean what the evaluator does: on random profiles both fire the same clauses and choose the same."""

import random
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from stuurwijzer.engine.decision.decider import Circumstances
from stuurwijzer.engine.rulebase import Rulebase, load_rulebase
from stuurwijzer.engine.rulebase.claim_tests import ClaimTest
from stuurwijzer.engine.rulebase.conditions import Constant
from stuurwijzer.engine.rulebase.plan import plan_for
from stuurwijzer.engine.scrutiny.proofs import Proofs
from stuurwijzer.engine.scrutiny.scrutinise import last_check
from stuurwijzer.engine.scrutiny.solver import Formula
from stuurwijzer.engine.scrutiny.witness import Profile

pytest.importorskip("z3", reason="the solver is not installed: pip install 'stuurwijzer[check]'")
PROFILES = 10


def some_claims_tested(base: Rulebase) -> Rulebase:
    """The rule base as if every third claim were contradicted abroad and every third one here."""
    records = base.library.evidence.records
    far = next(n for n, r in records.items() if r.measured and r.analogy)
    here = next(n for n, r in records.items() if r.measured and r.conclusive and not r.analogy and r.quality != "weak")
    tests = [
        ClaimTest(verdict="untested"),
        ClaimTest(verdict="contradicted", records={far: "contradicts"}),
        ClaimTest(verdict="contradicted", records={here: "contradicts"}),
    ]
    return replace(base, claims={name: tests[at % 3] for at, name in enumerate(sorted(base.claims))})


@pytest.fixture(scope="module", params=[False, True], ids=["as shipped", "with claims that were contradicted"])
def proofs(request: pytest.FixtureRequest) -> Proofs:
    base = load_rulebase()
    return Proofs(plan_for(some_claims_tested(base) if request.param else base, last_check(base)))


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


def test_what_takes_too_long_to_build_depends_on_the_months_left_just_as_in_the_evaluator(tmp_path: Path) -> None:
    """Lead times of three and of four months (knowledge/parameters.yaml), tried with every number of months between."""
    rule = (
        "- {{id: t.{id}, kind: require, option: funding.{option}, precondition: p, class: buildable, "
        "lead: param:{lead}, met: [use.small == true], unmet: [use.small == false], label: {{nl: P, en: P}}, "
        "question: {{nl: P, en: P}}, because: {{nl: D., en: B.}}, checked: 2026-11-22, passages: [RIV-5.3-11]}}\n"
    )
    three = rule.format(id="three", option="effort", lead="lead.shared_definition")
    four = rule.format(id="four", option="output", lead="lead.segment_defined")
    (tmp_path / "t.yaml").write_text("topic: t\nrules:\n" + three + four, encoding="utf-8")
    base = load_rulebase(rules=tmp_path)
    proofs = Proofs(plan_for(base, last_check(base)))
    encoding, no = proofs.encoding, proofs.encoding.solver.no
    seen = {}
    for small in (True, False, None):
        for months in (None, *encoding.months()):
            facts = {} if small is None else {"use.small": small}
            asked = [encoding.values("use.small")[small], *proofs.choices.ranking([])]
            asked += [literal if m == months else no(literal) for m, literal in encoding.months().items()]
            answer = proofs.choices.ask(asked)
            statuses = proofs.trial.decide(Profile(facts, Circumstances((), months))).statuses
            for code in ("funding.effort", "funding.output"):
                (mine,) = (name for name, formula in encoding.status(code).items() if answer.holds(formula))
                assert mine == statuses[code], (small, months, code)
                seen[small, months, code] = mine
    assert seen[False, 3, "funding.effort"] == "now_if"
    assert seen[False, 3, "funding.output"] == "later"
