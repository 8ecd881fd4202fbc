"""The one sentence of a segment that somebody can act on, with its own "else"; open is not silent."""

from .entries import Said
from .reasoned import Reasoned


def sentence_of(reasoned: Reasoned, pilots: tuple[str, ...]) -> Said:
    """Choose this now; choose this if that is settled; or find out this first and stay with what is."""
    decision = reasoned.decision
    chosen = {name: reasoned.chosen(name) or "" for name in decision.instruments}
    scope = chosen["scope"]
    values = {name: chosen[name] for name in ("funding", "form", "term", "direction", "structure")}
    values["pilots"] = str(len(pilots))
    if scope in ("scope.separate_track", "scope.supra_regional", "scope.lapse"):
        return Said(code=scope.replace("scope.", "sentence_"), values=values)
    if chosen["extend"] == "extend.extend_current":
        return Said(code="sentence_extend", values=values)
    if not chosen["funding"]:
        open_fields = tuple(
            dict.fromkeys(f.field for f in reasoned.flips if f.instrument == "funding" and f.why == "unknown")
        )
        ties = decision.instruments["funding"].ties
        return Said(code="sentence_find_out_first", values={**values, "questions": open_fields, "ties": ties})
    conditions = _conditions(reasoned, chosen["funding"])
    if conditions:
        return Said(code="sentence_now_if", values={**values, "conditions": conditions})
    return Said(code="sentence_now", values=values)


def fallback_of(reasoned: Reasoned, pilots: tuple[str, ...]) -> Said:
    """What to do when the condition is not met in time."""
    decision = reasoned.decision
    present = reasoned.decision.facts.get("present.funding")
    values: dict[str, str | int | tuple[str, ...]] = {"present": f"funding.{present}" if present else ""}
    if decision.chosen("scope") in ("scope.separate_track", "scope.supra_regional"):
        return Said(code="fallback_buy_here", values=values)
    funding = decision.instruments["funding"]
    if funding.chosen is None:
        return Said(code="fallback_stay", values=values)
    second = next(
        (code for code, status in decision.statuses.items() if code != funding.chosen and status in ("now", "now_if")),
        None,
    )
    if _conditions(reasoned, funding.chosen):
        if funding.runner_up and decision.statuses.get(funding.runner_up) in ("now", "now_if"):
            return Said(code="fallback_next", values={**values, "next": funding.runner_up})
        if second:
            return Said(code="fallback_next", values={**values, "next": second})
        return Said(code="fallback_guard", values={**values, "funding": funding.chosen})
    if pilots:
        return Said(code="fallback_without_pilot", values=values)
    return Said(code="fallback_none", values=values)


def _conditions(reasoned: Reasoned, funding: str) -> tuple[str, ...]:
    """Preconditions of the chosen variant that are not known to be met."""
    held = reasoned.decision.preconditions.get(funding, ())
    return tuple(p.id for p in held if p.state != "met")
