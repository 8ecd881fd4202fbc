"""The whole document: the region sheet, the segment sheets, the annexes and the source list, in this order."""

from ..advice.canonical import digest
from ..advice.model import Advice
from .annex import region_annex
from .annex_arguments import arguments_annex
from .annex_change import change_annex
from .annex_evidence import evidence_annex
from .annex_goals import goals_annex
from .annex_robustness import robustness_annex
from .annex_segments import segments_annex
from .catalogue import Catalogue
from .change_cost import change_cost_sheet
from .consequences import shared_consequences
from .elements import Document, Sheet
from .money import money_annex
from .numbers import Language
from .planning import planning_sheet
from .provenance import Provenance
from .reader import Reader, load_options
from .references import Citations
from .region_sheet import region_sheet
from .sheet import segment_sheet
from .sources import sources_sheet

DIGEST_SHOWN = 12


def document_of(advice: Advice, language: Language, catalogue: Catalogue, head: str = "") -> Document:
    """Build every sheet; the source list comes last, when it is known where each passage was cited.

    ``head`` is the digest of the record that was written with the paper.
    """
    reader = Reader(advice, language, catalogue, load_options(), head)
    citations = Citations.of(advice, catalogue)
    stamp = digest(advice)[:DIGEST_SHOWN]
    shared = shared_consequences(advice)
    sheets: list[Sheet] = [region_sheet(advice, citations, reader, stamp)]
    sheets += [segment_sheet(segment, shared, citations, reader, stamp) for segment in advice.segments]
    sheets += planning_sheets(advice, citations, reader, stamp)
    provenance = Provenance(reader)
    sheets += [build(advice, citations, reader, stamp) for build in (region_annex, goals_annex, change_annex)]
    sheets.append(segments_annex(advice, citations, provenance, reader, stamp))
    sheets += [build(advice, citations, reader, stamp) for build in (arguments_annex, evidence_annex)]
    sheets += robustness_annex(advice, reader, stamp)
    sheets += [*money_annex(advice, citations, reader, stamp), *provenance.sheets(citations, stamp)]
    names = {sheet.id: sheet.title for sheet in sheets}
    names |= {f"bijlage-{s.id}": reader.say("source.annex_of", segment=s.name) for s in advice.segments}
    names[sheets[0].id] = reader.say("sheet.region")
    names |= {s.id: s.name for s in advice.segments}
    sheets.append(sources_sheet(advice, citations, reader, stamp, names))
    return Document(language, sheets[0].title, tuple(sheets), page_labels(catalogue))


def planning_sheets(advice: Advice, citations: Citations, reader: Reader, stamp: str) -> list[Sheet]:
    """What is computed for the region as a whole: its planning, and people and money for the change."""
    sheets = []
    if advice.planning is not None:
        sheets.append(planning_sheet(advice.planning, citations, reader, stamp))
    if advice.change_cost is not None:
        sheets.append(change_cost_sheet(advice.change_cost, citations, reader, stamp))
    return sheets


def page_labels(catalogue: Catalogue) -> dict[str, str]:
    """Words of the page itself: skip link, navigation, spoken names of the signs."""
    return catalogue.under("page")
