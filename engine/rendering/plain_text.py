"""The advice for a terminal: a table of what is recommended, one sentence a segment, and what to answer first."""

from ..advice.model import Advice, SegmentAdvice
from .alternatives import told_once
from .behind import BEHIND_ADVICE, rules_behind
from .catalogue import Catalogue
from .columns import in_columns
from .confidence_line import confidence_in
from .counsel import owner_line
from .elements import SIGNS, Line, plain
from .glossary import house_terms_line
from .mix_cells import Cells
from .numbers import NBSP, Language
from .overrides import is_set, override_lines, region_overrides
from .planning import planning_in_short
from .provenance import Provenance
from .questions import Questions
from .reader import DECISION_OF, Reader, bodies_of, load_options, part_letters, short_body
from .region_tables import first_question_text
from .robustness_line import robust_lines
from .sentence import boxed_lines, region_lines
from .sheet import record_line

USUAL_WIDTH = 100
NARROWEST = 40
COLUMNS = (("funding", "funding"), ("form", "form"), ("contract", "term"), ("providers", "direction"))
"""confidence and choice of each column"""


def as_text(advice: Advice, language: Language, catalogue: Catalogue, width: int | None, head: str = "") -> str:
    """Plain text without colour or other codes, folded to ``width`` columns."""
    reader = Reader(advice, language, catalogue, load_options(), head)
    return _Terminal(reader, max(NARROWEST, width or USUAL_WIDTH)).text()


class _Terminal:
    def __init__(self, reader: Reader, width: int) -> None:
        self._reader, self._width, self._provenance = reader, width, Provenance(reader)
        each = [{a.key for a in Questions(s, reader).asked} for s in reader.advice.segments]
        self._asked_everywhere = set.intersection(*each) if len(each) > 1 else set()
        """questions that stand once, under the heading of what comes first"""

    def text(self) -> str:
        reader, stamp = self._reader, self._reader.advice.region
        as_of = reader.line("sheet.as_of", date=reader.day(reader.advice.as_of))
        parts = [
            self._folded(f"{stamp.name}, {plain(as_of)}. {reader.say('sheet.board_decides')}"),
            *(self._folded(plain(line)) for line in region_lines(reader)),
            *(self._folded(plain(held.line)) for held in region_overrides(reader.advice, reader)),
            self._heading("text.recommendations"),
            self._table(),
            self._signs(),
            *(self._folded(line) for line in house_terms_line(reader)),
            self._heading("text.per_segment"),
            self._folded(reader.say("text.behind")),
            *(part for n, segment in enumerate(reader.advice.segments, 1) for part in self._segment(n, segment)),
            self._heading("block.first_questions"),
            *self._questions(),
            *self._planning(),
            self._heading("block.counsel"),
            *self._counsel(),
            self._folded(plain(record_line(reader))),
        ]
        return "\n\n".join(parts).replace(NBSP, " ") + "\n"

    def _heading(self, code: str) -> str:
        title = self._reader.say(code)
        return f"{title}\n{'-' * len(title)}"

    def _folded(self, text: str, hang: str = "") -> str:
        import textwrap

        return textwrap.fill(
            text.replace(NBSP, " "), self._width, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False
        )

    def _table(self) -> str:
        reader = self._reader
        heads = [reader.say(f"column.region.{name}") for name in ("now", "form", "contract", "providers")]
        rows = [self._row(segment) for segment in reader.advice.segments]
        return in_columns((reader.say("text.segment"), *heads), rows, self._width)

    def _row(self, segment: SegmentAdvice) -> list[str]:
        reader, cells = self._reader, Cells(segment, self._reader)
        letters, bodies = part_letters(segment), bodies_of(segment)
        row = [reader.name_with_law(segment)]
        for confidence, instrument in COLUMNS:
            shown = []
            for body in bodies:
                sign = "" if is_set(body, instrument) else f" {SIGNS[confidence_in(body, confidence).word]}"
                shown.append((letters.get(body.id, ""), f"{plain(cells.choice_in_short(body, instrument))}{sign}"))
            alike = len({text for _, text in shown}) == 1
            row.append(shown[0][1] if alike else "; ".join(f"{letter} {text}" for letter, text in shown))
        return [cell.replace(NBSP, " ") for cell in row]

    def _signs(self) -> str:
        reader = self._reader
        words = ", ".join(f"{sign} {reader.say(f'confidence.{word}')}" for word, sign in SIGNS.items())
        return self._folded(reader.say("text.signs", signs=words))

    def _segment(self, number: int, segment: SegmentAdvice) -> list[str]:
        reader = self._reader
        questions = Questions(segment, reader)
        title = f"{number}. {segment.name} ({reader.say(f'law.{segment.law}')})"
        first, *others = boxed_lines(segment, questions, reader)
        behind = self._provenance.reference(str(number), rules_behind(bodies_of(segment), *BEHIND_ADVICE))
        lines: list[Line] = [(*first, *behind), *others, *override_lines(segment, None, reader)]
        own = (a for a in questions.asked if "funding" in a.changes and a.key not in self._asked_everywhere)
        asked = [f"  {a.number}. {a.text} ({plain(a.owner)})" for a in own]
        text = [self._folded(title), *(self._folded(f"  {plain(line)}", "  ") for line in lines)]
        open_choices = [
            reader.instrument(instrument)
            for name, instrument in DECISION_OF.items()
            if any(
                confidence_in(body, name).word == "open" and not is_set(body, instrument) for body in bodies_of(segment)
            )
        ]
        if open_choices:
            text.append(self._folded(f"  {reader.say('text.open', what=tuple(open_choices))}", "  "))
        text += [self._folded(f"  {plain(held)}", "  ") for held in robust_lines(segment, reader)]
        pairs = {told_once(entry) for body in bodies_of(segment) for entry in body.dissent}
        if pairs:
            text.append(self._folded(f"  {reader.say('text.dissent', n=len(pairs))}", "  "))
        return ["\n".join([*text, *(self._folded(line, "     ") for line in asked)])]

    def _planning(self) -> list[str]:
        """In a few sentences; the command ``plan`` has the rest."""
        planning = self._reader.advice.planning
        if planning is None:
            return []
        first, *others = planning_in_short(planning, self._reader)
        lines = [self._folded(plain(first)), *(self._folded(f"- {plain(line)}", "  ") for line in others)]
        lines.append(self._folded(self._reader.say("plan.text.more")))
        return [self._heading("plan.text.heading"), "\n".join(lines)]

    def _questions(self) -> list[str]:
        reader = self._reader
        held = reader.advice.first_questions
        if not held:
            return [reader.say("question.none_in_region")]
        lines = []
        for number, question in enumerate(held, 1):
            asked_of = reader.owner_of_field(question.field or "", None)
            values = {
                "owner": short_body(question.owner) if question.owner else plain(asked_of),
                "before": plain(reader.short_day(question.before)),
                "about": reader.say("question.about", segments=reader.some(question.segments)),
            }
            text = f"{number}. {first_question_text(question, reader)} {reader.say('text.asked', **values)}"
            lines.append(self._folded(text, "   "))
        return ["\n".join(lines)]

    def _counsel(self) -> list[str]:
        """What nobody has checked, with its owner; those that no segment raises now are named behind the others."""
        reader = self._reader
        lines = [self._folded(reader.say("counsel.intro"))]
        for number, held in enumerate(reader.advice.counsel, 1):
            where = reader.some(held.segments) if held.segments else reader.say("counsel.nowhere_now")
            values = {"owner": plain(owner_line(held, reader)), "segments": where}
            text = f"{number}. {reader.both(held.question)} {reader.say('text.counsel', **values)}"
            lines.append(self._folded(text, "   "))
        return ["\n".join(lines)]
