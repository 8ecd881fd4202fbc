"""From the present contracts to the new ones: old lots, clients who change provider, who decides and who pays."""

from datetime import date
from typing import Annotated, Literal

from .answers import DATE, Answer, Id, Lines, Strict, Text, about
from .quantities import Count, Money
from .segment_rooms import Law

Fate = Literal["in_segments", "lapses", "stays_apart", "other_level", "already_contracted"]
Decider = Literal["council", "college", "joint_arrangement", "portfolio_holders", "social_councils", "officials"]
Decided = Literal["principles", "strategy", "documents", "publication", "award", "contracts", "pilots", "evaluation"]


class OldLot(Strict):
    """A lot as it is bought now, with its figures and what becomes of it."""

    id: Id
    name: Text
    law: Law
    fate: Answer[Fate] | None = about("wat ermee gebeurt", "what becomes of the lot")
    level: Answer[Literal["local", "regional", "supra_regional", "national"]] | None = about(
        "niveau van inkoop", "level at which it is bought from now on"
    )
    clients: Answer[Count] | None = about("cliënten", "clients in the year", "persons")
    spend: Answer[Money] | None = about("uitgaven", "spending in the year", "euro a year")
    registrations: Answer[Count] | None = about("inschrijvingen", "registrations", "registrations")
    why: Text | None = about("reden", "why, in the region's words")
    lines: Lines | None = None


class Transition(Strict):
    """Clients who change provider at the start of the new contracts, and how long both run on."""

    clients_by_municipality: Answer[dict[Text, Count]] | None = about(
        "cliënten per gemeente", "clients in the year per municipality", "persons"
    )
    run_out: Answer[Literal["end_of_decision", "end_of_decision_until_date", "at_start"]] | None = about(
        "uitloop van besluiten", "until when running decisions stay with the present provider"
    )
    run_out_until: Answer[Annotated[date, DATE]] | None = about(
        "uiterste datum van de uitloop", "last day on which a running decision stays with the present provider"
    )
    overlap_months: Answer[Count] | None = about(
        "maanden dubbele kosten", "months in which two providers are paid for a client who changes", "months"
    )


class Pace(Strict):
    """A municipality that follows at another pace."""

    municipality: Text
    when: Text
    lines: Lines | None = None


class CouncilAdvice(Strict):
    """What an advisory council said, and what was done with it."""

    council: Text
    on: Annotated[date, DATE] | None = None
    said: Text | None = None
    done: Text | None = None
    lines: Lines | None = None


class Consultation(Strict):
    """A consultation of the market: with whom, what came out, and what was done with it."""

    held: Annotated[date, DATE] | None = None
    whom: Text | None = about("met wie", "with whom")
    said: Text | None = None
    done: Text | None = None
    lines: Lines | None = None


class Governance(Strict):
    """Who decides and who pays."""

    decides: Answer[dict[Decided, tuple[Decider, ...]]] | None = about(
        "wie waarover besluit", "which bodies take which decision"
    )
    mandate: Answer[Literal["none", "mandated", "delegated"]] | None = about(
        "mandaat", "whether the joint body acts in the name of the colleges or by itself"
    )
    cost_split: Answer[Literal["own_use", "residents", "solidarity", "mixed"]] | None = about(
        "verdeling van de zorgkosten", "how the cost of care is divided between the municipalities"
    )
    change_cost_split: Answer[Text] | None = about(
        "verdeling van de kosten van de verandering", "how the cost of the change is divided"
    )
    settlement: Answer[Text] | None = about(
        "verrekening tussen gemeenten", "how differences are settled between the municipalities"
    )
    tempo: tuple[Pace, ...] = ()
    councils: tuple[CouncilAdvice, ...] = ()
    consultations: tuple[Consultation, ...] = ()
