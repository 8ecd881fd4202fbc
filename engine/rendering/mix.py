"""The mix: which value for each instrument, per part, with how sure it is or what it rests on."""

from collections.abc import Callable

from ..advice.model import BodyAdvice, SegmentAdvice
from .confidence_line import confidence_in
from .elements import (
    Block,
    Column,
    Element,
    Line,
    Paragraph,
    Row,
    Sign,
    Strong,
    Table,
    Unknown,
    capitalized,
    joined,
    words,
)
from .mix_cells import SEPARATOR, Cell, Cells
from .overrides import is_set
from .providers import providers_elements
from .questions import Questions
from .reader import DECISION_OF, Reader, bodies_of, part_letters

WIDE = 65
"""percent of the table for the values, over all parts"""


class Mix:
    """The block of one segment."""

    def __init__(self, segment: SegmentAdvice, questions: Questions, reader: Reader) -> None:
        self.segment, self.questions, self.reader = segment, questions, reader
        self.bodies, self.letters = bodies_of(segment), part_letters(segment)
        self.cells = Cells(segment, reader)

    def block(self) -> Block:
        reader = self.reader
        elements: list[Element] = []
        if self.letters:
            named = [(Strong(self.letters[b.id]), *words(f" = {b.name}")) for b in self.bodies]
            elements.append(Paragraph((*joined(named, ". "), *words("."))))
        elements.append(self._table())
        elements += providers_elements(self.segment, reader)
        return Block(f"{self.segment.id}-mix", reader.say("block.mix"), tuple(elements))

    def _table(self) -> Table:
        reader = self.reader
        rows, alike = [], 0
        for name, cell_of, sure in self._rows():
            first, *rest = (cell_of(body) for body in self.bodies)
            alike += all(cell == first for cell in rest)
            shown = [self.cells.shown(first), *(self.cells.shown(cell, first) for cell in rest)]
            rows.append(Row((words(name), *shown, self._sure(sure))))
        columns = (
            Column(words(reader.say("column.instrument")), width=21),
            *self._value_columns(mostly_alike=2 * alike > len(rows)),
            Column(words(reader.say("column.confidence")), width=14),
        )
        return Table(reader.say("block.mix"), columns, tuple(rows))

    def _value_columns(self, mostly_alike: bool) -> tuple[Column, ...]:
        """The first part is wider where the others mostly say that they are the same."""
        first, *rest = (self._head(body) for body in self.bodies)
        each = WIDE // (2 * len(rest) + 1) if rest and mostly_alike else WIDE // (len(rest) + 1)
        return (Column(first, width=WIDE - each * len(rest)), *(Column(head, width=each) for head in rest))

    def _head(self, body: BodyAdvice) -> Line:
        if not self.letters:
            return self.reader.line("column.advice")
        return self.reader.line("column.part", letter=self.letters[body.id])

    def _rows(self) -> tuple[tuple[str, Callable[[BodyAdvice], Cell], str], ...]:
        """Name of the row, what stands in a cell, and the confidence or choice that the last column speaks of."""
        say, cells = self.reader.say, self.cells
        return (
            (say("mix.funding"), cells.funding, "funding"),
            (say("mix.provided"), cells.provided, "#provided"),
            (say("mix.pilot"), cells.pilot, "#pilot"),
            (say("mix.later"), cells.later, "#later"),
            (say("mix.budget"), cells.budget, "=budget_control"),
            (say("mix.access"), cells.access, "=access_measure"),
            (capitalized(self.reader.instrument("decision_form")), cells.decision_form, "access"),
            (say("mix.supplier"), cells.supplier, "supplier_management"),
            (say("mix.form"), cells.form, "form"),
            (say("mix.contract"), cells.contract, "contract"),
            (say("mix.providers"), cells.providers, "providers"),
        )

    def _sure(self, name: str) -> Line:
        """How sure a row is; parts that differ in it are told apart."""
        if name.startswith("#"):
            return self._about_funding(name)
        cells: list[tuple[str, Line]] = [
            (self.letters.get(body.id, ""), self._ground(body, name[1:]) if name[0] == "=" else self._sign(body, name))
            for body in self.bodies
        ]
        if len({line for _, line in cells}) == 1:
            return cells[0][1]
        return joined([(*words(f"{letter} "), *line) for letter, line in cells], SEPARATOR)

    def _sign(self, body: BodyAdvice, name: str) -> Line:
        if is_set(body, DECISION_OF[name]):
            return self._ground(body, DECISION_OF[name])
        return (Sign(confidence_in(body, name).word, named=True),)

    def _about_funding(self, name: str) -> Line:
        """The rows that hang on the funding: its open conditions, the pilot's question, what may follow later."""
        reader = self.reader
        if name == "#provided":
            keys = {
                p.id for b in self.bodies for p in b.preconditions if p.option == b.funding.now and p.state == "unknown"
            }
            pointer = self.questions.pointer(keys)
            return (Unknown(), *words(" "), *pointer) if pointer else reader.line("mix.no_question")
        if name == "#pilot" and any(b.funding.pilot for b in (self.segment, *self.bodies)):
            return reader.line("mix.effect_unknown")
        return reader.line("mix.follows_funding")

    def _ground(self, body: BodyAdvice, instrument: str) -> Line:
        """On what a choice without a confidence of its own rests."""
        return self.reader.line(f"ground.{body.decisions[instrument].decided_at}")
