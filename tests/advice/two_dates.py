"""What an advice rests on, as a set that can be compared with that of another day."""

from stuurwijzer.engine.advice import Advice
from stuurwijzer.engine.profile.region import Planning, RegionProfile

Item = tuple[str, str]


def timeless(region: RegionProfile) -> RegionProfile:
    """The region without its own calendar: what differs between two days is then law and sources, and nothing else."""
    present = region.present.model_copy(update={"contract_end": None})
    return region.model_copy(update={"planning": Planning(), "present": present})


def rests_on(advice: Advice) -> set[tuple[str, str, str]]:
    """Kind, id and place of everything that rules or sources brought into the advice, and of every choice."""
    found: set[tuple[str, str, str]] = set()
    for segment in advice.segments:
        for body in (segment, *segment.parts):
            at = body.id if body is segment else f"{segment.id}/{body.id}"
            found |= {("excluded", e.rule, at) for e in body.excluded}
            found |= {("argument", e.rule, at) for e in body.arguments}
            found |= {("consequence", e.rule, at) for e in body.consequences}
            found |= {("precondition", f"{rule}#{e.state}", at) for e in body.preconditions for rule in e.rules}
            found |= {("dissent", f"{e.rule} | {e.against}", at) for e in body.dissent}
            found |= {("bound", f"{said.code} {sorted(said.values.items())}", at) for said in body.contract.bounds}
            found |= {("choice", f"{name} {d.chosen} {d.taken} {d.ties}", at) for name, d in body.decisions.items()}
    found |= {("pilot", f"{pilot.id} {pilot.variant} {pilot.needs}", "") for pilot in advice.pilots}
    found |= {("counsel", f"{held.id} in {len(held.segments)}", "") for held in advice.counsel}
    found |= {("parameter", f"{held.id} {held.value}", "") for held in advice.parameters}
    found |= {("passage", name, "") for source in advice.sources for name in source.passages}
    return found


def only_in(one: set[tuple[str, str, str]], other: set[tuple[str, str, str]]) -> set[Item]:
    return {(kind, name) for kind, name, _ in one - other}
