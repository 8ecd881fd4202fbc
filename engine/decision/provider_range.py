"""How many providers: the range of contracts and of delivering providers, from stated parameters.

The region's own parameters where it gives them, else a dated default of ours, which says so. Every end knows which
parameter set it and what another value would make of it; nothing is assumed about clients, areas or capacity.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ..rulebase.conditions import Constant

WORKABLE, CHOICE = "market.smallest_workable", "market.choice_per_area"
AREAS, CARRIED = "market.areas", "market.carried_contracts"
PROVIDERS, REGISTRATIONS = "market.providers", "market.registrations"
MUNICIPALITIES = "derived.municipalities"
"""stands in for the areas where the region names none"""
LARGEST, WAITING, CLIENTS = "market.largest_workable", "market.waiting_clients", "use.clients"
DEFAULTS = {WORKABLE: "providers.smallest_workable", CHOICE: "providers.choice_per_area"}
"""the parameter of ours that stands in where the region gives none"""
READ = frozenset(
    {WORKABLE, CHOICE, AREAS, CARRIED, PROVIDERS, REGISTRATIONS, MUNICIPALITIES, LARGEST, WAITING, CLIENTS}
)
"""every field that a range is computed from"""
SHARED_CONTRACT = frozenset({"structure.main_contractor", "structure.combination"})
PER_AREA = "structure.one_per_area"
FEWER, MORE = frozenset({"direction.fewer", "direction.few"}), "direction.more"


@dataclass(frozen=True)
class End:
    """One end of a range: ``given`` is the value of the parameter ``set_by``, ``value`` the number of providers.

    ``other``: another value of that parameter and the number that it would give; None where the end is what there is
    now, which nobody chooses. ``own``: rests on a default or a reading of ours.
    """

    value: int
    set_by: str
    given: int
    other: tuple[int, int] | None = None
    own: bool = False


@dataclass(frozen=True)
class Range:
    """Lowest and highest number; ``missing``: what has to be known for an end that nobody can compute."""

    low: End | None
    high: End | None
    missing: tuple[str, ...] = ()

    @property
    def computable(self) -> bool:
        return self.low is not None and self.high is not None

    @property
    def empty(self) -> bool:
        return self.low is not None and self.high is not None and self.low.value > self.high.value


@dataclass(frozen=True)
class ProviderRanges:
    """Contracts and delivering providers apart; ``contracts`` is None where several providers share one contract.

    ``left_out``: limits that would have narrowed a range and that nobody gave.
    """

    delivering: Range
    contracts: Range | None
    left_out: tuple[str, ...]


def provider_ranges(
    values: Mapping[str, Constant],
    direction: str | None,
    structure: str | None,
    defaults: Mapping[str, int | None],
) -> ProviderRanges:
    """The ranges of a segment.

    Delivering, high: clients divided by the smallest workable number per provider. Delivering, low: the choice wanted
    per area times the areas, or what the clients need, those who wait included, when the most that one provider can
    serve is known. The direction comes first: fewer than now is at most as many as now, more at least. Contracts: one
    per area where the structure says so; otherwise one per provider, and no more than supplier management can carry.
    ``defaults`` are parameters by id.
    """
    held = _Values(values, defaults)
    now = _now(held)
    low = _highest(_by_choice(held), _by_need(held), now if direction == MORE else None)
    high = _lowest(_by_volume(held), now if direction in FEWER else None)
    missing = [n for n in (CLIENTS,) if high is None] + [n for n in (AREAS,) if low is None]
    delivering = Range(low, high, tuple(missing))
    left_out = tuple(n for n in (CARRIED, WAITING, LARGEST) if held.stated(n) is None)
    return ProviderRanges(delivering, _contracts(held, delivering, structure), left_out)


def _contracts(held: "_Values", delivering: Range, structure: str | None) -> Range | None:
    if structure in SHARED_CONTRACT:
        return None
    areas, own = held.areas()
    if structure == PER_AREA:
        end = None if areas is None else End(areas, AREAS, areas, (areas + 1, areas + 1), own)
        return Range(end, end, () if end else (AREAS,))
    carried = held.stated(CARRIED)
    by_team = None if carried is None else End(carried, CARRIED, carried, (carried * 2, carried * 2))
    return Range(delivering.low, _lowest(delivering.high, by_team), delivering.missing)


def _now(held: "_Values") -> End | None:
    """As many as deliver now; registrations are not always unique providers, so reading them so is ours."""
    for name, own in ((PROVIDERS, False), (REGISTRATIONS, True)):
        number = held.stated(name)
        if number is not None:
            return End(number, name, number, own=own)
    return None


def _by_volume(held: "_Values") -> End | None:
    clients, (workable, own) = held.stated(CLIENTS), held.given(WORKABLE)
    if clients is None or not workable:
        return None
    return End(clients // workable, WORKABLE, workable, (workable * 2, clients // (workable * 2)), own)


def _by_choice(held: "_Values") -> End | None:
    (areas, counted), (choice, own) = held.areas(), held.given(CHOICE)
    if areas is None or choice is None:
        return None
    return End(choice * areas, CHOICE, choice, (choice + 1, (choice + 1) * areas), own or counted)


def _by_need(held: "_Values") -> End | None:
    clients, waiting, most = (held.stated(n) for n in (CLIENTS, WAITING, LARGEST))
    if clients is None or waiting is None or not most:
        return None
    need = clients + waiting
    return End(-(-need // most), LARGEST, most, (most * 2, -(-need // (most * 2))))


def _highest(*ends: End | None) -> End | None:
    return max((end for end in ends if end is not None), key=lambda e: e.value, default=None)


def _lowest(*ends: End | None) -> End | None:
    return min((end for end in ends if end is not None), key=lambda e: e.value, default=None)


@dataclass(frozen=True)
class _Values:
    facts: Mapping[str, Constant]
    defaults: Mapping[str, int | None]

    def stated(self, name: str) -> int | None:
        value = self.facts.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def areas(self) -> tuple[int | None, bool]:
        """The areas that the region names, or its municipalities (true: our reading)."""
        own = self.stated(AREAS)
        return (own, False) if own is not None else (self.stated(MUNICIPALITIES), True)

    def given(self, name: str) -> tuple[int | None, bool]:
        """The region's own value, or a default of ours (true)."""
        own = self.stated(name)
        return (own, False) if own is not None else (self.defaults.get(DEFAULTS[name]), True)
