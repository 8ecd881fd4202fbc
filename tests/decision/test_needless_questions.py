"""A question that another answer makes needless is not asked; where that answer leaves it open, it is."""

from datetime import date

import pytest

from stuurwijzer.engine.decision.flips import Limits, variations
from stuurwijzer.engine.facts import flatten
from stuurwijzer.engine.profile import RegionProfile
from stuurwijzer.engine.rulebase import load_rulebase
from stuurwijzer.engine.rulebase.plan import plan_for

LIMITS = Limits(plan_for(load_rulebase(), date(2026, 11, 22)))


def asked(**rooms: object) -> set[str]:
    """The unknown fields that are tried for a segment that answers no more than this."""
    segment = {"id": "a", "name": "A", "law": "wmo2015", **rooms}
    region = RegionProfile.model_validate(
        {"format": 1, "id": "r", "name": "R", "as_of": "2026-11-22", "segments": [segment]}
    )
    return {v.field for v in variations(flatten(region, region.segments[0]), LIMITS) if v.why == "unknown"}


@pytest.mark.parametrize(
    ("kind", "is_asked"),
    [({}, True), ({"kind": "other"}, True), ({"kind": "guidance"}, False), ({"kind": "hospital"}, False)],
)
def test_whether_it_is_supplies_is_asked_of_care_that_need_not_be_a_service(
    kind: dict[str, str], is_asked: bool
) -> None:
    assert ("care.supplies" in asked(care=kind)) is is_asked


@pytest.mark.parametrize(("use", "is_asked"), [({}, True), ({"clients": 12}, False)])
def test_whether_use_is_small_is_asked_while_nobody_counted(use: dict[str, int], is_asked: bool) -> None:
    assert ("use.small" in asked(use=use)) is is_asked
