"""A table of agreement with what three regions chose. There is no target and nothing is tuned to it.

    .venv/bin/python bench/agreement.py

Answers that repeat a decision (``restates_decision``) are left out before the advice is made. The second column leaves
out the region's own documents as sources of rules as well. Beside each figure stands a baseline: always the most
common choice, and for funding two rules with a default (access not tuned and fixed -> effort; small -> effort; else
task). Agreement with decisions is no measure of the quality of an advice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from stuurwijzer.engine.advice.reasoned import months_left
from stuurwijzer.engine.decision.decider import Circumstances, Decider, SegmentDecision
from stuurwijzer.engine.facts import SegmentFacts, flatten
from stuurwijzer.engine.inference import reference_evaluator
from stuurwijzer.engine.profile import load_region
from stuurwijzer.engine.reading import read_document
from stuurwijzer.engine.rulebase import Rulebase, load_rulebase
from stuurwijzer.engine.rulebase.plan import plan_for

ROOT = Path(__file__).resolve().parent.parent
AS_OF = date(2021, 7, 1)
"""one date for all three, so that each can be advised from the documents of the others"""
OWN_DOCUMENTS = {
    "rivierenland-2021": frozenset({"rivierenland-2021"}),
    "achterhoek-2021": frozenset({"achterhoek-2020", "achterhoek-2021"}),
    "hart-van-brabant-2021": frozenset({"hart-van-brabant-2021"}),
}
INSTRUMENTS = {"funding": "funding", "form": "form", "term": "term", "direction": "direction", "intensity": "intensity"}


def cases() -> list[dict[str, Any]]:
    """The choices of the regions, with the region's default where the segment itself says nothing."""
    data = read_document(ROOT / "tests" / "agreement" / "decisions.yaml").data
    defaults = data["region_default"]
    filled = []
    for case in data["cases"]:
        default = defaults.get(case["region"], {})
        filled.append({**case, **{key: case.get(key) or default.get(key) for key in INSTRUMENTS}})
    return filled


def decide_all(base: Rulebase, without_own: bool) -> dict[tuple[str, str], tuple[SegmentFacts, SegmentDecision]]:
    """Every segment of the three regions, without answers that repeat a decision."""
    found = {}
    for name, own in OWN_DOCUMENTS.items():
        region = load_region(ROOT / "knowledge" / "regions" / f"{name}.yaml").model_copy(update={"as_of": AS_OF})
        plan = plan_for(base, AS_OF, own if without_own else frozenset())
        decider = Decider(plan, reference_evaluator(plan))
        for segment in region.segments:
            facts = flatten(region, segment)
            held = Circumstances(facts.wishes, months_left(region))
            found[(name, segment.id)] = (facts, decider.decide(facts.without_restated(), held))
    return found


def agrees(chosen: str | None, real: str) -> bool:
    """A bare "task" is met by either variant of it."""
    return chosen is not None and (chosen == real or chosen.startswith(f"{real}."))


def two_rules(facts: SegmentFacts) -> str:
    values = facts.without_restated()
    fixed = values.get("access.differentiated") is True and values.get("access.may_change") is False
    clients = values.get("use.clients")
    small = values.get("use.small") is True or (isinstance(clients, int) and clients < 150)
    return "effort" if fixed or small else "task.lumpsum"


def table(base: Rulebase) -> Iterable[str]:
    """The lines of the table, in Markdown."""
    real = cases()
    full, apart = decide_all(base, without_own=False), decide_all(base, without_own=True)
    yield (
        "| instrument | cases | agrees | open or none | differs "
        "| own documents left out: agrees, open | most common | two rules |"
    )
    yield "|---|---:|---:|---:|---:|---:|---:|---:|"
    for key, instrument in INSTRUMENTS.items():
        known = [c for c in real if c[key] is not None]
        chosen = [_name(full[(c["region"], c["segment"])][1], instrument) for c in known]
        without = [_name(apart[(c["region"], c["segment"])][1], instrument) for c in known]
        right = sum(agrees(one, c[key]) for one, c in zip(chosen, known, strict=True))
        none = sum(one is None for one in chosen)
        right_apart = sum(agrees(one, c[key]) for one, c in zip(without, known, strict=True))
        common = Counter(c[key] for c in known).most_common(1)[0]
        two = (
            sum(agrees(two_rules(full[(c["region"], c["segment"])][0]), c[key]) for c in known)
            if key == "funding"
            else None
        )
        baseline = f"{common[1]} ({common[0]}) | {two if two is not None else '–'}"
        yield (
            f"| {key} | {len(known)} | {right} | {none} | {len(known) - right - none} "
            f"| {right_apart}, {sum(one is None for one in without)} | {baseline} |"
        )
    yield ""
    yield (
        "| case | funding: region | advice | decided at | form: region | advice "
        "| term: region | advice | providers: region | advice |"
    )
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for case in real:
        decision = full[(case["region"], case["segment"])][1]
        cells = [
            case["case"],
            case["funding"] or "–",
            _shown(decision, "funding"),
            decision.instruments["funding"].decided_at,
        ]
        for key in ("form", "term", "direction"):
            cells += [case[key] or "–", _shown(decision, key)]
        yield "| " + " | ".join(cells) + " |"


def _name(decision: SegmentDecision, instrument: str) -> str | None:
    chosen = decision.chosen(instrument)
    return chosen.partition(".")[2] if chosen else None


def _shown(decision: SegmentDecision, instrument: str) -> str:
    held = decision.instruments[instrument]
    mark = " ◇" if held.on_reading else ""
    ties = " / ".join(code.partition(".")[2] for code in held.ties)
    return (_name(decision, instrument) or f"open ({ties or held.decided_at})") + mark


if __name__ == "__main__":
    print(*table(load_rulebase()), sep="\n")
