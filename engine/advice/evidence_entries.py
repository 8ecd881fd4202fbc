"""What an advice says of measured effects: per option what is known and from how far away, and what nobody measured."""

from typing import Literal

from ..knowledge.evidence import Direction, Kind, Level, Outcome, Place, Quality
from ..knowledge.options import Both
from .entries import Part

Role = Literal["recommended", "level", "runner_up"]
"""level: no choice yet, one of the options that stand level"""


class EffectEntry(Part):
    """What the records from one place say of one outcome of an option."""

    outcome: Outcome
    place: Place
    measured: bool
    """false: argued only, by guidance or opinion"""
    directions: tuple[Direction, ...]
    """each once; empty where the records are about the instrument as a whole"""
    best: Quality
    records: tuple[str, ...]


class OptionEvidence(Part):
    """The line of the evidence map for one option of one instrument."""

    instrument: str
    option: str
    role: Role
    effects: tuple[EffectEntry, ...]
    unmeasured: tuple[Outcome, ...]
    """effects that nobody measured anywhere, as far as our search reaches"""


class RecordEntry(Part):
    """A record of effects that some segment's evidence rests on; every record is cited as it was seen."""

    id: str
    title: str
    organisation: str
    year: int | None
    address: str
    kind: Kind
    level: Level
    place: Place
    state: str
    outcome: Outcome
    quality: Quality
    statement: Both
    condition: Both
    limits: Both
