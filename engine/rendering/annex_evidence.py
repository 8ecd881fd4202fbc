"""What is known of the effects of what is advised and of its runner-up: once for the region, with the records."""

from collections.abc import Iterable

from ..advice.evidence_entries import EffectEntry, OptionEvidence
from ..advice.model import Advice, SegmentAdvice
from .annex import sheet_of_annex
from .elements import (
    Block,
    Definition,
    Definitions,
    Element,
    Line,
    Paragraph,
    Row,
    Sheet,
    Table,
    capitalized,
    words,
)
from .evidence_words import effects_listed, evidence_sentences, known_effects, outcomes_listed, record_in_words
from .reader import Reader
from .references import Citations

EFFECTS = "bijlage-effecten"


def evidence_annex(advice: Advice, citations: Citations, reader: Reader, digest: str) -> Sheet:
    """One row for each option that is advised or second somewhere, then every record."""
    intro = (Paragraph(reader.line("effects.intro")),)
    blocks = (_table(advice, reader), _records(advice, reader))
    return sheet_of_annex(EFFECTS, "effects.title", blocks, reader, digest, intro)


def evidence_lines(segment: SegmentAdvice, reader: Reader) -> list[Line]:
    """For the annex of a segment: what is advised, level or second; options with the same evidence share a line."""
    together: dict[tuple[str, str], list[OptionEvidence]] = {}
    for held in segment.evidence:
        said = " ".join(evidence_sentences(held, reader.catalogue))
        key = (held.instrument, said) if known_effects(held) else ("", said)
        together.setdefault(key, []).append(held)
    ordered = sorted(together.items(), key=lambda entry: not entry[0][0])  # options of which nothing is known: last
    return [words(f"{_named(group, reader)}: {said}") for (_, said), group in ordered]


def _named(group: list[OptionEvidence], reader: Reader) -> str:
    """Options of one instrument under its name once, each with the part that it plays."""
    by_instrument: dict[str, list[str]] = {}
    for held in group:
        role = reader.say(f"effects.role.{held.role}")
        by_instrument.setdefault(held.instrument, []).append(f"{reader.option(held.option)} ({role})")
    return "; ".join(
        f"{capitalized(reader.instrument(name))}, {reader.catalogue.listed(options)}"
        for name, options in by_instrument.items()
    )


def _table(advice: Advice, reader: Reader) -> Block:
    """Options of one instrument with the same evidence share a row; those of which nothing is known, the last line."""
    options: dict[str, OptionEvidence] = {}
    for segment in advice.segments:
        for body in (segment, *segment.parts):
            for held in body.evidence:
                options.setdefault(held.option, held)
    order = list(reader.options.by_code)
    together: dict[tuple[str, ...], list[OptionEvidence]] = {}
    for code in sorted(options, key=order.index):
        held = options[code]
        measured = any(effect.measured for effect in known_effects(held))
        together.setdefault((held.instrument, *_cells(held, reader)) if measured else (), []).append(held)
    nothing = together.pop((), [])
    rows = tuple(
        Row((words(_options(group, reader)), *(words(cell) for cell in key[1:]))) for key, group in together.items()
    )
    title = reader.say("effects.table")
    widths = {"option": 24, "here": 26, "elsewhere": 28, "unmeasured": 22}
    columns = reader.columns("effects.column", widths)
    elements: list[Element] = [Table(title, columns, rows)] if rows else []
    if nothing:
        elements.append(Paragraph(reader.line("effects.nothing_of", what=_options(nothing, reader))))
    return Block(f"{EFFECTS}-opties", title, tuple(elements) or (Paragraph(reader.line("effects.none")),))


def _options(group: list[OptionEvidence], reader: Reader) -> str:
    """``Looptijd: 4 jaar en 4 + 2 + 2 jaar; Contractstructuur: enkele contracten``."""
    by_instrument: dict[str, list[str]] = {}
    for held in group:
        by_instrument.setdefault(held.instrument, []).append(held.option)
    return "; ".join(
        f"{capitalized(reader.instrument(name))}: {reader.catalogue.listed(reader.options_in_words(codes))}"
        for name, codes in by_instrument.items()
    )


def _cells(held: OptionEvidence, reader: Reader) -> tuple[str, str, str]:
    measured = [effect for effect in known_effects(held) if effect.measured]
    here = [effect for effect in measured if effect.place == "social_domain"]
    elsewhere = [effect for effect in measured if effect.place != "social_domain"]
    unmeasured = outcomes_listed(held.unmeasured, reader.catalogue) or reader.say("effects.nowhere")
    return _effects(here, reader), _effects(elsewhere, reader), unmeasured


def _effects(effects: Iterable[EffectEntry], reader: Reader) -> str:
    """Elsewhere each place is said, since health care here and abroad are not the same distance."""
    by_place: dict[str, list[EffectEntry]] = {}
    for effect in effects:
        by_place.setdefault(effect.place, []).append(effect)
    said = []
    for place, held in by_place.items():
        listed = effects_listed(held, reader.catalogue)
        said.append(listed if place == "social_domain" else f"{reader.say(f'effects.place.{place}')}: {listed}")
    return ". ".join(said) or reader.say("effects.nowhere")


def _records(advice: Advice, reader: Reader) -> Block:
    title = reader.say("effects.records")
    if not advice.evidence:
        return Block(f"{EFFECTS}-gegevens", title, (Paragraph(reader.line("effects.none")),), folded=True)
    entries = tuple(
        Definition(
            f"{EFFECTS}-{held.id}",
            held.id,
            (
                words(
                    reader.say("effects.record.title", title=held.title, about=record_in_words(held, reader.catalogue))
                ),
                words(reader.both(held.statement)),
                words(reader.say("effects.record.condition", text=reader.both(held.condition))),
                words(reader.say("effects.record.limits", text=reader.both(held.limits))),
            ),
        )
        for held in advice.evidence
    )
    elements: tuple[Element, ...] = (Definitions(entries),)
    return Block(f"{EFFECTS}-gegevens", title, elements, folded=True)
