"""From a paragraph to the rules behind it, and from each rule to its passages.

A reference is short and stands at the end of its paragraph: ``[3.2 · funding.task.needs-bounded-population]``. It holds
the place, so that two people can talk about it, and one rule; how many more there are leads to all rules of the place.
"""

from collections.abc import Iterable, Iterator

from ..advice.model import Advice
from ..knowledge.options import Both
from .annex import sheet_of_annex
from .claims import texts_by_rule
from .elements import Block, Definition, Definitions, Line, Link, Own, Paragraph, Sheet, joined, words
from .reader import Reader
from .references import Citations, place_anchor, rule_anchor

PROVENANCE = "herkomst"


class Provenance:
    """The rules that a document refers to, in the order of their first mention, each with the places that do."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._texts = dict(_texts(reader.advice))
        self._places: dict[str, list[str]] = {}
        """by rule"""
        self._rules: dict[str, list[str]] = {}
        """by place"""
        bodies = [body for segment in reader.advice.segments for body in (segment, *segment.parts)]
        given = {held.rule for held in reader.advice.given}
        self._conditions = {r for body in bodies for held in body.preconditions for r in held.rules} - given

    def text(self, rule: str) -> Both | None:
        """What a rule of this advice says, in both languages."""
        held = self._texts.get(rule)
        return held[0] if held else None

    def said(self, rule: str) -> str:
        """The same in words, where the name of a condition is not taken for a finding."""
        text = self._reader.both(self._texts[rule][0])
        return self._reader.say("provenance.condition", text=text) if rule in self._conditions else text

    def passages(self, rule: str) -> tuple[str, ...]:
        """Where a rule of this advice comes from."""
        return self._texts[rule][1] if rule in self._texts else ()

    def listed(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The rules that were referred to, each with the places that do."""
        return tuple((rule, tuple(places)) for rule, places in self._places.items())

    def mark(self, number: str, rule: str) -> Line:
        """``[3]``, where there is no room for the rule itself."""
        if rule not in self._texts:
            return ()
        _add(self._places, rule, number)
        return (Link(rule_anchor(rule), f"[{number}]", self._reader.say("provenance.spoken", shown=rule)),)

    def reference(self, place: str, rules: Iterable[str]) -> Line:
        """The reference of a paragraph, with a space before it; nothing where no rule with words of its own speaks."""
        known = [rule for rule in dict.fromkeys(rules) if rule in self._texts]
        if not known:
            return ()
        for rule in known:
            _add(self._places, rule, place)
            _add(self._rules, place, rule)
        reader, first = self._reader, known[0]
        shown = f"{place} · {first}"
        spoken = reader.say("provenance.spoken", shown=shown)
        more: Line = ()
        if len(known) > 1:
            all_of = reader.say("provenance.spoken_more", n=len(known) - 1, place=place)
            more = (*words(", "), Link(place_anchor(place), f"+{len(known) - 1}", all_of))
        return (*words(" ["), Link(rule_anchor(first), shown, spoken), *more, *words("]"))

    def sheets(self, citations: Citations, digest: str) -> list[Sheet]:
        """The annex, where anything was referred to."""
        if not self._places:
            return []
        reader = self._reader
        blocks = [Block(f"{PROVENANCE}-regels", reader.say("provenance.rules"), (self._by_rule(citations),))]
        several = {place: rules for place, rules in self._rules.items() if len(rules) > 1}
        if several:
            entries = tuple(
                Definition(place_anchor(place), place, (joined([(_to_rule(rule),) for rule in rules], ", "),))
                for place, rules in several.items()
            )
            title = reader.say("provenance.places")
            blocks.append(Block(f"{PROVENANCE}-plaatsen", title, (Definitions(entries),)))
        intro = Paragraph(reader.line("provenance.intro"), "note")
        return [sheet_of_annex(PROVENANCE, "provenance.title", tuple(blocks), reader, digest, (intro,))]

    def _by_rule(self, citations: Citations) -> Definitions:
        reader, cite = self._reader, citations.on(PROVENANCE, with_lines=False)
        entries = []
        for rule, places in self._places.items():
            passages = self.passages(rule)
            cited = cite.bracketed(passages, len(passages)) or (Own(),)
            where = reader.line("provenance.referred_at", places=", ".join(places))
            said: Line = (*words(f"{self.said(rule)} "), *cited)
            entries.append(Definition(rule_anchor(rule), rule, (said, where)))
        return Definitions(tuple(entries))


def _to_rule(rule: str) -> Link:
    return Link(rule_anchor(rule), rule)


def _add(held: dict[str, list[str]], key: str, value: str) -> None:
    values = held.setdefault(key, [])
    if value not in values:
        values.append(value)


def _texts(advice: Advice) -> Iterator[tuple[str, tuple[Both, tuple[str, ...]]]]:
    """What each rule of the advice says, and its passages."""
    bodies = [body for segment in advice.segments for body in (segment, *segment.parts)]
    for pilot in advice.pilots:
        for rule in pilot.rules:
            yield rule, (pilot.title, pilot.passages)
    for body in bodies:
        for held in body.consequences:
            yield held.rule, (held.text, held.passages)
        for dissent in body.dissent:
            yield dissent.rule, (dissent.text, dissent.passages)
            yield dissent.against, (dissent.against_text, dissent.against_passages)
    yield from texts_by_rule(bodies).items()
    for given in advice.given:  # in the board's own words, also where its decision is a condition
        yield given.rule, (given.text, given.passages)
