"""From goal to instrument to indicator, once for the region: what serves each stated goal and how it is measured."""

from collections.abc import Iterable

from ..advice.goal_entries import GoalEntry, IndicatorEntry, ServedEntry
from ..advice.model import Advice
from .annex import GOALS, sheet_of_annex
from .elements import (
    Block,
    Element,
    Items,
    Line,
    Own,
    Paragraph,
    Row,
    Sheet,
    Strong,
    Table,
    capitalized,
    joined,
    words,
)
from .reader import Reader
from .references import Citations, SheetCitations


def goals_annex(advice: Advice, citations: Citations, reader: Reader, digest: str) -> Sheet:
    """Goals of the region, effects that segments seek, choices without a goal, and what nobody has said."""
    cite = citations.on(GOALS, with_lines=False)
    of_region = [g for g in advice.goals if g.kind != "effect"]
    of_segments = [g for g in advice.goals if g.kind == "effect"]
    blocks = (
        goals_block("region", of_region, cite, reader),
        goals_block("effects", of_segments, cite, reader),
        _without(reader),
        _questions(reader),
    )
    asked = cite.bracketed(dict.fromkeys(p for g in advice.goals if g.sdg for p in g.sdg.asked_by))
    sdg: Line = (*reader.line("goals.sdg_reading"), *words(" "), Own(), *words("."))
    sdg = (*sdg, *words(" "), *asked) if asked else sdg
    opening = (Paragraph(reader.line("goals.reading")), Paragraph(sdg, "note"))
    return sheet_of_annex(GOALS, "annex.goals_chain", blocks, reader, digest, opening)


def goals_block(name: str, goals: list[GoalEntry], cite: SheetCitations, reader: Reader) -> Block:
    title = reader.say(f"goals.head.{name}")
    if not goals:
        return Block(f"{GOALS}-{name}", title, (Paragraph(reader.line(f"goals.none.{name}")),))
    widths = {"goal": 20, "said": 13, "served": 37, "measured": 30}
    columns = reader.columns("goals.column", widths)
    rows = tuple(
        Row((_goal(g, cite, reader), _said(g, reader), _served(g, reader), _measured(g.indicators, reader)))
        for g in goals
    )
    return Block(f"{GOALS}-{name}", title, (Table(title, columns, rows),))


def _goal(goal: GoalEntry, cite: SheetCitations, reader: Reader) -> Line:
    line: Line = words(capitalized(reader.both(goal.name)))
    if goal.sdg:
        said = reader.line("goals.sdg", target=goal.sdg.target, title=reader.both(goal.sdg.title))
        line = (*line, *words(". "), *said, *words(" "), Own())
    cited = cite.bracketed(goal.passages)
    return (*line, *words(" "), *cited) if cited else line


def _said(goal: GoalEntry, reader: Reader) -> Line:
    """By the region with its lines, or by which segments."""
    paths = tuple(said.segment for said in goal.said_by if said.segment)
    if paths:
        return words(", ".join(reader.names(paths)))
    lines = [said.lines for said in goal.said_by if said.lines]
    return reader.line("goals.by_region_at" if lines else "goals.by_region", lines=lines[0] if lines else "")


def _served(goal: GoalEntry, reader: Reader) -> Line:
    choices = [s for s in goal.served_by if s.option]
    doing = {rule for s in goal.served_by if not s.option for rule in s.rules}
    none: Line = (Strong(reader.say("goals.served_by_none")),)
    parts = [_choices(choices, reader) if choices else none]
    if doing:
        parts.append(reader.line("goals.doing", n=len(doing)))
    if goal.against:
        parts.append((Strong(reader.say("goals.against")), *words(" "), *_choices(goal.against, reader)))
    return joined(parts)


def _choices(served: Iterable[ServedEntry], reader: Reader) -> Line:
    """By instrument; options of an instrument that serve in the same segments stand together."""
    where: dict[str, list[str]] = {}
    for entry in served:
        if entry.option and entry.segment not in where.setdefault(entry.option, []):
            where[entry.option].append(entry.segment)
    grouped: dict[str, dict[str, list[str]]] = {}
    for option, paths in where.items():
        instrument = reader.instrument_in_short(option.partition(".")[0])
        grouped.setdefault(instrument, {}).setdefault(reader.some(tuple(paths)), []).append(reader.option(option))
    lines = []
    for instrument, by_segments in grouped.items():
        texts = [
            reader.say("goals.choice", options=tuple(options), segments=segments)
            for segments, options in by_segments.items()
        ]
        lines.append((Strong(capitalized(instrument)), *words(f": {'; '.join(texts)}.")))
    return joined(lines)


def _measured(indicators: Iterable[IndicatorEntry], reader: Reader) -> Line:
    lines = []
    for held in indicators:
        how = reader.line("goals.how", source=reader.both(held.source), frequency=reader.say(f"goals.{held.frequency}"))
        said = words(reader.both(held.counted))
        mark: Line = (*words(" "), Own()) if held.own else ()
        lines.append((*said, *mark, *words(" "), *how, *words("; "), *reader.owner(held.owner), *words(".")))
    return joined(lines) if lines else reader.line("goals.not_measured")


def _without(reader: Reader) -> Block:
    """A choice without a goal is not wrong: it rests on facts, law or a decision."""
    title = reader.say("goals.head.without")
    held = reader.advice.choices_without_goal
    if not held:
        return Block(f"{GOALS}-zonder", title, (Paragraph(reader.line("goals.none.without")),))
    served = [
        ServedEntry(segment=path, instrument=None, option=choice.option, rules=())
        for choice in held
        for path in choice.segments
    ]
    elements: tuple[Element, ...] = (
        Paragraph(reader.line("goals.without")),
        Paragraph(_choices(served, reader)),
    )
    return Block(f"{GOALS}-zonder", title, elements)


def _questions(reader: Reader) -> Block:
    title = reader.say("goals.head.questions")
    held = reader.advice.goal_questions
    if not held:
        return Block(f"{GOALS}-vragen", title, (Paragraph(reader.line("goals.none.questions")),))
    lines = []
    for question in held:
        asked = reader.line(f"goals.ask.{question.field.replace('.', '_')}")
        about = f" ({', '.join(reader.names(question.segments))})" if question.segments else ""
        lines.append((*asked, *words(about)))
    return Block(f"{GOALS}-vragen", title, (Items(tuple(lines)),))
