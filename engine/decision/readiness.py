"""Preconditions and what follows from them for an option: now, now if, pilot, later or not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from ..rulebase.model import Class, Require

State = Literal["met", "unmet", "unknown"]
Status = Literal["now", "now_if", "pilot", "later", "not"]


@dataclass(frozen=True)
class Precondition:
    """One precondition of one option. ``rules`` are those that state it; the first gives label and question."""

    option: str
    id: str
    class_: Class
    state: State
    rules: tuple[Require, ...]
    lead_months: int
    """the months that it takes to build; nothing where no rule gives them"""


def preconditions_of(
    option: str, rules: Iterable[Require], met: set[str], unmet: set[str], parameters: Mapping[str, int | None]
) -> tuple[Precondition, ...]:
    """The preconditions of an option. Several rules may state one; one "not met" outweighs, since all must hold.

    ``parameters``: values by id, of which the times to build are taken.
    """
    by_id: dict[str, list[Require]] = {}
    for rule in rules:
        by_id.setdefault(rule.precondition, []).append(rule)
    found = []
    for name, stating in by_id.items():
        broken = [rule for rule in stating if rule.id in unmet]
        fulfilled = [rule for rule in stating if rule.id in met]
        state: State = "unmet" if broken else "met" if fulfilled else "unknown"
        kept = tuple(broken or fulfilled or stating)
        lead = max(parameters.get((rule.lead or "").removeprefix("param:")) or 0 for rule in kept)
        found.append(Precondition(option, name, stating[0].class_, state, kept, lead))
    return tuple(found)


def status_of(held: Iterable[Precondition], months_left: int | None) -> Status:
    """What the preconditions of an option leave open.

    Structural and not met: not, within this term. Given and not met: later, since only the board can change it.
    Learnable and not met: pilot. Buildable and not met: now if, when it can be built before the publication; later when
    it cannot. Unknown never blocks: it makes the option conditional.
    """
    held = tuple(held)
    broken = {p.class_ for p in held if p.state == "unmet"}
    if "structural" in broken:
        return "not"
    if "given" in broken:
        return "later"
    too_long = any(
        p.class_ == "buildable" and p.state != "met" and months_left is not None and p.lead_months > months_left
        for p in held
    )
    if "buildable" in broken and too_long:
        return "later"
    if any(p.class_ == "learnable" and p.state != "met" for p in held):
        return "pilot"
    return "now" if all(p.state == "met" for p in held) else "now_if"
