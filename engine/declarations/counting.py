"""From the rows in the store to the figures of the market. The sums are SQL; shares and comparisons are made here."""

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Mapping as Map
from itertools import combinations

from .concentration import concentration, rounded, share
from .figures import Market, Overlap, PlaceYear, SegmentYear, TotalYear, Unmapped
from .mapping import NO_SEGMENT, Mapping
from .store import Store
from .unnamed import with_unnamed

Key = tuple[int, str, str]
"""year, act, segment"""
Persons = dict[tuple[int, str | None, str | None, str | None], int]
"""by year, act, segment and municipality; None where it is summed over"""
MOST_PRODUCTS = 5_000
"""different products; more is no column of products but one of clients or of numbers"""


class TooManyProductsError(Exception):
    """So many different products that the column cannot be one of products."""


def count_market(store: Store, mapping: Mapping) -> Market:
    """Everything that is counted, with nothing held back yet. Raises TooManyProductsError."""
    store.run_heavy("cell")
    store.run_heavy("used")
    _sort_products(store, mapping)
    store.run("person")
    spend: dict[Key, dict[str, int]] = defaultdict(dict)
    monthly: dict[Key, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for year, act, segment, provider, cents in store.ask("by_provider"):
        spend[year, act, segment][provider] = int(cents)
    months: dict[int, set[int]] = defaultdict(set)
    for year, month, act, segment, _, cents, _ in store.ask("by_month"):
        months[year] |= {month} - {0}
        if month:
            monthly[year, act, segment][month] += int(cents)
    persons: Persons = {tuple(row[:4]): int(row[4]) for row in store.ask("persons")} if mapping.columns.client else {}
    places = _places(store, persons)
    years = tuple(sorted(months))
    market = Market(
        years,
        tuple((year, tuple(sorted(months[year]))) for year in years),
        tuple(_segment(key, spend, persons, places[key], monthly) for key in sorted(spend)),
        tuple(_totals(spend, persons)),
        tuple(_overlaps(spend)),
        tuple(_unmapped(store)),
    )
    return with_unnamed(market, store, mapping)


def positive(totals: Map[str, int]) -> set[str]:
    """The providers with a positive total."""
    return {provider for provider, cents in totals.items() if cents > 0}


def _sort_products(store: Store, mapping: Mapping) -> None:
    found = store.ask("products")
    if len(found) > MOST_PRODUCTS:
        raise TooManyProductsError(len(found))
    segments = [mapping.segment_of(*product) for product in found]
    acts = [
        product[0] if segment == NO_SEGMENT else mapping.segments[segment].law
        for product, segment in zip(found, segments, strict=True)
    ]
    laws, categories, products = ([product[n] for product in found] for n in range(3))
    columns = {"laws": laws, "categories": categories, "products": products}
    store.run("sorted", {**columns, "segments": segments, "acts_of_products": acts})


def _places(store: Store, persons: Persons) -> dict[Key, tuple[PlaceYear, ...]]:
    rows: dict[Key, list[tuple[str, int, int]]] = defaultdict(list)
    for year, act, segment, municipality, cents, providers in store.ask("by_municipality"):
        rows[year, act, segment].append((municipality, int(cents), int(providers)))
    return {
        key: tuple(
            PlaceYear(
                place,
                cents,
                share(cents, whole) if (whole := sum(held[1] for held in found)) > 0 else None,
                persons.get((*key, place), 0) if persons else None,
                providers,
            )
            for place, cents, providers in found
        )
        for key, found in rows.items()
    }


def _segment(
    key: Key,
    spend: Map[Key, Map[str, int]],
    persons: Persons,
    places: tuple[PlaceYear, ...],
    monthly: Map[Key, Map[int, int]],
) -> SegmentYear:
    year, act, segment = key
    totals, before = spend[key], spend.get((year - 1, act, segment), {})
    season, earlier_season = monthly.get(key, {}), monthly.get((year - 1, act, segment), {})
    alike = bool(before) and season.keys() == earlier_season.keys()
    cents, earlier = sum(totals.values()), sum(before.values())
    clients = persons.get((*key, None), 0) if persons else None
    clients_before = persons.get((year - 1, act, segment, None), 0) if persons else None
    here, there = positive(totals), positive(before)
    base = sum(totals[provider] for provider in here)
    return SegmentYear(
        *(year, act, segment, cents, clients),
        spend_per_client=rounded(cents, clients) if clients else None,
        market=concentration(totals.values()),
        growth=rounded(10_000 * (cents - earlier), earlier) if alike and earlier > 0 else None,
        client_growth=rounded(10_000 * (clients - clients_before), clients_before)
        if alike and clients is not None and clients_before
        else None,
        entered=len(here - there) if alike else None,
        entered_share=share(sum(totals[provider] for provider in here - there), base) if alike and base else None,
        left=len(there - here) if alike else None,
        months=tuple(sorted(season.items())),
        places=places,
    )


def _totals(spend: Map[Key, Map[str, int]], persons: Persons) -> Iterator[TotalYear]:
    for year in sorted({key[0] for key in spend}):
        acts = sorted({act for held, act, _ in spend if held == year and act})
        for act in (*acts, None):
            inside = [held for key, held in spend.items() if key[0] == year and act in (key[1], None)]
            by_provider: dict[str, int] = defaultdict(int)
            for totals in inside:
                for provider, cents in totals.items():
                    by_provider[provider] += cents
            yield TotalYear(
                year,
                act or "",
                sum(by_provider.values()),
                persons.get((year, act, None, None), 0) if persons else None,
                len(positive(by_provider)),
                sum(len(positive(totals)) for totals in inside),
            )


def _overlaps(spend: Map[Key, Map[str, int]]) -> Iterator[Overlap]:
    """Between segments, and between acts, year by year."""
    for year in sorted({key[0] for key in spend}):
        by_segment = {key[2]: positive(held) for key, held in spend.items() if key[0] == year and key[2] != NO_SEGMENT}
        by_act: dict[str, set[str]] = defaultdict(set)
        for key, held in spend.items():
            if key[0] == year and key[1]:
                by_act[key[1]] |= positive(held)
        for groups in (by_segment, by_act):
            for one, other in combinations(sorted(groups), 2):
                yield Overlap(year, one, other, len(groups[one] & groups[other]))


def _unmapped(store: Store) -> Iterator[Unmapped]:
    whole = int(store.say("SELECT coalesce(sum(cents), 0) FROM cell")[0][0])
    for law, category, product, cents in store.ask("unmapped"):
        yield Unmapped(law, category, product, int(cents), share(int(cents), whole) if whole > 0 else 0)
