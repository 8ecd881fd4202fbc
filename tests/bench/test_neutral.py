"""The rules that comparators are made from mean what ours mean: read naively, the exported form fires the same."""

from pathlib import Path

import pytest

from stuurwijzer.bench.cases import Case, case_of, random_profiles
from stuurwijzer.bench.exporting import export
from stuurwijzer.bench.neutral import Condition, Constant, Facts, Stage, read_stages
from stuurwijzer.bench.peer import NotThereError
from stuurwijzer.bench.profiles import shipped, shipped_profiles
from stuurwijzer.bench.single import DisagreementError, check
from stuurwijzer.engine.rulebase.plan import Plan


class Naive:
    """Reads the form as its docstrings say, and nothing else."""

    def __init__(self, stages: tuple[Stage, ...], cases: list[Case]) -> None:
        self.stages, self.cases = stages, cases

    def answers(self, number: int) -> list[tuple[list[int], dict[str, Constant]]]:
        held = self.cases[number].stages
        return [self.answer(stage, stage.given(facts)) for stage, facts in zip(self.stages, held, strict=True)]

    def answer(self, stage: Stage, facts: Facts) -> tuple[list[int], dict[str, Constant]]:
        known, fired, sets = dict(facts), [], dict[str, Constant]()
        for stratum in stage.strata:
            for rule in stratum:
                if all(self.holds(test, known) for test in rule.tests):
                    fired.append(rule.number)
                    sets |= dict([rule.sets] if rule.sets else [])
            known |= sets
        return stage.answer(fired, sets)

    def holds(self, test: Condition, known: Facts) -> bool:
        if test.operator == "is_unknown":
            return test.field not in known
        if test.field not in known:
            return False
        value, constants = known[test.field], test.constants
        if test.operator in ("is_known", "in", "==", "!="):
            among = value in constants
            return {"is_known": True, "in": among, "==": among, "!=": not among}[test.operator]
        return bool(eval(f"value {test.operator} constants[0]"))


@pytest.fixture(scope="module")
def plan() -> Plan:
    return shipped()


@pytest.fixture(scope="module")
def naive(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Naive:
    path: Path = tmp_path_factory.mktemp("rules") / "rules.json"
    export(plan, path)
    cases = [case_of(plan, profile) for profile in (*shipped_profiles(), *random_profiles(plan, 40))]
    return Naive(read_stages(path), cases)


def test_the_exported_rules_fire_as_ours_on_shipped_and_random_profiles(naive: Naive) -> None:
    check(naive, "read naively", naive.cases)
    fired = {n for case in naive.cases for n in case.answers[0][0]}
    assert len(fired) > 100  # of 225 clauses: the comparison is about something


def test_a_comparator_that_leaves_a_rule_out_fails_the_benchmark(naive: Naive) -> None:
    first = naive.stages[0]
    last = first.strata[-1]
    broken = Naive((Stage(first.clauses, (*first.strata[:-1], last[1:])), *naive.stages[1:]), naive.cases)
    with pytest.raises(DisagreementError, match=rf"stage 1: clauses \[{last[0].number}\]"):
        check(broken, "broken", naive.cases)


def test_a_comparator_that_is_not_there_is_said_and_not_compared(tmp_path: Path) -> None:
    from stuurwijzer.bench.peer import running

    rules = tmp_path / "rules.json"
    rules.write_text('{"stages": []}', encoding="utf-8")
    with pytest.raises(NotThereError, match="no_such_engine"), running("no_such_engine", rules, rules, False):
        pass
