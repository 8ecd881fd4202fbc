"""From raw numbers to values, and from counts to shares: by hand, and the same everywhere."""

import numpy as np
import pytest

from stuurwijzer.engine.robustness.counting import by_chance, share_of_variation
from stuurwijzer.engine.robustness.draws import Bands, Near, Range, RawStream, Words

RAW = np.array([0, 1, 5, 20, 21, 9_999, 10_000, 29_999, 2**63, 2**64 - 1], np.uint64)


def test_the_stream_of_a_seed_is_the_one_that_was_promised() -> None:
    """PCG64 seeded with the first 128 bits of SHA-256 over "1/logeren/use.clients". Pinned: a run that was printed must
    come out the same on every Python and NumPy."""
    assert RawStream(1, "logeren", "use.clients").next(3).tolist() == PINNED
    assert RawStream(1, "logeren", "use.clients").next(3_000)[:3].tolist() == PINNED
    assert RawStream(2, "logeren", "use.clients").next(3).tolist() != PINNED
    assert RawStream(1, "logeren", "use.spend").next(3).tolist() != PINNED


PINNED = [12285771960974958067, 1970451899229469042, 12240316321303657976]


def test_a_figure_near_its_value_is_any_number_between_the_ends() -> None:
    """By hand: from 90 to 110 there are 21 numbers, so 0 gives 90, 20 gives 110 and 21 gives 90 again; the eight parts
    of 21 numbers begin at 90, 93, 96, 98, 101, 104, 106 and 109."""
    held = Near(90, 110)
    drawn = held.draw(RAW[:5])
    assert drawn.values.tolist() == [90, 91, 95, 110, 90]
    assert drawn.classes.tolist() == [0, 0, 1, 7, 0]
    assert [low for low, _ in held.classes] == [90, 93, 96, 98, 101, 104, 106, 109]


def test_a_word_is_kept_except_in_so_many_of_ten_thousand() -> None:
    """By hand, with 2,000 of 10,000 others and three words of which 1 is kept: 0 and 1 give the first other, 20 too;
    9,999 keeps; 10,000 is the second round and gives the second other."""
    drawn = Words((0, 1, 2), 1, 2_000).draw(RAW[:7])
    assert drawn.values.tolist() == [0, 0, 0, 0, 0, 1, 2]


def test_an_unknown_figure_is_first_a_band_and_then_a_number_in_it() -> None:
    """By hand: of two bands 0 to 149 and 150 to 300, an even number gives the first and an odd one the second; half of
    the number counts from the low end: 20 gives 10, 21 gives 160."""
    drawn = Bands(((0, 149), (150, 300))).draw(RAW[:5])
    assert drawn.values.tolist() == [0, 150, 152, 10, 160]
    assert drawn.classes.tolist() == [0, 1, 1, 0, 1]


@pytest.mark.parametrize(
    "held",
    [
        Near(0, 3),
        Near(7, 14),
        Near(96_000_000, 105_600_000_00),
        Bands(((0, 0), (1, 149), (150, 10**14))),
        Words((0, 1), 1, 500),
        Words((0,), 0, 500),
        Words(tuple(range(120)), 0, 5_000),
    ],
)
def test_every_value_lies_in_the_class_in_which_it_is_counted(held: Range) -> None:
    drawn = held.draw(np.concatenate([RAW, RawStream(1, "a", "b").next(2_000)]))
    for value, place in zip(drawn.values.tolist(), drawn.classes.tolist(), strict=True):
        low, high = held.classes[place]
        assert low <= value <= high


@pytest.mark.parametrize(
    ("groups", "share"),
    [
        ("all of the variation", 10_000),
        ("none of it", 0),
        ("a third", 3_300),
        ("it always stands", 0),
        ("one class", 0),
    ],
)
def test_the_share_of_an_input_is_that_of_the_calculation_by_hand(groups: str, share: int) -> None:
    """A third: 200 draws, 150 stand: 37.5 of variation, 25 within classes; 1 - (25 / 198) / (37.5 / 199) = 0.3300."""
    held = {
        "all of the variation": [(100, 100), (50, 0)],
        "none of it": [(100, 50), (50, 25)],
        "a third": [(100, 100), (100, 50)],
        "it always stands": [(100, 100), (50, 50)],
        "one class": [(100, 30)],
    }[groups]
    draws, stands = zip(*held, strict=True)
    assert share_of_variation(draws, stands) == share


def test_a_share_that_chance_gives_is_not_named() -> None:
    """By hand: 300 draws in eight groups spread by the root of 14 over 300, 1.25%; four times that is 4.99%."""
    assert by_chance(498, 300, 8)
    assert not by_chance(499, 300, 8)


def test_inputs_without_bearing_are_hardly_ever_named() -> None:
    """Two thousand inputs that have nothing to do with the outcome: none of them is taken for one that has."""
    stands = RawStream(1, "a", "stands").next(500) % np.uint64(3) == 0
    named = 0
    for number in range(2_000):
        classes = Near(0, 799).draw(RawStream(1, "a", str(number)).next(500)).classes
        share = share_of_variation(np.bincount(classes).tolist(), np.bincount(classes[stands]).tolist())
        named += not by_chance(share, 500, 8)
    assert named <= 10
