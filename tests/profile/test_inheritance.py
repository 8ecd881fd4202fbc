"""What a segment takes from its region and a part from its segment: the nearest answer, and never a figure."""

from typing import Any

import pytest

from stuurwijzer.engine.facts import SegmentFacts, flatten
from stuurwijzer.engine.facts.vocabulary import FIGURE_ROOMS, SEGMENT_ROOMS, SHARED_ROOMS

from .conftest import MakeRegion


def facts(
    region: MakeRegion, *, of: str = "segment", segment: Any = None, part: Any = None, **rooms: Any
) -> SegmentFacts:
    """The facts of the one segment, or of its one part."""
    held = region({**(segment or {}), "parts": [{"id": "p", "name": "P", **(part or {})}]}, **rooms)
    body = held.segments[0]
    return flatten(held, body, body.parts[0] if of == "part" else None)


NO, YES = {"organisation": "local"}, {"organisation": "regional"}


# The nearest answer holds


@pytest.mark.parametrize(
    ("rooms", "of", "expected"),
    [
        ({}, "part", None),
        ({"access": NO}, "segment", "local"),
        ({"access": NO}, "part", "local"),
        ({"access": NO, "segment": {"access": YES}}, "segment", "regional"),
        ({"access": NO, "segment": {"access": YES}}, "part", "regional"),
        ({"access": NO, "part": {"access": YES}}, "segment", "local"),
        ({"access": NO, "part": {"access": YES}}, "part", "regional"),
        ({"access": YES, "segment": {"access": NO}, "part": {"access": YES}}, "part", "regional"),
    ],
)
def test_the_nearest_answer_to_a_shared_question_holds(
    region: MakeRegion, rooms: dict[str, Any], of: str, expected: str | None
) -> None:
    assert facts(region, of=of, **rooms).values.get("access.organisation") == expected


def test_an_answer_knows_where_it_stands(region: MakeRegion) -> None:
    rooms: dict[str, Any] = {
        "access": NO,
        "segment": {"access": {"areas": 3}},
        "part": {"access": {"expertise": "low"}},
    }
    origins = facts(region, of="part", source="nota", **rooms).origins
    assert origins["access.organisation"].path == "access/organisation"
    assert origins["access.areas"].path == "segments/s1/access/areas"
    assert origins["access.expertise"].path == "segments/s1/parts/p/access/expertise"
    assert {origins[name].source for name in ("access.organisation", "access.areas")} == {"nota"}


def test_a_nearer_unknown_hides_a_farther_answer(region: MakeRegion) -> None:
    """The segment is said to differ, in a way nobody knows yet: the region's answer would be a guess."""
    unknown: dict[str, Any] = {"access": {"organisation": "?"}}
    for rooms in ({"segment": unknown}, {"part": unknown}):
        assert "access.organisation" not in facts(region, of="part", access=NO, **rooms).values
    assert facts(region, access=NO, part=unknown).values["access.organisation"] == "local"


def test_a_nearer_does_not_apply_hides_a_farther_answer(region: MakeRegion) -> None:
    held = facts(region, access=NO, segment={"access": {"organisation": "n.v.t."}})
    assert "access.organisation" not in held.values
    assert "access.organisation" in held.not_applicable


def test_an_answer_behind_a_nearer_unknown_holds_again(region: MakeRegion) -> None:
    rooms: dict[str, Any] = {"segment": {"access": {"organisation": "?"}}, "part": {"access": YES}}
    assert facts(region, of="part", access=NO, **rooms).values["access.organisation"] == "regional"


def test_an_unknown_set_hides_every_member(region: MakeRegion) -> None:
    held: dict[str, Any] = {"access": {"referrers": {"present": ["gp"], "absent": ["court"]}}}
    assert facts(region, **held).values["access.referrers.gp"] is True
    assert facts(region, **held).values["access.referrers.court"] is False
    hidden = facts(region, **held, segment={"access": {"referrers": "onbekend"}}).values
    assert not [name for name in hidden if name.startswith("access.referrers.")]


def test_a_question_of_the_segment_is_inherited_by_its_parts(region: MakeRegion) -> None:
    rooms: dict[str, Any] = {
        "segment": {"care": {"complexity": "high", "setting": "intramural"}},
        "part": {"care": {"setting": "mixed"}},
    }
    assert facts(region, of="part", **rooms).values["care.complexity"] == "high"
    assert facts(region, of="part", **rooms).values["care.setting"] == "mixed"
    assert facts(region, **rooms).values["care.setting"] == "intramural"


def test_a_segment_takes_nothing_from_its_parts_and_nothing_from_its_neighbours(region: MakeRegion) -> None:
    held = region(
        {"parts": [{"id": "p", "name": "P", "care": {"complexity": "high"}}]}, {"care": {"duration": "medium"}}
    )
    values = flatten(held, held.segments[0]).values
    assert not {"care.complexity", "care.duration"} & values.keys()


# Figures


def test_a_figure_of_the_segment_is_no_figure_of_its_part(region: MakeRegion) -> None:
    segment: dict[str, Any] = {
        "use": {"clients": 160, "spend": 7_568_379, "trend": "rising"},
        "market": {"providers": 34, "capacity": "short"},
    }
    values = facts(region, of="part", segment=segment).values
    assert not [name for name in values if name.startswith(("use.", "market."))]
    assert "derived.spend_per_client" not in values
    whole = facts(region, segment=segment).values
    assert (whole["use.clients"], whole["market.providers"], whole["derived.spend_per_client"]) == (160, 34, 4_730_237)


def test_a_part_may_have_figures_of_its_own(region: MakeRegion) -> None:
    part: dict[str, Any] = {"figures": "own", "use": {"clients": 40, "spend": 400}}
    values = facts(region, of="part", part=part, segment={"use": {"clients": 160}}).values
    assert (values["use.clients"], values["derived.spend_per_client"]) == (40, 1000)


@pytest.mark.parametrize("room", FIGURE_ROOMS)
def test_no_question_of_a_room_of_figures_is_handed_on(room: str, region: MakeRegion) -> None:
    answers = {"use": {"small": True, "growth_intent": "limit"}, "market": {"waiting_lists": True, "fragmented": False}}
    segment: dict[str, Any] = {room: answers[room]}
    assert [n for n in facts(region, segment=segment).values if n.startswith(f"{room}.")]
    assert not [n for n in facts(region, of="part", segment=segment).values if n.startswith(f"{room}.")]


def test_every_room_is_either_shared_handed_on_or_of_figures() -> None:
    assert not set(SHARED_ROOMS) & set(SEGMENT_ROOMS)
    assert set(FIGURE_ROOMS) < set(SEGMENT_ROOMS)


# Unknown is absent


def test_of_a_region_that_says_nothing_hardly_anything_is_a_fact(region: MakeRegion) -> None:
    values = facts(region).values
    assert {name for name in values if not name.startswith(("segment.", "derived."))} == set()
    assert False not in [value for name, value in values.items() if name.startswith(("access.", "use.", "market."))]


def test_zero_and_no_are_facts(region: MakeRegion) -> None:
    values = facts(region, segment={"use": {"clients": 0}, "market": {"waiting_lists": False}}).values
    assert (values["use.clients"], values["market.waiting_lists"]) == (0, False)


# Wishes


def test_only_a_forced_ranking_ranks(region: MakeRegion) -> None:
    assert facts(region, wishes={"held": ["steering", "innovation"]}).wishes == ()
    assert facts(region, wishes={"top_three": ["steering", "innovation"]}).wishes == (("steering",), ("innovation",))


def test_points_rank_and_equal_points_are_one_rank(region: MakeRegion) -> None:
    points = {"steering": 40, "innovation": 20, "competition": 40, "free_choice": 0}
    assert facts(region, wishes={"points": points}).wishes == (("competition", "steering"), ("innovation",))


def test_the_nearest_ranking_holds(region: MakeRegion) -> None:
    rooms: dict[str, Any] = {
        "wishes": {"top_three": ["steering"]},
        "segment": {"wishes": {"points": {"innovation": 100}}},
    }
    assert facts(region, **rooms).wishes == (("innovation",),)
    assert facts(region, of="part", **rooms, part={"wishes": {"top_three": ["competition"]}}).wishes == (
        ("competition",),
    )


def test_a_nearer_answer_ends_a_farther_does_not_apply(region: MakeRegion) -> None:
    held = facts(region, access={"organisation": "n.v.t."}, segment={"access": YES})
    assert held.values["access.organisation"] == "regional"
    assert "access.organisation" not in held.not_applicable


def test_a_nearer_set_replaces_a_farther_one(region: MakeRegion) -> None:
    rooms: dict[str, Any] = {"access": {"referrers": ["gp"]}, "segment": {"access": {"referrers": ["court"]}}}
    assert "access.referrers.gp" not in facts(region, **rooms).values


def test_a_nearer_unknown_ranking_hides_a_farther_one(region: MakeRegion) -> None:
    rooms: dict[str, Any] = {"wishes": {"top_three": ["steering"]}, "segment": {"wishes": {"top_three": "?"}}}
    assert facts(region, **rooms).wishes == ()
