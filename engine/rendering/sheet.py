"""A segment sheet: page one decides, page two lets one check. The order never changes; an empty block says so."""

from ..advice.entries import ConsequenceEntry
from ..advice.model import SegmentAdvice
from .alternatives import Alternatives
from .confidence_line import confidence_items
from .consequences import Consequences
from .counsel import counsel_of_segment
from .elements import Boxed, Code, Element, Items, Line, Paragraph, Sheet, Stressed, Strong, Words, words
from .figures import figures_block
from .flips import Flips
from .glossary import explained
from .market import market_block
from .mix import Mix
from .numbers import short_day
from .overrides import override_lines
from .questions import Questions
from .reader import Reader
from .references import Citations
from .robustness_line import robustness_paragraphs
from .sentence import boxed_lines
from .steps import Steps

HEAD_SHOWN = 16
"""of the head digest in a running foot; the colophon has all of it"""


def segment_sheet(
    segment: SegmentAdvice, shared: dict[str, ConsequenceEntry], citations: Citations, reader: Reader, digest: str
) -> Sheet:
    """The sheet of one segment."""
    cite = citations.on(segment.id)
    questions = Questions(segment, reader)
    alternatives = Alternatives(segment, cite, reader)
    consequences = Consequences(segment, shared, cite, reader)
    by_hand = override_lines(segment, cite, reader)
    opening: tuple[Element, ...] = (
        *((Items(by_hand),) if by_hand else ()),
        Paragraph(
            (Strong(reader.say("sheet.confidence")), *words(" "), Stressed(reader.say("sheet.board_decides"))), "lead"
        ),
        confidence_items(segment, questions, reader),
        Paragraph(reader.line("sheet.legend", **legend_signs()), "legend"),
        *robustness_paragraphs(segment, reader),
    )
    sheet = Sheet(
        id=segment.id,
        title=f"{segment.name} ({reader.say(f'law.{segment.law}')})",
        kind="segment",
        stand=stand_line(reader, "sheet.segment"),
        boxed=Boxed(boxed_lines(segment, questions, reader)),
        opening=opening,
        blocks=(
            figures_block(segment, reader),
            market_block(segment, cite, reader),
            Mix(segment, questions, reader).block(),
            Steps(segment, cite, reader).block(),
            alternatives.lost(),
            Flips(segment, reader).block(),
            alternatives.dissent(),
            questions.block(),
            consequences.block(),
            counsel_of_segment(segment, reader),
        ),
        foot=foot(reader, segment.name, digest),
        lang=reader.lang_of_names,
    )
    return explained(sheet, reader)


def stand_line(reader: Reader, kind: str) -> Line:
    """One line of what this is, as of when, for which start, for whom."""
    stamp = reader.advice.region
    line: Line = (
        *words(f"{reader.say(kind)} · {stamp.name} · "),
        *reader.line("sheet.as_of", date=reader.day(reader.advice.as_of)),
    )
    if stamp.start:
        line = (*line, *words(" · "), *reader.line("sheet.start", date=reader.day(stamp.start)))
    if stamp.addressee:
        line = (*line, *words(" · "), *reader.line("sheet.for", who=stamp.addressee))
    return line


def foot(reader: Reader, name: str, digest: str) -> str:
    advice = reader.advice
    as_of = short_day(advice.as_of, reader.language)
    line = f"{name} · {reader.say('sheet.foot', region=advice.region.name, as_of=as_of, digest=digest)}"
    return f"{line} · {reader.say('record.foot', head=reader.head[:HEAD_SHOWN])}" if reader.head else line


def record_line(reader: Reader) -> Line:
    """The colophon: by which record the paper can be verified, or that none was written with it."""
    if not reader.head:
        return reader.line("record.none")
    return reader.line("record.head", head=Code(reader.head))


def legend_signs() -> dict[str, Words]:
    """The signs of the legend, as text: there their word stands beside them."""
    return {"clear": Words("●"), "leaning": Words("◐"), "open": Words("○"), "unknown": Words("?"), "own": Words("◇")}
