"""A small rule base, written to folders with one thing other than it is. All expectations can be worked out by hand."""

import copy
import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

from stuurwijzer.engine.profile import load_region
from stuurwijzer.engine.profile.region import RegionProfile
from stuurwijzer.engine.rulebase import Rulebase, load_rulebase

Content = dict[str, Any]
Edit = Callable[[Content], None]
KNOWLEDGE = Path(str(files("stuurwijzer") / "knowledge"))
PASSAGE, OTHER_PASSAGE = "RIV-5.3-11", "RIV-3.3-09"
BECAUSE = {"nl": "Daarom.", "en": "Because."}


def argue(name: str, option: str, when: list[str], claim: str, **more: Any) -> Content:
    held = {
        "id": name,
        "kind": "argue",
        "option": option,
        "direction": "for",
        "claim": claim,
        "origin": PASSAGE,
        "step": "fact",
        "strength": "normal",
        "evidence": "analysis",
        "when": when,
        "because": BECAUSE,
        "passages": [PASSAGE],
        "checked": "2026-11-01",
    }
    return held | more


BASE: Content = {
    "topic": "test",
    "fields": {"signal.small": {"type": "bool", "dutch": "klein", "meaning": "small"}},
    "claims": {"small-fits": {"verdict": "untested"}, "large-fits": {"verdict": "untested"}},
    "rules": [
        {
            "id": "signal.small.few-clients",
            "kind": "classify",
            "sets": {"signal.small": True},
            "when": ["use.clients < 30"],
            "because": BECAUSE,
            "passages": [OTHER_PASSAGE],
            "checked": "2026-11-01",
        },
        argue("funding.effort.small", "funding.effort", ["signal.small == true"], "small-fits"),
        argue("funding.task.large", "funding.task.lumpsum", ["use.clients >= 30"], "large-fits"),
    ],
}
REGION = """\
format: 1
id: klein
name: Kleine regio
as_of: 2021-07-01
segments:
  - {id: twintig, name: Twintig, law: wmo2015, use: {clients: 20}}
  - {id: veertig, name: Veertig, law: wmo2015, use: {clients: 40}}
  - {id: honderd, name: Honderd, law: wmo2015, use: {clients: 100}}
"""


def rule_of(content: Content, name: str) -> Content:
    held: Content = next(rule for rule in content["rules"] if rule["id"] == name)
    return held


def changed(name: str, **keys: Any) -> Edit:
    """A rule with other values."""
    return lambda content: rule_of(content, name).update(keys)


def added(rule: Content) -> Edit:
    def edit(content: Content) -> None:
        content["rules"].append(rule)
        if "claim" in rule:
            content["claims"].setdefault(rule["claim"], {"verdict": "untested"})

    return edit


def removed(name: str) -> Edit:
    def edit(content: Content) -> None:
        gone = rule_of(content, name)
        content["rules"].remove(gone)
        if all(rule.get("claim") != gone.get("claim") for rule in content["rules"]):
            content["claims"].pop(gone.get("claim"), None)

    return edit


def write_rules(folder: Path, *edits: Edit) -> Path:
    """The small rules with these edits, in a folder ``rules``; JSON is YAML too."""
    content = copy.deepcopy(BASE)
    for edit in edits:
        edit(content)
    room = folder / "rules"
    room.mkdir(parents=True, exist_ok=True)
    (room / "small.yaml").write_text(json.dumps(content, indent=1), encoding="utf-8")
    return room


def edition(folder: Path, *edits: Edit) -> Rulebase:
    """The small rules with these edits on the knowledge that is shipped."""
    return load_rulebase(write_rules(folder, *edits))


def region(folder: Path, text: str = REGION) -> RegionProfile:
    path = folder / "klein.yaml"
    path.write_text(text, encoding="utf-8")
    return load_region(path)
