"""The mix in two forms: a row for each segment or part to compare, and a row for each choice to filter."""

from ..advice.model import BodyAdvice, SegmentAdvice
from ..rendering.confidence_line import confidence_in, reason_of
from ..rendering.elements import capitalized, joined
from ..rendering.mix_cells import Cell as MixCell
from ..rendering.mix_cells import Cells
from ..rendering.overrides import is_set
from ..rendering.questions import Questions
from ..rendering.reader import DECISION_OF, Reader, bodies_of
from .cells import NONE, Cell, Row, Text, Worksheet, sheet_of, text


def name_cells(segment: SegmentAdvice, body: BodyAdvice, reader: Reader) -> tuple[Cell, Cell]:
    """Segment and part; the segment as a whole has no part."""
    return Text(reader.name_with_law(segment)), NONE if body is segment else Text(body.name)


def mix_sheet(reader: Reader) -> Worksheet:
    widths = {"segment": 26, "part": 20, "law": 12, "funding": 28, "status": 12, "sure_funding": 12, "provided": 36}
    widths |= {"pilot": 30, "later": 26, "budget": 28, "access": 44, "decision_form": 24, "sure_access": 12}
    widths |= {"supplier": 44, "sure_supplier": 12, "form": 32, "sure_form": 12, "contract": 44, "sure_contract": 12}
    widths |= {"providers": 30, "sure_providers": 12}
    rows = [_row(segment, body, reader) for segment in reader.advice.segments for body in bodies_of(segment)]
    return sheet_of("mix", widths, rows, reader)


def _row(segment: SegmentAdvice, body: BodyAdvice, reader: Reader) -> Row:
    cells = Cells(segment, reader)

    def sure(name: str) -> Cell:
        return Text(_sure(body, name, reader))

    return (
        *name_cells(segment, body, reader),
        Text(reader.say(f"law.{body.law}")),
        _whole(cells.funding(body), reader),
        Text(_status(body, "funding", reader)),
        sure("funding"),
        _whole(cells.provided(body), reader),
        _whole(cells.pilot(body), reader),
        _whole(cells.later(body), reader),
        _whole(cells.budget(body), reader),
        _whole(cells.access(body), reader),
        _whole(cells.decision_form(body), reader),
        sure("access"),
        _whole(cells.supplier(body), reader),
        sure("supplier_management"),
        _whole(cells.form(body), reader),
        sure("form"),
        _whole(cells.contract(body), reader),
        sure("contract"),
        _whole(cells.providers(body), reader),
        sure("providers"),
    )


def _whole(cell: MixCell, reader: Reader) -> Text:
    """A cell of the mix with all its measures, where a page shows the first few."""
    measures = joined(cell.measures, "; ")
    head = reader.line(cell.head, n=len(cell.measures)) if measures else ()
    return text(joined([cell.main, joined([head, measures]), cell.tail], ". "))


def _sure(body: BodyAdvice, name: str, reader: Reader) -> str:
    """The word for how sure a choice is; one that a person set is not the advice's to be sure of."""
    instrument = DECISION_OF[name]
    if is_set(body, instrument):
        return reader.say(f"ground.{body.decisions[instrument].decided_at}")
    return reader.say(f"confidence.{confidence_in(body, name).word}")


def _status(body: BodyAdvice, instrument: str, reader: Reader) -> str:
    """What the preconditions of the choice leave open: now, or now if; open without a choice."""
    held = body.decisions[instrument]
    status = next((entry.status for entry in held.ranking if entry.option == held.chosen), None)
    if held.chosen is None:
        return reader.say("ground.open")
    return reader.say(f"members.{status}") if status else reader.say("members.now")


def choices_sheet(reader: Reader) -> Worksheet:
    widths = {"segment": 26, "part": 20, "instrument": 26, "choice": 46, "status": 12, "decided": 26}
    widths |= {"sure": 12, "rests_on": 60, "runner_up": 30}
    rows = [
        row
        for segment in reader.advice.segments
        for body in bodies_of(segment)
        for row in _choices(segment, body, reader)
    ]
    return sheet_of("choices", widths, rows, reader)


def _choices(segment: SegmentAdvice, body: BodyAdvice, reader: Reader) -> list[Row]:
    cells, questions = Cells(segment, reader), Questions(segment, reader)
    confidences = {instrument: name for name, instrument in DECISION_OF.items()}
    rows: list[Row] = []
    for name, instrument in reader.options.instruments.items():
        held = body.decisions[name]
        choice = joined([cells.named(held, code) for code in held.taken], "; ") if instrument.multi else ()
        sure, why = NONE, NONE
        if name in confidences and not is_set(body, name):
            known = confidence_in(body, confidences[name])
            sure = Text(_sure(body, confidences[name], reader))
            why = text(reason_of(body, confidences[name], known, questions, reader))
        rows.append(
            (
                *name_cells(segment, body, reader),
                Text(capitalized(reader.instrument(name))),
                text(choice or cells.choice(body, name)),
                NONE if instrument.multi else Text(_status(body, name, reader)),
                Text(reader.say(f"ground.{held.decided_at}")),
                sure,
                why,
                text(reader.option(held.runner_up)) if held.runner_up else NONE,
            )
        )
    return rows
