"""Who has to change provider at the start, how long both run on, and what that costs: bounds, never an average.

Nobody knows beforehand who wins. What can be said is what moves if only the largest remain: as few and as many as the
range of providers allows. With other winners more may move, up to all. So a bound stands with what it rests on.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ..market.figures import Figures, if_only_remain
from ..profile.answers import value_of
from ..profile.region import RegionProfile, SegmentProfile

MONTHS, ALL = 12, 10_000


@dataclass(frozen=True)
class Remaining:
    """At most ``clients`` change provider if the ``providers`` largest remain."""

    providers: int
    clients: int


@dataclass(frozen=True)
class Movers:
    """Clients who change provider: as the region states, or the bounds at the fewest and the most that remain."""

    clients: int
    fewest: Remaining | None = None
    most: Remaining | None = None


@dataclass(frozen=True)
class InMunicipality:
    """Clients of a municipality, and at most how many of them change provider."""

    name: str
    clients: int | None
    at_most: int | None


@dataclass(frozen=True)
class SegmentTransition:
    """The change of one segment; None and ``missing`` say what nobody knows (fields of the profile)."""

    segment: str
    movers: Movers | None
    running_on: int | None
    """clients whose care runs past the start"""
    run_out: str | None
    run_out_until: date | None
    double_cost: int | None
    """cents, at most: two providers paid for every client who changes"""
    overlap_months: int | None
    providers_leave: tuple[int, int] | None
    """of the present providers at least and at most so many have no contract any more"""
    municipalities: tuple[InMunicipality, ...]
    missing: tuple[str, ...]


def transition_of(
    region: RegionProfile, segment: SegmentProfile, figures: Figures, providers: tuple[int, int] | None
) -> SegmentTransition:
    """The change of a segment; ``providers`` is the range of those that remain, None when nobody can compute it."""
    held = segment.transition
    clients, spend = value_of(segment.use.clients), value_of(segment.use.spend)
    movers = _movers(segment, figures, providers)
    running, months = value_of(segment.use.running_over_share), value_of(held.overlap_months)
    double = None
    if movers is not None and months is not None and clients and spend is not None:
        double = _up(Fraction(movers.clients * months * spend, clients * MONTHS))
    leave: tuple[int, int] | None = None
    if figures.providers is not None and providers is not None:
        leave = max(0, figures.providers - providers[1]), max(0, figures.providers - providers[0])
    run_out = value_of(held.run_out)
    unknown = {
        "use.clients": clients is None,
        "use.transition_clients": movers is None,
        "use.running_over_share": running is None,
        "transition.run_out": run_out is None,
        "transition.overlap_months": months is None,
        "transition.clients_by_municipality": value_of(held.clients_by_municipality) is None,
    }
    return SegmentTransition(
        segment.id,
        movers,
        _up(Fraction(running * clients, ALL)) if running is not None and clients is not None else None,
        run_out,
        value_of(held.run_out_until),
        double,
        months,
        leave,
        tuple(_in_municipalities(region, segment, movers)),
        tuple(name for name, open_ in unknown.items() if open_),
    )


def _movers(segment: SegmentProfile, figures: Figures, providers: tuple[int, int] | None) -> Movers | None:
    stated = value_of(segment.use.transition_clients)
    if stated is not None:
        return Movers(stated)
    if providers is None:
        return None
    fewest, most = (_if_remain(segment, figures, n) for n in providers)
    return None if fewest is None or most is None else Movers(fewest.clients, fewest, most)


def _if_remain(segment: SegmentProfile, figures: Figures, providers: int) -> Remaining | None:
    test = if_only_remain(segment.use, figures, providers)
    return None if test is None or test.clients_move is None else Remaining(providers, test.clients_move)


def _in_municipalities(region: RegionProfile, segment: SegmentProfile, movers: Movers | None) -> list[InMunicipality]:
    """No more can change in a municipality than it has clients, nor than change in all."""
    named = region.place.municipalities
    known = value_of(segment.transition.clients_by_municipality) or {}
    names = dict.fromkeys((*((named.value if named else None) or ()), *known))
    found = []
    for name in names:
        clients = known.get(name)
        at_most = None if clients is None or movers is None else min(clients, movers.clients)
        found.append(InMunicipality(name, clients, at_most))
    return found


def _up(amount: Fraction) -> int:
    return -int(-amount // 1)
