"""The rules over columns fire and set what the reference evaluator fires and sets, profile by profile."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from stuurwijzer.bench.profiles import columns_of
from stuurwijzer.engine.bulk.clauses import BulkStage
from stuurwijzer.engine.bulk.columns import Table, number_of, value_of
from stuurwijzer.engine.inference import Evaluator, reference_evaluator
from stuurwijzer.engine.rulebase import load_rulebase
from stuurwijzer.engine.rulebase.plan import ConflictingValuesError, Plan, fields_set, plan_for

from .profiles import Facts, boundary_profiles, mutated_profiles, random_profiles, shipped


def differences(plan: Plan, stage: int, profiles: Sequence[Facts], evaluator: Evaluator | None = None) -> list[object]:
    """Profiles on which a stage gives another outcome over columns than one by one."""
    reference, held = evaluator or reference_evaluator(plan), plan.stages[stage - 1]
    table = Table(len(profiles), plan.vocabulary, columns_of(plan.vocabulary, profiles))
    fired = BulkStage(held, plan.vocabulary).fire(table)
    found: list[object] = []
    for row, facts in enumerate(profiles):
        outcome = reference.stage(stage, facts)
        sets = {}
        for name in fields_set(held):
            column = table.get(name)
            if column.known[row]:
                sets[name] = value_of(plan.vocabulary[name], int(column.values[row]))
        if tuple(np.flatnonzero(fired[:, row])) != outcome.fired or sets != outcome.sets:
            found.append((row, facts))
    return found


@pytest.mark.parametrize("stage", [1, 2, 3, 4])
def test_random_profiles_fire_and_set_the_same(stage: int) -> None:
    assert not differences(shipped(), stage, random_profiles(shipped(), 2_000))


@pytest.mark.parametrize("stage", [1, 2, 3, 4])
def test_every_clause_agrees_at_its_limits_and_without_each_of_its_fields(stage: int) -> None:
    profiles = boundary_profiles(shipped(), stage)
    assert len(profiles) > 1_000 // stage
    assert not differences(shipped(), stage, profiles)


@pytest.mark.parametrize("stage", [1, 2, 3, 4])
def test_real_profiles_with_other_answers_fire_and_set_the_same(stage: int) -> None:
    assert not differences(shipped(), stage, mutated_profiles(shipped(), 1_500))


def test_a_number_goes_to_a_column_and_back_as_what_it_was() -> None:
    for field in shipped().vocabulary.values():
        values = {"bool": (False, True), "enum": field.members}.get(field.kind, (0, 1, 10**14 - 1))
        assert [value_of(field, number_of(field, value)) for value in values] == list(values), field.name


def test_no_profiles_at_all_are_no_fault() -> None:
    table = Table(0, shipped().vocabulary, {})
    assert BulkStage(shipped().stages[0], shipped().vocabulary).fire(table).shape[1] == 0


RULE = """- id: {name}
  kind: classify
  when: [{when}]
  sets: {{signal.c: {value}}}
  because: {{nl: Daarom., en: Because.}}
  checked: 2026-11-22
  passages: [RIV-3.3-09]
"""
FIELDS = """topic: test
fields:
  signal.c: {type: enum, values: [low, high], dutch: c, meaning: c}
rules:
"""


def small_plan(folder: Path, one: str, two: str) -> Plan:
    rules = RULE.format(name="test.one", when=one, value="low") + RULE.format(name="test.two", when=two, value="high")
    (folder / "test.yaml").write_text(FIELDS + rules, encoding="utf-8")
    return plan_for(load_rulebase(folder), date(2026, 11, 22))


def test_two_values_for_one_field_are_a_fault_that_names_both_rules(tmp_path: Path) -> None:
    plan = small_plan(tmp_path, '"use.small == true"', '"use.clients > 5"')
    profiles: list[Facts] = [{"use.small": True}, {"use.small": True, "use.clients": 6}]
    table = Table(2, plan.vocabulary, columns_of(plan.vocabulary, profiles))
    with pytest.raises(ConflictingValuesError) as error:
        BulkStage(plan.stages[0], plan.vocabulary).fire(table)
    assert (error.value.field, error.value.rules) == ("signal.c", ("test.one", "test.two"))


def test_a_parameter_that_differs_by_row_is_the_limit_of_its_row(tmp_path: Path) -> None:
    """By hand: 150 is under 151 and not under 150; the shipped limit itself is 150."""
    plan = small_plan(
        tmp_path, '"use.clients < param:volume.small_clients"', '"use.clients >= param:volume.small_clients"'
    )
    profiles: list[Facts] = [{"use.clients": 150}] * 3
    limits = {"volume.small_clients": np.array([150, 151, 149])}
    table = Table(3, plan.vocabulary, columns_of(plan.vocabulary, profiles), limits)
    fired = BulkStage(plan.stages[0], plan.vocabulary).fire(table)
    assert fired.tolist() == [[False, True, False], [True, False, True]]
