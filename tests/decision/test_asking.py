"""What matters is shown by a completion that can be run; what cannot matter any more stays without effect."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stuurwijzer.engine.advice import advise
from stuurwijzer.engine.command.asking import ask
from stuurwijzer.engine.decision import Decider
from stuurwijzer.engine.decision.decider import Circumstances
from stuurwijzer.engine.decision.flips import Limits
from stuurwijzer.engine.facts import flatten
from stuurwijzer.engine.inference import reference_evaluator
from stuurwijzer.engine.profile import load_region
from stuurwijzer.engine.profile.changing import with_answer
from stuurwijzer.engine.rulebase import load_rulebase
from stuurwijzer.engine.rulebase.plan import plan_for

REGION = Path(str(files("stuurwijzer") / "knowledge" / "regions" / "rivierenland-2021.yaml"))
SEGMENT = "jeugd-logeren"
PROFILE = load_region(REGION)
BASE = load_rulebase()
PLAN = plan_for(BASE, PROFILE.as_of)
EVALUATOR = reference_evaluator(PLAN)
LIMITS = Limits(PLAN)
ASKED: list[dict[str, Any]] = json.loads(ask(str(REGION), SEGMENT, None, 6, "json", "nl"))["segments"][0]["asked"]


def outcome(changes: dict[str, Any]) -> dict[str, tuple[str | None, tuple[str, ...]]]:
    changed = PROFILE
    for field, value in changes.items():
        changed = with_answer(changed, SEGMENT, None, field, value)
    (segment,) = advise(changed, BASE, only=SEGMENT, plan=PLAN, evaluator=EVALUATOR).segments
    return {name: (held.chosen, segment.funding.condition) for name, held in segment.decisions.items()}


def test_what_matters_changes_a_choice_in_its_witness() -> None:
    matters = [entry for entry in ASKED if entry["verdict"] == "matters"]
    assert matters
    for entry in matters:
        values = LIMITS.values(PLAN.vocabulary[entry["field"]])
        found = [outcome({**entry["witness"], entry["field"]: value}) for value in values]
        changed = {name for name in found[0] if len({str(f[name]) for f in found}) > 1}
        assert changed & set(entry["instruments"]), entry


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_what_cannot_matter_any_more_changes_nothing_whatever_the_others_are(data: st.DataObject) -> None:
    segment = PROFILE.segment(SEGMENT)
    assert segment is not None
    facts = flatten(PROFILE, segment)
    dead = [entry["field"] for entry in ASKED if entry["verdict"] == "cannot"]
    others = [entry["field"] for entry in ASKED if entry["verdict"] != "cannot"]
    assert dead
    completed = dict(facts.values)
    for name in others:
        values = [None, *LIMITS.values(PLAN.vocabulary[name])]
        value = data.draw(st.sampled_from(values), label=name)
        if value is not None:
            completed[name] = value
    field = data.draw(st.sampled_from(dead))
    decider, circumstances = Decider(PLAN, EVALUATOR), Circumstances(facts.wishes)
    found = [
        {name: held.chosen for name, held in decider.decide(values, circumstances).instruments.items()}
        for values in (completed, *({**completed, field: v} for v in LIMITS.values(PLAN.vocabulary[field])))
    ]
    assert all(held == found[0] for held in found)


def test_the_order_is_that_of_how_often_an_answer_decides() -> None:
    times = [entry["decides"] for entry in ASKED]
    assert times == sorted(times, reverse=True)


@pytest.mark.parametrize("completions", [1, 6])
def test_the_same_question_gives_the_same_bytes(completions: int) -> None:
    again = [ask(str(REGION), SEGMENT, None, completions, "json", "nl") for _ in range(2)]
    assert again[0] == again[1]
