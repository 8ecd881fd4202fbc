"""What was decided for each instrument, as the advice says it."""

from ..decision.contract import PATTERNS, Range, months_of, range_of
from ..rulebase.plan import Plan
from .entries import (
    AccessAdvice,
    ContractAdvice,
    DecisionEntry,
    FormAdvice,
    FundingAdvice,
    MoveEntry,
    PreconditionEntry,
    ProvidersAdvice,
    RangeEntry,
    Said,
    SaidValue,
    Strand,
    SupplierAdvice,
)
from .reasoned import Reasoned


def funding_entry(
    reasoned: Reasoned, entry: DecisionEntry, preconditions: tuple[PreconditionEntry, ...], pilots: tuple[str, ...]
) -> FundingAdvice:
    decision = reasoned.decision
    now = reasoned.chosen("funding")
    return FundingAdvice(
        now=now,
        condition=tuple(p.id for p in preconditions if p.option == now and p.state != "met"),
        pilot=pilots,
        later=tuple(code for code, status in decision.statuses.items() if status == "later"),
        budget_control=reasoned.chosen("budget_control"),
        budget_holder=reasoned.chosen("budget_holder"),
        ranking=entry.ranking,
    )


def access_entry(reasoned: Reasoned) -> AccessAdvice:
    values = reasoned.decision.facts
    organisation = values.get("access.organisation")
    return AccessAdvice(
        organisation=str(organisation) if organisation is not None else None,
        given=values.get("access.may_change") is False,
        decision_form=reasoned.chosen("decision_form"),
        measures=reasoned.taken("access_measure"),
    )


def supplier_management_entry(reasoned: Reasoned) -> SupplierAdvice:
    carried = reasoned.facts.values.get("market.carried_contracts")
    return SupplierAdvice(
        intensity=reasoned.chosen("intensity"),
        organisation=reasoned.chosen("supplier_organisation"),
        measures=reasoned.taken("supplier_measure"),
        workload=Said(code="workload_known", values={"contracts": int(carried)})
        if carried is not None
        else Said(code="workload_unknown"),
    )


def form_entry(reasoned: Reasoned, entry: DecisionEntry) -> FormAdvice:
    return FormAdvice(
        chosen=reasoned.chosen("form"),
        procedure=reasoned.chosen("procedure"),
        structure=reasoned.chosen("structure"),
        ranking=entry.ranking,
    )


def contract_entry(reasoned: Reasoned, plan: Plan) -> ContractAdvice:
    decision = reasoned.decision
    parameters = {name: plan.parameter(name) for name in plan.library.parameters}
    code = reasoned.chosen("term")
    pattern = PATTERNS[code] if code else None
    strands: tuple[Strand, ...] = ()
    if code == "term.strands":
        strands = (
            Strand(name=Said(code="strand_fixed"), years=None),
            Strand(name=Said(code="strand_flexible"), years=None),
        )
    return ContractAdvice(
        pattern=code,
        initial_years=pattern.initial if pattern else None,
        extensions=pattern.extensions if pattern else (),
        max_years=pattern.most if pattern else None,
        strands=strands,
        clauses=reasoned.taken("clause"),
        bounds=tuple(
            Said(
                code="bound_motivate" if b.motivate else "bound_hard",
                values={"rule": b.id, "most": months_of(b.most_months, parameters) or 0},
            )
            for b in decision.bounds
        ),
    )


def providers_entry(reasoned: Reasoned) -> ProvidersAdvice:
    held = range_of(reasoned.facts.values)
    moves = tuple(MoveEntry(**vars(move)) for move in reasoned.facts.figures.if_remain)
    return ProvidersAdvice(
        direction=reasoned.chosen("direction"),
        contracts=_range_entry(held),
        delivering=None,
        moves=moves,
        reasoning=_range_reasoning(held, bool(moves)),
    )


def _range_entry(held: Range) -> RangeEntry | None:
    if not held.computable or held.empty:
        return None
    ends = [("range_low", held.low), ("range_high", held.high)]
    said = tuple(
        Said(code=code, values={"field": end.set_by, "given": end.given, "value": end.value})
        for code, end in ends
        if end
    )
    return RangeEntry(
        low=held.low.value if held.low else None, high=held.high.value if held.high else None, set_by=said
    )


def _range_reasoning(held: Range, tested: bool) -> Said:
    if held.empty and held.low and held.high:
        values: dict[str, SaidValue] = {
            "low": held.low.value,
            "low_by": held.low.set_by,
            "high": held.high.value,
            "high_by": held.high.set_by,
        }
        return Said(code="range_empty", values=values)
    if held.computable:
        return Said(code="range_computed")
    return Said(code="range_not_computable", values={"missing": held.missing, "tested": int(tested)})
