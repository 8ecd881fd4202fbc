"""The steps of the planning, as a picture and as a table: days where the start is known, else how long before it."""

from ..advice.planning_entries import PlanningAdvice, PlanStep
from .elements import Element, Line, Own, Paragraph, Row, Strong, Table, Unknown, capitalized, words
from .gantt import gantt_of
from .numbers import count
from .reader import Reader
from .references import SheetCitations

DAYS_IN_WEEK = 7
MONTHS_IN_DAYS = (12, 365)
BARELY_OVER = 5
"""days beyond whole months that are not worth a word: months differ by three"""
FEW_WEEKS = 9


def plan_steps(planning: PlanningAdvice, cite: SheetCitations, reader: Reader) -> list[Element]:
    """The picture, the steps that it cannot show, and the table."""
    return _Steps(planning, cite, reader).elements()


def length_of(step: PlanStep, reader: Reader) -> Line:
    """How long a step takes, and whether that is our own judgement."""
    if step.moment:
        return reader.line("plan.moment")
    if step.length is None:
        return (Unknown(),)
    weeks, left = divmod(step.length.days, DAYS_IN_WEEK)
    code, n = ("plan.days", step.length.days) if left else ("plan.weeks", weeks)
    line = reader.line(code, n=n)
    return (*line, *words(" "), Own()) if step.length.judgement == "own" else line


class _Steps:
    def __init__(self, planning: PlanningAdvice, cite: SheetCitations, reader: Reader) -> None:
        self._planning, self._cite, self._reader = planning, cite, reader
        self._named = {step.id: reader.both(step.name) for step in planning.steps}

    def elements(self) -> list[Element]:
        gantt = gantt_of(self._planning, self._reader.advice.as_of, self._reader)
        elements: list[Element] = [gantt] if gantt else []
        drawn = {row.label for row in gantt.rows} if gantt else set()
        left = tuple(n for n in self._named.values() if capitalized(n) not in drawn)
        if left and gantt:
            elements.append(Paragraph(self._reader.line("plan.picture.without_dates", steps=left), "note"))
        elements.append(self._table())
        if any(Own() in self._reader.owner(step.owner) for step in self._planning.steps):
            elements.append(Paragraph(self._reader.line("plan.owners", own=Own()), "note"))
        return elements

    def _table(self) -> Table:
        dated = self._planning.start is not None
        widths = {"step": 31, "owner": 17, "length": 11, "begin": 12, "end": 15, "slack": 7, "passages": 7}
        if not dated:
            del widths["slack"]
        columns = self._reader.columns("plan.column", widths, frozenset({"slack"}))
        rows = tuple(Row(self._cells(step, dated)) for step in self._planning.steps)
        return Table(self._reader.say("plan.table" if dated else "plan.table_relative"), columns, rows)

    def _cells(self, step: PlanStep, dated: bool) -> tuple[Line, ...]:
        reader = self._reader
        name = capitalized(self._named[step.id])
        head: Line = words(f"{name} ({reader.say('plan.each')})" if step.each_municipality else name)
        owner = tuple(span for span in reader.owner(step.owner) if not isinstance(span, Own))  # said once, below
        cells = [head, owner, length_of(step, self._reader)]
        if dated:
            cells += [self._begin(step), self._end(step), self._slack_cell(step)]
        else:
            cells += [self._offset(step, True), self._offset(step, False)]
        passages = (*(step.length.passages if step.length else ()), *step.passages)
        return (*cells, self._cite.cell(passages, lines=False) or words("–"))

    def _begin(self, step: PlanStep) -> Line:
        return words("–") if step.moment else self._reader.short_day(step.begin)

    def _end(self, step: PlanStep) -> Line:
        reader, day = self._reader, self._reader.short_day(step.end)
        if step.done:
            return (*day, *words(f" ({reader.say('plan.done')})"))
        if step.counted == "stated":
            return (*day, *words(f" ({reader.say('plan.stated')})"))
        return reader.line("plan.forwards", end=day) if step.counted == "forwards" else day

    def _slack_cell(self, step: PlanStep) -> Line:
        if step.slack_days is None:
            return words("–")
        shown = count(abs(step.slack_days), self._reader.language)
        return (Strong(f"−{shown}"),) if step.slack_days < 0 else words(shown)

    def _offset(self, step: PlanStep, begin: bool) -> Line:
        """``start − 9 months``: how long before the start a step begins or has to be finished."""
        if begin and step.moment:
            return words("–")
        if step.days_before_start is None:
            return self._reader.short_day(step.end) if step.end and not begin else (Unknown(),)
        days = step.days_before_start
        if begin:
            if step.length is None:
                return (Unknown(),)
            days += step.length.days
        if days == 0:
            return self._reader.line("plan.at_start")
        code = "plan.before_start" if days > 0 else "plan.after_start"
        return self._reader.line(code, time=self._time(abs(days)))

    def _time(self, days: int) -> str:
        """Days as people count them: weeks when there are few, else months, ``over`` when there is more."""
        months, year = MONTHS_IN_DAYS
        whole = days * months // year
        if days < DAYS_IN_WEEK:
            return self._reader.say("plan.days", n=days)
        if days < FEW_WEEKS * DAYS_IN_WEEK:
            weeks, left = divmod(days, DAYS_IN_WEEK)
            text = self._reader.say("plan.weeks", n=weeks)
        else:
            text, left = self._reader.say("plan.months", n=whole), days - whole * year // months - BARELY_OVER
        return self._reader.say("plan.over", time=text) if left > 0 else text
