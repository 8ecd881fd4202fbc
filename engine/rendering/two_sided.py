"""What speaks for and against the variants of funding, step by step on two sides: reasons to read, not to count."""

from itertools import zip_longest

from ..advice.model import Advice, SegmentAdvice
from .annex import sheet_of_annex
from .claims import ClaimRow, claim_rows
from .elements import Block, Element, Line, Own, Paragraph, Row, Sheet, Strong, Table, capitalized, words
from .reader import Reader, bodies_of, part_letters

STEPS = ("given", "fact", "experience", "wish", "goal")
INSTRUMENT = "funding"


def two_sided(segment: SegmentAdvice, reader: Reader) -> list[Element]:
    """A table of three columns: the step, what speaks for, what against; one sentence where nothing does."""
    letters = part_letters(segment)
    claims = claim_rows([(letters.get(body.id, ""), body) for body in bodies_of(segment)])
    weighing = [c for c in claims if c.instrument == INSTRUMENT and (c.level > 0 or c.deciding)]
    head = Paragraph((Strong(reader.say("two_sided.title")),))
    if not weighing:
        return [head, Paragraph(reader.line("two_sided.nothing"))]
    rows = [row for step in STEPS for row in _rows(step, weighing, letters, reader)]
    columns = reader.columns("two_sided.column", {"step": 10, "for": 45, "against": 45})
    return [head, Table(reader.say("two_sided.title"), columns, tuple(rows))]


def two_sided_annex(advice: Advice, reader: Reader, digest: str) -> Sheet:
    """The same of every segment, for papers that leave the other annexes of a segment to the whole advice."""
    blocks = tuple(
        Block(f"two-sided-{held.id}", reader.name_with_law(held), tuple(two_sided(held, reader)[1:]))
        for held in advice.segments
    )
    return sheet_of_annex("two-sided", "two_sided.title", blocks, reader, digest)


def _rows(step: str, claims: list[ClaimRow], letters: dict[str, str], reader: Reader) -> list[Row]:
    """Rows of one step; its name stands on the first, and a side that has fewer ends in a dash."""
    sides = [[c for c in claims if c.step == step and c.direction == side] for side in ("for", "against")]
    name = words(capitalized(reader.say(f"step_short.{step}")))
    return [Row((name, *(_side(claim, letters, reader) for claim in pair))) for pair in zip_longest(*sides)]


def _side(claim: ClaimRow | None, letters: dict[str, str], reader: Reader) -> Line:
    if claim is None:
        return words("–")
    options = capitalized(reader.catalogue.listed(reader.options_in_words(claim.options)))
    parts = f" ({', '.join(claim.parts)})" if letters and len(claim.parts) < len(letters) else ""
    own: Line = (*words(" "), Own()) if claim.own_reading else ()
    return (Strong(f"{options}{parts}:"), *words(f" {reader.both(claim.text)}"), *own)
