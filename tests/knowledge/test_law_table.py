"""The seventeen candidate rules as docs/law.md has them, and the states as the research found them."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from stuurwijzer.engine.knowledge.library import load_library
from stuurwijzer.engine.rulebase import Rulebase, load_rulebase
from stuurwijzer.engine.rulebase.model import Advise, Argue, Bound, Rule

from .law_table import Row, law_table

STATES: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "law_states.yaml").read_text(encoding="utf-8")
)
ROWS = law_table()
PHASES = {"unknown": "2.19 unknown", "ahead": "2.19 ahead", "in_force": "2.19 in force"}
RESEARCH = Path(__file__).resolve().parents[2].parent / "shared" / "law.md"
WORDS = {"confirmed": "confirmed", "corrected": "confirmed", "secondary": "secondary", "unchanged": "secondary"}
WORDS |= {"still open": "disputed", "judgement": "disputed", "replaced by L6": "disputed"}
"""what the first words of a state in the research became"""


@pytest.fixture(scope="module")
def base() -> Rulebase:
    return load_rulebase()


def effect_of(rule: Rule) -> str:
    if isinstance(rule, Bound):
        return "bound (motivate)" if rule.motivate else "bound"
    if isinstance(rule, Advise) and rule.what == "counsel":
        return "counsel"
    severe = isinstance(rule, Argue | Advise) and rule.severe
    return f"{rule.kind} (severe)" if severe else rule.kind


def test_the_table_has_the_seventeen_and_no_rule_twice() -> None:
    assert {row.number for row in ROWS} == {str(n) for n in range(1, 18)} | {"–"}
    assert len({row.rule for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.rule)
def test_a_rule_is_what_the_table_says(base: Rulebase, row: Row) -> None:
    rule = base.rules[row.rule]
    since, until = ((day.isoformat() if day else None) for day in (rule.valid_from, rule.valid_until))
    assert effect_of(rule) == row.effect
    assert (since if row.phase is None else None, until) == (row.since, row.until)
    assert (PHASES[rule.hinges_on.phase] if rule.hinges_on else None) == row.phase
    assert base.library.weakest_state(rule.passages) == row.state


@pytest.mark.parametrize(("law", "act"), [("wmo2015", "Wmo"), ("jeugdwet", "youth")])
def test_a_rule_of_one_act_cannot_fire_under_the_other(base: Rulebase, law: str, act: str) -> None:
    """By its own condition, or by a field that only segments of that act can have."""
    of_youth_only = ("legal.designated_form", "legal.designated_care", "legal.like_crisis_24h", "legal.extension ")
    for row in ROWS:
        conditions = base.rules[row.rule].when
        said = f"segment.law == {law}" in conditions
        if act == "youth":
            said = said or any(text.startswith(of_youth_only) for text in conditions)
        assert said == (row.act == act), row.rule


def test_what_only_youth_segments_can_have_is_set_for_youth_alone(base: Rulebase) -> None:
    sets = {"legal.designated_form", "legal.designated_care", "legal.like_crisis_24h", "legal.extension"}
    for rule in base.rules.values():
        if rule.kind == "classify" and sets & set(rule.sets):
            assert "segment.law == jeugdwet" in rule.when or "legal.designated_form == true" in rule.when, rule.id


# The states.


def test_every_row_of_the_research_became_passages_with_the_state_that_was_found() -> None:
    held = {name: p.state for name, p in load_library().passages.items() if name.startswith("LAW-")}
    expected = {name: state for row in STATES.values() for name, state in row["passages"].items()}
    assert held == expected
    assert set(STATES) == {f"L{n}" for n in range(1, 33)} | {f"N{n}" for n in range(1, 14)}


@pytest.mark.parametrize("row", STATES)
def test_the_first_passage_of_a_row_has_the_state_that_its_words_mean(row: str) -> None:
    found: str = STATES[row]["found"]
    meant = next((state for words, state in WORDS.items() if found.startswith(words)), "")
    if row == "L22":  # partly confirmed: what was read is a passage, the rest is none
        meant = "confirmed"
    if row == "L28":  # the existence is confirmed, what it says is not
        meant = "secondary"
    first = next(state for name, state in STATES[row]["passages"].items() if name == f"LAW-{row}")
    assert first == meant


def test_the_words_are_those_of_the_research() -> None:
    if not RESEARCH.is_file():
        pytest.skip("the research on law is not beside the repository: its words were not held against law_states.yaml")
    text = RESEARCH.read_text(encoding="utf-8")
    for row, held in STATES.items():
        line = next(line for line in text.splitlines() if line.startswith(f"| {row} |"))
        assert line.split("|")[2].strip().replace("*", "") == held["found"], row
