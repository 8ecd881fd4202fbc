"""The trace: every rule that was considered, with the facts it fired on or the first condition that failed."""

from collections.abc import Mapping

from ..rulebase.conditions import Constant
from ..rulebase.plan import Clause, Plan
from .entries import DissentEntry, TraceEntry
from .reasoned import Reasoned

STAKED = ("funding", "form", "term", "direction", "intensity")
"""the choices that a board is asked for first"""


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


def dissent_of(reasoned: Reasoned, plan: Plan) -> tuple[DissentEntry, ...]:
    """Pairs of rules from sources that say otherwise, of which at least one weighed in.

    Those that made an option fall come first, then those of which both weighed in.
    """
    fired = {clause.rule.id for stage in reasoned.decision.stages for clause in stage.fired}
    rules = {rule.id: rule for rule in plan.rules}
    pairs = {
        tuple(sorted((rule.id, other)))
        for rule in rules.values()
        for other in rule.dissents_from
        if other in rules and (rule.id in fired or other in fired)
    }
    felling = {
        rule
        for held in (reasoned.decision.instruments[name] for name in STAKED)
        for removal in held.removed
        if removal.step != "excluded"
        for rule in removal.rules
    }
    entries = []
    for one, other in sorted(pairs, key=lambda p: (not felling & set(p), not fired.issuperset(p), p)):
        weighed = "both" if one in fired and other in fired else "first" if one in fired else "second"
        entries.append(
            DissentEntry(
                rule=one,
                text=rules[one].because,
                passages=plan.passages_of(rules[one]),
                against=other,
                against_text=rules[other].because,
                against_passages=plan.passages_of(rules[other]),
                weighed=weighed,  # type: ignore[arg-type]  # the literals of the model
            )
        )
    return tuple(entries)
