"""Choices that a person set: what, by whom, when and why, beside what was advised and what they collide with."""

from collections.abc import Iterable

from ..advice.choice_entries import ConflictEntry, OverrideEntry
from ..advice.model import Advice, BodyAdvice, SegmentAdvice
from .elements import Code, Line, Link, Paragraph, Strong, capitalized, joined, words
from .reader import Reader, bodies_of, part_letters
from .references import SheetCitations

MOST_CONFLICTS = 2
MOST_IN_REGION = 3
GROUNDS = ("law", "case_law", "logic", "board")
KINDS = ("excluded", "severe", "precondition", "clash", "nothing_left")


def is_set(body: BodyAdvice, instrument: str) -> bool:
    """Whether a person set the choice."""
    return body.decisions[instrument].decided_at == "override"


def override_lines(segment: SegmentAdvice, cite: SheetCitations | None, reader: Reader) -> tuple[Line, ...]:
    """For the sheet of a segment: each choice that was set, once, with the first things it collides with."""
    return tuple(_line(held, letters, segment, cite, reader) for held, letters in _told_once(segment))


def overrides_in_full(segment: SegmentAdvice, cite: SheetCitations, reader: Reader) -> list[Line]:
    """Every collision of what was set, with the rule that says so."""
    lines = []
    for held, letters in _told_once(segment):
        for conflict in _ordered(held.conflicts):
            head = words(f"{letters}{capitalized(reader.option(held.option))}: ")
            rules = joined([(Code(rule),) for rule in conflict.rules], ", ")
            lines.append((*head, *conflict_line(conflict, cite, reader), *words(" · "), *rules))
    return lines


def region_overrides(advice: Advice, reader: Reader) -> tuple[Paragraph, ...]:
    """For the region sheet: the choices that were set, each with its segments; how many more there are is said."""
    found: dict[str, list[OverrideEntry]] = {}
    for segment in advice.segments:
        for held, _ in _told_once(segment):
            found.setdefault(held.path, []).append(held)
    if not found:
        return ()
    shown = [_in_short(held, reader) for held in list(found.values())[:MOST_IN_REGION]]
    if len(found) > MOST_IN_REGION:
        shown.append(reader.line("override.more", n=len(found) - MOST_IN_REGION))
    return (Paragraph((Strong(reader.say("override.head")), *words(" "), *joined(shown))),)


def _told_once(segment: SegmentAdvice) -> Iterable[tuple[OverrideEntry, str]]:
    """Each override with the letters of the parts that it holds for; none when it holds for the whole segment."""
    bodies, letters = bodies_of(segment), part_letters(segment)
    held: dict[tuple[str, str | None], tuple[OverrideEntry, list[str]]] = {}
    for body in bodies:
        for override in body.overrides:
            held.setdefault((override.path, override.advised), (override, []))[1].append(letters.get(body.id, ""))
    for override, named in held.values():
        yield override, "" if len(named) == len(bodies) else f"{', '.join(named)} · "


def _line(
    held: OverrideEntry, letters: str, segment: SegmentAdvice, cite: SheetCitations | None, reader: Reader
) -> Line:
    line: Line = (Strong(f"{letters}{reader.say('override.set')}"), *words(" "), *_what(held, reader), *words(" "))
    if _of_region(held):
        line = (*line, *reader.line("override.see_region"))
    else:
        line = (*line, *_who(held, reader), *words(" "), *reader.line("override.reason", reason=held.reason))
    conflicts = _ordered(held.conflicts)
    if not conflicts:
        return line
    shown = joined([conflict_line(conflict, cite, reader) for conflict in conflicts[:MOST_CONFLICTS]], "; ")
    line = (*line, *words(" "), Strong(reader.say("override.conflict")), *words(" "), *shown)
    left = len(conflicts) - MOST_CONFLICTS
    link = Link(f"bijlage-{segment.id}", reader.say("override.more_conflicts", n=left))
    return (*line, *words("; "), link, *words(".")) if left > 0 else (*line, *words("."))


def _what(held: OverrideEntry, reader: Reader) -> Line:
    """``bekostiging inspanningsgericht in plaats van taakgericht (het advies)``"""
    code = "agrees" if held.advised == held.option else "against" if held.advised else "was_open"
    advised = reader.option(held.advised) if held.advised else ""
    return reader.line(f"override.{code}", **_named(held, reader), advised=advised)


def _in_short(held: list[OverrideEntry], reader: Reader) -> Line:
    """One choice that was set, with where it goes against the advice and how much it collides with."""
    first, name = held[0], capitalized(reader.some(tuple(dict.fromkeys(o.segment for o in held))))
    line: Line = words(f"{name}: ")
    if _of_region(first):
        against = len({o.segment for o in held if o.advised != o.option})
        line = (*line, *reader.line("override.in_region", **_named(first, reader), n=against), *words(" "))
        line = (*line, *_who(first, reader))
        line = (*line, *words(" "), *reader.line("override.reason", reason=first.reason))
    else:
        line = (*line, *_what(first, reader), *words(" "), *_who(first, reader))
    conflicts = max(len(o.conflicts) for o in held)
    return (*line, *words(" "), *reader.line("override.conflicts", n=conflicts)) if conflicts else line


def _named(held: OverrideEntry, reader: Reader) -> dict[str, str]:
    return {"instrument": reader.instrument(held.instrument), "option": reader.option(held.option)}


def _who(held: OverrideEntry, reader: Reader) -> Line:
    return reader.line("override.who", by=held.by, on=reader.short_day(held.on))


def _of_region(held: OverrideEntry) -> bool:
    """Set once for the whole region: the reason stands on its sheet."""
    return held.path.startswith("overrides/")


def _ordered(conflicts: tuple[ConflictEntry, ...]) -> list[ConflictEntry]:
    """Law first, an effect that still has to show last."""
    grounds = (*GROUNDS, None)
    return sorted(conflicts, key=lambda c: (KINDS.index(c.kind), grounds.index(c.ground), c.state == "unknown"))


def conflict_line(held: ConflictEntry, cite: SheetCitations | None, reader: Reader) -> Line:
    """What the choice collides with, in words."""
    if held.kind == "nothing_left":
        return reader.line("override.nothing_left", instrument=reader.instrument(held.instrument or ""))
    text = reader.both(held.text).removesuffix(".") if held.text else ""
    if held.kind == "precondition":
        said = reader.say(f"override.{held.state}", label=text)
    elif held.kind == "excluded":
        ground = reader.say(f"ground_of.{held.ground}") if held.ground else reader.say("override.bound")
        said = reader.say("override.excluded", ground=ground, text=text)
    else:
        said = f"{reader.say(f'lost.{held.kind}')}: {text}"
    if cite is not None:
        return cite.after(said, held.passages)
    return words(f"{said} [{held.passages[0]}]" if held.passages else said)
