"""The instruments of steering and their options: codes, names, synonyms. The closed list of what can be decided."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from pydantic import Field

from ..profile.answers import Strict, Text
from ..profile.house_terms import Names


class Both(Strict):
    """A text in both languages of the product."""

    nl: Text
    en: Text

    def __getitem__(self, language: str) -> str:
        return self.nl if language == "nl" else self.en


class OptionText(Strict):
    """How one option is called. ``plain`` explains it in brackets where it first appears."""

    name: Both
    plain: Both | None = None
    synonyms: tuple[Text, ...] = ()
    legal: bool = Field(False, description="true: the law names it so; no region's own word can stand for it")
    judged: bool = Field(True, description="false: no source judges this option; the advice says so")


class InstrumentText(Strict):
    """One thing that is decided per segment, with its options in the order in which they are shown."""

    name: Both
    stage: int = Field(
        ge=1, le=4, description="instruments of a later stage may depend on the choice of an earlier one"
    )
    multi: bool = Field(False, description="true: a set of measures, each decided for itself")
    synonyms: tuple[Text, ...] = Field((), description="what regions and sources call it as well")
    passages: tuple[Text, ...] = Field((), description="where the sources say what is decided here, and after what")
    options: dict[str, OptionText]


class OptionsFile(Strict):
    passages: tuple[Text, ...] = Field((), description="where the sources say which instruments there are")
    instruments: dict[str, InstrumentText]


@dataclass(frozen=True)
class Option:
    """``code`` is ``instrument.name``, such as ``funding.task.lumpsum``; ``name`` is what follows the instrument."""

    code: str
    instrument: str
    name: str
    text: OptionText = field(repr=False, compare=False)


@dataclass(frozen=True)
class Options:
    """All instruments and options; a family code such as ``funding.task`` stands for the options under it."""

    instruments: dict[str, InstrumentText]

    @cached_property
    def by_code(self) -> dict[str, Option]:
        return {
            f"{instrument}.{name}": Option(f"{instrument}.{name}", instrument, name, option)
            for instrument, held in self.instruments.items()
            for name, option in held.options.items()
        }

    @cached_property
    def _expanded(self) -> dict[str, tuple[str, ...]]:
        held: dict[str, tuple[str, ...]] = {}
        for code in self.by_code:
            parts = code.split(".")
            for length in range(1, len(parts)):
                family = ".".join(parts[:length])
                held[family] = (*held.get(family, ()), code)
        return held | {code: (code,) for code in self.by_code}

    def expand(self, code: str) -> tuple[str, ...]:
        """The options that a code stands for; empty when it is unknown."""
        return self._expanded.get(code, ())

    def of(self, instrument: str) -> tuple[str, ...]:
        return tuple(f"{instrument}.{name}" for name in self.instruments[instrument].options)

    @cached_property
    def choices(self) -> dict[str, tuple[str, ...]]:
        """The names of the options of each instrument with one choice; measures are each decided for themselves."""
        return {name: tuple(held.options) for name, held in self.instruments.items() if not held.multi}

    @cached_property
    def names(self) -> Names:
        """Every option and family with what it is called; the law names some of them."""
        held = {code: frozenset(_names(option)) for code, option in self.by_code.items()}
        families = [code for code, members in self._expanded.items() if "." in code and len(members) > 1]
        held |= {code: frozenset({code}) for code in families}
        return Names(held, frozenset(code for code, option in self.by_code.items() if option.text.legal))

    def find(self, word: str) -> tuple[str, ...]:
        """Options by code, by the end of a code, by name or by synonym, in whatever case."""
        wanted = word.strip().lower()
        return tuple(code for code, option in self.by_code.items() if wanted in set(_names(option)))


def _names(option: Option) -> Iterator[str]:
    yield option.code
    yield option.name
    for text in (option.text.name.nl, option.text.name.en, *option.text.synonyms):
        yield text.lower()
