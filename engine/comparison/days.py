"""The rule base as it holds on one day: what is in force, with the values, the law and the records of that day.

Two days of one rule base are then compared, and mixed, as two editions of it.
"""

from dataclasses import replace
from datetime import date

from ..knowledge.evidence import Evidence
from ..knowledge.library import Library
from ..knowledge.parameters import ParameterEntry
from ..knowledge.sources import Source
from ..rulebase import Rulebase
from ..rulebase.located import Located
from ..rulebase.plan import Plan

ALWAYS_PUBLISHED = ""
"""a date of a source that lies before every day"""
FIRST_YEAR = 1


def held_on(plan: Plan) -> Rulebase:
    """The rules in force by this plan, without anything that depends on the day any more."""
    library = plan.library
    return Rulebase(
        tuple(_located(held, plan) for held in plan.located.values()),
        replace(
            library,
            parameters={name: _parameter(held, plan.as_of) for name, held in library.parameters.items()},
            sources={name: _source(held) for name, held in library.sources.items()},
            evidence=_evidence(library, plan),
        ),
        plan.vocabulary,
        plan.claims,
    )


def _located(held: Located, plan: Plan) -> Located:
    always = {"valid_from": None, "valid_until": None, "hinges_on": None}
    return replace(held, rule=held.rule.model_copy(update=always | {"passages": plan.passages_of(held.rule)}))


def _parameter(held: ParameterEntry, day: date) -> ParameterEntry:
    past = [since for since in held.values if since <= day]
    return held.model_copy(update={"values": {date.min: held.values[max(past)] if past else None}})


def _source(held: Source) -> Source:
    passages = {
        name: passage.model_copy(update={"valid_from": None, "valid_until": None})
        for name, passage in held.passages.items()
    }
    return held.model_copy(update={"date": ALWAYS_PUBLISHED, "passages": passages})


def _evidence(library: Library, plan: Plan) -> Evidence:
    """The records known on the day. What was not known is there no more: no rule in force cites it."""
    records = {name: held.model_copy(update={"year": FIRST_YEAR}) for name, held in plan.evidence.records.items()}
    return Evidence(records, library.evidence.leads, library.evidence.searched)
