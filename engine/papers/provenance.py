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
        self._numbers: dict[str, list[str]] = {}

    def text(self, rule: str) -> Both | None:
        """What a rule of this advice says, in both languages."""
        held = self._texts.get(rule)
        return held[0] if held else None

    def reference(self, number: str, rule: str) -> Line:
        """``[3.2 · funding.task.needs-bounded-population]``, which leads to the rule in the annex."""
        if rule not in self._texts:
            return ()
        numbers = self._numbers.setdefault(rule, [])
        if number not in numbers:
            numbers.append(number)
        spoken = self._reader.say("papers.reference_spoken", rule=rule)
        return (*words("["), Link(rule_anchor(rule), f"{number} · {rule}", spoken), *words("]"))

    def sheets(self, citations: Citations, digest: str) -> list[Sheet]:
        """The annex, where anything was referred to."""
        if not self._numbers:
            return []
        reader, cite = self._reader, citations.on(PROVENANCE, with_lines=False)
        entries = []
        for rule, numbers in self._numbers.items():
            text, passages = self._texts[rule]
            cited = cite.bracketed(passages, len(passages)) or (Own(),)
            where = reader.line("papers.referred_at", numbers=", ".join(numbers))
            said: Line = (*words(f"{reader.both(text)} "), *cited)
            entries.append(Definition(rule_anchor(rule), rule, (said, where)))
        intro = Paragraph(reader.line("papers.provenance_intro"), "note")
        block = Block(f"{PROVENANCE}-regels", reader.say("papers.rules"), (Definitions(tuple(entries)),))
        return [sheet_of_annex(PROVENANCE, "papers.provenance", (block,), reader, digest, (intro,))]


def _texts(reader: Reader) -> Iterator[tuple[str, tuple[Both, tuple[str, ...]]]]:
    """What each rule of the advice says, and its passages."""
    advice = reader.advice
    bodies = [body for segment in advice.segments for body in (segment, *segment.parts)]
    for given in advice.given:
        yield given.rule, (given.text, given.passages)
    for body in bodies:
        for held in body.consequences:
            yield held.rule, (held.text, held.passages)
        for dissent in body.dissent:
            yield dissent.rule, (dissent.text, dissent.passages)
    yield from texts_by_rule(bodies).items()
