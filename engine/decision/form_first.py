"""Whether a wish about the form would have changed the funding.

Funding is decided before the form, so a form that clashes with it falls without its wish being heard. Here the wish is
heard first: with each other funding that is possible now, does the ranking of wishes give a form that fell under the
chosen one?
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ..rulebase.model import Argue
from .decider import Circumstances, Decider, SegmentDecision


@dataclass(frozen=True)
class FormFirst:
    """With ``funding`` instead of the chosen one, the wishes would have given ``form``, which now fell before them."""

    funding: str
    form: str
    wishes: tuple[str, ...]


def form_first(decider: Decider, decision: SegmentDecision, circumstances: Circumstances) -> tuple[FormFirst, ...]:
    """Every other funding under which a wish decides for a form that the chosen funding keeps out of its reach."""
    by_hand = circumstances.set_for("funding") is not None
    if not circumstances.wishes or decision.chosen("funding") is None or by_hand:
        return ()
    out_of_reach = {r.option for r in decision.instruments["form"].removed if r.step != "wish"}
    return tuple(_found(decider, decision, circumstances, out_of_reach))


def _found(
    decider: Decider, decision: SegmentDecision, circumstances: Circumstances, out_of_reach: set[str]
) -> Iterator[FormFirst]:
    for code, status in decision.statuses.items():
        if code == decision.chosen("funding") or status not in ("now", "now_if"):
            continue
        other = decider.with_choice(decision, circumstances, code)
        form = other.instruments.get("form")
        if form is not None and form.decided_at == "wish" and form.chosen in out_of_reach:
            fired = {c.rule.id: c.rule for stage in other.stages for c in stage.fired}
            rules = [fired[name] for r in form.removed if r.step == "wish" for name in r.rules]
            wishes = dict.fromkeys(r.scaled_by for r in rules if isinstance(r, Argue) and r.scaled_by)
            yield FormFirst(code, form.chosen, tuple(wishes))
