"""The market as a picture of three blocks in proportion, and as the table that says the same."""

from ..advice.entries import GroupEntry, MarketEntry
from ..advice.model import ParameterUsed, SegmentAdvice
from .elements import (
    Block,
    Column,
    Element,
    Line,
    Own,
    Paragraph,
    Row,
    Table,
    Unknown,
    joined,
    words,
)
from .market_picture import Usual, curve_points, market_picture
from .numbers import count, share, short_money
from .reader import Reader
from .references import SheetCitations

USUAL_LOW, USUAL_HIGH = "market.top3_usual_low", "market.top3_usual_high"
USUAL_TOP10 = "market.top10_usual"
WELL_ABOVE, WELL_BELOW = "above", "below"


def market_block(segment: SegmentAdvice, cite: SheetCitations, reader: Reader) -> Block:
    title, market = reader.say("block.market"), segment.market
    if not market.groups and not market.carried:
        return Block(f"{segment.id}-markt", title, (Paragraph(market_prose(segment, cite, reader)),))
    finding = market_finding(market, reader)
    prose = market_prose(segment, cite, reader)
    if not market.groups:  # ten providers or fewer: the curve is counted, groups of three and seven there are not
        picture = market_picture(f"{segment.id}-beeld", finding, market, (), reader)
        return Block(f"{segment.id}-markt", title, (Paragraph(prose), picture, _curve_table(market, reader)))
    picture = market_picture(f"{segment.id}-beeld", finding, market, usual_marks(reader), reader)
    elements: list[Element] = [Paragraph(prose), picture, _table(segment, reader)]
    if market.carried:
        elements.append(_curve_table(market, reader))
    return Block(f"{segment.id}-markt", title, tuple(elements))


def market_prose(segment: SegmentAdvice, cite: SheetCitations, reader: Reader) -> Line:
    """What was measured, against what is usual and where that stands; or that nothing was."""
    if not segment.market.groups and not segment.market.carried:
        return reader.line("market.not_measured")
    finding = words(market_finding(segment.market, reader))
    if not segment.market.groups:
        return finding
    return joined([finding, cite.bracketed(_usual_passages(reader)), _tail(segment, reader)])


def _parameter(reader: Reader, name: str) -> ParameterUsed | None:
    return next((p for p in reader.advice.parameters if p.id == name and p.value is not None), None)


def _usual(reader: Reader) -> tuple[int, int] | None:
    low, high = _parameter(reader, USUAL_LOW), _parameter(reader, USUAL_HIGH)
    return (low.value, high.value) if low and high and low.value is not None and high.value is not None else None


def _usual_passages(reader: Reader) -> list[str]:
    """The passages behind what is called usual."""
    users = {f"param:{USUAL_LOW}", f"param:{USUAL_HIGH}"} if _usual(reader) else set()
    return [name for source in reader.advice.sources for name, p in source.passages.items() if users & set(p.used_by)]


def market_finding(market: MarketEntry, reader: Reader) -> str:
    """What was measured: how much the largest three have, against what is usual; or what a few carry."""
    if not market.groups:
        number, part = market.carried[0]
        return reader.say("market.finding_carried", n=number, share=share(part, reader.language))
    top3, usual = market.groups[0].share, _usual(reader)
    shown = share(top3, reader.language)
    if usual is None:
        return reader.say("market.finding", share=shown)
    low, high = usual
    place = WELL_ABOVE if top3 > high else WELL_BELOW if top3 < low else "within"
    between = {"low": share(low, reader.language).removesuffix("%").strip(), "high": share(high, reader.language)}
    return reader.say(f"market.finding_{place}", share=shown, **between)


def _tail(segment: SegmentAdvice, reader: Reader) -> Line:
    """What the small providers have, and whether they are counted once."""
    rest = segment.market.groups[-1]
    line: Line = ()
    if rest.clients_per_provider is not None:
        line = reader.line(
            "market.tail", n=rest.providers, share=share(rest.share, reader.language), each=rest.clients_per_provider
        )
    if segment.market.registrations:
        line = (*line, *words(" "), *reader.line("market.registrations"))
    return line


def _group_name(group: GroupEntry, reader: Reader) -> str:
    return reader.say(f"market.group.{group.name}", n=group.providers)


def usual_marks(reader: Reader) -> tuple[Usual, ...]:
    """What is usual for the largest three, and for the largest ten where a parameter says so."""
    marks = []
    usual, top10 = _usual(reader), _parameter(reader, USUAL_TOP10)
    if usual:
        marks.append(Usual(*usual, reader.say("market.usual_top3")))
    if top10 and top10.value is not None:
        marks.append(Usual(top10.value, top10.value, reader.say("market.usual_top10")))
    return tuple(marks)


def _table(segment: SegmentAdvice, reader: Reader) -> Table:
    columns = (
        Column(words(reader.say("column.group")), width=28),
        *(
            Column(words(reader.say(f"column.{name}")), right=True, width=18)
            for name in ("share", "amount", "per_provider")
        ),
        Column((*words(f"{reader.say('column.clients_each')} "), Own()), right=True, width=18),
    )
    rows = tuple(
        Row(
            (
                words(_group_name(group, reader)),
                words(share(group.share, reader.language)),
                money_or_unknown(group.spend, reader),
                money_or_unknown(group.spend_per_provider, reader),
                count_or_unknown(group.clients_per_provider, reader),
            )
        )
        for group in segment.market.groups
    )
    return Table(reader.say("block.market"), columns, rows)


def _curve_table(market: MarketEntry, reader: Reader) -> Table:
    """The points of the curve, one a column: they are few."""
    points = curve_points(market)
    heads = [Column(words(reader.say("market.picture.along_short")))]
    heads += (Column(words(count(n, reader.language)), right=True) for n, _ in points)
    row = Row((words(reader.say("market.picture.least")), *(words(share(part, reader.language)) for _, part in points)))
    return Table(reader.say("market.picture.caption"), tuple(heads), (row,))


def money_or_unknown(cents: int | None, reader: Reader) -> Line:
    return (Unknown(),) if cents is None else words(short_money(cents, reader.language))


def count_or_unknown(number: int | None, reader: Reader) -> Line:
    return (Unknown(),) if number is None else words(count(number, reader.language))
