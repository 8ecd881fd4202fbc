"""What only shows over all segments: what is given, preconditions in common, postures with a price, first questions."""

from collections import Counter
from collections.abc import Iterable

from ..decision.contract import PATTERNS
from ..profile.region import RegionProfile
from ..rulebase.model import Exclude, Require
from ..rulebase.plan import Plan
from .entries import Said, SaidValue
from .model import FirstQuestion, GivenEntry, PostureEntry
from .pilot_entries import PilotEntry
from .reasoned import Reasoned

MOST_FIRST_QUESTIONS = 8
EXTEND = "extend.extend_current"


def shared_preconditions(reasoned: tuple[Reasoned, ...]) -> frozenset[str]:
    """``option#id#state`` of preconditions that stand alike in every segment: said once, for the region."""
    segments = [r for r in reasoned if r.part is None]
    sets = [
        {f"{code}#{p.id}#{p.state}" for code, group in r.decision.preconditions.items() for p in group}
        for r in segments
    ]
    return frozenset.intersection(*(frozenset(s) for s in sets)) if len(sets) > 1 else frozenset()


def given_of(reasoned: tuple[Reasoned, ...], plan: Plan) -> tuple[GivenEntry, ...]:
    """Decisions of the board that take options out or hold them back, each with the segments where they do."""
    where: dict[str, tuple[Require | Exclude, list[str]]] = {}
    for held in reasoned:
        broken = [
            r
            for group in held.decision.preconditions.values()
            for p in group
            if p.class_ == "given" and p.state == "unmet"
            for r in p.rules
        ]
        fired = [c.rule for stage in held.decision.stages for c in stage.fired]
        excluding = [r for r in fired if isinstance(r, Exclude) and r.ground == "board"]
        both: tuple[Require | Exclude, ...] = (*broken, *excluding)
        for name, rule in {rule.id: rule for rule in both}.items():
            where.setdefault(name, (rule, []))[1].append(held.path)
    return tuple(
        GivenEntry(rule=rule.id, text=rule.because, passages=plan.passages_of(rule), segments=tuple(paths))
        for rule, paths in where.values()
    )


def region_sentence(reasoned: tuple[Reasoned, ...], pilots: tuple[PilotEntry, ...]) -> Said:
    """What the region as a whole is advised."""
    chosen = [r.decision.chosen("funding") for r in reasoned if r.part is None]
    forms = [r.decision.chosen("form") for r in reasoned if r.part is None]
    funding, form = _same(chosen), _same(forms)
    values: dict[str, str | int | tuple[str, ...]] = {
        "segments": len(chosen),
        "open": sum(1 for c in chosen if c is None),
        "funding": funding or "",
        "form": form or "",
        "pilots": sum(1 for p in pilots if p.carried),
        "variants": tuple(f"{code}={n}" for code, n in sorted(Counter(c for c in chosen if c).items())),
    }
    return Said(code="region_uniform" if funding else "region_mixed", values=values)


def _same(codes: list[str | None]) -> str | None:
    return codes[0] if codes and len(set(codes)) == 1 else None


def postures_of(reasoned: tuple[Reasoned, ...], plan: Plan) -> tuple[PostureEntry, ...]:
    """The closed list of postures, each with what every segment would give up."""
    segments = [r for r in reasoned if r.part is None]
    if len(segments) < 2:
        return ()
    return (
        *_uniform_funding(segments, plan),
        *_uniform_term(segments),
        _no_open_house(segments),
        *_tempo(segments),
        _capacity(segments),
    )


def _uniform_funding(segments: list[Reasoned], plan: Plan) -> Iterable[PostureEntry]:
    """One funding variant in all segments."""
    for code in plan.library.options.of("funding"):
        statuses = {r.path: r.decision.statuses.get(code, "not") for r in segments}
        if not any(s in ("now", "now_if") for s in statuses.values()):
            continue
        price = tuple(
            Said(
                code="price_funding",
                values={"segment": r.path, "status": statuses[r.path], "own": r.decision.chosen("funding") or ""},
            )
            for r in segments
            if r.decision.chosen("funding") != code
        )
        possible = all(s in ("now", "now_if") for s in statuses.values())
        said = Said(code="posture_one_funding", values={"funding": code})
        yield PostureEntry(id=f"one-{code}", said=said, recommended=not price, price=price, possible=possible)


def _uniform_term(segments: list[Reasoned]) -> Iterable[PostureEntry]:
    """One term pattern in all segments: the ones that some segment gets."""
    chosen = [r.decision.chosen("term") for r in segments]
    for code in (c for c, pattern in PATTERNS.items() if c in chosen and pattern.initial is not None):
        price = tuple(
            Said(code="price_term", values={"segment": r.path, "own": own})
            for r, own in zip(segments, chosen, strict=True)
            if own is not None and own != code
        )
        said = Said(code="posture_one_term", values={"term": code})
        yield PostureEntry(id=f"one-{code}", said=said, recommended=not price, price=price, possible=True)


def _no_open_house(segments: list[Reasoned]) -> PostureEntry:
    """No open house anywhere, without exception."""
    price = tuple(
        Said(code="price_open_house", values={"segment": r.path})
        for r in segments
        if r.decision.chosen("form") == "form.open_house" or "form.open_house" in r.decision.instruments["form"].ties
    )
    return PostureEntry(
        id="no-open-house", said=Said(code="posture_no_open_house"), recommended=not price, price=price, possible=True
    )


def _tempo(segments: list[Reasoned]) -> Iterable[PostureEntry]:
    """All segments at the start, or first those whose choice is settled while the others stay as they are."""
    waiting = [r for r in segments if not _settled(r)]
    at_once = tuple(
        Said(
            code="price_tempo_open" if r.decision.chosen("funding") is None else "price_tempo_condition", values=_of(r)
        )
        for r in waiting
    )
    said = Said(code="posture_at_once")
    yield PostureEntry(id="tempo-at-once", said=said, recommended=not at_once, price=at_once, possible=True)
    if not waiting or len(waiting) == len(segments):
        return
    cannot = [r for r in waiting if _excluded(r, EXTEND)]
    in_steps = tuple(
        Said(code="price_tempo_no_extension" if r in cannot else "price_tempo_waits", values=_of(r)) for r in waiting
    )
    said = Said(code="posture_in_steps", values={"first": len(segments) - len(waiting)})
    yield PostureEntry(id="tempo-in-steps", said=said, recommended=False, price=in_steps, possible=not cannot)


def _settled(held: Reasoned) -> bool:
    """Whether the segment has a funding whose preconditions are all met."""
    chosen = held.decision.chosen("funding")
    return chosen is not None and held.decision.statuses.get(chosen) == "now"


def _excluded(held: Reasoned, code: str) -> bool:
    fallen = held.decision.instruments[code.partition(".")[0]].removed
    return any(r.option == code and r.step == "excluded" for r in fallen)


def _of(held: Reasoned) -> dict[str, SaidValue]:
    return {"segment": held.path}


def _capacity(segments: list[Reasoned]) -> PostureEntry:
    """Supplier management within what the team can carry."""
    counts = Counter(r.decision.chosen("intensity") or "" for r in segments)
    values = {name: counts.get(f"intensity.{name}", 0) for name in ("regular", "intensive", "strategic")}
    unknown = sum(1 for r in segments if "market.carried_contracts" not in r.facts.values)
    said = Said(code="posture_capacity", values={**values, "open": counts.get("", 0), "unknown": unknown})
    return PostureEntry(id="capacity", said=said, recommended=False, price=(), possible=True)


def first_questions_of(region: RegionProfile, reasoned: tuple[Reasoned, ...]) -> tuple[FirstQuestion, ...]:
    """Questions to answer first: preconditions of what is advised, then facts that can change a choice."""
    deadline = region.planning.deadline.isoformat() if region.planning.deadline else None
    about = (*_about_preconditions(region, reasoned, deadline), *_about_facts(region, reasoned, deadline))
    return about[:MOST_FIRST_QUESTIONS]


def _about_preconditions(
    region: RegionProfile, reasoned: tuple[Reasoned, ...], deadline: str | None
) -> Iterable[FirstQuestion]:
    where: dict[str, list[Reasoned]] = {}
    stating: dict[str, Require] = {}
    for held in reasoned:
        for p in held.decision.preconditions.get(held.decision.chosen("funding") or "", ()):
            if p.state == "unknown":
                where.setdefault(p.id, []).append(held)
                stating.setdefault(p.id, p.rules[0])
    for name, bodies in sorted(where.items(), key=lambda entry: (-len(entry[1]), entry[0])):
        yield FirstQuestion(
            field=None,
            precondition=name,
            question=stating[name].question,
            owner=region.owners.get(stating[name].owner),
            before=deadline,
            segments=tuple(r.path for r in bodies),
            changes=("funding",),
        )


def _about_facts(
    region: RegionProfile, reasoned: tuple[Reasoned, ...], deadline: str | None
) -> Iterable[FirstQuestion]:
    changes: dict[str, dict[str, set[str]]] = {}
    for held in reasoned:
        for flip in held.flips:
            if flip.why == "unknown":
                changes.setdefault(flip.field, {}).setdefault(held.path, set()).add(flip.instrument)

    def weight(field: str) -> tuple[bool, int, int, str]:
        instruments = set().union(*changes[field].values())
        return ("funding" not in instruments, -len(changes[field]), -len(instruments), field)

    for field in sorted(changes, key=weight):
        yield FirstQuestion(
            field=field,
            precondition=None,
            question=None,
            owner=region.owners.get("data") if field.split(".")[0] in ("use", "market") else None,
            before=deadline,
            segments=tuple(changes[field]),
            changes=tuple(sorted(set().union(*changes[field].values()))),
        )
