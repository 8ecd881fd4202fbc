"""The keys of the advice are an interface that others script against."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from stuurwijzer.engine.advice import advise, canonical, digest
from stuurwijzer.engine.inference import reference_evaluator
from stuurwijzer.engine.profile import load_region
from stuurwijzer.engine.rulebase import Rulebase, load_rulebase
from stuurwijzer.engine.rulebase.plan import plan_for

TOP = ["schema_version", "region", "as_of", "rulebase", "findings", "pilots", "postures", "segments"]
SEGMENT = [
    "id",
    "name",
    "sentence",
    "fallback",
    "parts",
    "funding",
    "access",
    "supplier_management",
    "form",
    "contract",
    "providers",
    "confidence",
    "runner_up",
    "ties",
    "arguments",
    "dissent",
    "excluded",
    "preconditions",
    "unknowns",
    "overrides",
    "trace",
]
ROOMS = {
    "funding": ["now", "condition", "pilot", "later", "budget_control", "budget_holder", "ranking"],
    "access": ["organisation", "given", "decision_form", "measures"],
    "supplier_management": ["intensity", "organisation", "measures", "workload"],
    "form": ["chosen", "procedure", "structure", "ranking"],
    "contract": ["pattern", "initial_years", "extensions", "max_years", "strands", "clauses"],
    "providers": ["direction", "contracts", "delivering", "moves", "reasoning"],
    "confidence": ["funding", "access", "supplier_management", "form", "contract", "providers"],
}
ENTRIES = {
    "arguments": ["option", "direction", "claim", "origin", "goal", "strength", "evidence", "rule", "passages", "text"],
    "excluded": ["option", "rule", "ground", "text"],
    "preconditions": ["option", "state", "question"],
}
PILOT = [
    "id",
    "variant",
    "scope",
    "cohort",
    "question",
    "measure",
    "baseline",
    "requires",
    "touches",
    "partners_by",
    "ends",
    "decision_by",
    "feeds",
]


@pytest.fixture(scope="module")
def base() -> Rulebase:
    return load_rulebase()


@pytest.fixture(scope="module")
def advice(base: Rulebase) -> dict[str, Any]:
    region = load_region(Path(str(files("stuurwijzer") / "knowledge" / "regions" / "rivierenland-2021.yaml")))
    plan = plan_for(base, region.as_of)
    held: dict[str, Any] = json.loads(canonical(advise(region, base, plan=plan, evaluator=reference_evaluator(plan))))
    return held


def test_the_advice_has_its_keys(advice: dict[str, Any]) -> None:
    assert set(TOP) <= advice.keys()
    assert {"version", "digest"} <= advice["rulebase"].keys()
    for segment in advice["segments"]:
        assert set(SEGMENT) <= segment.keys()
        for room, keys in ROOMS.items():
            assert set(keys) <= segment[room].keys(), room
        for room, keys in ENTRIES.items():
            for entry in segment[room]:
                assert set(keys) <= entry.keys(), room
    for pilot in advice["pilots"]:
        assert set(PILOT) <= pilot.keys()


def test_a_range_of_providers_is_never_printed_without_what_set_its_ends(advice: dict[str, Any]) -> None:
    for segment in advice["segments"]:
        contracts = segment["providers"]["contracts"]
        assert contracts is None or (contracts["low"] is not None and len(contracts["set_by"]) == 2)


def test_every_argument_leads_to_a_passage_that_the_advice_lists_or_says_that_it_is_ours(
    advice: dict[str, Any],
) -> None:
    listed = {passage for source in advice["sources"] for passage in source["passages"]}
    for segment in advice["segments"]:
        for argument in segment["arguments"]:
            assert set(argument["passages"]) <= listed, argument["rule"]
            assert argument["passages"] or argument["evidence"] == "own", argument["rule"]


def test_no_source_later_than_the_as_of_date_is_cited(advice: dict[str, Any]) -> None:
    assert advice["as_of"] == "2021-07-01"
    assert "achterhoek-2024" not in {source["id"] for source in advice["sources"]}


def test_the_zero_option_is_judged_in_every_segment(advice: dict[str, Any]) -> None:
    for segment in advice["segments"]:
        ranked = {entry["option"] for entry in segment["zero_option"]["ranking"]}
        assert ranked == {"extend.extend_current", "extend.buy_anew"}


def test_the_trace_has_every_rule_in_force_with_what_it_fired_on_or_the_first_condition_that_failed(
    advice: dict[str, Any],
) -> None:
    for segment in advice["segments"]:
        fired_on_nothing = [
            entry["rule"] for entry in segment["trace"] if not entry["fired"] and entry["failed"] is None
        ]
        assert fired_on_nothing == []
        assert len({entry["rule"] for entry in segment["trace"]}) == advice["rulebase"]["rules"]


def test_the_digest_of_an_advice_does_not_depend_on_the_evaluator(base: Rulebase) -> None:
    region = load_region(Path(str(files("stuurwijzer") / "knowledge" / "regions" / "hart-van-brabant-2021.yaml")))
    plan = plan_for(base, region.as_of)
    plain = advise(region, base, plan=plan, evaluator=reference_evaluator(plan))
    assert digest(plain) == digest(advise(region, base, plan=plan))


def test_what_the_board_has_given_is_shown_with_what_would_hold_without_it(advice: dict[str, Any]) -> None:
    segment = next(s for s in advice["segments"] if s["id"] == "wmo-begeleiding")
    without = next(w for w in segment["without_given"] if w["instrument"] == "funding")
    assert without["with_given"] == "funding.effort"
    assert "funding.task.lumpsum" in without["without_status"]
    assert without["given_by"]


def test_a_rule_that_takes_the_board_s_answer_away_brings_the_option_back(base: Rulebase) -> None:
    region = load_region(Path(str(files("stuurwijzer") / "knowledge" / "regions" / "rivierenland-2021.yaml")))
    opened = region.model_copy(
        update={
            "access": region.access.model_copy(update={"differentiated": None, "may_change": None}),
            "board": region.board.model_copy(update={"funding_line": None, "change_strategy": None}),
        }
    )
    advice = advise(opened, base)
    statuses = {entry.option: entry.status for entry in advice.segments[0].funding.ranking}
    assert statuses["funding.task.lumpsum"] == "now_if"
