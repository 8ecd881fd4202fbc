"""Questions for counsel: what nobody has checked, once for the region, each with an owner and never as an answer."""

from ..profile.region import RegionProfile
from ..rulebase.model import Advise
from ..rulebase.plan import Plan
from .model import CounselEntry
from .reasoned import Reasoned


def counsel_of(region: RegionProfile, reasoned: tuple[Reasoned, ...], plan: Plan) -> tuple[CounselEntry, ...]:
    """Every question in force on the day: those that this advice raises first, with where; the others after them."""
    where: dict[str, list[str]] = {}
    for held in reasoned:
        for rule in held.decision.advice:
            if rule.what == "counsel":
                where.setdefault(rule.id, []).append(held.path)
    asked = [rule for rule in plan.rules if isinstance(rule, Advise) and rule.what == "counsel"]
    return tuple(
        _entry(rule, where.get(rule.id, []), region, plan) for rule in sorted(asked, key=lambda r: r.id not in where)
    )


def _entry(rule: Advise, paths: list[str], region: RegionProfile, plan: Plan) -> CounselEntry:
    return CounselEntry(
        id=rule.id,
        question=rule.text,
        because=rule.because,
        role=rule.owner,
        owner=region.owners.get(rule.owner),
        segments=tuple(dict.fromkeys(paths)),
        passages=plan.passages_of(rule),
        state="not_checked",
        law=plan.law_behind(rule),
    )
