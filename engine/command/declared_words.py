"""What ``market`` prints: what was read, the figures of a year, and what belongs to no segment."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from textwrap import wrap
from typing import get_args

from ..declarations.counted import Counted
from ..declarations.figures import HIDDEN, SegmentYear, Told
from ..declarations.findings_model import Finding
from ..declarations.mapping import Law
from ..declarations.reading import Refused
from ..rendering import Catalogue
from ..rendering.columns import NARROW, in_columns
from ..rendering.elements import capitalized
from ..rendering.numbers import NBSP, Language, count, euro, share

WIDTH = 100
MOST_REFUSED, MOST_UNMAPPED = 20, 20


class DeclaredPage:
    """The page of one language."""

    def __init__(self, catalogue: Catalogue, language: Language) -> None:
        self._catalogue, self._language = catalogue, language

    def text(self, counted: Counted) -> str:
        parts = [
            "\n".join(self._read(counted)),
            self.refused(counted.refused),
            *self._segments(counted),
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

    def refused(self, rows: Sequence[Refused], shown: int = MOST_REFUSED) -> str:
        """All rows by their reason, and the first ones one by one."""
        return "\n".join(self._refused(rows, shown)) if rows else ""

    def _refused(self, rows: Sequence[Refused], shown: int) -> Iterator[str]:
        yield self._say("refused_head")
        for reason, many in sorted(Counter(row.reason for row in rows).items(), key=lambda pair: (-pair[1], pair[0])):
            yield f"  {count(many, self._language)} × {self._say(f'reason.{reason}')}"
        for row in rows[:shown]:
            shape = f" ({row.shape})" if row.shape else ""
            yield f"  {row.file}:{row.line}: {self._say(f'reason.{row.reason}')}{shape}"
        if len(rows) > shown:
            yield f"  {self._say('refused_more', n=len(rows) - shown)}"

    def _segments(self, counted: Counted) -> Iterator[str]:
        """What was spent and by whom, and how it is divided over providers; each with what its columns mean."""
        held = [s for s in counted.market.segments if s.year == counted.year and s.segment]
        whole = counted.market.whole(counted.year)
        head = self._say("segments_head" if whole else "segments_part", year=str(counted.year))
        if not held:
            yield f"{head}\n{self._say('segments_none')}"
            return
        spent = [self._spent(segment, counted) for segment in held]
        cells = "".join(cell for row in spent for cell in row)
        shown = {"hidden": self._say("hidden") in cells, "unknown": UNKNOWN in cells}
        keys = ["spent", *(key for key, there in shown.items() if there)]
        told = [self._say(f"key.{key}", n=counted.mapping.suppress_under) for key in keys]
        there = {segment.segment for segment in held}
        if without := tuple(named.name for key, named in counted.mapping.segments.items() if key not in there):
            told.append(self._say("segments_without", names=without))
        yield self._table(head, SPENT, spent, told)
        divided = [self._divided(segment, counted) for segment in held]
        yield self._table(self._say("divided_head"), DIVIDED, divided, [self._say("key.divided")])

    def _table(self, head: str, columns: tuple[str, ...], rows: list[list[str]], keys: list[str]) -> str:
        heads = [self._say(f"column.{name}") for name in columns]
        table = in_columns(heads, rows, WIDTH, frozenset(range(1, len(heads))), NARROW)
        return "\n".join([head, table, "", *(line for key in keys for line in wrap(key, WIDTH))])

    def _spent(self, segment: SegmentYear, counted: Counted) -> list[str]:
        churn = UNKNOWN if segment.entered is None else f"+{segment.entered} −{segment.left}"
        return [
            counted.mapping.segments[segment.segment].name,
            euro(segment.spend, self._language),
            UNKNOWN if segment.growth is None else share(segment.growth, self._language),
            self._told(segment.clients),
            self._told_euro(segment.spend_per_client),
            UNKNOWN if segment.market is None else count(segment.market.providers, self._language),
            churn,
        ]

    def _divided(self, segment: SegmentYear, counted: Counted) -> list[str]:
        name, held = counted.mapping.segments[segment.segment].name, segment.market
        if held is None:
            return [name, *[UNKNOWN] * (len(DIVIDED) - 1)]
        return [
            name,
            share(held.top3_share, self._language),
            share(held.top10_share, self._language),
            *(count(providers, self._language) for _, providers in held.carried),
            count(held.hhi, self._language),
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
                    over=self._say(f"over.{counted.market.added_over(total)}"),
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
        """What bears on the figures of the year, for the region file: rows refused, and findings without their rows."""
        refused, present = (
            sum(number) for number in zip(*((f.refused, f.present) for f in counted.files), strict=True)
        )
        told = [self._say("region.refused", n=refused, present=present)] if refused else []
        return (
            told
            + [
                capitalized(self._say(f"finding.{finding.code}", **self._worded(finding, counted)))
                for finding in counted.findings
                if finding.code not in NOT_NOTED
                and dict(finding.values).get("year", str(counted.year)) == str(counted.year)
            ][:MOST_NOTES]
        )

    def _findings(self, counted: Counted) -> Iterator[str]:
        if counted.findings:
            yield self._say("findings_head")
        several = len(counted.files) > 1
        for finding in counted.findings:
            yield f"- {capitalized(self._say(f'finding.{finding.code}', **self._worded(finding, counted)))}"
            if finding.rows:
                rows = ", ".join(f"{row.file}:{row.line}" if several else str(row.line) for row in finding.rows)
                more = ", …" if isinstance(n := dict(finding.values).get("n"), int) and n > len(finding.rows) else ""
                yield f"  {self._say('finding_rows', n=len(finding.rows), rows=rows + more)}"

    def _worded(self, finding: Finding, counted: Counted) -> dict[str, str | int]:
        """The values as a reader expects them; what kind each is follows from its name and from what is printed."""
        held = dict(finding.values)
        what = str(held.get("what", ""))
        kinds: dict[str, Shown] = {"cents": euro, "usual": euro, "limit": euro, "share": share}
        if what:
            kinds |= dict.fromkeys(("printed", "counted", "difference"), PRINTED[what])
            kinds |= dict.fromkeys(("implied", "total"), PRINTED["spend" if what == "cost_share" else "clients"])
            held["what"] = self._say(f"what.{what}")
        for name in {"over", "why"} & held.keys():
            held[name] = self._say(f"{name}.{held[name]}")
        if "line" in held and len(counted.files) > 1:
            held["line"] = f"{held['file']}:{held['line']}"
        if "products" in held:
            held["products"] = ", ".join(map(self._product, str(held["products"]).split(", ")))
        if "act" in held:
            held["act"] = self._act(str(held["act"]))
        names = {segment_id: segment.name for segment_id, segment in counted.mapping.segments.items()}
        names["?"] = self._say("of_no_segment")
        if "segment" in held:
            held["segment"] = names.get(str(held["segment"]), str(held["segment"]))
            held["about"] = held["segment"] or held.get("act", "")
        if "segments" in held:
            held["segments"] = ", ".join(names.get(one, one) for one in str(held["segments"]).split(", "))
        return {
            name: kinds[name](value, self._language) if name in kinds and isinstance(value, int) else value
            for name, value in held.items()
        }

    def _product(self, code: str) -> str:
        """A code as a finding names it, which starts with the act where two acts have it."""
        law, rest, more = code.partition("/")
        return f"{self._act(law)}{rest}{more}" if law in get_args(Law) else code

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
NOT_NOTED = frozenset(
    {"negative_rows", "provider_below_zero", "one_id_many_names", "products_unknown", "stated_not_checked"}
)
"""usual in any export, told in the region file in another way, or not about a figure that stands there"""
Shown = Callable[[int, Language], str]
PRINTED: dict[str, Shown] = {
    "spend": euro,
    "clients": count,
    "providers": count,
    "client_share": share,
    "cost_share": share,
}
SPENT = ("segment", "spend", "growth", "clients", "per_client", "providers", "churn")
DIVIDED = ("segment", "top3", "top10", "by50", "by80", "by90", "by95", "hhi")
"""``by…``: how many of the largest providers carry so many percent, in the order of ``concentration.CARRIED``"""
