"""Fields, values and options by their names, and the places that a rule stems from."""

import textwrap
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from ..facts import Vocabulary
from ..knowledge.library import Library
from ..knowledge.options import Both
from ..rendering import Catalogue, numbers
from .shell import Language

WIDTH = 100
INDENT = 4
SHOWN_AS: Mapping[str, Callable[[int, Language], str]] = {
    "date": numbers.day_of_number,
    "money": numbers.money,
    "share": numbers.share,
    "ratio": numbers.ratio,
    "count": numbers.count,
}


@dataclass(frozen=True)
class Terms:
    """How the rule base's codes are called in one language."""

    catalogue: Catalogue
    vocabulary: Vocabulary
    library: Library

    @property
    def language(self) -> Language:
        return self.catalogue.language

    def say(self, code: str, **values: str | int | tuple[str, ...]) -> str:
        return self.catalogue.say(f"command.{code}", **values)

    def both(self, text: Both) -> str:
        return text[self.language]

    def label(self, name: str) -> str:
        """The term of a field: the Dutch word, or its meaning in English; of a set, with the member in words."""
        held = self.vocabulary[name]
        term = (held.dutch if self.language == "nl" else held.meaning) or name
        if not held.set_field:
            return term
        return f"{term.partition(': ')[0]}: {self._member(held.set_field, name.rpartition('.')[2])}"

    def value(self, name: str, text: str) -> str:
        """A value of a field, as facts hold it, for a reader."""
        held = self.vocabulary[name]
        if held.owner == "chosen" and name.startswith("chosen."):
            return self.option(f"{name.removeprefix('chosen.')}.{text}")
        if held.kind in SHOWN_AS and text.lstrip("-").isdigit():
            return SHOWN_AS[held.kind](int(text), self.language)
        return self._member(name, text)

    def _member(self, field: str, member: str) -> str:
        codes = (f"members.{field}.{member}", f"members.{member}")
        return next((self.catalogue.texts[c] for c in codes if self.catalogue.has(c)), member)

    def option(self, code: str) -> str:
        held = self.library.options.by_code.get(code)
        return self.both(held.text.name) if held else code

    def options(self, codes: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.option(code) for code in codes)

    def instrument(self, name: str) -> str:
        return self.both(self.library.options.instruments[name].name)

    def passage(self, name: str) -> str:
        """``[RIV-5.3-22, r1328-1352] rivierenland-2021, section: our summary``."""
        held = self.library.passages[name]
        lines = self.say("passage.lines", lines=lines_of(held.lines)) if held.lines else ""
        section = self.say("passage.section", section=str(held.section)) if held.section else ""
        state = f" {self.say(f'passage.{held.state}')}" if held.state in ("secondary", "disputed") else ""
        return f"[{name}{lines}] {self.library.source_of[name].id}{section}: {self.both(held.summary)}{state}"

    def parameter(self, name: str) -> str:
        """``name: value since day (state)`` for each value, in the order of the days."""
        held = self.library.parameters[name]
        shown = SHOWN_AS[held.quantity]
        values = [
            self.say("parameter.value", value=shown(value, self.language), since=since.isoformat())
            for since in sorted(held.values)
            if (value := held.at(since)) is not None
        ]
        state = f" {self.say(f'passage.{held.state}')}" if held.state in ("secondary", "disputed") else ""
        return f"{name}: {', '.join(values) or self.say('parameter.none')}{state}"

    def documents(self, passages: Iterable[str]) -> list[str]:
        """The documents that passages stand in, each once: ``rivierenland-2021: title (organisation, date)``."""
        held = {source.id: source for source in (self.library.source_of[name] for name in passages)}
        return [
            self.say("passage.source", id=s.id, title=s.title, organisation=s.organisation, date=s.date)
            for _, s in sorted(held.items())
        ]


def lines_of(lines: tuple[int, int]) -> str:
    """``1328-1352``, or one number for one line."""
    return f"{lines[0]}" if lines[0] == lines[1] else f"{lines[0]}-{lines[1]}"


@dataclass
class Sheet:
    """Lines of plain text, wrapped and indented."""

    lines: list[str] = field(default_factory=list)

    def put(self, text: str, level: int = 0, mark: str = "") -> None:
        """A paragraph; ``mark`` stands before its first line."""
        start = " " * (INDENT * level) + mark
        self.lines += textwrap.wrap(
            text,
            WIDTH,
            initial_indent=start,
            subsequent_indent=" " * len(start),
            break_long_words=False,
            break_on_hyphens=False,
        )

    def head(self, text: str) -> None:
        if self.lines:
            self.lines.append("")
        self.put(text)

    def text(self) -> str:
        return "\n".join(self.lines)
