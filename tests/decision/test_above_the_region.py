"""Care organised above the region: the strategy buys such products apart from its main round (RIV-4.3-08), and only
speaks of tuning and cooperation above the region (RIV-2.2-03, RIV-2.1-10), not of buying there."""

from datetime import date

import pytest

from stuurwijzer.engine.advice import advise
from stuurwijzer.engine.profile.region import RegionProfile
from stuurwijzer.engine.rulebase import load_rulebase


@pytest.mark.parametrize("level", ["supra_regional", "national"])
def test_it_gets_a_track_of_its_own_and_where_to_buy_it_is_our_reading(level: str) -> None:
    segment = {"id": "s", "name": "S", "law": "jeugdwet", "scope": {"level": level}}
    region = RegionProfile.model_validate(
        {"format": 1, "id": "r", "name": "R", "as_of": "2026-11-01", "segments": [segment]}
    )
    (body,) = advise(region, load_rulebase(), as_of=date(2026, 11, 1)).segments
    held = {a.rule: a.own_reading for a in body.arguments if a.option.startswith("scope.")}
    assert (body.decisions["scope"].chosen, held) == (
        "scope.separate_track",
        {"scope.separate_track.level": False, "scope.supra_regional.level": True},
    )
