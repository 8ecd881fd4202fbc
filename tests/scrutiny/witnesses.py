"""What the witness of a diagnostic has to show, by code: worked out from the evaluator alone, not by the checks."""

from stuurwijzer.engine.decision.decider import Decider, SegmentDecision
from stuurwijzer.engine.inference import reference_evaluator
from stuurwijzer.engine.rulebase.plan import ConflictingValuesError, Plan
from stuurwijzer.engine.scrutiny import Diagnostic

TOGETHER = {"rule_subsumed", "claim_both_ways", "bounds_cross", "argument_twice", "claim_raised_by_copy"}
"""codes about two rules that fire on one profile"""
SMALLEST = TOGETHER | {"met_and_unmet", "values_conflict", "all_options_excluded"}
"""codes of which the witness holds nothing that can be left out"""
PAIRS = (("rule", "by"), ("one", "other"), ("least", "most"))


def decider_of(plan: Plan) -> Decider:
    return Decider(plan, reference_evaluator(plan))


def shows(held: Diagnostic, decider: Decider) -> bool:
    """Whether the profile shows what the diagnostic says."""
    assert held.witness is not None
    try:
        decision = decider.decide(held.witness.facts, held.witness.circumstances)
    except ConflictingValuesError as error:
        return held.code in ("values_conflict", "band_overlap") and error.field == held.values["field"]
    return _shown(held, decision)


def _shown(held: Diagnostic, decision: SegmentDecision) -> bool:
    fired = {clause.name for stage in decision.stages for clause in stage.fired}
    if held.code in TOGETHER:
        return any({held.values.get(one), held.values.get(other)} <= fired for one, other in PAIRS)
    match held.code:
        case "met_and_unmet":
            return {f"{held.values['rule']}#met", f"{held.values['rule']}#unmet"} <= fired
        case "band_hole":
            return held.values["field"] not in decision.facts
        case "all_options_excluded":
            stage = next(s for s in decision.stages if held.subject in s.decided)
            return stage.decided[held.subject].dead_end
        case "decision_unargued":
            instrument = decision.instruments[held.subject]
            return instrument.chosen is None and not any(instrument.claims.values())
    return False
