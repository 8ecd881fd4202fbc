"""The references of a deck: a number on the slide, and in its notes the rule behind it with its passages."""

from collections.abc import Iterable

from ..papers.paper import Making
from ..rendering.elements import Code, Line, Strong, capitalized, joined, words
from ..rendering.references import SheetCitations


class Numbers:
    """``[1]`` and so on, in the order in which rules are first referred to; a rule keeps its number."""

    def __init__(self, making: Making) -> None:
        self._making = making
        self._of: dict[str, str] = {}

    def mark(self, rule: str) -> Line:
        """Nothing for a rule that this advice has no words for."""
        number = self._of.get(rule, str(len(self._of) + 1))
        line = self._making.provenance.mark(number, rule)
        if line:
            self._of[rule] = number
        return line

    def note(self, rule: str, cite: SheetCitations) -> Line:
        """The number, the rule, what it says, and where that comes from."""
        provenance, reader = self._making.provenance, self._making.reader
        passages = provenance.passages(rule)
        cited = cite.bracketed(passages, len(passages)) or reader.line("slides.no_source")
        head = (Strong(f"[{self._of[rule]}]"), *words(" "), Code(rule))
        return (*head, *words(f". {capitalized(provenance.said(rule))} "), *cited)


class Marks:
    """The marks of one slide, and what its notes say of them."""

    def __init__(self, numbers: Numbers, cite: SheetCitations) -> None:
        self._numbers, self._cite = numbers, cite
        self._used: dict[str, None] = {}

    def of(self, rules: Iterable[str]) -> Line:
        marked = {rule: self._numbers.mark(rule) for rule in rules}
        self._used |= dict.fromkeys(rule for rule, line in marked.items() if line)
        return joined(list(marked.values()))

    def notes(self) -> tuple[Line, ...]:
        return tuple(self._numbers.note(rule, self._cite) for rule in self._used)
