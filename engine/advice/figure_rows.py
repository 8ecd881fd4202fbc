"""The figures of a segment or part, each with its basis and source, and its market."""

from collections.abc import Iterable

from ..profile.answers import Answer
from .entries import FigureEntry, GroupEntry, MarketEntry
from .reasoned import Reasoned

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


def figures_of(reasoned: Reasoned) -> Iterable[FigureEntry]:
    for field in FIGURES:
        value = reasoned.facts.values.get(field)
        origin, answer = reasoned.facts.origins.get(field), answer_to(reasoned, field)
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


def market_entry(reasoned: Reasoned) -> MarketEntry:
    figures = reasoned.facts.figures
    return MarketEntry(
        groups=tuple(GroupEntry(**vars(group)) for group in figures.groups),
        hhi=figures.hhi,
        curve_error_at_top3=figures.curve.error_at_top3 if figures.curve else None,
        carried=figures.carried,
        registrations=figures.providers_are_registrations,
    )


def answer_to(reasoned: Reasoned, field: str) -> Answer[object] | None:
    room, _, name = field.partition(".")
    for body in (reasoned.part, reasoned.segment):
        answer = getattr(getattr(body, room, None), name, None)
        if isinstance(answer, Answer):
            return answer
    return None
