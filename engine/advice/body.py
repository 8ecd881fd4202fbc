"""Write down what was decided for one segment or part."""

from collections.abc import Iterable, Mapping

from ..decision.claims import Claim
from ..decision.contract import PATTERNS, Range, range_of
from ..decision.instrument import InstrumentDecision
from ..profile.answers import Answer
from ..rulebase.model import Argue, Exclude
from ..rulebase.plan import Plan
from .confidence import confidence_of
from .model import (
    AccessAdvice,
    ArgumentEntry,
    ConsequenceEntry,
    ContractAdvice,
    DecisionEntry,
    ExcludedEntry,
    FigureEntry,
    FormAdvice,
    FundingAdvice,
    GroupEntry,
    MarketEntry,
    MoveEntry,
    PreconditionEntry,
    ProvidersAdvice,
    RangeEntry,
    RankingEntry,
    Said,
    SaidValue,
    Strand,
    SupplierAdvice,
    TieEntry,
    UnknownEntry,
    WithoutGiven,
)
from .reasoned import Reasoned
from .sentence import fallback_of, sentence_of
from .trace import dissent_of, trace_of

FIGURES = (
    "use.clients",
    "use.spend",
    "market.providers",
    "market.registrations",
    "market.top3_share",
    "market.top10_share",
    "use.client_share",
    "use.cost_share",
    "market.waiting_lists",
    "market.capacity",
    "care.complexity",
    "care.setting",
    "access.main_referrer",
    "access.municipal_share",
    "use.trend",
)
SHOWN_INSTRUMENTS = ("funding", "form", "structure", "intensity", "term", "direction", "decision_form")


def body_fields(reasoned: Reasoned, plan: Plan, pilots: tuple[str, ...], shared: frozenset[str]) -> dict[str, object]:
    """The fields of a BodyAdvice. ``shared`` are preconditions that hold alike for every segment of the region."""
    decision = reasoned.decision
    entries = {name: decision_entry(held, decision.statuses) for name, held in decision.instruments.items()}
    preconditions = _preconditions(reasoned, plan, shared)
    return {
        "id": reasoned.body.id,
        "name": reasoned.body.name,
        "law": reasoned.segment.law,
        "sentence": sentence_of(reasoned, pilots),
        "fallback": fallback_of(reasoned, pilots),
        "scope": entries["scope"],
        "zero_option": entries["extend"],
        "funding": _funding(reasoned, entries["funding"], preconditions, pilots),
        "access": _access(reasoned),
        "supplier_management": _supplier(reasoned),
        "form": _form(reasoned, entries["form"]),
        "contract": _contract(reasoned),
        "providers": _providers(reasoned),
        "confidence": confidence_of(reasoned),
        "runner_up": {name: decision.instruments[name].runner_up for name in SHOWN_INSTRUMENTS},
        "ties": tuple(_tie(held, reasoned) for held in decision.instruments.values() if held.ties),
        "decisions": entries,
        "arguments": tuple(_arguments(reasoned, plan)),
        "dissent": dissent_of(reasoned, plan),
        "excluded": tuple(_excluded(reasoned, plan)),
        "preconditions": preconditions,
        "without_given": tuple(_without_given(reasoned)),
        "unknowns": _unknowns(reasoned),
        "figures": tuple(_figures(reasoned)),
        "market": _market(reasoned),
        "consequences": tuple(_consequences(reasoned, plan)),
        "overrides": (),
        "trace": trace_of(reasoned, plan),
    }


def decision_entry(held: InstrumentDecision, statuses: Mapping[str, str]) -> DecisionEntry:
    """One instrument with where each option stands: chosen, level, or fallen and at which step."""
    removed = {removal.option: removal for removal in held.removed}
    ranking = []
    for code in (*held.claims, *(c for c in removed if c not in held.claims)):
        fell = removed.get(code)
        outcome = "fell" if fell else "chosen" if code in held.taken else "tied" if code in held.ties else "not_judged"
        ranking.append(
            RankingEntry(
                option=code,
                status=statuses.get(code),
                outcome=outcome,  # type: ignore[arg-type]  # the literals of the model
                step=fell.step if fell else None,
                rules=fell.rules if fell else (),
                before=fell.before if fell else (),
            )
        )
    return DecisionEntry(
        instrument=held.instrument,
        chosen=held.chosen,
        taken=held.taken,
        decided_at=held.decided_at,
        own_reading=tuple(sorted(held.on_reading)),
        ties=held.ties,
        runner_up=held.runner_up,
        ranking=tuple(ranking),
    )


def _funding(
    reasoned: Reasoned, entry: DecisionEntry, preconditions: tuple[PreconditionEntry, ...], pilots: tuple[str, ...]
) -> FundingAdvice:
    decision = reasoned.decision
    now = decision.chosen("funding")
    return FundingAdvice(
        now=now,
        condition=tuple(p.id for p in preconditions if p.option == now and p.state != "met"),
        pilot=pilots,
        later=tuple(code for code, status in decision.statuses.items() if status == "later"),
        budget_control=decision.chosen("budget_control"),
        budget_holder=decision.chosen("budget_holder"),
        ranking=entry.ranking,
    )


def _access(reasoned: Reasoned) -> AccessAdvice:
    values, decision = reasoned.decision.facts, reasoned.decision
    organisation = values.get("access.organisation")
    return AccessAdvice(
        organisation=str(organisation) if organisation is not None else None,
        given=values.get("access.may_change") is False,
        decision_form=decision.chosen("decision_form"),
        measures=decision.instruments["access_measure"].taken,
    )


def _supplier(reasoned: Reasoned) -> SupplierAdvice:
    decision = reasoned.decision
    carried = reasoned.facts.values.get("market.carried_contracts")
    return SupplierAdvice(
        intensity=decision.chosen("intensity"),
        organisation=decision.chosen("supplier_organisation"),
        measures=decision.instruments["supplier_measure"].taken,
        workload=Said(code="workload_known", values={"contracts": int(carried)})
        if carried is not None
        else Said(code="workload_unknown"),
    )


def _form(reasoned: Reasoned, entry: DecisionEntry) -> FormAdvice:
    decision = reasoned.decision
    return FormAdvice(
        chosen=decision.chosen("form"),
        procedure=decision.chosen("procedure"),
        structure=decision.chosen("structure"),
        ranking=entry.ranking,
    )


def _contract(reasoned: Reasoned) -> ContractAdvice:
    decision = reasoned.decision
    code = decision.chosen("term")
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
        clauses=decision.instruments["clause"].taken,
        bounds=tuple(
            Said(
                code="bound_motivate" if b.motivate else "bound_hard",
                values={"rule": b.id, "most": b.most_months or ""},
            )
            for b in decision.bounds
        ),
    )


def _providers(reasoned: Reasoned) -> ProvidersAdvice:
    held = range_of(reasoned.facts.values)
    moves = tuple(MoveEntry(**vars(move)) for move in reasoned.facts.figures.if_remain)
    return ProvidersAdvice(
        direction=reasoned.decision.chosen("direction"),
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


def _tie(held: InstrumentDecision, reasoned: Reasoned) -> TieEntry:
    separating = [
        f for f in reasoned.flips if f.instrument == held.instrument and f.becomes in held.ties and f.why == "unknown"
    ]
    return TieEntry(
        instrument=held.instrument, options=held.ties, question=min((f.field for f in separating), default=None)
    )


def _arguments(reasoned: Reasoned, plan: Plan) -> Iterable[ArgumentEntry]:
    for held in reasoned.decision.instruments.values():
        for code, claims in held.claims.items():
            for claim in claims:
                yield from (_argument(code, claim, argument, plan) for argument in claim.arguments)


def _argument(code: str, claim: Claim, argument: Argue, plan: Plan) -> ArgumentEntry:
    return ArgumentEntry(
        option=code,
        direction=argument.direction,
        claim=claim.name,
        origin=argument.origin,
        step=argument.step,
        goal=argument.goal,
        strength=argument.strength,
        level=claim.level,
        evidence=argument.evidence,
        own_reading=argument.own_reading,
        severe=argument.severe,
        measure=argument.measure,
        rule=argument.id,
        passages=plan.passages_of(argument),
        text=argument.because,
    )


def _excluded(reasoned: Reasoned, plan: Plan) -> Iterable[ExcludedEntry]:
    for stage in reasoned.decision.stages:
        for rule in (c.rule for c in stage.fired):
            if isinstance(rule, Exclude):
                for code in plan.library.options.expand(rule.option):
                    yield ExcludedEntry(
                        option=code,
                        with_option=rule.with_option,
                        rule=rule.id,
                        ground=rule.ground,
                        passages=plan.passages_of(rule),
                        text=rule.because,
                    )


def _preconditions(reasoned: Reasoned, plan: Plan, shared: frozenset[str]) -> tuple[PreconditionEntry, ...]:
    return tuple(
        PreconditionEntry(
            option=code,
            id=held.id,
            class_=held.class_,
            state=held.state,
            label=held.rules[0].label,
            question=held.rules[0].question,
            owner=held.rules[0].owner,
            rules=tuple(rule.id for rule in held.rules),
            passages=tuple(dict.fromkeys(p for rule in held.rules for p in plan.passages_of(rule))),
            shared=f"{code}#{held.id}#{held.state}" in shared,
        )
        for code, group in reasoned.decision.preconditions.items()
        for held in group
    )


def _without_given(reasoned: Reasoned) -> Iterable[WithoutGiven]:
    decision, without = reasoned.decision, reasoned.without_given
    given = tuple(
        rule.id for group in decision.preconditions.values() for p in group if p.class_ == "given" for rule in p.rules
    )
    for name in ("funding", "form", "term", "direction"):
        one, other = decision.chosen(name), without.chosen(name)
        statuses = [c for c, s in without.statuses.items() if s in ("now", "now_if")] if name == "funding" else []
        if one != other or (name == "funding" and set(statuses) != {one}):
            board = tuple(
                r.id
                for stage in decision.stages
                for r in (c.rule for c in stage.fired)
                if isinstance(r, Exclude) and r.ground == "board" and r.option.startswith(f"{name}.")
            )
            yield WithoutGiven(
                instrument=name,
                with_given=one,
                without=other,
                without_status=", ".join(statuses) or None,
                given_by=tuple(dict.fromkeys((given if name == "funding" else ()) + board)),
            )


def _unknowns(reasoned: Reasoned) -> tuple[UnknownEntry, ...]:
    changes: dict[str, set[str]] = {}
    for flip in reasoned.flips:
        if flip.why == "unknown":
            changes.setdefault(flip.field, set()).add(flip.instrument)
    ordered = sorted(changes, key=lambda f: ("funding" not in changes[f], -len(changes[f]), f))
    return tuple(
        UnknownEntry(field=f, path=_path(reasoned, f), changes=tuple(sorted(changes[f])), owner=_owner(reasoned, f))
        for f in ordered
    )


def _path(reasoned: Reasoned, field: str) -> str:
    part = f"/parts/{reasoned.part.id}" if reasoned.part else ""
    return f"segments/{reasoned.segment.id}{part}/{field.replace('.', '/')}"


def _owner(reasoned: Reasoned, field: str) -> str | None:
    answer = _answer(reasoned, field)
    return answer.owner if answer is not None else None


def _answer(reasoned: Reasoned, field: str) -> Answer[object] | None:
    room, _, name = field.partition(".")
    for body in (reasoned.part, reasoned.segment):
        answer = getattr(getattr(body, room, None), name, None)
        if isinstance(answer, Answer):
            return answer
    return None


def _figures(reasoned: Reasoned) -> Iterable[FigureEntry]:
    for field in FIGURES:
        value = reasoned.facts.values.get(field)
        origin, answer = reasoned.facts.origins.get(field), _answer(reasoned, field)
        yield FigureEntry(
            field=field,
            value=("true" if value else "false") if isinstance(value, bool) else value,
            applies=field not in reasoned.facts.not_applicable,
            basis=origin.basis if origin else None,
            of=answer.of if answer is not None and value is not None else None,
            source=origin.source if origin else None,
            lines=origin.lines or None if origin else None,
        )
    for field in ("derived.spend_per_client", "derived.clients_per_provider", "derived.cost_to_client_ratio"):
        value = reasoned.facts.values.get(field)
        basis = "derived" if value is not None else None
        yield FigureEntry(field=field, value=value, applies=True, basis=basis, of=None, source=None, lines=None)


def _market(reasoned: Reasoned) -> MarketEntry:
    figures = reasoned.facts.figures
    return MarketEntry(
        groups=tuple(GroupEntry(**vars(group)) for group in figures.groups),
        hhi=figures.hhi,
        curve_error_at_top3=figures.curve.error_at_top3 if figures.curve else None,
        registrations=figures.providers_are_registrations,
    )


def _consequences(reasoned: Reasoned, plan: Plan) -> Iterable[ConsequenceEntry]:
    for rule in reasoned.decision.advice:
        if rule.what != "pilot":
            yield ConsequenceEntry(
                what=rule.what,
                rule=rule.id,
                text=rule.text,
                measure=rule.measure,
                severe=rule.severe,
                goal=rule.goal,
                instrument=rule.instrument,
                own_judgement=rule.own_judgement is not None,
                passages=plan.passages_of(rule),
            )
