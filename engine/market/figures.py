"""Derived figures of a segment or part: exact fractions, rounded once at the end, unknown when an input is.

A figure knows the answers that it was computed from and the weakest basis among them.
"""

from dataclasses import dataclass
from fractions import Fraction

from ..profile.answers import WEAKEST_FIRST, Answer, Basis, value_of
from ..profile.segment_rooms import Market, Use
from .measured_curve import WHOLE, Points, carried_points, share_at_least


@dataclass(frozen=True)
class Figure:
    """A computed value with its inputs (``room.field``) and the weakest basis among them."""

    value: Fraction
    inputs: tuple[str, ...]
    weakest: Basis

    def rounded(self, scale: int = 1) -> int:
        """Half away from zero, after multiplying by ``scale``."""
        return _rounded(self.value * scale)


@dataclass(frozen=True)
class MarketGroup:
    """A block of providers between two measured points: the largest three, numbers four to ten, the rest."""

    name: str
    providers: int
    share: int
    """basis points of the measured total"""
    spend: int | None
    """cents"""
    spend_per_provider: int | None
    clients_per_provider: int | None
    """rounded; assumes that the share in money is the share in clients"""


@dataclass(frozen=True)
class IfOnlyTheseRemain:
    """What moves if only the largest ``contracts`` providers stay: bounds that follow from the measured points.

    ``share_kept`` is exact at a measured point and a lower bound in between, because the curve of the largest first is
    concave; so what moves is an upper bound.
    """

    contracts: int
    share_kept: int
    measured: bool
    clients_move: int | None
    spend_moves: int | None
    clients_per_contract: int | None
    """on average when all clients are with those that remain"""


@dataclass(frozen=True)
class Curve:
    """An estimate of the share of the n largest providers: S(n) = n(1+k) / (n + kN), with N providers.

    One parameter, so that it can be solved exactly: k makes S(10) the measured share of the ten largest. The error at
    the other measured point, S(3) minus the measured share of the three largest, says how far the form is from this
    market. It serves estimates between the points and is never drawn as if it was measured.
    """

    k: Fraction
    providers: int
    error_at_top3: int
    """basis points"""

    def share(self, n: int) -> int:
        """Basis points of the n largest, rounded."""
        return _rounded(10_000 * n * (1 + self.k) / (n + self.k * self.providers))


@dataclass(frozen=True)
class Figures:
    """Everything that is computed for one segment or part; None where an input is unknown."""

    spend_per_client: Figure | None
    """cents"""
    clients_per_provider: Figure | None
    cost_to_client_ratio: Figure | None
    providers: int | None
    providers_are_registrations: bool
    groups: tuple[MarketGroup, ...]
    if_remain: tuple[IfOnlyTheseRemain, ...]
    curve: Curve | None
    hhi: tuple[int, int] | None
    """the Herfindahl index (0 to 10,000) twice as it was counted, or bounds from the measured points alone"""
    carried: Points = ()
    """how many of the largest providers carry a part of the spending, where that was counted"""


def figures_of(use: Use, market: Market) -> Figures:
    """Compute the figures of one segment or part."""
    counted = market.providers if _known(market.providers) else market.registrations
    named = "market.providers" if _known(market.providers) else "market.registrations"
    groups = _groups(use, market, counted)
    carried = carried_points(market, value_of(counted))
    hhi = value_of(market.hhi)
    return Figures(
        spend_per_client=_ratio(use.spend, use.clients, ("use.spend", "use.clients")),
        clients_per_provider=_ratio(use.clients, counted, ("use.clients", named)),
        cost_to_client_ratio=_ratio(use.cost_share, use.client_share, ("use.cost_share", "use.client_share"))
        if _same_base(use.cost_share, use.client_share)
        else None,
        providers=value_of(counted),
        providers_are_registrations=not _known(market.providers) and _known(market.registrations),
        groups=groups,
        if_remain=_if_remain(use, groups, carried),
        curve=None if carried else _curve(groups),
        hhi=_hhi(groups) if hhi is None else (hhi, hhi),
        carried=carried,
    )


def _known(answer: Answer[int] | None) -> bool:
    return answer is not None and answer.value is not None


def _same_base(one: Answer[int] | None, other: Answer[int] | None) -> bool:
    """Two shares can be divided only when they are not said to be of different totals."""
    return one is not None and other is not None and (one.of == other.of or one.of is None or other.of is None)


def _ratio(top: Answer[int] | None, bottom: Answer[int] | None, inputs: tuple[str, str]) -> Figure | None:
    if top is None or bottom is None or top.value is None or not bottom.value:
        return None
    weakest = min((top.basis, bottom.basis), key=WEAKEST_FIRST.index)
    return Figure(Fraction(top.value, bottom.value), inputs, weakest)


def _groups(use: Use, market: Market, counted: Answer[int] | None) -> tuple[MarketGroup, ...]:
    top3, top10, providers = value_of(market.top3_share), value_of(market.top10_share), value_of(counted)
    if top3 is None or top10 is None or not top3 <= top10 <= 10_000 or providers is None or providers <= 10:
        return ()
    blocks = (("top3", 3, top3), ("4-10", 7, top10 - top3), ("rest", providers - 10, 10_000 - top10))
    return tuple(_group(use, name, count, share) for name, count, share in blocks)


def _group(use: Use, name: str, count: int, share: int) -> MarketGroup:
    spend, clients = value_of(use.spend), value_of(use.clients)
    spend_share = Fraction(spend * share, 10_000) if spend is not None else None
    client_share = Fraction(clients * share, 10_000) if clients is not None else None
    return MarketGroup(
        name,
        count,
        share,
        _round(spend_share),
        _round(spend_share / count if spend_share is not None else None),
        _round(client_share / count if client_share is not None else None),
    )


def _round(value: Fraction | None) -> int | None:
    return None if value is None else _rounded(value)


def _rounded(value: Fraction) -> int:
    """Half away from zero."""
    whole = int(abs(value) + Fraction(1, 2))
    return whole if value >= 0 else -whole


CONTRACTS_TO_TEST = (3, 10, 30, 50)


def _if_remain(use: Use, groups: tuple[MarketGroup, ...], carried: Points) -> tuple[IfOnlyTheseRemain, ...]:
    if not groups:
        return ()
    total = sum(group.providers for group in groups)
    return tuple(_remain(use, groups, carried, n) for n in CONTRACTS_TO_TEST if n < total)


def if_only_remain(use: Use, figures: Figures, contracts: int) -> IfOnlyTheseRemain | None:
    """What moves if only the largest ``contracts`` remain; None when the market was not measured."""
    return _remain(use, figures.groups, figures.carried, contracts) if figures.groups else None


def _remain(use: Use, groups: tuple[MarketGroup, ...], carried: Points, contracts: int) -> IfOnlyTheseRemain:
    kept = _kept(groups, carried, contracts)
    clients, spend = value_of(use.clients), value_of(use.spend)
    moved = (10_000 - kept) / 10_000
    return IfOnlyTheseRemain(
        contracts,
        int(kept),  # downwards: at least
        contracts in (3, 10),
        None if clients is None else -int(-(moved * clients) // 1),  # upwards: at most
        None if spend is None else -int(-(moved * spend) // 1),
        None if clients is None else _rounded(Fraction(clients, contracts)),
    )


def _kept(groups: tuple[MarketGroup, ...], carried: Points, contracts: int) -> Fraction:
    """Basis points that the largest ``contracts`` have at least."""
    points, providers, kept = [], 0, 0
    for group in groups:
        providers, kept = providers + group.providers, kept + group.share
        points.append((providers, kept))
    if contracts >= providers:
        return Fraction(WHOLE)
    if contracts in (3, 10):
        return Fraction(dict(points)[contracts])
    if not carried:
        after = next(at for at, (number, _) in enumerate(points) if number >= contracts)
        return share_at_least(((0, 0), *points)[after : after + 2], contracts)
    return share_at_least((*points, *carried), contracts)


def _curve(groups: tuple[MarketGroup, ...]) -> Curve | None:
    if not groups:
        return None
    providers = sum(group.providers for group in groups)
    top10 = Fraction(groups[0].share + groups[1].share, 10_000)
    if top10 * providers <= 10:  # the ten largest have no more than their number's share: no such curve
        return None
    k = 10 * (1 - top10) / (top10 * providers - 10)
    at_three = _rounded(10_000 * 3 * (1 + k) / (3 + k * providers))
    return Curve(k, providers, at_three - groups[0].share)


def _hhi(groups: tuple[MarketGroup, ...]) -> tuple[int, int] | None:
    """Least: equal shares inside each block. Most: as uneven as the order of blocks allows.

    In each block shares lie between the mean of the block after it (or zero) and the mean of the block before it; the
    most uneven division takes as many at the upper end as the total allows. The first block's upper end is its total.
    """
    if not groups:
        return None
    means = [Fraction(g.share, g.providers) for g in groups]
    least = sum((m * m * g.providers for m, g in zip(means, groups, strict=True)), Fraction(0))
    most = Fraction(0)
    for i, group in enumerate(groups):
        low = means[i + 1] if i + 1 < len(groups) else Fraction(0)
        high = means[i - 1] if i else Fraction(group.share)
        most += _uneven(group.share, group.providers, min(low, means[i]), max(high, means[i]))
    return int(least / 10_000), -int(-most // 10_000)


def _uneven(total: int, count: int, low: Fraction, high: Fraction) -> Fraction:
    span, rest = high - low, Fraction(total) - low * count
    if not span:
        return low * low * count
    full = min(count, int(rest // span))
    squares = high * high * full
    if full < count:
        squares += (low + rest - span * full) ** 2 + low * low * (count - full - 1)
    return squares
