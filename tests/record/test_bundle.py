"""The bundle: readable offline, the same bytes for the same records, and nothing in it can be changed unseen."""

import io
import random
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest

from stuurwijzer.engine.advice.canonical import canonical
from stuurwijzer.engine.bundle import bundled, contents_of, packed, unpacked
from stuurwijzer.engine.bundle.archive import MANIFEST
from stuurwijzer.engine.bundle.contents import paper_stamp
from stuurwijzer.engine.bundle.verifying import verify_bundle
from stuurwijzer.engine.command import record_verification, recording
from stuurwijzer.engine.command.recording import Recorded
from stuurwijzer.engine.record import AlteredError, Fault, opened
from stuurwijzer.engine.record.running import RunAgain
from stuurwijzer.engine.record.strict_json import parse

from ..conftest import Run
from .conftest import REGION

SEED = 20261123
CHANGES = 1000
HEAD = "a" * 64


@pytest.fixture(scope="session")
def bundle(light: Recorded, second: Recorded) -> bytes:
    return contents_of(bundled([(opened(r.content), r.content) for r in (second, light)], "nl"))


@pytest.fixture(scope="session")
def files(bundle: bytes) -> dict[str, bytes]:
    return unpacked(bundle)[1]


@pytest.fixture(scope="session")
def small() -> bytes:
    """A bundle of the same build with little in it, for what is tried many times."""
    held = {"index.html": b"<p>een", "records/0001.json": b"{}\n", "rules/access.yaml": b"topic: x\n" * 40}
    return packed(held, "nl", HEAD, paper_stamp())


def faults(content: bytes) -> set[Fault]:
    with pytest.raises(AlteredError) as found:
        unpacked(content)
    return set(found.value.faults)


def codes(content: bytes) -> set[str]:
    return {fault.code for fault in faults(content)}


def zipped(entries: list[tuple[ZipInfo | str, bytes]], compression: int = ZIP_STORED, comment: bytes = b"") -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", compression) as archive:
        for entry, held in entries:
            archive.writestr(entry, held)
        archive.comment = comment
    return out.getvalue()


def changed(content: bytes, draw: random.Random) -> bytes:
    at = draw.randrange(len(content))
    return content[:at] + bytes([(content[at] + draw.randrange(1, 256)) % 256]) + content[at + 1 :]


# Reading


def test_everything_an_auditor_needs_is_there(files: dict[str, bytes], light: Recorded, second: Recorded) -> None:
    named = {"index.html", "verify.txt", "advice.html", "advice.md", "advice.json", "rules.html", "region.yaml"}
    assert named <= set(files)
    assert (files["records/0001.json"], files["records/0002.json"]) == (light.content, second.content)
    assert files["region.yaml"] == REGION.read_bytes()
    assert b"\n- id: decision_form.result_only.not-under-wmo\n" in files["rules/law.yaml"]


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.targets += [value or "" for name, value in attrs if name in ("href", "src")]


def targets(page: bytes) -> Iterator[str]:
    links = Links()
    links.feed(page.decode())
    yield from links.targets


def test_the_start_page_leads_to_every_file_and_to_nothing_outside(files: dict[str, bytes]) -> None:
    led_to = set(targets(files["index.html"]))
    assert led_to <= set(files)
    assert set(files) - led_to == {"index.html", "verify.txt"}


def test_no_page_loads_or_leads_anywhere_but_within(files: dict[str, bytes]) -> None:
    for name in ("advice.html", "rules.html"):
        assert all(target.startswith("#") for target in targets(files[name]))
        assert b"<script" not in files[name]


def test_pages_and_papers_carry_the_digest_of_the_last_record(files: dict[str, bytes], second: Recorded) -> None:
    for name in ("index.html", "verify.txt", "advice.html", "advice.md"):
        assert second.head.encode() in files[name], name


def test_the_start_page_is_in_the_language_that_was_asked(files: dict[str, bytes], light: Recorded) -> None:
    english = unpacked(contents_of(bundled([(opened(light.content), light.content)], "en")))[1]
    for held, language, word in ((files, "nl", "Zo controleert u dit"), (english, "en", "How to verify this")):
        page = held["index.html"].decode()
        assert f'<html lang="{language}">' in page
        assert word in page
        assert len(re.findall("<h1>", page)) == 1
        assert re.findall(r'<th (?!scope="(?:row|col)")', page) == []


def test_every_rule_that_fired_is_listed_with_what_it_says(files: dict[str, bytes], light: Recorded) -> None:
    page = files["rules.html"].decode()
    fired = {t.rule for s in light.advice.segments for b in (s, *s.parts) for t in b.trace if t.fired}
    assert [rule for rule in fired if f"<code>{rule}</code>" not in page] == []
    assert "De hoogste rechter eist dat een Wmo-besluit zegt hoeveel tijd is toegekend." in page


# The same bytes


def test_the_same_records_give_the_same_bytes(bundle: bytes, light: Recorded, second: Recorded) -> None:
    assert contents_of(bundled([(opened(r.content), r.content) for r in (light, second)], "nl")) == bundle


def test_a_zip_reader_sees_stored_files_with_fixed_times_and_rights(bundle: bytes) -> None:
    with ZipFile(io.BytesIO(bundle)) as archive:
        entries = archive.infolist()
    assert [e.filename for e in entries] == sorted(e.filename for e in entries)
    assert {(e.compress_type, e.date_time, e.create_system, e.external_attr >> 16) for e in entries} == {
        (ZIP_STORED, (1980, 1, 1, 0, 0, 0), 3, 0o100644)
    }


# Changes


def test_each_of_a_thousand_random_changes_of_one_byte_shows(small: bytes, bundle: bytes) -> None:
    draw = random.Random(SEED)
    unpacked(small)
    for _ in range(CHANGES):
        assert faults(changed(small, draw))
    for _ in range(5):
        assert faults(changed(bundle, draw))


def test_every_single_byte_of_a_header_counts(small: bytes) -> None:
    end = small.index(b"<p>een")
    for at in (*range(end), *range(len(small) - 22, len(small))):
        assert faults(small[:at] + bytes([small[at] ^ 1]) + small[at + 1 :]), at


@pytest.mark.parametrize(
    "change",
    [lambda c: b"x" + c, lambda c: c + b"x", lambda c: c[:-1], lambda c: c + c, lambda c: b"PK", lambda c: c[:40]],
    ids=["before", "behind", "missing", "twice", "nothing", "cut off"],
)
def test_bytes_before_behind_and_missing_show(change: Callable[[bytes], bytes], small: bytes) -> None:
    assert faults(change(small))


def packed_otherwise(small: bytes, **how: object) -> bytes:
    with ZipFile(io.BytesIO(small)) as archive:
        entries: list[tuple[ZipInfo | str, bytes]] = [(e, archive.read(e)) for e in archive.infolist()]
    return zipped(entries, **how)  # type: ignore[arg-type]


def test_a_comment_another_order_and_compression_show(small: bytes) -> None:
    assert codes(packed_otherwise(small, comment=b"hoi")) == {"bundle_frame"}
    with ZipFile(io.BytesIO(small)) as archive:
        entries: list[tuple[ZipInfo | str, bytes]] = [(e.filename, archive.read(e)) for e in archive.infolist()]
    assert codes(zipped(entries)) == {"bundle_frame"}  # other times and rights
    assert codes(zipped(entries, ZIP_DEFLATED)) == {"bundle_frame"}


@pytest.mark.parametrize("name", ["../x.yaml", "/etc/x", "rules/../../x.yaml", "x.exe", "C:\\x", "records/1.json", ""])
def test_a_name_that_no_bundle_has_is_refused(name: str) -> None:
    assert codes(zipped([(ZipInfo(name), b"x"), (MANIFEST, b"{}")])) & {"bundle_name", "bundle_broken"}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_twice_is_refused(small: bytes) -> None:
    assert codes(zipped([("index.html", b"a"), ("index.html", b"b"), (MANIFEST, b"{}")])) == {"bundle_frame"}


def test_a_file_more_less_or_other_than_listed_is_named(small: bytes) -> None:
    manifest, held = unpacked(small)
    listed = canonical(manifest) + b"\n"

    def with_files(files: dict[str, bytes]) -> set[Fault]:
        return faults(zipped([(name, files[name]) for name in sorted(files)]))

    assert Fault("bundle_unlisted", "verify.txt") in with_files({**held, "verify.txt": b"x", MANIFEST: listed})
    assert Fault("file", "index.html") in with_files({**held, "index.html": b"<p>een?", MANIFEST: listed})
    del held["index.html"]
    assert Fault("bundle_missing", "index.html") in with_files({**held, MANIFEST: listed})


@pytest.mark.parametrize("manifest", [b"", b"{}", b"[]", b'{"a":1,"a":2}', b"\xff", b"[" * 5000])
def test_a_list_of_files_that_is_none_is_refused(manifest: bytes) -> None:
    assert codes(zipped([("index.html", b"a"), (MANIFEST, manifest)])) == {"bundle_manifest"}


# Somebody who packs anew


def repacked(bundle: bytes, changes: dict[str, bytes], **about: object) -> bytes:
    manifest, held = unpacked(bundle)
    told = {"head": manifest.head, "papers": manifest.papers} | about
    return packed({**held, **changes}, "nl", told["head"], told["papers"])  # type: ignore[arg-type]


def test_a_paper_that_does_not_follow_from_the_records_shows(bundle: bytes, files: dict[str, bytes]) -> None:
    page = files["advice.md"].replace(b"taakgericht", b"outputgericht", 1)
    assert page != files["advice.md"]
    assert verify_bundle(repacked(bundle, {"advice.md": page}), None).papers == "not_of_the_records"
    stamp = paper_stamp().model_copy(update={"version": "0.0.9"})
    assert verify_bundle(repacked(bundle, {"advice.md": page}, papers=stamp), None).papers == "other_version"


def test_a_record_that_was_changed_inside_shows_although_the_list_fits(bundle: bytes, light: Recorded) -> None:
    other = light.content.replace(b"wethouder zorg", b"wethouder werk", 1)
    with pytest.raises(AlteredError) as found:
        verify_bundle(repacked(bundle, {"records/0001.json": other}), None)
    assert {fault.code for fault in found.value.faults} >= {"bundle_record"}


def test_another_head_than_that_of_the_last_record_shows(bundle: bytes) -> None:
    with pytest.raises(AlteredError) as found:
        verify_bundle(repacked(bundle, {}, head=HEAD), None)
    assert {fault.code for fault in found.value.faults} == {"bundle_head"}


def test_a_paper_of_somebody_else_finds_its_record_or_not(bundle: bytes, light: Recorded) -> None:
    assert verify_bundle(bundle, light.head[:16]).chain.faults == ()
    assert [f.code for f in verify_bundle(bundle, HEAD).chain.faults] == ["head"]


# On the command line


def test_a_region_is_bundled_and_verified(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (recording, record_verification):  # running again is held by the tests of records
        monkeypatch.setattr(module, "run_again", lambda body: RunAgain(None, None))
    path = tmp_path / "bundel.zip"
    assert run("bundle", REGION, "-o", path).exit_code == 0
    verified = run("record", "verify", path)
    said = " ".join(verified.stdout.split())
    assert verified.exit_code == 0
    assert "de papieren zijn die van de dossiers erin" in said
    assert "De keten van één dossier is heel" in said
    assert b'"written_with":null' in unpacked(path.read_bytes())[1]["records/0001.json"]
    assert run("bundle", REGION, "-o", path).exit_code == 2  # it is there already
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert run("record", "verify", path).exit_code == 5


def test_a_chain_with_a_gap_is_not_bundled(second: Recorded, tmp_path: Path, run: Run) -> None:
    path = tmp_path / "2.json"
    path.write_bytes(second.content)
    result = run("bundle", path, "-o", tmp_path / "b.zip")
    assert (result.exit_code, (tmp_path / "b.zip").exists()) == (2, False)
    assert "Een eerder dossier ontbreekt" in result.stderr


def test_what_is_no_record_is_not_bundled(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(canonical({"record": 1}))
    assert run("bundle", path, "-o", tmp_path / "b.zip").exit_code == 2
    assert parse(path.read_bytes()) == {"record": 1}
