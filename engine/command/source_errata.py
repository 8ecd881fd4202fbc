"""``sources errata``: where the sources err, differ with themselves or lack a part, and what is done about it."""

from collections.abc import Mapping
from typing import Any

from ..knowledge.errata import Erratum
from ..knowledge.library import Library
from ..knowledge.options import InstrumentText
from ..reading.validation import nearest
from ..rendering import Catalogue, load_catalogue
from .accounting import as_json, library
from .faults import WrongInputError
from .shell import Language
from .terms import Sheet


def errata_report(source: str | None, form: str, language: Language) -> str:
    """All errata, or those that concern one source, as text or JSON.

    Raises WrongInputError, with the nearest id, when there is no such source.
    """
    held = library()
    if source is not None and source not in held.sources:
        raise WrongInputError("unknown_source", nearest(source, list(held.sources)), found=source)
    chosen = {
        name: erratum for name, erratum in held.errata.items() if source is None or source in _sources(erratum, held)
    }
    if form == "json":
        return as_json([_as_data(name, erratum, held) for name, erratum in chosen.items()])
    return _as_text(chosen, held.options.instruments, load_catalogue(language))


def _sources(erratum: Erratum, held: Library) -> tuple[str, ...]:
    """The documents that it concerns, in the order of its passages."""
    return tuple(dict.fromkeys(held.source_of[passage].id for passage in erratum.passages))


def _as_data(name: str, erratum: Erratum, held: Library) -> dict[str, Any]:
    return {"id": name, "sources": _sources(erratum, held)} | erratum.model_dump(mode="json")


def _as_text(errata: dict[str, Erratum], instruments: Mapping[str, InstrumentText], catalogue: Catalogue) -> str:
    language = catalogue.language
    sheet = Sheet()
    for name, erratum in errata.items():
        kind = catalogue.say(f"command.errata.kind.{erratum.kind}")
        sheet.head(f"{erratum.title[language]} · {kind} · {name}")
        sheet.put(erratum.says[language], 1)
        for code, text in (("right", erratum.right), ("unknown", erratum.unknown), ("handled", erratum.handled)):
            if text is not None:
                sheet.put(f"{catalogue.say(f'erratum.{code}')} {text[language]}", 1)
        if erratum.matters_for:
            names = tuple(instruments[code].name[language] for code in erratum.matters_for)
            sheet.put(catalogue.say("command.errata.matters_for", instruments=names), 1)
        sheet.put(catalogue.say("command.errata.places", passages=erratum.passages), 1)
        if erratum.shown_by:
            sheet.put(catalogue.say("erratum.shown_by", passages=erratum.shown_by), 1)
    sheet.head(catalogue.say("command.errata.counted", n=str(len(errata))))
    return sheet.text()
