"""Profiles in a few words."""

from collections.abc import Callable
from typing import Any

import pytest

from stuurwijzer.engine.profile import RegionProfile

MakeRegion = Callable[..., RegionProfile]
HEAD = {"format": 1, "id": "regio", "name": "Regio", "as_of": "2021-07-01"}


@pytest.fixture
def region() -> MakeRegion:
    """A region with the given rooms; a segment is given by its rooms, what it must have is filled in."""

    def make(*segments: dict[str, Any], **rooms: Any) -> RegionProfile:
        named = [
            {"id": f"s{number}", "name": f"Segment {number}", "law": "jeugdwet", **segment}
            for number, segment in enumerate(segments or ({},), 1)
        ]
        return RegionProfile.model_validate({**HEAD, **rooms, "segments": named})

    return make
