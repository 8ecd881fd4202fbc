"""Figures of a text against counts by hand, and the memo to the council held to what it was written to."""

import pytest

from stuurwijzer.bench.reading_ease import readability, sentences_of, syllables
from stuurwijzer.engine.papers.build import paper_of
from stuurwijzer.engine.rendering.numbers import Language

from .conftest import advice_for

BY_HAND = {
    "nl": {"hulp": 1, "gemeente": 3, "aanbieder": 3, "bekostiging": 4, "leeuw": 1, "ideeën": 3, "moeilijk": 2, "p": 1},
    "en": {"care": 1, "municipality": 6, "provider": 3, "the": 1, "people": 2, "decide": 2},
}
"""counted aloud"""


@pytest.mark.parametrize("language", ["nl", "en"])
def test_syllables_are_those_that_one_counts_aloud(language: Language) -> None:
    assert {word: syllables(word, language) for word in BY_HAND[language]} == BY_HAND[language]


def test_figures_are_those_of_a_count_by_hand() -> None:
    """Twelve words in two sentences; gemeente, aanbieder, inwoners long; 21 syllables.

    6.0 words a sentence; LIX 6 + 100 × 3 / 12 = 31; ease 206.84 - 0.77 × 175 - 0.93 × 6 = 66.5.
    """
    held = readability(["De gemeente kiest een goede aanbieder.", "Dat is voor alle inwoners beter."], "nl")
    assert (held.sentences, held.words, held.long_words, held.syllables) == (2, 12, 3, 21)
    assert (held.mean, held.lix, held.ease("nl")) == (60, 310, 665)


def test_a_sentence_of_more_than_twenty_words_is_counted_and_named() -> None:
    long = " ".join(["woord"] * 21) + "."
    held = readability(["Kort.", long, " ".join(["woord"] * 20)], "nl")
    assert (held.long_sentences, held.longest) == (1, long)


def test_nothing_has_figures_of_nought() -> None:
    held = readability([], "nl")
    assert (held.words, held.mean, held.lix, held.longest) == (0, 0, 0, "")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("region", ["rivierenland-2021", "achterhoek-2021", "hart-van-brabant-2021"])
def test_the_memo_keeps_its_sentences_short(region: str, language: Language) -> None:
    """Names that regions gave and reasons of rules stand in it too, so some room is left above what was aimed at."""
    held = readability(sentences_of(paper_of("council", advice_for(region), language).document), language)
    assert held.mean <= 100, "ten words a sentence"
    assert held.long_sentences <= 2, held.longest
    assert held.ease(language) >= 500
