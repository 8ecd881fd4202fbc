"""``robustness``: under how many stated assumptions the advice on a segment stands, not whether it works."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from ..decision.nearest import SHOWN
from ..facts import Field
from ..rendering import load_catalogue
from ..rulebase.conditions import Constant
from .accounting import as_json
from .opening import bodies_of, open_case
from .robust_advice import Drawing, draws_of
from .shell import Language
from .terms import SHOWN_AS, Sheet, Terms

if TYPE_CHECKING:
    from ..robustness.counting import Among, Mover
    from ..robustness.inputs import Input
    from ..robustness.run import Output, Robustness, Spread

MOST_MOVERS, MOST_RIVALS = 3, 4
"""what is printed for an instrument; the JSON has all"""


@dataclass(frozen=True)
class Drawn:
    """A segment or part with what its draws gave."""

    name: str
    held: "Robustness"


def robustness(
    region: str, segment: str | None, as_of: date | None, draws: int, seed: int, form: str, language: Language
) -> str:
    """The counts for one segment or all, as text or JSON. Raises WrongInputError, ProblemsFoundError, OurFaultError."""
    case = open_case(region, as_of)
    drawing, bodies = draws_of(case.plan, Drawing(draws, seed)), bodies_of(case, segment)
    found = [Drawn(one.name, drawing.of(one.path, one.facts, one.circumstances)) for one in bodies]
    if form == "json":
        head = {"as_of": case.plan.as_of.isoformat(), "draws": draws, "seed": seed}
        return as_json(head | {"segments": [_data(one, case.plan.vocabulary) for one in found]})
    return _text(found, Terms(load_catalogue(language), case.plan.vocabulary, case.plan.library), draws, seed)


# As data


def _data(one: Drawn, vocabulary: Mapping[str, Field]) -> dict[str, Any]:
    """Words as a region file says them; figures as rules read them; an order of wishes by its place in the list."""
    held = one.held
    return {
        "id": held.path,
        "name": one.name,
        "inputs": [_input_data(of, vocabulary) for of in held.inputs],
        "orders_of_wishes": held.orders,
        "outputs": [_output_data(output, vocabulary) for output in held.outputs],
        "providers": {spread.name: _spread_data(spread) for spread in held.spreads},
    }


def _input_data(of: "Input", vocabulary: Mapping[str, Field]) -> dict[str, Any]:
    """What varies, and over what: the words, or the lowest and the highest figure."""
    classes = of.range.classes
    if _worded(of, vocabulary):
        over: dict[str, Any] = {"values": [_bare(number, of, vocabulary) for number, _ in classes]}
    else:
        over = {"from": classes[0][0], "to": classes[-1][1]}
    return {"name": of.name, "kind": of.kind, "basis": of.basis, **over}


def _worded(of: "Input", vocabulary: Mapping[str, Field]) -> bool:
    field = vocabulary.get(of.name)
    return field is not None and field.kind in ("bool", "enum")


def _bare(number: int, of: "Input", vocabulary: Mapping[str, Field]) -> Constant:
    from ..bulk.columns import value_of

    return value_of(vocabulary[of.name], number) if _worded(of, vocabulary) else number


def _among_data(group: "Among", of: "Input", vocabulary: Mapping[str, Field]) -> dict[str, Any]:
    ends = {"low": _bare(group.low, of, vocabulary), "high": _bare(group.high, of, vocabulary)}
    return {**ends, "draws": group.draws, "stands": group.stands}


def _output_data(output: "Output", vocabulary: Mapping[str, Field]) -> dict[str, Any]:
    return {
        "instrument": output.instrument,
        "advised": output.chosen,
        "stands": output.stands,
        "rivals": [{"option": option, "draws": number} for option, number in output.rivals],
        "movers": [
            {
                "input": m.input.name,
                "share": m.share,
                "least": _among_data(m.least, m.input, vocabulary),
                "most": _among_data(m.most, m.input, vocabulary),
            }
            for m in output.movers
        ],
        "share_of_movers": output.alone,
    }


def _spread_data(spread: "Spread") -> dict[str, Any]:
    return {
        "advised": spread.advised,
        "same": spread.same,
        "computed": spread.computed,
        "low": spread.low,
        "high": spread.high,
    }


# In words


def _text(found: list[Drawn], terms: Terms, draws: int, seed: int) -> str:
    sheet = Sheet()
    sheet.put(terms.say("robustness.reading", n=draws, seed=str(seed)))
    for one in found:
        sheet.head(f"{one.name} ({one.held.path})")
        kinds = Counter(i.kind for i in one.held.inputs)
        varied = [terms.say(f"robustness.varied.{kind}", n=n) for kind, n in kinds.items()]
        sheet.put(terms.say("robustness.varies", inputs=tuple(varied)), 1)
        for output in sorted((o for o in one.held.outputs if o.instrument in SHOWN), key=_place):
            _instrument(output, one.held, terms, sheet)
        for spread in one.held.spreads:
            _range(spread, one.held.draws, terms, sheet)
    return sheet.text()


def _place(output: "Output") -> int:
    return SHOWN.index(output.instrument)


def _instrument(output: "Output", held: "Robustness", terms: Terms, sheet: Sheet) -> None:
    values = {"instrument": terms.instrument(output.instrument), "option": _option(output.chosen, terms)}
    sheet.put(terms.say("robustness.stands", **values, stands=output.stands, draws=held.draws), 1)
    if output.rivals:
        told = [
            terms.say("robustness.rival", option=_option(option, terms), n=number)
            for option, number in output.rivals[:MOST_RIVALS]
        ]
        if more := output.rivals[MOST_RIVALS:]:
            told.append(terms.say("robustness.more_rivals", n=len(more), draws=sum(number for _, number in more)))
        sheet.put(terms.say("robustness.rivals", rivals=tuple(told)), 2, "- ")
    for mover in output.movers[:MOST_MOVERS]:
        sheet.put(_mover(mover, held, terms), 2, "- ")
    if output.rivals and not output.movers:
        sheet.put(terms.say("robustness.no_mover"), 2, "- ")


def _mover(mover: "Mover", held: "Robustness", terms: Terms) -> str:
    return terms.say(
        "robustness.mover",
        input=_called(mover.input, terms),
        share=SHOWN_AS["share"](mover.share // 100 * 100, terms.language),
        least=_among(mover.least, mover.input, held, terms),
        most=_among(mover.most, mover.input, held, terms),
    )


def _called(held: "Input", terms: Terms) -> str:
    if held.kind == "parameter":
        name = terms.both(terms.library.parameters[held.name].meaning)
    elif held.kind in ("lead_times", "wishes"):
        return terms.say(f"robustness.{held.kind}")
    else:
        name = terms.label(held.name)
    return terms.say(f"robustness.input.{held.basis or held.kind}", name=name)


def _among(group: "Among", of: "Input", held: "Robustness", terms: Terms) -> str:
    ends = dict.fromkeys(_value(number, of, held, terms) for number in (group.low, group.high))
    value = " – ".join(ends)
    return terms.say("robustness.among", value=value, stands=group.stands, draws=group.draws)


def _value(number: int, of: "Input", held: "Robustness", terms: Terms) -> str:
    if of.kind == "wishes":
        return ", ".join(
            terms.catalogue.first(f"members.wishes.held.{wish}", f"members.{wish}")
            for rank in held.orders[number]
            for wish in rank
        )
    if of.kind == "lead_times":
        return SHOWN_AS["share"](number, terms.language)
    if of.kind == "parameter":
        return SHOWN_AS[terms.library.parameters[of.name].quantity](number, terms.language)
    field = terms.vocabulary[of.name]
    if field.kind == "bool":
        return terms.value(of.name, str(bool(number)).lower())
    return terms.value(of.name, field.members[number] if field.kind == "enum" else str(number))


def _range(spread: "Spread", draws: int, terms: Terms, sheet: Sheet) -> None:
    name = terms.say(f"robustness.range.{spread.name}")
    if spread.low is None or spread.high is None:
        sheet.put(terms.say("robustness.range.none", name=name), 1)
        return
    low, high = (_ends(ends) for ends in (spread.low, spread.high))
    sheet.put(terms.say("robustness.range.ends", name=name, n=spread.computed, draws=draws, low=low, high=high), 1)
    if spread.advised is not None:
        advised = _ends(spread.advised)
        sheet.put(terms.say("robustness.range.same", advised=advised, n=spread.same, draws=draws), 2, "- ")


def _ends(ends: tuple[int, int]) -> str:
    return str(ends[0]) if ends[0] == ends[1] else f"{ends[0]}–{ends[1]}"


def _option(code: str | None, terms: Terms) -> str:
    return terms.say("robustness.open") if code is None else terms.option(code)
