"""How many providers: the direction, the range with the parameters that set it, and what would move."""

from ..advice.choice_entries import MoveEntry, ProvidersAdvice, RangeEntry
from ..advice.entries import Said
from ..advice.model import BodyAdvice, SegmentAdvice
from .elements import Element, Line, Own, Paragraph, Row, Strong, Table, joined, words
from .market import count_or_unknown, money_or_unknown
from .numbers import count, share
from .reader import Reader, bodies_of, part_letters

MOST_MOVES = 2
"""the fewest contracts, where most is measured; every tested number stands in the annex"""


def providers_elements(segment: SegmentAdvice, reader: Reader) -> list[Element]:
    """The range in words, per part where parts differ, and the test on the measured points."""
    letters = part_letters(segment)
    said = [(body, _range_line(body, reader)) for body in bodies_of(segment)]
    if len({line for _, line in said}) == 1:
        lines = [said[0][1]]
    else:
        lines = [(*words(f"{letters[body.id]}: "), *line) for body, line in said]
    elements: list[Element] = [Paragraph((Strong(reader.say("providers.range")), *words(" "), *joined(lines)))]
    return elements + moves_elements(segment.providers.moves, reader, MOST_MOVES)


def _range_line(body: BodyAdvice, reader: Reader) -> Line:
    """The ranges with what set each end, and what else would narrow them; or why there is none."""
    held = body.providers
    shown = held.contracts or held.delivering
    if shown is None or held.reasoning.code in ("range_empty", "range_not_computable"):
        return _no_range(held.reasoning, reader)
    lines = [_ends(held, reader), *(_end(said, reader) for said in shown.set_by)]
    left_out = held.reasoning.values.get("left_out", ())
    if isinstance(left_out, tuple) and left_out:
        names = tuple(dict.fromkeys(reader.say(f"providers.left_out.{f}") for f in left_out))
        lines.append(reader.line("providers.range_left_out", names=names))
    return joined(lines)


def _ends(held: ProvidersAdvice, reader: Reader) -> Line:
    """Contracts and delivering providers: once where they are the same."""
    if held.contracts == held.delivering:
        return reader.line("providers.range_both", **_span(held.contracts))
    own = () if held.contracts is None else reader.line("providers.range_contracts", **_span(held.contracts))
    delivering = () if held.delivering is None else reader.line("providers.range_delivering", **_span(held.delivering))
    return joined([line for line in (own, delivering) if line])


def _span(held: RangeEntry | None) -> dict[str, int]:
    return {} if held is None else {"low": held.low, "high": held.high}


def _end(said: Said, reader: Reader) -> Line:
    numbers = {name: value for name, value in said.values.items() if isinstance(value, int)}
    code = said.code if "other_value" in numbers else f"{said.code}_now"
    line = reader.line(f"providers.{code}", field=reader.label(str(said.values["field"])), **numbers)
    return (*line, *_marked(said), *words("."))


def _marked(said: Said) -> Line:
    """The sign for own judgement, where an end rests on a default or a reading of ours."""
    return (*words(" "), Own()) if said.values.get("own") else ()


def _no_range(said: Said, reader: Reader) -> Line:
    """Why there is no range: what nobody gave, or which two ends exclude each other."""
    if said.code == "range_not_computable":
        missing = said.values["missing"]
        names = tuple(reader.label(f) for f in missing) if isinstance(missing, tuple) else ()
        return reader.line("providers.range_not_computable", missing=names, n=len(names))
    values = {k: int(str(said.values[k])) for k in ("low", "high")}
    by = {k: reader.label(str(said.values[k])) for k in ("low_by", "high_by")}
    return (*reader.line("providers.range_empty", **values, **by), *_marked(said), *words("."))


def moves_elements(moves: tuple[MoveEntry, ...], reader: Reader, most: int) -> list[Element]:
    """What moves if only the largest remain: bounds that follow from the measured points, without a model."""
    if not moves:
        return []
    widths = {"contracts": 12, "share_kept": 25, "clients_move": 24, "spend_moves": 20, "clients_each_kept": 19}
    columns = reader.columns("column", widths, frozenset(widths) - {"contracts"})
    rows = []
    for move in sorted(moves, key=lambda m: -m.contracts)[-most:]:
        kept = words(share(move.share_kept, reader.language))
        if move.measured:
            kept = (*kept, *words(f" ({reader.say('basis.measured')})"))
        cells = (
            words(count(move.contracts, reader.language)),
            kept,
            count_or_unknown(move.clients_move, reader),
            money_or_unknown(move.spend_moves, reader),
            count_or_unknown(move.clients_per_contract, reader),
        )
        rows.append(Row(cells))
    head = (
        Strong(reader.say("providers.test")),
        *words(" "),
        *reader.line("providers.test_reading"),
        *words(" "),
        Own(),
    )
    return [Paragraph(head), Table(reader.say("providers.test"), columns, tuple(rows))]
