"""Choices that a person set: beside what was advised, and with what they collide with."""

from collections.abc import Iterator

from ..profile.region import SetChoice
from ..rulebase.model import Cohere, Exclude, Rule
from ..rulebase.plan import Plan
from .choice_entries import ConflictEntry, OverrideEntry
from .reasoned import Reasoned


def overrides_of(reasoned: Reasoned, plan: Plan) -> tuple[OverrideEntry, ...]:
    """The overrides that hold for a segment or part, in the order of the instruments."""
    order = list(plan.library.options.instruments)
    by_hand = sorted(reasoned.by_hand, key=lambda held: order.index(held.instrument))
    return tuple(
        OverrideEntry(
            path=held.path,
            segment=reasoned.path,
            instrument=held.instrument,
            option=held.option,
            advised=reasoned.advised.chosen(held.instrument),
            reason=held.override.reason,
            by=held.override.by,
            on=held.override.date.isoformat(),
            conflicts=(*_fell(held, reasoned, plan), *_not_met(held, reasoned, plan), *_nothing_left(held, reasoned)),
        )
        for held in by_hand
    )


def _fell(held: SetChoice, reasoned: Reasoned, plan: Plan) -> Iterator[ConflictEntry]:
    """The rules that take the option out: law, case law, logic, the board, a clash or a severe risk."""
    rules = {rule.id: rule for rule in plan.rules}  # a rule that shuts what follows need not have fired itself
    for removal in reasoned.decision.instruments[held.instrument].removed:
        if removal.option == held.option and removal.step in ("excluded", "severe", "clash"):
            for name in removal.rules:
                yield _by_rule(removal.step, rules[name], held.option, plan)


def _by_rule(step: str, rule: Rule, option: str, plan: Plan) -> ConflictEntry:
    pair = (rule.option, rule.with_option) if isinstance(rule, Exclude | Cohere) else ()
    other = next((code for code in pair if code and option not in plan.library.options.expand(code)), None)
    return ConflictEntry(
        kind=step,  # type: ignore[arg-type]  # the steps that the caller lets through
        ground=rule.ground if isinstance(rule, Exclude) else None,
        instrument=None,
        with_option=other,
        precondition=None,
        state=None,
        rules=(rule.id,),
        passages=plan.passages_of(rule),
        law=plan.law_behind(rule),
        text=rule.because,
    )


def _not_met(held: SetChoice, reasoned: Reasoned, plan: Plan) -> Iterator[ConflictEntry]:
    """Preconditions that are not met, and effects that a pilot would have to show; other unknowns block nothing."""
    for condition in reasoned.decision.preconditions.get(held.option, ()):
        if condition.state == "unmet" or (condition.class_ == "learnable" and condition.state == "unknown"):
            yield ConflictEntry(
                kind="precondition",
                ground=None,
                instrument=None,
                with_option=None,
                precondition=condition.id,
                state=condition.state,
                rules=tuple(rule.id for rule in condition.rules),
                passages=tuple(dict.fromkeys(p for rule in condition.rules for p in plan.passages_of(rule))),
                law=plan.law_behind(*condition.rules),
                text=condition.rules[0].label,
            )


def _nothing_left(held: SetChoice, reasoned: Reasoned) -> Iterator[ConflictEntry]:
    """Instruments of which every option is excluded now and not in the advice: nothing follows from what was set."""
    for stage, advised in zip(reasoned.decision.stages, reasoned.advised.stages, strict=False):
        for name, decided in stage.decided.items():
            if decided.dead_end and not advised.decided[name].dead_end and name != held.instrument:
                rules = tuple(dict.fromkeys(r for removal in decided.decision.removed for r in removal.rules))
                yield ConflictEntry(
                    kind="nothing_left",
                    ground=None,
                    instrument=name,
                    with_option=None,
                    precondition=None,
                    state=None,
                    rules=rules,
                    passages=(),
                    law=None,
                    text=None,
                )
