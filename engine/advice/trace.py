"""The trace: every rule that was considered, with the facts it fired on or the first condition that failed."""

from collections.abc import Mapping

from ..rulebase.conditions import Constant
from ..rulebase.plan import Clause, Plan
from .entries import TraceEntry
from .reasoned import Reasoned


class Traces:
    """Makes the traces of an advice. Most clauses fail alike in every segment: an entry that says the same is one."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._made: dict[object, TraceEntry] = {}

    def of(self, reasoned: Reasoned) -> tuple[TraceEntry, ...]:
        """Every clause of every stage, in the order (stage, stratum, declaration)."""
        facts = reasoned.decision.facts
        entries = []
        for stage, decided in zip(self._plan.stages, reasoned.decision.stages, strict=False):
            fired = set(decided.indexes)
            entries += [self._entry(clause, clause.index in fired, facts, stage.number) for clause in stage.clauses]
        return tuple(entries)

    def _entry(self, clause: Clause, fired: bool, facts: Mapping[str, Constant], stage: int) -> TraceEntry:
        failed = None if fired else next((c for c in clause.conditions if not c.holds(facts)), None)
        read = {c.field: shown(facts[c.field]) for c in clause.conditions if c.field in facts} if fired else {}
        found = shown(facts[failed.field]) if failed and failed.field in facts else None
        key = (stage, clause.index, tuple(read.items()), failed.text if failed else None, found)
        if key not in self._made:
            self._made[key] = TraceEntry(
                rule=clause.rule.id,
                role=clause.role,
                stage=stage,
                fired=fired,
                facts=key[2],
                failed=key[3],
                found=found,
            )
        return self._made[key]


def shown(value: Constant) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
