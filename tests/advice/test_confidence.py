"""Confidence comes from flips: what single answer would change the choice, and which limit of our own lies near."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stuurwijzer.engine.advice import advise
from stuurwijzer.engine.advice.choice_entries import Confidence
from stuurwijzer.engine.profile import RegionProfile
from stuurwijzer.engine.rulebase import load_rulebase

Ask = Callable[..., Confidence]
COMMON = "because: {nl: Daarom., en: Because.}, checked: 2026-11-22, passages: [RIV-5.3-11], origin: RIV-5.3-11"


def argument(option: str, when: str, claim: str, strength: str = "normal", more: str = "") -> str:
    return (
        f"kind: argue, option: {option}, direction: for, claim: {claim}, step: fact, evidence: analysis, "
        f'strength: {strength}, when: ["{when}"]{more}, {COMMON}'
    )


EFFORT = argument("funding.effort", "use.clients is_known", "a")
OUTPUT_IN_GROUPS = argument("funding.output", "care.group_possible == true", "b", "strong")


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """The confidence about one instrument, on a few rules and a few answers."""

    def run(rules: list[str], instrument: str = "funding", care: Any = None, clients: int = 500) -> Confidence:
        lines = "\n".join(f"- {{id: t.r{n}, {rule}}}" for n, rule in enumerate(rules))
        (tmp_path / "t.yaml").write_text(f"topic: test\nrules:\n{lines}\n", encoding="utf-8")
        segment = {"id": "a", "name": "A", "law": "jeugdwet", "use": {"clients": clients}, "care": care or {}}
        data = {"format": 1, "id": "r", "name": "R", "as_of": "2026-11-22", "segments": [segment]}
        held = advise(RegionProfile.model_validate(data), load_rulebase(rules=tmp_path)).segments[0].confidence
        found: Confidence = getattr(held, instrument)
        return found

    return run


def test_clear_when_no_single_answer_changes_the_choice(ask: Ask) -> None:
    held = ask([EFFORT, OUTPUT_IN_GROUPS], care={"group_possible": False})
    assert (held.word, held.rests_on) == ("clear", ())


def test_leaning_when_one_unknown_answer_does_and_it_is_named(ask: Ask) -> None:
    held = ask([EFFORT, OUTPUT_IN_GROUPS])
    assert held.word == "leaning"
    assert [(r.field, r.why, r.value, r.becomes) for r in held.rests_on] == [
        ("care.group_possible", "unknown", "true", "funding.output")
    ]


def test_an_answer_after_which_two_options_are_level_changes_the_choice_as_well(ask: Ask) -> None:
    held = ask([EFFORT, argument("funding.output", "care.group_possible == true", "b")])
    assert held.word == "leaning"
    assert [r.becomes for r in held.rests_on] == [None]


def test_open_when_more_than_one_unknown_answer_does(ask: Ask) -> None:
    also = argument("funding.output", "care.scaling_needed == true", "c", "strong")
    held = ask([EFFORT, OUTPUT_IN_GROUPS, also])
    assert held.word == "open"
    assert {r.field for r in held.rests_on} == {"care.group_possible", "care.scaling_needed"}


def test_a_judged_answer_is_tried_and_a_stated_one_is_not(ask: Ask) -> None:
    judged = ask([EFFORT, OUTPUT_IN_GROUPS], care={"group_possible": {"value": False, "basis": "judged"}})
    assert [(r.field, r.why) for r in judged.rests_on] == [("care.group_possible", "judged")]
    stated = ask([EFFORT, OUTPUT_IN_GROUPS], care={"group_possible": {"value": False, "basis": "stated"}})
    assert stated.rests_on == ()


@pytest.mark.parametrize(("clients", "near"), [(160, True), (172, True), (173, False), (500, False)])
def test_a_value_within_fifteen_percent_of_a_limit_of_our_own_shows_its_flip(
    ask: Ask, clients: int, near: bool
) -> None:
    small = argument("funding.output", "use.clients < param:volume.small_clients", "b", "strong")
    held = ask([EFFORT, small], clients=clients)
    assert [(r.why, r.value, r.limit) for r in held.rests_on] == (
        [("near_limit", "149", "volume.small_clients")] if near else []
    )


def test_a_choice_on_our_own_reading_is_never_clear(ask: Ask) -> None:
    reading = argument("intensity.intensive", "use.clients is_known", "a", more=", own_reading: true")
    held = ask([reading], "supplier_management")
    assert (held.word, held.own_reading) == ("leaning", True)
