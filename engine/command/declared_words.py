"""What ``market`` prints: what was read, the figures of a year, and what belongs to no segment."""

from collections import Counter
from collections.abc import Callable, Iterator

from ..declarations.counted import Counted
from ..declarations.figures import HIDDEN, SegmentYear, Told
from ..declarations.findings_model import Finding
from ..rendering import Catalogue
from ..rendering.columns import NARROW, in_columns
from ..rendering.numbers import NBSP, Language, count, euro, share

WIDTH = 118
MOST_REFUSED, MOST_UNMAPPED = 20, 20


class DeclaredPage:
    """The page of one language."""

    def __init__(self, catalogue: Catalogue, language: Language) -> None:
        self._catalogue, self._language = catalogue, language

    def text(self, counted: Counted) -> str:
        parts = [
            "\n".join(self._read(counted)),
            "\n".join(self._refused(counted)),
            self._segments(counted),
            "\n".join(self._totals(counted)),
            "\n".join(self._unmapped(counted)),
            "\n".join(self._findings(counted)),
        ]
        return "\n\n".join(part for part in parts if part).replace(NBSP, " ")

    def _read(self, counted: Counted) -> Iterator[str]:
        for file in counted.files:
            yield self._say("read", path=file.name, present=file.present, read=file.read, refused=file.refused)
            if file.dropped:
                yield self._say("dropped", path=file.name, columns=file.dropped)

    def _refused(self, counted: Counted) -> Iterator[str]:
        """The first rows one by one, and all by their reason."""
        rows = counted.refused
        if not rows:
            return
        yield self._say("refused_head")
        for reason, many in sorted(Counter(row.reason for row in rows).items()):
            yield f"  {count(many, self._language)} × {self._say(f'reason.{reason}')}"
        for row in rows[:MOST_REFUSED]:
            shape = f" ({row.shape})" if row.shape else ""
            yield f"  {row.file}:{row.line}: {self._say(f'reason.{row.reason}')}{shape}"
        if len(rows) > MOST_REFUSED:
            yield f"  {self._say('refused_more', n=len(rows) - MOST_REFUSED)}"

    def _segments(self, counted: Counted) -> str:
        rows = [s for s in counted.market.segments if s.year == counted.year and s.segment]
        heads = [self._say(f"column.{name}") for name in COLUMNS]
        cells = [self._cells(segment, counted) for segment in rows]
        head = self._say(
            "segments_head" if counted.market.whole(counted.year) else "segments_part", year=str(counted.year)
        )
        return f"{head}\n{in_columns(heads, cells, WIDTH, frozenset(range(1, len(heads))), NARROW)}"

    def _cells(self, segment: SegmentYear, counted: Counted) -> list[str]:
        held = segment.market
        shown = [
            counted.mapping.segments[segment.segment].name,
            euro(segment.spend, self._language),
            self._told(segment.clients),
            self._told_euro(segment.spend_per_client),
        ]
        if held is None:
            return [*shown, *[UNKNOWN] * (len(COLUMNS) - len(shown))]
        churn = UNKNOWN if segment.entered is None else f"+{segment.entered} −{segment.left}"
        growth = UNKNOWN if segment.growth is None else share(segment.growth, self._language)
        return [
            *shown,
            count(held.providers, self._language),
            share(held.top3_share, self._language),
            share(held.top10_share, self._language),
            count(dict(held.carried)[80], self._language),
            count(held.hhi, self._language),
            churn,
            growth,
        ]

    def _totals(self, counted: Counted) -> Iterator[str]:
        for total in counted.market.totals:
            if total.year == counted.year:
                yield self._say(
                    "total_act" if total.act else "total_all",
                    act=self._act(total.act),
                    spend=euro(total.spend, self._language),
                    clients=self._told(total.clients),
                    providers=total.providers,
                    registrations=total.registrations,
                )

    def _unmapped(self, counted: Counted) -> Iterator[str]:
        rows = counted.market.unmapped
        if not rows:
            return
        yield self._say("unmapped_head")
        for row in rows[:MOST_UNMAPPED]:
            product = "/".join(part for part in (self._act(row.law), row.category, row.product) if part)
            yield f"  {product}: {euro(row.spend, self._language)} ({share(row.share, self._language)})"
        if len(rows) > MOST_UNMAPPED:
            yield f"  {self._say('refused_more', n=len(rows) - MOST_UNMAPPED)}"

    def notes(self, counted: Counted) -> list[str]:
        """The findings that bear on the figures of the year, for the region file; without the rows of the export."""
        return [
            self._say(f"finding.{finding.code}", **self._worded(finding, counted))
            for finding in counted.findings
            if finding.code not in NOT_NOTED
            and dict(finding.values).get("year", str(counted.year)) == str(counted.year)
        ][:MOST_NOTES]

    def _findings(self, counted: Counted) -> Iterator[str]:
        if counted.findings:
            yield self._say("findings_head")
        for finding in counted.findings:
            yield f"- {self._say(f'finding.{finding.code}', **self._worded(finding, counted))}"
            if finding.rows:
                several = len({row.file for row in finding.rows}) > 1
                rows = ", ".join(f"{row.file}:{row.line}" if several else str(row.line) for row in finding.rows)
                more = ", …" if isinstance(n := dict(finding.values).get("n"), int) and n > len(finding.rows) else ""
                yield f"  {self._say('finding_rows', rows=rows + more)}"

    def _worded(self, finding: Finding, counted: Counted) -> dict[str, str | int]:
        """The values as a reader expects them; what kind each is follows from its name and from what is printed."""
        held = dict(finding.values)
        what = str(held.get("what", ""))
        kinds: dict[str, Shown] = {"cents": euro, "usual": euro, "share": share}
        if what:
            kinds |= dict.fromkeys(("printed", "counted", "difference"), PRINTED[what])
            kinds |= dict.fromkeys(("implied", "total"), PRINTED["spend" if what == "cost_share" else "clients"])
            held["what"] = self._say(f"what.{what}")
        if "act" in held:
            held["act"] = self._act(str(held["act"]))
        names = {segment_id: segment.name for segment_id, segment in counted.mapping.segments.items()}
        if "segment" in held:
            held["segment"] = names.get(str(held["segment"]), str(held["segment"]))
            held["about"] = held["segment"] or held.get("act", "")
        if "segments" in held:
            held["segments"] = ", ".join(names.get(one, one) for one in str(held["segments"]).split(", "))
        return {
            name: kinds[name](value, self._language) if name in kinds and isinstance(value, int) else value
            for name, value in held.items()
        }

    def _act(self, law: str) -> str:
        return self._catalogue.say(f"law.{law}") if law else ""

    def _told(self, value: Told) -> str:
        if value == HIDDEN:
            return self._say("hidden")
        return UNKNOWN if value is None else count(int(value), self._language)

    def _told_euro(self, value: Told) -> str:
        return euro(value, self._language) if isinstance(value, int) else self._told(value)

    def _say(self, code: str, **values: str | int | tuple[str, ...]) -> str:
        return self._catalogue.say(f"declarations.{code}", **values)


UNKNOWN = "?"
MOST_NOTES = 20
NOT_NOTED = frozenset({"negative_rows", "provider_below_zero", "one_id_many_names", "products_unknown"})
"""usual in any export, or told in the region file in another way"""
Shown = Callable[[int, Language], str]
PRINTED: dict[str, Shown] = {
    "spend": euro,
    "clients": count,
    "providers": count,
    "client_share": share,
    "cost_share": share,
}
COLUMNS = (
    *("segment", "spend", "clients", "per_client", "providers", "top3", "top10", "carried", "hhi", "churn", "growth"),
)
