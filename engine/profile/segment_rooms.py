"""What can be known of a segment, in rooms of related questions. Dutch terms stand in each description."""

from typing import Literal

from pydantic import StrictBool

from .answers import Answer, Id, Members, Strict, Text, about
from .quantities import Count, Money, Share

Law = Literal["wmo2015", "jeugdwet", "participatiewet"]
KindOfCare = Literal[
    "guidance",
    "day_activities",
    "short_stay",
    "personal_care",
    "ambulatory_treatment",
    "ambulatory_guidance",
    "day_treatment",
    "housing_with_guidance",
    "housing_with_treatment",
    "family_housing",
    "protected_housing",
    "crisis",
    "dyslexia",
    "hospital",
    "closed_youth_care",
    "protection_and_probation",
    "household_help",
    "other",
]
Setting = Literal["extramural", "intramural", "short_stay", "mixed"]
Referrer = Literal["municipal_access", "gp", "certified_institution", "court"]
Outcome = Literal[
    "normalise",
    "prevention",
    "shorter_duration",
    "scale_down_outflow",
    "independence",
    "participation_work",
    "ambulant_at_home",
    "right_first_time",
    "availability_speed",
    "variety_of_supply",
    "spread",
    "capacity_flexible",
    "continuity_18plus",
    "integrated_supply",
    "fewer_closed_placements",
    "family_like_housing",
    "carer_relief",
    "client_satisfaction",
    "innovation",
    "cost_predictability",
    "no_stacking",
    "less_exclusion",
]
ProviderType = Literal[
    "foundation", "company", "partnership", "self_employed", "combination", "cooperative", "main_and_subcontractor"
]
DesignatedForm = Literal[
    "stay",
    "foster_care",
    "multiple_complex",
    "forensic",
    "sensory_disability",
    "crisis_24h",
    "group_day_treatment",
    "highly_specialist_mental",
    "after_abuse_or_violence",
    "toilet_training",
]
"""the ten forms of Besluit Jeugdwet article 2.2.3, in the order of its letters a to j"""
Level = Literal["low", "medium", "high"]
PartOfSpend = Literal["50%", "80%", "90%", "95%"]
Funding = Literal["effort", "output", "task.lumpsum", "task.population", "availability"]


class Lot(Strict):
    """An old lot from which (a part of) the segment comes."""

    lot: Text
    share: Answer[Share] | None = about(
        "aandeel van het oude perceel", "part of the old lot that went to this segment", "%"
    )
    converted: StrictBool = about("omgerekend", "whether the figures were converted to the new segment", default=False)


class Scope(Strict):
    """Whether, by whom and at which level the segment is bought, and where it ends."""

    status: (
        Answer[Literal["in_scope", "separate_track", "already_contracted", "supra_regional", "lapses", "provisional"]]
        | None
    ) = about("scope van de inkoop", "place of the segment in this round")
    level: Answer[Literal["local", "regional", "supra_regional", "national"]] | None = about(
        "(boven)regionaal niveau", "level at which the care is organised"
    )
    procurement_scale: Answer[Literal["local", "regional", "supra_regional"]] | None = about(
        "schaal van inkoop", "level at which the care is bought"
    )
    buyer_decided: Answer[bool] | None = about("inkopende partij bepaald", "who buys the segment has been decided")
    definition_clear: Answer[bool] | None = about("eenduidige definitie", "the segment has one shared definition")
    overlap_expected: Answer[bool] | None = about(
        "overlap met aangrenzend segment verwacht", "clients are expected to use an adjacent segment as well"
    )
    adjacent_segments: Answer[tuple[Id, ...]] | None = about("aangrenzende segmenten", "ids of adjacent segments")
    subsegments: Answer[tuple[Text, ...]] | None = about("subsegmenten", "subsegments")
    other_segments_funding: Answer[dict[Id, Funding]] | None = about(
        "bekostiging andere segmenten", "funding already chosen for other segments"
    )


class Care(Strict):
    """What the care is and for whom."""

    kind: Answer[KindOfCare] | None = about("soort zorg", "kind of care, from a closed list")
    target_group: Answer[Text] | None = about("doelgroep", "target group in words")
    population_delimited: Answer[bool] | None = about(
        "afgebakende doelgroep", "the target group or population is delimited"
    )
    delimited_part: Answer[Text] | None = about(
        "afgebakend deel", "a delimited target group within the segment, in words"
    )
    designated_forms: Answer[Members[DesignatedForm]] | None = about(
        "aangewezen vormen van jeugdhulp",
        "forms of youth help of Besluit Jeugdwet article 2.2.3 (a to j) that the segment holds",
    )
    supplies: Answer[Literal["none", "smaller_part", "larger_part", "all"]] | None = about(
        "hulpmiddelen of andere leveringen",
        "part of the value that is supplies and no services; every kind of care but 'other' is a service by itself",
        unless_known="care.kind",
        except_when="other",
    )
    setting: Answer[Setting] | None = about("extramuraal of intramuraal", "setting of the care")
    complexity: Answer[Literal["low", "mixed", "high", "very_high"]] | None = about(
        "complexiteit", "complexity of the need"
    )
    predictability: Answer[Level] | None = about(
        "voorspelbaarheid van duur en zwaarte", "how predictable duration and intensity are"
    )
    duration: Answer[Literal["short_finite", "medium", "long_or_lasting"]] | None = about(
        "duur van de zorg", "duration of the care"
    )
    specialism: Answer[Literal["generic", "specialist", "highly_specialist"]] | None = about(
        "mate van specialisme", "level of specialism"
    )
    availability_24h: Answer[bool] | None = about(
        "24-uurs beschikbaarheid", "care or guidance has to be available day and night"
    )
    group_possible: Answer[bool] | None = about("groepsgewijs mogelijk", "the care can be given in groups")
    scaling_needed: Answer[bool] | None = about("op- en afschalen nodig", "quick scaling up and down is needed")
    labour_capacity: Answer[Literal["none", "some", "good"]] | None = about(
        "arbeidsvermogen", "labour prospects of clients"
    )
    results_definable: Answer[Level] | None = about(
        "resultaten te formuleren en te meten", "how well results can be worded and measured"
    )
    evidence_based: Answer[bool] | None = about("bewezen methodiek beschikbaar", "evidence-based methods are available")
    national_standards: Answer[bool] | None = about(
        "landelijke beroepsstandaarden", "national professional standards exist"
    )
    additional_quality: Answer[Literal["low", "high"]] | None = about(
        "aanvullende kwaliteitseisen", "demands added to the legal quality standards"
    )
    fixed_market_price: Answer[bool] | None = about("vaste marktprijs", "a fixed market price is normal")
    product_list_proven: Answer[bool] | None = about("beproefde productenlijst", "a clear, proven product list exists")
    product_count: Answer[Count] | None = about("aantal producten", "number of products", "products")
    price_steps: Answer[bool] | None = about(
        "prijsstappen", "the price list has steps that a provider can reach by its own decision"
    )
    fixed_places_possible: Answer[bool] | None = about(
        "vaste plekken mogelijk", "a part of the capacity can be bought as fixed places"
    )


class Use(Strict):
    """Use and money, per year unless said otherwise."""

    clients: Answer[Count] | None = about("cliënten", "clients in the year", "persons")
    spend: Answer[Money] | None = about("uitgaven", "spending in the year", "euro a year")
    small: Answer[bool] | None = about(
        "kleine, zelden geïndiceerde groep",
        "stated in words: few clients, rarely indicated",
        unless_known="use.clients",
    )
    client_share: Answer[Share] | None = about("aandeel cliënten", "share of the clients of the law", "%")
    cost_share: Answer[Share] | None = about("aandeel kosten", "share of the spending of the law", "%")
    trend: Answer[Literal["falling", "stable", "rising"]] | None = about(
        "ontwikkeling van het volume", "trend of clients or volume"
    )
    growth_intent: Answer[Literal["limit", "neutral", "stimulate"]] | None = about(
        "beheersing of stimulering", "whether the region wants use or supply to grow"
    )
    single_service_share: Answer[Share] | None = about(
        "aandeel met één dienstverleningsvorm", "share of clients with one kind of service", "%"
    )
    single_service_common: Answer[bool] | None = about(
        "veel cliënten met één dienstverleningsvorm", "many clients use one kind of service"
    )
    transition_clients: Answer[Count] | None = about(
        "over te dragen cliënten", "clients to be handed over at the change", "persons"
    )
    running_over_share: Answer[Share] | None = about(
        "aandeel cliënten over de overgangsdatum", "share of clients whose care runs past the date of change", "%"
    )
    other_budgets: Answer[bool] | None = about(
        "andere budgetten voor dezelfde cliënten", "other acts or budgets pay for the same clients as well"
    )
    historical_data: Answer[bool] | None = about("realisatiecijfers", "realised figures on use and cost are available")
    contract_value: Answer[Money] | None = about(
        "opdrachtwaarde", "value over the whole possible term, without VAT", "euro"
    )
    volume_certain: Answer[bool] | None = about("vast volume toegezegd", "providers are promised volume beforehand")


class Market(Strict):
    """Who carries the segment, and what is short."""

    providers: Answer[Count] | None = about("aanbieders", "providers that deliver, counted once", "providers")
    registrations: Answer[Count] | None = about(
        "inschrijvingen", "registrations, not always unique providers", "registrations"
    )
    top3_share: Answer[Share] | None = about(
        "aandeel van de grootste drie", "share of the three largest providers", "%"
    )
    top10_share: Answer[Share] | None = about("aandeel van de grootste tien", "share of the ten largest providers", "%")
    carried_by: Answer[dict[PartOfSpend, Count]] | None = about(
        "zoveel aanbieders dragen samen", "how many of the largest providers carry so much of the spending together"
    )
    hhi: Answer[Count] | None = about(
        "maat voor concentratie (HHI)", "Herfindahl index of the spending: 10,000 when one provider has it all"
    )
    waiting_lists: Answer[bool] | None = about("wachtlijsten", "there are waiting lists")
    capacity: Answer[Literal["short", "adequate", "ample"]] | None = about("capaciteit", "capacity against need")
    missing_supply: Answer[bool] | None = about("ontbrekend aanbod", "fitting supply is missing")
    coverage: Answer[Literal["none", "partial", "regional", "regional_and_local"]] | None = about(
        "dekkend aanbod", "coverage of the supply"
    )
    diversity_needed: Answer[bool] | None = about("diversiteit van aanbod nodig", "diverse supply is needed")
    fragmented: Answer[bool] | None = about(
        "versnipperd aanbod",
        "stated in words: supply is scattered over many providers",
        unless_known="market.top10_share",
    )
    local_exclusive_providers: Answer[bool] | None = about(
        "lokaal onmisbare aanbieders", "some providers serve one or a few municipalities"
    )
    identity_bound: Answer[bool] | None = about("identiteitsgebonden zorg", "identity-bound care is present")
    overlap_of_providers: Answer[Level] | None = about(
        "overlap van aanbieders", "the same providers deliver in several segments"
    )
    provider_types: Answer[Members[ProviderType]] | None = about("typen aanbieders", "types of providers")
    working_market: Answer[bool] | None = about("marktwerking", "market forces are present and wanted")
    feedback: Answer[Text] | None = about("marktconsultatie", "what the market said, and when")
    financial_vulnerability: Answer[Level] | None = about(
        "financiële kwetsbaarheid van aanbieders", "financial vulnerability of providers"
    )
    smallest_workable: Answer[Count] | None = about(
        "kleinste werkbare aantal cliënten per aanbieder", "smallest workable number of clients per provider", "persons"
    )
    largest_workable: Answer[Count] | None = about(
        "grootste werkbare aantal cliënten per aanbieder", "most clients that one provider can serve", "persons"
    )
    waiting_clients: Answer[Count] | None = about("wachtende cliënten", "clients on a waiting list", "persons")
    choice_per_area: Answer[Count] | None = about(
        "keuze per gebied", "providers wanted per area for choice and coverage", "providers"
    )
    areas: Answer[Count] | None = about("aantal gebieden", "areas in which choice and coverage are counted", "areas")
    main_contractors_per_subcontractor: Answer[Count] | None = about(
        "hoofdaannemers per onderaannemer", "main contractors that one subcontractor would serve", "main contractors"
    )
    carried_contracts: Answer[Count] | None = about(
        "contracten die het team kan dragen", "contracts that supplier management can carry here", "contracts"
    )


class Outcomes(Strict):
    """What the region wants to reach here."""

    desired: Answer[Members[Outcome]] | None = about("gewenste effecten", "desired effects")
    fixed_term: Answer[Literal["short", "long"]] | None = about(
        "gewenste looptijd", "whether lasting or short cooperation is sought in this segment"
    )


class Pilots(Strict):
    """What is planned or open for pilots in this segment."""

    planned: Answer[bool] | None = about("proeven voorzien", "pilots are planned in this segment")
    touch_lots: Answer[bool] | None = about(
        "proef raakt percelen of duur", "a pilot may change lots or duration, not funding only"
    )
    funding_undecided: Answer[bool] | None = about("bekostiging nog open", "the choice of funding is still open")
