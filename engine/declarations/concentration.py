"""How unevenly an amount is divided over providers, from their totals in cents: exact, and rounded once at the end."""

from collections.abc import Iterable
from dataclasses import dataclass

WHOLE = 10_000
CARRIED = (50, 80, 90, 95)
"""percent of the spending"""
POINTS = (1, 3, 5, 10, 20, 30, 50, 75, 100, 150, 200, 300)
BANDS = (1_000_000, 5_000_000, 25_000_000, 100_000_000)
"""own judgement: upper ends of sizes in cents a year (10,000, 50,000, 250,000 and a million euro); the last is open"""


@dataclass(frozen=True)
class Band:
    """Providers up to a yearly amount in cents (None: no upper end), and their part of the spending in basis points."""

    below: int | None
    providers: int
    share: int


@dataclass(frozen=True)
class Concentration:
    """Shares are basis points of the spending of providers with a positive total; ``hhi`` runs from 0 to 10,000."""

    providers: int
    base: int
    """cents"""
    top3_share: int
    top10_share: int
    hhi: int
    carried: tuple[tuple[int, int], ...]
    """percent of the spending, and how many of the largest providers carry at least that"""
    curve: tuple[tuple[int, int], ...]
    """number of largest providers, and their share together"""
    bands: tuple[Band, ...]


def concentration(totals: Iterable[int]) -> Concentration | None:
    """Of the providers with a positive total; None when there are none."""
    sizes = sorted((total for total in totals if total > 0), reverse=True)
    whole = sum(sizes)
    if not sizes:
        return None
    sums, running = [0], 0
    for size in sizes:
        running += size
        sums.append(running)
    return Concentration(
        providers=len(sizes),
        base=whole,
        top3_share=share(sums[min(3, len(sizes))], whole),
        top10_share=share(sums[min(10, len(sizes))], whole),
        hhi=rounded(WHOLE * sum(size * size for size in sizes), whole * whole),
        carried=tuple((p, next(n for n, part in enumerate(sums) if 100 * part >= p * whole)) for p in CARRIED),
        curve=tuple((n, share(sums[n], whole)) for n in POINTS if n <= len(sizes)),
        bands=tuple(_bands(sizes, whole)),
    )


def _bands(sizes: list[int], whole: int) -> Iterable[Band]:
    low = 0
    for high in (*BANDS, None):
        inside = [size for size in sizes if size >= low and (high is None or size < high)]
        yield Band(high, len(inside), share(sum(inside), whole))
        low = high or 0


def share(part: int, whole: int) -> int:
    """Basis points, rounded half away from zero."""
    return rounded(WHOLE * part, whole)


def rounded(part: int, whole: int) -> int:
    """A quotient with a positive divisor as a whole number, half away from zero."""
    size = (2 * abs(part) + whole) // (2 * whole)
    return size if part >= 0 else -size
