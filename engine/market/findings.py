"""Findings about the data of a region: they are said in the advice and never stop it, change it or repair it."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from ..profile.answers import value_of
from ..profile.region import Part, RegionProfile, SegmentProfile
from .figures import figures_of
from .lots import carried_by
from .measured_curve import misfit

MOST_CLIENT_SPEND_RATIO = 25
"""own judgement: an amount per client more than 25 times the law's average is more likely a slip than a fact"""
SHARE_TOLERANCE = 15
"""basis points: a printed percentage may differ from the recomputed one by rounding and by late corrections"""


@dataclass(frozen=True, order=True)
class Finding:
    """Something about the data that a reader has to know: a code with values, at an answer path."""

    path: str
    code: str
    values: tuple[tuple[str, str], ...]


def findings_of(region: RegionProfile) -> tuple[Finding, ...]:
    """All findings of a region, ordered by path."""
    found: list[Finding] = []
    for segment, part in region.bodies():
        path = f"segments/{segment.id}" + (f"/parts/{part.id}" if part else "")
        body = part or segment
        found += _of_shares(path, body)
        found += _of_registrations(path, body)
        if part is None:
            found += _of_lineage(path, segment)
            found += _of_old_lots(path, region, segment)
            found += _of_notes(path, segment)
    for detect in (_of_totals, _of_spend_per_client, _of_share_sums):
        found += detect(region)
    found += [_finding("notes", "noted", text=note.text, lines=note.lines or "") for note in region.notes]
    return tuple(sorted(set(found)))


def _finding(path: str, code: str, **values: object) -> Finding:
    return Finding(path, code, tuple(sorted((k, str(v)) for k, v in values.items())))


def _of_shares(path: str, body: SegmentProfile | Part) -> Iterator[Finding]:
    shares = {
        "market/top3_share": body.market.top3_share,
        "market/top10_share": body.market.top10_share,
        "use/client_share": body.use.client_share,
        "use/cost_share": body.use.cost_share,
    }
    for name, answer in shares.items():
        if answer is not None and answer.value is not None and answer.value > 10_000:
            yield _finding(f"{path}/{name}", "share_over_100", share=_percent(answer.value))
    top3, top10 = value_of(body.market.top3_share), value_of(body.market.top10_share)
    if top3 is not None and top10 is not None and top3 > top10:
        yield _finding(f"{path}/market/top3_share", "top3_above_top10", top3=_percent(top3), top10=_percent(top10))
    if (top3 or top10) and body.market.top3_share is not None and body.market.top3_share.of is None:
        yield _finding(f"{path}/market/top3_share", "share_without_base")
    one, other = body.use.client_share, body.use.cost_share
    if one is not None and other is not None and one.of and other.of and one.of != other.of:
        yield _finding(f"{path}/use", "shares_of_different_totals", clients=one.of, cost=other.of)
    providers = figures_of(body.use, body.market).providers
    if misfit(body.market, providers):
        yield _finding(f"{path}/market/carried_by", "carried_by_does_not_fit")
    if providers is not None and providers <= 10 and top10 is not None and top10 < 10_000:
        yield _finding(f"{path}/market/top10_share", "top10_of_ten_or_fewer", providers=providers)


def _of_registrations(path: str, body: SegmentProfile | Part) -> Iterator[Finding]:
    if figures_of(body.use, body.market).providers_are_registrations:
        yield _finding(
            f"{path}/market/registrations",
            "registrations_not_providers",
            count=figures_of(body.use, body.market).providers,
        )
    clients, counted = value_of(body.use.clients), figures_of(body.use, body.market).providers
    if clients is not None and counted is not None and counted > clients:
        yield _finding(f"{path}/market", "more_providers_than_clients", clients=clients, providers=counted)


def _of_lineage(path: str, segment: SegmentProfile) -> Iterator[Finding]:
    lots = [lot for lot in segment.from_lots if not lot.converted]
    if lots:
        yield _finding(f"{path}/from_lots", "figures_of_old_lots", lots=", ".join(lot.lot for lot in lots))
    for part in segment.parts:
        if part.figures == "none":
            yield _finding(f"{path}/parts/{part.id}", "part_without_figures", part=part.name)


def _of_old_lots(path: str, region: RegionProfile, segment: SegmentProfile) -> Iterator[Finding]:
    """Lots that the list has not, and spending that the old lots cannot give."""
    held = carried_by(region, segment)
    if held is None:
        return
    if held.unlisted:
        yield _finding(f"{path}/from_lots", "lots_not_listed", lots=", ".join(held.unlisted))
    stated = value_of(segment.use.spend)
    if stated is not None and held.spend is not None and not held.spend[0] <= stated <= held.spend[1]:
        low, high = (bound // 100 for bound in held.spend)
        yield _finding(f"{path}/use/spend", "spend_outside_lots", spending=stated // 100, low=low, high=high)


def _of_notes(path: str, segment: SegmentProfile) -> Iterator[Finding]:
    for number, note in enumerate(segment.notes):
        yield _finding(f"{path}/notes/{number}", "noted", text=note.text, lines=note.lines or "")


def _of_totals(region: RegionProfile) -> Iterator[Finding]:
    """Percentages that do not follow from the clients and spending of the segments of their law."""
    for law in ("wmo2015", "jeugdwet"):
        segments = [s for s in region.segments if s.law == law]
        for room_field in ("clients", "spend"):
            values = [value_of(getattr(s.use, room_field)) for s in segments]
            known = [v for v in values if v is not None]
            if len(known) != len(values) or not known:
                continue  # a total of what is known would look complete
            total = sum(known)
            share_name = "client_share" if room_field == "clients" else "cost_share"
            for segment in segments:
                yield from _against_total(segment, room_field, share_name, total)


def _against_total(segment: SegmentProfile, field: str, share_name: str, total: int) -> Iterator[Finding]:
    stated, value = value_of(getattr(segment.use, share_name)), value_of(getattr(segment.use, field))
    if stated is None or value is None or not total:
        return
    computed = int(Fraction(value * 10_000, total) + Fraction(1, 2))
    if abs(computed - stated) > SHARE_TOLERANCE:
        yield _finding(
            f"segments/{segment.id}/use/{share_name}",
            "share_does_not_fit_total",
            stated=_percent(stated),
            computed=_percent(computed),
            implied=int(Fraction(value * 10_000, stated) / (100 if field == "spend" else 1)) if stated else "?",
        )


def _of_share_sums(region: RegionProfile) -> Iterator[Finding]:
    for law in ("wmo2015", "jeugdwet"):
        for name in ("client_share", "cost_share"):
            values = [value_of(getattr(s.use, name)) for s in region.segments if s.law == law]
            total = sum(v for v in values if v is not None)
            if total > 10_000 + SHARE_TOLERANCE:
                yield _finding(f"segments/{law}/use/{name}", "shares_sum_over_100", law=law, sum=_percent(total))


def _of_spend_per_client(region: RegionProfile) -> Iterator[Finding]:
    """Compared with the other segments of the same act: a slip of a digit shows, a costly kind of care does not."""
    by_segment = {s.id: figures_of(s.use, s.market).spend_per_client for s in region.segments}
    for segment in region.segments:
        own = by_segment[segment.id]
        alike = [
            figure.value
            for s in region.segments
            if s.id != segment.id and s.law == segment.law and (figure := by_segment[s.id]) is not None
        ]
        if own is None or len(alike) < 2:
            continue
        middle = sorted(alike)[len(alike) // 2]
        if own.value > MOST_CLIENT_SPEND_RATIO * middle or own.value * MOST_CLIENT_SPEND_RATIO < middle:
            yield _finding(
                f"segments/{segment.id}/use/spend",
                "spend_per_client_far_off",
                euro=own.rounded() // 100,
                middle=int(middle) // 100,
            )


def _percent(basis_points: int) -> str:
    return f"{basis_points // 100},{basis_points % 100:02d}%"
