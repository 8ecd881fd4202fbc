"""From goal to instrument to indicator: what the region said, what serves it, and nothing that was not argued."""

import shutil
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from stuurwijzer.engine.advice import advise
from stuurwijzer.engine.advice.goal_entries import GoalEntry
from stuurwijzer.engine.advice.model import Advice
from stuurwijzer.engine.consequences.goals import STEERING, goals_named
from stuurwijzer.engine.knowledge.library import load_library
from stuurwijzer.engine.profile import load_region
from stuurwijzer.engine.profile.region import Goals, RegionProfile
from stuurwijzer.engine.reading import ProblemsFoundError
from stuurwijzer.engine.rendering import render
from stuurwijzer.engine.rulebase import Rulebase, load_rulebase
from stuurwijzer.engine.rulebase.model import Advise, Argue

REGIONS = ("rivierenland-2021", "achterhoek-2021", "hart-van-brabant-2021")


@pytest.fixture(scope="module")
def base() -> Rulebase:
    return load_rulebase()


def profile(name: str) -> RegionProfile:
    return load_region(Path(str(files("stuurwijzer") / "knowledge" / "regions" / f"{name}.yaml")))


def with_goals(region: RegionProfile, *principles: str) -> RegionProfile:
    """The region with only these principles and no goal of the purchase."""
    stated = {"principles": {"value": {"present": list(principles)}}} if principles else {}
    return region.model_copy(update={"goals": Goals.model_validate(stated)})


@pytest.fixture(scope="module", params=REGIONS)
def advice(request: pytest.FixtureRequest, base: Rulebase) -> Advice:
    return advise(profile(request.param), base)


@pytest.fixture(scope="module")
def rivierenland(base: Rulebase) -> Advice:
    return advise(profile("rivierenland-2021"), base)


def goal(advice: Advice, name: str, kind: str = "principle") -> GoalEntry:
    return next(g for g in advice.goals if g.id == name and g.kind == kind)


def test_rivierenland_states_two_goals_of_the_purchase_and_eight_principles(rivierenland: Advice) -> None:
    """Section 4: lines 823 and 922, and the eight heads from line 626 to 777."""
    stated = [g.id for g in rivierenland.goals if g.kind != "effect"]
    assert stated == [
        "quality_results",
        "financial_sustainability",
        "self_reliance",
        "own_access",
        "normalise",
        "prevention",
        "cost_control",
        "result_quality",
        "partnership",
        "data_driven",
    ]


def test_the_principle_of_own_access_is_served_by_triage_and_process_direction(rivierenland: Advice) -> None:
    """Lines 651-656: competent local staff do triage, and process direction lies with local access."""
    served = {s.option for s in goal(rivierenland, "own_access").served_by}
    assert served == {"access_measure.triage", "access_measure.process_direction"}


def test_a_principle_that_no_segment_works_out_stands_without_a_choice(rivierenland: Advice) -> None:
    """Prevention is a principle (lines 687-704), and annex 3 names it as an effect of no segment."""
    assert goal(rivierenland, "prevention").served_by == ()
    html = render(rivierenland, "html", "nl")
    assert "Geen keuze dient dit doel." in html
    assert "No choice serves this goal." in render(rivierenland, "md", "en")


def test_a_choice_that_works_against_a_goal_is_said_so(rivierenland: Advice) -> None:
    """Lines 1279-1280: payment by effort may reward many hours; grip on cost is the fifth principle."""
    assert {s.option for s in goal(rivierenland, "cost_control").against} == {"funding.effort"}


def test_what_serves_a_goal_is_an_argument_or_consequence_of_that_place(advice: Advice, base: Rulebase) -> None:
    rules = {held.rule.id: held.rule for held in base.located}
    bodies = {s.id: s for s in advice.segments} | {f"{s.id}/{p.id}": p for s in advice.segments for p in s.parts}
    for held in advice.goals:
        for direction, entries in (("for", held.served_by), ("against", held.against)):
            for entry in entries:
                body = bodies[entry.segment]
                argued = {a.rule for a in body.arguments if a.option == entry.option and a.direction == direction}
                followed = {c.rule for c in body.consequences} | {r for p in advice.pilots for r in p.rules}
                assert set(entry.rules) <= (argued if entry.option else followed)
                for rule in (rules[name] for name in entry.rules):
                    assert isinstance(rule, Argue | Advise)
                    assert (held.kind, held.id) in goals_named(rule, load_library().goals)


def test_each_choice_either_serves_a_stated_goal_or_stands_among_those_that_do_not(advice: Advice) -> None:
    served = {(s.segment, s.option) for g in advice.goals for s in g.served_by if s.option}
    without = {(path, c.option) for c in advice.choices_without_goal for path in c.segments}
    taken = set()
    for segment in advice.segments:
        for path, body in ((segment.id, segment), *((f"{segment.id}/{p.id}", p) for p in segment.parts)):
            own = [d for name, d in body.decisions.items() if name in STEERING and not d.inherited]
            taken |= {(path, option) for d in own for option in (*d.taken, *((d.chosen,) if d.chosen else ()))}
    assert served | without == taken
    assert served & without == set()


def test_unknown_goals_are_questions_and_not_an_empty_set_of_goals(base: Rulebase) -> None:
    held = advise(with_goals(profile("rivierenland-2021")), base)
    assert [q.field for q in held.goal_questions] == ["goals.principles", "goals.purchase_goals"]
    assert {g.kind for g in held.goals} == {"effect"}
    assert "Welke uitgangspunten heeft de regio?" in render(held, "html", "nl")
    assert advise(profile("rivierenland-2021"), base).goal_questions == ()


def test_a_goal_that_is_not_stated_is_no_row_and_what_only_served_it_serves_none(base: Rulebase) -> None:
    with_it, without = (
        advise(with_goals(profile("hart-van-brabant-2021"), *names), base)
        for names in (("prevention", "own_access"), ("prevention",))
    )
    assert "own_access" in {g.id for g in with_it.goals}
    assert "own_access" not in {g.id for g in without.goals}


def test_every_stated_goal_has_an_indicator_with_source_frequency_and_owner(advice: Advice) -> None:
    for held in advice.goals:
        assert held.indicators, held.id
        for indicator in held.indicators:
            assert all((indicator.source.nl, indicator.source.en, indicator.frequency, indicator.owner))
            assert indicator.own == (indicator.passages == ())


def test_the_link_with_the_goals_of_the_united_nations_is_ours_and_asked_for_since_the_memo(base: Rulebase) -> None:
    """The memo of 27 August 2024 asks for the link at lines 197-198 and names no number."""
    for day, asked in ((date(2024, 8, 26), ()), (date(2024, 8, 28), ("ACM-27",))):
        sdg = goal(advise(profile("rivierenland-2021"), base, as_of=day), "partnership").sdg
        assert sdg is not None
        assert (sdg.goal, sdg.target, sdg.link, sdg.asked_by) == (17, "17.17", "own", asked)


FAULTS = {
    "unknown_indicator": ("indicators: [prevention]\n    passages", "indicators: [prevented]\n    passages"),
    "unknown_sdg": ('target: "17.17"', 'target: "16.17"'),
    "goal_passage": ("passages: [RIV-4.1-10,", "passages: [RIV-9.9-99,"),
}


@pytest.mark.parametrize("code", FAULTS)
def test_a_fault_in_the_file_of_goals_is_found(tmp_path: Path, code: str) -> None:
    shutil.copytree(str(files("stuurwijzer") / "knowledge"), tmp_path / "knowledge")
    path = tmp_path / "knowledge" / "goals.yaml"
    whole, (right, wrong) = path.read_text(encoding="utf-8"), FAULTS[code]
    assert whole.count(right) == 1
    load_library(tmp_path / "knowledge")
    path.write_text(whole.replace(right, wrong), encoding="utf-8")
    with pytest.raises(ProblemsFoundError) as raised:
        load_library(tmp_path / "knowledge")
    assert [p.code for p in raised.value.problems] == [code]


def test_a_goal_of_the_profile_without_text_is_found(tmp_path: Path) -> None:
    shutil.copytree(str(files("stuurwijzer") / "knowledge"), tmp_path / "knowledge")
    path = tmp_path / "knowledge" / "goals.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("  less_exclusion: {")]
    assert len(kept) == len(lines) - 1
    path.write_text("".join(kept), encoding="utf-8")
    with pytest.raises(ProblemsFoundError) as raised:
        load_library(tmp_path / "knowledge")
    assert [p.code for p in raised.value.problems] == ["goal_without_text"]
