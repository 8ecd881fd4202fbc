"""From the present contracts to the new ones, as the advice says it."""

import typing

from ..consequences.segmentation import LotChange, segmentation_of
from ..consequences.transition import Remaining, SegmentTransition, transition_of
from ..profile.answers import value_of
from ..profile.region import RegionProfile
from ..profile.transition_rooms import Decided
from .change_entries import (
    CarriedEntry,
    ChangeOver,
    GovernanceEntry,
    HeardEntry,
    MilestoneOfEvaluation,
    MoversEntry,
    MunicipalityEntry,
    OldLotEntry,
    RemainingEntry,
    SegmentationEntry,
    TransitionEntry,
)
from .model import SegmentAdvice
from .reasoned import Reasoned


def change_over_of(
    region: RegionProfile, reasoned: tuple[Reasoned, ...], segments: tuple[SegmentAdvice, ...]
) -> ChangeOver:
    """Old lots, clients who change provider, evaluation, and who decides and pays."""
    advised = {segment.id: segment for segment in segments}
    whole = [r for r in reasoned if r.part is None]
    return ChangeOver(
        segmentation=_segmentation(region),
        transition=tuple(_transition(region, held, advised[held.segment.id]) for held in whole),
        evaluation=_evaluation(region),
        governance=_governance(region),
    )


# Old lots and new segments


def _segmentation(region: RegionProfile) -> SegmentationEntry | None:
    held = segmentation_of(region)
    if held is None:
        return None
    carried = tuple(
        CarriedEntry(segment=name, lots=c.lots, spend=c.spend, clients=c.clients) for name, c in held.carried.items()
    )
    return SegmentationEntry(lots=tuple(_lot(change) for change in held.lots), carried=carried)


def _lot(held: LotChange) -> OldLotEntry:
    lot = held.lot
    return OldLotEntry(
        id=lot.id,
        name=lot.name,
        law=lot.law,
        change=held.change,
        into=held.into,
        level=value_of(lot.level),
        clients=value_of(lot.clients),
        spend=value_of(lot.spend),
        registrations=value_of(lot.registrations),
        why=lot.why,
        lines=lot.lines,
    )


# Clients who change provider


def _transition(region: RegionProfile, held: Reasoned, advised: SegmentAdvice) -> TransitionEntry:
    ranges = advised.providers.contracts or advised.providers.delivering
    found = transition_of(region, held.segment, held.facts.figures, (ranges.low, ranges.high) if ranges else None)
    values = held.facts.values
    return TransitionEntry(
        segment=found.segment,
        movers=_movers(found),
        running_on=found.running_on,
        run_out=found.run_out,
        run_out_until=found.run_out_until.isoformat() if found.run_out_until else None,
        double_cost=found.double_cost,
        overlap_months=found.overlap_months,
        providers_leave=found.providers_leave,
        local_providers=_yes_or_no(values.get("market.local_exclusive_providers")),
        identity_bound=_yes_or_no(values.get("market.identity_bound")),
        municipalities=tuple(MunicipalityEntry(**vars(place)) for place in found.municipalities),
        missing=found.missing,
    )


def _movers(found: SegmentTransition) -> MoversEntry | None:
    held = found.movers
    if held is None:
        return None
    return MoversEntry(clients=held.clients, fewest=_remaining(held.fewest), most=_remaining(held.most))


def _remaining(end: Remaining | None) -> RemainingEntry | None:
    return None if end is None else RemainingEntry(**vars(end))


def _yes_or_no(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _evaluation(region: RegionProfile) -> MilestoneOfEvaluation:
    held = region.evaluation
    moment = value_of(held.moment)
    return MilestoneOfEvaluation(
        moment=moment.isoformat() if moment else None, norm=value_of(held.norm), way_out=value_of(held.way_out)
    )


# Who decides and who pays


def _governance(region: RegionProfile) -> GovernanceEntry:
    held = region.governance
    named = value_of(held.decides) or {}
    unknown = {
        "governance.decides": len(named) < len(typing.get_args(Decided)),
        "governance.mandate": value_of(held.mandate) is None,
        "governance.cost_split": value_of(held.cost_split) is None,
        "governance.change_cost_split": value_of(held.change_cost_split) is None,
        "governance.settlement": value_of(held.settlement) is None,
        "governance.councils": not held.councils,
        "governance.consultations": not held.consultations,
    }
    return GovernanceEntry(
        decides={name: named.get(name, ()) for name in typing.get_args(Decided)},
        mandate=value_of(held.mandate),
        tempo={pace.municipality: pace.when for pace in held.tempo},
        cost_split=value_of(held.cost_split),
        change_cost_split=value_of(held.change_cost_split),
        settlement=value_of(held.settlement),
        councils=tuple(
            HeardEntry(who=c.council, on=c.on.isoformat() if c.on else None, said=c.said, done=c.done, lines=c.lines)
            for c in held.councils
        ),
        consultations=tuple(
            HeardEntry(who=c.whom, on=c.held.isoformat() if c.held else None, said=c.said, done=c.done, lines=c.lines)
            for c in held.consultations
        ),
        missing=tuple(name for name, open_ in unknown.items() if open_),
    )
