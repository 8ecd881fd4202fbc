"""The cells of the mix: what is chosen for each instrument, in words, for one segment or part."""

from collections.abc import Callable
from dataclasses import dataclass

from ..advice.choice_entries import ContractAdvice, DecisionEntry
from ..advice.entries import PreconditionEntry
from ..advice.model import BodyAdvice, SegmentAdvice
from ..advice.pilot_entries import PilotEntry
from .confidence_line import confidence_in
from .elements import Line, Link, Own, Sign, Strong, Unknown, joined, words
from .numbers import NBSP
from .overrides import is_set
from .reader import DECISION_OF, Reader, bodies_of, part_letters

MOST_MEASURES = 3
"""the mix has to end on the first page; all measures stand in the annex of the segment"""
MOST_LEVEL = 2
SEPARATOR = " · "


@dataclass(frozen=True)
class Cell:
    """One cell: what is chosen, the measures with it, and what follows them."""

    main: Line
    measures: tuple[Line, ...] = ()
    tail: Line = ()
    head: str = "mix.measures"
    """how the measures are called"""


class Cells:
    """The cells of one segment."""

    def __init__(self, segment: SegmentAdvice, reader: Reader) -> None:
        self.segment, self.reader = segment, reader

    def choice(self, body: BodyAdvice, instrument: str) -> Line:
        """The chosen option, options that are level, or that the sources say nothing."""
        held = body.decisions[instrument]
        if held.chosen:
            line = self.named(held, held.chosen)
            return (*line, *words(" "), *self.reader.line("mix.set")) if is_set(body, instrument) else line
        if held.ties:
            return self.reader.line("mix.level", options=self.reader.options_in_words(held.ties))
        return self.reader.line(f"mix.{'none_left' if held.decided_at == 'none_left' else 'silent'}")

    def choice_in_short(self, body: BodyAdvice, instrument: str) -> Line:
        """The same for a narrow column, where many level options are counted."""
        ties = body.decisions[instrument].ties
        if body.decisions[instrument].chosen is None and len(ties) > MOST_LEVEL:
            return self.reader.line("mix.level_count", n=len(ties))
        return self.choice(body, instrument)

    def sure(self, cell: Callable[[BodyAdvice], Line], confidence: str) -> Line:
        """What is chosen and how sure that is; a choice that a person set is not the advice's to be sure of."""

        def with_sign(body: BodyAdvice) -> Line:
            if is_set(body, DECISION_OF[confidence]):
                return cell(body)
            return (*cell(body), *words(NBSP), Sign(confidence_in(body, confidence).word))

        return self.over_parts(with_sign)

    def over_parts(self, cell: Callable[[BodyAdvice], Line]) -> Line:
        """The cell of the segment; where its parts differ, that of each under its letter."""
        letters = part_letters(self.segment)
        cells = [(letters.get(body.id, ""), cell(body)) for body in bodies_of(self.segment)]
        if len({line for _, line in cells}) == 1:
            return cells[0][1]
        return joined([(Strong(letter), *words(" "), *line) for letter, line in cells], SEPARATOR)

    def named(self, held: DecisionEntry, code: str) -> Line:
        name = words(self.reader.option(code))
        return (*name, *words(" "), Own()) if code in held.own_reading else name

    def shown(self, cell: Cell, first: Cell | None = None) -> Line:
        """The cell as a line; beside a first cell only what differs from it."""
        if first is None:
            return joined([self._with_measures(cell), cell.tail], ". ")
        if cell == first:
            return self.reader.line("mix.same")
        if (cell.main, cell.tail) != (first.main, first.tail):
            return self.shown(cell)
        line = self.reader.line("mix.same")
        for code, held in (
            ("mix.also", [m for m in cell.measures if m not in first.measures]),
            ("mix.not", [m for m in first.measures if m not in cell.measures]),
        ):
            if held:
                line = (*line, *words("; "), *self.reader.line(code), *words(" "), *self._first(held))
        return line

    def _with_measures(self, cell: Cell) -> Line:
        if not cell.measures:
            return cell.main
        head = self.reader.line(cell.head, n=len(cell.measures))
        return (*cell.main, *words(". "), *head, *words(" "), *self._first(list(cell.measures)))

    def _first(self, measures: list[Line]) -> Line:
        line = joined(measures[:MOST_MEASURES], "; ")
        left = len(measures) - MOST_MEASURES
        link = Link(f"bijlage-{self.segment.id}", self.reader.say("mix.more_measures", n=left))
        return (*line, *words(", "), link) if left > 0 else line

    def _measures(self, body: BodyAdvice, instrument: str) -> tuple[Line, ...]:
        """Those that a source carries first."""
        held = body.decisions[instrument]
        return tuple(self.named(held, code) for code in sorted(held.taken, key=lambda c: c in held.own_reading))

    def funding(self, body: BodyAdvice) -> Cell:
        return Cell(self.choice(body, "funding"))

    def funding_in_short(self, body: BodyAdvice) -> Line:
        """For a narrow column, which says where the choice has a condition that others do not have."""
        line = self.choice_in_short(body, "funding")
        own = [p for p in body.preconditions if p.option == body.funding.now and p.state != "met" and not p.shared]
        return (*line, *words(", "), Strong(self.reader.say("region.provided"))) if own else line

    def provided(self, body: BodyAdvice) -> Cell:
        held = [p for p in body.preconditions if p.option == body.funding.now and p.state != "met"]
        if body.funding.now is None:
            return Cell(self.reader.line("mix.provided_open"))
        if not held:
            return Cell(self.reader.line("mix.provided_none"))
        return Cell(joined([self._condition(p) for p in held], "; "))

    def _condition(self, held: PreconditionEntry) -> Line:
        label = words(self.reader.both(held.label))
        if held.state == "unknown":
            return (*label, *words(" "), Unknown())
        return (*label, *words(f" ({self.reader.say('precondition.unmet')})"))

    def pilot(self, body: BodyAdvice) -> Cell:
        """The pilots of a part, and those of its segment as a whole."""
        own = set(body.funding.pilot)
        pilots = [p for p in self.reader.advice.pilots if p.id in own | set(self.segment.funding.pilot)]
        if not pilots:
            return Cell(self.reader.line("mix.no_pilot"))
        return Cell(joined([self._pilot_in_short(p, p.id in own) for p in pilots], "; "))

    def _pilot_in_short(self, pilot: PilotEntry, own: bool) -> Line:
        whole = "" if own else f" ({self.reader.say('mix.whole_segment')})"
        return (Strong(pilot.id), *words(f": {self.reader.option(pilot.variant)}{whole}"))

    def later(self, body: BodyAdvice) -> Cell:
        later = self.reader.options_in_words(body.funding.later)
        return Cell(words(self.reader.catalogue.listed(later)) if later else self.reader.line("mix.no_later"))

    def budget(self, body: BodyAdvice) -> Cell:
        control, holder = body.decisions["budget_control"], body.decisions["budget_holder"]
        parts = [self.choice(body, "budget_control")] if control.chosen or control.ties else []
        if holder.chosen or holder.ties:
            parts.append((*self.reader.line("mix.budget_of"), *words(" "), *self.choice(body, "budget_holder")))
        return Cell(joined(parts, SEPARATOR) or self.reader.line("mix.silent"))

    def access(self, body: BodyAdvice) -> Cell:
        held, reader = body.access, self.reader
        if held.organisation:
            code = "mix.access_given" if held.given else "mix.access_organised"
            line = reader.line(code, organisation=reader.member("access.organisation", held.organisation))
        else:
            line = (*reader.line("mix.access_unknown"), *words(" "), Unknown())
        return Cell(line, self._measures(body, "access_measure"))

    def decision_form(self, body: BodyAdvice) -> Cell:
        return Cell(self.choice(body, "decision_form"))

    def supplier(self, body: BodyAdvice) -> Cell:
        held, reader = body.supplier_management, self.reader
        line = self.choice(body, "intensity")
        if held.organisation:
            line = (*line, *words(f", {reader.option(held.organisation)}"))
        if held.workload.code == "workload_unknown":
            tail: Line = (*reader.line("mix.workload_unknown"), *words(" "), Unknown())
        else:
            tail = reader.line("mix.workload_known", n=int(str(held.workload.values["contracts"])))
        return Cell(line, self._measures(body, "supplier_measure"), tail)

    def form(self, body: BodyAdvice) -> Cell:
        parts = [self.choice(body, "form")]
        parts += [self.choice(body, name) for name in ("procedure", "structure") if body.decisions[name].chosen]
        return Cell(joined(parts, SEPARATOR))

    def contract(self, body: BodyAdvice) -> Cell:
        line = joined([self.choice(body, "term"), *self._strands(body.contract)], "; ")
        motivate = any(b.code == "bound_motivate" for b in body.contract.bounds)
        tail = self.reader.line("mix.bound_motivate") if motivate else ()
        return Cell(line, self._measures(body, "clause"), tail, "mix.clauses")

    def _strands(self, held: ContractAdvice) -> list[Line]:
        if held.strands and all(s.years is None for s in held.strands):
            return [(*self.reader.line("mix.strands_unknown"), *words(" "), Unknown())]
        return [
            (*self.reader.line(f"mix.{s.name.code}"), *words(" "), *(words(str(s.years)) if s.years else (Unknown(),)))
            for s in held.strands
        ]

    def providers(self, body: BodyAdvice) -> Cell:
        line = self.choice(body, "direction")
        held = body.providers.contracts
        if held is None:
            return Cell((*line, *words("; "), *self.reader.line("mix.range_unknown"), *words(" "), Unknown()))
        return Cell((*line, *words("; "), *self.reader.line("mix.range", low=held.low, high=held.high)))
