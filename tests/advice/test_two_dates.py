"""One region under two dates of advice: it differs where law and sources differ, and nowhere else."""

from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from stuurwijzer.engine.advice import advise
from stuurwijzer.engine.inference import reference_evaluator
from stuurwijzer.engine.profile import load_region
from stuurwijzer.engine.rulebase import Rulebase, load_rulebase
from stuurwijzer.engine.rulebase.plan import plan_for

from .two_dates import Item, only_in, rests_on, timeless

EARLY, LATE = date(2021, 7, 1), date(2026, 11, 1)
LISTED: dict[str, dict[str, dict[str, dict[str, list[str]]]]] = yaml.safe_load(
    (Path(__file__).parent / "two_dates.yaml").read_text(encoding="utf-8")
)
Facts = dict[str, int | str | bool]


@pytest.fixture(scope="module")
def base() -> Rulebase:
    return load_rulebase()


@pytest.fixture(scope="module")
def differences(base: Rulebase) -> Mapping[date, set[Item]]:
    """What only the one and only the other advice has."""
    path = Path(str(files("stuurwijzer") / "knowledge" / "regions" / "rivierenland-2021.yaml"))
    region = timeless(load_region(path))
    early, late = (rests_on(advise(region, base, as_of=day)) for day in (EARLY, LATE))
    return {EARLY: only_in(early, late), LATE: only_in(late, early)}


def listed(day: date) -> dict[Item, list[str]]:
    return {(kind, name): why["law"] for kind, names in LISTED[day.isoformat()].items() for name, why in names.items()}


def law_changed(passage: str, base: Rulebase) -> bool:
    return base.library.available(passage, EARLY) != base.library.available(passage, LATE)


def published_between(item: Item, base: Rulebase) -> bool:
    """Whether a document that came out after the first day brought it: the passage, or the grounds of the rule."""
    kind, name = item
    library = base.library

    def later(passage: str) -> bool:
        of_law = library.source_of[passage].prefix == "LAW"
        return not of_law and not library.available(passage, EARLY) and library.available(passage, LATE)

    if kind == "passage":
        return later(name)
    left_out = {held.rule.id: held.reason for held in plan_for(base, EARLY).left_out}
    rules = [part.partition("#")[0].strip() for part in name.split("|")]
    if kind in ("argument", "consequence", "excluded", "precondition"):
        return left_out.get(rules[0]) == "source_later"
    return kind == "dissent" and any(
        left_out.get(rule) == "source_later" or any(later(p) for p in base.rules[rule].passages) for rule in rules
    )


@pytest.mark.parametrize("day", [EARLY, LATE], ids=str)
def test_every_difference_is_law_that_is_listed_or_a_document_that_came_out_between(
    base: Rulebase, differences: Mapping[date, set[Item]], day: date
) -> None:
    of_law = {("passage", p) for kind, p in differences[day] if kind == "passage" and p.startswith("LAW-")}
    assert all(law_changed(passage, base) for _, passage in of_law)
    left = {item for item in differences[day] - of_law if not published_between(item, base)}
    assert left - set(listed(day)) == set(), "differences that nobody explained"
    assert set(listed(day)) - left == set(), "listed, but there is no such difference"


@pytest.mark.parametrize("day", [EARLY, LATE], ids=str)
def test_what_is_listed_rests_on_law_of_one_of_the_days(base: Rulebase, day: date) -> None:
    for item, passages in listed(day).items():
        assert passages, item
        assert [p for p in passages if not law_changed(p, base)] == [], item


def test_the_memo_of_2024_is_no_source_in_2021(differences: Mapping[date, set[Item]]) -> None:
    assert any(kind == "passage" and name.startswith("ACM-") for kind, name in differences[LATE])
    assert not any(kind == "passage" and name.startswith("ACM-") for kind, name in differences[EARLY])


def test_no_choice_of_this_region_turns_on_the_date(differences: Mapping[date, set[Item]]) -> None:
    """What changed in law since 2021 adds demands and questions; it took no option of this region out."""
    kinds = {kind for held in differences.values() for kind, _ in held}
    assert kinds & {"choice", "excluded", "bound", "precondition"} == set()


# A region made to touch every rule that starts or ends between the two days: facts, choices included, in bundles.

TASK: Facts = {"chosen.funding": "task.lumpsum", "chosen.decision_form": "units", "pilots.funding_undecided": True}
EFFORT: Facts = {
    "chosen.funding": "effort",
    "chosen.budget_control": "ceiling",
    "status.funding.task.lumpsum": "pilot",
    "status.funding.task.population": "pilot",
    "status.funding.output": "not",
}
TENDER: Facts = {"chosen.form": "tender", "chosen.procedure": "regular_tender", "chosen.extend": "buy_anew"}
PILOTS: Facts = {"pilots.planned": True, "pilots.touch_lots": False}
FORMS = (
    *("stay", "foster_care", "multiple_complex", "forensic", "sensory_disability", "crisis_24h"),
    *("group_day_treatment", "highly_specialist_mental", "after_abuse_or_violence", "toilet_training"),
)
BUNDLES: tuple[Facts, ...] = (
    {"segment.law": "wmo2015", **TENDER, **EFFORT, **PILOTS},
    {"segment.law": "wmo2015", **TENDER, **TASK, "chosen.procedure": "sas", "chosen.budget_control": "ceiling"},
    {"segment.law": "jeugdwet", **TENDER, **TASK, "scope.procurement_scale": "local"},
    {"segment.law": "jeugdwet", "care.setting": "extramural", **{f"care.designated_forms.{f}": True for f in FORMS}},
    {"segment.law": "jeugdwet", "chosen.extend": "extend_current", "care.kind": "closed_youth_care"},
    {"segment.law": "jeugdwet", "care.kind": "crisis", "care.availability_24h": True},
    {"segment.law": "jeugdwet", "care.kind": "day_treatment", "care.setting": "intramural"},
    {"segment.law": "jeugdwet", "care.kind": "protection_and_probation", "care.specialism": "highly_specialist"},
    {"chosen.funding": "effort", **PILOTS, **{f"status.funding.task.{v}": "not" for v in ("lumpsum", "population")}},
    {"chosen.funding": "effort", "status.funding.output": "not", "signal.task_pilot": True},
)


def fired(base: Rulebase, day: date) -> set[str]:
    plan = plan_for(base, day)
    evaluator, names = reference_evaluator(plan), set()
    for facts in BUNDLES:
        known = dict(facts)
        for number, stage in enumerate(plan.stages, 1):
            outcome = evaluator.stage(number, known)
            names |= {stage.clauses[index].rule.id for index in outcome.fired}
            known |= outcome.sets
    return names


def starts_or_ends_between(base: Rulebase) -> set[str]:
    """Rules with a first or last day of their own between the two days of advice."""
    own = [r for r in base.rules.values() if r.hinges_on is None or r.hinges_on.phase == "unknown"]
    starting = {r.id for r in own if r.valid_from and EARLY < r.valid_from <= LATE}
    return starting | {r.id for r in own if r.valid_until and EARLY <= r.valid_until < LATE}


def test_a_made_region_fires_every_rule_that_starts_or_ends_between_the_days_on_its_own_side(base: Rulebase) -> None:
    early, late = fired(base, EARLY), fired(base, LATE)
    dated = starts_or_ends_between(base)
    assert dated - (early ^ late) == set(), "no bundle touches these"
    for name in dated:
        assert (name in early) == (base.rules[name].valid_until is not None), name


def test_what_else_fires_on_one_side_only_comes_from_a_later_document_or_reads_what_law_set(base: Rulebase) -> None:
    early, late = fired(base, EARLY), fired(base, LATE)
    left_out = {held.rule.id: held.reason for held in plan_for(base, EARLY).left_out}
    dated = starts_or_ends_between(base)
    set_by_law = {name for rule in dated for name in getattr(base.rules[rule], "sets", {})}
    for name in (early ^ late) - dated:
        reads = {text.split()[0] for text in base.rules[name].when}
        assert left_out.get(name) == "source_later" or reads & set_by_law, name
