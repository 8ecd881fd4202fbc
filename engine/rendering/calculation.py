"""What a calculation of money rests on: its steps with their passages, and the inputs that nobody measured."""

from ..advice.money import AssumedEntry, MethodStep
from .elements import Items, Line, words
from .reader import Reader
from .references import SheetCitations


def method_items(held: tuple[MethodStep, ...], cite: SheetCitations, reader: Reader) -> Items:
    return Items(tuple(cite.after(reader.both(step.text), step.passages, most=2) for step in held))


def rests_line(what: Line, held: AssumedEntry, reader: Reader) -> Line:
    """``de percentages van de Wmo 2015: aangenomen (achterhoek-2020, r63-66)``."""
    letter = reader.say("reference.line_letter")
    lines = ", ".join(f"{letter}{part.strip()}" for part in held.lines.split(",")) if held.lines else ""
    place = ", ".join(part for part in (held.source or "", lines) if part)
    return (*what, *words(f": {reader.say(f'basis.{held.basis}')}"), *(words(f" ({place})") if place else ()))
