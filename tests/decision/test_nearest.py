"""Flips hold when the changed profile is advised on, and one unit nearer they do not."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from stuurwijzer.engine.advice import advise
from stuurwijzer.engine.command.flipping import flips
from stuurwijzer.engine.inference import reference_evaluator
from stuurwijzer.engine.profile import load_region
from stuurwijzer.engine.profile.changing import with_answer
from stuurwijzer.engine.rulebase import load_rulebase
from stuurwijzer.engine.rulebase.plan import plan_for

REGION = Path(str(files("stuurwijzer") / "knowledge" / "regions" / "rivierenland-2021.yaml"))
SEGMENT = "jeugd-wonen-met-begeleiding"
FIGURES = ("use.", "market.")


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    held: dict[str, Any] = json.loads(flips(str(REGION), SEGMENT, None, "json", "nl"))["segments"][0]
    return held


@pytest.fixture(scope="module")
def chosen_with():  # type: ignore[no-untyped-def]  # the fixture is a function of changes
    """The choices of the segment in the region with other answers, by way of the whole advice."""
    region, base = load_region(REGION), load_rulebase()
    plan = plan_for(base, region.as_of)
    evaluator = reference_evaluator(plan)

    def run(changes: list[tuple[str, Any]]) -> dict[str, str | None]:
        changed = region
        for field, value in changes:
            changed = with_answer(changed, SEGMENT, None, field, value)
        (segment,) = advise(changed, base, only=SEGMENT, plan=plan, evaluator=evaluator).segments
        return {name: held.chosen for name, held in segment.decisions.items()}

    return run


def test_every_flip_holds_in_the_changed_profile(found, chosen_with) -> None:  # type: ignore[no-untyped-def]
    assert found["one"]
    for flip in [*found["one"], *found["two"]]:
        changes = [(change["field"], change["then"]) for change in flip["changes"]]
        assert chosen_with(changes)[flip["instrument"]] == flip["becomes"], flip


def test_a_figure_flips_at_its_limit_and_not_one_unit_before(found, chosen_with) -> None:  # type: ignore[no-untyped-def]
    measured = [f for f in found["one"] if f["changes"][0]["field"].startswith(FIGURES) and f["changes"][0]["distance"]]
    assert measured
    for flip in measured:
        (change,) = flip["changes"]
        before = change["then"] + (1 if change["then"] < change["now"] else -1)
        assert chosen_with([(change["field"], before)])[flip["instrument"]] == found["chosen"][flip["instrument"]], flip


def test_an_unknown_answer_is_no_flip(found) -> None:  # type: ignore[no-untyped-def]
    assert all(change["now"] is not None for flip in found["one"] for change in flip["changes"])


def test_two_changes_are_shown_only_where_one_does_not_do(found) -> None:  # type: ignore[no-untyped-def]
    assert {flip["instrument"] for flip in found["one"]}.isdisjoint({flip["instrument"] for flip in found["two"]})
