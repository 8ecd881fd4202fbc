"""References in the text: which passage, which lines, and the way to the source list and back."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..advice.model import Advice, CitedPassage, CitedSource
from .catalogue import Catalogue
from .elements import Cite, Line, Span, Stressed, Words

NEVER_SHOWN_AS_STATE = (None, "confirmed")


def rule_anchor(rule: str) -> str:
    return f"regel-{rule}"


def place_anchor(place: str) -> str:
    return f"plaats-{place}"


TO_RULES = (rule_anchor(""), place_anchor(""))
"""how the targets of references to rules begin"""


def source_anchor(passage: str) -> str:
    return f"bron-{passage}"


def use_anchor(sheet: str, passage: str) -> str:
    return f"bij-{sheet}-{passage}"


@dataclass
class Citations:
    """All references of a document. ``used`` keeps, by passage, the sheets on which it was cited, in their order."""

    catalogue: Catalogue
    passages: dict[str, CitedPassage]
    source_of: dict[str, CitedSource]
    used: dict[str, list[str]] = field(default_factory=dict)

    @staticmethod
    def of(advice: Advice, catalogue: Catalogue) -> "Citations":
        passages = {name: held for source in advice.sources for name, held in source.passages.items()}
        source_of = {name: source for source in advice.sources for name in source.passages}
        return Citations(catalogue, passages, source_of)

    def on(self, sheet: str, with_lines: bool = True) -> "SheetCitations":
        return SheetCitations(self, sheet, with_lines)


@dataclass
class SheetCitations:
    """References on one sheet: the first use of a passage carries its lines, a repeated one only its id."""

    all: Citations
    sheet: str
    with_lines: bool = True
    """false in an annex, where the source list is near"""
    _seen: set[str] = field(default_factory=set)

    def bracketed(self, passages: Iterable[str], most: int = 2) -> Line:
        """``[RIV-6.2-07, r1-3, -08]`` and the state of a legal fact in italics; nothing without passages."""
        inside = self.bare(passages, most)
        return (Words("["), *inside[0], Words("]"), *inside[1]) if inside[0] else ()

    def after(self, text: str, passages: Iterable[str], most: int = 1) -> Line:
        """A sentence with its references behind it."""
        cited = self.bracketed(passages, most)
        return (Words(f"{text} "), *cited) if cited else (Words(text),)

    def cell(self, passages: Iterable[str], most: int = 2, lines: bool = True) -> Line:
        """The same without brackets, for a column of its own; ``lines`` false for a narrow one."""
        shown, states = self.bare(passages, most, lines)
        return (*shown, *states)

    def bare(self, passages: Iterable[str], most: int, lines: bool = True) -> tuple[Line, Line]:
        known = [p for p in dict.fromkeys(passages) if p in self.all.passages]
        spans: list[Span] = []
        before = ""
        for passage in known[:most]:
            if spans:
                spans.append(Words(", " if _stem(passage) == _stem(before) else "; "))
            spans.append(self._cite(passage, _stem(passage) == _stem(before), lines and self.with_lines))
            before = passage
        if len(known) > most:
            spans.append(Words(self.all.catalogue.say("reference.more", n=len(known) - most)))
        return tuple(spans), self._states(known)

    def _states(self, passages: list[str]) -> Line:
        states = dict.fromkeys(self.all.passages[p].state for p in passages)
        spans: list[Span] = []
        for state in states:
            if state not in NEVER_SHOWN_AS_STATE:
                spans += [Words(" "), Stressed(self.all.catalogue.say(f"state.{state}"))]
        return tuple(spans)

    def _cite(self, passage: str, shorten: bool, lines: bool) -> Cite:
        held, catalogue = self.all.passages[passage], self.all.catalogue
        shown = passage[len(_stem(passage)) :] if shorten else passage
        first = passage not in self._seen
        anchor = ""
        if first:
            self._seen.add(passage)
            self.all.used.setdefault(passage, []).append(self.sheet)
            anchor = use_anchor(self.sheet, passage)
        place = ""
        if first and held.lines and lines:
            place = f", {self.lines(held.lines)}"
        spoken = catalogue.say("reference.spoken", id=f"{passage}{place}")
        if held.lines:  # a spoken name holds what is seen, so that it can be called by it, and then says it in words
            start, end = (str(line) for line in held.lines)
            spoken = f"{spoken} ({catalogue.say('source.lines', start=start, end=end)})"
        return Cite(passage, f"{shown}{place}", spoken, anchor)

    def lines(self, lines: tuple[int, int]) -> str:
        letter = self.all.catalogue.say("reference.line_letter")
        return f"{letter}{lines[0]}" if lines[0] == lines[1] else f"{letter}{lines[0]}-{lines[1]}"


def _stem(passage: str) -> str:
    """``RIV-6.2`` of ``RIV-6.2-08``: what a following reference need not repeat. Empty without a number part."""
    stem = passage.rpartition("-")[0]
    return stem if "-" in stem else ""
