"""What a decision takes: the change, who decides and pays, who was heard and is told, when, and what shows its effect.

What nobody knows says who is asked.
"""

from ..rendering.annex_change import (
    decides_block,
    evaluation_block,
    heard_block,
    municipalities_block,
    pays_block,
    transition_block,
)
from ..rendering.change_cost import change_cost_by_year
from ..rendering.elements import Block, Element, Items, Line, Own, Paragraph, Row, Strong, Table, capitalized, words
from ..rendering.market import money_or_unknown
from ..rendering.money import savings_blocks
from ..rendering.planning import planning_in_short
from ..rendering.references import SheetCitations
from .paper import Making
from .unknown import needed, needed_paragraph, with_needed


class CarryingOut:
    """The sections of a paper on what a decision takes, each as its elements."""

    def __init__(self, making: Making, cite: SheetCitations) -> None:
        self._making, self._advice, self._reader, self._cite = making, making.advice, making.reader, cite

    def _say(self, code: str, **values: str | int | Line | tuple[str, ...]) -> Paragraph:
        return Paragraph(self._reader.line(f"papers.{code}", **values))

    def transition(self) -> list[Element]:
        held, reader = self._advice.change_over, self._reader
        blocks = (transition_block(held, reader), municipalities_block(held, reader))
        return self._with_heads(blocks, "transition")

    def deciding(self) -> list[Element]:
        held, reader = self._advice.change_over, self._reader
        return self._with_heads((decides_block(held, reader), pays_block(held, reader)), "governance")

    def hearing(self) -> list[Element]:
        """What was heard and done with it; the questions of the annex about who pays stand in their own section."""
        held = self._advice.change_over.governance
        reader = self._reader
        told = heard_block(self._advice.change_over, reader).elements[: -1 if held.missing else None]
        asked = {
            reader.line(f"change.heard.no_{name}"): self._say(f"not_heard.{name}", said=needed("governance", reader))
            for name in ("councils", "consultations")
        }
        elements = tuple(asked.get(e.line, e) if isinstance(e, Paragraph) else e for e in told)
        return list(with_needed(Block("", "", elements), "governance", reader).elements)

    def _with_heads(self, blocks: tuple[Block, ...], room: str) -> list[Element]:
        """Blocks of the annex under run-in heads."""
        elements: list[Element] = []
        for block in blocks:
            elements += [Paragraph((Strong(f"{block.title}."),), "lead")]
            elements += with_needed(block, room, self._reader).elements
        return elements

    def finance(self) -> list[Element]:
        reader, making = self._reader, self._making
        columns = reader.columns("papers.column", {"segment": 60, "spend": 40}, frozenset({"spend"}))
        spent = [next((f.value for f in s.figures if f.field == "use.spend"), None) for s in self._advice.segments]
        known = [value for value in spent if isinstance(value, int)]
        rows = [
            Row((words(reader.name_with_law(s)), money_or_unknown(v if isinstance(v, int) else None, reader)))
            for s, v in zip(self._advice.segments, spent, strict=True)
        ]
        if len(known) == len(spent):
            total = reader.say("papers.together")
            rows.append(Row(((Strong(total),), money_or_unknown(sum(known), reader))))
        now = Block("", "", (Table(reader.say("papers.spend_now"), columns, tuple(rows)),))
        elements: list[Element] = [self._say("finance_intro"), *with_needed(now, "use", reader).elements]
        cost = self._advice.change_cost
        elements.append(Paragraph((Strong(reader.say("papers.change_cost")),), "lead"))
        change = Block("", "", tuple(change_cost_by_year(cost, making.citations, reader)) if cost else ())
        elements += with_needed(change, "governance", reader).elements or [needed_paragraph("governance", reader)]
        elements.append(Paragraph((Strong(reader.say("papers.savings")),), "lead"))
        case = savings_blocks(self._advice, self._cite, reader)[:1]
        if not case:
            return [*elements, needed_paragraph("governance", reader)]
        return [*elements, *with_needed(case[0], "governance", reader).elements]

    def communication(self) -> list[Element]:
        """No source gives a plan; whom it has to reach follows from the change, and that reading is ours."""
        reader = self._reader
        who = ("clients", "leaving", "access", "council")
        lines = tuple((*reader.line(f"papers.tell.{name}"), *words(" "), Own()) for name in who)
        return [needed_paragraph("programme", reader), self._say("tell.intro"), Items(lines)]

    def planning(self) -> list[Element]:
        reader, planning = self._reader, self._advice.planning
        if planning is None:
            return [needed_paragraph("programme", reader)]
        columns = reader.columns("papers.column", {"step": 42, "owner": 28, "ready": 15, "place": 15})
        rows = tuple(
            Row(
                (
                    words(capitalized(reader.both(s.name))),
                    reader.owner(s.owner),
                    reader.short_day(s.end),
                    self._cite.cell(s.passages, 1, lines=False) or words("–"),
                )
            )
            for s in sorted(planning.steps, key=lambda s: (planning.start is not None and s.end is None, s.end or ""))
        )
        table = Block("", "", (Table(reader.say("papers.college.planning"), columns, rows),))
        short = tuple(Paragraph(line) for line in planning_in_short(planning, reader))
        return [*short, *with_needed(table, "programme", reader).elements]

    def evaluation(self) -> list[Element]:
        held = evaluation_block(self._advice.change_over, self._reader)
        return list(with_needed(held, "evaluation", self._reader).elements)
