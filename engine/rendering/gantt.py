"""The picture of a planning: its bars in proportion, and the same bars in characters for a terminal."""

from datetime import date

from ..advice.planning_entries import PlanningAdvice, PlanStep
from ..pictures import Box, Drawing, Fill, Label, Mark, Shape, Trace
from ..pictures.shapes import LYING
from .elements import Gantt, GanttRow, GanttTick, capitalized
from .numbers import MONTHS, Language, short_day
from .reader import Reader

ID = "planning-beeld"
FULL = 10_000
MONTHS_IN_YEAR = 12
MOST_TICKS = 9
TICK_STEPS = (1, 2, 3, 6, 12, 24, 60)
DAYS_OF_MONTHS = (365, 12)
"""days in so many months, for a scale without a calendar"""
MARKS = {"law": "█", "source": "▓", "own": "░", "region": "▒"}
MOMENT = "◆"
FILLS: dict[str, Fill] = {"law": "solid", "source": "dense", "own": "dots", "region": "back"}
TOP, ROW, BAR, LEGEND, SCALE = 340, 200, 120, 1_400, 110
"""heights of the drawing; the width of an entry of its legend; the size of the letters of its scale"""
LEFT, WIDE = 4_100, 5_800
"""where its bars begin, and how wide they are together"""


def gantt_of(planning: PlanningAdvice, as_of: str, reader: Reader) -> Gantt | None:
    """The bars of all steps of which begin and end are known; None when there is none."""
    rows = [(step, span) for step in planning.steps if (span := _span(step, planning)) is not None]
    if not rows:
        return None
    today = date.fromisoformat(as_of).toordinal() if planning.start is not None else None
    points = [day for _, span in rows for day in span]
    first, last = min(points), max(points)
    if today is not None and first - 31 <= today <= last:
        first = min(first, today)
    width = max(1, last - first)

    def at(day: int) -> int:
        return (day - first) * FULL // width

    bars = tuple(
        GanttRow(
            label=capitalized(reader.both(step.name)),
            start=at(span[0]),
            end=at(span[1]),
            kind="moment" if step.moment else step.length.judgement if step.length else "own",
            fixed=step.counted == "stated",
        )
        for step, span in rows
    )
    shown = today is not None and first <= today <= last
    ticks = _dated_ticks(first, last, reader.language) if planning.start is not None else _relative_ticks(first, reader)
    return Gantt(
        id=ID,
        finding=_finding(planning, first, last, reader),
        long_text=reader.say("plan.picture.long_text", n=len(bars)),
        rows=bars,
        ticks=tuple(GanttTick(at(day), label) for day, label in ticks if first <= day <= last),
        legend=_legend(bars, shown, reader),
        today=at(today) if today is not None and shown else None,
    )


def _span(step: PlanStep, planning: PlanningAdvice) -> tuple[int, int] | None:
    """From and to in days: of the calendar, or before the start when there is none."""
    if planning.start is not None:
        if step.begin is None or step.end is None:
            return None
        return date.fromisoformat(step.begin).toordinal(), date.fromisoformat(step.end).toordinal()
    days = 0 if step.moment else step.length.days if step.length else None
    if step.days_before_start is None or days is None:
        return None
    return -step.days_before_start - days, -step.days_before_start


def _finding(planning: PlanningAdvice, first: int, last: int, reader: Reader) -> str:
    if planning.start is None:
        return reader.say("plan.picture.finding_relative")
    ends = {"first": first, "last": last}
    days = {name: short_day(date.fromordinal(day).isoformat(), reader.language) for name, day in ends.items()}
    return reader.say("plan.picture.finding", **days)


def _legend(bars: tuple[GanttRow, ...], today: bool, reader: Reader) -> tuple[tuple[str, str], ...]:
    kinds = {bar.kind for bar in bars}
    names: list[str] = [kind for kind in ("law", "source", "own", "region") if kind in kinds]
    names += ["moment"] if "moment" in kinds else []
    names += ["fixed"] if any(bar.fixed for bar in bars) else []
    names += ["today"] if today else []
    return tuple((name, reader.say(f"plan.picture.{name}")) for name in names)


def _dated_ticks(first: int, last: int, language: Language) -> list[tuple[int, str]]:
    """The first day of a month, so many months apart that the labels do not touch."""
    begin, end = date.fromordinal(first), date.fromordinal(last)
    months = (end.year - begin.year) * MONTHS_IN_YEAR + end.month - begin.month + 1
    step = next((s for s in TICK_STEPS if months <= s * MOST_TICKS), TICK_STEPS[-1])
    ticks = []
    for number in range(begin.year * MONTHS_IN_YEAR, (end.year + 1) * MONTHS_IN_YEAR, step):
        year, month = divmod(number, MONTHS_IN_YEAR)
        ticks.append((date(year, month + 1, 1).toordinal(), f"{MONTHS[language][month][:3]} {year}"))
    return ticks


def _relative_ticks(first: int, reader: Reader) -> list[tuple[int, str]]:
    days, months = DAYS_OF_MONTHS
    span = -first * months // days + 1
    step = next((s for s in TICK_STEPS if span <= s * MOST_TICKS), TICK_STEPS[-1])
    ticks = [(-n * days // months, reader.say("plan.picture.before_start", n=n)) for n in range(step, span, step)]
    return [*reversed(ticks), (0, reader.say("plan.picture.at_start"))]


def drawing_of(gantt: Gantt) -> Drawing:
    """The bars as a drawing; how its lengths are known is a hatch, named in the legend."""
    bottom = TOP + ROW * len(gantt.rows)
    shapes: list[Shape] = []
    for tick in gantt.ticks:
        x = _x(tick.at)
        shapes.append(Trace(((x, 180), (x, bottom - 20)), 4))
        shapes.append(Label(x, 130, tick.label, "end" if tick.at > 9_500 else "middle", SCALE))
    for number, row in enumerate(gantt.rows):
        shapes += _row_shapes(row, TOP - 100 + ROW * number)
    if gantt.today is not None:
        x = _x(gantt.today)
        shapes.append(Trace(((x, 180), (x, bottom - 20)), 25, dashed=True))
    for number, (kind, name) in enumerate(gantt.legend):
        shapes += _legend_shapes(kind, name, 100 + LEGEND * number, bottom + 40)
    return Drawing(gantt.id, gantt.finding, gantt.long_text, LYING, bottom + 220, tuple(shapes))


def _x(basis_points: int) -> int:
    return LEFT + basis_points * WIDE // FULL


def _row_shapes(row: GanttRow, y: int) -> list[Shape]:
    line = Trace(((0, y + 170), (LYING, y + 170)), 2)
    shapes: list[Shape] = [Label(0, y + 110, row.label), line]
    if row.kind == "moment":
        return [*shapes, Mark(_x(row.end), y + 70, "diamond" if row.fixed else "hollow_diamond", 70)]
    shapes.append(Box(_x(row.start), y + 10, _x(row.end) - _x(row.start), BAR, FILLS[row.kind]))
    if row.fixed:
        shapes.append(Trace(((_x(row.end), y - 20), (_x(row.end), y + 160)), 30))
    return shapes


def _legend_shapes(kind: str, name: str, x: int, y: int) -> list[Shape]:
    sign: Shape
    if kind == "today":
        sign = Trace(((x, y + 70), (x + 200, y + 70)), 15, dashed=True)
    elif kind == "moment":
        sign = Mark(x + 100, y + 70, "diamond", 70)
    elif kind == "fixed":
        sign = Trace(((x + 80, y - 10), (x + 80, y + 140)), 30)
    else:
        sign = Box(x, y + 10, 200, BAR, FILLS[kind])
    return [sign, Label(x + 260, y + 110, name, size=SCALE)]


def as_characters(gantt: Gantt, width: int) -> list[str]:
    """One line for each step: its name and a bar of characters, as wide as fits in ``width``."""
    names = min(max(len(row.label) for row in gantt.rows), width // 2)
    room = max(10, width - names - 2)
    lines = []
    for row in gantt.rows:
        start = row.start * room // FULL
        length = 1 if row.kind == "moment" else max(1, row.end * room // FULL - start)
        start = min(start, room - length)
        mark = MOMENT if row.kind == "moment" else MARKS[row.kind]
        lines.append(f"{_cut(row.label, names)}  {' ' * start}{mark * length}".rstrip())
    return [_scale(gantt, names, room), *lines]


def _scale(gantt: Gantt, names: int, room: int) -> str:
    """The labels of the scale, each above its place; one that does not fit is left out."""
    line = ""
    for tick in gantt.ticks:
        place = tick.at * room // FULL
        if place >= len(line) + (1 if line else 0) and place + len(tick.label) <= room:
            line = f"{line:<{place}}{tick.label}"
    return f"{'':<{names}}  {line}".rstrip()


def _cut(text: str, width: int) -> str:
    return f"{text:<{width}}" if len(text) <= width else f"{text[: width - 1]}…"
