"""Nothing in a record can be changed unseen, and nothing that calls itself one can do harm."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stuurwijzer.engine.advice.canonical import digest
from stuurwijzer.engine.command.recording import Recorded
from stuurwijzer.engine.record import AlteredError, Fault, opened
from stuurwijzer.engine.record.running import run_again
from stuurwijzer.engine.record.seal import holds

from ..conftest import Run
from .conftest import data_of, kept, sealed_anew

SEED = 20261122
CHANGES, LOCATED = 1000, 50


def faults(content: bytes) -> set[Fault]:
    with pytest.raises(AlteredError) as found:
        opened(content)
    return set(found.value.faults)


def codes(content: bytes) -> set[str]:
    return {fault.code for fault in faults(content)}


def changed(content: bytes, draw: random.Random) -> bytes:
    at = draw.randrange(len(content))
    return content[:at] + bytes([(content[at] + draw.randrange(1, 256)) % 256]) + content[at + 1 :]


def test_each_of_a_thousand_random_changes_of_one_byte_shows(first: Recorded, light: Recorded) -> None:
    draw = random.Random(SEED)
    assert holds(light.content)
    assert not any(holds(changed(light.content, draw)) for _ in range(CHANGES))
    for content in [light.content] * LOCATED + [first.content] * 5:
        assert faults(changed(content, draw))


@pytest.mark.parametrize("at", [0, 5, -1, -2, -70, -100], ids=str)
def test_so_does_one_in_the_frame(at: int, light: Recorded) -> None:
    content = bytearray(light.content)
    content[at] ^= 1
    assert faults(bytes(content))
    assert not holds(bytes(content))


def replaced(record: Recorded, old: str, new: str) -> bytes:
    assert old.encode() in record.content
    return record.content.replace(old.encode(), new.encode(), 1)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("wethouder zorg, date", "wethouder werk, date", Fault("region", "overrides.yaml")),
        ("topic: Budget control", "topic: Budget kontrol", Fault("file", "rules/budget.yaml")),
        ('"decided_at":"override"', '"decided_at":"fact"', Fault("advice")),
        ('"advice/assemble.py"', '"advice/assembly.py"', Fault("engine")),
        ('"number":1,', '"number":2,', Fault("seal")),
    ],
    ids=["the region file", "a rule", "the advice", "the engine", "the place in the chain"],
)
def test_what_was_changed_is_named(old: str, new: str, fault: Fault, light: Recorded) -> None:
    assert fault in faults(replaced(light, old, new))


@pytest.mark.parametrize("content", [b"", b"{}", b"{", b"[1]", b"\x00\xff", b'{"record":', b"null\n"], ids=repr)
def test_what_is_no_record_is_refused(content: bytes) -> None:
    assert codes(content) & {"not_a_record", "not_json", "not_utf8"}


@pytest.mark.parametrize(
    "change", [lambda c: c[:-1], lambda c: c + b" ", lambda c: c[1:], lambda c: b"\xef\xbb\xbf" + c, lambda c: c + c]
)
def test_bytes_before_behind_and_missing_show(change: Callable[[bytes], bytes], light: Recorded) -> None:
    assert faults(change(light.content))


def with_file(name: str) -> Callable[[dict[str, Any]], None]:
    return lambda body: body["files"].update({name: kept("topic: x\n")})


def nested(levels: int) -> Any:
    held: Any = 0
    for _ in range(levels):
        held = [held]
    return held


def set_in_advice(value: Any) -> Callable[[dict[str, Any]], None]:
    def change(body: dict[str, Any]) -> None:
        body["advice"]["planning"] = value
        body["advice_sha256"] = digest(body["advice"])

    return change


HOSTILE: dict[str, tuple[Callable[[dict[str, Any]], None], str]] = {
    "a file that climbs out": (with_file("rules/../../x.yaml"), "shape"),
    "a file by its whole path": (with_file("/tmp/x.yaml"), "shape"),
    "a file in a folder of its own": (with_file("knowledge/a/b/c.yaml"), "shape"),
    "a hidden file": (with_file("rules/.x.yaml"), "shape"),
    "a program": (with_file("rules/x.py"), "shape"),
    "a name with a line end": (with_file("rules/x.yaml\n"), "shape"),
    "a name with a backslash": (with_file("rules\\x.yaml"), "shape"),
    "a key too many": (lambda body: body.update(more=1), "shape"),
    "a key too few": (lambda body: body.pop("engine"), "shape"),
    "another format": (lambda body: body.update(format=2), "shape"),
    "a number as text": (lambda body: body.update(number="1"), "not_canonical"),
    "yes for a number": (lambda body: body.update(number=True), "not_canonical"),
    "a digest in capitals": (lambda body: body.update(before="A" * 64), "shape"),
    "a place beyond any chain": (lambda body: body.update(number=10**17), "shape"),
    "a file whose own digest does not fit": (lambda body: body["region"].update(text="format: 1\n"), "region"),
    "an advice whose own digest does not fit": (lambda body: body["advice"].update(as_of="2020-01-01"), "advice"),
    "choices that nobody set": (lambda body: body["overrides"].pop(), "overrides"),
    "an advice of a thousand levels": (set_in_advice(nested(200)), "too_deep"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_record_that_was_sealed_anew_is_still_held_against_its_shape_and_its_parts(
    name: str, light: Recorded
) -> None:
    change, code = HOSTILE[name]
    body = data_of(light)
    change(body)
    assert code in codes(sealed_anew(body))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"number":1,', '"number":1,"number":1,', "key_twice"),
        ('"number":1,', '"number":1.0,', "float"),
        ('"number":1,', '"number":NaN,', "float"),
        ('"number":1,', f'"number":{"9" * 5000},', "number_too_long"),
        ('"number":1,', '"number": 1,', "seal"),
    ],
)
def test_json_that_no_writer_of_ours_makes_is_refused(old: str, new: str, code: str, light: Recorded) -> None:
    assert code in codes(replaced(light, old, new))


def test_a_well_sealed_record_of_nonsense_runs_into_a_finding_and_not_into_a_traceback(
    light: Recorded, tmp_path: Path, run: Run
) -> None:
    body = data_of(light)
    body["files"] = {"rules/x.yaml": kept("topic: x\nrules: []\n")}
    path = tmp_path / "d.json"
    path.write_bytes(sealed_anew(body))
    assert not run_again(opened(path.read_bytes()).body).same
    assert run("record", "verify", path).exit_code == 4


@pytest.mark.parametrize("command", [("record", "show"), ("record", "verify")])
def test_a_file_that_is_not_there_is_told_as_such(command: tuple[str, ...], run: Run, tmp_path: Path) -> None:
    assert run(*command, tmp_path / "weg.json").exit_code == 2


def test_an_altered_file_has_its_own_exit_code_and_is_not_run_again(
    light: Recorded, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stuurwijzer.engine.command.record_verification.run_again", lambda body: 1 / 0)
    path = tmp_path / "d.json"
    path.write_bytes(replaced(light, "topic: Budget", "topic: Bodget"))
    result = run("record", "verify", path)
    assert result.exit_code == 5
    assert "rules/budget.yaml" in result.stdout
