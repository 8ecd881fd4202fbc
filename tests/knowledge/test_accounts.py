"""Every passage is used, or its entry says why not; what an entry says about use is held against what uses it."""

import shutil
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from stuurwijzer.engine.knowledge import load_library
from stuurwijzer.engine.knowledge.accounts import REASONS, Accounts, open_accounts
from stuurwijzer.engine.reading import ProblemsFoundError

PACKAGE = Path(str(files("stuurwijzer")))
Change = Callable[[str, str, str], None]


@pytest.fixture(scope="module")
def accounts() -> Accounts:
    return open_accounts(load_library())


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The rules, the knowledge and the texts of the package, to be changed."""
    for room in ("rules", "knowledge", "templates/text"):
        shutil.copytree(PACKAGE / room, tmp_path / room)
    return tmp_path


@pytest.fixture
def change(copy: Path) -> Change:
    def replace(file: str, old: str, new: str) -> None:
        path = copy / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


def opened(root: Path) -> Accounts:
    return open_accounts(load_library(root / "knowledge"), root)


def faults(root: Path) -> list[tuple[str, dict[str, str]]]:
    with pytest.raises(ProblemsFoundError) as raised:
        opened(root)
    assert all(problem.line for problem in raised.value.problems)
    return [(problem.code, dict(problem.values)) for problem in raised.value.problems]


def test_nothing_is_dropped_in_silence(accounts: Accounts) -> None:
    # Whoever makes one of these used takes its `unused:` away; whoever takes its last use away says why there is none.
    assert accounts.coverage().unaccounted == ()


def test_each_passage_counts_once(accounts: Accounts) -> None:
    for source in (None, *accounts.sources):
        counted = accounts.coverage(source)
        assert counted.total == counted.used + sum(counted.unused.values()) + len(counted.unaccounted)
    # 728 is the number of statements that were read in the five documents, 64 that of the points of law.
    of_documents = sum(accounts.coverage(s.id).total for s in accounts.sources.values() if s.extraction)
    assert of_documents == 728


def test_an_input_of_a_case_stands_on_lines_that_the_file_of_that_case_cites(accounts: Accounts) -> None:
    cited = cited_lines()
    unfounded = [
        name
        for source in accounts.sources.values()
        for name, passage in source.passages.items()
        if passage.unused and passage.unused.reason == "case_input" and passage.lines
        if not any(first <= passage.lines[1] and passage.lines[0] <= last for first, last in cited.get(source.id, []))
    ]
    assert unfounded == []


def cited_lines() -> dict[str, list[tuple[int, int]]]:
    """The lines that the answers of the reference regions cite, by source."""
    from stuurwijzer.engine.reading import read_document

    found: dict[str, list[tuple[int, int]]] = {}

    def walk(held: object, source: str) -> None:
        if isinstance(held, dict):
            source = held["source"] if isinstance(held.get("source"), str) else source
            for part in str(held.get("lines", "")).split(","):
                first, _, last = part.strip().partition("-")
                if first.isdigit():
                    found.setdefault(source, []).append((int(first), int(last or first)))
        for inner in held.values() if isinstance(held, dict) else held if isinstance(held, list) else ():
            walk(inner, source)

    for path in sorted((PACKAGE / "knowledge" / "regions").glob("*.yaml")):
        walk(read_document(path).data, "")
    return found


def test_the_real_knowledge_is_a_good_twin(copy: Path) -> None:
    assert opened(copy).coverage() == open_accounts(load_library()).coverage()


def test_a_passage_without_use_and_without_reason_is_unaccounted(copy: Path, change: Change) -> None:
    before = set(opened(copy).coverage().unaccounted)
    change(
        "knowledge/sources/rivierenland-2021.yaml",
        "    unused: {reason: case_input}\n    kind: classification\n",
        "    kind: classification\n",
    )
    assert set(opened(copy).coverage().unaccounted) - before == {"RIV-1.1-01"}  # the first entry of the file


def test_an_unknown_reason_is_refused_with_the_known_ones(copy: Path, change: Change) -> None:
    change("knowledge/sources/rivierenland-2021.yaml", "{reason: case_input}", "{reason: case_imput}")
    ((code, values),) = faults(copy)
    assert (code, values["found"], values["near"]) == ("not_one_of", "case_imput", "case_input")
    assert values["expected"] == ", ".join(REASONS)


@pytest.mark.parametrize("written", ["{reason: repeats}", "{reason: context, of: RIV-1.1-02}"])
def test_only_who_repeats_names_a_passage(copy: Path, change: Change, written: str) -> None:
    change("knowledge/sources/rivierenland-2021.yaml", "{reason: case_input}", written)
    assert [code for code, _ in faults(copy)] == ["repeats_half_said"]


@pytest.mark.parametrize(
    ("of", "code"),
    [
        ("RIV-1.1-99", "no_such_passage"),
        ("RIV-1.1-01", "repeats_a_repeat"),  # itself
        ("RIV-6.1-06", "repeats_a_repeat"),  # which repeats RIV-A4-01
    ],
)
def test_what_is_repeated_is_there_and_says_it_itself(copy: Path, change: Change, of: str, code: str) -> None:
    change("knowledge/sources/rivierenland-2021.yaml", "{reason: case_input}", f"{{reason: repeats, of: {of}}}")
    assert {(found, values["found"]) for found, values in faults(copy)} == {(code, of)}


USES = {
    "a rule": ("rules/access.yaml", "passages: [", "passages: [RIV-A1-05, "),
    "a parameter": ("knowledge/parameters.yaml", "passages: [", "passages: [RIV-A1-05, "),
    "a definition": ("knowledge/options.yaml", "passages: [", "passages: [RIV-A1-05, "),
    "a step of the planning": ("knowledge/planning-x.yaml", "", "steps: [{id: adopt, passages: [RIV-A1-05]}]\n"),
    "a file that nobody foresaw": ("knowledge/new/things.yaml", "", "things: {one: {passage: RIV-A1-05}}\n"),
    "a text of the advice": ("templates/text/nl/x.yaml", "", "annex: {of: RIV-A1-05}\n"),
    "a case": ("knowledge/cases/x.yaml", "", "id: somewhere\nanswers: {use: {passages: [RIV-A1-05]}}\n"),
}
FOUND = {
    "a rule": ("rule", "access_measure.reindication_grip.effort-funding"),
    "a parameter": ("parameter", "volume.small_clients"),
    "a definition": ("definition", "passages"),
    "a step of the planning": ("planning", "adopt"),
    "a file that nobody foresaw": ("consequence", "one"),
    "a text of the advice": ("text", "of"),
    "a case": ("case", "somewhere"),
}


@pytest.mark.parametrize("name", USES)
def test_whatever_names_a_passage_uses_it(copy: Path, change: Change, name: str) -> None:
    file, old, new = USES[name]
    (copy / file).parent.mkdir(exist_ok=True)
    if not old:
        (copy / file).write_text("", encoding="utf-8")
    change(file, old, new)
    # RIV-A1-05 is marked as unused, so that the use and the mark contradict each other.
    ((code, values),) = faults(copy)
    kind, by = FOUND[name]
    assert (code, values) == ("used_and_unused", {"found": "RIV-A1-05", "by": by, "where": file})
    without_the_mark(copy, "RIV-A1-05")
    (use,) = opened(copy).uses["RIV-A1-05"]
    assert (use.kind, use.by, use.file) == (kind, by, file)
    assert opened(copy).coverage().only_by_case - open_accounts(load_library()).coverage().only_by_case == (
        kind == "case"
    )


def without_the_mark(root: Path, passage: str) -> None:
    path = root / "knowledge" / "sources" / "rivierenland-2021.yaml"
    before, head, after = path.read_text(encoding="utf-8").partition(f"  {passage}:\n")
    entry, kind, rest = after.partition("    kind:")
    kept = "".join(line for line in entry.splitlines(True) if "unused:" not in line)
    path.write_text(before + head + kept + kind + rest, encoding="utf-8")


def test_a_case_may_name_what_is_left_to_it(copy: Path) -> None:
    (copy / "knowledge/cases").mkdir(exist_ok=True)
    (copy / "knowledge/cases/x.yaml").write_text("id: x\nlines: [RIV-1.1-01]\n", encoding="utf-8")
    accounts = opened(copy)
    assert [use.by for use in accounts.uses["RIV-1.1-01"]][-1] == "x"
    assert not accounts.used("RIV-1.1-01")


def test_a_passage_that_another_one_contradicts_is_not_used_by_it(accounts: Accounts) -> None:
    assert "RIV-6.1-15" in {c.with_ for c in accounts.passages["RIV-A4-13"].conflicts}
    assert accounts.uses["RIV-6.1-15"] == ()


def test_a_passage_that_is_not_there_is_found_wherever_it_is_named(copy: Path, change: Change) -> None:
    change("knowledge/options.yaml", "RIV-5.3-20", "RIV-5.3-200")
    assert faults(copy) == [("no_such_passage", {"found": "RIV-5.3-200", "near": "RIV-5.3-20"})]
