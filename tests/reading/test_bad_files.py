"""Every file of ``bad/`` is refused with the right words in the right place, and every file of ``good/`` is read.

The files are small and have one fault each, except where the test is about several at once. They are read through the
command line, as a user would; ``bad_files.yaml`` says what has to come out.
"""

from pathlib import Path
from typing import Literal

import pytest
import yaml

from stuurwijzer.engine.profile import load_region
from stuurwijzer.engine.rendering import load_catalogue

from .conftest import Refused

HERE = Path(__file__).parent
EXPECTED: dict[str, list[str]] = yaml.safe_load((HERE / "bad_files.yaml").read_text(encoding="utf-8"))
LANGUAGES: tuple[Literal["nl", "en"], ...] = ("nl", "en")


def test_every_bad_file_has_an_expectation_and_the_other_way_round() -> None:
    assert sorted(path.stem for path in (HERE / "bad").iterdir()) == sorted(EXPECTED)
    assert len(EXPECTED) >= 55


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EXPECTED)
def test_a_bad_file_is_refused_with_every_fault_in_its_place(
    name: str, language: Literal["nl", "en"], refused: Refused
) -> None:
    complaints = refused(HERE / "bad" / f"{name}.yaml", language)
    expected = [line.split() for line in EXPECTED[name]]
    assert [str(c.line) for c in complaints] == [words[0] for words in expected]
    assert [c.path for c in complaints] == [" ".join(words[1:-1]) for words in expected]
    for complaint, words in zip(complaints, expected, strict=True):
        assert complaint.says(words[-1]), f"{complaint.text!r} is not {words[-1]}"


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("misspelled-field", "clients"),
        ("misspelled-room", "market"),
        ("misspelled-part-of-answer", "basis"),
        ("misspelled-choice", "rising"),
        ("choice-in-dutch", "rising"),
        ("field-outside-its-room", "use/clients"),
        ("basis-misspelled", "measured"),
        ("owner-role-misspelled", "board"),
        ("override-of-no-instrument", "funding"),
        ("override-of-no-option", "effort"),
        ("set-key-misspelled", "present"),
        ("set-member-unknown", "prevention"),
        ("law-in-capitals", ""),
        ("owner-role-unknown", ""),
    ],
)
def test_what_was_probably_meant_is_offered_and_nothing_far_fetched(name: str, meant: str, refused: Refused) -> None:
    assert refused(HERE / "bad" / f"{name}.yaml")[0].suggestion == meant


@pytest.mark.parametrize(("written", "meant"), [("cliënten", "clients"), ("uitgaven", "spend")])
def test_a_key_in_dutch_is_recognised(written: str, meant: str, tmp_path: Path, refused: Refused) -> None:
    good = (HERE / "good" / "empty-rooms.yaml").read_text(encoding="utf-8")
    path = tmp_path / "region.yaml"
    path.write_text(good.replace("    use:\n", f"    use: {{{written}: 5}}\n"), encoding="utf-8")
    assert refused(path)[0].suggestion == meant


def test_a_fault_reads_the_same_whatever_the_language(refused: Refused) -> None:
    """Place and number do not depend on the language; only the words do."""
    path = HERE / "bad" / "many-at-once.yaml"
    dutch, english = refused(path, "nl"), refused(path, "en")
    assert [(c.line, c.path) for c in dutch] == [(c.line, c.path) for c in english]
    assert not {c.text for c in dutch} & {c.text for c in english}


def test_nothing_of_a_file_can_steer_the_terminal(refused: Refused) -> None:
    for name in ("key-with-escapes", "control-character", "c1-control", "bidi-override"):
        for complaint in refused(HERE / "bad" / f"{name}.yaml"):
            assert (complaint.path + complaint.text).isprintable()


@pytest.mark.parametrize("path", sorted((HERE / "good").iterdir()), ids=lambda path: path.stem)
def test_a_good_twin_is_read(path: Path) -> None:
    assert len(load_region(path).segments) == 1


def test_numbers_are_read_as_people_write_them() -> None:
    use = load_region(HERE / "good" / "numbers-as-people-write-them.yaml").segments[0].use
    read = [use.clients, use.spend, use.client_share, use.cost_share, use.transition_clients, use.contract_value]
    assert [answer and answer.value for answer in read] == [1656, 880_242_000, 3246, 3246, 1656, 880_242_000]


def test_unknown_is_never_a_number() -> None:
    use = load_region(HERE / "good" / "unknown-and-not-applicable.yaml").segments[0].use
    for answer in (use.clients, use.spend, use.trend, use.transition_clients):
        assert answer is not None
        assert (answer.value, answer.applies) == (None, True)
    assert use.small is None
    assert use.cost_share is not None
    assert (use.cost_share.value, use.cost_share.applies) == (None, False)


def test_the_catalogue_offers_no_word_that_stands_for_two_codes_of_one_question() -> None:
    """Otherwise a choice in the reader's own words would be answered with the wrong code."""
    for language in LANGUAGES:
        words: dict[str, set[str]] = {}
        for path, word in load_catalogue(language).under("members").items():
            room = path.rpartition(".")[0]
            if room:
                words.setdefault(f"{room} {word}", set()).add(path)
        assert [held for held in words.values() if len(held) > 1] == []
