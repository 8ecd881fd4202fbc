"""Cases of rules written for a test, read from a folder of their own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from stuurwijzer.engine.coverage.cases import Variant, load_rule_cases
from stuurwijzer.engine.rulebase import load_rulebase

Cases = Callable[[str], tuple[Variant, ...]]


@pytest.fixture
def cases(tmp_path: Path) -> Cases:
    """Reads the text of the entries under ``cases:``."""

    def read(text: str) -> tuple[Variant, ...]:
        folder = tmp_path / "rule-cases"
        folder.mkdir()
        (folder / "one.yaml").write_text(f"as_of: 2026-11-22\ncases:\n{text}", encoding="utf-8")
        return load_rule_cases(load_rulebase(), tmp_path)

    return read
