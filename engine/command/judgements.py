"""``rules judgements``: every number that is ours and not a source's, in one list, with its date and its reason."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from ..knowledge.library import Library
from ..knowledge.options import Both
from ..knowledge.uncertainty import LeadTimes, ParameterWidth, UncertaintyFile, Width, WishOrder, load_uncertainty
from ..rendering import load_catalogue
from .accounting import as_json, library
from .shell import Language
from .terms import Sheet


@dataclass(frozen=True)
class Judgement:
    """One number of ours. ``value`` is as it is written; ``since``: the day from which it holds or was last checked."""

    id: str
    name: Both
    value: str
    since: str
    reason: Both
    place: str
    """the file of ``knowledge/`` where it stands, and nowhere else"""


def judgements_of(held: Library) -> Iterator[Judgement]:
    """Limits of the rules and defaults, lengths of planning steps, how people and money grow with a region, and how far
    an answer may be off."""
    for name, parameter in held.parameters.items():
        if parameter.judgement == "own":
            for day, value in sorted(parameter.values.items()):
                shown = f"{value} {parameter.unit}" if value and parameter.unit else value or "?"
                since, place = day.isoformat(), "parameters.yaml"
                yield Judgement(name, parameter.meaning, shown, since, parameter.reason, place)
    for step, entry in held.planning.steps.items():
        for number, length in enumerate(entry.lengths, 1):
            if length.judgement == "own":
                name = f"planning.{step}" + (f".{number}" if len(entry.lengths) > 1 else "")
                shown, since = f"{length.total} days", held.planning.checked.isoformat()
                yield Judgement(name, entry.name, shown, since, length.reason, "planning.yaml")
    for role, line in held.change_cost.roles.items():
        shown = ", ".join(f"{part.share // 100}% {part.by}" for part in line.scales)
        since, place = held.change_cost.checked.isoformat(), "change-cost.yaml"
        yield Judgement(f"change_cost.{role}", line.name, shown, since, line.reason, place)
    widths = load_uncertainty()
    for name, width, shown in _widths(widths):
        yield Judgement(name, width.name, shown, widths.checked.isoformat(), width.reason, "uncertainty.yaml")


def _widths(held: UncertaintyFile) -> Iterator[tuple[str, Width | ParameterWidth | LeadTimes | WishOrder, str]]:
    """The widths for draws: id, entry, and the value as it is written."""
    for basis, width in held.answers.items():
        yield f"uncertainty.{basis}", width, f"{_percent(width.figure)} / {_percent(width.other)}"
    yield "uncertainty.parameters", held.parameters, _percent(held.parameters.width)
    yield "uncertainty.lead_times", held.lead_times, ", ".join(map(_percent, held.lead_times.times))
    yield "uncertainty.wishes", held.wishes, _percent(held.wishes.shuffled)


def _percent(share: int) -> str:
    return f"{share // 100}%"


def judgements(form: str, language: Language) -> str:
    """The list as text or JSON. Raises OurFaultError on a fault of the knowledge base."""
    held = list(judgements_of(library()))
    if form == "json":
        return as_json(
            [{**asdict(one), "name": one.name.model_dump(), "reason": one.reason.model_dump()} for one in held]
        )
    catalogue, sheet = load_catalogue(language), Sheet()
    sheet.put(catalogue.say("command.judgements.reading", n=str(len(held))))
    for one in held:
        sheet.head(f"{one.name[language]} ({one.id})")
        values = {"value": one.value, "since": one.since, "place": one.place}
        sheet.put(catalogue.say("command.judgements.value", **values), 1)
        sheet.put(one.reason[language], 1)
    return sheet.text()
