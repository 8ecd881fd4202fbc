"""Profiles to compare on, and what the product finds in each stage of deciding them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from stuurwijzer.engine.decision.decider import Circumstances, Decider
from stuurwijzer.engine.decision.flips import Limits
from stuurwijzer.engine.inference import Evaluator, Outcome, reference_evaluator
from stuurwijzer.engine.rulebase.conditions import Constant
from stuurwijzer.engine.rulebase.plan import Plan, fields_set

from .neutral import Answer
from .profiles import shipped_profiles

Profile = dict[str, Constant]
SEED = 20261122
ANSWERED = ("segment", "shared")
MOST_CHANGED = 8
KNOWN = 0.7


@dataclass(frozen=True)
class Case:
    """A profile, the facts that each stage starts from (earlier choices among them), and what each stage gives."""

    profile: Profile
    stages: tuple[Mapping[str, Constant], ...]
    answers: tuple[Answer, ...]


def random_profiles(plan: Plan, number: int) -> Iterator[Profile]:
    """Half of them shipped ones with up to eight answers drawn anew or unknown, half drawn over everything that rules
    ask: figures at and around each limit."""
    source, real, asked = Random(SEED), list(shipped_profiles()), answers_to_draw(Limits(plan))
    for count in range(number):
        if count % 2:
            yield changed(real[count // 2 % len(real)], source, asked)
        else:
            share = source.random()
            yield {n: source.choice(v) for n, v in asked.items() if v and source.random() < share}


def answers_to_draw(limits: Limits) -> dict[str, tuple[Constant, ...]]:
    """For every field that rules read of a profile: values on either side of each limit, or its words."""
    vocabulary = limits.plan.vocabulary
    return {n: tuple(limits.values(vocabulary[n])) for n in limits.read if vocabulary[n].owner in ANSWERED}


def changed(facts: Mapping[str, Constant], source: Random, asked: Mapping[str, tuple[Constant, ...]]) -> Profile:
    """The facts with up to eight answers unknown, or as at a limit that some rule holds them against."""
    other = dict(facts)
    for name in source.sample(sorted(asked), source.randint(0, MOST_CHANGED)):
        if asked[name] and source.random() < KNOWN:
            other[name] = source.choice(asked[name])
        else:
            other.pop(name, None)
    return other


class _Listening:
    """An evaluator that keeps what it was asked and what it answered."""

    name = "listening"

    def __init__(self, inner: Evaluator) -> None:
        self._inner = inner
        self.heard: list[tuple[Profile, Outcome]] = []

    def stage(self, number: int, facts: Mapping[str, Constant]) -> Outcome:
        outcome = self._inner.stage(number, facts)
        self.heard.append((dict(facts), outcome))
        return outcome


def case_of(plan: Plan, profile: Profile) -> Case:
    listening = _Listening(reference_evaluator(plan))
    Decider(plan, listening).decide(profile, Circumstances())
    stages, answers = [], []
    for stage, (facts, outcome) in zip(plan.stages, listening.heard, strict=True):
        read = {*stage.reads, *stage.asks_unknown} - fields_set(stage)
        stages.append({n: v for n, v in sorted(facts.items()) if n in read})
        answers.append((list(outcome.fired), dict(sorted(outcome.sets.items()))))
    return Case(profile, tuple(stages), tuple(answers))


def write_cases(cases: list[Case], path: Path) -> None:
    """The facts of each case by stage, as the peers' processes read them."""
    path.write_text(json.dumps([case.stages for case in cases]), encoding="utf-8")
