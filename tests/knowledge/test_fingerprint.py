"""What counts as the same words, and where a run of them is found."""

import hashlib
import textwrap
import unicodedata

import pytest

from stuurwijzer.engine.knowledge.fingerprint import PlacedWord, digest, find, find_all, placed_words, words

# Invented for these tests, with every use of a hyphen that the rule tells apart.
TEXT = """De gemeente Noord-Oost koopt 24-uurszorg en pro-actieve hulp in. Zij kiest voor inkoop- en
contractmanagement, met op- of afschalen op zowel cliënt-, organisatie- als gemeenteniveau - en dat in
2023-2025, voor de leeftijd van 16-18 jaar, tegen 1.250.000 euro ("p*q"), via de top-3 van aanbieders."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("zorg-\ntoewijzing", ["zorgtoewijzing"], id="a word broken at a line end is joined"),
        pytest.param("zorg-  \r\n \r\n  toewijzing", ["zorgtoewijzing"], id="empty lines between the halves"),
        pytest.param("24-\nuurszorg", ["24uurszorg"], id="a digit may be the first half"),
        pytest.param("ZORG-\nTOEWIJZING", ["zorgtoewijzing"], id="case does not decide whether halves join"),
        pytest.param("pro-actief", ["proactief"], id="a hyphen inside a word joins as at a line end"),
        pytest.param("keuze- vrijheid", ["keuzevrijheid"], id="the rest of an older break joins"),
        pytest.param("zorg-\nengagement", ["zorgengagement"], id="a half that begins with en joins"),
        pytest.param("inkoop- \nen contract", ["inkoop", "en", "contract"], id="a hyphen before en does not join"),
        pytest.param("inkoop- en contract", ["inkoop", "en", "contract"], id="nor on one line"),
        pytest.param("op-en afschalen", ["op", "en", "afschalen"], id="nor where the space after it was lost"),
        pytest.param("op-\nof afschalen", ["op", "of", "afschalen"], id="nor before of"),
        pytest.param("2023-\n2025", ["2023", "2025"], id="a range of years is two words at a line end"),
        pytest.param("2023-2025", ["2023", "2025"], id="and on one line"),
        pytest.param("domein -\nbetreft", ["domein", "betreft"], id="a dash after a space is punctuation"),
        pytest.param("- eerste\n- tweede", ["eerste", "tweede"], id="a bullet is no hyphen"),
        pytest.param("op\u2013 en afschalen", ["op", "en", "afschalen"], id="a long dash separates"),
        pytest.param("laatste-", ["laatste"], id="a hyphen at the end of the text joins nothing"),
        pytest.param("zorg\u00adtoewijzing", ["zorgtoewijzing"], id="a soft hyphen joins"),
        pytest.param("zorg\u2011toewijzing", ["zorgtoewijzing"], id="a non-breaking hyphen is a hyphen"),
        pytest.param("pro\u200bactief", ["proactief"], id="a character without width is nothing"),
        pytest.param("ef\ufb01ciënt", ["efficiënt"], id="a ligature is its letters"),
        pytest.param("snake_case, 1.250 (p*q)!", ["snake", "case", "1", "250", "p", "q"], id="the rest separates"),
        pytest.param(" \n\u2013•€ ", [], id="a text without letters and digits has no words"),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize("width", [12, 20, 47, 80, 1000])
@pytest.mark.parametrize("break_on_hyphens", [True, False])
def test_another_wrapping_gives_the_same_digest(width: int, break_on_hyphens: bool) -> None:
    wrapped = textwrap.fill(TEXT, width, break_on_hyphens=break_on_hyphens, break_long_words=False)
    assert digest(words(wrapped)) == digest(words(TEXT))


def test_case_punctuation_and_the_form_of_accents_do_not_change_the_digest() -> None:
    expected = digest(words(TEXT))
    assert digest(words(TEXT.upper())) == expected
    assert digest(words(TEXT.replace(",", ";").replace('"', "“").replace(".", " .. "))) == expected
    assert digest(words(unicodedata.normalize("NFD", TEXT))) == expected


@pytest.mark.parametrize(("old", "new"), [("kiest", "koos"), ("18", "17"), ("cliënt", "client"), (" of ", " en ")])
def test_a_changed_word_changes_the_digest(old: str, new: str) -> None:
    assert old in TEXT
    assert digest(words(TEXT.replace(old, new))) != digest(words(TEXT))


def test_the_digest_is_sha_256_over_words_and_single_spaces() -> None:
    assert digest(words("Eén  Regio,\ntwee wetten.")) == hashlib.sha256("eén regio twee wetten".encode()).hexdigest()


def test_a_joined_word_stands_on_the_line_of_its_first_half() -> None:
    assert placed_words("een\r\n\r\ntwee-\r\ndrie vier") == [
        PlacedWord("een", 1),
        PlacedWord("tweedrie", 3),
        PlacedWord("vier", 4),
    ]


def test_a_run_is_found_in_a_document_that_is_wrapped_otherwise() -> None:
    document = words("Vooraf nog iets.\n" + textwrap.fill(TEXT, 31) + "\nEn iets erna.")
    run = words(TEXT)[5:17]
    assert find(document, len(run), digest(run)) == [3 + 5]


def test_every_place_of_a_run_is_found_and_overlapping_ones_too() -> None:
    assert find(["a", "a", "a", "b"], 2, digest(["a", "a"])) == [0, 1]
    assert find(["a", "a", "a", "b"], 2, digest(["a", "b"])) == [2]


def test_a_run_of_another_length_or_other_words_is_not_found() -> None:
    document = ["een", "twee", "drie"]
    assert find(document, 2, digest(document)) == []
    assert find(document, 2, digest(["twee", "vier"])) == []
    assert find(document, 4, digest(["een", "twee", "drie", "vier"])) == []
    assert find([], 1, digest(["een"])) == []


def test_many_runs_are_found_as_each_of_them_alone() -> None:
    document = words(TEXT)
    runs = [(count, digest(document[at : at + count])) for count in (1, 3, 8) for at in range(0, 16, 2)]
    runs.append((3, digest(["niet", "te", "vinden"])))
    assert find_all(document, runs) == {(count, sought): find(document, count, sought) for count, sought in runs}


@pytest.mark.parametrize("count", [0, -1])
def test_a_run_without_words_is_refused(count: int) -> None:
    with pytest.raises(ValueError, match="at least one word"):
        find(["een"], count, digest([]))


@pytest.mark.parametrize("malformed", ["", "abc", "A" * 64, "g" * 64, digest(["een"]) + "\n"])
def test_a_malformed_digest_is_refused(malformed: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        find(["een"], 1, malformed)
