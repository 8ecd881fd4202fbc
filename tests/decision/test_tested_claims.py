"""What a contradiction does to a decision, on a few rules that can be checked by hand, and that no analogy decides."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from stuurwijzer.engine.decision import Decider
from stuurwijzer.engine.decision.decider import Circumstances
from stuurwijzer.engine.decision.instrument import InstrumentDecision
from stuurwijzer.engine.facts import flatten
from stuurwijzer.engine.inference import reference_evaluator
from stuurwijzer.engine.profile import load_region
from stuurwijzer.engine.rulebase import Rulebase, load_rulebase
from stuurwijzer.engine.rulebase.plan import plan_for

COMMON = 'evidence: analysis, when: ["use.clients is_known"], because: {nl: Daarom., en: Because.}, checked: 2026-11-22'
REGIONS = ("rivierenland-2021", "achterhoek-2021", "hart-van-brabant-2021")
Decide = Callable[..., InstrumentDecision]


@pytest.fixture
def decide(tmp_path: Path) -> Decide:
    """Effort has a strong reason, claim ``tested``; output a normal one; what is known of ``tested`` differs."""

    def run(test: str, day: date = date(2026, 11, 22), direction: str = "for") -> InstrumentDecision:
        def argue(name: str, option: str, claim: str, strength: str, direction: str = "for") -> str:
            return (
                f"- {{id: t.{name}, kind: argue, option: {option}, direction: {direction}, claim: {claim}, "
                f"strength: {strength}, origin: RIV-5.3-11, passages: [RIV-5.3-11], step: fact, {COMMON}}}"
            )

        rules = [
            argue("effort", "funding.effort", "tested", "strong", direction),
            argue("output", "funding.output", "other", "normal", direction),
            argue("task", "funding.task", "worse", "strong", "against"),
        ]
        claims = f"claims:\n  tested: {test}\n  other: {{verdict: untested}}\n  worse: {{verdict: untested}}\n"
        (tmp_path / "t.yaml").write_text(f"topic: t\n{claims}rules:\n" + "\n".join(rules), encoding="utf-8")
        plan = plan_for(load_rulebase(rules=tmp_path), day)
        held = Decider(plan, reference_evaluator(plan)).decide({"use.clients": 500}, Circumstances())
        return held.instruments["funding"]

    return run


UNTESTED = "{verdict: untested}"
AT_HOME = "{verdict: contradicted, records: {EV-03: contradicts}}"
ELSEWHERE = "{verdict: contradicted, records: {EV-47: contradicts}}"


def test_an_untested_claim_argues(decide: Decide) -> None:
    assert decide(UNTESTED).chosen == "funding.effort"


def test_a_claim_contradicted_at_home_no_longer_argues_and_stays_visible(decide: Decide) -> None:
    held = decide(AT_HOME)
    assert held.chosen == "funding.output"
    (claim,) = held.claims["funding.effort"]
    assert (claim.level, claim.bearing, claim.arguments[0].id) == (0, "silent", "t.effort")


def test_a_claim_contradicted_elsewhere_wins_nothing_and_its_silence_wins_nothing_either(decide: Decide) -> None:
    held = decide(ELSEWHERE)
    assert held.chosen is None
    assert set(held.ties) == {"funding.effort", "funding.output"}


def test_against_an_option_it_neither_fells_it_nor_spares_it(decide: Decide) -> None:
    assert decide(UNTESTED, direction="against").chosen == "funding.output"
    assert decide(AT_HOME, direction="against").chosen == "funding.effort"
    held = decide(ELSEWHERE, direction="against")
    assert held.chosen is None
    assert not {removal.option for removal in held.removed} & {"funding.effort", "funding.output"}


@pytest.mark.parametrize("records", ["{EV-44: supports}", "{EV-01: supports}"])
def test_support_raises_nothing(decide: Decide, records: str) -> None:
    (claim,) = decide(f"{{verdict: supported, records: {records}}}").claims["funding.effort"]
    (untested,) = decide(UNTESTED).claims["funding.effort"]
    assert claim.level == untested.level


def test_what_appeared_later_contradicts_nothing_yet(decide: Decide) -> None:
    later = "{verdict: contradicted, records: {EV-20: contradicts}}"
    assert decide(later, date(2022, 12, 31)).chosen == "funding.effort", "EV-20 is of 2023"
    assert decide(later, date(2023, 1, 1)).chosen == "funding.output"


def chosen(base: Rulebase, day: date | None = None) -> Iterator[tuple[str, str | None, tuple[str, ...]]]:
    for name in REGIONS:
        region = load_region(Path(str(files("stuurwijzer") / "knowledge" / "regions" / f"{name}.yaml")))
        plan = plan_for(base, day or region.as_of)
        decider = Decider(plan, reference_evaluator(plan))
        for segment, part in region.bodies():
            facts = flatten(region, segment, part)
            held = decider.decide(facts.values, Circumstances(wishes=facts.wishes))
            for instrument, decision in held.instruments.items():
                path = f"{name}/{segment.id}/{part.id if part else ''}/{instrument}"
                yield path, decision.chosen, decision.taken


@pytest.mark.parametrize("day", [None, date(2026, 11, 22)], ids=["as of the region", "as of today"])
def test_without_the_records_of_health_care_and_abroad_every_region_is_advised_the_same(day: date | None) -> None:
    base = load_rulebase()
    records = base.library.evidence.records
    near = base.library.evidence.only(name for name, record in records.items() if not record.analogy)
    without = replace(
        base,
        library=replace(base.library, evidence=near),
        located=tuple(
            held for held in base.located if not any(p in records and records[p].analogy for p in held.rule.passages)
        ),
    )
    assert list(chosen(without, day)) == list(chosen(base, day))
