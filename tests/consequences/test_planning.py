"""The planning of a region: dates by hand, each conflict with its good twin, unknowns that stay unknown."""

from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest

from stuurwijzer.engine.advice import advise
from stuurwijzer.engine.advice.model import Advice
from stuurwijzer.engine.advice.planning_entries import PlanningAdvice, PlanStep
from stuurwijzer.engine.consequences.conflicts import SEVERITY, Code
from stuurwijzer.engine.inference import reference_evaluator
from stuurwijzer.engine.profile import load_region
from stuurwijzer.engine.profile.planning_steps import StepId
from stuurwijzer.engine.rulebase.plan import plan_for

from .conftest import Advised, rule_base

START = "start: 2029-01-01"


def planning_of(advice: Advice) -> PlanningAdvice:
    assert advice.planning is not None
    return advice.planning


def steps(advice: Advice) -> dict[str, PlanStep]:
    return {step.id: step for step in planning_of(advice).steps}


def codes(advice: Advice) -> list[str]:
    return [conflict.code for conflict in planning_of(advice).conflicts]


def reference(name: str, as_of: str | None = None) -> Advice:
    base = rule_base()
    region = load_region(Path(str(files("stuurwijzer") / "knowledge" / "regions" / f"{name}.yaml")))
    plan = plan_for(base, date.fromisoformat(as_of) if as_of else region.as_of)
    return advise(region, base, as_of=plan.as_of, plan=plan, evaluator=reference_evaluator(plan))


# The knowledge


def test_the_steps_of_the_knowledge_are_those_that_a_region_can_name() -> None:
    assert tuple(rule_base().library.planning.steps) == get_args(StepId)


def test_every_passage_of_the_steps_is_in_the_library() -> None:
    library = rule_base().library
    named = {p for _, passages in library.planning.passages() for p in passages}
    named |= set(library.planning.slip.passages)
    assert named - set(library.passages) == set()
    law_or_source = [
        (name, length)
        for name, step in library.planning.steps.items()
        for length in step.lengths
        if length.judgement != "own" and not length.passages
    ]
    assert law_or_source == []


def test_every_kind_of_conflict_has_a_severity() -> None:
    assert set(SEVERITY) == set(get_args(Code))


# Rivierenland, whose strategy the lengths stem from


def test_the_milestones_of_the_strategy_come_back_from_its_start_alone() -> None:
    """Strategy, milestone 4 (RIV-6.3-23, lines 1983-2019): process from 1 January, form and lots 1 April, tender 1 May,
    selection 1 October 2022 for a start on 1 January 2023. With the region's own dates left out."""
    base = rule_base()
    region = load_region(Path(str(files("stuurwijzer") / "knowledge" / "regions" / "rivierenland-2021.yaml")))
    planning = region.planning.model_copy(
        update={"publication": None, "decisions_before": None, "award": None, "pilot_partners": None, "steps": None}
    )
    plan = plan_for(base, region.as_of)
    advice = advise(
        region.model_copy(update={"planning": planning}), base, plan=plan, evaluator=reference_evaluator(plan)
    )
    held = steps(advice)
    assert held["documents"].begin == "2022-01-01"
    assert held["publication_decision"].end == "2022-04-01"
    assert held["publication"].end == "2022-05-01"
    assert held["award"].end == "2022-10-01"
    assert held["pilot_plans"].end == "2022-04-01"
    assert held["pilot_partners"].end == "2022-10-01"
    assert held["supplier_organisation"].end == "2021-10-01"


def test_the_pilots_of_rivierenland_come_too_late_for_its_tender() -> None:
    """Partners on 1 October 2022, publication on 1 May 2022: 31 + 30 + 31 + 31 + 30 = 153 days later."""
    (conflict,) = planning_of(reference("rivierenland-2021")).conflicts
    assert (conflict.code, conflict.days) == ("pilot_misses_round", 153)


def test_half_a_year_later_rivierenland_has_no_contracts_for_181_days() -> None:
    """Its contracts end on 31 December 2022 and cannot be extended again; 1 January to 30 June 2023 is 181 days."""
    slip = planning_of(reference("rivierenland-2021")).slip
    assert slip is not None
    assert (slip.start, slip.gap_days) == ("2023-07-01", 181)
    assert [c.code for c in slip.added] == ["gap_without_extension"]


def test_a_source_of_later_gives_no_length_and_no_estimate() -> None:
    """On 2 February 2021 neither Rivierenland nor Hart van Brabant had published: the lengths are then ours."""
    early, late = reference("achterhoek-2021"), reference("achterhoek-2021", "2021-09-01")
    judged = [held["documents"].length for held in (steps(early), steps(late))]
    assert [length and (length.days, length.judgement) for length in judged] == [(90, "own"), (90, "source")]
    assert early.change_cost is not None
    assert (early.change_cost.basis, early.change_cost.total) == ("none", None)


# A small region


def test_dates_are_counted_back_from_the_start_by_the_lengths(advised: Advised) -> None:
    """By hand from 1 January 2029: 92 days to 1 October 2028, 20 to 11 September, 21 to 21 August, 56 to 26 June, 28 to
    29 May, 28 to 1 May, 30 to 1 April, 90 to 2 January (February 2028 has 29 days)."""
    held = steps(advised(START))
    ends = ["award", "standstill", "award_decision", "assessment", "bids", "questions", "publication", "documents"]
    assert [held[name].begin for name in ends] == [
        *("2028-10-01", "2028-09-11", "2028-08-21", "2028-06-26"),
        *("2028-05-29", "2028-05-01", "2028-04-01", "2028-01-02"),
    ]


def test_without_a_start_there_are_no_dates_and_the_start_is_asked_first(advised: Advised) -> None:
    planning = planning_of(advised())
    assert planning.start is None
    assert {(step.begin, step.end) for step in planning.steps} == {(None, None)}
    assert planning.questions[0].code == "start"
    assert (planning.slack.days, planning.slip) == (None, None)
    held = {step.id: step.days_before_start for step in planning.steps}
    assert (held["award"], held["publication"], held["publication_decision"]) == (92, 245, 275)


def test_moving_the_start_moves_every_date_by_as_many_days(advised: Advised) -> None:
    first = steps(advised(START))
    for days in (1, 29, 366):
        start = date(2029, 1, 1) + timedelta(days)
        moved = steps(advised(f"start: {start}"))
        for name, step in first.items():
            for before, after in ((step.begin, moved[name].begin), (step.end, moved[name].end)):
                if before is None:
                    assert after is None
                else:
                    assert after == (date.fromisoformat(before) + timedelta(days)).isoformat(), name


def test_a_length_of_the_region_replaces_ours(advised: Advised) -> None:
    held = steps(advised(START, "steps: {assessment: {days: 70}}"))
    assert held["assessment"].length is not None
    assert (held["assessment"].length.days, held["assessment"].length.judgement) == (70, "region")
    assert held["publication"].end == "2028-04-17"


def test_a_length_that_the_region_does_not_know_stays_unknown(advised: Advised) -> None:
    planning = planning_of(advised(START, 'steps: {documents: {days: "?"}}'))
    held = {step.id: step for step in planning.steps}
    assert held["documents"].end == "2028-04-01"
    assert (held["documents"].begin, held["strategy"].end, held["programme_plan"].end) == (None, None, None)
    assert (planning.slack.days, planning.slack.unknown) == (None, ("documents",))
    assert [(q.code, q.step) for q in planning.questions if q.code == "length"] == [("length", "documents")]


def test_a_step_that_is_not_taken_here_is_left_out_and_its_order_kept(advised: Advised) -> None:
    held = steps(advised(START, "steps: {sketches: {ends: n.v.t.}}"))
    assert "sketches" not in held
    assert "council_frames" in held["strategy"].after


def test_no_planned_step_begins_before_one_that_it_waits_for(advised: Advised) -> None:
    held = steps(advised(START))
    for step in held.values():
        for other in step.after:
            if step.begin and held[other].end:
                assert str(held[other].end) <= step.begin, (other, step.id)


def test_a_planning_of_one_segment_is_not_given(advised: Advised) -> None:
    base = rule_base()
    region = load_region(Path(str(files("stuurwijzer") / "knowledge" / "regions" / "rivierenland-2021.yaml")))
    plan = plan_for(base, region.as_of)
    advice = advise(region, base, plan=plan, only="jeugd-logeren", evaluator=reference_evaluator(plan))
    assert (advice.planning, advice.change_cost) == (None, None)


# Conflicts: the bad case, and the good one a day away


@pytest.mark.parametrize(
    ("award", "law", "expected"),
    [
        ("2028-10-02", "wmo2015", [1]),
        ("2028-10-01", "wmo2015", []),
        ("2028-10-02", "jeugdwet", []),
    ],
    ids=["a day inside the three months", "on the last day", "the term is of the Wmo"],
)
def test_award_three_months_before_the_start(advised: Advised, award: str, law: str, expected: list[int]) -> None:
    planning = planning_of(advised(START, f"award: {award}", law=law))
    late = [c for c in planning.conflicts if c.code == "award_too_late"]
    assert [c.days for c in late] == expected
    assert all(c.passages == ("LAW-N3",) for c in late)


def test_three_months_before_the_last_of_may_is_the_leap_day(advised: Advised) -> None:
    """31 May 2028 minus three months of the calendar is 29 February 2028."""
    (late,) = [
        c
        for c in planning_of(advised("start: 2028-05-31", "award: 2028-03-01")).conflicts
        if c.code == "award_too_late"
    ]
    assert (late.limit, late.days) == ("2028-02-29", 1)


@pytest.mark.parametrize(("notice", "expected"), [("2028-11-01", True), ("2028-10-31", False)])
def test_award_notice_within_thirty_days(advised: Advised, notice: str, expected: bool) -> None:
    lines = (START, "award: 2028-10-01", f"steps: {{award_notice: {{ends: {notice}}}}}")
    assert ("notice_too_late" in codes(advised(*lines))) is expected


@pytest.mark.parametrize(("decided", "days"), [("2028-04-02", [1]), ("2028-04-01", [])])
def test_a_step_after_one_that_waits_for_it(advised: Advised, decided: str, days: list[int]) -> None:
    """Published on 1 May 2028 after 30 days of preparation: the decision is there on 1 April."""
    advice = advised(START, "publication: 2028-05-01", f"decisions_before: {decided}")
    found = [c for c in planning_of(advice).conflicts if c.code == "before_predecessor"]
    assert [(c.step, c.other, c.days) for c in found] == [("publication_decision", "publication", n) for n in days]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [("2027-08-06", ["end_past"]), ("2027-08-05", ["begin_past"]), ("2027-06-24", [])],
    ids=["it should have been finished", "it should have begun", "it can begin today"],
)
def test_dates_in_the_past(advised: Advised, as_of: str, expected: list[str]) -> None:
    """By hand: the programme plan runs from 24 June to 5 August 2027 for a start on 1 January 2029."""
    planning = planning_of(advised(START, as_of=as_of))
    assert [c.code for c in planning.conflicts if c.step == "programme_plan"] == expected
    assert (planning.slack.days or 0) == (date(2027, 6, 24) - date.fromisoformat(as_of)).days


def test_a_start_that_has_passed_is_said_alone(advised: Advised) -> None:
    assert codes(advised(START, as_of="2029-01-01")) == ["start_past"]


@pytest.mark.parametrize(
    ("present", "expected"),
    [
        (("contract_end: 2028-12-31",), []),
        (("contract_end: 2028-12-30",), ["gap"]),
        (("contract_end: 2028-06-30", "extension_left: false"), ["gap_without_extension"]),
        (("contract_end: 2028-06-30", "extension_agreed: true"), []),
    ],
)
def test_days_without_a_contract(advised: Advised, present: tuple[str, ...], expected: list[str]) -> None:
    assert [code for code in codes(advised(START, present=present)) if code.startswith("gap")] == expected


def test_a_bridge_is_signed_a_quarter_before_the_present_contracts_end(advised: Advised) -> None:
    """RIV-6.3-20. Ending 30 June 2028: 92 days before is 30 March, and signing takes eight weeks, from 3 February."""
    held = steps(advised(START, present=("contract_end: 2028-06-30",)))
    assert (held["extension"].begin, held["extension"].end) == ("2028-02-03", "2028-03-30")


@pytest.mark.parametrize(
    ("months", "expected"), [("2028-11-21", True), ("2028-11-22", False)], ids=["a day short", "just in time"]
)
def test_preconditions_take_their_months_before_the_publication(
    advised: Advised, months: str, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A lead of 24 months from 22 November 2026 is 22 November 2028."""
    from stuurwijzer.engine.advice import planning_circumstances
    from stuurwijzer.engine.consequences.planning import Lead
    from stuurwijzer.engine.knowledge.options import Both

    lead = Lead("x", Both(nl="iets", en="something"), 24, "programme", ("begeleiding",), ("some.rule",))
    monkeypatch.setattr(planning_circumstances, "_leads", lambda bought: [lead])
    advice = advised("start: 2029-10-01", f"publication: {months}")
    assert ("precondition_too_late" in codes(advice)) is expected


def with_pilots(pilot_end: str, decision: str) -> Advice:
    base = rule_base()
    region = load_region(Path(str(files("stuurwijzer") / "knowledge" / "regions" / "rivierenland-2021.yaml")))
    dates = {"pilot_end": date.fromisoformat(pilot_end), "pilot_decision": date.fromisoformat(decision)}
    region = region.model_copy(update={"planning": region.planning.model_copy(update=dates)})
    plan = plan_for(base, region.as_of)
    return advise(region, base, plan=plan, evaluator=reference_evaluator(plan))


@pytest.mark.parametrize(
    ("ends", "decision", "expected"),
    [
        ("2024-12-31", "2024-10-01", {"pilot_after_decision", "before_predecessor"}),
        ("2024-08-01", "2024-10-01", {"before_predecessor"}),
        ("2024-07-02", "2024-10-01", set()),
    ],
    ids=["after the decision", "too late to evaluate in a quarter", "thirteen weeks before"],
)
def test_pilots_end_before_the_decision_that_they_feed(ends: str, decision: str, expected: set[str]) -> None:
    """Thirteen weeks before 1 October 2024 is 2 July 2024."""
    found = set(codes(with_pilots(ends, decision))) - {"pilot_misses_round"}
    assert found == expected


@pytest.mark.parametrize("lines", [(), (START,)], ids=["without a start", "with a start"])
def test_a_way_that_nobody_knows_has_the_steps_that_all_ways_share(advised: Advised, lines: tuple[str, ...]) -> None:
    """On 1 January 1900 no rule was in force: nothing is known of form or procedure."""
    planning = planning_of(advised(*lines, as_of="1900-01-01", board=""))
    assert [route.route for route in planning.routes] == ["unknown"]
    held = {step.id: step for step in planning.steps}
    assert {"documents", "publication_decision", "transition", "start"} <= held.keys()
    assert {"bids", "admission", "award"} & held.keys() == set()


@pytest.mark.parametrize("as_of", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("start", ["0001-03-01", "2029-01-01", "9999-12-01"])
def test_a_day_at_the_edge_of_the_calendar_has_no_dates_beyond_it(advised: Advised, as_of: str, start: str) -> None:
    planning = planning_of(advised(f"start: {start}", as_of=as_of))
    assert planning.start == start
    assert all(step.begin is None or step.end is None or step.begin <= step.end for step in planning.steps)


def test_a_region_that_takes_no_start_has_a_planning_without_slack(advised: Advised) -> None:
    planning = planning_of(advised(START, "steps: {start: {ends: n.v.t.}}"))
    assert "start" not in {step.id for step in planning.steps}
    assert planning.slack.days is None
