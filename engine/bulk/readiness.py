"""Preconditions in the circuit: what they leave open of an option. As ``decision.readiness``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from ..decision.readiness import Status
from ..rulebase.model import Class, Require
from .circuit import FALSE, Circuit, Node


@dataclass(frozen=True)
class Stated:
    """One rule that states a precondition: where it does, where it is met, where it is not met, and where it takes more
    months than are left."""

    rule: Require
    states: Node
    met: Node
    unmet: Node
    too_long: Node


def statuses_of(circuit: Circuit, stated: Sequence[Stated], ignoring_given: Node) -> dict[Status, Node]:
    """Where an option has each status."""
    c = circuit
    by_id: dict[str, list[Stated]] = {}
    for held in stated:
        by_id.setdefault(held.rule.precondition, []).append(held)
    unmet = dict.fromkeys(get_args(Class), FALSE)
    not_met, too_long = dict(unmet), FALSE
    for rules in by_id.values():
        broken = c.any(c.and_(held.states, held.unmet) for held in rules)  # one "not met" outweighs
        unsettled = c.not_(c.any(c.and_(held.states, held.met) for held in rules))
        takes = c.any(c.all((held.states, held.too_long, c.or_(held.unmet, c.not_(broken)))) for held in rules)
        for name, where in _classes(c, rules).items():
            counts = c.but_not(where, ignoring_given) if name == "given" else where
            missing = c.and_(counts, c.or_(broken, unsettled))
            unmet[name] = c.or_(unmet[name], c.and_(counts, broken))
            not_met[name] = c.or_(not_met[name], missing)
            if name == "buildable":
                too_long = c.or_(too_long, c.and_(missing, takes))
    return _first_of(
        c,
        {
            "not": unmet["structural"],
            "later": c.or_(unmet["given"], c.and_(unmet["buildable"], too_long)),
            "pilot": not_met["learnable"],
            "now": c.not_(c.any(not_met.values())),
            "now_if": c.not_(FALSE),
        },
    )


def _classes(circuit: Circuit, rules: Sequence[Stated]) -> dict[Class, Node]:
    """The class of a precondition is that of the first rule that states it."""
    found: dict[Class, Node] = {}
    stated = FALSE
    for held in rules:
        first = circuit.but_not(held.states, stated)
        found[held.rule.class_] = circuit.or_(found.get(held.rule.class_, FALSE), first)
        stated = circuit.or_(stated, held.states)
    return found


def _first_of(circuit: Circuit, statuses: Mapping[Status, Node]) -> dict[Status, Node]:
    """Each where it holds and none before it does."""
    found: dict[Status, Node] = {}
    earlier = FALSE
    for status, where in statuses.items():
        found[status] = circuit.but_not(where, earlier)
        earlier = circuit.or_(earlier, where)
    return found
