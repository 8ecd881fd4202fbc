"""What the advice says about the way from the present contracts to the new ones, once for the region."""

from .entries import Part


class OldLotEntry(Part):
    """An old lot: what becomes of it, in which segments, and at which level it is bought from now on."""

    id: str
    name: str
    law: str
    change: str
    into: tuple[str, ...]
    level: str | None
    clients: int | None
    spend: int | None
    registrations: int | None
    why: str | None
    lines: str | None


class CarriedEntry(Part):
    """What a segment takes along from old lots: cents and clients, least and most; null where a figure is unknown."""

    segment: str
    lots: tuple[str, ...]
    spend: tuple[int, int] | None
    clients: tuple[int, int] | None


class SegmentationEntry(Part):
    lots: tuple[OldLotEntry, ...]
    carried: tuple[CarriedEntry, ...]


class MunicipalityEntry(Part):
    name: str
    clients: int | None
    at_most: int | None


class RemainingEntry(Part):
    """At most ``clients`` change provider if the ``providers`` largest remain."""

    providers: int
    clients: int


class MoversEntry(Part):
    """Clients who change provider: as the region states, or at most, at both ends of the range of providers."""

    clients: int
    fewest: RemainingEntry | None
    most: RemainingEntry | None


class TransitionEntry(Part):
    """The change of one segment. ``missing`` names the fields that nobody answered."""

    segment: str
    movers: MoversEntry | None
    running_on: int | None
    run_out: str | None
    run_out_until: str | None
    double_cost: int | None
    overlap_months: int | None
    providers_leave: tuple[int, int] | None
    local_providers: bool | None
    identity_bound: bool | None
    municipalities: tuple[MunicipalityEntry, ...]
    missing: tuple[str, ...]


class MilestoneOfEvaluation(Part):
    """When the new purchase is evaluated, what must hold then, and what happens otherwise."""

    moment: str | None
    norm: str | None
    way_out: str | None


class HeardEntry(Part):
    """An advisory council or a consultation: what was said and what was done with it."""

    who: str | None
    on: str | None
    said: str | None
    done: str | None
    lines: str | None


class GovernanceEntry(Part):
    """Who decides and who pays; null, or no body, is not known, and ``missing`` names the questions."""

    decides: dict[str, tuple[str, ...]]
    mandate: str | None
    tempo: dict[str, str]
    cost_split: str | None
    change_cost_split: str | None
    settlement: str | None
    councils: tuple[HeardEntry, ...]
    consultations: tuple[HeardEntry, ...]
    missing: tuple[str, ...]


class ChangeOver(Part):
    """From the present contracts to the new ones."""

    segmentation: SegmentationEntry | None
    transition: tuple[TransitionEntry, ...]
    evaluation: MilestoneOfEvaluation
    governance: GovernanceEntry
