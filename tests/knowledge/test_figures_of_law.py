"""A figure of law that a second file needs in another unit is the same figure."""

from datetime import date, timedelta
from importlib.resources import files
from typing import Any

import pytest
import yaml

from stuurwijzer.engine.knowledge.library import load_library

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def steps() -> dict[str, Any]:
    text = (files("stuurwijzer") / "knowledge" / "planning.yaml").read_text(encoding="utf-8")
    held: dict[str, Any] = yaml.safe_load(text)["steps"]
    return held


def days_of_law(steps: dict[str, Any], step: str) -> int:
    (held,) = (length for length in steps[step]["lengths"] if length["judgement"] == "law")
    return int(held["days"])


def value(name: str) -> int:
    held = load_library().parameters[name].at(TODAY)
    assert held is not None
    return held


def test_the_award_notice_takes_as_long_in_the_planning_as_in_the_parameter(steps: dict[str, Any]) -> None:
    assert days_of_law(steps, "award_notice") == value("law.award_notice_days")


def test_the_planning_counts_the_longest_that_the_months_between_award_and_start_can_last(
    steps: dict[str, Any],
) -> None:
    months = value("law.wmo_award_months")
    first_days = [date(year, month, 1) for year in range(2024, 2028) for month in range(1, 13)]
    lasting = [first_days[n + months] - first_days[n] for n in range(len(first_days) - months)]
    assert timedelta(days_of_law(steps, "transition")) == max(lasting)
