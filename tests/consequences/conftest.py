"""A small region to plan, as text, and its planning."""

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from stuurwijzer.engine.advice import advise
from stuurwijzer.engine.advice.model import Advice
from stuurwijzer.engine.inference import reference_evaluator
from stuurwijzer.engine.profile import load_region
from stuurwijzer.engine.rulebase import Rulebase, load_rulebase
from stuurwijzer.engine.rulebase.plan import plan_for

Advised = Callable[..., Advice]
TENDER = "board: {open_house: 'no'}"
REGION = """\
format: 1
id: klein
name: Kleine regio
as_of: {as_of}
{board}
place:
  municipalities: [Aa, Bee]
planning:
{planning}
present:
{present}
segments:
  - id: begeleiding
    name: Begeleiding
    law: {law}
    market: {{registrations: 40}}
  - id: logeren
    name: Logeren
    law: jeugdwet
    market: {{registrations: 10}}
"""


@cache
def rule_base() -> Rulebase:
    return load_rulebase()


@pytest.fixture
def advised(tmp_path: Path) -> Advised:
    """The advice for a small region that tenders: ``planning`` and ``present`` are lines of its file."""

    def ask(
        *planning: str,
        present: tuple[str, ...] = (),
        as_of: str = "2026-11-22",
        law: str = "wmo2015",
        more: str = "",
        board: str = TENDER,
    ) -> Advice:
        rooms = {
            "planning": "\n".join(f"  {line}" for line in planning) or "  {}",
            "present": "\n".join(f"  {line}" for line in present) or "  {}",
        }
        path = tmp_path / "klein.yaml"
        text = REGION.format(as_of=as_of, law=law, board=board, **rooms) + more
        path.write_text(text, encoding="utf-8")
        base = rule_base()
        plan = plan_for(base, date.fromisoformat(as_of))
        return advise(load_region(path), base, plan=plan, evaluator=reference_evaluator(plan))

    return ask
