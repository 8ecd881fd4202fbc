"""What was decided for each instrument, as the advice says it."""

from ..decision.contract import PATTERNS, months_of
from ..decision.provider_range import DEFAULTS, End, ProviderRanges, Range, provider_ranges
from ..rulebase.plan import Plan
from .choice_entries import (
    AccessAdvice,
    ContractAdvice,
    DecisionEntry,
    FormAdvice,
    FormFirstEntry,
    FundingAdvice,
    MoveEntry,
    ProvidersAdvice,
    RangeEntry,
    Strand,
    SupplierAdvice,
)
from .entries import PreconditionEntry, Said, SaidValue
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
        wished_first=tuple(FormFirstEntry(**vars(held)) for held in reasoned.form_first),
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


def providers_entry(reasoned: Reasoned, plan: Plan) -> ProvidersAdvice:
    defaults = {name: plan.parameter(name) for name in DEFAULTS.values()}
    direction, structure = reasoned.chosen("direction"), reasoned.chosen("structure")
    held = provider_ranges(reasoned.facts.values, direction, structure, defaults)
    moves = tuple(MoveEntry(**vars(move)) for move in reasoned.facts.figures.if_remain)
    return ProvidersAdvice(
        direction=direction,
        contracts=_range_entry(held.contracts),
        delivering=_range_entry(held.delivering),
        moves=moves,
        reasoning=_range_reasoning(held, structure, bool(moves)),
    )


def _range_entry(held: Range | None) -> RangeEntry | None:
    if held is None or not held.low or not held.high or held.empty:
        return None
    ends = (("range_low", held.low), ("range_high", held.high))
    return RangeEntry(
        low=held.low.value,
        high=held.high.value,
        set_by=tuple(Said(code=code, values=_end_values(end)) for code, end in ends),
    )


def _end_values(end: End) -> dict[str, SaidValue]:
    values: dict[str, SaidValue] = {
        "field": end.set_by,
        "given": end.given,
        "value": end.value,
        "own": int(end.own),
    }
    return values if end.other is None else values | {"other_given": end.other[0], "other_value": end.other[1]}


def _range_reasoning(held: ProviderRanges, structure: str | None, tested: bool) -> Said:
    """Why the range is as it is: what is missing, which ends exclude each other, or what else would narrow it."""
    shown = held.contracts or held.delivering
    if shown.empty and shown.low and shown.high:
        values: dict[str, SaidValue] = {
            "low": shown.low.value,
            "low_by": shown.low.set_by,
            "high": shown.high.value,
            "high_by": shown.high.set_by,
            "own": int(shown.low.own or shown.high.own),
        }
        return Said(code="range_empty", values=values)
    if not shown.computable:
        return Said(code="range_not_computable", values={"missing": shown.missing, "tested": int(tested)})
    if held.contracts is None:
        return Said(code="range_shared_contract", values={"structure": structure or "", "left_out": held.left_out})
    return Said(code="range_computed", values={"left_out": held.left_out})
