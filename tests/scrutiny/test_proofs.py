"""What an answer of the solver is worth: proof, witness or undecided; and that a witness is as small as its claim."""

from datetime import date
from pathlib import Path

import pytest

from stuurwijzer.engine.rulebase import load_rulebase
from stuurwijzer.engine.rulebase.plan import plan_for
from stuurwijzer.engine.scrutiny.detect_clashes import Clashes
from stuurwijzer.engine.scrutiny.material import Material
from stuurwijzer.engine.scrutiny.proofs import Proofs
from stuurwijzer.engine.scrutiny.witness import Profile, Trial, fired

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def shipped() -> Material:
    return Material(load_rulebase(), TODAY, {})


def test_a_question_that_takes_too_many_steps_stays_undecided_and_is_said_to_be(shipped: Material) -> None:
    pytest.importorskip("z3", reason="the solver is not installed: pip install 'stuurwijzer[check]'")
    proofs = Proofs(shipped.plan, effort=1)
    found = next(Clashes(shipped, proofs).detect_never_firing())
    assert (found.code, found.known) == ("undecided", "undecided")
    assert found.subject.startswith("rule_never_fires: ")


def test_a_witness_holds_only_what_its_claim_needs(tmp_path: Path) -> None:
    rule = (
        "topic: t\nrules:\n- {id: t.one, kind: argue, option: funding.effort, direction: for, claim: c, "
        "origin: RIV-5.3-11, step: fact, evidence: analysis, passages: [RIV-5.3-11], checked: 2026-11-22, "
        'because: {nl: D., en: B.}, when: ["use.clients < 10", "use.trend == falling"]}\n'
    )
    (tmp_path / "t.yaml").write_text(rule, encoding="utf-8")
    trial = Trial(plan_for(load_rulebase(rules=tmp_path), TODAY))
    wide = Profile({"segment.law": "jeugdwet", "use.clients": 3, "use.trend": "falling", "use.small": True})
    assert dict(trial.smallest(wide, fired("t.one")).facts) == {
        "segment.law": "jeugdwet",
        "use.clients": 3,
        "use.trend": "falling",
    }
