"""The segment sheets: the region on one page, a sheet for each segment, what speaks on two sides, and the sources."""

from ..rendering.annex_robustness import robustness_annex
from ..rendering.consequences import shared_consequences
from ..rendering.elements import Paragraph, Sheet
from ..rendering.region_sheet import region_sheet
from ..rendering.sheet import segment_sheet
from ..rendering.two_sided import two_sided_annex
from .paper import Making, Paper


def segment_sheets(making: Making) -> Paper:
    """What the sheets leave to the annexes stands in the whole advice, and the first page says so."""
    advice, reader = making.advice, making.reader
    shared = shared_consequences(advice)
    title = reader.say("papers.title.segments", region=advice.region.name)
    where = (Paragraph(reader.line("papers.annexes_elsewhere", digest=making.stamp), "note"),)
    sheets = [Sheet("segmenten", title, "chapter", (), None, where, (), title)]
    if len(advice.segments) > 1:
        sheets.append(region_sheet(advice, making.citations, reader, making.stamp))
    sheets += [segment_sheet(held, shared, making.citations, reader, making.stamp) for held in advice.segments]
    sheets.append(two_sided_annex(advice, reader, making.stamp))
    sheets += robustness_annex(advice, reader, making.stamp)
    return making.paper(title, sheets, deepest=1)
