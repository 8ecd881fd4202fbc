"""The memo to the council: short sentences, no table, and what is not known beside what is."""

from collections.abc import Callable, Iterable

from ..advice.model import BodyAdvice
from ..rendering.alternatives import told_once
from ..rendering.behind import rules_behind
from ..rendering.confidence_line import confidence_in
from ..rendering.elements import Block, Element, Items, Line, Own, Paragraph, Sheet, Strong, capitalized, words
from ..rendering.glossary import explained
from ..rendering.numbers import short_money
from ..rendering.planning import planning_blocks
from ..rendering.reader import DECISION_OF, bodies_of
from ..rendering.region_tables import first_question_text
from ..rendering.robustness_line import funding_holds
from .open_choices import OpenChoice, open_choice, open_line
from .paper import Making, Paper
from .points import names_of, path_of
from .unknown import needed, with_needed

SECTIONS = ("about", "choices", "residents", "certainty", "money", "role", "following")
CHOICES = ("funding", "form", "term", "direction")
"""those that a resident may notice"""
TOLD_AS_CLAUSES = ("funding", "form")
MOST_QUESTIONS, MOST_RISKS = 3, 3


def council_memo(making: Making) -> Paper:
    title = making.reader.say("papers.title.council", region=making.advice.region.name)
    view = _Council(making)
    blocks = tuple(view.section(name) for name in SECTIONS)
    sheet = Sheet("raad", title, "chapter", (), None, (), blocks, title)
    return making.paper(title, [explained(sheet, making.reader)], deepest=0)


def council_block(name: str, making: Making) -> Block:
    """One section of the memo, for what tells it elsewhere."""
    return _Council(making).section(name)


def contradictions(making: Making) -> list[Paragraph]:
    """On how many points the sources contradict each other; nothing where they do not."""
    pairs = {told_once(entry) for s in making.advice.segments for b in bodies_of(s) for entry in b.dissent}
    return [Paragraph(making.reader.line("papers.council.certainty.dissent", n=len(pairs)))] if pairs else []


class _Council:
    def __init__(self, making: Making) -> None:
        self.making, self.advice, self.reader = making, making.advice, making.reader

    def section(self, name: str) -> Block:
        build: Callable[[], list[Element]] = getattr(self, f"_{name}")
        return Block(f"raad-{name}", self.reader.say(f"papers.council.{name}.title"), tuple(build()), name=name)

    def _say(self, code: str, **values: str | int | Line | tuple[str, ...]) -> Paragraph:
        return Paragraph(self.reader.line(f"papers.council.{code}", **values))

    def _about(self) -> list[Element]:
        reader, stamp = self.reader, self.advice.region
        laws = tuple(dict.fromkeys(reader.say(f"papers.council.about.law.{s.law}") for s in self.advice.segments))
        first = self._say("about.what", n=len(self.advice.segments), laws=laws, board=stamp.addressee or reader.board)
        start = self._say("about.start", date=reader.day(stamp.start)) if stamp.start else self._say("about.no_start")
        return [
            first,
            start,
            self._say("about.how"),
            Paragraph(reader.line("papers.council.sign", own=Own()), "legend"),
        ]

    def _choices(self) -> list[Element]:
        """One line for each choice, in the words of the advice; what is open stands apart, with what is still possible
        and what would decide it, and names nothing as chosen.

        Behind each stands the rule that did most, and the text says where the others are.
        """
        advised: list[tuple[Line, tuple[str, ...]]] = []
        still_open: list[tuple[Line, tuple[str, ...]]] = []
        for instrument in CHOICES:
            held: dict[str | OpenChoice, list[tuple[str, BodyAdvice]]] = {}
            for segment in self.advice.segments:
                for body in bodies_of(segment):
                    choice = body.decisions[instrument].chosen or open_choice(body, instrument)
                    held.setdefault(choice, []).append((path_of(segment, body), body))
            for choice, of in held.items():
                names, rules = self._named([path for path, _ in of]), rules_behind((b for _, b in of), instrument)[:1]
                if isinstance(choice, str):
                    advised.append(((*self._clause(choice), *words(f": {names}.")), rules))
                else:
                    what = capitalized(self._called(instrument))
                    said = self.reader.line("papers.council.choices.open", what=what, segments=names)
                    told_open = open_line(choice, self._possible(instrument, choice.options), self.reader)
                    still_open.append(((*said, *words(" "), *told_open), rules))
        numbered = [
            (*line, *self._behind("choices", number, rules))
            for number, (line, rules) in enumerate((*advised, *still_open), 1)
        ]
        told: list[Element] = []
        for head, lines in (("intro", numbered[: len(advised)]), ("still_open", numbered[len(advised) :])):
            told += [self._say(f"choices.{head}"), Items(tuple(lines))] if lines else []
        by_hand = any(body.overrides for s in self.advice.segments for body in (s, *s.parts))
        more = [self._say("choices.by_hand")] if by_hand else []
        return [*told, *more, self._say("choices.behind")]

    def _called(self, instrument: str) -> str:
        """What a resident would call it."""
        return self.reader.say(f"papers.council.instrument.{instrument}")

    def _possible(self, instrument: str, options: tuple[str, ...]) -> tuple[str, ...]:
        """What can still be chosen: as something to do where the name of an option says little to a resident."""
        if instrument in TOLD_AS_CLAUSES:
            return tuple(self._text_of_clause(code) for code in options)
        return self.reader.options_in_words(options)

    def _clause(self, code: str) -> Line:
        """What to do; behind the region's own word for it what the product calls it."""
        reader, text = self.reader, (Strong(capitalized(self._text_of_clause(code))),)
        if not reader.house_term(code):
            return text
        return (*text, *words(f" ({reader.say('house.own', name=reader.own_name(code))})"))

    def _text_of_clause(self, code: str) -> str:
        """In the words of the region where it has its own."""
        reader, codes = self.reader, (f"papers.council.clause.{code}", f"clause.region.{code}", f"clause.{code}")
        text, term = reader.catalogue.first(*codes), reader.house_term(code)
        return reader.say("house.clause", clause=text, term=term) if term else text

    def _behind(self, section: str, line: int, rules: Iterable[str]) -> Line:
        """The place is the section by its number, and the line in it."""
        return self.making.provenance.reference(f"{SECTIONS.index(section) + 1}.{line}", rules)

    def _named(self, paths: list[str]) -> str:
        names = names_of(paths, self.making)
        if names == (self.reader.say("words.all_segments"),):
            return self.reader.say("papers.council.all")
        return self.reader.catalogue.listed(names)

    def _residents(self) -> list[Element]:
        """People who may get another provider: segments cannot be added up, so each stands by itself."""
        held = self.advice.change_over.transition
        unknown = [entry.segment for entry in held if entry.movers is None]
        lines: dict[tuple[str, int], list[Line]] = {}
        for entry in held:
            if entry.movers is not None:
                fewest = entry.movers.fewest
                code, left = ("stated", 0) if fewest is None else ("at_most", fewest.providers)
                values = {"n": entry.movers.clients or 0} if fewest is None else {"n": fewest.clients}
                said = self.reader.line(
                    f"papers.council.residents.{code}", segment=self.reader.named(entry.segment), **values
                )
                lines.setdefault((code, left), []).append(said)
        elements: list[Element] = [self._say("residents.intro")]
        for (code, left), said_of in lines.items():
            head = [self._say("residents.if_left", left=left)] if code == "at_most" else []
            elements += [*head, Items(tuple(said_of))]
        elements += [self._say("residents.not_added")] if lines else []
        if unknown:
            said = needed("transition", self.reader)
            elements.append(self._say("residents.unknown", segments=self._named(unknown), said=said))
        return elements

    def _certainty(self) -> list[Element]:
        reader = self.reader
        sure, turns, unsure = (self._counted(word) for word in ("clear", "leaning", "open"))
        elements: list[Element] = [self._say("certainty.intro")]
        for code, names in (("clear", sure), ("leaning", turns), ("open", unsure)):
            if names:
                elements += [self._say(f"certainty.{code}"), Items(tuple(words(name) for name in names))]
        elements += funding_holds(reader)
        lines = tuple(
            (
                *words(f"{first_question_text(held, reader)} ("),
                *(words(held.owner) if held.owner else reader.owner_of_field(held.field or "", None)),
                *words(")"),
            )
            for held in self.advice.first_questions[:MOST_QUESTIONS]
        )
        if lines:
            elements += [self._say("certainty.questions"), Items(lines)]
        return [*elements, *contradictions(self.making), *self._risks()]

    def _counted(self, word: str) -> tuple[str, ...]:
        """The instruments that are this sure in every segment or part where the word is the least sure of all."""
        order = ("open", "leaning", "clear")
        found = []
        for name in DECISION_OF:
            held = [confidence_in(body, name).word for s in self.advice.segments for body in bodies_of(s)]
            if held and min(held, key=order.index) == word:
                found.append(self._called(DECISION_OF[name]))
        return tuple(found)

    def _risks(self) -> list[Element]:
        held = {c.rule: c for s in self.advice.segments for c in s.consequences if c.what == "risk" and c.severe}
        lines = []
        for number, entry in enumerate(list(held.values())[:MOST_RISKS], 1):
            said = words(self.reader.both(entry.text))
            if entry.measure:
                answer = self.reader.line("papers.answer", measure=self.reader.both(entry.measure))
                said = (*said, *words(" "), *answer)
            lines.append((*said, *self._behind("certainty", number, (entry.rule,))))
        return [self._say("certainty.risks"), Items(tuple(lines))] if lines else []

    def _money(self) -> list[Element]:
        reader = self.reader
        spent = [next((f.value for f in s.figures if f.field == "use.spend"), None) for s in self.advice.segments]
        known = [value for value in spent if isinstance(value, int)]
        if known and len(known) == len(spent):
            now = self._say("money.now", amount=short_money(sum(known), reader.language))
        else:
            now = self._say("money.now_unknown", said=needed("use", reader))
        cost = self.advice.change_cost
        if cost is not None and cost.total is not None:
            low, high = (short_money(cents, reader.language) for cents in (cost.total.low, cost.total.high))
            exact = "money.change_stated" if cost.basis == "stated" else "money.change"
            change = self._say(exact if low == high else "money.change_range", low=low, high=high)
        else:
            change = self._say("money.change_unknown", said=needed("governance", reader))
        return [now, change, self._savings()]

    def _savings(self) -> Paragraph:
        held, reader = self.advice.savings, self.reader
        if held is None or held.total is None:
            return self._say("money.saved_unknown", said=needed("governance", reader))
        return self._say("money.saved", amount=short_money(held.total, reader.language))

    def _role(self) -> list[Element]:
        decides = self.advice.change_over.governance.decides
        what = tuple(self.reader.say(f"change.decision.{name}") for name, who in decides.items() if "council" in who)
        first = self._say("role.decides", what=what) if what else self._say("role.unknown", said=self._board())
        planning = self.advice.planning
        if planning is None:
            return [first]
        boards = planning_blocks(planning, self.making.citations, self.reader, ("boards",))
        held = [element for block in boards for element in with_needed(block, "governance", self.reader).elements]
        return [first, *held]

    def _board(self) -> Line:
        return needed("governance", self.reader)

    def _following(self) -> list[Element]:
        reader, found = self.reader, self.advice.change_over.evaluation
        norm = words(found.norm) if found.norm else needed("evaluation", reader)
        way_out = words(found.way_out) if found.way_out else needed("evaluation", reader)
        moment = reader.day(found.moment) if found.moment else needed("evaluation", reader)
        lines = tuple(
            (Strong(reader.say(f"papers.council.following.{name}")), *words(" "), *said)
            for name, said in (("moment", moment), ("norm", norm), ("way_out", way_out))
        )
        deadline = [self._say("following.deadline", date=reader.day(reader.deadline))] if reader.deadline else []
        return [*deadline, Items(lines), self._say("following.more")]
