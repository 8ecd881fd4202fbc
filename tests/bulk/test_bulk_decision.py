"""The decision over rows is the decision of ``Decider`` on each profile: every instrument, with ties and statuses."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from stuurwijzer.bench.profiles import columns_of, shipped_profiles
from stuurwijzer.engine.bulk.choices import NONE, STATUSES, STEPS
from stuurwijzer.engine.bulk.columns import Table
from stuurwijzer.engine.bulk.decider import BulkDecider, Decisions
from stuurwijzer.engine.bulk.surroundings import Surroundings
from stuurwijzer.engine.decision.decider import Circumstances, Decider
from stuurwijzer.engine.decision.within_stage import Decided
from stuurwijzer.engine.inference import Evaluator, reference_evaluator
from stuurwijzer.engine.rulebase import load_rulebase
from stuurwijzer.engine.rulebase.plan import Plan, plan_for

from .profiles import (
    DAY,
    Facts,
    answers_only,
    boundary_profiles,
    mutated_profiles,
    random_profiles,
    shipped,
)

Outcome = tuple[str | None, tuple[str, ...], frozenset[str], str, tuple[str, ...], dict[str, str], bool]

WISHED = (("innovation",), ("partnership", "free_choice"), ("cost_control",))
CIRCUMSTANCES = (
    Circumstances(),
    Circumstances(wishes=WISHED, months_left=2),
    Circumstances(months_left=8, ignore_given=True),
    Circumstances(wishes=WISHED[::-1], set_by_hand=(("funding", "funding.task.lumpsum"),)),
)


def differences(plan: Plan, profiles: Sequence[Facts], evaluator: Evaluator | None = None) -> list[object]:
    """Profiles and instruments that are decided otherwise over rows, or on which other clauses fire; the circumstances
    take turns."""
    one = Decider(plan, evaluator or reference_evaluator(plan))
    turns = np.arange(len(profiles), dtype=np.int32) % len(CIRCUMSTANCES)
    table = Table(len(profiles), plan.vocabulary, columns_of(plan.vocabulary, profiles))
    decided = BulkDecider(plan).decide(table, Surroundings(CIRCUMSTANCES, turns), asked="fired")
    found = outcomes(plan, decided)
    fired = [[decided.fired(at, c.index) for c in stage.clauses] for at, stage in enumerate(plan.stages)]
    different: list[object] = []
    for row, facts in enumerate(profiles):
        decision = one.decide(facts, CIRCUMSTANCES[turns[row]])
        expected = {n: expected_of(held) for stage in decision.stages for n, held in stage.decided.items()}
        different += [(row, name, facts) for name in expected if found[name][row] != expected[name]]
        over_rows = [tuple(index for index, flags in enumerate(held) if flags[row]) for held in fired]
        if over_rows != [stage.indexes for stage in decision.stages]:
            different.append((row, "fired", facts))
    return different


def expected_of(held: Decided) -> Outcome:
    own = held.decision
    return (own.chosen, own.taken, own.on_reading, own.decided_at, own.ties, dict(held.statuses), held.dead_end)


def outcomes(plan: Plan, found: Decisions) -> dict[str, list[Outcome]]:
    """For every instrument what was decided, by row: as ``expected_of`` gives it."""
    options = plan.library.options

    def members(codes: Sequence[str], held: int) -> tuple[str, ...]:
        return tuple(code for place, code in enumerate(codes) if held >> place & 1)

    of: dict[str, list[Outcome]] = {}
    for name, choices in found.instruments.items():
        codes, reasons, single = (
            options.of(name),
            choices.reasons(options.of(name)),
            not options.instruments[name].multi,
        )
        taken, chosen = choices.taken, choices.codes
        of[name] = [
            (
                codes[chosen[row]] if single and chosen[row] != NONE else None,
                members(codes, int(taken[row])),
                frozenset(members(codes, int(reasons.on_reading[row]))),
                STEPS[reasons.decided_at[row]],
                members(codes, int(reasons.ties[row])),
                {code: STATUSES[by_row[row]] for code, by_row in reasons.statuses.items()},
                bool(reasons.dead_end[row]),
            )
            for row in range(found.rows)
        ]
    return of


def test_real_profiles_are_decided_the_same() -> None:
    profiles = list(shipped_profiles())
    assert len(profiles) > 20
    assert not differences(shipped(), [facts for facts in profiles for _ in CIRCUMSTANCES])


def test_real_profiles_with_other_answers_are_decided_the_same() -> None:
    assert not differences(shipped(), mutated_profiles(shipped(), 700))


def test_random_profiles_are_decided_the_same() -> None:
    assert not differences(shipped(), random_profiles(shipped(), 400))


def test_durable_rules_and_the_rows_decide_the_same() -> None:
    durable = pytest.importorskip("stuurwijzer.engine.inference.durable", reason="durable_rules is not installed here")
    profiles = [*random_profiles(shipped(), 60), *mutated_profiles(shipped(), 60)]
    assert not differences(shipped(), profiles, durable.Durable(shipped()))


@pytest.mark.parametrize("stage", [1, 3])
def test_profiles_at_the_limits_of_the_clauses_are_decided_the_same(stage: int) -> None:
    assert not differences(shipped(), answers_only(shipped(), boundary_profiles(shipped(), stage))[::4])


def test_the_same_profiles_again_and_in_other_chunks_are_decided_the_same() -> None:
    """The working memory of one chunk serves the next, and the last words of a chunk hold more than its rows."""
    plan, profiles = shipped(), mutated_profiles(shipped(), 300)
    many = BulkDecider(plan)

    def decided(rows: Sequence[Facts]) -> list[object]:
        around = Surroundings((Circumstances(),), np.zeros(len(rows), np.int32))
        found = outcomes(
            plan, many.decide(Table(len(rows), plan.vocabulary, columns_of(plan.vocabulary, rows)), around)
        )
        return [[held[row] for held in found.values()] for row in range(len(rows))]

    whole = decided(profiles)
    assert decided(profiles[250:]) + decided(profiles[:250]) == whole[250:] + whole[:250]


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
