"""What each pilot means for the contracts where it runs, and whether growth by pilots has the pilots that it needs."""

from ..advice.pilot_entries import GrowthEntry, ObstacleEntry, PilotEntry
from .elements import Block, Element, Items, Line, Paragraph, Row, Strong, Table, Unknown, joined, words
from .reader import Reader


def pilot_contracts_block(anchor: str, reader: Reader) -> Block:
    """One row for each pilot; below it the sentence on growth by pilots."""
    advice = reader.advice
    title = reader.say("block.pilot_contracts")
    elements: list[Element] = []
    if advice.pilots:
        widths = {"pilot": 8, "term": 42, "clauses": 32, "ends": 18}
        columns = reader.columns("pilot_contract.column", widths)
        rows = tuple(
            Row(((Strong(p.id),), _term(p, reader), _clauses(p, reader), _ends(p, reader))) for p in advice.pilots
        )
        elements.append(Table(title, columns, rows))
    if advice.growth is not None:
        elements += _growth(advice.growth, reader)
    if not elements:
        elements.append(Paragraph(reader.line("pilot_contract.none")))
    return Block(anchor, title, tuple(elements))


def _term(pilot: PilotEntry, reader: Reader) -> Line:
    """Places with the same term stand together."""
    grouped: dict[tuple[str, str], list[str]] = {}
    for held in pilot.effect_on_contract.term:
        grouped.setdefault((held.effect, held.pattern or ""), []).append(held.segment)
    return joined(
        [
            reader.line(
                f"pilot_contract.term.{effect}",
                segments=reader.names(tuple(paths)),
                term=reader.option(pattern) if pattern else "",
            )
            for (effect, pattern), paths in grouped.items()
        ]
    )


def _clauses(pilot: PilotEntry, reader: Reader) -> Line:
    """What the advice has already, then what it lacks and where."""
    held = pilot.effect_on_contract.clauses
    taken = tuple(reader.option(clause.option) for clause in held if not clause.missing)
    lines = [reader.line("pilot_contract.clauses_taken", clauses=taken)] if taken else []
    for clause in (clause for clause in held if clause.missing):
        where = reader.line("pilot_contract.clause_missing", segments=reader.names(clause.missing))
        lines.append(
            (Strong(reader.say("pilot_contract.clause", clause=reader.option(clause.option))), *words(" "), *where)
        )
    return joined(lines)


def _ends(pilot: PilotEntry, reader: Reader) -> Line:
    if pilot.ends_before is None:
        return (Unknown(), *words(" "), *reader.line("pilot_contract.ends.unknown"))
    return reader.line(f"pilot_contract.ends.{pilot.ends_before_why}", date=reader.day(pilot.ends_before))


def _growth(held: GrowthEntry, reader: Reader) -> list[Element]:
    """Enough, or the reason why not for each place."""
    stated = reader.line("growth.least_stated" if held.least_stated else "growth.least", n=held.least)
    if held.enough:
        return [Paragraph((*stated, *words(" "), *reader.line("growth.enough", pilots=held.pilots or ("–",))))]
    said = (Strong(reader.say("growth.not_enough", n=len(held.pilots))),)
    elements: list[Element] = [Paragraph((*stated, *words(" "), *said))]
    if held.obstacles:
        elements.append(Items(tuple(_obstacle(o, reader) for o in held.obstacles)))
    return elements


def _obstacle(held: ObstacleEntry, reader: Reader) -> Line:
    variant = reader.option(held.variant) if held.variant else ""
    return reader.line(f"growth.obstacle.{held.why}", segment=reader.named(held.segment), variant=variant)
