"""The rule base as it is shipped: no error, every warning explained, every witness shows what is claimed of it."""

from importlib.resources import files
from pathlib import Path

import pytest

from stuurwijzer.engine.rulebase import load_rulebase
from stuurwijzer.engine.rulebase.plan import plan_for
from stuurwijzer.engine.scrutiny.explained import load_explanations
from stuurwijzer.engine.scrutiny.scrutinise import Scrutiny, scrutinise

from .witnesses import decider_of, shows

pytest.importorskip("z3", reason="the solver is not installed: pip install 'stuurwijzer[check]'")


@pytest.fixture(scope="module")
def found() -> Scrutiny:
    root = Path(str(files("stuurwijzer")))
    return scrutinise(load_rulebase(), root, None, None, load_explanations(root / "knowledge"))


def test_there_is_no_error_and_every_warning_is_explained(found: Scrutiny) -> None:
    assert [(d.code, d.subject) for d in found.open("error", "warning")] == []


def test_nothing_is_undecided(found: Scrutiny) -> None:
    assert [d.subject for d in found.diagnostics if d.code == "undecided"] == []


def test_every_witness_shows_what_is_claimed(found: Scrutiny) -> None:
    assert found.as_of is not None
    decider = decider_of(plan_for(load_rulebase(), found.as_of))
    held = [d for d in found.diagnostics if d.witness is not None]
    assert {d.code for d in held} >= {"rule_subsumed", "decision_unargued", "argument_twice"}
    assert [d.subject for d in held if not shows(d, decider)] == []


def test_every_diagnostic_has_a_place_in_a_file_that_is_there(found: Scrutiny) -> None:
    root = Path(str(files("stuurwijzer")))
    for held in found.diagnostics:
        assert held.places, held.subject
        for place in held.places:
            lines = (root / place.file).read_text(encoding="utf-8").splitlines()
            assert 1 <= place.line <= len(lines), place


def test_the_day_without_a_clock_is_that_of_the_last_check(found: Scrutiny) -> None:
    assert found.as_of == max(held.rule.checked for held in load_rulebase().located)
