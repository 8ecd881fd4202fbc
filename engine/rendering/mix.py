"""The mix: which value for each instrument, per part, with how sure it is or what it rests on."""

from collections.abc import Callable

from ..advice.model import BodyAdvice, ContractAdvice, DecisionEntry, PilotEntry, PreconditionEntry, SegmentAdvice
from .confidence_line import confidence_in
from .elements import Block, Column, Element, Line, Own, Paragraph, Row, Sign, Strong, Table, Unknown, joined, words
from .providers import providers_elements
from .questions import Questions
from .reader import Reader, bodies_of, part_letters

Cell = Callable[[BodyAdvice], Line]
SEPARATOR = " · "


class Mix:
    """The rows of the mix of one segment."""

    def __init__(self, segment: SegmentAdvice, questions: Questions, reader: Reader) -> None:
        self.segment, self.questions, self.reader = segment, questions, reader
        self.bodies, self.letters = bodies_of(segment), part_letters(segment)

    def block(self) -> Block:
        reader = self.reader
        elements: list[Element] = []
        if self.letters:
            named = [
                (Strong(letter), *words(f" = {b.name}"))
                for b, letter in zip(self.bodies, self.letters.values(), strict=True)
            ]
            elements.append(Paragraph((*joined(named, ". "), *words(". "), *reader.line("mix.parts_without_figures"))))
        elements.append(self._table())
        elements += providers_elements(self.segment, reader)
        return Block(f"{self.segment.id}-mix", reader.say("block.mix"), tuple(elements))

    def _table(self) -> Table:
        reader, rows = self.reader, []
        for name, cell, sure in self._rows():
            cells = [cell(body) for body in self.bodies]
            shown = [cells[0], *(reader.line("mix.same") if c == cells[0] else c for c in cells[1:])]
            rows.append(Row((words(name), *shown, self._sure(sure))))
        heads = [
            words(f"{self.letters[b.id]}: {b.name}") if self.letters else reader.line("column.advice")
            for b in self.bodies
        ]
        wide = 66 // len(heads)
        columns = (
            Column(words(reader.say("column.instrument")), width=20),
            *(Column(head, width=wide) for head in heads),
            Column(words(reader.say("column.confidence")), width=14),
        )
        return Table(reader.say("block.mix"), columns, tuple(rows))

    def _rows(self) -> tuple[tuple[str, Cell, str], ...]:
        """Name of the row, what stands in a cell, and the confidence or choice that the last column speaks of."""
        say = self.reader.say
        return (
            (say("mix.funding"), self._funding, "funding"),
            (say("mix.provided"), self._provided, "#provided"),
            (say("mix.pilot"), self._pilot, "#pilot"),
            (say("mix.later"), self._later, "#later"),
            (self.reader.instrument("budget_control"), lambda b: self.choice(b, "budget_control"), "=budget_control"),
            (self.reader.instrument("budget_holder"), lambda b: self.choice(b, "budget_holder"), "=budget_holder"),
            (say("mix.access"), self._access, "=access_measure"),
            (self.reader.instrument("decision_form"), lambda b: self.choice(b, "decision_form"), "access"),
            (say("mix.supplier"), self._supplier, "supplier_management"),
            (say("mix.form"), self._form, "form"),
            (say("mix.contract"), self._contract, "contract"),
            (say("mix.providers"), self._providers, "providers"),
        )

    # Cells

    def choice(self, body: BodyAdvice, instrument: str) -> Line:
        """The chosen option, options that are level, or that the sources say nothing."""
        held = body.decisions[instrument]
        if held.chosen:
            return self.named(held, held.chosen)
        if held.ties:
            return self.reader.line("mix.level", options=self.reader.options_in_words(held.ties))
        return self.reader.line(f"mix.{'none_left' if held.decided_at == 'none_left' else 'silent'}")

    def named(self, held: DecisionEntry, code: str) -> Line:
        name = words(self.reader.option(code))
        return (*name, *words(" "), Own()) if code in held.own_reading else name

    def measures(self, body: BodyAdvice, instrument: str) -> Line:
        held = body.decisions[instrument]
        return joined([self.named(held, code) for code in held.taken], "; ")

    def _funding(self, body: BodyAdvice) -> Line:
        return self.choice(body, "funding")

    def _provided(self, body: BodyAdvice) -> Line:
        held = [p for p in body.preconditions if p.option == body.funding.now and p.state != "met"]
        if body.funding.now is None:
            return self.reader.line("mix.provided_open")
        if not held:
            return self.reader.line("mix.provided_none")
        return joined([self._condition(p) for p in held], "; ")

    def _condition(self, held: PreconditionEntry) -> Line:
        label = words(self.reader.both(held.label))
        if held.state == "unknown":
            return (*label, *words(" "), Unknown())
        return (*label, *words(f" ({self.reader.say('precondition.unmet')})"))

    def _pilot(self, body: BodyAdvice) -> Line:
        pilots = [p for p in self.reader.advice.pilots if p.id in body.funding.pilot]
        if not pilots:
            return self.reader.line("mix.no_pilot")
        return joined([pilot_in_short(p, self.reader) for p in pilots], "; ")

    def _later(self, body: BodyAdvice) -> Line:
        later = self.reader.options_in_words(body.funding.later)
        return words(self.reader.catalogue.listed(later)) if later else self.reader.line("mix.no_later")

    def _access(self, body: BodyAdvice) -> Line:
        held, reader = body.access, self.reader
        if held.organisation:
            code = "mix.access_given" if held.given else "mix.access_organised"
            line = reader.line(code, organisation=reader.member("access.organisation", held.organisation))
        else:
            line = (*reader.line("mix.access_unknown"), *words(" "), Unknown())
        measures = self.measures(body, "access_measure")
        return (
            (*line, *words(". "), *reader.line("mix.measures", n=len(held.measures)), *words(" "), *measures)
            if measures
            else line
        )

    def _supplier(self, body: BodyAdvice) -> Line:
        held, reader = body.supplier_management, self.reader
        line = self.choice(body, "intensity")
        if held.organisation:
            line = (*line, *words(f", {reader.option(held.organisation)}"))
        measures = self.measures(body, "supplier_measure")
        if measures:
            line = (*line, *words(". "), *reader.line("mix.measures", n=len(held.measures)), *words(" "), *measures)
        if held.workload.code == "workload_unknown":
            return (*line, *words(". "), *reader.line("mix.workload_unknown"), *words(" "), Unknown())
        return (*line, *words(". "), *reader.line("mix.workload_known", n=int(str(held.workload.values["contracts"]))))

    def _form(self, body: BodyAdvice) -> Line:
        parts = [self.choice(body, "form")]
        parts += [self.choice(body, name) for name in ("procedure", "structure") if body.decisions[name].chosen]
        return joined(parts, SEPARATOR)

    def _contract(self, body: BodyAdvice) -> Line:
        clauses = self.measures(body, "clause")
        parts = [self.choice(body, "term"), *self._strands(body.contract)]
        if clauses:
            parts.append(clauses)
        if any(b.code == "bound_motivate" for b in body.contract.bounds):
            parts.append(self.reader.line("mix.bound_motivate"))
        return joined(parts, "; ")

    def _strands(self, held: ContractAdvice) -> list[Line]:
        return [
            (*self.reader.line(f"mix.{s.name.code}"), *words(" "), *(words(str(s.years)) if s.years else (Unknown(),)))
            for s in held.strands
        ]

    def _providers(self, body: BodyAdvice) -> Line:
        line = self.choice(body, "direction")
        held = body.providers.contracts
        if held is None:
            return (*line, *words("; "), *self.reader.line("mix.range_unknown"), *words(" "), Unknown())
        return (*line, *words("; "), *self.reader.line("mix.range", low=held.low or 0, high=held.high or 0))

    # How sure

    def _sure(self, name: str) -> Line:
        if name.startswith("#"):
            return self._about_funding(name)
        cells = [
            self._ground(b, name[1:]) if name.startswith("=") else (Sign(confidence_in(b, name).word, named=True),)
            for b in self.bodies
        ]
        if len(set(cells)) == 1:
            return cells[0]
        return joined(
            [(*words(f"{self.letters[b.id]} "), *cell) for b, cell in zip(self.bodies, cells, strict=True)], SEPARATOR
        )

    def _about_funding(self, name: str) -> Line:
        """The rows that hang on the funding: questions for what is provided, the pilot's question, nothing for later."""
        reader = self.reader
        if name == "#provided":
            keys = {
                p.id for b in self.bodies for p in b.preconditions if p.option == b.funding.now and p.state == "unknown"
            }
            pointer = self.questions.pointer(keys)
            return (Unknown(), *words(" "), *pointer) if pointer else reader.line("mix.no_question")
        if name == "#pilot" and any(b.funding.pilot for b in self.bodies):
            return reader.line("mix.effect_unknown")
        return reader.line("mix.follows_funding")

    def _ground(self, body: BodyAdvice, instrument: str) -> Line:
        """On what a choice without a confidence of its own rests."""
        held = body.decisions[instrument]
        return self.reader.line(f"ground.{held.decided_at}")


def pilot_in_short(pilot: PilotEntry, reader: Reader) -> Line:
    return (Strong(pilot.id), *words(f": {reader.option(pilot.variant)}; {reader.both(pilot.title)}"))


__all__ = ["Mix", "pilot_in_short"]
