"""An answer knows where it comes from; what nobody knows is never zero, no, or an average."""

from typing import Any

import pytest
from pydantic import ValidationError

from stuurwijzer.engine.profile import Answer, Members, RegionProfile
from stuurwijzer.engine.profile.answers import NOT_APPLICABLE, UNKNOWN, WEAKEST_FIRST
from stuurwijzer.engine.profile.quantities import Count
from stuurwijzer.engine.profile.segment_rooms import Care, Market, Outcomes, Scope, Use
from stuurwijzer.engine.profile.shared_rooms import Wishes

from .conftest import HEAD, MakeRegion


def clients(value: Any) -> Answer[Count]:
    answer = Use.model_validate({"clients": value}).clients
    assert answer is not None
    return answer


def codes(model: Any, value: Any) -> set[str]:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(value)
    return {(error.get("ctx") or {}).get("code", error["type"]) for error in caught.value.errors()}


# Unknown, not applicable, and known


@pytest.mark.parametrize("word", [*sorted(w for w in UNKNOWN if w), " Onbekend ", "ONBEKEND", None])
def test_unknown_is_no_value_and_the_question_still_applies(word: str | None) -> None:
    for answer in (clients({"value": word}), clients(word)) if word else (clients({"value": None}),):
        assert (answer.value, answer.known, answer.applies) == (None, False, True)


@pytest.mark.parametrize("word", [*sorted(NOT_APPLICABLE), "N.v.t."])
def test_not_applicable_is_no_value_and_says_so(word: str) -> None:
    for answer in (clients({"value": word}), clients(word)):
        assert (answer.value, answer.known, answer.applies) == (None, False, False)


@pytest.mark.parametrize("value", [0, "0"])
def test_zero_is_known(value: Any) -> None:
    assert (clients(value).value, clients(value).known) == (0, True)


def test_no_is_known() -> None:
    answer = Market.model_validate({"waiting_lists": False}).waiting_lists
    assert answer is not None
    assert (answer.value, answer.known) == (False, True)


def test_a_question_that_is_not_there_is_no_answer() -> None:
    assert Use().clients is None


def test_a_value_beside_does_not_apply_is_refused() -> None:
    assert codes(Use, {"clients": {"value": 5, "applies": False}}) == {"value_not_applicable"}
    assert not clients({"value": None, "applies": False}).applies


def test_an_unknown_answer_keeps_who_can_answer_it() -> None:
    answer = clients({"value": "?", "owner": "de regio", "note": "volgt in mei"})
    assert (answer.value, answer.owner, answer.note) == (None, "de regio", "volgt in mei")


# Where an answer comes from


def test_a_plain_value_is_stated() -> None:
    assert clients(1656).basis == "stated"
    assert clients(1656) == clients({"value": 1656})


@pytest.mark.parametrize("basis", WEAKEST_FIRST)
def test_every_basis_is_kept(basis: str) -> None:
    answer = clients({"value": 1656, "basis": basis, "source": "bron", "lines": "534, 1328-1352", "as_of": 2019})
    assert (answer.basis, answer.source, answer.lines, answer.as_of) == (basis, "bron", "534, 1328-1352", "2019")


def test_an_assumption_is_weaker_than_a_measurement() -> None:
    assert WEAKEST_FIRST.index("assumed") < WEAKEST_FIRST.index("judged") < WEAKEST_FIRST.index("measured")


@pytest.mark.parametrize("line", [534, "534", "1328-1352", "1, 2-3,4", "7-7"])
def test_lines_are_numbers_and_ranges(line: Any) -> None:
    assert clients({"value": 1, "lines": line}).lines == str(line)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("", "not_lines"),
        ("r12", "not_lines"),
        ("12-", "not_lines"),
        ("123456", "not_lines"),
        ("5, 9-8", "lines_turned"),
        (True, "not_lines"),
    ],
)
def test_what_are_no_lines_is_refused(line: Any, code: str) -> None:
    assert codes(Use, {"clients": {"value": 1, "lines": line}}) == {code}


@pytest.mark.parametrize("period", [2019, "2019", "2019-06", "2019-06-30"])
def test_a_value_holds_for_a_year_a_month_or_a_day(period: Any) -> None:
    assert clients({"value": 1, "as_of": period}).as_of == str(period)


# True and false only


@pytest.mark.parametrize("value", ["ja", "nee", "yes", "no", "true", "on", 1, 0, 1.0])
def test_yes_and_one_are_not_true(value: Any) -> None:
    assert codes(Market, {"waiting_lists": value}) == {"not_true_or_false"}
    assert codes(Market, {"waiting_lists": {"value": value}}) == {"not_true_or_false"}


@pytest.mark.parametrize("value", ["ja", 1, "true"])
def test_the_same_holds_for_what_is_said_of_an_answer(value: Any) -> None:
    for key in ("restates_decision", "applies"):
        assert codes(Use, {"clients": {"value": 5, key: value}}) == {"bool_type"}


# Sets


def desired(value: Any) -> Members[Any]:
    answer = Outcomes.model_validate({"desired": value}).desired
    assert answer is not None
    assert answer.value is not None
    return answer.value


@pytest.mark.parametrize(
    "value",
    [
        ["normalise"],
        {"present": ["normalise"]},
        {"value": ["normalise"]},
        {"value": {"present": ["normalise"]}, "basis": "measured"},
    ],
)
def test_a_set_may_be_a_list_or_say_more(value: Any) -> None:
    held = desired(value)
    assert (held.holds("normalise"), held.holds("prevention")) == (True, None)


def test_a_member_that_is_stated_absent_does_not_hold() -> None:
    held = desired({"present": ["normalise"], "absent": ["prevention"]})
    assert [held.holds(m) for m in ("normalise", "prevention", "spread")] == [True, False, None]


def test_of_a_complete_set_what_is_not_listed_does_not_hold() -> None:
    assert desired({"present": ["normalise"], "complete": True}).holds("spread") is False
    assert desired({"complete": True}).holds("spread") is False


def test_an_empty_set_says_nothing_unless_it_is_complete() -> None:
    assert desired([]).holds("spread") is None


def test_a_set_as_a_whole_may_be_unknown() -> None:
    answer = Outcomes.model_validate({"desired": "onbekend"}).desired
    assert answer is not None
    assert answer.value is None


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("normalise", "not_a_list"),
        (["normalize"], "literal_error"),
        ({"present": ["normalise"], "absent": ["normalise"]}, "present_and_absent"),
        ({"presnt": ["normalise"]}, "extra_forbidden"),
        (True, "not_a_list"),
    ],
)
def test_what_is_no_set_of_these_members_is_refused(value: Any, code: str) -> None:
    assert codes(Outcomes, {"desired": value}) == {code}


# Groups


def test_a_group_may_be_plain_or_say_more() -> None:
    for value in ({"free_choice": 60, "steering": 40}, {"value": {"free_choice": 60, "steering": 40}}):
        answer = Wishes.model_validate({"points": value}).points
        assert answer is not None
        assert answer.value == {"free_choice": 60, "steering": 40}


def test_a_ranking_has_three_at_most() -> None:
    assert codes(Wishes, {"top_three": ["steering", "innovation", "partnership", "competition"]}) == {"too_long"}


# Texts and ids


@pytest.mark.parametrize(
    "character",
    ["\x00", "\x1b", "\x7f", "\x9b", "\n", "\u061c", "\u200b", "\u200e", "\u2028", "\u202e", "\u2066", "\ufeff"],
)
def test_what_cannot_be_seen_is_refused_in_a_text(character: str) -> None:
    assert codes(Care, {"target_group": f"jeug{character}digen"}) == {"text_not_plain"}


@pytest.mark.parametrize("text", ["{{ 7*7 }}", "<b>", "100 % zeker", "ü€ßø", "日本語", "a  b "])
def test_a_text_is_kept_as_it_is_but_for_blanks(text: str) -> None:
    answer = Care.model_validate({"target_group": text}).target_group
    assert answer is not None
    assert answer.value == " ".join(text.split())


@pytest.mark.parametrize("name", ["a", "a-b", "0", "a1-2", "a" * 60])
def test_ids_are_small_letters_digits_and_hyphens(name: str) -> None:
    answer = Scope.model_validate({"adjacent_segments": [name]}).adjacent_segments
    assert answer is not None
    assert answer.value == (name,)


@pytest.mark.parametrize("name", ["", "A", "a b", "a_b", "-a", "a-", "a--b", "é", "a/b", "..", "a\n", "a" * 61])
def test_other_ids_are_refused(name: str) -> None:
    assert codes(Scope, {"adjacent_segments": [name]}) & {"string_pattern_mismatch", "string_too_long"}


# Rooms


def test_a_room_without_a_line_is_an_empty_room(region: MakeRegion) -> None:
    assert region({"use": None, "parts": None}, access=None, notes=None) == region({})


def test_a_key_that_must_be_there_may_not_be_empty() -> None:
    assert codes(RegionProfile, {**HEAD, "name": None, "segments": None}) == {"string_type", "tuple_type"}


@pytest.mark.parametrize(
    "day", [20210701, 86_400, 0, True, "1 juli 2021", "2021-7-1", "2021-02-30", "2021-07-01T00:00"]
)
def test_a_day_is_written_as_year_month_and_day(day: Any, region: MakeRegion) -> None:
    with pytest.raises(ValidationError):
        region(planning={"start": day})
    assert region(planning={"start": "2021-07-01"}).planning.start is not None


def test_ids_are_used_once(region: MakeRegion) -> None:
    with pytest.raises(ValidationError):
        region({"id": "a"}, {"id": "a"})
    with pytest.raises(ValidationError):
        region({"parts": [{"id": "a", "name": "A"}, {"id": "a", "name": "B"}]})
    twice = [{"id": "a", "name": "A"}]
    assert len(region({"id": "a", "parts": twice}, {"id": "b", "parts": twice}).segments) == 2
