"""What the decision tables leave out, as data: every rule, or clause of one, that no table holds, and why."""

from typing import Any

from ..rendering import Catalogue
from .tables import LeftOut, Tables


def left_out_report(tables: Tables, catalogue: Catalogue) -> dict[str, Any]:
    """The list that goes beside an export. Each entry: rule, kind, part of the rule, code of the reason, and words."""
    return {
        "as_of": tables.plan.as_of.isoformat(),
        "tables": len(tables.tables),
        "rules_in_tables": len({rule.id for table in tables.tables for rule in table.rules}),
        "not_exported": [catalogue.say(f"formats.dmn.{code}") for code in ("choice", "answers")],
        "left_out": [_entry(held, catalogue) for held in tables.left_out],
    }


def _entry(held: LeftOut, catalogue: Catalogue) -> dict[str, Any]:
    code = held.reason or held.why
    words = catalogue.say(f"formats.dmn.{'reason' if held.reason else 'why'}.{code}")
    return {"rule": held.rule.id, "kind": held.rule.kind, "part": held.role, "why": held.why, "words": words} | (
        {"reason": held.reason} if held.reason else {}
    )
