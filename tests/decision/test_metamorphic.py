"""Changes that must not change the advice, and inputs on which there is nothing to advise."""

from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from stuurwijzer.engine.advice import Advice, advise, canonical
from stuurwijzer.engine.decision import Decider
from stuurwijzer.engine.decision.decider import Circumstances
from stuurwijzer.engine.decision.flips import Limits, variations
from stuurwijzer.engine.facts import flatten
from stuurwijzer.engine.inference import reference_evaluator
from stuurwijzer.engine.knowledge import Both
from stuurwijzer.engine.profile import Answer, Members, RegionProfile, load_region
from stuurwijzer.engine.profile.shared_rooms import WISHES
from stuurwijzer.engine.rulebase import Rulebase, load_rulebase
from stuurwijzer.engine.rulebase.located import Located
from stuurwijzer.engine.rulebase.model import Argue, Rule
from stuurwijzer.engine.rulebase.plan import plan_for

REGIONS = ("rivierenland-2021", "achterhoek-2021", "hart-van-brabant-2021")


@pytest.fixture(scope="module")
def base() -> Rulebase:
    return load_rulebase()


@pytest.fixture(scope="module", params=REGIONS)
def region(request: pytest.FixtureRequest) -> RegionProfile:
    return load_region(Path(str(files("stuurwijzer") / "knowledge" / "regions" / f"{request.param}.yaml")))


def advice_on(region: RegionProfile, base: Rulebase) -> Advice:
    plan = plan_for(base, region.as_of)
    return advise(region, base, plan=plan, evaluator=reference_evaluator(plan))


def choices(advice: Advice) -> dict[str, dict[str, tuple[str | None, tuple[str, ...], tuple[str, ...]]]]:
    """Per segment and part: what was chosen, taken and left level, for each instrument."""
    return {
        f"{segment.id}/{body.id}": {
            name: (held.chosen, tuple(sorted(held.taken)), tuple(sorted(held.ties)))
            for name, held in body.decisions.items()
        }
        for segment in advice.segments
        for body in (segment, *segment.parts)
    }


EMPTY = RegionProfile.model_validate(
    {
        "format": 1,
        "id": "leeg",
        "name": "Leeg",
        "as_of": "2026-11-22",
        "segments": [{"id": "a", "name": "A", "law": "jeugdwet"}],
    }
)


def test_an_empty_profile_gets_questions_and_no_choice_of_funding_form_or_term(base: Rulebase) -> None:
    advice = advice_on(EMPTY, base)
    segment = advice.segments[0]
    assert segment.funding.now is None
    assert segment.form.chosen is None
    assert segment.contract.pattern is None
    assert segment.providers.direction is None
    assert segment.sentence.code == "sentence_find_out_first"
    assert advice.first_questions
    assert segment.confidence.funding.word == "open"


def test_with_every_wish_on_and_no_fact_the_result_is_open(base: Rulebase) -> None:
    wishes = EMPTY.wishes.model_copy(update={"held": Answer(value=Members(present=WISHES))})
    advice = advice_on(EMPTY.model_copy(update={"wishes": wishes}), base)
    assert advice.segments[0].funding.now is None
    assert advice.segments[0].form.chosen is None


def test_with_every_wish_of_equal_rank_and_no_fact_the_funding_is_open(base: Rulebase) -> None:
    points = dict.fromkeys(WISHES, 7)
    wishes = EMPTY.wishes.model_copy(update={"points": Answer(value=points)})
    advice = advice_on(EMPTY.model_copy(update={"wishes": wishes}), base)
    assert advice.segments[0].funding.now is None


def test_a_region_and_its_segments_may_have_any_name(region: RegionProfile, base: Rulebase) -> None:
    segments = tuple(s.model_copy(update={"name": f"Segment {i}"}) for i, s in enumerate(region.segments))
    renamed = region.model_copy(update={"name": "Elders", "segments": segments})
    assert choices(advice_on(renamed, base)) == choices(advice_on(region, base))


def test_the_order_of_segments_changes_nothing(region: RegionProfile, base: Rulebase) -> None:
    turned = region.model_copy(update={"segments": tuple(reversed(region.segments))})
    assert choices(advice_on(turned, base)) == choices(advice_on(region, base))


def test_the_order_of_rules_changes_nothing(region: RegionProfile, base: Rulebase) -> None:
    turned = replace(base, located=tuple(reversed(base.located)))
    assert choices(advice_on(region, turned)) == choices(advice_on(region, base))


def test_an_answer_that_no_rule_reads_changes_nothing(region: RegionProfile, base: Rulebase) -> None:
    place = region.place.model_copy(update={"urbanity": Answer(value="urban"), "population": Answer(value=123_456)})
    more = region.model_copy(update={"place": place})
    assert choices(advice_on(more, base)) == choices(advice_on(region, base))


def with_more(base: Rulebase, make: Callable[[Rule], list[Rule]]) -> Rulebase:
    located: list[Located] = []
    for held in base.located:
        located += [replace(held, rule=rule) for rule in make(held.rule)]
    return replace(base, located=tuple(located))


def test_a_copy_of_every_argument_from_a_quoting_document_changes_nothing(
    region: RegionProfile, base: Rulebase
) -> None:
    def copied(rule: Rule) -> list[Rule]:
        if not isinstance(rule, Argue):
            return [rule]
        quoting = Both(nl="Een ander document herhaalt dit.", en="Another document repeats this.")
        return [rule, rule.model_copy(update={"id": f"{rule.id}.quoted", "because": quoting})]

    assert choices(advice_on(region, with_more(base, copied))) == choices(advice_on(region, base))


def test_splitting_a_rule_over_the_members_of_a_list_changes_nothing(region: RegionProfile, base: Rulebase) -> None:
    def split(rule: Rule) -> list[Rule]:
        texts = [t for t in rule.when if " in [" in t]
        if not isinstance(rule, Argue) or not texts:
            return [rule]
        field, _, members = texts[0].partition(" in ")
        rest = [t for t in rule.when if t != texts[0]]
        parts = [m.strip() for m in members.strip("[]").split(",")]
        return [
            rule.model_copy(update={"id": f"{rule.id}.{i}", "when": (*rest, f"{field} == {part}")})
            for i, part in enumerate(parts)
        ]

    divided = with_more(base, split)
    assert len(divided.located) > len(base.located), "no rule to split: this test would prove nothing"
    assert choices(advice_on(region, divided)) == choices(advice_on(region, base))


def test_the_same_input_gives_the_same_bytes(region: RegionProfile, base: Rulebase) -> None:
    assert canonical(advice_on(region, base)) == canonical(advice_on(region, load_rulebase()))


def test_no_rule_names_a_region_or_a_segment_in_its_condition(base: Rulebase) -> None:
    for held in base.located:
        for text in held.rule.when:
            for word in ("rivierenland", "achterhoek", "brabant", "segment.id", "segment.name"):
                assert word not in text.lower(), held.rule.id


def test_a_what_if_gives_the_choices_of_deciding_anew(region: RegionProfile, base: Rulebase) -> None:
    """Stages that a change cannot reach are taken over from the decision; nothing may be lost by that."""
    plan = plan_for(base, region.as_of)
    decider, limits = Decider(plan, reference_evaluator(plan)), Limits(plan)
    tried = 0
    for segment, part in region.bodies():
        facts = flatten(region, segment, part)
        decision = decider.decide(facts.values, Circumstances())
        for variation in list(variations(facts, limits))[::5]:
            quick = decider.what_if(decision, Circumstances(), variation.field, variation.value)
            anew = decider.decide({**facts.values, variation.field: variation.value}, Circumstances())
            chosen = {name: anew.chosen(name) for name in quick.instruments}
            assert {name: quick.chosen(name) for name in quick.instruments} == chosen, variation
            tried += 1
    assert tried > 50
