"""What the draws gave as an entry of the advice: numbers of fields and members become the words of the facts again."""

from collections import Counter
from collections.abc import Iterable

from ..advice.robustness_entries import (
    AmongEntry,
    HoldsEntry,
    MoverEntry,
    RivalEntry,
    RobustBody,
    RobustnessAdvice,
    SpreadEntry,
)
from ..rulebase.plan import Plan
from .counting import Among, Mover
from .run import Output, Robustness, Spread

MOST_MOVERS = 3
"""inputs of a choice that the advice names; the command ``robustness`` has all"""


def robustness_entry(held: Iterable[Robustness], draws: int, seed: int, plan: Plan) -> RobustnessAdvice:
    """The outcome for the segments and parts of an advice, in their order."""
    return RobustnessAdvice(draws=draws, seed=seed, bodies=tuple(_body(one, plan) for one in held))


def _body(held: Robustness, plan: Plan) -> RobustBody:
    return RobustBody(
        path=held.path,
        varied=dict(sorted(Counter(i.kind for i in held.inputs).items())),
        holds=tuple(_output(output, held, plan) for output in held.outputs),
        spreads=tuple(_spread(spread) for spread in held.spreads),
    )


def _output(output: Output, held: Robustness, plan: Plan) -> HoldsEntry:
    return HoldsEntry(
        instrument=output.instrument,
        advised=output.chosen,
        stands=output.stands,
        rivals=tuple(RivalEntry(option=option, draws=number) for option, number in output.rivals),
        movers=tuple(_mover(mover, held, plan) for mover in output.movers[:MOST_MOVERS]),
    )


def _mover(mover: Mover, held: Robustness, plan: Plan) -> MoverEntry:
    of = mover.input
    parameter = plan.library.parameters[of.name] if of.kind == "parameter" else None
    return MoverEntry(
        input=of.name,
        kind=of.kind,
        basis=of.basis,
        meaning=parameter.meaning if parameter else None,
        quantity=parameter.quantity if parameter else None,
        share=mover.share,
        least=_among(mover.least, mover, held, plan),
        most=_among(mover.most, mover, held, plan),
    )


def _among(group: Among, mover: Mover, held: Robustness, plan: Plan) -> AmongEntry:
    low, high = (_value(number, mover, held, plan) for number in (group.low, group.high))
    return AmongEntry(low=low, high=high, draws=group.draws, stands=group.stands)


def _value(number: int, mover: Mover, held: Robustness, plan: Plan) -> str:
    if mover.input.kind == "wishes":
        return ",".join(wish for rank in held.orders[number] for wish in rank)
    field = plan.vocabulary.get(mover.input.name)
    if field is None or field.kind not in ("bool", "enum"):
        return str(number)
    return field.members[number] if field.kind == "enum" else str(bool(number)).lower()


def _spread(spread: Spread) -> SpreadEntry:
    return SpreadEntry(
        name="contracts" if spread.name == "contracts" else "delivering",
        advised=spread.advised,
        same=spread.same,
        computed=spread.computed,
        low=spread.low,
        high=spread.high,
    )
