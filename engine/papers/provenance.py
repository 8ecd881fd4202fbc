"""From a numbered paragraph to the rule behind it, and from the rule to its passages."""

from collections.abc import Iterator

from ..knowledge.options import Both
from ..rendering.annex import sheet_of_annex
from ..rendering.claims import texts_by_rule
from ..rendering.elements import Block, Definition, Definitions, Line, Link, Own, Paragraph, Sheet, words
from ..rendering.reader import Reader
from ..rendering.references import Citations

PROVENANCE = "herkomst"


def rule_anchor(rule: str) -> str:
    return f"regel-{rule}"


class Provenance:
    """The rules that a paper refers to, in the order of their first mention, each with the numbers that do."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._texts = dict(_texts(reader))
        bodies = [body for segment in reader.advice.segments for body in (segment, *segment.parts)]
        given = {held.rule for held in reader.advice.given}
        self._conditions = {r for body in bodies for held in body.preconditions for r in held.rules} - given
        self._numbers: dict[str, list[str]] = {}

    def text(self, rule: str) -> Both | None:
        """What a rule of this advice says, in both languages."""
        held = self._texts.get(rule)
        return held[0] if held else None

    def said(self, rule: str) -> str:
        """The same in words, where the name of a condition is not taken for a finding."""
        held = self._reader.both(self._texts[rule][0])
        return self._reader.say("papers.condition", text=held) if rule in self._conditions else held

    def passages(self, rule: str) -> tuple[str, ...]:
        """Where a rule of this advice comes from."""
        return self._texts[rule][1] if rule in self._texts else ()

    def listed(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The rules that were referred to, each with the numbers that do."""
        return tuple((rule, tuple(numbers)) for rule, numbers in self._numbers.items())

    def reference(self, number: str, rule: str) -> Line:
        """``[3.2 · funding.task.needs-bounded-population]``, which leads to the rule in the annex."""
        link = self._leading(f"{number} · {rule}", number, rule)
        return (*words("["), link, *words("]")) if link else ()

    def mark(self, number: str, rule: str) -> Line:
        """``[3]``, where there is no room for the rule itself."""
        link = self._leading(f"[{number}]", number, rule)
        return (link,) if link else ()

    def _leading(self, shown: str, number: str, rule: str) -> Link | None:
        if rule not in self._texts:
            return None
        numbers = self._numbers.setdefault(rule, [])
        if number not in numbers:
            numbers.append(number)
        return Link(rule_anchor(rule), shown, self._reader.say("papers.reference_spoken", rule=rule))

    def sheets(self, citations: Citations, digest: str) -> list[Sheet]:
        """The annex, where anything was referred to."""
        if not self._numbers:
            return []
        reader, cite = self._reader, citations.on(PROVENANCE, with_lines=False)
        entries = []
        for rule, numbers in self._numbers.items():
            passages = self.passages(rule)
            cited = cite.bracketed(passages, len(passages)) or (Own(),)
            where = reader.line("papers.referred_at", numbers=", ".join(numbers))
            said: Line = (*words(f"{self.said(rule)} "), *cited)
            entries.append(Definition(rule_anchor(rule), rule, (said, where)))
        intro = Paragraph(reader.line("papers.provenance_intro"), "note")
        block = Block(f"{PROVENANCE}-regels", reader.say("papers.rules"), (Definitions(tuple(entries)),))
        return [sheet_of_annex(PROVENANCE, "papers.provenance", (block,), reader, digest, (intro,))]


def _texts(reader: Reader) -> Iterator[tuple[str, tuple[Both, tuple[str, ...]]]]:
    """What each rule of the advice says, and its passages."""
    advice = reader.advice
    bodies = [body for segment in advice.segments for body in (segment, *segment.parts)]
    for body in bodies:
        for held in body.consequences:
            yield held.rule, (held.text, held.passages)
        for dissent in body.dissent:
            yield dissent.rule, (dissent.text, dissent.passages)
    yield from texts_by_rule(bodies).items()
    for given in advice.given:
        yield given.rule, (given.text, given.passages)  # the board's own words, where its decision is a condition too
