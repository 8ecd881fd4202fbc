"""Why the rest fell away, what would change the advice, and where sources contradict each other."""

from ..advice.model import BodyAdvice, DissentEntry, RankingEntry, RestsOn, SegmentAdvice
from ..knowledge.options import Both
from .claims import texts_by_rule
from .confidence_line import DECISION_OF, confidence_in
from .elements import Block, Element, Items, Line, Link, Own, Paragraph, Stressed, joined, words
from .reader import Reader, bodies_of, part_letters
from .references import SheetCitations

LOST_INSTRUMENTS = ("funding", "form")
"""the two that a board asks about; the rest of the ranking stands in the annex"""
MOST_FLIPS, MOST_DISSENT = 5, 3
Texts = dict[str, tuple[Both, tuple[str, ...]]]


class Alternatives:
    """What was not advised, for one segment."""

    def __init__(self, segment: SegmentAdvice, cite: SheetCitations, reader: Reader) -> None:
        self.segment, self.cite, self.reader = segment, cite, reader
        self.bodies, self.letters = bodies_of(segment), part_letters(segment)
        self.texts: Texts = texts_by_rule(self.bodies)

    def _block(self, name: str, elements: list[Element]) -> Block:
        return Block(
            f"{self.segment.id}-{ANCHORS[name]}", self.reader.say(f"block.{name}"), tuple(elements), folded=True
        )

    def _more(self, code: str, n: int) -> list[Element]:
        if n <= 0:
            return []
        link = Link(f"bijlage-{self.segment.id}", self.reader.say("words.in_annex"))
        return [Paragraph((*self.reader.line(code, n=n), *words(" "), link, *words(".")), "note")]

    # Why the rest fell away

    def lost(self) -> Block:
        lines = [line for name in LOST_INSTRUMENTS for line in self.lost_lines(name)]
        elements: list[Element] = [Items(tuple(lines))] if lines else [Paragraph(self.reader.line("lost.none"))]
        return self._block("lost", elements)

    def lost_lines(self, instrument: str) -> list[Line]:
        """One line for all options that fell for the same reason."""
        reasons: dict[Line, list[str]] = {}
        for code in self.reader.options.of(instrument):
            line = self._lost_reason(instrument, code)
            if line:
                reasons.setdefault(line, []).append(code)
        lines = []
        for line, codes in reasons.items():
            names = self.reader.catalogue.listed(self.reader.options_in_words(codes))
            lines.append((Stressed(f"{names[:1].upper()}{names[1:]}:"), *words(" "), *line))
        return lines

    def _lost_reason(self, instrument: str, code: str) -> Line:
        held = [(body, self._entry(body, instrument, code)) for body in self.bodies]
        reasons = [(body, self._reason(entry)) for body, entry in held if entry is not None]
        distinct = dict.fromkeys(reason for _, reason in reasons if reason)
        if len(distinct) == 1 and len([r for _, r in reasons if r]) == len(self.bodies):
            return next(iter(distinct))
        shown = [(*words(f"{self.letters[b.id]}: "), *r) if self.letters else r for b, r in reasons if r]
        return joined(shown)

    def _entry(self, body: BodyAdvice, instrument: str, code: str) -> RankingEntry | None:
        return next((e for e in body.decisions[instrument].ranking if e.option == code), None)

    def _reason(self, entry: RankingEntry) -> Line:
        reader = self.reader
        if entry.outcome == "chosen":
            return ()
        if entry.outcome == "tied":
            return reader.line("lost.tied")
        option = reader.options.by_code.get(entry.option)
        if entry.outcome == "not_judged" or (option is not None and not option.text.judged and not entry.rules):
            return reader.line("lost.not_judged")
        line = reader.line(f"lost.{entry.step}")
        known = [rule for rule in entry.rules if rule in self.texts]
        if not known:
            return (*line, *words("."))
        text, passages = self.texts[known[0]]
        said = reader.both(text)
        line = (*line, *words(f": {said}{'' if said.endswith('.') else '.'}"))
        cited = self.cite.bracketed(passages, 1)
        return (*line, *words(" "), *cited) if cited else line

    # What would change the advice

    def flips(self) -> Block:
        lines = self.flip_lines()
        elements: list[Element] = (
            [Items(tuple(lines[:MOST_FLIPS])), *self._more("flip.more", len(lines) - MOST_FLIPS)]
            if lines
            else [Paragraph(self.reader.line("flip.none"))]
        )
        return self._block("flips", elements)

    def flip_lines(self) -> list[Line]:
        """Other answer → other advice; what one answer changes is one line."""
        grouped: dict[tuple[str, str, str, str], dict[tuple[str, str | None], list[str]]] = {}
        for body in self.bodies:
            for name, instrument in DECISION_OF.items():
                for rests in confidence_in(body, name).rests_on:
                    key = (rests.field, rests.why, rests.value, rests.limit or "")
                    parts = grouped.setdefault(key, {}).setdefault((instrument, rests.becomes), [])
                    parts += [p for p in (self.letters.get(body.id),) if p]
        by_effect: dict[tuple[object, ...], list[tuple[str, str, str, str]]] = {}
        for key, effects in grouped.items():
            shown = tuple((i, b, tuple(parts)) for (i, b), parts in effects.items())
            by_effect.setdefault((key[0], key[1], key[3], shown), []).append(key)
        lines = [
            self._flip(keys, grouped[keys[0]])
            for keys in sorted(by_effect.values(), key=lambda k: not any(i == "funding" for i, _ in grouped[k[0]]))
        ]
        return lines

    def _flip(self, keys: list[tuple[str, str, str, str]], effects: dict[tuple[str, str | None], list[str]]) -> Line:
        reader = self.reader
        field, why, _, limit = keys[0]
        values = [reader.value(field, value) for _, _, value, _ in keys]
        left = (*words(f"{reader.label(field)}: "), *joined(values, f" {reader.say('words.or')} "))
        if why == "judged":
            left = (*left, *words(f" ({reader.say('flip.judged')} "), Own(), *words(")"))
        if limit:
            meaning = next((reader.both(p.meaning) for p in reader.advice.parameters if p.id == limit), limit)
            left = (*left, *words(f" ({reader.say('flip.near_limit', meaning=meaning)} "), Own(), *words(")"))
        right = [self._effect(i, becomes, parts) for (i, becomes), parts in effects.items()]
        left = (
            (*words(left[0].text[:1].upper() + left[0].text[1:]), *left[1:])
            if isinstance(left[0], type(words("x")[0]))
            else left
        )
        return (*left, *words(" → "), *joined(right, "; "), *words("."))

    def _effect(self, instrument: str, becomes: str | None, parts: list[str]) -> Line:
        reader = self.reader
        part = f" {'/'.join(parts)}" if 0 < len(parts) < len(self.bodies) else ""
        name = f"{reader.instrument(instrument)}{part}"
        if becomes:
            return words(f"{name} {reader.option(becomes)}")
        return reader.line("flip.opens", instrument=name)

    # Sources that contradict each other

    def dissent(self) -> Block:
        held = self.dissent_entries()
        elements: list[Element] = (
            [
                Items(tuple(self.dissent_line(d) for d in held[:MOST_DISSENT])),
                *self._more("dissent.more", len(held) - MOST_DISSENT),
            ]
            if held
            else [Paragraph(self.reader.line("dissent.none"))]
        )
        return self._block("dissent", elements)

    def dissent_entries(self) -> list[DissentEntry]:
        """Each pair once; pairs that both weighed first, and those about what a board asks."""
        pairs = {(d.rule, d.against): d for body in self.bodies for d in body.dissent}
        return sorted(
            pairs.values(), key=lambda d: (d.weighed != "both", d.rule.partition(".")[0] not in LOST_INSTRUMENTS)
        )

    def dissent_line(self, held: DissentEntry) -> Line:
        reader = self.reader
        one, other = reader.both(held.text), reader.both(held.against_text)
        line: Line = (
            *words(f"{one} "),
            *self.cite.bracketed(held.passages, 1),
            *words(f" {reader.say('dissent.against')} {other} "),
            *self.cite.bracketed(held.against_passages, 1),
        )
        return (*line, *words(" "), *reader.line(f"dissent.{held.weighed}"))


ANCHORS = {"lost": "afgevallen", "flips": "omslag", "dissent": "tegenspraak"}

__all__ = ["Alternatives", "RestsOn", "Own"]
