"""Dissent in the advice: of sources of the day, about what the decision touches, with the kind and the passages."""

from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from stuurwijzer.engine.advice import advise
from stuurwijzer.engine.advice.entries import DissentEntry
from stuurwijzer.engine.advice.model import Advice, BodyAdvice
from stuurwijzer.engine.inference import reference_evaluator
from stuurwijzer.engine.profile import load_region
from stuurwijzer.engine.rulebase import Rulebase, load_rulebase
from stuurwijzer.engine.rulebase.model import Argue
from stuurwijzer.engine.rulebase.plan import plan_for

REGION = Path(str(files("stuurwijzer") / "knowledge" / "regions" / "rivierenland-2021.yaml"))
SMALL = """\
format: 1
id: klein
name: Kleine regio
as_of: 2026-11-01
{wishes}
segments:
  - {{id: begeleiding, name: Begeleiding, law: wmo2015, use: {{clients: 800}}}}
"""
# competition before the award (RIV-6.1-18) against a tender that lowers rivalry (ACB-15): recorded as a contradiction
COMPETITION = ("form.tender.competition-before-award", "form.tender.less-rivalry")


@pytest.fixture(scope="module")
def base() -> Rulebase:
    return load_rulebase()


def advice_as_of(base: Rulebase, path: Path, day: date) -> Advice:
    plan = plan_for(base, day)
    return advise(load_region(path), base, as_of=day, plan=plan, evaluator=reference_evaluator(plan))


@pytest.fixture(scope="module")
def then(base: Rulebase) -> Advice:
    return advice_as_of(base, REGION, date(2021, 7, 1))


@pytest.fixture(scope="module")
def now(base: Rulebase) -> Advice:
    return advice_as_of(base, REGION, date(2026, 11, 1))


def bodies(advice: Advice) -> list[BodyAdvice]:
    return [body for segment in advice.segments for body in (segment, *segment.parts)]


def shown(advice: Advice) -> dict[tuple[str, str], DissentEntry]:
    return {(entry.rule, entry.against): entry for body in bodies(advice) for entry in body.dissent}


def test_an_entry_names_the_passages_that_are_at_odds_and_how(base: Rulebase, then: Advice, now: Advice) -> None:
    passages = base.library.passages
    for entry in (*shown(then).values(), *shown(now).values()):
        assert entry.passages
        assert entry.against_passages
        kinds = {c.type for one in entry.passages for c in passages[one].conflicts if c.with_ in entry.against_passages}
        assert entry.type in kinds, entry


def test_a_source_of_a_later_day_dissents_from_nothing(base: Rulebase, then: Advice, now: Advice) -> None:
    day = date.fromisoformat(then.as_of)
    for entry in shown(then).values():
        assert all(base.library.available(name, day) for name in (*entry.passages, *entry.against_passages)), entry
    # the memo of August 2024 answers the strategy of 2021 from then on
    later = {
        pair for pair, e in shown(now).items() if any(p.startswith("ACM-") for p in (*e.passages, *e.against_passages))
    }
    assert later
    assert later.isdisjoint(shown(then))


def test_one_of_the_two_weighs_in_the_segment(base: Rulebase, then: Advice) -> None:
    for body in bodies(then):
        fired = {entry.rule for entry in body.trace if entry.fired}
        excluded = {entry.option for entry in body.excluded if entry.with_option is None}
        for entry in body.dissent:
            weighing = {"both": (entry.rule, entry.against), "first": (entry.rule,), "second": (entry.against,)}
            for name in weighing[entry.weighed]:
                rule = base.rules[name]
                assert name in fired
                assert not isinstance(rule, Argue) or set(base.library.options.expand(rule.option)) - excluded, name


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        ("", False),
        ("wishes: {held: {present: [competition]}}", True),
        ("wishes: {top_three: [collaboration]}", True),
        ("wishes: {held: {present: [innovation], absent: [competition]}}", False),
    ],
)
def test_a_wish_that_the_region_does_not_have_brings_no_dissent(
    wishes: str, expected: bool, base: Rulebase, tmp_path: Path
) -> None:
    path = tmp_path / "klein.yaml"
    path.write_text(SMALL.format(wishes=wishes), encoding="utf-8")
    assert (COMPETITION in shown(advice_as_of(base, path, date(2026, 11, 1)))) is expected


def test_where_a_document_says_what_case_law_forbids_the_law_goes_first(base: Rulebase, tmp_path: Path) -> None:
    # the strategy of June 2021 allows a described result (RIV-5.3-15); the ruling of 26 May 2021 wants time (LAW-L21)
    advice = advice_as_of(base, REGION, date(2026, 11, 1))
    pair = ("decision_form.result_only.clear-way", "decision_form.result_only.not-under-wmo")
    entry = shown(advice)[pair]
    assert (entry.type, entry.law) == ("contradiction", "second")
    assert entry.against_passages == ("LAW-L21",)
    under = {body.law for body in bodies(advice) if any((d.rule, d.against) == pair for d in body.dissent)}
    assert under == {"wmo2015"}
