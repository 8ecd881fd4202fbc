"""What a board could do instead: the zero option, another posture, and other funding, each with its price."""

from ..advice.entries import PreconditionEntry
from ..rendering.behind import rules_in_region
from ..rendering.elements import Element, Items, Line, Paragraph, Row, Strong, Table, joined, words
from ..rendering.mix_cells import Cells
from ..rendering.reader import bodies_of
from ..rendering.region_tables import postures_block
from .paper import Making
from .points import names_of, path_of
from .unknown import needed

ZERO = "extend.extend_current"
PRICED_BY = "present"
"""who knows the present contracts is asked for prices"""
MOST_REASONS = 3


def alternatives(making: Making) -> list[Element]:
    """The zero option first: it is always judged, and a board may prefer it."""
    reader = making.reader
    posture = postures_block("college", reader, in_full=True)
    return [
        Paragraph((Strong(reader.say("papers.zero.head")),), "lead"),
        *_zero_option(making),
        Paragraph((Strong(reader.say("papers.other.postures")),), "lead"),
        *posture.elements,
        Paragraph((Strong(reader.say("papers.other.funding")),), "lead"),
        *_other_funding(making),
    ]


# The zero option


def _zero_option(making: Making) -> list[Element]:
    reader = making.reader
    outcomes: dict[Line, list[str]] = {}
    reasons: dict[str, list[str]] = {}
    favour: dict[str, list[str]] = {}
    lacks: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for segment in making.advice.segments:
        for body in bodies_of(segment):
            path, held = path_of(segment, body), body.decisions["extend"]
            fell = next((entry for entry in held.ranking if entry.option == ZERO), None)
            outcomes.setdefault(Cells(segment, reader).choice(body, "extend"), []).append(path)
            for rule in fell.rules if fell and fell.step != "precondition" else ():
                reasons.setdefault(rule, []).append(path)
            for lack in (p for p in body.preconditions if p.option == ZERO and p.state != "met"):
                text = reader.say(f"lost.{lack.state}", label=reader.both(lack.label))
                lacks.setdefault((text, lack.rules), []).append(path)
            for argument in body.arguments:
                if argument.option == ZERO and argument.direction == "for" and argument.level:
                    favour.setdefault(argument.rule, []).append(path)
    behind = making.provenance.reference(reader.say("papers.place.zero"), rules_in_region(making.advice, "extend"))
    lines = [
        (*choice, *words(f" ({reader.catalogue.listed(names_of(paths, making))})."), *behind)
        for choice, paths in outcomes.items()
    ]
    for (text, rules), paths in lacks.items():
        said = reader.line("papers.zero.against", text=text, segments=names_of(paths, making))
        lines.append((*said, *making.provenance.reference(reader.say("papers.place.zero"), rules)))
    lines += _by_rules(reasons, "papers.zero.against", making)
    lines += _by_rules(favour, "papers.zero.for", making)
    lines.append((Strong(reader.say("papers.price")), *words(" "), *needed(PRICED_BY, reader), *words(".")))
    return [Items(tuple(lines))]


def _by_rules(held: dict[str, list[str]], head: str, making: Making) -> list[Line]:
    """What the rules say, with the segments where they do; rules without words of their own are left to the annex."""
    lines: list[Line] = []
    for rule, paths in held.items():
        text = making.provenance.text(rule)
        if text is not None and len(lines) < MOST_REASONS:
            names = names_of(paths, making)
            said = making.reader.line(head, text=making.reader.both(text), segments=names)
            place = making.reader.say("papers.place.zero")
            lines.append((*said, *making.provenance.reference(place, (rule,))))
    return lines


# Other funding


def _other_funding(making: Making) -> list[Element]:
    """For each form of funding that was not chosen: where, what it would still need, and what is not known of it."""
    reader = making.reader
    where: dict[str, list[str]] = {}
    behind: dict[str, list[str]] = {}
    lacks: dict[str, dict[str, list[str]]] = {}
    for segment in making.advice.segments:
        for body in bodies_of(segment):
            for entry in body.decisions["funding"].ranking:
                if entry.outcome in ("chosen", "not_judged"):
                    continue
                where.setdefault(entry.option, []).append(path_of(segment, body))
                behind.setdefault(entry.option, []).extend(entry.rules)
                kept = lacks.setdefault(entry.option, {})
                for held in body.preconditions:
                    if held.option == entry.option and held.state != "met":
                        kept.setdefault(_lack(held, making), []).append(path_of(segment, body))
                        behind[entry.option] += held.rules
    if not where:
        return [Paragraph(reader.line("papers.other.none"))]
    columns = reader.columns("papers.column", {"option": 22, "segments": 26, "needs": 52})
    rows = tuple(
        Row(
            (
                words(reader.option(code)),
                words(reader.catalogue.listed(names_of(paths, making))),
                (
                    *(joined(_with_place(lacks[code], paths, making), "; ") or reader.line("papers.other.no_lack")),
                    *making.provenance.reference(reader.say("papers.place.other", n=number), behind[code]),
                ),
            )
        )
        for number, (code, paths) in enumerate(where.items(), 1)
    )
    price = (Strong(reader.say("papers.price")), *words(" "), *needed(PRICED_BY, reader), *words("."))
    table = Table(reader.say("papers.other.funding"), columns, rows)
    return [Paragraph(reader.line("papers.other.classes"), "note"), table, Paragraph(price)]


def _with_place(lacks: dict[str, list[str]], everywhere: list[str], making: Making) -> list[Line]:
    """Each lack, with the segments that have it where that is not all of them: else one may gainsay the next."""
    reader = making.reader
    return [
        words(text)
        if set(everywhere) <= set(paths)
        else reader.line("papers.other.where", lack=text, segments=names_of(paths, making))
        for text, paths in lacks.items()
    ]


def _lack(held: PreconditionEntry, making: Making) -> str:
    reader = making.reader
    state = reader.say("precondition.unmet" if held.state == "unmet" else "papers.other.unknown")
    return f"{state}: {reader.both(held.label)} ({reader.say(f'precondition.class.{held.class_}')})"
