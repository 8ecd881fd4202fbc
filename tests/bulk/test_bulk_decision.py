"""The decision over rows is the decision of ``Decider`` on each profile: every instrument, with ties and statuses."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from stuurwijzer.engine.bulk.choosing import Surroundings, settled_of
from stuurwijzer.engine.bulk.columns import Table, columns_of
from stuurwijzer.engine.bulk.decider import BulkDecider
from stuurwijzer.engine.decision.decider import Circumstances, Decider
from stuurwijzer.engine.inference import reference_evaluator
from stuurwijzer.engine.rulebase import load_rulebase
from stuurwijzer.engine.rulebase.plan import Plan, plan_for

from .profiles import (
    DAY,
    Facts,
    answers_only,
    boundary_profiles,
    mutated_profiles,
    random_profiles,
    real_profiles,
    shipped,
)

WISHED = (("innovation",), ("partnership", "free_choice"), ("cost_control",))
CIRCUMSTANCES = (
    Circumstances(),
    Circumstances(wishes=WISHED, months_left=2),
    Circumstances(months_left=8, ignore_given=True),
    Circumstances(wishes=WISHED[::-1], set_by_hand=(("funding", "funding.task.lumpsum"),)),
)


def differences(plan: Plan, profiles: Sequence[Facts]) -> list[object]:
    """Profiles and instruments that are decided otherwise over rows; the circumstances take turns."""
    one, many = Decider(plan, reference_evaluator(plan)), BulkDecider(plan)
    turns = np.arange(len(profiles), dtype=np.int32) % len(CIRCUMSTANCES)
    table = Table(len(profiles), plan.vocabulary, columns_of(plan.vocabulary, profiles))
    found = many.decide(table, Surroundings(CIRCUMSTANCES, turns))
    different: list[object] = []
    for row, facts in enumerate(profiles):
        expected = one.decide(facts, CIRCUMSTANCES[turns[row]])
        for stage in expected.stages:
            for name, held in stage.decided.items():
                over_rows = found.instruments[name]
                codes = plan.library.options.of(name)
                chosen = None if over_rows.codes[row] < 0 else codes[over_rows.codes[row]]
                if over_rows.outcomes[over_rows.group[row]] != settled_of(held) or chosen != held.decision.chosen:
                    different.append((row, name, facts))
    return different


def test_real_profiles_are_decided_the_same() -> None:
    profiles = list(real_profiles())
    assert len(profiles) > 20
    assert not differences(shipped(), [facts for facts in profiles for _ in CIRCUMSTANCES])


def test_real_profiles_with_other_answers_are_decided_the_same() -> None:
    assert not differences(shipped(), mutated_profiles(shipped(), 700))


def test_random_profiles_are_decided_the_same() -> None:
    assert not differences(shipped(), random_profiles(shipped(), 400))


@pytest.mark.parametrize("stage", [1, 3])
def test_profiles_at_the_limits_of_the_clauses_are_decided_the_same(stage: int) -> None:
    assert not differences(shipped(), answers_only(shipped(), boundary_profiles(shipped(), stage))[::4])


def test_the_same_profiles_again_and_in_other_chunks_are_decided_the_same() -> None:
    """What was remembered of one chunk serves the next: numbers that stand for patterns must not move between them."""
    plan, profiles = shipped(), mutated_profiles(shipped(), 300)
    many = BulkDecider(plan)

    def outcomes(rows: Sequence[Facts]) -> list[object]:
        around = Surroundings((Circumstances(),), np.zeros(len(rows), np.int32))
        found = many.decide(Table(len(rows), plan.vocabulary, columns_of(plan.vocabulary, rows)), around)
        return [[held.outcomes[held.group[r]] for held in found.instruments.values()] for r in range(len(rows))]

    whole = outcomes(profiles)
    assert outcomes(profiles[250:]) + outcomes(profiles[:250]) == whole[250:] + whole[:250]


COMMON = "passages: [RIV-5.3-11], because: {nl: Daarom., en: Because.}, checked: 2026-11-22"


def test_what_falls_by_looking_ahead_differs_between_rows_on_which_the_same_rules_fired(tmp_path: Path) -> None:
    """Effort is argued for; with supplies every form falls after it, so funding is another there, and there only."""
    bodies = {
        "argued": "kind: argue, option: funding.effort, direction: for, claim: c, origin: RIV-5.3-11, "
        "step: experience, evidence: analysis, strength: normal"
    }
    for form in shipped().library.options.of("form"):
        when = '"chosen.funding == effort", "care.supplies == all"'
        bodies[form.replace("form.", "none-")] = f"kind: exclude, option: {form}, ground: logic, when: [{when}]"
    rules = "".join(f"- {{id: t.{name}, {body}, {COMMON}}}\n" for name, body in bodies.items())
    (tmp_path / "t.yaml").write_text(f"topic: test\nrules:\n{rules}", encoding="utf-8")
    plan = plan_for(load_rulebase(tmp_path), DAY)
    profiles: list[Facts] = [{"care.supplies": "all"}, {"care.supplies": "none"}, {}]
    assert not differences(plan, profiles)
    around = Surroundings((Circumstances(),), np.zeros(3, np.int32))
    found = BulkDecider(plan).decide(Table(3, plan.vocabulary, columns_of(plan.vocabulary, profiles)), around)
    effort = plan.library.options.of("funding").index("funding.effort")
    assert [code == effort for code in found.instruments["funding"].codes] == [False, True, True]
