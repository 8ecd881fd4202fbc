"""Every case of ``knowledge/rule-cases`` holds on the rules as they are."""

import pytest

from stuurwijzer.engine.coverage.cases import load_rule_cases
from stuurwijzer.engine.coverage.running import Run, days_of, run_all
from stuurwijzer.engine.rulebase import load_rulebase


def _runs() -> tuple[Run, ...]:
    base = load_rulebase()
    variants = load_rule_cases(base)
    return tuple(run_all(days_of(base, variants), variants))


@pytest.mark.parametrize("run", _runs(), ids=lambda run: f"{run.variant.case} {run.variant.label}".strip())
def test_a_case_read_from_its_source_holds(run: Run) -> None:
    assert not run.broken(), "\n".join(run.broken())
