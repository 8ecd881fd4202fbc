"""What the records raise: asked when unknown, said when known, and only where it bears on what is chosen."""

from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from stuurwijzer.engine.decision import Decider
from stuurwijzer.engine.decision.decider import Circumstances
from stuurwijzer.engine.facts import flatten
from stuurwijzer.engine.inference import reference_evaluator
from stuurwijzer.engine.profile import load_region
from stuurwijzer.engine.rulebase import Rulebase, load_rulebase
from stuurwijzer.engine.rulebase.conditions import Constant
from stuurwijzer.engine.rulebase.model import Advise, conditions_of
from stuurwijzer.engine.rulebase.plan import plan_for

ASKED = {
    "access.municipal_share": "research.access.ask-share",
    "access.first_line_room": "research.tender.ask-first-line",
    "care.price_steps": "research.price-steps.ask",
    "use.other_budgets": "research.budget.ask-other-budgets",
    "use.running_over_share": "research.change.ask-running-over",
    "market.main_contractors_per_subcontractor": "research.main-contractor.ask-number",
}


@pytest.fixture(scope="module")
def base() -> Rulebase:
    return load_rulebase()


@pytest.fixture(scope="module")
def raised(base: Rulebase) -> "Raised":
    return Raised(base)


class Raised:
    """The consequences of research for a segment of Rivierenland (youth, effort, tender, anew), with other facts."""

    def __init__(self, base: Rulebase) -> None:
        plan = plan_for(base, date(2026, 11, 22))
        self.decider = Decider(plan, reference_evaluator(plan))
        region = load_region(Path(str(files("stuurwijzer") / "knowledge" / "regions" / "rivierenland-2021.yaml")))
        segment = region.segment("jeugd-ambulante-begeleiding")
        assert segment is not None
        self.facts = flatten(region, segment).values

    def with_facts(self, **facts: Constant) -> set[str]:
        changed = {name.replace("__", "."): value for name, value in facts.items()}
        held = self.decider.decide({**self.facts, **changed}, Circumstances())
        assert [held.chosen(name) for name in ("extend", "funding", "form")] == [
            "extend.buy_anew",
            "funding.effort",
            "form.tender",
        ], "the tests below rest on these choices"
        return {rule.id for rule in held.advice if rule.id.startswith("research.")}


@pytest.mark.parametrize(("field", "question"), ASKED.items())
def test_what_the_records_suggest_to_ask_is_a_question_while_it_is_unknown(
    base: Rulebase, field: str, question: str
) -> None:
    asking = base.rules[question]
    assert isinstance(asking, Advise)
    assert asking.what == "exploration"
    signal = next(text.split()[0] for text in asking.when if text.startswith("signal."))
    setting = [r for r in base.rules.values() if r.kind == "classify" and signal in r.sets]
    assert [r.when for r in setting] == [(f"{field} is_unknown",)]


@pytest.mark.parametrize("field", ASKED)
def test_an_answer_bears_on_some_consequence(base: Rulebase, field: str) -> None:
    reading = [
        rule
        for rule in base.rules.values()
        if any(text.startswith(f"{field} ") and "is_unknown" not in text for _, text in conditions_of(rule))
    ]
    assert reading


def test_an_unknown_share_over_the_date_of_change_is_asked(raised: Raised) -> None:
    found = raised.with_facts()
    assert "research.change.ask-running-over" in found
    assert "research.change.most-run-over" not in found


@pytest.mark.parametrize(("share", "warned"), [(4999, False), (5000, True), (7000, True)])
def test_a_known_share_is_no_longer_asked_and_warns_from_half(raised: Raised, share: int, warned: bool) -> None:
    found = raised.with_facts(use__running_over_share=share)
    assert "research.change.ask-running-over" not in found
    assert ("research.change.most-run-over" in found) == warned


@pytest.mark.parametrize(("room", "warned"), [("none", True), ("some", False), ("enough", False)])
def test_a_tender_without_room_in_the_first_line_is_a_risk(raised: Raised, room: str, warned: bool) -> None:
    found = raised.with_facts(access__first_line_room=room)
    assert ("research.tender.first-line-full" in found) == warned
    assert "research.tender.ask-first-line" not in found
    assert "research.tender.ask-first-line" in raised.with_facts()


@pytest.mark.parametrize(("share", "warned"), [(4999, True), (5000, False)])
def test_access_that_assigns_a_minority_is_told_to_agree_with_others(raised: Raised, share: int, warned: bool) -> None:
    assert ("research.access.minority" in raised.with_facts(access__municipal_share=share)) == warned


def test_a_tender_after_open_house_says_that_help_shifts_and_does_not_fall(raised: Raised) -> None:
    assert "research.tender.shift-not-fall" in raised.with_facts(present__form="open_house")
    assert "research.tender.shift-not-fall" not in raised.with_facts(present__form="tender")


def test_what_was_measured_in_youth_help_is_not_said_of_the_wmo(raised: Raised) -> None:
    found = raised.with_facts(segment__law="wmo2015")
    assert not found & {f"research.tender.{what}" for what in ("shift-not-fall", "first-line-full", "ask-first-line")}
    assert "research.access.ask-share" not in found
    assert "research.tender.follow-up" in found


@pytest.mark.parametrize("budget", ["task", "ceiling", "output"])
def test_under_every_budget_and_under_payment_by_results_entry_and_completion_are_counted(
    base: Rulebase, budget: str
) -> None:
    entry, completion = (base.rules[f"research.indicator.{what}.{budget}"] for what in ("entry", "completion"))
    assert isinstance(entry, Advise)
    assert isinstance(completion, Advise)
    assert entry.what == completion.what == "indicator"
    counted = [base.library.goals.indicators[rule.indicator or ""].counted.en for rule in (entry, completion)]
    assert all(word in counted[0] for word in ("Waiting", "refusals"))
    assert "completed" in counted[1]
