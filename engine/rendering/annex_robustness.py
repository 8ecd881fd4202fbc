"""Under how many stated assumptions an advice holds: the counts and ranges, in an annex of their own.

A count of draws is no probability, so no share of them is printed.
"""

from collections.abc import Iterator

from ..advice.model import Advice
from ..advice.robustness_entries import AmongEntry, HoldsEntry, MoverEntry, RobustBody, RobustnessAdvice, SpreadEntry
from .annex import sheet_of_annex
from .elements import (
    Block,
    Column,
    Element,
    Paragraph,
    Row,
    Sheet,
    Table,
    capitalized,
    joined,
    words,
)
from .numbers import count, money, ratio, share
from .reader import DECISION_OF, Reader
from .robustness_line import ROBUSTNESS
from .robustness_picture import ends_in_words, ranges_picture

SHOWN = (*DECISION_OF.values(), "structure")
MOST_RIVALS, MOST_MOVERS = 3, 2
SHOWN_AS = {"money": money, "share": share, "ratio": ratio, "count": count}


def robustness_annex(advice: Advice, reader: Reader, digest: str) -> list[Sheet]:
    """The counts and ranges of all segments; nothing without draws."""
    held = advice.robustness
    if held is None:
        return []
    reading = reader.say("command.robustness.reading", n=held.draws, seed=str(held.seed))
    blocks = [Block(f"{ROBUSTNESS}-bandbreedte", reader.say("robustness.ranges"), tuple(_ranges(held, reader)))]
    blocks += [
        Block(
            f"{ROBUSTNESS}-{body.path.replace('/', '-')}",
            reader.named(body.path),
            _body(body, held, reader),
            folded=True,
        )
        for body in held.bodies
    ]
    opening = (Paragraph(words(reading)), Paragraph(reader.line("robustness.no_chance"), "note"))
    return [sheet_of_annex(ROBUSTNESS, "robustness.title", tuple(blocks), reader, digest, opening)]


# The ranges of providers


def _ranges(held: RobustnessAdvice, reader: Reader) -> Iterator[Element]:
    named = [pair for body in held.bodies for pair in _named_ranges(body, reader)]
    if not named:
        yield Paragraph(reader.line("robustness.no_ranges"))
        return
    yield ranges_picture(f"{ROBUSTNESS}-beeld", named, reader)
    columns = reader.columns(
        "robustness.column",
        {"range": 36, "advised": 14, "lower": 14, "upper": 14, "computed": 22},
        frozenset({"advised", "lower", "upper"}),
    )
    yield Table(reader.say("robustness.ranges"), columns, tuple(_range_row(name, s, held, reader) for name, s in named))
    without = tuple(reader.named(body.path) for body in held.bodies if not any(s.computed for s in body.spreads))
    if without:
        yield Paragraph(reader.line("robustness.without_range", names=without), "note")


def _named_ranges(body: RobustBody, reader: Reader) -> Iterator[tuple[str, SpreadEntry]]:
    """The ranges of contracts and of delivering providers, once where they are the same."""
    contracts, delivering = body.spreads
    name = reader.named(body.path)
    if contracts.model_copy(update={"name": delivering.name}) == delivering:
        held = [("both", contracts)]
    else:
        held = [(spread.name, spread) for spread in body.spreads]
    for kind, spread in held:
        if spread.computed:
            yield reader.say(f"robustness.of.{kind}", name=name), spread


def _range_row(name: str, held: SpreadEntry, of: RobustnessAdvice, reader: Reader) -> Row:
    ends = (held.advised, held.low, held.high)
    shown = [words(ends_in_words(pair, reader) if pair else reader.say("robustness.no_range")) for pair in ends]
    computed = reader.line(
        "robustness.in_draws", n=count(held.computed, reader.language), draws=count(of.draws, reader.language)
    )
    return Row((words(name), *shown, computed))


# The choices of one segment or part


def _body(body: RobustBody, held: RobustnessAdvice, reader: Reader) -> tuple[Element, ...]:
    varied = tuple(reader.say(f"command.robustness.varied.{kind}", n=n) for kind, n in body.varied.items())
    widths = {"instrument": 15, "advised": 19, "holds": 12, "otherwise": 25, "moved_by": 29}
    columns: tuple[Column, ...] = reader.columns("robustness.column", widths)
    by_name = {entry.instrument: entry for entry in body.holds}
    rows = tuple(_choice(by_name[name], held, reader) for name in SHOWN if name in by_name)
    said = reader.line("command.robustness.varies", inputs=varied)
    return (Paragraph(said), Table(reader.named(body.path), columns, rows))


def _choice(entry: HoldsEntry, held: RobustnessAdvice, reader: Reader) -> Row:
    draws = count(held.draws, reader.language)
    rivals = [
        reader.line("robustness.rival", option=_option(r.option, reader), n=count(r.draws, reader.language))
        for r in entry.rivals[:MOST_RIVALS]
    ]
    left = len(entry.rivals) - MOST_RIVALS
    if left > 0:
        rivals.append(reader.line("robustness.more_rivals", n=left))
    moved = [words(_mover(mover, reader)) for mover in entry.movers[:MOST_MOVERS]]
    if entry.rivals and not moved:
        moved = [reader.line("command.robustness.no_mover")]
    return Row(
        (
            words(capitalized(reader.instrument(entry.instrument))),
            words(_option(entry.advised, reader)),
            reader.line("robustness.in_draws", n=count(entry.stands, reader.language), draws=draws),
            joined(rivals, "; ") or words(reader.say("robustness.nothing_else")),
            joined(moved) or words(reader.say("robustness.nothing_moves")),
        )
    )


def _option(code: str | None, reader: Reader) -> str:
    return reader.say("command.robustness.open") if code is None else reader.option(code)


def _mover(mover: MoverEntry, reader: Reader) -> str:
    groups = {"least": mover.least, "most": mover.most}
    told = {name: _among(group, mover, reader) for name, group in groups.items()}
    return capitalized(reader.say("robustness.mover", input=_called(mover, reader), **told))


def _called(mover: MoverEntry, reader: Reader) -> str:
    if mover.kind in ("lead_times", "wishes"):
        return reader.say(f"command.robustness.{mover.kind}")
    name = reader.both(mover.meaning) if mover.meaning else reader.label(mover.input)
    return reader.say(f"command.robustness.input.{mover.basis or mover.kind}", name=name)


def _among(group: AmongEntry, mover: MoverEntry, reader: Reader) -> str:
    ends = dict.fromkeys(_value(text, mover, reader) for text in (group.low, group.high))
    numbers = {"n": count(group.stands, reader.language), "draws": count(group.draws, reader.language)}
    return reader.say("robustness.among", value=" – ".join(ends), **numbers)


def _value(text: str, mover: MoverEntry, reader: Reader) -> str:
    if mover.kind == "wishes":
        return ", ".join(reader.catalogue.first(f"members.wishes.held.{w}", f"members.{w}") for w in text.split(","))
    if mover.kind == "lead_times":
        return share(int(text), reader.language)
    if mover.quantity:
        return SHOWN_AS[mover.quantity](int(text), reader.language)
    return "".join(span.text for span in reader.value(mover.input, text) if hasattr(span, "text"))
