"""Generated profiles in the number of all municipalities and segments, for a demonstration of ``scan``: of nobody.

Sizes and markets follow those of the made-up region. Every word, and every yes or no, is drawn evenly and apart from
the others, so what is advised on these profiles says what the rules do and nothing about the country.
"""

from collections.abc import Iterator
from pathlib import Path

from ..facts import Field, Vocabulary
from .draws import Draws, Weighted
from .region import SEGMENTS, Segment

MUNICIPALITIES = 342
"""about as many as the Netherlands has: our own figure, no source that we name says it; none of them is one of these"""
SYNTHETIC = "synthetic"
"""how every id begins"""
RESIDENTS = ((15_000, 4), (25_000, 10), (40_000, 9), (70_000, 6), (120_000, 3), (250_000, 1), (600_000, 1))
"""sizes, and how often they are drawn"""
SHARED_ROOMS, OWN_ROOMS = ("access", "supplier_management"), ("present", "care", "use", "market")
"""rooms whose words are drawn for a municipality, and for each of its segments"""
STATED = ("segment.law", "care.kind")
FIGURES = ("use.clients", "use.spend", "market.providers", "market.top3_share", "market.top10_share")
TYPES = {"bool": "BOOLEAN", "enum": "VARCHAR"}
USERS = 108_000
"""the weights of use together, times a thousand: some tenth of the residents use something"""
WHOLE = 10_000


def columns_of(vocabulary: Vocabulary) -> dict[str, str]:
    """The columns of the profiles, each with its type in Parquet."""
    names = [*STATED, *FIGURES, *(f.name for f in _drawn(vocabulary, (*SHARED_ROOMS, *OWN_ROOMS)))]
    return {"id": "VARCHAR"} | {name: TYPES.get(vocabulary[name].kind, "BIGINT") for name in names}


def write_profiles(csv: Path, vocabulary: Vocabulary, seed: int) -> int:
    """Write the profiles as CSV, an unknown answer as nothing; gives their number. Raises OSError."""
    columns, rows = columns_of(vocabulary), 0
    with csv.open("w", encoding="utf-8", newline="") as stream:
        stream.write(";".join(columns) + "\n")
        for profile in _profiles(vocabulary, Draws(seed)):
            stream.write(";".join(profile.get(name, "") for name in columns) + "\n")
            rows += 1
    return rows


def _drawn(vocabulary: Vocabulary, rooms: tuple[str, ...]) -> list[Field]:
    """The words that are drawn: not what is asked as a set, of which any mixture would do."""
    held = (f for f in vocabulary.values() if f.owner in ("segment", "shared") and not f.set_field)
    return [f for f in held if f.name.split(".")[0] in rooms and f.kind in TYPES and f.name not in STATED]


def _profiles(vocabulary: Vocabulary, draws: Draws) -> Iterator[dict[str, str]]:
    shared, own = _drawn(vocabulary, SHARED_ROOMS), _drawn(vocabulary, OWN_ROOMS)
    sizes = Weighted([weight for _, weight in RESIDENTS])
    for number in range(1, MUNICIPALITIES + 1):
        residents = RESIDENTS[sizes.pick(draws)][0] * (75 + draws.below(51)) // 100
        of_municipality = _words(shared, draws)
        for segment in SEGMENTS:
            stated = {
                "id": f"{SYNTHETIC}-{number:03}/{segment.id}",
                "segment.law": segment.law,
                "care.kind": segment.kind,
            }
            yield stated | of_municipality | _words(own, draws) | _figures(segment, residents, draws)


def _words(fields: list[Field], draws: Draws) -> dict[str, str]:
    """Half of the answers is unknown."""
    found = {}
    for field in fields:
        members = ("true", "false") if field.kind == "bool" else field.members
        if draws.one_in(2):
            found[field.name] = members[draws.below(len(members))]
    return found


def _figures(segment: Segment, residents: int, draws: Draws) -> dict[str, str]:
    """Use in proportion to residents, and a market like that of the made-up region; a quarter of it is unknown."""
    use, supply = segment.use, segment.supply
    clients = max(1, residents * use.weight * (60 + draws.below(81)) // USERS)
    spend = clients * use.tariff * use.units * 12 * (80 + draws.below(41)) // 100
    providers = max(1, min(clients, supply.providers * (15 + draws.below(56)) // 100))
    weights = [10**9 // (n + supply.evenness) ** supply.steepness for n in range(providers)]
    top3, top10 = (sum(weights[:n]) * WHOLE // sum(weights) for n in (3, 10))
    figures = dict(zip(FIGURES, map(str, (clients, spend, providers, top3, top10)), strict=True))
    return {name: value for name, value in figures.items() if not draws.one_in(4)}
