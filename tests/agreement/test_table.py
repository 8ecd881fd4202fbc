"""The table of agreement in the documentation is the one that the script prints."""

import runpy
from pathlib import Path

from stuurwijzer.engine.rulebase import load_rulebase

ROOT = Path(__file__).resolve().parent.parent.parent


def test_the_documented_table_is_what_the_rules_give_now() -> None:
    script = runpy.run_path(str(ROOT / "bench" / "agreement.py"))
    printed = [line for line in script["table"](load_rulebase()) if line]
    written = (ROOT / "docs" / "agreement.md").read_text(encoding="utf-8").splitlines()
    missing = [line for line in printed if line not in written]
    assert missing == [], "run bench/agreement.py, put the table into docs/agreement.md and explain what moved"
