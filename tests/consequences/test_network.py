"""The dates of a network of steps: expected days are counted by hand on a calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stuurwijzer.engine.consequences.calendar import add_months, whole_months
from stuurwijzer.engine.consequences.network import Activity, Network

TODAY = date(2026, 1, 1)
START = date(2028, 3, 1)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2028, 5, 31), -3, date(2028, 2, 29)),
        (date(2027, 5, 31), -3, date(2027, 2, 28)),
        (date(2027, 1, 1), -3, date(2026, 10, 1)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 7, 15), -18, date(2025, 1, 15)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_the_month(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2021, 7, 1), date(2022, 4, 1), 9),
        (date(2021, 7, 2), date(2022, 4, 1), 8),
        (date(2026, 11, 30), date(2027, 2, 28), 3),
        (date(2026, 11, 30), date(2027, 2, 27), 2),
        (date(2026, 2, 1), date(2026, 1, 1), 0),
    ],
)
def test_months_between_two_days_are_whole_ones(first: date, last: date, expected: int) -> None:
    assert whole_months(first, last) == expected


def chain(start: date | None = START, middle: date | None = None, days: int | None = 30) -> Network:
    """write (60 days) → decide (``days``) → start."""
    return Network(
        (
            Activity("write", (), 60),
            Activity("decide", ("write",), days, middle),
            Activity("start", ("decide",), 0, start, given=True),
        ),
        TODAY,
    )


def test_steps_are_counted_back_over_a_leap_day() -> None:
    """1 March 2028 minus 30 days is 31 January (February 2028 has 29 days); minus 60 more is 2 December 2027."""
    dated = chain().dated
    assert (dated["decide"].begin, dated["decide"].end) == (date(2028, 1, 31), date(2028, 3, 1))
    assert (dated["write"].begin, dated["write"].end) == (date(2027, 12, 2), date(2028, 1, 31))


def test_in_another_year_the_same_steps_begin_a_day_earlier_in_the_month() -> None:
    """1 March 2027 minus 30 days is 30 January 2027; minus 60 more is 1 December 2026."""
    dated = chain(date(2027, 3, 1)).dated
    assert (dated["decide"].begin, dated["write"].begin) == (date(2027, 1, 30), date(2026, 12, 1))


def test_slack_is_what_lies_between_the_soonest_and_the_last_day() -> None:
    """From 1 January 2026, 90 days of work are done on 1 April 2026; the start is 700 days later."""
    dated = chain().dated
    assert dated["start"].earliest == date(2026, 4, 1)
    assert dated["start"].slack == (START - date(2026, 4, 1)).days == 700
    assert dated["write"].slack == dated["decide"].slack == 700


def test_a_start_that_comes_too_soon_has_negative_slack() -> None:
    assert chain(date(2026, 3, 1)).dated["start"].slack == -31


def test_a_stated_end_fixes_what_goes_before_and_its_slack_is_what_it_leaves_to_what_follows() -> None:
    dated = chain(middle=date(2028, 2, 20)).dated
    assert dated["decide"].counted == "stated"
    assert dated["write"].end == date(2028, 1, 21)
    assert dated["decide"].slack == 10


def test_a_length_that_nobody_knows_leaves_the_dates_before_it_unknown() -> None:
    dated = chain(days=None).dated
    assert dated["decide"].end == START
    assert (dated["decide"].begin, dated["write"].end, dated["write"].latest) == (None, None, None)
    assert dated["start"].slack is None


def test_a_step_that_leads_to_nothing_is_counted_forwards() -> None:
    network = Network(
        (
            Activity("award", (), 0, date(2026, 2, 27)),
            Activity("notice", ("award",), 30),
            Activity("start", ("award",), 0, START, given=True),
        ),
        TODAY,
    )
    assert network.dated["notice"].end == date(2026, 3, 29)
    assert network.dated["notice"].counted == "forwards"


def test_what_a_finished_step_waited_for_is_finished() -> None:
    dated = chain(middle=date(2025, 12, 1)).dated
    assert dated["decide"].done
    assert dated["write"].done
    assert not dated["start"].done


LENGTHS = st.lists(st.integers(0, 400), min_size=2, max_size=12)


@st.composite
def networks(draw: st.DrawFn, start: date = START) -> tuple[list[Activity], date]:
    """Steps of random lengths, each waiting for some before it, and a start that waits for the last."""
    lengths = draw(LENGTHS)
    steps = []
    for number, days in enumerate(lengths):
        after = draw(st.lists(st.integers(0, number - 1), unique=True, max_size=3)) if number else []
        steps.append(Activity(f"s{number}", tuple(f"s{n}" for n in sorted(after)), days))
    steps.append(Activity("start", (f"s{len(lengths) - 1}",), 0, start, given=True))
    return steps, start


@given(networks(), st.integers(-500, 500))
def test_moving_the_start_by_some_days_moves_every_date_by_as_many(held: tuple[list[Activity], date], n: int) -> None:
    steps, start = held
    moved = [*steps[:-1], Activity("start", steps[-1].after, 0, start + timedelta(n), given=True)]
    before, after = Network(steps, TODAY).dated, Network(moved, TODAY).dated
    for name, dated in before.items():
        if dated.end is None:
            assert after[name].end is None
        else:
            assert after[name].end == dated.end + timedelta(n)


@given(networks())
def test_no_step_is_planned_before_one_that_it_waits_for(held: tuple[list[Activity], date]) -> None:
    steps, _ = held
    dated = Network(steps, TODAY).dated
    for step in steps:
        for other in step.after:
            end, begin = dated[other].end, dated[step.id].begin
            if end is not None and begin is not None:
                assert end <= begin


@given(networks())
def test_a_start_on_its_earliest_day_has_no_slack(held: tuple[list[Activity], date]) -> None:
    steps, _ = held
    earliest = Network(steps, TODAY).dated["start"].earliest
    assert earliest is not None
    steps[-1] = Activity("start", steps[-1].after, 0, earliest, given=True)
    if earliest > TODAY:
        assert Network(steps, TODAY).dated["start"].slack == 0
