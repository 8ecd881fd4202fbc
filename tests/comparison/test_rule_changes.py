"""What changed between two editions: each case by hand, in the rule's own terms."""

from pathlib import Path

import pytest

from stuurwijzer.engine.comparison.editions_differ import EditionDifference, difference
from stuurwijzer.engine.rulebase import load_rulebase

from .small_edition import (
    BECAUSE,
    OTHER_PASSAGE,
    PASSAGE,
    Content,
    Edit,
    added,
    argue,
    changed,
    edition,
    removed,
    rule_of,
)

SMALL, EFFORT, TASK = "signal.small.few-clients", "funding.effort.small", "funding.task.large"
NEW = argue("funding.effort.new", "funding.effort", ["use.clients < 10"], "small-fits")


def other_order(content: Content) -> None:
    content["rules"].reverse()
    content["rules"] = [dict(reversed(rule.items())) for rule in content["rules"]]
    content["claims"] = dict(reversed(content["claims"].items()))


def becomes_an_argument(content: Content) -> None:
    rule = rule_of(content, SMALL)
    del rule["sets"]
    rule["kind"] = "argue"
    rule |= {key: NEW[key] for key in ("option", "direction", "claim", "origin", "step", "evidence")}


def with_two_conditions(*conditions: str) -> Edit:
    return changed(EFFORT, when=list(conditions))


CASES: dict[str, tuple[list[Edit], list[Edit], list[tuple[object, ...]]]] = {
    "a threshold that moved is one change with both limits": (
        [],
        [changed(SMALL, when=["use.clients < 50"])],
        [("rule", SMALL, "changed", "meaning", ("when", "use.clients < 30", "use.clients < 50", (30, 50)))],
    ),
    "a comparison that turned is a change of the condition without a distance": (
        [],
        [changed(SMALL, when=["use.clients > 30"])],
        [("rule", SMALL, "changed", "meaning", ("when", "use.clients < 30", "use.clients > 30", None))],
    ),
    "a condition on another field is one gone and one come": (
        [],
        [changed(TASK, when=["use.spend >= 30"])],
        [
            (
                "rule",
                TASK,
                "changed",
                "meaning",
                ("when", "use.clients >= 30", None, None),
                ("when", None, "use.spend >= 30", None),
            )
        ],
    ),
    "a condition more": (
        [],
        [with_two_conditions("signal.small == true", "use.clients > 3")],
        [("rule", EFFORT, "changed", "meaning", ("when", None, "use.clients > 3", None))],
    ),
    "the order of conditions, of keys and of rules is no difference": (
        [with_two_conditions("signal.small == true", "use.clients > 3")],
        [with_two_conditions("use.clients > 3", "signal.small == true"), other_order],
        [],
    ),
    "a list in another order is no difference": (
        [changed(TASK, when=["care.complexity in [high, very_high]"])],
        [changed(TASK, when=["care.complexity in [very_high,  high]"])],
        [],
    ),
    "an amount that is written otherwise is no difference": (
        [changed(TASK, when=["use.spend >= € 500.000"])],
        [changed(TASK, when=["use.spend >= 500000"])],
        [],
    ),
    "always says nothing": ([changed(SMALL, when=["always"])], [changed(SMALL, when=[])], []),
    "a strength and an effect": (
        [],
        [changed(EFFORT, strength="strong", option="funding.output")],
        [
            (
                "rule",
                EFFORT,
                "changed",
                "meaning",
                ("option", "funding.effort", "funding.output", None),
                ("strength", "normal", "strong", None),
            )
        ],
    ),
    "a validity period": (
        [],
        [changed(EFFORT, valid_until="2022-12-31")],
        [("rule", EFFORT, "changed", "meaning", ("valid_until", None, "2022-12-31", None))],
    ),
    "another passage": (
        [],
        [changed(EFFORT, passages=[PASSAGE, OTHER_PASSAGE])],
        [("rule", EFFORT, "changed", "sources", ("passages", None, OTHER_PASSAGE, None))],
    ),
    "passages in another order are no difference": (
        [changed(EFFORT, passages=[PASSAGE, OTHER_PASSAGE])],
        [changed(EFFORT, passages=[OTHER_PASSAGE, PASSAGE])],
        [],
    ),
    "only the text": (
        [],
        [changed(EFFORT, because={"nl": "Anders.", "en": "Otherwise."})],
        [
            (
                "rule",
                EFFORT,
                "changed",
                "wording",
                ("because", BECAUSE, {"nl": "Anders.", "en": "Otherwise."}, None),
            )
        ],
    ),
    "that there is an own judgement is no wording": (
        [],
        [changed(EFFORT, own_judgement=BECAUSE)],
        [("rule", EFFORT, "changed", "meaning", ("own_judgement", None, BECAUSE, None))],
    ),
    "only the day of the check": (
        [],
        [changed(EFFORT, checked="2026-11-20")],
        [("rule", EFFORT, "changed", "checked", ("checked", "2026-11-01", "2026-11-20", None))],
    ),
    "a rule added and a rule removed": (
        [],
        [added(NEW), removed(TASK)],
        [
            ("rule", "funding.effort.new", "added", "meaning"),
            ("rule", TASK, "removed", "meaning"),
            ("claim", "large-fits", "removed", "meaning"),
        ],
    ),
    "the same meaning under another id": (
        [],
        [changed(EFFORT, id="funding.effort.small-fits")],
        [("rule", "funding.effort.small-fits", "renamed", "wording")],
    ),
    "another id, other words, another passage": (
        [],
        [changed(EFFORT, id="funding.effort.fits", because={"nl": "A.", "en": "B."}, passages=[OTHER_PASSAGE])],
        [
            (
                "rule",
                "funding.effort.fits",
                "renamed",
                "sources",
                ("because", BECAUSE, {"nl": "A.", "en": "B."}, None),
                ("passages", PASSAGE, None, None),
                ("passages", None, OTHER_PASSAGE, None),
            )
        ],
    ),
    "another id and another meaning is one gone and one come": (
        [],
        [changed(EFFORT, id="funding.effort.fits", strength="weak")],
        [("rule", "funding.effort.fits", "added", "meaning"), ("rule", EFFORT, "removed", "meaning")],
    ),
    "a kind": (
        [],
        [becomes_an_argument],
        [("rule", SMALL, "changed", "meaning", ("kind", "classify", "argue", None))],
    ),
    "how a derived field merges": (
        [],
        [lambda content: content["fields"]["signal.small"].update(merge="true_wins")],
        [("field", "signal.small", "changed", "meaning", ("true_wins", False, True, None))],
    ),
    "the term of a derived field": (
        [],
        [lambda content: content["fields"]["signal.small"].update(dutch="gering")],
        [("field", "signal.small", "changed", "wording", ("dutch", "klein", "gering", None))],
    ),
}


def shown(found: EditionDifference) -> list[tuple[object, ...]]:
    return [
        (c.sort, c.id, c.what, c.weight, *((f.key, f.before, f.after, f.limits) for f in c.facets))
        for c in found.changes
    ]


@pytest.mark.parametrize("name", CASES)
def test_a_difference_is_told_in_the_rules_own_terms(name: str, tmp_path: Path) -> None:
    before, after, expected = CASES[name]
    old, new = edition(tmp_path / "old", *before), edition(tmp_path / "new", *after)
    assert shown(difference(old, new)) == expected
    assert difference(new, new).changes == ()


def test_a_renamed_rule_names_what_it_was(tmp_path: Path) -> None:
    old, new = edition(tmp_path / "old"), edition(tmp_path / "new", changed(EFFORT, id="funding.effort.fits"))
    assert difference(old, new).renamed == {EFFORT: "funding.effort.fits"}


def test_of_two_rules_that_mean_the_same_the_likest_ids_go_together(tmp_path: Path) -> None:
    twin = argue("funding.effort.other", "funding.effort", ["signal.small == true"], "small-fits")
    old = edition(tmp_path / "old", added(twin))
    new = edition(
        tmp_path / "new", added({**twin, "id": "funding.effort.others"}), changed(EFFORT, id="funding.effort.smaller")
    )
    assert difference(old, new).renamed == {
        EFFORT: "funding.effort.smaller",
        "funding.effort.other": "funding.effort.others",
    }


def test_a_rule_in_another_file_is_moved_and_not_changed(tmp_path: Path) -> None:
    old, new = edition(tmp_path / "old"), tmp_path / "new"
    edition(new)
    (new / "rules" / "small.yaml").rename(new / "rules" / "elsewhere.yaml")
    found = difference(old, load_rulebase(new / "rules"))
    assert found.changes == ()
    assert [(m.id, m.before, m.after) for m in found.moved] == [
        (name, "rules/small.yaml", "rules/elsewhere.yaml") for name in sorted([SMALL, EFFORT, TASK])
    ]


def test_what_can_change_a_decision_comes_first(tmp_path: Path) -> None:
    new = edition(
        tmp_path / "new",
        changed(SMALL, checked="2026-11-20"),
        changed(EFFORT, because={"nl": "A.", "en": "B."}),
        changed(TASK, strength="weak"),
    )
    found = difference(edition(tmp_path / "old"), new)
    assert [c.id for c in found.changes] == [TASK, EFFORT, SMALL]
    assert [c.id for c in found.deciding] == [TASK]
