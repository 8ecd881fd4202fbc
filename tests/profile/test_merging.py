"""Measured answers in a region file that somebody wrote: they come in, and everything else stays as it stands."""

from datetime import date
from pathlib import Path

import pytest

from stuurwijzer.engine.profile import load_region
from stuurwijzer.engine.profile.merging import CannotMergeError, merged
from stuurwijzer.engine.profile.starting_file import starting_file
from stuurwijzer.engine.reading.document import parse_document
from stuurwijzer.engine.rendering import load_catalogue

ANSWERS = {"a": {"use": {"clients": "{value: 12, basis: measured}"}, "market": {"hhi": "{value: 7}", "providers": "3"}}}
A = "    name: A  # remark\n"
HEAD = "format: 1\nid: r\nname: R\nas_of: 2024-01-01\nsegments:\n"


@pytest.mark.parametrize(
    ("said", "before", "after"),
    [
        (
            "no rooms yet",
            f"  - id: a\n{A}    law: wmo2015 # the act\n\n  # next\n  - id: b\n    name: B\n    law: wmo2015\n",
            f"  - id: a\n{A}    law: wmo2015 # the act\n    use: {{clients: {{value: 12, basis: measured}}}}\n"
            "    market: {hhi: {value: 7}, providers: 3}\n\n  # next\n  - id: b\n    name: B\n    law: wmo2015\n",
        ),
        (
            "a room in lines, with remarks and an answer that stays",
            f"  - id: a\n{A}    law: wmo2015\n    use:\n      # how many\n"
            "      clients: 9  # guess\n      trend: rising\n"
            "      # end\n    market:\n      hhi:\n        value: 9\n        note: old\n      # rest\n",
            f"  - id: a\n{A}    law: wmo2015\n    use:\n      # how many\n"
            "      clients: {value: 12, basis: measured}  # guess\n      trend: rising\n"
            "      # end\n    market:\n      hhi: {value: 7}\n      providers: 3\n      # rest\n",
        ),
        (
            "rooms on one line, one of them empty",
            "  - {id: a, name: A, law: wmo2015, use: {clients: '?', trend: rising}, market: {}}\n",
            "  - {id: a, name: A, law: wmo2015, use: {clients: {value: 12, basis: measured}, trend: rising}, "
            "market: {hhi: {value: 7}, providers: 3}}\n",
        ),
        (
            "a room of which all is still a remark",
            "  - id: a\n    name: A\n    law: wmo2015\n    use:\n      #clients: 100\n    market:  # who\n",
            "  - id: a\n    name: A\n    law: wmo2015\n    use:\n      clients: {value: 12, basis: measured}\n"
            "      #clients: 100\n"
            "    market:  # who\n      hhi: {value: 7}\n      providers: 3\n",
        ),
        (
            "no end of line at the end",
            "  - id: a\n    name: A\n    law: wmo2015\n    use: {clients: 1}\n    market: {hhi: 2, providers: 1}",
            "  - id: a\n    name: A\n    law: wmo2015\n    use: {clients: {value: 12, basis: measured}}\n"
            "    market: {hhi: {value: 7}, providers: 3}",
        ),
    ],
)
def test_answers_come_in_and_the_rest_stays(said: str, before: str, after: str) -> None:
    assert merged(HEAD + before, ANSWERS).text == HEAD + after, said
    crossed = merged((HEAD + before).replace("\n", "\r\n"), ANSWERS).text
    assert parse_document(crossed, "").data == parse_document(HEAD + after, "").data


def test_what_was_replaced_and_what_has_no_place_is_told() -> None:
    text = HEAD + "  - {id: a, name: A, law: wmo2015, use: {clients: 9}, market: {hhi: 7}}\n"
    done = merged(text, {**ANSWERS, "z": {"use": {"clients": "1"}}})
    assert done.replaced == ("a/use/clients",)
    assert done.missing == ("z",)


def test_a_starting_file_takes_answers_and_can_still_be_read(tmp_path: Path) -> None:
    text = starting_file("mijn-regio", date(2027, 1, 31), load_catalogue("nl"))
    first = parse_document(text, "").data["segments"][0]["id"]
    done = merged(text, {first: ANSWERS["a"]})
    assert len(done.text.splitlines()) == len(text.splitlines()) + 3
    assert set(text.splitlines()) <= set(done.text.splitlines())
    (tmp_path / "r.yaml").write_text(done.text, encoding="utf-8")
    market = load_region(tmp_path / "r.yaml").segments[0].market
    assert market.providers is not None
    assert market.providers.value == 3


def test_a_text_over_several_lines_is_not_replaced() -> None:
    text = HEAD + "  - id: a\n    name: A\n    law: wmo2015\n    use:\n      clients: |\n        12\n"
    with pytest.raises(CannotMergeError):
        merged(text, ANSWERS)
