"""Amounts, shares and counts: every notation reads back, nothing is rounded, and slips are refused."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from stuurwijzer.engine.profile.quantities import LARGEST, basis_points, cents, count

AMOUNTS = st.integers(0, LARGEST * 100 + 99)
COUNTS = st.integers(0, LARGEST)
SHARES = st.integers(0, 999_999_999)
SEPARATORS = st.sampled_from([".", "_", " ", ""])


def grouped(whole: int, separator: str) -> str:
    return f"{whole:,}".replace(",", separator)


def code_of(call: Any, value: Any) -> str:
    with pytest.raises(PydanticCustomError) as caught:
        call(value)
    context = caught.value.context
    assert context is not None
    return str(context["code"])


@given(
    AMOUNTS, st.sampled_from([".", "_", " ", ""]), st.sampled_from(["{}", "€ {}", "€{}", "EUR {}", "{} euro", " {} "])
)
def test_an_amount_reads_back_from_every_notation(amount: int, separator: str, frame: str) -> None:
    whole, part = divmod(amount, 100)
    text = grouped(whole, separator)
    for written in (f"{text},{part:02d}", f"{text}.{part:02d}"):
        assert cents(frame.format(written)) == amount
    if part == 0:
        assert cents(frame.format(text)) == cents(frame.format(f"{text},-")) == amount
        assert cents(whole) == amount
    if part % 10 == 0:
        assert cents(frame.format(f"{text},{part // 10}")) == amount


@given(COUNTS, SEPARATORS)
def test_a_count_reads_back_from_every_notation(number: int, separator: str) -> None:
    assert count(number) == count(grouped(number, separator)) == count(f" {number} ") == number


@given(SHARES, st.sampled_from([",", "."]), st.sampled_from(["", " ", "\u00a0"]))
def test_a_share_reads_back_from_every_notation(share: int, point: str, space: str) -> None:
    whole, part = divmod(share, 100)
    assert basis_points(f"{whole}{point}{part:02d}{space}%") == share
    if part % 10 == 0:
        assert basis_points(f"{whole}{point}{part // 10}{space}%") == share
    if part == 0:
        assert basis_points(f"{whole}{space}%") == share


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("€ 8.802.420", 880_242_000),
        (8_802_420, 880_242_000),
        ("8_802_420", 880_242_000),
        ("8 802 420 euro", 880_242_000),
        ("€ 37.972,-", 3_797_200),
        ("12.50", 1250),
        ("1.656", 165_600),
        ("0,05", 5),
        (0, 0),
    ],
)
def test_amounts_of_the_sources(written: str | int, amount: int) -> None:
    assert cents(written) == amount


NO_AMOUNTS: list[Any] = [
    *(12.5, True, None, [], {}, "", "€", "-5", "- € 5", "5-", "1.2.3", "8,802,420", "8.80.420", "1234.567"),
    *("1e6", "2 mln", "twee", "€ 5 €5", "5,123", "5,-5", "0x10", ".5", "5.", "1..000", "1_00", "١٢"),
]
NO_COUNTS: list[Any] = [1.0, True, None, "", "1,5", "1.5", "1.65", "12-14", "±100", "1e3", "-3"]
TOO_MUCH = [(LARGEST + 1, "number_too_long"), (str(LARGEST + 1), "number_too_long")]


@pytest.mark.parametrize(
    ("written", "code"), [(-1, "negative_amount"), *TOO_MUCH, *((value, "not_an_amount") for value in NO_AMOUNTS)]
)
def test_what_is_no_amount_is_refused(written: Any, code: str) -> None:
    assert code_of(cents, written) == code


@pytest.mark.parametrize(
    ("written", "code"), [(-1, "negative_count"), *TOO_MUCH, *((value, "not_a_count") for value in NO_COUNTS)]
)
def test_what_is_no_count_is_refused(written: Any, code: str) -> None:
    assert code_of(count, written) == code


@pytest.mark.parametrize(
    "written", [32, 0.32, True, None, "32", "0.32", "32,461%", "-3%", "%", "3 2%", "32%%", "een derde", "12345678%"]
)
def test_what_is_no_share_is_refused(written: Any) -> None:
    assert code_of(basis_points, written) == "not_a_share"


def test_a_share_over_a_hundred_is_read_and_left_to_the_findings() -> None:
    assert basis_points("100,01%") == 10_001


@given(st.one_of(st.text(max_size=20), st.integers(), st.floats(), st.booleans(), st.none()))
def test_whatever_is_written_gives_a_whole_number_from_zero_up_or_is_refused(value: Any) -> None:
    for read in (cents, count, basis_points):
        try:
            number = read(value)
        except PydanticCustomError:
            continue
        assert type(number) is int
        assert 0 <= number < 2**53, "beyond this the engine behind the rules no longer counts exactly"
