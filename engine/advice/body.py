"""Write down what was decided for one segment or part."""

from collections.abc import Iterable, Mapping

from ..decision.instrument import InstrumentDecision
from ..rulebase.model import Exclude
from ..rulebase.plan import Plan
from .choice_entries import DecisionEntry, RankingEntry, TieEntry, WithoutGiven
from .confidence import confidence_of
from .dissents import dissent_of
from .entries import UnknownEntry
from .evidence import evidence_of
from .figure_rows import answer_to, figures_of, market_entry
from .grounds import arguments_of, consequences_of, excluded_of, preconditions_of
from .instruments import (
    access_entry,
    contract_entry,
    form_entry,
    funding_entry,
    providers_entry,
    supplier_management_entry,
)
from .overrides import overrides_of
from .reasoned import Reasoned
from .sentence import fallback_of, sentence_of
from .trace import Traces

SHOWN_INSTRUMENTS = ("funding", "form", "structure", "intensity", "term", "direction", "decision_form")


def body_fields(
    reasoned: Reasoned, plan: Plan, pilots: tuple[str, ...], shared: frozenset[str], traces: Traces
) -> dict[str, object]:
    """The fields of a BodyAdvice. ``shared`` are preconditions that hold alike for every segment of the region."""
    decision = reasoned.decision
    entries = {
        name: decision_entry(held, decision.statuses, reasoned.inherits(name))
        for name, held in decision.instruments.items()
    }
    preconditions = preconditions_of(reasoned, plan, shared)
    return {
        "id": reasoned.body.id,
        "name": reasoned.body.name,
        "law": reasoned.segment.law,
        "sentence": sentence_of(reasoned, pilots),
        "fallback": fallback_of(reasoned, pilots),
        "scope": entries["scope"],
        "zero_option": entries["extend"],
        "funding": funding_entry(reasoned, entries["funding"], preconditions, pilots),
        "access": access_entry(reasoned),
        "supplier_management": supplier_management_entry(reasoned),
        "form": form_entry(reasoned, entries["form"]),
        "contract": contract_entry(reasoned, plan),
        "providers": providers_entry(reasoned, plan),
        "confidence": confidence_of(reasoned),
        "runner_up": {name: decision.instruments[name].runner_up for name in SHOWN_INSTRUMENTS},
        "ties": tuple(_tie(held, reasoned) for held in decision.instruments.values() if held.ties),
        "decisions": entries,
        "arguments": tuple(arguments_of(reasoned, plan)),
        "dissent": dissent_of(reasoned, plan),
        "excluded": tuple(excluded_of(reasoned, plan)),
        "preconditions": preconditions,
        "without_given": tuple(_without_given(reasoned)),
        "unknowns": _unknowns(reasoned),
        "figures": tuple(figures_of(reasoned)),
        "market": market_entry(reasoned),
        "consequences": tuple(consequences_of(reasoned, plan)),
        "evidence": evidence_of(reasoned, plan.evidence),
        "overrides": overrides_of(reasoned, plan),
        "trace": traces.of(reasoned),
    }


def decision_entry(held: InstrumentDecision, statuses: Mapping[str, str], inherited: bool) -> DecisionEntry:
    """One instrument with where each option stands: chosen, level, or fallen and at which step."""
    own = held.instead_of or held
    removed = {removal.option: removal for removal in held.removed}
    ranking = []
    for code in (*held.claims, *(c for c in removed if c not in held.claims)):
        fell = removed.get(code)
        outcome = (
            "chosen"
            if code in held.taken
            else "fell"
            if fell
            else "advised"
            if code in own.taken
            else "tied"
            if code in own.ties
            else "not_judged"
        )
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
        inherited=inherited,
        decided_at=held.decided_at,
        own_reading=tuple(sorted(held.on_reading)),
        ties=held.ties,
        runner_up=held.runner_up,
        ranking=tuple(ranking),
    )


def _tie(held: InstrumentDecision, reasoned: Reasoned) -> TieEntry:
    separating = [
        f for f in reasoned.flips if f.instrument == held.instrument and f.becomes in held.ties and f.why == "unknown"
    ]
    return TieEntry(
        instrument=held.instrument, options=held.ties, question=min((f.field for f in separating), default=None)
    )


def _without_given(reasoned: Reasoned) -> Iterable[WithoutGiven]:
    decision, without = reasoned.decision, reasoned.without_given
    given = tuple(
        rule.id for group in decision.preconditions.values() for p in group if p.class_ == "given" for rule in p.rules
    )
    by_hand = {held.instrument for held in reasoned.by_hand}
    for name in ("funding", "form", "term", "direction"):
        if name in by_hand:
            continue
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
    answer = answer_to(reasoned, field)
    return answer.owner if answer is not None else None
