"""What decided a difference: the step at which the region's choice fell, and the claims of the rules that did it."""

from collections.abc import Iterator

from ..advice import Advice
from ..advice.model import BodyAdvice
from .model import GroundEntry, RuleEntry
from .outputs import Output


def grounds_of(output: Output, chosen: frozenset[str], advice: Advice, body: BodyAdvice) -> Iterator[GroundEntry]:
    """For each option that the region chose and the advice took out, how it fell."""
    if output.kind == "yes_no":
        rules = tuple(rule for pilot in advice.pilots if pilot.id in body.funding.pilot for rule in pilot.rules)
        yield GroundEntry(
            segment=body.id,
            option=output.name,
            step=None,
            before=(),
            rules=tuple(_rule(name, output.name, body) for name in dict.fromkeys(rules)),
        )
        return
    for entry in body.decisions[output.instrument].ranking:
        if entry.option.partition(".")[2] in chosen and entry.outcome == "fell":
            yield GroundEntry(
                segment=body.id,
                option=entry.option,
                step=entry.step,
                before=entry.before,
                rules=tuple(_rule(name, entry.option, body) for name in entry.rules),
            )


def _rule(name: str, option: str, body: BodyAdvice) -> RuleEntry:
    """The claim of an argument, the precondition of a requirement; an exclusion has its ground in the rule itself."""
    argument = next((a for a in body.arguments if a.rule == name), None)
    if argument is not None:
        return RuleEntry(
            rule=name,
            claim=argument.claim,
            direction=argument.direction,
            option=argument.option,
            origin=argument.origin,
            own_reading=argument.own_reading,
        )
    required = next((p for p in body.preconditions if p.option == option and name in p.rules), None)
    return RuleEntry(
        rule=name,
        claim=required.id if required else None,
        direction=None,
        option=option if required else None,
        origin=None,
        own_reading=False,
    )
