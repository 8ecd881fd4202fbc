"""Errata of the sources: at the passage that they concern, and what is missing where it would matter."""

from ..advice.entries import ErratumEntry
from ..advice.model import Advice
from .elements import Element, Items, Line, Link, Paragraph, Strong, joined, words
from .reader import Reader
from .references import source_anchor


class Errata:
    """The errata of one advice. Each is told in full once, at the first cited passage that it concerns."""

    def __init__(self, advice: Advice, reader: Reader) -> None:
        self._advice, self._reader = advice, reader
        cited = [name for source in advice.sources for name in source.passages]
        self._told_at = {
            entry.id: next((name for name in cited if name in entry.passages), "") for entry in advice.errata
        }

    def at(self, passage: str) -> tuple[Line, ...]:
        """What the source list says at a passage."""
        return tuple(self._line(entry, passage) for entry in self._advice.errata if passage in entry.passages)

    def missing_in(self, source: str) -> tuple[Element, ...]:
        """What our text of a document lacks, where no cited passage tells it."""
        held = [e for e in self._advice.errata if e.kind == "missing" and e.source == source]
        lines = tuple(self._in_full(entry) for entry in held if not self._told_at[entry.id])
        return (Items(lines),) if lines else ()

    def missing_for(self, instrument: str) -> tuple[Element, ...]:
        """What is missing in the sources and would inform the choice for an instrument; never filled in."""
        held = [entry for entry in self._advice.errata if instrument in entry.matters_for]
        if not held:
            return ()
        named = [(*words(self._reader.both(e.title)), *words(f" ({self._document(e)})")) for e in held]
        head = (*self._reader.line("erratum.missing"), *words(" "))
        return (
            Paragraph((*head, *joined(named, "; "), *words(". "), *self._reader.line("erratum.not_filled")), "note"),
        )

    def _line(self, entry: ErratumEntry, passage: str) -> Line:
        told = self._told_at[entry.id]
        if told == passage:
            return self._in_full(entry)
        link = Link(source_anchor(told), told, self._reader.say("erratum.see_spoken", passage=told))
        return (*self._head(entry), *words(" "), *self._reader.line("erratum.see"), *words(" "), link, *words("."))

    def _in_full(self, entry: ErratumEntry) -> Line:
        reader = self._reader
        right, code = (entry.right, "right") if entry.right else (entry.unknown, "unknown")
        told = [reader.both(entry.says)]
        told += [f"{reader.say(f'erratum.{code}')} {reader.both(right)}"] if right else []
        told += [reader.say("erratum.shown_by", passages=entry.shown_by)] if entry.shown_by else []
        told.append(f"{reader.say('erratum.handled')} {reader.both(entry.handled)}")
        return (*self._head(entry), *words(f" {' '.join(told)}"))

    def _head(self, entry: ErratumEntry) -> Line:
        reader = self._reader
        head = reader.say("erratum.head_missing" if entry.kind == "missing" else "erratum.head")
        return (Strong(f"{head}: {reader.both(entry.title)}."),)

    def _document(self, entry: ErratumEntry) -> str:
        return next((source.title for source in self._advice.sources if source.id == entry.source), entry.source)
