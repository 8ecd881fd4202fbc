"""Dissent: rules from sources that say otherwise, shown where a decision touches on what they disagree about."""

from collections.abc import Iterator
from typing import Literal

from ..decision.decider import SegmentDecision
from ..knowledge.conflicts import Odds, at_odds
from ..knowledge.library import Library
from ..profile.shared_rooms import WISHES
from ..rulebase.model import Argue, Rule
from ..rulebase.plan import Plan
from .entries import DissentEntry
from .reasoned import Reasoned

STAKED = ("funding", "form", "term", "direction", "intensity")
"""the choices that a board is asked for first"""
LAW = ("law", "case_law")


def dissent_of(reasoned: Reasoned, plan: Plan) -> tuple[DissentEntry, ...]:
    """Pairs of rules that say otherwise, of which at least one weighs in here, by passages that existed on the day.

    Those that made an option fall come first, then those of which both weigh in, then contradictions.
    """
    weighing = frozenset(_weighing(reasoned))
    felling = {
        rule
        for held in (reasoned.decision.instruments[name] for name in STAKED)
        for removal in held.removed
        if removal.step != "excluded"
        for rule in removal.rules
    }

    def order(entry: DissentEntry) -> tuple[bool, bool, bool, str, str]:
        pair = {entry.rule, entry.against}
        return (not felling & pair, entry.weighed != "both", entry.type != "contradiction", entry.rule, entry.against)

    return tuple(sorted(_entries(weighing, plan), key=order))


def _entries(weighing: frozenset[str], plan: Plan) -> Iterator[DissentEntry]:
    rules = {rule.id: rule for rule in plan.rules}
    for rule in rules.values():
        for other in (rules[name] for name in rule.dissents_from if name in rules and rule.id < name):
            if not weighing & {rule.id, other.id}:
                continue
            odds = at_odds(plan.passages_of(rule), plan.passages_of(other), plan.library.passages)
            if odds:
                yield _entry(rule, other, odds, weighing, plan)


def _entry(rule: Rule, other: Rule, odds: tuple[Odds, ...], weighing: frozenset[str], plan: Plan) -> DissentEntry:
    heaviest = [pair for pair in odds if pair.type == odds[0].type]
    passages = tuple(dict.fromkeys(pair.one for pair in heaviest))
    against = tuple(dict.fromkeys(pair.other for pair in heaviest))
    return DissentEntry(
        rule=rule.id,
        text=rule.because,
        passages=passages,
        against=other.id,
        against_text=other.because,
        against_passages=against,
        type=odds[0].type,
        weighed="both" if weighing >= {rule.id, other.id} else "first" if rule.id in weighing else "second",
        law=_law_side(passages, against, plan.library),
    )


def _law_side(one: tuple[str, ...], other: tuple[str, ...], library: Library) -> Literal["first", "second"] | None:
    """Which side is law against a document that is not: it goes first, whatever the document says."""
    first, second = (all(_binds(passage, library) for passage in side) for side in (one, other))
    return None if first == second else "first" if first else "second"


def _binds(passage: str, library: Library) -> bool:
    return library.source_of[passage].kind in LAW and library.passages[passage].state == "confirmed"


def _weighing(reasoned: Reasoned) -> Iterator[str]:
    """The rules that fired and touch the decision.

    An argument does when its option was still to be had when arguments were weighed, and for a wish when the region
    states or ranks that wish; every other rule does by firing.
    """
    wishes = {wish for rank in reasoned.circumstances.wishes for wish in rank}
    stated = reasoned.decision.facts
    wishes |= {wish for wish in WISHES if stated.get(f"wishes.held.{wish}") is True}
    weighed = frozenset(_argued(reasoned.decision))
    for rule in (clause.rule for stage in reasoned.decision.stages for clause in stage.fired):
        if not isinstance(rule, Argue) or (rule.id in weighed and (rule.step != "wish" or rule.scaled_by in wishes)):
            yield rule.id


def _argued(decision: SegmentDecision) -> Iterator[str]:
    for held in decision.instruments.values():
        out = {removal.option for removal in held.removed if removal.step == "excluded"}
        for option, claims in held.claims.items():
            if option not in out:
                yield from (argument.id for claim in claims for argument in claim.arguments)
