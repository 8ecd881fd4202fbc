"""Consequences of the choice: their place in a document, a case where each follows and one where it does not."""

from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from stuurwijzer.engine.advice import advise
from stuurwijzer.engine.advice.model import Advice
from stuurwijzer.engine.decision import Decider
from stuurwijzer.engine.decision.decider import Circumstances
from stuurwijzer.engine.inference import reference_evaluator
from stuurwijzer.engine.profile import load_region
from stuurwijzer.engine.rulebase import Rulebase, load_rulebase
from stuurwijzer.engine.rulebase.model import Advise, Argue
from stuurwijzer.engine.rulebase.plan import Plan, plan_for

TABLE = yaml.safe_load(Path(__file__).with_name("consequences.yaml").read_text(encoding="utf-8"))
CASES = [pytest.param(case, id=case["says"]) for case in TABLE["cases"]]
FINDINGS_OF_2024 = {f"ACM-{number}" for number in range(15, 23)}
"""the conclusions of analysis and evaluation, lines 150-171 of the memo"""


@cache
def base() -> Rulebase:
    return load_rulebase()


@cache
def plan() -> Plan:
    return plan_for(base(), TABLE["as_of"])


def fired(facts: dict[str, Any]) -> set[str]:
    """Consequences that follow from these facts; ``chosen`` names a choice instead of facts that lead to one."""
    known = dict(facts)
    evaluator = reference_evaluator(plan())
    if "chosen" in known:
        instrument, _, name = str(known.pop("chosen")).partition(".")
        stage = plan().stages[-1]
        return {stage.clauses[i].rule.id for i in evaluator.stage(stage.number, {f"chosen.{instrument}": name}).fired}
    return {rule.id for rule in Decider(plan(), evaluator).decide(known, Circumstances()).advice}


def rule_of(name: str) -> Advise:
    rule = next(held.rule for held in base().located if held.rule.id == name)
    assert isinstance(rule, Advise)
    return rule


@cache
def region(name: str, as_of: date | None = None) -> Advice:
    path = Path(str(files("stuurwijzer") / "knowledge" / "regions" / f"{name}.yaml"))
    return advise(load_region(path), base(), as_of=as_of)


@pytest.mark.parametrize("case", CASES)
def test_it_follows_from_the_good_facts_and_not_from_their_twin(case: dict[str, Any]) -> None:
    assert case["rule"] in fired(case["good"])
    assert case["rule"] not in fired(case["bad"])


@pytest.mark.parametrize("case", CASES)
def test_its_rule_cites_the_lines_that_say_it(case: dict[str, Any]) -> None:
    passages = {name: plan().library.passages[name].lines for name in rule_of(case["rule"]).passages}
    ((prefix, lines),) = case["lines"].items()
    cited = {name: list(held) for name, held in passages.items() if held is not None}
    assert lines in [held for name, held in cited.items() if name.startswith(f"{prefix}-")]
    if case.get("measure"):
        assert case["measure"] in cited.values()


@pytest.mark.parametrize("case", [c for c in CASES if "measure" in c.values[0]])  # type: ignore[operator]  # a dict
def test_a_measure_that_no_document_names_is_said_to_be_ours(case: dict[str, Any]) -> None:
    rule = rule_of(case["rule"])
    assert rule.measure is not None
    assert rule.own_measure == (case["measure"] is None)


def test_rivierenland_has_its_nine_risks_but_the_one_of_an_access_that_changes() -> None:
    """Lines 1670-1755; by line 1717 access does not change for now, and by 1540-1542 neither does the funding."""
    held = {c.rule for s in region("rivierenland-2021").segments for c in s.consequences if c.what == "risk"}
    named = {case["rule"] for case in TABLE["cases"] if case["rule"].startswith(("risk.", "funding."))}
    assert named - held == {"risk.access.change", "funding.change.strains-providers.from-output"}


def test_every_risk_has_a_measure() -> None:
    risks = [h.rule for h in base().located if isinstance(h.rule, Advise) and h.rule.what == "risk"]
    assert [rule.id for rule in risks if rule.measure is None] == []


def test_an_advice_as_of_before_the_memo_knows_none_of_its_lessons_and_one_as_of_after_it_all() -> None:
    """The memo is of 27 August 2024."""
    before, after = (
        {c.rule for s in region("rivierenland-2021", day).segments for c in s.consequences}
        for day in (date(2024, 8, 26), date(2024, 8, 28))
    )
    lessons = {h.rule.id for h in base().located if h.rule.id.startswith("lesson.")}
    assert lessons & before == set()
    assert lessons - after == set()


def test_no_finding_of_the_memo_counts_for_or_against_a_variant_of_funding() -> None:
    """Line 163 judges the funding system as a whole; the memo speaks of result funding and never of a lump sum."""
    arguing = [
        h.rule.id
        for h in base().located
        if isinstance(h.rule, Argue)
        and h.rule.option.startswith("funding.")
        and FINDINGS_OF_2024 & set(h.rule.passages)
    ]
    assert arguing == []


def test_no_reason_calls_what_a_region_did_elsewhere() -> None:
    """A region whose own document is cited would read that it was done elsewhere; research is about elsewhere."""
    of_regions = [h.rule for h in base().located if not all(name.startswith("EV-") for name in h.rule.passages)]
    texts = [(rule.id, f"{rule.because.nl} {rule.because.en}".lower()) for rule in of_regions]
    assert [name for name, text in texts if "elders" in text.split() or "elsewhere" in text.split()] == []
