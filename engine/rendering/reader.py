"""The words for what an advice names by code: options, fields, values, bodies and dates, in one language."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path

from ..advice.model import Advice, BodyAdvice, SegmentAdvice
from ..facts import Field, input_vocabulary
from ..knowledge.options import Both, Options, OptionsFile
from ..reading import read_document, validate
from . import numbers
from .catalogue import Catalogue
from .elements import Column, Day, Line, Own, Span, Unknown, Words, words
from .numbers import Language

OWNER_BY_ROOM = {
    "use": "data",
    "market": "data",
    "care": "data",
    "access": "access",
    "supplier_management": "contract_team",
    "evaluation": "contract_team",
    "scope": "board",
    "present": "procurement",
    "transition": "data",
    "governance": "board",
}
"""own judgement: who is asked when the region names nobody for a question"""


DECISION_OF = {
    "funding": "funding",
    "access": "decision_form",
    "supplier_management": "intensity",
    "form": "form",
    "contract": "term",
    "providers": "direction",
}
"""the choice that each confidence is about"""


@cache
def load_options() -> Options:
    path = Path(str(files("stuurwijzer") / "knowledge" / "options.yaml"))
    return Options(validate(OptionsFile, read_document(path, "knowledge/options.yaml")).instruments)


@dataclass(frozen=True)
class Reader:
    """What the views need to put an advice into words."""

    advice: Advice
    language: Language
    catalogue: Catalogue
    options: Options
    head: str = ""
    """digest of the record that was written with the paper; none was when it is empty"""

    def say(self, code: str, **values: str | int | tuple[str, ...]) -> str:
        return self.catalogue.say(code, **values)

    def line(self, code: str, **values: str | int | Span | Line | tuple[str, ...]) -> Line:
        return self.catalogue.line(code, **values)

    @property
    def lang_of_names(self) -> str:
        """Names that the region gave are Dutch: the language to mark them with where the document is not."""
        return "" if self.language == "nl" else "nl"

    def both(self, text: Both) -> str:
        return text[self.language]

    def columns(self, texts: str, widths: Mapping[str, int], right: frozenset[str] = frozenset()) -> tuple[Column, ...]:
        """The columns of a table: heads from the catalogue under ``texts``, widths in percent, numbers at the right."""
        return tuple(
            Column(words(self.say(f"{texts}.{name}")), width=width, right=name in right)
            for name, width in widths.items()
        )

    # Options and instruments

    def option(self, code: str) -> str:
        """What an option or a family such as ``funding.task`` is called: by the region itself where it has a word."""
        return self.house_term(code) or self.own_name(code)

    def own_name(self, code: str) -> str:
        """The product's own name for it."""
        held = self.options.by_code.get(code)
        return self.both(held.text.name) if held else self.say(f"families.{code}")

    def house_term(self, code: str) -> str:
        """The region's own word in this language; empty where it has none."""
        held = self.advice.region.house_terms.get(code)
        return (getattr(held, self.language) or "") if held else ""

    def clause(self, code: str) -> str:
        """An option as something to do, with the region's own word for it: its place in the sentence bends no word."""
        text, term = self.say(f"clause.{code}"), self.house_term(code.removeprefix("now.").removeprefix("region."))
        return self.say("house.clause", clause=text, term=term) if term else text

    def options_in_words(self, codes: tuple[str, ...] | list[str]) -> tuple[str, ...]:
        """Names of options, a whole family under its own name when there is more than that family."""
        left, named = list(codes), []
        for family, members in self._families.items():
            if len(members) > 1 and set(members) < set(left):
                named.append((left.index(members[0]), self.option(family), members))
        for _, _, members in named:
            left = [code for code in left if code not in members]
        return tuple(
            name for _, name in sorted([(codes.index(c), self.option(c)) for c in left] + [n[:2] for n in named])
        )

    @cached_property
    def _families(self) -> dict[str, tuple[str, ...]]:
        """Options that are called by one name together."""
        return {family: self.options.expand(family) for family in self.catalogue.under("families")}

    def instrument(self, name: str) -> str:
        """What an instrument is called."""
        return self.both(self.options.instruments[name].name)

    def instrument_in_short(self, name: str) -> str:
        """One word for a narrow column: ``toegang`` for the measures in access."""
        short = f"instrument_short.{name}"
        return self.say(short) if self.catalogue.has(short) else self.instrument(name)

    # Fields and their values

    def field(self, name: str) -> Field | None:
        return input_vocabulary().get(name)

    def label(self, name: str) -> str:
        """The term of a field: the Dutch word or the English meaning, as the profile's model has it."""
        held = self.field(name)
        if held is None:
            return self.say(f"fields.{name}")
        text = held.dutch if self.language == "nl" else held.meaning
        if held.set_field:
            return f"{text.partition(': ')[0]}: {self.member(held.set_field, name.rpartition('.')[2])}"
        return text

    def question(self, name: str) -> str:
        """The question that an unknown field stands for."""
        if self.catalogue.has(f"questions.{name}"):
            return self.say(f"questions.{name}")
        held = self.field(name)
        if held is not None and held.set_field:
            member = self.member(held.set_field, name.rpartition(".")[2])
            return self.say(f"questions.{held.set_field}", member=member)
        kind = held.kind if held else "bool"
        return self.say(f"questions.of_kind.{kind}", label=self.label(name))

    def member(self, field: str, value: str) -> str:
        """The word for a member of an enumeration; several enumerations share words such as high and low."""
        term = self.house_term(f"{field.rpartition('.')[2]}.{value}")
        if term:
            return term
        return self.catalogue.first(f"members.{field}.{value}", f"members.{value}")

    def value(self, name: str, value: int | str | None) -> Line:
        """A value in its unit; unknown is never zero and never empty."""
        if value is None:
            return (Unknown(),)
        held = self.field(name)
        kind = held.kind if held else "enum"
        if isinstance(value, str) and value.lstrip("-").isdigit() and kind != "enum":
            value = int(value)
        if isinstance(value, str):
            return (Words(self.say(f"members.{value}") if value in ("true", "false") else self.member(name, value)),)
        shown = {
            "money": numbers.money,
            "share": numbers.share,
            "ratio": numbers.ratio,
            "date": numbers.day_of_number,
        }.get(kind, numbers.count)
        return (Words(shown(value, self.language)),)

    # People and dates

    def some(self, paths: tuple[str, ...], most: int = 2) -> str:
        """Up to ``most`` segments by name, more by their number: the annex names them."""
        names = self.names(paths)
        if len(names) <= most:
            return self.catalogue.listed(names)
        return self.say("words.segments", n=len({p.partition("/")[0] for p in paths}))

    def owner(self, role: str | None) -> Line:
        """The body of a role as the region names it, or the role itself as our own reading."""
        named = self.advice.region.owners.get(role or "")
        if named:
            return (Words(short_body(named)),)
        return (Words(self.say(f"roles.{role}")), Words(" "), Own()) if role else (Unknown(),)

    def owner_of_field(self, name: str, stated: str | None) -> Line:
        """Who is asked about a field: as the profile says, else by its room, which is our own reading."""
        if stated:
            return (Words(short_body(stated)),)
        role = OWNER_BY_ROOM.get(name.partition(".")[0], "programme")
        named = self.advice.region.owners.get(role)
        return (Words(short_body(named or self.say(f"roles.{role}"))), Words(" "), Own())

    def day(self, iso: str | None) -> Line:
        return (Day(iso, numbers.day(iso, self.language)),) if iso else (Unknown(),)

    def short_day(self, iso: str | None) -> Line:
        return (Day(iso, numbers.short_day(iso, self.language)),) if iso else (Unknown(),)

    @property
    def deadline(self) -> str | None:
        """The last date for decisions that the purchase needs."""
        return self.advice.region.decisions_before or self.advice.region.publication

    @property
    def board(self) -> str:
        """The body that decides, without the explanation in brackets."""
        stamp = self.advice.region
        return short_body(stamp.addressee or stamp.owners.get("board") or self.say("roles.board"))

    # Segments and parts

    def named(self, path: str) -> str:
        """The name of a segment or part by its path, as one word for a table: ``Begeleiding`` or ``Wonen, A``."""
        segment_id, _, part_id = path.partition("/")
        for segment in self.advice.segments:
            if segment.id == segment_id:
                letters = part_letters(segment)
                return f"{segment.name}, {letters[part_id]}" if part_id in letters else segment.name
        return path

    def name_with_law(self, segment: SegmentAdvice) -> str:
        """``Jeugd Logeren``; a name that begins with the law is enough by itself."""
        law = self.say(f"law_short.{segment.law}")
        return segment.name if segment.name.lower().startswith(law.lower()) else f"{law} {segment.name}"

    def names(self, paths: tuple[str, ...]) -> tuple[str, ...]:
        """Segments and parts by name; all of them is said as such, and a segment with all its parts is one name."""
        whole = [s.id for s in self.advice.segments]
        if len(whole) > 1 and set(whole) <= {p.partition("/")[0] for p in paths}:
            return (self.say("words.all_segments"),)
        held = [p for p in paths if "/" not in p or p.partition("/")[0] not in paths]
        return tuple(self.named(path) for path in held)


def bodies_of(segment: SegmentAdvice) -> tuple[BodyAdvice, ...]:
    """What is advised on: the parts where there are any, else the segment itself.

    Where a part decides nothing itself, it stands here with the choice of its segment and how sure that is.
    """
    return tuple(_with_inherited(part, segment) for part in segment.parts) or (segment,)


def _with_inherited(part: BodyAdvice, segment: SegmentAdvice) -> BodyAdvice:
    inherited = {name for name, held in part.decisions.items() if held.inherited}
    decisions = {name: segment.decisions[name] if name in inherited else held for name, held in part.decisions.items()}
    sure = {name: getattr(segment.confidence, name) for name, choice in DECISION_OF.items() if choice in inherited}
    confidence = part.confidence.model_copy(update=sure)
    return part.model_copy(update={"decisions": decisions, "confidence": confidence})


def part_letters(segment: SegmentAdvice) -> dict[str, str]:
    """A, B, C … for the parts of a segment, in their order."""
    return {part.id: chr(ord("A") + number) for number, part in enumerate(segment.parts)}


def short_body(name: str) -> str:
    """``PFO`` of ``PFO (overleg van portefeuillehouders)``: the long form stands at the top of the sheet."""
    return name.partition(" (")[0]
