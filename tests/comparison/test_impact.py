"""Which advice changes, and by which change: every expectation follows from three small rules by hand."""

from pathlib import Path

import pytest

from stuurwijzer.engine.advice import advise
from stuurwijzer.engine.comparison.causes import Cause
from stuurwijzer.engine.comparison.editions_differ import difference
from stuurwijzer.engine.comparison.impact import Asked, Impact, RegionImpact
from stuurwijzer.engine.comparison.mixing import mixed
from stuurwijzer.engine.comparison.readings import Key, Says, readings_of
from stuurwijzer.engine.inference import reference_evaluator
from stuurwijzer.engine.profile import load_region
from stuurwijzer.engine.rulebase import Rulebase
from stuurwijzer.engine.rulebase.plan import plan_for

from .small_edition import Content, Edit, added, argue, changed, edition, region, removed

SMALL, EFFORT, TASK = "signal.small.few-clients", "funding.effort.small", "funding.task.large"
LUMPSUM = ("funding.task.lumpsum",)
TOO = argue("funding.effort.large", "funding.effort", ["use.clients >= 90"], "large-too")
AND = argue("funding.effort.hundred", "funding.effort", ["use.clients == 100"], "hundred-too")
CHOICE: Key = ("choice", "funding")
Expected = list[tuple[str, Says | None, Says | None, Cause]]


def alone(*names: str) -> Cause:
    return Cause("alone", tuple((name,) for name in names))


def together(*names: str) -> Cause:
    return Cause("together", (names,))


CASES: dict[str, tuple[list[Edit], list[Edit], Expected]] = {
    # veertig: below 50 it counts as small as well, and both arguments are normal: level
    "a limit that moved reaches one segment": (
        [],
        [changed(SMALL, when=["use.clients < 50"])],
        [("veertig", LUMPSUM, ("funding.effort", *LUMPSUM), alone(SMALL))],
    ),
    # the argument for the lump sum alone, or with a stronger one beside it
    "of two changes only one does it": (
        [],
        [changed(TASK, when=["use.clients >= 60"]), changed(EFFORT, strength="strong")],
        [("veertig", LUMPSUM, None, alone(TASK))],
    ),
    # with the limit alone veertig is level, with the new limit of the lump sum alone open; effort takes both
    "two changes that only together turn the choice": (
        [],
        [changed(SMALL, when=["use.clients < 50"]), changed(TASK, when=["use.clients >= 60"])],
        [("veertig", LUMPSUM, ("funding.effort",), together(TASK, SMALL))],
    ),
    # each of the new arguments puts effort level with the lump sum
    "two changes of which each is enough": (
        [],
        [added(TOO), added(AND)],
        [("honderd", LUMPSUM, ("funding.effort", *LUMPSUM), alone("funding.effort.hundred", "funding.effort.large"))],
    ),
    # what argued for it is gone, and nothing else is said
    "a rule that is gone": (
        [],
        [removed(TASK)],
        [("veertig", LUMPSUM, None, alone(TASK)), ("honderd", LUMPSUM, None, alone(TASK))],
    ),
    "a rule that is no longer valid on the day": (
        [],
        [changed(EFFORT, valid_until="2020-12-31")],
        [("twintig", ("funding.effort",), None, alone(EFFORT))],
    ),
    "a rule that is not yet valid on the day": ([], [added({**TOO, "valid_from": "2022-01-01"})], []),
    "other words and another id change no advice": (
        [],
        [changed(EFFORT, because={"nl": "A.", "en": "B."}), changed(TASK, id="funding.task.larger")],
        [],
    ),
    # nothing stands against it, in which step it is
    "an argument of another step": ([], [changed(TASK, step="experience")], []),
}


def impact_of(old: Rulebase, new: Rulebase, asked: Asked) -> RegionImpact:
    return Impact(old, new, difference(old, new)).on(asked)


@pytest.mark.parametrize("name", CASES)
def test_each_change_of_a_choice_has_its_cause(name: str, tmp_path: Path) -> None:
    before, after, expected = CASES[name]
    old, new, klein = edition(tmp_path / "old", *before), edition(tmp_path / "new", *after), region(tmp_path)
    found = impact_of(old, new, Asked("klein", klein, klein.as_of))
    choices = [one for one in found.affected if one.differs.key == CHOICE]
    assert [(o.differs.path, o.differs.before, o.differs.after, o.cause) for o in choices] == expected
    assert found.not_of_old == ()


def test_every_difference_between_two_advices_is_found_and_caused(tmp_path: Path) -> None:
    """All changes together are the new edition, in every word of every reading."""
    old = edition(tmp_path / "old")
    new = edition(
        tmp_path / "new", added(TOO), removed(TASK), changed(EFFORT, strength="weak"), changed(SMALL, when=["always"])
    )
    klein, between = region(tmp_path), difference(old, new)

    def advised(base: Rulebase) -> dict[str, object]:
        plan = plan_for(base, klein.as_of)
        return dict(readings_of(advise(klein, base, plan=plan, evaluator=reference_evaluator(plan))))

    every = frozenset(change.name for change in between.deciding)
    assert advised(mixed(old, new, between, every)) == advised(new) != advised(old)
    assert advised(mixed(old, new, between, frozenset())) == advised(old)
    found = impact_of(old, new, Asked("klein", klein, klein.as_of))
    assert found.affected
    assert {one.cause.how for one in found.affected} <= {"alone", "together"}


def test_a_mixture_with_one_change_differs_from_the_old_edition_by_that_change_alone(tmp_path: Path) -> None:
    def tested(content: Content) -> None:
        content["claims"]["small-fits"]["records"] = {"EV-14": "touches"}
        content["fields"]["signal.small"]["merge"] = "true_wins"

    new = edition(tmp_path / "new", added(TOO), removed(TASK), changed(EFFORT, strength="weak"), tested)
    old = edition(tmp_path / "old")
    between = difference(old, new)
    assert {change.sort for change in between.deciding} == {"rule", "claim", "field"}
    for change in between.deciding:
        one = mixed(old, new, between, frozenset({change.name}))
        if change.what == "changed":  # what came or went with a rule is there from both editions
            assert [c.name for c in difference(old, one).deciding if c.what == "changed"] == [change.name]
        else:
            assert change.name in {c.name for c in difference(old, one).deciding} or change.sort == "claim"


def test_confidence_has_its_cause_too(tmp_path: Path) -> None:
    """An answer that nobody gave begins to matter: with it the choice is level, so the choice is only leaning."""
    new = edition(
        tmp_path / "new",
        added(argue("funding.effort.complex", "funding.effort", ["care.complexity == high"], "complex-fits")),
        changed(SMALL, checked="2026-11-20"),
        changed(EFFORT, evidence="evaluation"),
    )
    klein = region(tmp_path)
    found = impact_of(edition(tmp_path / "old"), new, Asked("klein", klein, klein.as_of))
    sure = [one for one in found.affected if one.differs.key == ("confidence", "funding")]
    assert [(o.differs.path, o.differs.before, o.differs.after, o.cause) for o in sure] == [
        (path, ("clear",), ("leaning",), alone("funding.effort.complex")) for path in ("veertig", "honderd")
    ]


def test_a_stored_advice_is_what_is_compared(tmp_path: Path) -> None:
    """What the old edition no longer says today is told apart, and laid at the door of no change."""
    first, old = edition(tmp_path / "first", removed(TASK)), edition(tmp_path / "old")
    new, klein = edition(tmp_path / "new", removed(EFFORT)), region(tmp_path)
    plan = plan_for(first, klein.as_of)
    stored = readings_of(advise(klein, first, plan=plan, evaluator=reference_evaluator(plan)))
    found = impact_of(old, new, Asked("klein", klein, klein.as_of, stored))
    drifted = [(d.path, d.before, d.after) for d in found.not_of_old if d.key == CHOICE]
    assert drifted == [("veertig", None, LUMPSUM), ("honderd", None, LUMPSUM)]
    choices = [(o.differs.path, o.differs.after, o.cause) for o in found.affected if o.differs.key == CHOICE]
    assert choices == [
        ("twintig", None, alone(EFFORT)),
        ("veertig", LUMPSUM, Cause("no_change", ())),
        ("honderd", LUMPSUM, Cause("no_change", ())),
    ]


def test_half_of_a_change_that_cannot_stand_alone_is_no_cause(tmp_path: Path) -> None:
    """Two rules that set one field otherwise on the same facts: each edition has one of them, a mixture both."""
    other = {"kind": "classify", "when": ["use.clients < 30"], "because": {"nl": "A.", "en": "B."}}
    other |= {"passages": ["RIV-3.3-09"], "checked": "2026-11-01"}
    new = edition(
        tmp_path / "new",
        removed(SMALL),
        added({**other, "id": "signal.small.never", "sets": {"signal.small": False}}),
    )
    klein = region(tmp_path)
    found = impact_of(edition(tmp_path / "old"), new, Asked("klein", klein, klein.as_of))
    choices = [(o.differs.path, o.differs.after, o.cause) for o in found.affected if o.differs.key == CHOICE]
    assert choices == [("twintig", None, alone(SMALL))]


def test_a_part_is_compared_as_well(tmp_path: Path) -> None:
    path = tmp_path / "deel.yaml"
    path.write_text(
        "format: 1\nid: deel\nname: Deel\nas_of: 2021-07-01\nsegments:\n  - id: groot\n    name: Groot\n"
        "    law: wmo2015\n    use: {clients: 100}\n    parts:\n"
        "      - {id: klein, name: Klein deel, use: {clients: 40}}\n",
        encoding="utf-8",
    )
    held = load_region(path)
    new = edition(
        tmp_path / "new", changed(TASK, when=["use.clients >= 60"]), changed(SMALL, when=["use.clients < 50"])
    )
    found = impact_of(edition(tmp_path / "old"), new, Asked("deel", held, held.as_of))
    choices = [(o.differs.path, o.differs.after, o.cause) for o in found.affected if o.differs.key == CHOICE]
    assert choices == [("groot/klein", ("funding.effort",), together(TASK, SMALL))]
