"""Two situations compared: what differs, by which answers and rules; worked out by hand on three small rules."""

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from stuurwijzer.engine.command.opening import locate
from stuurwijzer.engine.comparison.causes import Cause
from stuurwijzer.engine.comparison.pairs import Comparison, Explained, PairDifference
from stuurwijzer.engine.comparison.readings import decided
from stuurwijzer.engine.comparison.sides import between, blended, read_by, side
from stuurwijzer.engine.comparison.trials import Trial
from stuurwijzer.engine.profile import load_region
from stuurwijzer.engine.rulebase import load_rulebase

from ..conftest import Run
from .small_edition import BECAUSE, PASSAGE, Edit, added, argue, changed, edition, region

EFFORT, TASK, LUMPSUM = "funding.effort.small", "funding.task.large", ("funding.task.lumpsum",)
HEAD = "format: 1\nid: klein\nname: Klein\nas_of: 2021-07-01\n"
COMPLEX = argue(
    "funding.output.complex", "funding.output", ["care.complexity == high", "use.clients < 90"], "complex-fits"
)
STRONGER = {**COMPLEX, "strength": "strong"}


def one_segment(answers: str, more: str = "") -> str:
    return f"{HEAD}{more}segments:\n  - {{id: s, name: S, law: wmo2015, {answers}}}\n"


def alone(*names: str) -> Cause:
    return Cause("alone", tuple((name,) for name in names))


def together(*names: str) -> Cause:
    return Cause("together", (names,))


CLIENTS = "answer:use.clients"
CASES: dict[str, tuple[list[Edit], str, str, tuple[object, ...] | None]] = {
    # effort comes and the lump sum goes: either rule alone leaves them level, or nothing
    "one answer, by way of two rules": (
        [],
        "use: {clients: 40}",
        "use: {clients: 20}",
        (LUMPSUM, ("funding.effort",), alone(CLIENTS), together(EFFORT, TASK)),
    ),
    "an answer that changes nothing is no cause": (
        [],
        "use: {clients: 40}, care: {complexity: low}",
        "use: {clients: 20}, care: {complexity: high}",
        (LUMPSUM, ("funding.effort",), alone(CLIENTS), together(EFFORT, TASK)),
    ),
    # complex alone is too many clients for it, fewer clients alone is not complex
    "two answers that only together turn it": (
        [added(STRONGER)],
        "use: {clients: 100}, care: {complexity: low}",
        "use: {clients: 80}, care: {complexity: high}",
        (LUMPSUM, ("funding.output",), together("answer:care.complexity", CLIENTS), alone("funding.output.complex")),
    ),
    "an answer that is taken back": (
        [],
        "use: {clients: 40}",
        "use: {clients: '?'}",
        (LUMPSUM, None, alone(CLIENTS), alone(TASK)),
    ),
    "the same choice for another reason is no other choice": (
        [added({**COMPLEX, "option": "funding.task.lumpsum"})],
        "use: {clients: 40}",
        "use: {clients: 40}, care: {complexity: high}",
        None,
    ),
}


def compared(
    folder: Path, edits: list[Edit], one: str, other: str, days: tuple[date | None, date | None] = (None, None)
) -> PairDifference:
    base = edition(folder / "rules", *edits)
    first, second = (_region(folder / name, text) for name, text in (("one", one), ("other", other)))
    return Comparison(side("one", first, base, days[0]), side("other", second, base, days[1])).pair("s", "s")


def _region(folder: Path, text: str):  # type: ignore[no-untyped-def]  # a RegionProfile
    folder.mkdir(parents=True)
    return region(folder, text)


def about(found: PairDifference, *key: str) -> list[Explained]:
    return [held for held in found.explained if held.differs.key == key]


@pytest.mark.parametrize("name", CASES)
def test_a_difference_has_the_answers_and_the_rules_that_make_it(name: str, tmp_path: Path) -> None:
    edits, one, other, expected = CASES[name]
    found = compared(tmp_path, edits, one_segment(one), one_segment(other))
    told = [(h.differs.before, h.differs.after, h.cause, h.by_rules) for h in about(found, "choice", "funding")]
    assert told == ([] if expected is None else [expected])


def test_two_days_differ_by_the_rules_of_the_days(tmp_path: Path) -> None:
    """From 2022 on effort is argued for at forty clients too; the rule itself is what differs."""
    later = argue(
        "funding.effort.later",
        "funding.effort",
        ["use.clients < 90"],
        "later",
        valid_from="2022-01-01",
        strength="strong",
    )
    text = one_segment("use: {clients: 40}")
    found = compared(tmp_path, [added(later)], text, text, (None, date(2023, 1, 1)))
    (held,) = about(found, "choice", "funding")
    assert (held.differs.after, held.cause, held.by_rules) == (("funding.effort",), alone("funding.effort.later"), None)


def test_a_rule_that_takes_over_from_another_is_no_new_name_for_it(tmp_path: Path) -> None:
    """The same words from another day on: on each day one of them argues, and nothing changes in the choice."""
    until = changed(TASK, valid_until="2021-12-31")
    after = added(
        argue(
            "funding.task.large-after",
            "funding.task.lumpsum",
            ["use.clients >= 30"],
            "large-fits",
            valid_from="2022-01-01",
        )
    )
    base, held = edition(tmp_path / "rules", until, after), _region(tmp_path / "one", one_segment("use: {clients: 40}"))
    comparison = Comparison(side("one", held, base, None), side("other", held, base, date(2022, 6, 1)))
    assert sorted((c.id, c.what) for c in comparison.rules.deciding if c.sort == "rule") == [
        (TASK, "removed"),
        ("funding.task.large-after", "added"),
    ]
    assert about(comparison.pair("s", "s"), "choice", "funding") == []


def test_another_basis_is_a_difference_and_makes_the_choice_less_sure(tmp_path: Path) -> None:
    found = compared(
        tmp_path,
        [],
        one_segment("use: {clients: {value: 40, basis: measured}}"),
        one_segment("use: {clients: {value: 40, basis: judged}}"),
    )
    assert [(a.field, a.one.value, a.other.value) for a in found.between.answers] == [("use.clients", 40, 40)]
    (held,) = about(found, "confidence", "funding")
    assert (held.differs.before, held.differs.after, held.cause) == (("clear",), ("leaning",), alone(CLIENTS))


def test_answers_that_no_rule_reads_are_told_apart(tmp_path: Path) -> None:
    found = compared(
        tmp_path, [], one_segment("use: {clients: 40}"), one_segment("use: {clients: 40}, care: {group_possible: true}")
    )
    assert [(a.field, a.read) for a in found.between.answers] == [("care.group_possible", False)]
    assert found.explained == ()


def test_the_months_to_the_publication_and_the_ranking_of_wishes_are_differences(tmp_path: Path) -> None:
    text = one_segment("use: {clients: 40}", "planning: {publication: 2022-01-01}\n")
    other = one_segment(
        "use: {clients: 40}", "planning: {publication: 2022-03-01}\nwishes: {top_three: [innovation]}\n"
    )
    assert compared(tmp_path, [], text, other).between.outside == ("wishes", "time")


def test_less_time_to_the_publication_is_a_cause(tmp_path: Path) -> None:
    """What is lacking takes months to build: with eleven months left it can be done in time, with none it cannot."""
    needed = {
        "id": "funding.effort.needs-access",
        "kind": "require",
        "option": "funding.effort",
        "precondition": "access-steers",
        "class": "buildable",
        "met": ["access.can_steer_volume == true"],
        "unmet": ["access.can_steer_volume == false"],
        "label": BECAUSE,
        "question": BECAUSE,
        "lead": "param:lead.access_steers_volume",
        "because": BECAUSE,
        "passages": [PASSAGE],
        "checked": "2026-11-01",
    }
    answers = "use: {clients: 20}, access: {can_steer_volume: false}"
    early, late = (one_segment(answers, f"planning: {{publication: {day}}}\n") for day in ("2022-06-01", "2021-07-02"))
    found = compared(tmp_path, [added(needed)], early, late)
    (held,) = about(found, "status", "funding.effort")
    assert (held.differs.before, held.differs.after, held.cause) == (("now_if",), ("later",), alone("time"))


# On the whole rule base


@cache
def shipped() -> Comparison:
    path, name = locate("rivierenland-2021")
    held, base = load_region(path, name), load_rulebase()
    return Comparison(side("one", held, base, None), side("other", held, base, date(2026, 1, 1)))


@pytest.mark.parametrize(
    ("one", "other"),
    [("wmo-begeleiding", "jeugd-logeren"), ("jeugd-wonen-met-behandeling/gezinsvormen", "wmo-dagbesteding")],
)
def test_all_differences_taken_over_make_the_first_into_the_second(one: str, other: str) -> None:
    """On another day and in another segment: nothing that a decision depends on is left out of the differences."""
    held = shipped()
    first, second = held.one.situations[one], held.other.situations[other]
    names = frozenset(between(first, second, read_by(held.one.plan, held.other.plan)).names) | frozenset(
        held.rule_names
    )
    trial = held.trial(names)
    assert trial is not None
    expected = decided(Trial(held.other.plan).seen(second))
    assert decided(trial.seen(blended(first, second, names))) == expected
    assert decided(Trial(held.one.plan).seen(first)) != expected


# The command


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    texts = [one_segment("use: {clients: 40}"), one_segment("use: {clients: 4}, market: {providers: 3}")]
    paths = (tmp_path / "a.yaml", tmp_path / "b.yaml")
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def test_the_command_tells_answers_then_advice_the_same_each_time(files: tuple[Path, Path], run: Run) -> None:
    result = run("compare", *files, "--format", "json")
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    (pair,) = found["pairs"]
    answers = {a["field"]: (a["one"]["value"], a["other"]["value"]) for a in pair["answers"]}
    assert (answers["use.clients"], answers["market.providers"]) == ((40, 4), (None, 3))
    assert {held["cause"]["how"] for held in pair["advice"]} <= {"alone", "together", "none_to_spare"}
    assert result.stdout == run("compare", *files, "--format", "json").stdout
    for language, head in (("nl", "Anders beantwoord, s"), ("en", "Answered otherwise, s")):
        assert head in run("compare", *files, "--lang", language).stdout


def test_a_region_beside_itself_is_the_same(files: tuple[Path, Path], run: Run) -> None:
    result = run("compare", files[0], files[0])
    assert (result.exit_code, "Het advies is hetzelfde." in result.stdout) == (0, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Er is niets om mee te vergelijken."),
        (("--segment", "s"), "Er is niets om mee te vergelijken."),
        (("{b}", "--segment", "t"), "heeft geen segment of onderdeel t. Er zijn: s."),
        (("{b}", "--segment", "s=ss"), "heeft geen segment of onderdeel ss. Er zijn: s. Bedoelt u s?"),
        (("{b}", "--with-as-of", "2026"), "2026"),
        (("rivierenland-2021",), "Geen segment heeft in beide regio's hetzelfde id."),
        (("nergens",), "nergens"),
    ],
)
def test_what_cannot_be_compared_is_told(words: tuple[str, ...], said: str, files: tuple[Path, Path], run: Run) -> None:
    result = run("compare", files[0], *(word.format(b=files[1]) for word in words))
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
