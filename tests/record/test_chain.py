"""Records of a case are chained: none goes, comes or changes place unseen."""

import random
from pathlib import Path

import pytest

from stuurwijzer.engine.command import record_verification
from stuurwijzer.engine.command.recording import Recorded
from stuurwijzer.engine.record import Opened, opened
from stuurwijzer.engine.record.chain import chain_of
from stuurwijzer.engine.record.running import RunAgain
from stuurwijzer.engine.record.seal import holds

from ..conftest import Run
from .conftest import data_of, sealed_anew

SEED = 20261124


def third(second: Recorded, **changes: object) -> Opened:
    """A record that follows the second, of the same content."""
    return opened(sealed_anew(data_of(second) | {"before": second.head, "number": 3} | changes))


@pytest.fixture
def held(light: Recorded, second: Recorded) -> dict[str, Opened]:
    return {"een": opened(light.content), "twee": opened(second.content), "drie": third(second)}


def codes(held: dict[str, Opened], head: str | None = None) -> list[str]:
    return [fault.code for fault in chain_of(held, head).faults]


def test_a_whole_chain_is_in_order_whatever_the_order_of_the_files(held: dict[str, Opened]) -> None:
    chain = chain_of({name: held[name] for name in ("drie", "een", "twee")}, held["drie"].digest[:16])
    assert (chain.order, chain.head, chain.faults) == (("een", "twee", "drie"), held["drie"].digest, ())


def test_a_missing_link_shows(held: dict[str, Opened]) -> None:
    del held["twee"]
    assert codes(held) == ["missing"]


def test_a_missing_start_shows(held: dict[str, Opened]) -> None:
    del held["een"]
    assert codes(held) == ["missing"]


def test_a_tail_that_was_taken_away_shows_against_the_digest_on_a_paper(held: dict[str, Opened]) -> None:
    head = held.pop("drie").digest
    assert codes(held) == []
    assert codes(held, head[:16]) == ["head"]


def test_an_older_paper_is_found_in_a_chain_that_went_on(held: dict[str, Opened]) -> None:
    assert codes(held, held["een"].digest) == []


def test_a_record_that_was_written_anew_no_longer_carries_the_next(held: dict[str, Opened], second: Recorded) -> None:
    held["twee"] = opened(sealed_anew(data_of(second) | {"segment": "wonen"}))
    assert codes(held) == ["missing"]


def test_a_chain_that_was_written_anew_as_a_whole_shows_against_the_digest_on_a_paper(
    held: dict[str, Opened], light: Recorded
) -> None:
    head = held["drie"].digest
    anew = opened(sealed_anew(data_of(light) | {"segment": "wonen"}))
    assert codes({"een": anew}, head) == ["head"]


def test_each_of_a_thousand_random_changes_of_one_byte_in_a_chain_shows(light: Recorded) -> None:
    files = [light.content]
    for number in (2, 3):
        before = opened(files[-1]).digest
        files.append(sealed_anew(data_of(light) | {"number": number, "before": before}))
    assert all(holds(content) for content in files)
    draw = random.Random(SEED)
    for _ in range(1000):
        content = bytearray(draw.choice(files))
        content[draw.randrange(len(content))] ^= 1 << draw.randrange(8)
        assert not holds(bytes(content))


def test_two_that_follow_the_same_show(held: dict[str, Opened], second: Recorded) -> None:
    held["vier"] = third(second, segment="wonen")
    assert codes(held) == ["fork"]


def test_a_number_that_does_not_fit_shows(held: dict[str, Opened], second: Recorded) -> None:
    held["drie"] = third(second, number=7)
    assert codes(held) == ["number"]


def test_the_same_record_twice_shows(held: dict[str, Opened]) -> None:
    held["nog een"] = held["een"]
    assert codes(held) == ["twice"]


def test_another_case_shows(held: dict[str, Opened], second: Recorded) -> None:
    held["drie"] = third(second, case="een-andere-regio")
    assert codes(held) == ["other_case"]


def test_on_the_command_line(
    light: Recorded, second: Recorded, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_verification, "run_again", lambda body: RunAgain(None, None))
    folder = tmp_path / "dossiers"
    folder.mkdir()
    (folder / "1.json").write_bytes(light.content)
    (folder / "2.json").write_bytes(second.content)
    (folder / "advice.json").write_text('{"as_of":"2026-11-22"}\n', encoding="utf-8")
    whole = run("record", "verify", folder, "--head", second.head[:20])
    assert whole.exit_code == 0
    assert f"Laatste vingerafdruk: {second.head}" in " ".join(whole.stdout.split())
    assert "advice.json: geen dossier, niet meegenomen" in " ".join(whole.stdout.split())
    (folder / "2.json").unlink()
    broken = run("record", "verify", folder, "--head", second.head)
    assert broken.exit_code == 5
    assert "Het einde van de keten is weg" in " ".join(broken.stdout.split())
    assert run("record", "verify", folder, "--head", "nee").exit_code == 2


def test_a_record_of_another_case_cannot_be_followed(light: Recorded, tmp_path: Path, run: Run) -> None:
    (tmp_path / "1.json").write_bytes(light.content)
    other = tmp_path / "anders.yaml"
    text = "format: 1\nid: anders\nname: A\nas_of: 2026-11-22\nsegments: [{id: a, name: A, law: wmo2015}]\n"
    other.write_text(text, encoding="utf-8")
    result = run("record", "write", other, "-o", tmp_path / "2.json", "--after", tmp_path / "1.json")
    assert (result.exit_code, (tmp_path / "2.json").exists()) == (2, False)
    assert "gezette-keuzes" in result.stderr
