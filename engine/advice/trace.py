"""The trace: every rule that was considered, with the facts it fired on or the first condition that failed."""

from collections.abc import Mapping

from ..rulebase.conditions import Constant
from ..rulebase.plan import Clause, Plan
from .entries import TraceEntry
from .reasoned import Reasoned


def trace_of(reasoned: Reasoned, plan: Plan) -> tuple[TraceEntry, ...]:
    """Every clause of every stage, in the order (stage, stratum, declaration)."""
    facts = reasoned.decision.facts
    entries = []
    for stage, decided in zip(plan.stages, reasoned.decision.stages, strict=False):
        fired = {clause.index for clause in decided.fired}
        entries += [_entry(clause, clause.index in fired, facts, stage.number) for clause in stage.clauses]
    return tuple(entries)


def _entry(clause: Clause, fired: bool, facts: Mapping[str, Constant], stage: int) -> TraceEntry:
    failed = None if fired else next((c for c in clause.conditions if not c.holds(facts)), None)
    read = {c.field: shown(facts[c.field]) for c in clause.conditions if c.field in facts} if fired else {}
    return TraceEntry(
        rule=clause.rule.id,
        role=clause.role,
        stage=stage,
        fired=fired,
        facts=tuple(read.items()),
        failed=failed.text if failed else None,
        found=shown(facts[failed.field]) if failed and failed.field in facts else None,
    )


def shown(value: Constant) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
