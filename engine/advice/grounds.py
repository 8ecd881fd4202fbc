"""The grounds of a decision: arguments, exclusions, preconditions, and the consequences of the choice."""

from collections.abc import Iterable

from ..decision.claims import Claim
from ..rulebase.model import Argue, Exclude
from ..rulebase.plan import Plan
from .entries import ArgumentEntry, ConsequenceEntry, ExcludedEntry, PreconditionEntry
from .reasoned import Reasoned


def arguments_of(reasoned: Reasoned, plan: Plan) -> Iterable[ArgumentEntry]:
    for held in reasoned.decision.instruments.values():
        for code, claims in held.claims.items():
            for claim in claims:
                yield from (_argument(code, claim, argument, plan) for argument in claim.arguments)


def _argument(code: str, claim: Claim, argument: Argue, plan: Plan) -> ArgumentEntry:
    test = plan.test_of(claim.name)
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
        verdict=test.verdict,
        bearing=claim.bearing,
        tests=tuple(test.records),
        own_reading=argument.own_reading,
        severe=argument.severe,
        measure=argument.measure,
        rule=argument.id,
        passages=plan.passages_of(argument),
        law=plan.law_behind(argument),
        text=argument.because,
    )


def excluded_of(reasoned: Reasoned, plan: Plan) -> Iterable[ExcludedEntry]:
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
                        law=plan.law_behind(rule),
                        text=rule.because,
                    )


def preconditions_of(reasoned: Reasoned, plan: Plan, shared: frozenset[str]) -> tuple[PreconditionEntry, ...]:
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
            law=plan.law_behind(*held.rules),
            shared=f"{code}#{held.id}#{held.state}" in shared,
        )
        for code, group in reasoned.decision.preconditions.items()
        for held in group
    )


def consequences_of(reasoned: Reasoned, plan: Plan) -> Iterable[ConsequenceEntry]:
    for rule in reasoned.decision.advice:
        if rule.what not in ("pilot", "outcome", "counsel"):
            yield ConsequenceEntry(
                what=rule.what,
                rule=rule.id,
                text=rule.text,
                measure=plan.library.goals.indicators[rule.indicator].counted if rule.indicator else rule.measure,
                own_measure=rule.own_measure,
                severe=rule.severe,
                goal=rule.goal,
                instrument=rule.instrument,
                own_judgement=rule.own_judgement is not None,
                passages=plan.passages_of(rule),
                law=plan.law_behind(rule),
            )
