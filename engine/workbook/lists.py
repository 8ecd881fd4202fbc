"""The lists of an advice: claims, contradictions, figures, market, planning and sources, a row for each entry."""

from collections.abc import Iterator

from ..advice.choice_entries import OverrideEntry
from ..advice.entries import ArgumentEntry, DissentEntry
from ..advice.model import Advice, BodyAdvice, SegmentAdvice
from ..advice.planning_entries import PlanStep
from ..rendering.claims import kind_of_evidence, region_sources
from ..rendering.elements import capitalized, plain
from ..rendering.overrides import conflict_line
from ..rendering.reader import Reader
from .cells import NONE, UNKNOWN, Number, Row, Text, Worksheet, day, number, sheet_of, text, value_cell
from .mix import name_cells


def bodies(advice: Advice) -> Iterator[tuple[SegmentAdvice, BodyAdvice]]:
    """Every segment and behind it its parts."""
    for segment in advice.segments:
        yield segment, segment
        for part in segment.parts:
            yield segment, part


# Claims


def arguments_sheet(reader: Reader) -> Worksheet:
    widths = {"segment": 24, "part": 18, "instrument": 22, "option": 30, "direction": 10, "text": 60, "step": 18}
    widths |= {"strength": 10, "evidence": 22, "measured": 22, "own": 10, "severe": 10, "measure": 40, "law_state": 14}
    widths |= {"claim": 26, "rule": 44, "passages": 26}
    sources = region_sources(reader)
    rows = [
        (*name_cells(segment, body, reader), *_argument(argument, reader, sources))
        for segment, body in bodies(reader.advice)
        for argument in body.arguments
    ]
    return sheet_of("arguments", widths, rows, reader)


def _argument(held: ArgumentEntry, reader: Reader, sources: frozenset[str]) -> Row:
    passage = held.passages[0] if held.passages else ""
    measured = f"claim.{held.bearing}" if held.bearing != "argues" else f"verdict.{held.verdict}"
    return (
        Text(capitalized(reader.instrument(held.option.partition(".")[0]))),
        Text(reader.option(held.option)),
        Text(reader.say(f"workbook.direction.{held.direction}")),
        Text(reader.both(held.text)),
        Text(reader.say(f"command.step.{held.step}")),
        Text(reader.say(f"command.strength.{held.strength}")),
        Text(kind_of_evidence(held.evidence, passage, reader, sources)),
        Text(reader.say(f"effects.{measured}")),
        _yes_or_no(held.own_reading, reader),
        _yes_or_no(held.severe, reader),
        text(reader.both(held.measure)) if held.measure else NONE,
        Text(reader.say(f"state.{held.law}")) if held.law else NONE,
        Text(held.claim),
        Text(held.rule),
        text(", ".join(held.passages)),
    )


def _yes_or_no(held: bool, reader: Reader) -> Text:
    return Text(reader.say(f"members.{'true' if held else 'false'}"))


# Contradictions, and what people set


def dissent_sheet(reader: Reader) -> Worksheet:
    widths = {"segment": 24, "part": 18, "text": 60, "against_text": 60, "kind": 26, "weighs": 30, "rule": 44}
    widths |= {"passages": 26, "against_rule": 44, "against_passages": 26}
    rows = [
        (*name_cells(segment, body, reader), *_dissent(held, reader))
        for segment, body in bodies(reader.advice)
        for held in body.dissent
    ]
    return sheet_of("dissent", widths, rows, reader)


def _dissent(held: DissentEntry, reader: Reader) -> Row:
    return (
        Text(reader.both(held.text)),
        Text(reader.both(held.against_text)),
        Text(reader.say(f"dissent.type.{held.type}")),
        Text(reader.say(f"workbook.weighs.{held.weighed}")),
        Text(held.rule),
        text(", ".join(held.passages)),
        Text(held.against),
        text(", ".join(held.against_passages)),
    )


def overrides_sheet(reader: Reader) -> Worksheet:
    """What people chose against the advice, a row for each thing that it collides with."""
    widths = {"segment": 24, "part": 18, "instrument": 22, "set": 30, "advised": 30, "reason": 50, "by": 24, "on": 14}
    widths |= {"conflict": 60, "rule": 44, "passages": 26}
    rows = [
        (*name_cells(segment, body, reader), *_override(held, reader), *conflict)
        for segment, body in bodies(reader.advice)
        for held in body.overrides
        for conflict in (_conflicts(held, reader) or [(NONE, NONE, NONE)])
    ]
    return sheet_of("overrides", widths, rows, reader)


def _override(held: OverrideEntry, reader: Reader) -> Row:
    return (
        Text(capitalized(reader.instrument(held.instrument))),
        Text(reader.option(held.option)),
        Text(reader.option(held.advised)) if held.advised else UNKNOWN,
        Text(held.reason),
        Text(held.by),
        day(held.on),
    )


def _conflicts(held: OverrideEntry, reader: Reader) -> list[Row]:
    return [
        (Text(plain(conflict_line(c, None, reader))), text(", ".join(c.rules)), text(", ".join(c.passages)))
        for c in held.conflicts
    ]


# Figures and market


def figures_sheet(reader: Reader) -> Worksheet:
    widths = {"segment": 26, "part": 20, "item": 44, "value": 22, "of": 24, "basis": 14, "document": 26, "lines": 16}
    rows: list[Row] = []
    for segment, body in bodies(reader.advice):
        for held in body.figures:
            value = value_cell(held.field, held.value, reader) if held.applies else NONE
            basis = text(reader.say(f"basis.{held.basis}")) if held.basis else NONE
            where = (text(held.of or ""), basis, text(held.source or ""), text(held.lines or ""))
            rows.append((*name_cells(segment, body, reader), Text(reader.label(held.field)), value, *where))
    return sheet_of("figures", widths, rows, reader)


def market_sheet(reader: Reader) -> Worksheet:
    widths = {"segment": 26, "part": 20, "group": 30, "providers_count": 14, "share": 14, "amount": 18}
    widths |= {"per_provider": 18, "clients_each": 16}
    rows = [
        (
            *name_cells(segment, body, reader),
            Text(reader.say(f"market.group.{group.name}", n=group.providers)),
            Number(group.providers, "count"),
            Number(group.share, "share"),
            number(group.spend, "money"),
            number(group.spend_per_provider, "money"),
            number(group.clients_per_provider, "count"),
        )
        for segment, body in bodies(reader.advice)
        for group in body.market.groups
    ]
    return sheet_of("market", widths, rows, reader)


# Planning


def planning_sheet(reader: Reader) -> Worksheet:
    widths = {"step_of_plan": 48, "each": 14, "owner": 34, "days": 10, "length_from": 22, "begin": 18, "end": 18}
    widths |= {"latest": 18, "slack": 12, "before_start": 16, "stated": 12, "done": 10}
    widths |= {"segments": 40, "passages": 26}
    planning = reader.advice.planning
    rows = [_step(step, reader) for step in planning.steps] if planning else []
    return sheet_of("planning", widths, rows, reader)


def _step(step: PlanStep, reader: Reader) -> Row:
    length = step.length
    return (
        Text(capitalized(reader.both(step.name))),
        _yes_or_no(step.each_municipality, reader),
        text(reader.owner(step.owner)),
        NONE if step.moment else number(length.days if length else None, "count"),
        NONE if step.moment else Text(reader.say(f"plan.picture.{length.judgement}")) if length else UNKNOWN,
        NONE if step.moment else day(step.begin),
        day(step.end),
        day(step.latest) if step.latest else NONE,
        NONE if step.slack_days is None else Number(step.slack_days, "count"),
        NONE if step.days_before_start is None else Number(step.days_before_start, "count"),
        _yes_or_no(step.counted == "stated", reader),
        _yes_or_no(step.done, reader),
        text(", ".join(reader.names(step.segments))),
        text(", ".join(dict.fromkeys((*(length.passages if length else ()), *step.passages)))),
    )


# Sources


def sources_sheet(reader: Reader) -> Worksheet:
    widths = {"passage": 20, "document": 50, "organisation": 30, "date": 16, "section": 40, "lines": 14}
    widths |= {"summary": 70, "law_state": 16, "rules": 60, "digest": 20}
    rows: list[Row] = []
    for source in reader.advice.sources:
        for name, held in source.passages.items():
            first, last = held.lines or (0, 0)
            lines = f"{first}-{last}" if last > first else str(first) if first else ""
            rows.append(
                (
                    Text(name),
                    Text(source.title),
                    Text(source.organisation),
                    day(source.date),
                    text(held.section or ""),
                    text(lines),
                    Text(reader.both(held.summary)),
                    Text(reader.say(f"state.{held.state}")) if held.state else NONE,
                    text(", ".join(held.used_by)),
                    text(held.digest or ""),
                )
            )
    return sheet_of("sources", widths, rows, reader)
