"""Write down the start budget of a segment, and whether the advice on that segment asks for one."""

import calendar
from collections.abc import Iterator
from datetime import date

from ..consequences.amounts import of_year, sum_of
from ..consequences.start_budget import Budget, budget_of
from ..profile.answers import Answer, value_of
from ..profile.money_rooms import StartBudget
from ..profile.region import RegionProfile, SegmentProfile
from ..rulebase.plan import Plan
from .entries import Said
from .money import AskedFor, AssumedEntry, BudgetAdvice
from .pilot_entries import PilotEntry
from .reasoned import Reasoned
from .savings import SOFT, method_of

TASK = "funding.task"


def budget_entry(
    region: RegionProfile, reasoned: tuple[Reasoned, ...], pilots: tuple[PilotEntry, ...], plan: Plan
) -> BudgetAdvice | None:
    """The start budget of a segment, of which ``reasoned`` holds the segment and its parts; None without a room."""
    segment = reasoned[0].segment
    municipalities = region.place.municipalities
    held = budget_of(segment, (municipalities.value if municipalities else None) or ())
    room = segment.start_budget
    if held is None or room is None:
        return None
    return BudgetAdvice(
        **dict(held),
        index=value_of(room.index),
        efficiency=value_of(room.efficiency),
        chain_care=value_of(room.chain_care),
        benchmark=value_of(room.benchmark),
        findings=tuple(_findings(segment, held)),
        rests_on=tuple(_rests_on(room, region.source)),
        asked_for=_asked_for(reasoned, pilots),
        sharpen_until=_month_before(region.planning.publication),
        method=method_of("start_budget", plan),
    )


def _asked_for(reasoned: tuple[Reasoned, ...], pilots: tuple[PilotEntry, ...]) -> AskedFor | None:
    """Whether a lump sum or a budget per population is chosen for the segment or a part, tried there, or left open.

    Left open counts: the source computes the start budget to test the choice, before it is made (ACN-3.3-02).
    """
    paths = {held.path for held in reasoned}
    if any(_is_task(held.chosen("funding") or "") for held in reasoned):
        return "chosen"
    if any(_is_task(pilot.variant) and paths & set(pilot.scope) for pilot in pilots):
        return "pilot"
    level = [code for held in reasoned for code in held.decision.instruments["funding"].ties]
    return "open" if any(_is_task(code) for code in level) else None


def _is_task(code: str) -> bool:
    """A variant of the family, or the family itself, as a pilot may name it."""
    return code == TASK or code.startswith(f"{TASK}.")


def _month_before(day: date | None) -> str | None:
    """The same day of the month before, or its last day."""
    if day is None or day <= date(1, 1, 31):
        return None
    year, month = (day.year, day.month - 1) if day.month > 1 else (day.year - 1, 12)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1])).isoformat()


def _findings(segment: SegmentProfile, held: Budget) -> Iterator[Said]:
    """Before corrections, the municipalities together spent what the segment did, where both are of one year."""
    stated, room = segment.use.spend, segment.start_budget
    if stated is None or stated.value is None or room is None or held.reference_year is None:
        return
    spent = sum_of(of_year(municipality.realised_spend, held.reference_year) for municipality in room.municipalities)
    if spent is None:
        return
    if (stated.as_of or "")[:4] == held.reference_year and stated.value != spent:
        values: dict[str, str | int] = {"year": held.reference_year, "stated": stated.value, "spent": spent}
        yield Said(code="spend_differs", values=values)


def _rests_on(room: StartBudget, source: str | None) -> Iterator[AssumedEntry]:
    """Every input that nobody measured: assumed or judged."""
    of_region: tuple[tuple[str, Answer[int] | None], ...] = (
        ("index", room.index),
        ("efficiency", room.efficiency),
        ("chain_care", room.chain_care),
    )
    for code, answer in of_region:
        if answer is not None and answer.known and answer.basis in SOFT:
            said = Said(code=code, values={"share": answer.value or 0})
            yield AssumedEntry(said=said, basis=answer.basis, source=answer.source or source, lines=answer.lines)
    by_basis: dict[str, list[str]] = {}
    for held in room.municipalities:
        if held.expected_clients is not None and held.expected_clients.known and held.expected_clients.basis in SOFT:
            by_basis.setdefault(held.expected_clients.basis, []).append(held.name)
    for basis, names in by_basis.items():
        said = Said(code="expected_clients", values={"names": tuple(names)})
        yield AssumedEntry(said=said, basis=basis, source=source, lines=None)
