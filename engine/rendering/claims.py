"""Arguments as claims: one mechanism is one row, however many rules and parts of a segment carry it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from ..advice.entries import ArgumentEntry
from ..advice.model import BodyAdvice
from ..knowledge.options import Both
from .reader import Reader

SHOWN_INSTRUMENTS = (
    *("scope", "extend", "funding", "form", "structure", "direction", "term", "intensity"),
    *("decision_form", "budget_control", "budget_holder", "supplier_organisation", "procedure"),
)
"""instruments with one choice; claims about measures stand in the annex, their result in the mix"""
T = TypeVar("T")
STRENGTHS = ("weak", "normal", "strong")


@dataclass
class ClaimRow:
    """One claim for or against one or more options, with its strongest text and all that carries it."""

    claim: str
    direction: str
    step: str
    options: list[str]
    text: Both
    level: int
    strength: str
    own_reading: bool
    verdict: str
    bearing: str
    severe: bool
    measure: Both | None
    deciding: bool
    """a choice fell on this claim"""
    rules: list[str] = field(default_factory=list)
    evidence: list[tuple[str, str]] = field(default_factory=list)
    """kind and the first passage that it comes with"""
    passages: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    @property
    def instrument(self) -> str:
        return self.options[0].partition(".")[0]


def claim_rows(bodies: Iterable[tuple[str, BodyAdvice]]) -> list[ClaimRow]:
    """All claims of the bodies, the deciding ones first, then as the instruments are shown and by strength.

    Each body comes with the letter or number under which ``parts`` names it.
    """
    rows: dict[tuple[str, str, str, str], ClaimRow] = {}
    for name, body in bodies:
        deciding = deciding_rules(body)
        for argument in body.arguments:
            key = (argument.option.partition(".")[0], argument.claim, argument.direction, argument.step)
            row = rows.get(key)
            if row is None or _stronger(argument, row):
                row = rows[key] = _row(argument, row)
            _carry(row, argument, name, argument.rule in deciding)
    return sorted(rows.values(), key=_order)


def most_telling(rows: Iterable[ClaimRow], most: int) -> list[ClaimRow]:
    """The first claims of each instrument before the second of any: a choice without its reason is worse than a few
    reasons of one choice less."""
    seen: Counter[str] = Counter()
    ranked = []
    for row in rows:
        ranked.append((not row.deciding, seen[row.instrument], row))
        seen[row.instrument] += 1
    held = [row for _, _, row in sorted(ranked, key=lambda entry: entry[:2])[:most]]
    return sorted(held, key=_order)


def deciding_rules(body: BodyAdvice) -> frozenset[str]:
    """The rules on which some option fell."""
    return frozenset(r for held in body.decisions.values() for entry in held.ranking for r in entry.rules)


def _stronger(argument: ArgumentEntry, row: ClaimRow) -> bool:
    held = (not row.own_reading, STRENGTHS.index(row.strength))
    return (not argument.own_reading, STRENGTHS.index(argument.strength)) > held


def _row(argument: ArgumentEntry, before: ClaimRow | None) -> ClaimRow:
    row = ClaimRow(
        claim=argument.claim,
        direction=argument.direction,
        step=argument.step,
        options=before.options if before else [],
        text=argument.text,
        level=max(argument.level, before.level if before else 0),
        strength=argument.strength,
        own_reading=argument.own_reading,
        verdict=argument.verdict,
        bearing=argument.bearing,
        severe=argument.severe or bool(before and before.severe),
        measure=argument.measure or (before.measure if before else None),
        deciding=bool(before and before.deciding),
    )
    if before:
        row.rules, row.evidence, row.passages, row.parts = before.rules, before.evidence, before.passages, before.parts
    row.passages = [*argument.passages, *(p for p in row.passages if p not in argument.passages)]
    return row


def _carry(row: ClaimRow, argument: ArgumentEntry, name: str, deciding: bool) -> None:
    row.deciding = row.deciding or deciding
    row.level = max(row.level, argument.level)
    _add(row.options, [argument.option])
    _add(row.rules, [argument.rule])
    _add(row.evidence, [(argument.evidence, argument.passages[0] if argument.passages else "")])
    _add(row.passages, argument.passages)
    _add(row.parts, [name])


def _add(held: list[T], new: Iterable[T]) -> None:
    held += [item for item in new if item not in held]


def _order(row: ClaimRow) -> tuple[bool, int, int, int, str]:
    known = row.instrument in SHOWN_INSTRUMENTS
    place = SHOWN_INSTRUMENTS.index(row.instrument) if known else len(SHOWN_INSTRUMENTS)
    return (not row.deciding, place, -row.level, -STRENGTHS.index(row.strength), row.claim)


def texts_by_rule(bodies: Iterable[BodyAdvice]) -> dict[str, tuple[Both, tuple[str, ...]]]:
    """What each rule that is shown says, and its passages."""
    return {rule: (text, passages) for body in bodies for rule, text, passages in _texts(body)}


def _texts(body: BodyAdvice) -> Iterator[tuple[str, Both, tuple[str, ...]]]:
    for argument in body.arguments:
        yield argument.rule, argument.text, argument.passages
    for excluded in body.excluded:
        yield excluded.rule, excluded.text, excluded.passages
    for precondition in body.preconditions:
        for rule in precondition.rules:
            yield rule, precondition.label, precondition.passages


def evidence_in_words(row: ClaimRow, reader: Reader, region_sources: frozenset[str]) -> str:
    """Kinds of evidence in words; a choice or analysis says whether it is the region's own or another's.

    What was measured of the claim follows, where something was.
    """
    shown = []
    for kind, passage in row.evidence:
        shown.append(kind_of_evidence(kind, passage, reader, region_sources))
    if row.bearing != "argues":
        shown.append(reader.say(f"effects.claim.{row.bearing}"))
    elif row.verdict != "untested":
        shown.append(reader.say(f"effects.verdict.{row.verdict}"))
    return ", ".join(dict.fromkeys(shown))


def kind_of_evidence(kind: str, passage: str, reader: Reader, region_sources: frozenset[str]) -> str:
    """One kind of evidence in words, with whether it is the region's own or another's."""
    code = f"evidence.{kind}.{'here' if _source_of(reader, passage) in region_sources else 'elsewhere'}"
    return reader.say(code if reader.catalogue.has(code) else f"evidence.{kind}")


def region_sources(reader: Reader) -> frozenset[str]:
    """The documents that the region's own figures come from."""
    bodies = (body for segment in reader.advice.segments for body in (segment, *segment.parts))
    return frozenset(figure.source for body in bodies for figure in body.figures if figure.source)


def _source_of(reader: Reader, passage: str) -> str:
    return next((source.id for source in reader.advice.sources if passage in source.passages), "")
