"""From the present contracts to the new ones: old lots, clients who change provider, who decides and who pays."""

from ..advice.change_entries import CarriedEntry, ChangeOver, HeardEntry, OldLotEntry, TransitionEntry
from ..advice.model import Advice
from .annex import sheet_of_annex
from .elements import Block, Element, Items, Line, Own, Paragraph, Row, Sheet, Strong, Table, Unknown, words
from .market import count_or_unknown, money_or_unknown
from .numbers import count, short_money
from .reader import Reader
from .references import Citations

CHANGE, HEADS = "bijlage-overgang", "change.column"


def change_annex(advice: Advice, citations: Citations, reader: Reader, digest: str) -> Sheet:
    """One annex for the region; what nobody knows is a question with an owner."""
    held = advice.change_over
    blocks = (
        lots_block(held, reader),
        transition_block(held, reader),
        municipalities_block(held, reader),
        evaluation_block(held, reader),
        decides_block(held, reader),
        pays_block(held, reader),
        heard_block(held, reader),
    )
    return sheet_of_annex(CHANGE, "annex.change", blocks, reader, digest)


def _block(name: str, reader: Reader, elements: tuple[Element, ...]) -> Block:
    return Block(f"{CHANGE}-{name}", reader.say(f"change.head.{name}"), elements)


# Old lots and new segments


def lots_block(held: ChangeOver, reader: Reader) -> Block:
    if held.segmentation is None:
        return _block("lots", reader, (Paragraph(reader.line("change.no_lots")),))
    columns = reader.columns(
        HEADS, {"lot": 30, "spend": 12, "clients": 10, "becomes": 48}, frozenset({"spend", "clients"})
    )
    rows = tuple(Row(_lot_cells(lot, reader)) for lot in held.segmentation.lots)
    title = reader.say("change.head.lots")
    elements: list[Element] = [Table(title, columns, rows)]
    summed = [c for c in held.segmentation.carried if len(c.lots) > 1 or c.spend is None or c.spend[0] != c.spend[1]]
    if summed:
        elements += [Paragraph(reader.line("change.carried")), Items(tuple(_carried(c, reader) for c in summed))]
    return _block("lots", reader, tuple(elements))


def _lot_cells(lot: OldLotEntry, reader: Reader) -> tuple[Line, ...]:
    becomes = reader.line(f"change.fate.{lot.change}", segments=reader.names(lot.into) or ("",))
    if lot.level:
        becomes = (*becomes, *words(f" ({reader.say(f'members.{lot.level}')})"))
    if lot.why:
        becomes = (*becomes, *words(f". {lot.why}"))
    name = f"{lot.name} ({reader.say(f'law_short.{lot.law}')})"
    return (
        words(name),
        money_or_unknown(lot.spend, reader),
        count_or_unknown(lot.clients, reader),
        becomes,
    )


def _carried(held: CarriedEntry, reader: Reader) -> Line:
    """``Begeleiding: € 8,80 tot € 12,84 mln, 1.656 tot 2.431 cliënten.``"""
    return reader.line(
        "change.carried_segment",
        segment=reader.named(held.segment),
        spend=_span(held.spend, reader, money=True),
        clients=_span(held.clients, reader, money=False),
    )


def _span(bounds: tuple[int, int] | None, reader: Reader, money: bool) -> Line:
    if bounds is None:
        return (Unknown(),)
    low, high = (short_money(b, reader.language) if money else count(b, reader.language) for b in bounds)
    return words(low) if bounds[0] == bounds[1] else reader.line("change.span", low=low, high=high)


# Clients who change provider


def transition_block(held: ChangeOver, reader: Reader) -> Block:
    widths = {"segment": 22, "movers": 30, "leave": 14, "running": 12, "run_out": 12, "double": 10}
    title = reader.say("change.head.transition")
    rows = tuple(Row(_transition_cells(t, reader)) for t in held.transition)
    missing = list(dict.fromkeys(name for t in held.transition for name in t.missing))
    elements: list[Element] = [
        Paragraph((*reader.line("change.transition_reading"), *words(" "), Own())),
        Table(title, reader.columns(HEADS, widths), rows),
        *_vulnerable(held, reader),
    ]
    if missing:
        elements.append(_asked(missing, reader))
    return _block("transition", reader, tuple(elements))


def _transition_cells(held: TransitionEntry, reader: Reader) -> tuple[Line, ...]:
    until = reader.day(held.run_out_until) if held.run_out_until else ()
    run_out = reader.line(f"change.run_out.{held.run_out}", until=until) if held.run_out else (Unknown(),)
    return (
        words(reader.named(held.segment)),
        _movers(held, reader),
        _leave(held, reader),
        count_or_unknown(held.running_on, reader),
        run_out,
        money_or_unknown(held.double_cost, reader),
    )


def _movers(held: TransitionEntry, reader: Reader) -> Line:
    if held.movers is None:
        return (Unknown(),)
    if held.movers.fewest is None or held.movers.most is None:
        return reader.line("change.movers_stated", n=held.movers.clients)
    values = {
        "fewest": held.movers.fewest.providers,
        "at_most": held.movers.fewest.clients,
        "most": held.movers.most.providers,
        "least": held.movers.most.clients,
    }
    return reader.line("change.movers_same" if values["fewest"] == values["most"] else "change.movers", **values)


def _leave(held: TransitionEntry, reader: Reader) -> Line:
    if held.providers_leave is None:
        return (Unknown(),)
    low, high = held.providers_leave
    return words(count(low, reader.language)) if low == high else reader.line("change.span", low=low, high=high)


def _vulnerable(held: ChangeOver, reader: Reader) -> list[Element]:
    """Local and identity-bound providers, where the region says that they matter."""
    lines = []
    for name in ("local_providers", "identity_bound"):
        where = tuple(t.segment for t in held.transition if getattr(t, name))
        unknown = tuple(t.segment for t in held.transition if getattr(t, name) is None)
        if where:
            lines.append(reader.line(f"change.{name}", segments=reader.names(where)))
        elif unknown:
            lines.append((*reader.line(f"change.{name}_unknown", segments=reader.names(unknown)), *words(".")))
    return [Items(tuple(lines))] if lines else []


def municipalities_block(held: ChangeOver, reader: Reader) -> Block:
    """Per municipality what can be said: no more move than live there, nor than move in all."""
    known = [t for t in held.transition if any(m.clients is not None for m in t.municipalities)]
    if not known:
        return _block("municipalities", reader, (Paragraph(reader.line("change.no_municipalities")),))
    widths = {"segment": 34, "municipality": 30, "clients": 18, "at_most": 18}
    rows = tuple(
        Row(
            (
                words(reader.named(t.segment)),
                words(m.name),
                count_or_unknown(m.clients, reader),
                count_or_unknown(m.at_most, reader),
            )
        )
        for t in known
        for m in t.municipalities
    )
    columns = reader.columns(HEADS, widths, frozenset({"clients", "at_most"}))
    return _block("municipalities", reader, (Table(reader.say("change.head.municipalities"), columns, rows),))


def evaluation_block(held: ChangeOver, reader: Reader) -> Block:
    found = held.evaluation
    lines = tuple(
        (Strong(reader.say(f"change.evaluation.{name}")), *words(" "), *value)
        for name, value in (
            ("moment", reader.day(found.moment)),
            ("norm", _text(found.norm)),
            ("way_out", _text(found.way_out)),
        )
    )
    return _block("evaluation", reader, (Items(lines),))


def _text(text: str | None) -> Line:
    return words(text) if text else (Unknown(),)


# Who decides and who pays


def decides_block(held: ChangeOver, reader: Reader) -> Block:
    decides = held.governance.decides
    columns = reader.columns(HEADS, {"decision": 40, "body": 60})
    rows = tuple(
        Row((words(reader.say(f"change.decision.{name}")), _bodies(bodies, reader))) for name, bodies in decides.items()
    )
    lines = [
        (Strong(reader.say("change.mandate_head")), *words(" "), *_member("mandate", held.governance.mandate, reader))
    ]
    lines += [words(f"{name}: {when}") for name, when in held.governance.tempo.items()]
    table = Table(reader.say("change.head.decides"), columns, rows)
    return _block("decides", reader, (table, Items(tuple(lines))))


def _bodies(bodies: tuple[str, ...], reader: Reader) -> Line:
    if not bodies:
        return (Unknown(),)
    return words(reader.catalogue.listed([reader.say(f"change.body.{body}") for body in bodies]))


def _member(kind: str, value: str | None, reader: Reader) -> Line:
    return reader.line(f"change.{kind}.{value}") if value else (Unknown(),)


def pays_block(held: ChangeOver, reader: Reader) -> Block:
    governance = held.governance
    lines = tuple(
        (Strong(reader.say(f"change.pays.{name}")), *words(" "), *value)
        for name, value in (
            ("cost_split", _member("cost_split", governance.cost_split, reader)),
            ("change_cost_split", _text(governance.change_cost_split)),
            ("settlement", _text(governance.settlement)),
        )
    )
    return _block("pays", reader, (Items(lines),))


def heard_block(held: ChangeOver, reader: Reader) -> Block:
    """Advice of councils and consultation of the market, and what was done with it; then what is still to be asked."""
    governance = held.governance
    elements: list[Element] = []
    for name, heard in (("councils", governance.councils), ("consultations", governance.consultations)):
        if heard:
            elements += [
                Paragraph((Strong(reader.say(f"change.heard.{name}")),)),
                Items(tuple(_heard_line(entry, reader) for entry in heard)),
            ]
        else:
            elements.append(Paragraph(reader.line(f"change.heard.no_{name}")))
    if governance.missing:
        elements.append(_asked(list(governance.missing), reader))
    return _block("heard", reader, tuple(elements))


def _heard_line(entry: HeardEntry, reader: Reader) -> Line:
    return reader.line(
        "change.heard.line",
        who=_text(entry.who),
        on=reader.day(entry.on),
        said=_text(entry.said),
        done=_text(entry.done),
    )


def _asked(fields: list[str], reader: Reader) -> Element:
    """The questions that stay open, each with who can answer."""
    return Items(
        tuple(
            (Strong(reader.say("change.asked")), *words(f" {reader.question(f)} – "), *reader.owner_of_field(f, None))
            for f in fields
        )
    )
