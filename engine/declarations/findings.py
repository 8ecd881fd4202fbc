"""Findings on declarations: what a reader of the figures has to know, with the figures and rows behind it.

They are said and never repaired: no row is left out or merged because of one. Counts of rows and of providers are told;
a count of persons only where it may be.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from .concentration import rounded, share
from .figures import Market, Unmapped
from .findings_model import Finding, Row, finding
from .mapping import Mapping
from .reading import FileRead
from .stated import stated_findings
from .store import Store
from .unnamed import MOST_UNNAMED

MOST_NAMED = 10
TIMES = 20
"""own judgement: a unit that costs twenty times the usual price, or a twentieth, is more likely a slip than a price"""
HUNDREDFOLD = (50, 200)
"""own judgement: within these, an amount is taken to stand in cents where others stand in euro, or the other way"""
LEAST_CELLS = 5
"""own judgement: months, places and providers from which a usual price can be told"""
CLIENT_TIMES = 25
"""own judgement: as for the segments of a region (``engine/market/findings.py``)"""
LEAST_CLIENTS = 30
"""own judgement: fewer clients have no middle that says much"""
FULL_MONTHS, LEAST_ROWS = 6, 10
"""own judgement: a month is missed where there are six others in the year, with ten rows each on average"""
LATE = 60
"""own judgement, in percent of a month on average: the season does not explain a lower end of the year"""
CLIENT_COSTS = (50_00, 100_000_00)
"""own judgement, in cents, for the middle client of an act in a year: a few hours of help cost more than the one, a
year of living in with care hardly more than the other. A hundredfold of over 1,000 euro, or a hundredth of less than
5,000, falls outside; the lower end holds for whole years only"""
UNIT_COSTS = (40, 2_500_00)
"""own judgement, in cents, for nine of ten prices of a unit in an act, where there are no clients: a minute of help
costs more than the one; not everything is a course of treatment or a month of living in that costs more than the
other. An hour in euro that is read as cents looks like a minute, and is not found"""
PERCENT_ALIKE = 90
"""own judgement: a month stands in two files when so much of what both can hold is equal; late rows may differ"""
LEGAL_FORMS = re.compile(r"\b(?:b\.?v\.?|n\.?v\.?|v\.?o\.?f\.?|stichting|cooperatie|coöperatie|u\.?a\.?)(?=\W|$)")


def findings_on(store: Store, market: Market, mapping: Mapping, files: tuple[FileRead, ...]) -> tuple[Finding, ...]:
    """All findings, in the order in which they are told. ``market`` is what may be told."""
    names = [file.name for file in files]
    return (
        *_prices(store, names),
        *_implausible(store, market, mapping),
        *_twice(store, mapping, names),
        *_months_twice(store, market, mapping, names),
        *_negative(store, names),
        *_same_provider(store),
        *_months(store, market),
        *_last_months(market),
        *_clients(store, mapping, names),
        *_unmapped(market),
        *stated_findings(market, mapping),
    )


def _prices(store: Store, names: list[str]) -> Iterator[Finding]:
    """Amounts in another unit, and other prices that are far off, by product and year."""
    low, high = HUNDREDFOLD
    store.run("prices", {"times": TIMES, "least_cells": LEAST_CELLS, "least_fold": low, "most_fold": high})
    for hundredfold, year, category, product, many, cents, usual, first in store.ask("far_off"):
        yield finding(
            "amount_in_other_unit" if hundredfold else "unit_price_far_off",
            _rows(first, names),
            year=str(year),
            product=product or category,
            n=int(many),
            cents=int(cents),
            usual=rounded(int(usual), 1000),
        )


def _rows(first: list[dict[str, int]], names: list[str]) -> list[Row]:
    return [Row(names[place["file"]], place["line"]) for place in first]


def _twice(store: Store, mapping: Mapping, names: list[str]) -> Iterator[Finding]:
    if mapping.columns.client is None:
        return
    ((many, cents, first),) = store.ask("twice")
    if many:
        yield finding("rows_twice", _rows(first, names), n=int(many), cents=int(cents))


def _months_twice(store: Store, market: Market, mapping: Mapping, names: list[str]) -> Iterator[Finding]:
    """Months that stand in two files, where no clients tell whether rows are the same."""
    named = mapping.columns.client is not None and all(total.unnamed <= MOST_UNNAMED for total in market.totals)
    if named or len(names) == 1:
        return
    store.set({"least_alike": LEAST_CELLS, "percent_alike": PERCENT_ALIKE})
    found: dict[tuple[int, int, int], list[tuple[int, int, int]]] = defaultdict(list)
    for one, other, year, *told in store.ask("months_twice"):
        month, many, cents = map(int, told)
        found[one, other, year].append((month, many, cents))
    for (one, other, year), held in found.items():
        months = [month for month, _, _ in held if month]
        yield finding(
            "months_twice" if months else "year_twice",
            (),
            file=names[one],
            other=names[other],
            year=str(year),
            months=_listed(months),
            n=sum(many for _, many, _ in held),
            cents=sum(cents for _, _, cents in held),
        )


def _implausible(store: Store, market: Market, mapping: Mapping) -> Iterator[Finding]:
    """Acts in which nearly everything costs too much or too little: no other amounts show a wrong unit."""
    clients = {(t.year, t.act): t.clients for t in market.totals}
    for year, act, usual in store.ask("middle_client") if mapping.columns.client else []:
        many = clients[year, act]
        if isinstance(many, int) and many >= LEAST_CLIENTS:
            yield from _beyond("middle_client", year, act, CLIENT_COSTS, int(usual), int(usual), market.whole(year))
    for year, act, cells, low, high in store.ask("most_prices") if mapping.columns.units else []:
        if clients[year, act] is None and cells >= LEAST_CELLS:
            least, most = rounded(int(low), 1000), rounded(int(high), 1000)
            yield from _beyond("most_prices", year, act, UNIT_COSTS, least, most)


def _beyond(
    what: str, year: int, act: str, limits: tuple[int, int], low: int, high: int, whole: bool = True
) -> Iterator[Finding]:
    least, most = limits
    if low > most:
        yield finding(f"{what}_too_dear", (), year=str(year), act=act, usual=low, limit=most)
    elif high < least and whole:
        yield finding(f"{what}_too_cheap", (), year=str(year), act=act, usual=high, limit=least)


def _negative(store: Store, names: list[str]) -> Iterator[Finding]:
    ((many, cents, first),) = store.ask("negative")
    if many:
        others = sum(int(held[4]) for held in store.ask("by_provider")) - int(cents)
        told = share(-int(cents), others) if others else 0
        yield finding("negative_rows", _rows(first, names), n=int(many), cents=int(cents), share=told)
    for year, act, segment, provider, cents in store.ask("by_provider"):
        if cents < 0:
            yield finding(
                "provider_below_zero", (), year=str(year), provider=provider, segment=segment or act, cents=int(cents)
            )


def _same_provider(store: Store) -> Iterator[Finding]:
    """One name under several ids, and several names under one id: suspected, and counted apart all the same."""
    by_name: dict[str, dict[str, int]] = defaultdict(dict)
    by_id: dict[str, set[str]] = defaultdict(set)
    for provider, name, cents in store.ask("names"):
        by_name[bare_name(name)][provider] = int(cents)
        by_id[provider].add(bare_name(name))
    for name, ids in sorted(by_name.items()):
        if name and len(ids) > 1:
            yield finding("one_provider_many_ids", (), ids=", ".join(sorted(ids)), n=len(ids), cents=sum(ids.values()))
    for provider, held in sorted(by_id.items()):
        if len(held) > 1:
            yield finding("one_id_many_names", (), provider=provider, n=len(held))
    bare: dict[str, list[str]] = defaultdict(list)
    for provider in sorted({held[3] for held in store.ask("by_provider")}):
        bare[re.sub(r"\W|_", "", provider.lower()).lstrip("0")].append(provider)
    for ids_alike in bare.values():
        if len(ids_alike) > 1:
            yield finding("ids_written_differently", (), ids=", ".join(ids_alike), n=len(ids_alike))


def bare_name(name: str) -> str:
    """A name without what is written in more than one way: capitals, punctuation, spaces and the legal form."""
    return re.sub(r"\W|_", "", LEGAL_FORMS.sub("", name.lower()))


def _months(store: Store, market: Market) -> Iterator[Finding]:
    """Months that a year lacks, and months that one municipality lacks in an act while others have them."""
    for year, months in market.months:
        if months and not market.whole(year):
            missing = [month for month in range(1, 13) if month not in months]
            yield finding("months_missing", (), year=str(year), months=_listed(missing))
    rows: dict[tuple[int, str, str], dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for year, month, act, _, municipality, _, many in store.ask("by_month"):
        if month:
            rows[year, act, municipality][month] += int(many)
    for (year, act, municipality), held in sorted(rows.items()):
        missing = [month for month in dict(market.months)[year] if month not in held]
        if missing and len(held) >= FULL_MONTHS and sum(held.values()) >= LEAST_ROWS * len(held):
            told = {"year": str(year), "act": act, "municipality": municipality or "?", "months": _listed(missing)}
            yield Finding("months_missing_in", tuple(sorted(told.items())), ())


def _last_months(market: Market) -> Iterator[Finding]:
    """Declarations come in for months: what a year ends with far below the rest of it may not all be there yet."""
    year = market.latest
    seasons = [dict(s.months) for s in market.segments if s.year == year]
    spend = {month: sum(season.get(month, 0) for season in seasons) for month in range(1, 13)}
    if year is None or year != market.years[-1] or not market.whole(year) or not any(spend.values()):
        return
    late = [m for m in range(7, 13) if all(12 * 100 * spend[n] < LATE * sum(spend.values()) for n in range(m, 13))]
    if late:
        yield finding("last_months_low", (), year=str(year), months=_listed(late), cents=sum(spend[m] for m in late))


def _listed(months: list[int]) -> str:
    return ", ".join(str(month) for month in months)


def _clients(store: Store, mapping: Mapping, names: list[str]) -> Iterator[Finding]:
    """Rows without a client, and clients who cost far more than the middle one; how many only where it may be told."""
    if mapping.columns.client is None:
        return
    ((many, cents),) = store.ask("without_client")
    if many:
        ((file, line),) = store.ask("first_without_client")
        yield finding("rows_without_client", (), n=int(many), cents=int(cents), file=names[file], line=str(line))
    store.set({"least_clients": LEAST_CLIENTS, "client_times": CLIENT_TIMES})
    for year, segment, clients, spent, usual in store.ask("costly_clients"):
        if clients >= mapping.suppress_under:
            yield finding(
                "clients_far_off",
                (),
                year=str(year),
                segment=segment,
                n=int(clients),
                cents=int(spent),
                usual=int(usual),
            )
        else:
            yield finding("few_clients_far_off", (), year=str(year), segment=segment, n=mapping.suppress_under)


def _unmapped(market: Market) -> Iterator[Finding]:
    if market.unmapped:
        bare = Counter(row.product or row.category for row in market.unmapped)
        products = ", ".join(_named(row, bare) for row in market.unmapped[:MOST_NAMED])
        values = {"n": len(market.unmapped), "cents": sum(row.spend for row in market.unmapped)}
        yield finding(
            "products_unknown", (), products=products, share=sum(row.share for row in market.unmapped), **values
        )


def _named(row: Unmapped, bare: Counter[str]) -> str:
    """The code of a product; with its act and category where another one has the same code."""
    code = row.product or row.category
    return code if bare[code] == 1 else "/".join(part for part in (row.law, row.category, row.product) if part)
