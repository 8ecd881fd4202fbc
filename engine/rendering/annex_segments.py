"""What the sheet of a segment only counts, in full."""

from ..advice.model import Advice, SegmentAdvice
from .alternatives import Alternatives
from .annex import sheet_of_annex
from .annex_evidence import evidence_lines
from .behind import rules_behind
from .claims import SHOWN_INSTRUMENTS
from .elements import Block, Element, Items, Line, Own, Paragraph, Sheet, Strong, capitalized, joined, words
from .figures import findings_items, region_words
from .flips import Flips
from .mix_cells import Cells
from .numbers import share
from .overrides import overrides_in_full
from .provenance import Provenance
from .providers import MOST_MOVES, moves_elements
from .questions import MOST_SHOWN, Questions
from .reader import Reader, bodies_of, part_letters
from .references import Citations
from .two_sided import two_sided

OTHER_INSTRUMENTS = ("structure", "direction", "term", "intensity", "decision_form", "budget_control", "budget_holder")
"""those of which the sheet does not say why an option fell"""


def segments_annex(advice: Advice, citations: Citations, provenance: Provenance, reader: Reader, digest: str) -> Sheet:
    """Per segment what its sheet only counts: rules behind it, findings, questions, flips, the rest of the ranking."""
    blocks = tuple(
        Block(
            f"bijlage-{segment.id}",
            segment.name,
            (*_rules(number, segment, provenance, reader), *_elements(segment, citations, reader)),
            folded=True,
            lang=reader.lang_of_names,
        )
        for number, segment in enumerate(advice.segments, 1)
    )
    return sheet_of_annex("bijlage-segmenten", "annex.segments", blocks, reader, digest)


def _elements(segment: SegmentAdvice, citations: Citations, reader: Reader) -> tuple[Element, ...]:
    cite = citations.on(f"bijlage-{segment.id}", with_lines=False)
    elements: list[Element] = []

    def headed(code: str, lines: list[Line]) -> None:
        if lines:
            elements.extend([Paragraph((Strong(reader.say(code)),)), Items(tuple(lines))])

    headed("annex.goals", [region_words(goal, reader) for goal in segment.goals_in_words])
    headed("annex.findings", list(findings_items(segment.findings, reader).lines))
    questions = Questions(segment, reader)
    rest = questions.asked[MOST_SHOWN:]
    if rest:
        elements += [Paragraph((Strong(reader.say("annex.questions")),)), questions.table(rest)]
    if len(segment.providers.moves) > MOST_MOVES:
        elements += moves_elements(segment.providers.moves, reader, len(segment.providers.moves))
    elements += two_sided(segment, reader)
    headed("annex.measures", _measures(segment, reader))
    headed("annex.second", _second_choices(segment, reader))
    if segment.market.hhi:
        low, high = segment.market.hhi
        code = "annex.hhi_counted" if low == high else "annex.hhi"
        elements.append(Paragraph(reader.line(code, low=low, high=high)))
    headed("annex.carried", [_carried(number, part, reader) for number, part in segment.market.carried])
    headed("effects.head", evidence_lines(segment, reader))
    headed("annex.flips", Flips(segment, reader).lines())
    headed("annex.overrides", overrides_in_full(segment, cite, reader))
    alternatives = Alternatives(segment, cite, reader)
    headed("annex.lost", [lost.line for name in OTHER_INSTRUMENTS for lost in alternatives.lost_of(name)])
    return tuple(elements) or (Paragraph(reader.line("annex.nothing")),)


def _rules(number: int, segment: SegmentAdvice, provenance: Provenance, reader: Reader) -> list[Element]:
    """Each choice with the rules behind it; the sheet itself cites passages."""
    bodies, cells = bodies_of(segment), Cells(segment, reader)
    lines: list[Line] = []
    for place, name in enumerate(SHOWN_INSTRUMENTS, 1):
        chosen = joined(list(dict.fromkeys(cells.choice(body, name) for body in bodies)), "; ")
        behind = provenance.reference(f"{number}.{place}", rules_behind(bodies, name))
        lines.append((*words(f"{capitalized(reader.instrument(name))}: "), *chosen, *words("."), *behind))
    return [Paragraph((Strong(reader.say("annex.rules")),)), Items(tuple(lines))]


def _carried(number: int, part: int, reader: Reader) -> Line:
    return reader.line("annex.carried_by", n=number, share=share(part, reader.language))


def _second_choices(segment: SegmentAdvice, reader: Reader) -> list[Line]:
    """The option that held out longest, per instrument that has one."""
    held = {name: code for name, code in segment.runner_up.items() if code and name in reader.options.instruments}
    return [words(f"{capitalized(reader.instrument(name))}: {reader.option(code)}.") for name, code in held.items()]


def _measures(segment: SegmentAdvice, reader: Reader) -> list[Line]:
    """All measures and clauses, which the mix shows only in part."""
    lines = []
    letters = part_letters(segment)
    for body in (segment, *segment.parts):
        letter = letters.get(body.id, "") if body is not segment else ""
        for name, instrument in reader.options.instruments.items():
            held = body.decisions[name]
            if instrument.multi and held.taken and not held.inherited:
                head = f"{letter} · {reader.instrument(name)}" if letter else capitalized(reader.instrument(name))
                named = [
                    (*words(reader.option(code)), *((*words(" "), Own()) if code in held.own_reading else ()))
                    for code in held.taken
                ]
                lines.append((*words(f"{head}: "), *joined(named, "; "), *words(".")))
    return lines
