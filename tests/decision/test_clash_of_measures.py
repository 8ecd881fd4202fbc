"""A measure of a set that clashes with an earlier choice is not taken; without the clash it is."""

from datetime import date
from pathlib import Path

import pytest

from stuurwijzer.engine.decision.decider import Circumstances, Decider
from stuurwijzer.engine.inference import reference_evaluator
from stuurwijzer.engine.rulebase import load_rulebase
from stuurwijzer.engine.rulebase.plan import plan_for

RULE = "- {{id: {id}, because: {{nl: D., en: B.}}, checked: 2026-11-22, passages: [RIV-5.3-11], {rest}}}\n"
ARGUE = "kind: argue, option: {option}, direction: for, claim: c, origin: RIV-5.3-11, step: fact, evidence: analysis"
EFFORT = RULE.format(id="t.a", rest=f'{ARGUE.format(option="funding.effort")}, when: ["use.clients < 10"]')
MEASURE = RULE.format(id="t.b", rest=f'{ARGUE.format(option="access_measure.triage")}, when: ["use.clients is_known"]')
OTHER = MEASURE.replace("triage", "process_direction").replace("t.b", "t.d")
CLASH = RULE.format(id="t.c", rest="kind: cohere, option: access_measure.triage, with_option: funding.effort, claim: d")


def taken(folder: Path, rules: str, clients: int) -> tuple[str, ...]:
    (folder / "t.yaml").write_text("topic: t\nrules:\n" + rules, encoding="utf-8")
    plan = plan_for(load_rulebase(rules=folder), date(2026, 11, 22))
    decider = Decider(plan, reference_evaluator(plan))
    return decider.decide({"use.clients": clients}, Circumstances()).instruments["access_measure"].taken


@pytest.mark.parametrize(
    ("rules", "clients", "expected"),
    [
        (EFFORT + MEASURE, 5, ("access_measure.triage",)),
        (EFFORT + MEASURE + OTHER + CLASH, 5, ("access_measure.process_direction",)),
        (EFFORT + MEASURE + CLASH, 50, ("access_measure.triage",)),
    ],
    ids=["no clash", "a clash with the choice", "a clash with what was not chosen"],
)
def test_a_clash_takes_out_the_later_measure(
    tmp_path: Path, rules: str, clients: int, expected: tuple[str, ...]
) -> None:
    assert taken(tmp_path, rules, clients) == expected
