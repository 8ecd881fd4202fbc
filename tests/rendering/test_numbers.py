"""Numbers as a Dutch and as an English reader expect them, from whole numbers alone."""

import pytest

from stuurwijzer.engine.rendering import numbers
from stuurwijzer.engine.rendering.numbers import Language

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("cents", "nl", "en"),
    [
        (880_242_000, f"€{NBSP}8.802.420", "€8,802,420"),
        (531_547, f"€{NBSP}5.315,47", "€5,315.47"),
        (5, f"€{NBSP}0,05", "€0.05"),
    ],
)
def test_an_amount_is_exact(cents: int, nl: str, en: str) -> None:
    assert (numbers.money(cents, "nl"), numbers.money(cents, "en")) == (nl, en)


@pytest.mark.parametrize(
    ("cents", "shown"),
    [
        (512_530_000, f"€{NBSP}5,13{NBSP}mln"),
        (100_500_000, f"€{NBSP}1,01{NBSP}mln"),
        (19_750_000, f"€{NBSP}198.000"),
        (531_547, f"€{NBSP}5.315"),
        (99_999_999, f"€{NBSP}1.000.000"),
    ],
)
def test_a_short_amount_is_rounded_half_up_to_what_decides(cents: int, shown: str) -> None:
    assert numbers.short_money(cents, "nl") == shown


@pytest.mark.parametrize(
    ("points", "nl", "en"),
    [(3246, f"32,46{NBSP}%", "32.46%"), (6500, f"65{NBSP}%", "65%"), (5, f"0,05{NBSP}%", "0.05%")],
)
def test_a_share_is_in_percent(points: int, nl: str, en: str) -> None:
    assert (numbers.share(points, "nl"), numbers.share(points, "en")) == (nl, en)


def test_a_percentage_that_the_engine_wrote_follows_the_language() -> None:
    assert numbers.percent_text("17,23%", "nl") == f"17,23{NBSP}%"
    assert numbers.percent_text("17,23%", "en") == "17.23%"


@pytest.mark.parametrize(
    ("iso", "language", "shown"),
    [
        ("2022-04-01", "nl", "1 april 2022"),
        ("2022-04-01", "en", "1 April 2022"),
        ("2021-06", "nl", "juni 2021"),
        ("2021", "nl", "2021"),
    ],
)
def test_a_date_is_as_exact_as_it_is_given(iso: str, language: Language, shown: str) -> None:
    assert numbers.day(iso, language) == shown


def test_a_date_in_a_table_is_short() -> None:
    assert numbers.short_day("2022-04-01", "nl") == "1-4-2022"
    assert numbers.short_day("2022-04-01", "en") == "1 Apr 2022"


def test_counts_and_ratios_are_grouped() -> None:
    assert numbers.count(1656, "nl") == "1.656"
    assert numbers.ratio(952, "nl") == "9,52"
    assert numbers.ratio(300, "en") == "3"
