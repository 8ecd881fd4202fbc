"""A document that changed anywhere is told from one that did not, and the place is named.

The small document is made up here, so that these tests also run where the real ones are not at hand. Its passages
are short, stand twice, share their words with each other, and leave places between them, as the real ones do.
"""

import textwrap
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stuurwijzer.engine.knowledge import load_library
from stuurwijzer.engine.knowledge.fingerprint import digest, find_all, placed_words, words
from stuurwijzer.engine.knowledge.runs import Place, Runs, Stretch, in_order, load_runs, runs_of, stretches
from stuurwijzer.engine.knowledge.sources import Source
from stuurwijzer.engine.knowledge.verification import Verdict, recognise, verify

DOCUMENTS = Path(__file__).resolve().parents[2].parent / "shared" / "seeds"
OTHER = "anderswoord"  # stands in none of the documents

TEXT = """\
Inleiding op de notitie
De zes gemeenten kopen samen in en zij beheren de contracten ook samen met elkaar
via de regio. Bekostiging: taakgericht
Over de looptijd van de contracten is in de vergadering van mei lang gesproken zonder besluit
4 jaar
De toegang is en blijft lokaal ingericht omdat de gemeenten verschillen en dat ook zo willen houden
Tussenkop over de aanbieders
Het aantal aanbieders is groot en hun samenwerking valt tegen zo blijkt uit de cijfers van vorig jaar
4 jaar
Sturing en kostenbeheersing is moeilijk voor de gemeenten samen zolang niemand de cijfers heeft
Een alinea die niemand aanhaalt over het weer en over de reis naar de vergadering die avond
Sturing en kostenbeheersing is moeilijk voor de gemeenten samen zolang niemand de cijfers heeft
Bekostiging: taakgericht
Tot slot dankt de werkgroep ieder die heeft meegedacht over deze notitie en over haar gevolgen
"""
# Lines, and the first and last word of the passage in them (from 0, as a slice).
PASSAGES = {
    "T-1": ((2, 3), 0, 19),
    "T-2": ((3, 3), 3, 5),  # "bekostiging taakgericht": two words, and again on line 13
    "T-3": ((4, 4), 0, 16),
    "T-4": ((5, 5), 0, 2),  # "4 jaar": again on line 9
    "T-5": ((6, 6), 0, 16),
    "T-6": ((8, 8), 0, 18),
    "T-7": ((9, 9), 0, 2),
    "T-8": ((10, 10), 0, 14),  # and once more, word for word, on line 12
    "T-9": ((12, 12), 0, 14),
    "T-10": ((13, 13), 0, 2),
    "T-11": ((6, 6), 2, 6),  # four words inside T-5
}


@cache
def made_up() -> tuple[Source, Runs]:
    placed = placed_words(TEXT)
    passages = {}
    for name, (lines, start, end) in PASSAGES.items():
        inside = [p.word for p in placed if lines[0] <= p.line <= lines[1]][start:end]
        passages[name] = {
            "lines": list(lines),
            "words": len(inside),
            "digest": digest(inside),
            "kind": "evidence",
            "summary": {"nl": "x", "en": "x"},
        }
    held = [p.word for p in placed]
    source = Source.model_validate(
        {
            "id": "made-up",
            "prefix": "T",
            "title": "Notitie",
            "organisation": "Niemand",
            "date": "2021",
            "kind": "note",
            "extraction": {"lines": 14, "words": len(held), "digest": digest(held)},
            "passages": passages,
        }
    )
    return source, runs_of("made-up", held)


def judged(text: str) -> Verdict:
    source, row = made_up()
    return verify(placed_words(text), source, row)


def told(verdict: Verdict) -> tuple[list[str], int]:
    return [passage.id for passage in verdict.changed], len(verdict.uncovered)


LINES = TEXT.splitlines()
CASES = [
    pytest.param(TEXT, ([], 0), True, id="the document itself"),
    pytest.param(TEXT.upper().replace(" ", "  ").replace("\n", "\n\n"), ([], 0), True, id="other capitals and layout"),
    pytest.param(" ".join(LINES), ([], 0), True, id="all on one line"),
    pytest.param(TEXT.replace("groot en", "klein en"), (["T-6"], 0), False, id="one word inside a passage"),
    pytest.param(TEXT.replace("taakgericht", "per uur", 1), (["T-2"], 0), False, id="inside two words that return"),
    pytest.param(TEXT.replace("4 jaar", "6 jaar", 1), (["T-4"], 0), False, id="the first of two alike"),
    pytest.param(
        "6 jaar".join(TEXT.rsplit("4 jaar", 1)), (["T-7"], 0), False, id="the second of two alike, both short"
    ),
    pytest.param(TEXT.replace("is moeilijk", "is eenvoudig", 1), (["T-8"], 0), False, id="one of two alike, both long"),
    pytest.param(TEXT.replace("is en blijft", "is of blijft"), (["T-5", "T-11"], 0), False, id="where two overlap"),
    pytest.param(TEXT.replace("het weer", "de regen"), ([], 1), False, id="where no passage is"),
    pytest.param(TEXT.replace("Tussenkop", "Kop"), ([], 1), False, id="a heading between two passages"),
    pytest.param(TEXT.replace("Inleiding", "Voorwoord"), ([], 1), False, id="the first word"),
    pytest.param(TEXT.replace("gevolgen", "vervolg"), ([], 1), False, id="the last word"),
    pytest.param(TEXT + "En nog iets.", ([], 1), False, id="something more at the end"),
    pytest.param(TEXT.replace(LINES[3] + "\n", ""), (["T-3"], 0), False, id="a line with a passage taken out"),
    pytest.param(TEXT.replace(LINES[4] + "\n", "", 1), (["T-4"], 0), False, id="a line of two words taken out"),
    pytest.param(TEXT.replace(LINES[10] + "\n", ""), ([], 1), False, id="a line without a passage taken out"),
    pytest.param(TEXT.replace("Over de looptijd", "De looptijd"), (["T-3"], 0), False, id="the first word taken out"),
    pytest.param(TEXT.replace("vorig jaar", "vorig"), (["T-6"], 0), False, id="the last word taken out"),
    pytest.param(TEXT.replace("en hun", "hun en"), (["T-6"], 0), False, id="two words of a passage swapped"),
    pytest.param(TEXT.replace("over het weer", "over weer het"), ([], 1), False, id="two words outside swapped"),
    pytest.param(
        textwrap.fill(" ".join(LINES).replace("groot en", "klein en"), 50), (["T-6"], 0), False, id="other lines too"
    ),
]


@pytest.mark.parametrize(("text", "expected", "intact"), CASES)
def test_what_changed_is_named(text: str, expected: tuple[list[str], int], intact: bool) -> None:
    verdict = judged(text)
    assert (told(verdict), verdict.intact) == (expected, intact)
    assert verdict.found == len(PASSAGES) - len(verdict.changed)


def test_a_place_that_no_passage_covers_is_told_by_its_lines_and_its_neighbours() -> None:
    # By hand: the second run is words 32 to 63, from line 4 into line 8. No passage covers the last word
    # of line 6 in it, nor the heading on line 7.
    (place,) = judged(TEXT.replace("Tussenkop", "Kop")).uncovered
    assert (place.lines, place.after, place.before) == ((6, 7), "T-5", "T-6")


def test_where_words_are_gone_the_place_is_all_of_what_does_not_join_up() -> None:
    (place,) = judged(TEXT.replace(LINES[10] + "\n", "")).uncovered
    assert place.lines.first <= 11 <= place.lines.last


def test_a_changed_passage_is_told_by_the_lines_where_it_should_stand() -> None:
    (passage,) = judged("\n\n" + TEXT.replace("groot en", "klein en")).changed
    assert (passage.id, passage.near) == ("T-6", (10, 10))  # two lines further, as everything around it


def test_without_a_row_of_runs_a_change_is_known_and_not_its_place() -> None:
    source, _ = made_up()
    verdict = verify(placed_words(TEXT.replace("het weer", "de regen")), source, None)
    assert (verdict.intact, verdict.changed, verdict.uncovered) == (False, (), ())


def test_a_text_without_words_is_no_document() -> None:
    source, row = made_up()
    assert recognise([], {"made-up": source}, {"made-up": row}) is None


def test_a_document_is_recognised_by_its_content_however_it_changed() -> None:
    source, row = made_up()
    assert recognise(words(TEXT), {"made-up": source}, {}) == "made-up"
    assert recognise(words(TEXT.replace("groot", "klein")), {"made-up": source}, {"made-up": row}) == "made-up"
    assert recognise(words("Een heel andere tekst, over iets anders."), {"made-up": source}, {"made-up": row}) is None


COVERED = {
    at: {
        name
        for name, (lines, start, end) in PASSAGES.items()
        if at in [i for i, p in enumerate(placed_words(TEXT)) if lines[0] <= p.line <= lines[1]][start:end]
    }
    for at in range(len(words(TEXT)))
}


@pytest.mark.parametrize("at", COVERED)
def test_any_one_changed_word_of_the_made_up_document_is_named(at: int) -> None:
    source, row = made_up()
    placed = placed_words(TEXT)
    placed[at] = placed[at]._replace(word=OTHER)
    verdict = verify(placed, source, row)
    assert {passage.id for passage in verdict.changed} == COVERED[at]
    assert all(place.lines.first <= placed[at].line <= place.lines.last for place in verdict.uncovered)
    assert len(verdict.uncovered) == (not COVERED[at])


@pytest.mark.parametrize("at", COVERED)
def test_any_one_word_taken_out_is_named_and_nothing_else(at: int) -> None:
    source, row = made_up()
    placed = placed_words(TEXT)
    del placed[at]
    verdict = verify(placed, source, row)
    assert {passage.id for passage in verdict.changed} == COVERED[at]
    assert len(verdict.uncovered) == (not COVERED[at])


# The row of runs


def test_a_row_takes_all_words_and_its_last_run_the_rest() -> None:
    for count in (1, 31, 32, 63, 64, 65, 100):
        row = runs_of("x", [str(n) for n in range(count)])
        assert sum(row.length(number) for number in range(len(row.digests))) == count


def test_a_series_goes_up_in_both() -> None:
    # By hand: 0-5, 1-9, 3-7, 4-8 holds two series that go up; the longest without 1-9.
    placed = [Place(0, 5), Place(1, 9), Place(3, 7), Place(4, 8), Place(4, 6)]
    assert in_order(placed) == [Place(0, 5), Place(3, 7), Place(4, 8)]
    assert in_order([]) == []


def test_stretches_are_what_stands_between_runs_that_do_not_join_up() -> None:
    row = runs_of("x", [str(n) for n in range(128)])  # four runs of 32
    whole = [Place(n, 32 * n) for n in range(4)]
    assert list(stretches(row, whole, 128)) == []
    assert list(stretches(row, [whole[0], whole[2], whole[3]], 128)) == [Stretch(32, 64, 32)]
    assert list(stretches(row, [whole[0], Place(2, 32), Place(3, 64)], 96)) == [Stretch(32, 32, 32)]  # a run taken out
    assert list(stretches(row, whole[:3], 128)) == [Stretch(96, 128, 32)]
    assert list(stretches(row, [], 7)) == [Stretch(0, 7, 128)]


# The real documents

NEEDS_DOCUMENTS = pytest.mark.skipif(
    not DOCUMENTS.is_dir(),
    reason="the source documents are not part of the repository and do not stand in ../shared/seeds beside it",
)
SMALL = ("achterhoek-2020", "achterhoek-2024", "hart-van-brabant-2021")


@cache
def real() -> tuple[dict[str, Source], dict[str, Runs], dict[str, str]]:
    """The sources, their rows, and the texts by the id of the source that their digest names."""
    sources = {s.id: s for s in load_library().sources.values() if s.extraction}
    by_digest = {s.extraction.digest: s.id for s in sources.values() if s.extraction}
    texts = [path.read_text(encoding="utf-8") for path in sorted(DOCUMENTS.glob("*.txt"))]
    return sources, load_runs(), {by_digest[digest(words(text))]: text for text in texts}


def test_every_document_that_we_hold_has_its_row() -> None:
    sources = {s.id: s for s in load_library().sources.values() if s.extraction}
    rows = load_runs()
    assert set(rows) == set(sources)
    assert all(s.extraction and rows[s.id].words == s.extraction.words for s in sources.values())


@NEEDS_DOCUMENTS
def test_every_row_is_that_of_its_document() -> None:
    _, rows, texts = real()
    assert {name: runs_of(name, words(text)) for name, text in texts.items()} == rows


@cache
def covering(name: str) -> list[set[str]]:
    """For each word of a document the passages that it stands in, by the lines of the passages."""
    sources, _, texts = real()
    placed = placed_words(texts[name])
    held = {key: (p.words or 0, p.digest or "", p.lines or (0, 0)) for key, p in sources[name].passages.items()}
    found = find_all([p.word for p in placed], [(count, sought) for count, sought, _ in held.values()])
    covered: list[set[str]] = [set() for _ in placed]
    for key, (count, sought, (first, last)) in held.items():
        (at,) = (a for a in found[count, sought] if first <= placed[a].line and placed[a + count - 1].line <= last)
        for word in range(at, at + count):
            covered[word].add(key)
    return covered


@NEEDS_DOCUMENTS
@pytest.mark.parametrize("name", SMALL)
@settings(max_examples=20, deadline=None)
@given(share=st.integers(0, 10**6 - 1))
def test_any_one_changed_word_of_a_real_document_is_named(name: str, share: int) -> None:
    one_word_changed(name, share)


@NEEDS_DOCUMENTS
@pytest.mark.parametrize(
    ("name", "share"), [("achterhoek-2021", 3), ("achterhoek-2021", 700_000), ("rivierenland-2021", 500_000)]
)
def test_a_changed_word_of_a_long_document_is_named(name: str, share: int) -> None:
    one_word_changed(name, share)


def one_word_changed(name: str, share: int) -> None:
    sources, rows, texts = real()
    placed = placed_words(texts[name])
    at = len(placed) * share // 10**6
    placed[at] = placed[at]._replace(word=OTHER)
    assert recognise([p.word for p in placed], sources, rows) == name
    verdict = verify(placed, sources[name], rows[name])
    assert {passage.id for passage in verdict.changed} == covering(name)[at]
    near = [passage.near for passage in verdict.changed] or [place.lines for place in verdict.uncovered]
    assert len(near) == max(1, len(covering(name)[at]))
    assert all(lines and lines.first <= placed[at].line <= lines.last for lines in near)
