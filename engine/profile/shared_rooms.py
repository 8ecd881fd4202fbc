"""Questions that a region answers once and a segment or part may answer differently: the nearest answer holds."""

from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import Field

from .answers import DATE, Answer, Lines, Members, Strict, Text, about
from .quantities import Count, Share
from .segment_rooms import Funding, Level, Referrer

Wish = Literal[
    "free_choice",
    "control_entry",
    "reduce_providers",
    "steering",
    "enforceability",
    "competition",
    "partnership",
    "light_management",
    "collaboration",
    "innovation",
    "joint_responsibility",
    "output_steering",
    "cost_control",
    "admin_reduction",
]
WISHES: tuple[Wish, ...] = get_args(Wish)


class Access(Strict):
    """Who decides on care, and what that access can steer. Asked in parts, never derived from a word as "local"."""

    organisation: Answer[Literal["local", "harmonised_local", "regional", "with_providers"]] | None = about(
        "inrichting van de toegang", "organisation of access"
    )
    differentiated: Answer[bool] | None = about("verschilt per gemeente", "access differs between municipalities")
    may_change: Answer[bool] | None = about(
        "mag vóór de start veranderen", "the board lets access change before the contracts start"
    )
    handover_uniform: Answer[Literal["no", "planned", "yes"]] | None = about(
        "uniforme overdracht aan aanbieders", "one way of handing over to providers"
    )
    can_steer_volume: Answer[bool] | None = about(
        "kan op aantallen sturen", "access can steer quantity: (re-)indication, duration, intensity"
    )
    referrers: Answer[Members[Referrer]] | None = about("verwijzers", "who can assign this care")
    main_referrer: Answer[Referrer] | None = about("belangrijkste verwijzer", "who assigns most of this care")
    municipal_share: Answer[Share] | None = about(
        "aandeel via de gemeente", "share of trajectories assigned by municipal access", "%"
    )
    decision_form: Answer[Literal["units", "result_with_units", "result_only", "none"]] | None = about(
        "vorm van de beschikking", "form of the individual decision now"
    )
    expertise: Answer[Level] | None = about("deskundigheid van de toegang", "expertise and capacity of access")
    provider_role: Answer[bool] | None = about("aanbieder heeft rol in de toegang", "providers take part in access")
    areas: Answer[Count] | None = about("gebieden van de toegang", "areas in which access is laid out", "areas")
    first_line_room: Answer[Literal["none", "some", "enough"]] | None = about(
        "ruimte in de eerste lijn", "what freely accessible help can take over"
    )
    social_base: Answer[Level] | None = about("sterkte van de sociale basis", "strength of the social base")


class SupplierManagement(Strict):
    """Who manages the contracts, and what that team can carry."""

    organisation: Answer[Literal["local", "regional"]] | None = about(
        "inrichting van leveranciersmanagement", "level at which suppliers are managed"
    )
    capacity: Answer[Level] | None = about(
        "capaciteit contractmanagement", "capacity of contract and supplier management"
    )
    monitoring: Answer[Level] | None = about("monitoring op resultaten", "how well results are monitored")
    data_maturity: Answer[Level] | None = about("datagedreven werken", "maturity of work with data")
    checks_delivery: Answer[bool] | None = about(
        "volgt geleverde inzet", "contract management follows delivered hours and places"
    )
    guards_quality: Answer[bool] | None = about(
        "bewaakt kwaliteit zonder urenregistratie", "quality can be guarded without registration of hours"
    )
    steers_organisations: Answer[bool] | None = about(
        "stuurt op organisatieniveau", "contract management can steer at the level of an organisation"
    )
    prevention_focus: Answer[bool] | None = about(
        "gericht op preventie", "supplier management is fully aimed at prevention"
    )


class Present(Strict):
    """The contracts as they run now."""

    form: Answer[Literal["open_house", "tender", "consortium", "subsidy", "mixed"]] | None = about(
        "huidige inkoopvorm", "present procurement form"
    )
    funding: Answer[Funding] | None = about("huidige bekostiging", "present funding")
    contract_end: Answer[Annotated[date, DATE]] | None = about(
        "einde huidige contracten", "end of the present contracts"
    )
    extension_left: Answer[bool] | None = about(
        "verlenging nog mogelijk", "the present contracts can still be extended"
    )
    extension_agreed: Answer[bool] | None = about("verlenging al overeengekomen", "the extension was agreed")
    extension_agreed_on: Answer[Annotated[date, DATE]] | None = about(
        "dag waarop de verlenging is afgesproken", "day on which the extension was agreed or the option was called"
    )
    entry_threshold: Answer[Level] | None = about("drempel voor toetreding", "entry threshold now")
    repairable: Answer[bool] | None = about(
        "te herstellen binnen het contract", "faults can be repaired within the running contract"
    )


Finding = Literal[
    "objectives_not_met",
    "too_complex_funding",
    "financial_uncertainty",
    "no_geographic_coverage",
    "subsegments_too_generic",
    "legal_risk",
    "not_repairable",
    "upscaling",
    "stacking",
    "fragmentation",
    "production_incentive",
    "too_little_scaling_down",
    "hard_to_steer",
]


class Evaluation(Strict):
    """What was found about the present model where it ran."""

    findings: Answer[Members[Finding]] | None = about(
        "bevindingen uit evaluatie", "findings of an evaluation of the present model"
    )
    moment: Answer[Annotated[date, DATE]] | None = about(
        "moment van de evaluatie", "day on which the new purchase is evaluated"
    )
    norm: Answer[Text] | None = about("norm van de evaluatie", "what has to be reached by then")
    way_out: Answer[Text] | None = about("uitweg", "what happens when the norm is not reached")


class Board(Strict):
    """What the board has decided or left open. These answers are decisions, not findings."""

    open_house: Answer[Literal["no", "no_unless", "open"]] | None = about(
        "besluit over open house", "decision on open house"
    )
    funding_line: Answer[Literal["effort_until_pilots", "closed_funding", "not_client_bound", "open"]] | None = about(
        "bestuurslijn bekostiging", "decision on the direction of funding"
    )
    uniform_funding: Answer[bool] | None = about("één bekostiging gewenst", "one funding over segments is decided")
    change_strategy: Answer[Literal["growth_model", "switch_at_once"]] | None = about(
        "veranderstrategie", "pilots first, or all at once"
    )
    term_line: Answer[Literal["3+3+3", "4+2+2", "4", "long", "short", "open"]] | None = about(
        "bestuurslijn looptijd", "decision on the term"
    )
    form_line: Answer[Literal["tender", "open"]] | None = about(
        "bestuurslijn inkoopvorm", "decision on the procurement form"
    )
    award: Answer[Literal["price_only", "price_and_quality", "quality"]] | None = about(
        "gunningscriterium", "decision on what the award weighs"
    )
    own_message_demands: Answer[bool] | None = about(
        "eigen administratieve eisen", "administrative demands beside or other than the national message standards"
    )
    reserved: Answer[bool] | None = about(
        "voorbehouden opdracht", "the contract is reserved to organisations with a social mission"
    )
    providers_line: Answer[Literal["fewer", "fitting_number", "open"]] | None = about(
        "bestuurslijn aantal aanbieders", "decision on the number of providers"
    )


class Wishes(Strict):
    """What the region finds important. Only a forced ranking separates options; a plain yes says nothing."""

    held: Answer[Members[Wish]] | None = about("wensen", "wishes that the region states")
    top_three: Answer[Annotated[tuple[Wish, ...], Field(max_length=3)]] | None = about(
        "drie belangrijkste wensen", "forced ranking: the first is the most important"
    )
    points: Answer[dict[Wish, Count]] | None = about(
        "honderd punten", "forced ranking: a hundred points over the wishes"
    )


class Note(Strict):
    """A remark on the data that the advice prints."""

    text: Text
    lines: Lines | None = None
