"""The names in a workbook to fill in: of its sheets, of its columns, and the words for answers that say no value.

They are to the workbook what keys are to the region file, and are read in both languages whatever the reader's is.
"""

from typing import Literal

Language = Literal["nl", "en"]
Names = tuple[str, str]
"""Dutch and English"""
Head = Literal[
    "question",
    "value",
    "how",
    "basis",
    "of",
    "source",
    "lines",
    "as_of",
    "note",
    "owner",
    "restates_decision",
    "path",
]
HEADS: dict[Head, Names] = {
    "question": ("Vraag", "Question"),
    "value": ("Antwoord", "Answer"),
    "how": ("Zo vult u in", "How to answer"),
    "basis": ("Basis", "Basis"),
    "of": ("Deel van", "Share of"),
    "source": ("Bron", "Source"),
    "lines": ("Regels", "Lines"),
    "as_of": ("Peil", "As of"),
    "note": ("Toelichting", "Note"),
    "owner": ("Wie het weet", "Who knows"),
    "restates_decision": ("Herhaalt besluit", "Repeats decision"),
    "path": ("Pad", "Path"),
}
ABOUT: tuple[Head, ...] = ("basis", "of", "source", "lines", "as_of", "note", "owner", "restates_decision")
"""what is known about an answer"""
NEEDED: tuple[Head, ...] = ("value", "path")

SheetKind = Literal["region", "lots", "planning", "business_case", "segment", "part", "start_budget", "lists", "start"]
SHEETS: dict[SheetKind, Names] = {
    "start": ("Uitleg", "Read me"),
    "region": ("Regio", "Region"),
    "lots": ("Percelen", "Lots"),
    "planning": ("Planning", "Planning"),
    "business_case": ("Businesscase", "Business case"),
    "segment": ("Segment", "Segment"),
    "part": ("Onderdeel", "Part"),
    "start_budget": ("Startbudget", "Start budget"),
    "lists": ("Keuzelijsten", "Lists"),
}
NOT_READ: tuple[SheetKind, ...] = ("start", "lists")
MANY: tuple[SheetKind, ...] = ("segment", "part", "start_budget")
"""one sheet each; their names go on: ``Segment jeugd-logeren``"""
REMARK = "#"
"""a sheet or column whose name begins so is the reader's own, as a line in the region file"""
LONGEST_SHEET_NAME = 31

OF_SEGMENT, NAME, VALUE = "segment", "name", "value"
"""rows that are no question of the models: of which segment a sheet is, and the two sides of an entry with a name"""
YES: Names = ("ja", "yes")
NO: Names = ("nee", "no")
COMPLETE: Names = ("volledig", "complete")
EMPTY: Names = ("geen", "none")
UNKNOWN_SIGN, NOT_APPLICABLE_SIGN = "?", "n.v.t."


def in_language(names: Names, language: Language) -> str:
    return names[0] if language == "nl" else names[1]


def sheet_kind(title: str) -> SheetKind | None:
    """Which sheet a title is of, in either language."""
    plain = title.strip().casefold()
    for kind, names in SHEETS.items():
        for name in names:
            own = name.casefold()
            if plain == own or (kind in MANY and plain.startswith(f"{own} ")):
                return kind
    return None
