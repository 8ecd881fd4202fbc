"""Rules drawn at random say things that the shipped ones happen not to: every step of the decision has its turn."""

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from stuurwijzer.engine.rulebase import load_rulebase
from stuurwijzer.engine.rulebase.conditions import Constant
from stuurwijzer.engine.rulebase.model import Require
from stuurwijzer.engine.rulebase.plan import Plan, plan_for

from .profiles import DAY, Facts, shipped
from .test_bulk_decision import differences

COMMON = {"because": {"nl": "Daarom.", "en": "Because."}, "checked": "2026-11-22"}
ORIGINS = ("RIV-5.3-11", "RIV-5.3-20", "RIV-6.1-02", "own")
CLAIMS = ("many-providers-create-demand", "keeps-care-short", "c1", "c2", "c3")
"""the first was contradicted and is silent, the second contested by an analogy"""
FIELDS = ("use.small", "use.clients", "care.supplies", "access.organisation")
INSTRUMENTS = ("funding", "form", "access_measure", "structure")
RULES, PROFILES = 90, 150


def rules_at_random(source: random.Random) -> list[dict[str, object]]:
    options = {name: shipped().library.options.of(name) for name in INSTRUMENTS}
    every = [code for codes in options.values() for code in codes]
    return [
        {"id": f"t.r{number}", "when": conditions(source), "passages": ["RIV-5.3-11"], **COMMON, **body}
        for number, body in enumerate(effect(source, options, every) for _ in range(RULES))
    ]


ABOUT_USE = ("use.small == true", "use.small == false", "use.clients < 100", "use.clients is_known")
ABOUT_CARE = ("care.supplies == all", "care.supplies != none", "access.organisation is_known")


def conditions(source: random.Random, possible: tuple[str, ...] = ABOUT_USE + ABOUT_CARE) -> list[str]:
    return source.sample(possible, source.randint(1, 2))


def effect(source: random.Random, options: dict[str, tuple[str, ...]], every: list[str]) -> dict[str, object]:
    kind = source.choice(("argue",) * 6 + ("require",) * 3 + ("exclude", "pair", "cohere"))
    option = source.choice(every)
    if kind == "argue":
        step = source.choice(("fact", "experience", "wish"))
        wish = {"scaled_by": source.choice(("innovation", "cost_control", "free_choice"))} if step == "wish" else {}
        risk = source.random() < 0.15
        return wish | {
            "kind": "argue",
            "option": option,
            "direction": "against" if risk else source.choice(("for", "for", "against")),
            "claim": source.choice(CLAIMS),
            "origin": source.choice(ORIGINS[:3]),
            "step": step,
            "strength": source.choice(("weak", "normal", "strong")),
            "evidence": "analysis",
            "severe": risk,
            "own_reading": source.random() < 0.2,
        }
    if kind == "require":
        return {
            "kind": "require",
            "option": option,
            "precondition": "p",
            "class": source.choice(("given", "structural", "buildable", "learnable")),
            "met": conditions(source, ABOUT_USE),
            "unmet": conditions(source, ABOUT_CARE),
            "label": COMMON["because"],
            "question": COMMON["because"],
            "lead": f"param:{source.choice(LEADS)}",
        }
    one, other = source.sample(INSTRUMENTS, 2)
    pair = {"option": source.choice(options[one]), "with_option": source.choice(options[other])}
    if kind == "cohere":
        return {"kind": "cohere", "claim": "c1", **pair}
    return {"kind": "exclude", "ground": "logic", **(pair if kind == "pair" else {"option": option})}


LEADS = tuple(sorted({r.lead.removeprefix("param:") for r in shipped().rules if isinstance(r, Require) and r.lead}))


def plan_of(folder: Path, rules: list[dict[str, object]]) -> Plan:
    (folder / "t.yaml").write_text(json.dumps({"topic": "test", "rules": rules}), encoding="utf-8")
    return replace(plan_for(load_rulebase(folder), DAY), claims=shipped().claims)


@pytest.mark.parametrize("seed", range(6))
def test_rules_at_random_decide_the_same_over_rows(seed: int, tmp_path: Path) -> None:
    source = random.Random(seed)
    plan = plan_of(tmp_path, rules_at_random(source))
    values: dict[str, tuple[Constant, ...]] = {n: shipped().vocabulary[n].members or (False, True) for n in FIELDS}
    values["use.clients"] = (99, 100)
    profiles: list[Facts] = [
        {name: source.choice(held) for name, held in values.items() if source.random() < 0.7} for _ in range(PROFILES)
    ]
    assert not differences(plan, profiles)
