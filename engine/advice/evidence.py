"""The evidence behind a choice and its runner-up, computed from the records that were known on the day."""

from collections.abc import Iterable, Iterator

from ..knowledge.evidence import EFFECTS, OUTCOMES, PLACES, QUALITIES, Direction, Evidence, Record, codes_for
from .evidence_entries import EffectEntry, OptionEvidence, RecordEntry, Role
from .model import SegmentAdvice
from .reasoned import Reasoned

INSTRUMENTS = ("funding", "budget_control", "form", "structure", "decision_form", "term", "direction")


def evidence_of(reasoned: Reasoned, evidence: Evidence) -> tuple[OptionEvidence, ...]:
    """For what is recommended, or stands level, and for the runner-up: what is known of its effects."""
    return tuple(
        option_evidence(instrument, option, role, evidence)
        for instrument in INSTRUMENTS
        for option, role in _options(reasoned, instrument)
    )


def option_evidence(instrument: str, option: str, role: Role, evidence: Evidence) -> OptionEvidence:
    """What the records say of one option: its own, those of its family and those of its instrument."""
    held = {name: r for name, r in evidence.about(codes_for(option)).items() if r.conclusive}
    measured = {record.outcome for record in held.values() if record.measured}
    return OptionEvidence(
        instrument=instrument,
        option=option,
        role=role,
        effects=tuple(_effects(option, held)),
        unmeasured=tuple(outcome for outcome in EFFECTS if outcome not in measured),
    )


def records_behind(segments: Iterable[SegmentAdvice], evidence: Evidence) -> tuple[RecordEntry, ...]:
    """Every record that the evidence of some segment or part rests on, in the order of their numbers."""
    bodies = [body for segment in segments for body in (segment, *segment.parts)]
    named = {name for body in bodies for held in body.evidence for effect in held.effects for name in effect.records}
    return tuple(record_entry(name, record) for name, record in evidence.records.items() if name in named)


def _options(reasoned: Reasoned, instrument: str) -> Iterator[tuple[str, Role]]:
    chosen = reasoned.chosen(instrument)
    held = reasoned.decision.instruments[instrument]
    if chosen:
        yield chosen, "recommended"
    else:
        yield from ((option, "level") for option in held.ties)
    if held.runner_up and held.runner_up != chosen:
        yield held.runner_up, "runner_up"


def _effects(option: str, held: dict[str, Record]) -> Iterator[EffectEntry]:
    for outcome in OUTCOMES:
        for place in PLACES:
            for measured in (True, False):
                group = {
                    name: record
                    for name, record in held.items()
                    if (record.outcome, record.place, record.measured) == (outcome, place, measured)
                }
                if group:
                    yield EffectEntry(
                        outcome=outcome,
                        place=place,
                        measured=measured,
                        directions=tuple(sorted({d for r in group.values() if (d := _direction(option, r))})),
                        best=min((r.quality for r in group.values()), key=QUALITIES.index),
                        records=tuple(group),
                    )


def _direction(option: str, record: Record) -> Direction | None:
    """The direction as it is read for the option or its family. A record on a whole instrument has none for one option:
    longer and shorter terms have opposite effects."""
    return next((d for code in codes_for(option)[:-1] if (d := record.about.get(code))), None)


def record_entry(name: str, record: Record) -> RecordEntry:
    return RecordEntry(
        id=name,
        title=record.title,
        organisation=record.organisation,
        year=record.year,
        address=record.address,
        kind=record.kind,
        level=record.level,
        place=record.place,
        state=record.state,
        outcome=record.outcome,
        quality=record.quality,
        statement=record.statement,
        condition=record.condition,
        limits=record.limits,
    )
