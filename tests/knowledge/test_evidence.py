"""The records of effects: complete, as the report counts them, known from their year on, and checked on loading."""

import shutil
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from stuurwijzer.engine.command.evidence_pages import domestic_only, rows_of_map
from stuurwijzer.engine.knowledge import Library, load_library
from stuurwijzer.engine.knowledge.evidence import QUALITIES, Evidence, Record, counted
from stuurwijzer.engine.reading import ProblemsFoundError, read_document

KNOWLEDGE = Path(str(files("stuurwijzer") / "knowledge"))
TABLES = read_document(Path(__file__).parent / "evidence_map.yaml").data
NOT_IN_THE_TABLES = {"structure.main_contractor"}
"""ours: the report counts main contracting under the consortium, where it is counted here as well"""


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def test_ninety_records_and_nine_leads_are_there(library: Library) -> None:
    assert list(library.evidence.records) == [f"EV-{n:02d}" for n in range(1, 91)]
    assert len(library.evidence.leads) == 9


def test_nothing_is_called_read_that_nobody_has_read(library: Library) -> None:
    assert {record.state for record in library.evidence.records.values()} == {"secondary"}
    seen = [record.seen for record in library.evidence.records.values()]
    assert (seen.count("excerpt"), seen.count("whole")) == (88, 2)
    levels = [record.level for record in library.evidence.records.values()]
    by_level = {level: levels.count(level) for level in ("secondary", "abstract", "primary", "headings")}
    assert by_level == {"secondary": 29, "abstract": 34, "primary": 25, "headings": 2}


@pytest.mark.parametrize("table", ["every", "domestic"])
def test_the_map_counts_what_the_report_counts(library: Library, table: str) -> None:
    evidence = library.evidence if table == "every" else domestic_only(library.evidence)
    rows = {row.code: row for row in rows_of_map(evidence, library.evidence, library.options)}
    found = {
        code: {
            outcome: " ".join(f"{n}{quality[0].upper()}" for quality, n in counts.items() if n)
            for outcome, counts in counted(row.records.values()).items()
        }
        for code, row in rows.items()
        if code not in NOT_IN_THE_TABLES
    }
    assert found == TABLES[table]


def test_all_strong_records_are_from_health_care_or_abroad(library: Library) -> None:
    """The first finding of the report: ten strong records, none from the Dutch social domain."""
    strong = [record for record in library.evidence.records.values() if record.quality == "strong"]
    assert len(strong) == 10
    assert all(record.analogy for record in strong)


@pytest.mark.parametrize(
    ("record", "place"),
    [
        ("EV-01", "social_domain"),
        ("EV-40", "social_domain"),
        ("EV-43", "health_care"),
        ("EV-47", "health_care"),
        ("EV-51", "health_care"),
        ("EV-53", "abroad"),
        ("EV-69", "abroad"),
        ("EV-90", "abroad"),
    ],
)
def test_a_record_says_from_how_far_away_it_is(library: Library, record: str, place: str) -> None:
    assert library.evidence.records[record].place == place


def test_a_record_counts_from_the_year_in_which_it_appeared(library: Library) -> None:
    assert not library.available("EV-17", date(2022, 12, 31)), "published in 2023"
    assert library.available("EV-17", date(2023, 1, 1))


def test_a_record_without_a_year_counts_from_the_year_of_the_search(library: Library) -> None:
    assert library.evidence.records["EV-16"].year is None
    assert not library.available("EV-16", date(2025, 12, 31))
    assert library.available("EV-16", date(2026, 1, 1))


def test_an_address_leads_to_a_page_of_its_own_and_never_to_a_package_registry(library: Library) -> None:
    addresses = [r.address for r in library.evidence.records.values()]
    addresses += [lead.address for lead in library.evidence.leads if lead.address]
    hosts = {urlsplit(address).hostname or "" for address in addresses}
    assert all("." in host for host in hosts)
    words = {word for host in hosts for word in host.replace("-", ".").split(".")}
    registries = {"pypi", "npmjs", "crates", "rubygems", "conda", "maven", "pythonhosted"}
    assert not registries & words


def test_both_languages_say_something_of_their_own(library: Library) -> None:
    for record in library.evidence.records.values():
        assert record.statement.nl != record.statement.en


# Faults


def changed(tmp_path: Path, name: str, change: Callable[[str], str]) -> Path:
    folder = tmp_path / "knowledge"
    shutil.copytree(KNOWLEDGE, folder, ignore=shutil.ignore_patterns("__pycache__"))
    path = folder / "evidence" / name
    text = path.read_text(encoding="utf-8")
    assert change(text) != text, "the change changes nothing"
    path.write_text(change(text), encoding="utf-8")
    return folder


FAULTS: dict[str, tuple[str, Callable[[str], str]]] = {
    "record_about_unknown": ("payment-abroad.yaml", lambda t: t.replace("{funding.task:", "{funding.tsk:", 1)),
    "record_twice": ("procurement-abroad.yaml", lambda t: t.replace("  EV-71:", "  EV-01:", 1)),
    "not_one_of": ("courts-of-audit.yaml", lambda t: t.replace("place: social_domain", "place: nearby", 1)),
    "missing": ("courts-of-audit.yaml", lambda t: t.replace("    quality: weak\n", "", 1)),
    "unknown_key": ("leads.yaml", lambda t: t.replace("    why:", "    reason:", 1)),
    "not_an_address": ("leads.yaml", lambda t: t.replace('address: "https://', 'address: "', 1)),
}


@pytest.mark.parametrize("code", FAULTS)
def test_a_fault_of_a_record_is_reported_with_its_file_and_line(tmp_path: Path, code: str) -> None:
    name, change = FAULTS[code]
    with pytest.raises(ProblemsFoundError) as caught:
        load_library(changed(tmp_path, name, change))
    found = [p for p in caught.value.problems if p.code == code]
    assert found, [p.code for p in caught.value.problems]
    assert found[0].file == f"knowledge/evidence/{name}"
    assert found[0].line > 0


def test_evidence_can_be_cut_down_to_some_records(library: Library) -> None:
    near: Evidence = library.evidence.only(n for n, r in library.evidence.records.items() if not r.analogy)
    record: Record = near.records["EV-01"]
    assert record.quality in QUALITIES
    assert "EV-47" not in near.records
