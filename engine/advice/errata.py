"""Errata of what an advice cites, and what is missing in the documents that it cites."""

from datetime import date

from ..knowledge.errata import Erratum
from ..knowledge.library import Library
from ..rulebase.plan import Plan
from .entries import ErratumEntry
from .model import CitedSource


def errata_of(sources: tuple[CitedSource, ...], plan: Plan) -> tuple[ErratumEntry, ...]:
    """Every erratum on a cited passage, and every missing part of a cited document, as far as known on the day."""
    cited = {passage for source in sources for passage in source.passages}
    documents = {source.id for source in sources}
    library, entries = plan.library, []
    for name, erratum in library.errata.items():
        if not _known(erratum, library, plan.as_of):
            continue
        of_document = any(library.source_of[passage].id in documents for passage in erratum.passages)
        if cited.intersection(erratum.passages) or (erratum.kind == "missing" and of_document):
            entries.append(
                ErratumEntry(
                    id=name,
                    kind=erratum.kind,
                    source=library.source_of[erratum.passages[0]].id,
                    passages=erratum.passages,
                    title=erratum.title,
                    says=erratum.says,
                    right=erratum.right,
                    unknown=erratum.unknown,
                    handled=erratum.handled,
                    shown_by=tuple(p for p in erratum.shown_by if library.available(p, plan.as_of)),
                    matters_for=erratum.matters_for,
                )
            )
    return tuple(entries)


def _known(erratum: Erratum, library: Library, day: date) -> bool:
    """Whether it could be said on a day: its passages existed, and so did something that shows what is right."""
    shown = not erratum.shown_by or any(library.available(passage, day) for passage in erratum.shown_by)
    return shown and all(library.available(passage, day) for passage in erratum.passages)
