"""``ask``: which unknown answers still matter, and which no longer do."""

from datetime import date
from typing import Any

from ..decision.asking import Asked, asked_of
from ..decision.decider import Decider
from ..decision.flips import Limits
from ..inference import reference_evaluator
from ..rendering import load_catalogue
from ..rulebase.plan import Plan
from .accounting import as_json
from .opening import Opened, bodies_of, open_case
from .shell import Language
from .terms import Sheet, Terms

Held = tuple[Opened, tuple[Asked, ...]]


def ask(region: str, segment: str | None, as_of: date | None, completions: int, form: str, language: Language) -> str:
    """The unknown answers of one segment or of all, as text or JSON. Raises WrongInputError for an unknown segment."""
    case = open_case(region, as_of)
    held = [(one, _asked(case.plan, one, completions)) for one in bodies_of(case, segment)]
    if form == "json":
        data = [{"id": one.path, "asked": [_data(entry) for entry in asked]} for one, asked in held]
        day = case.plan.as_of.isoformat()
        return as_json({"as_of": day, "completions": completions, "segments": data})
    return _text(held, completions, Terms(load_catalogue(language), case.plan.vocabulary, case.plan.library))


def _asked(plan: Plan, one: Opened, completions: int) -> tuple[Asked, ...]:
    decider = Decider(plan, reference_evaluator(plan))
    return asked_of(decider, Limits(plan), one.facts, one.circumstances, completions)


def _data(entry: Asked) -> dict[str, Any]:
    return {
        "field": entry.field,
        "verdict": entry.verdict,
        "decides": entry.decides,
        "instruments": list(entry.instruments),
        "witness": dict(entry.witness),
    }


def _text(held: list[Held], completions: int, terms: Terms) -> str:
    sheet = Sheet()
    sheet.put(terms.say("ask.reading", n=str(completions)))
    for one, asked in held:
        sheet.head(f"{one.name} ({one.path})")
        for entry in (entry for entry in asked if entry.verdict == "matters"):
            names = tuple(terms.instrument(name) for name in entry.instruments)
            values = {"label": terms.label(entry.field), "n": str(entry.decides), "of": str(completions)}
            sheet.put(terms.say("ask.matters", **values, instruments=names), 1, "- ")
        for verdict in ("not_found", "cannot"):
            labels = tuple(terms.label(entry.field) for entry in asked if entry.verdict == verdict)
            if labels:
                sheet.put(terms.say(f"ask.{verdict}", n=str(len(labels)), labels=labels), 1)
    return sheet.text()
