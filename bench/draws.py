"""Robustness: draws over columns beside the same draws decided one by one.

The draws of ``stuurwijzer robustness`` for thirty segments and parts (those of the regions in the repository, some of
them again), as a whole: drawing, deciding, ranges, counting, and which input moves what. Beside it a sample of the same
draws through the reference evaluator and the decision of one profile, scaled to as many. What flatters the reference:
the facts of each draw are made before its time is taken, limits of ours stay as they are (another limit is another
plan), and it counts nothing. What flatters ours: the decision of one profile remembers, and in a sample less comes
back.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import cycle, islice

from stuurwijzer.engine.bulk.columns import Column, known_column, same_for_all, value_of
from stuurwijzer.engine.decision.decider import CHOOSING_STAGES, Decider
from stuurwijzer.engine.decision.flips import Limits
from stuurwijzer.engine.decision.provider_range import DEFAULTS, provider_ranges
from stuurwijzer.engine.decision.within_stage import Circumstances
from stuurwijzer.engine.facts import SegmentFacts, flatten
from stuurwijzer.engine.inference import reference_evaluator
from stuurwijzer.engine.knowledge.uncertainty import ALL, load_uncertainty
from stuurwijzer.engine.profile import load_region
from stuurwijzer.engine.robustness.draws import RawStream
from stuurwijzer.engine.robustness.inputs import LEAD_TIMES, WISHES, inputs_of, orders_of
from stuurwijzer.engine.robustness.run import Draws, computed_anew
from stuurwijzer.engine.rulebase.plan import Plan

from .measuring import Spread, Table
from .profiles import REGIONS, shipped

SEGMENTS, DRAWS, SAMPLE, SEED = 30, 100_000, 200, 1
MONTHS = 9
WISHED = (("innovation",), ("cost_control",), ("free_choice",))
MEGABYTE = 1024
"""in the kilobytes that the system counts in"""


@dataclass(frozen=True)
class Body:
    """A segment or part, and its circumstances."""

    path: str
    facts: SegmentFacts
    circumstances: Circumstances


@cache
def bodies() -> tuple[Body, ...]:
    """Thirty of them; every second one with wishes, since a region may have none."""
    held = []
    for path in sorted(REGIONS.glob("*.yaml")):
        region = load_region(path)
        for segment, part in region.bodies():
            name = f"{region.id}/{segment.id}" + (f"/{part.id}" if part else "")
            held.append((name, flatten(region, segment, part)))
    found = []
    for number, (name, facts) in enumerate(islice(cycle(held), SEGMENTS)):
        wishes = WISHED if number % 2 else ()
        found.append(Body(f"{number}/{name}", replace(facts, wishes=wishes), Circumstances(wishes, MONTHS)))
    return tuple(found)


def measured(rounds: int) -> list[Table]:
    plan = shipped()
    ratios, peaks = [], []
    for _ in range(min(rounds, 3)):
        alone = one_by_one(plan) * DRAWS / SAMPLE
        ours = json.loads(subprocess.run(OURS, check=True, capture_output=True, text=True).stdout)
        ratios.append(alone / ours["seconds"])
        peaks.append(ours["peak"])
    row = (f"{SAMPLE} draws of each, scaled", str(Spread(tuple(ratios))), str(max(peaks)))
    title = f"Robustness of {SEGMENTS} segments, {DRAWS:,} draws each"
    head = (
        "draws decided one by one by the reference evaluator",
        "one by one / over columns",
        "peak, MB, over columns",
    )
    return [Table(title, head, (row,))]


OURS = (sys.executable, "-m", "stuurwijzer.bench.draws")


def over_columns(plan: Plan) -> float:
    """CPU seconds for all draws, with everything that the command works out of them."""
    held, widths = bodies(), load_uncertainty()
    began = time.process_time()
    draws = Draws(plan, widths, DRAWS, SEED)
    for body in held:
        draws.of(body.path, body.facts, body.circumstances)
    return time.process_time() - began


def one_by_one(plan: Plan) -> float:
    """CPU seconds for the sample."""
    seconds, evaluator = 0.0, reference_evaluator(plan)
    defaults = {name: plan.parameter(name) for name in DEFAULTS.values()}
    for body in bodies():
        drawn = list(_drawn(plan, body))
        decider = Decider(plan, evaluator)  # it remembers within a segment, as the draws over columns do
        began = time.process_time()
        for facts, around in drawn:
            decision = decider.decide(facts, around, CHOOSING_STAGES)
            provider_ranges(facts, decision.chosen("direction"), decision.chosen("structure"), defaults)
        seconds += time.process_time() - began
    return seconds


def _drawn(plan: Plan, body: Body) -> Iterator[tuple[dict[str, int | str | bool], Circumstances]]:
    """The first draws of a segment, each as facts and circumstances."""
    inputs = inputs_of(body.facts, body.circumstances.months_left, Limits(plan), load_uncertainty())
    drawn = {i.name: i.range.draw(RawStream(SEED, body.path, i.name).next(SAMPLE)).values for i in inputs}
    columns: dict[str, Column] = {
        name: same_for_all(plan.vocabulary[name], value, SAMPLE) for name, value in body.facts.values.items()
    }
    columns |= {n: known_column(plan.vocabulary[n], values) for n, values in drawn.items() if n in plan.vocabulary}
    columns |= computed_anew(body.facts, columns, SAMPLE)
    orders = orders_of(body.facts.wishes)
    for row in range(SAMPLE):
        facts = {n: value_of(plan.vocabulary[n], int(c.values[row])) for n, c in columns.items() if c.known[row]}
        months = MONTHS * ALL // int(drawn[LEAD_TIMES][row]) if LEAD_TIMES in drawn else MONTHS
        yield facts, Circumstances(orders[int(drawn[WISHES][row])] if WISHES in drawn else orders[0], months)


if __name__ == "__main__":
    took = over_columns(shipped())
    print(json.dumps({"seconds": took, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MEGABYTE}))
