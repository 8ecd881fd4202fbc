"""An option falls when, and only when, nothing lawful can follow from it: held against trying every combination."""

from datetime import date
from itertools import product
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stuurwijzer.engine.decision.decider import Circumstances, Decider
from stuurwijzer.engine.decision.look_ahead import LookAhead
from stuurwijzer.engine.inference import reference_evaluator
from stuurwijzer.engine.rulebase import load_rulebase
from stuurwijzer.engine.rulebase.model import Exclude
from stuurwijzer.engine.rulebase.plan import Plan, plan_for

DAY = date(2026, 11, 22)
INSTRUMENTS = ("funding", "form", "procedure", "direction")
"""one instrument of the first stage, one of the second and two of the third, in the order of their decision"""
COMMON = "because: {nl: Daarom., en: Because.}, checked: 2026-11-22"
LAW = load_rulebase().library.options
NAMES = {name: LAW.of(name) for name in INSTRUMENTS}


def rule(number: int, body: str) -> str:
    return f"- {{id: t.rule{number}, {COMMON}, passages: [RIV-5.3-11], {body}}}"


@st.composite
def exclusions(draw: st.DrawFn) -> list[str]:
    """Arguments that give a first choice for each instrument, and many exclusions that read earlier choices."""
    bodies = ["kind: exclude, option: scope.lapse, ground: logic"]
    for name in INSTRUMENTS:
        for option in draw(st.lists(st.sampled_from(NAMES[name]), max_size=3, unique=True)):
            strength = draw(st.sampled_from(("weak", "normal", "strong")))
            bodies.append(
                f"kind: argue, option: {option}, direction: for, claim: c, origin: RIV-5.3-11, step: experience, "
                f"evidence: analysis, strength: {strength}"
            )
    for later, name in enumerate(INSTRUMENTS[1:], 1):
        earlier = [other for other in INSTRUMENTS[: min(later, 2)] if other != name]
        for option in NAMES[name]:
            for other in draw(st.lists(st.sampled_from(earlier), max_size=2)):
                shorts = [code.partition(".")[2] for code in NAMES[other]]
                names = draw(st.lists(st.sampled_from(shorts), min_size=1, max_size=4, unique=True))
                when = f'when: ["chosen.{other} in [{", ".join(names)}]"]'
                bodies.append(f"kind: exclude, option: {option}, ground: logic, {when}")
    bodies = bodies or [
        "kind: argue, option: funding.effort, direction: for, claim: c, origin: RIV-5.3-11, step: given"
    ]
    return [rule(number, body) for number, body in enumerate(bodies)]


class Tried:
    """Combinations of the four instruments, each tried on the evaluator; one that was left open says nothing."""

    def __init__(self, plan: Plan) -> None:
        self._plan, self._evaluator = plan, reference_evaluator(plan)

    def possible(self, choices: list[str | None]) -> bool:
        """Whether the instruments that come after can be filled in so that nothing chosen is excluded."""
        rest = [NAMES[name] for name in INSTRUMENTS[len(choices) :]]
        return any(self._lawful([c for c in choices if c] + list(codes)) for codes in product(*rest))

    def _lawful(self, codes: list[str]) -> bool:
        facts = {f"chosen.{code.partition('.')[0]}": code.partition(".")[2] for code in codes}
        fired = [
            stage.clauses[i].rule
            for number, stage in enumerate(self._plan.stages, 1)
            for i in self._evaluator.stage(number, facts).fired
        ]
        return not {r.option for r in fired if isinstance(r, Exclude)} & set(codes)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rules=exclusions())
def test_what_falls_is_what_no_combination_can_complete(tmp_path: Path, rules: list[str]) -> None:
    (tmp_path / "t.yaml").write_text("topic: test\nrules:\n" + "\n".join(rules), encoding="utf-8")
    plan = plan_for(load_rulebase(rules=tmp_path), DAY)
    decision = Decider(plan, reference_evaluator(plan)).decide({}, Circumstances())
    tried = Tried(plan)
    before: list[str | None] = []
    for name in INSTRUMENTS:
        held = decision.instruments[name]
        fallen = {r.option for r in held.removed if r.step == "excluded"}
        hopeless = {code for code in NAMES[name] if not tried.possible([*before, code])}
        if len(hopeless) < len(NAMES[name]):
            assert fallen == hopeless, name
        before.append(held.chosen)


def test_where_nothing_is_lawful_the_first_choice_stands_and_the_dead_end_shows(tmp_path: Path) -> None:
    every = [rule(n, f"kind: exclude, option: {code}, ground: logic") for n, code in enumerate(NAMES["procedure"])]
    (tmp_path / "t.yaml").write_text("topic: test\nrules:\n" + "\n".join(every), encoding="utf-8")
    plan = plan_for(load_rulebase(rules=tmp_path), DAY)
    decision = Decider(plan, reference_evaluator(plan)).decide({}, Circumstances())
    assert decision.instruments["procedure"].decided_at == "none_left"
    assert not [r for r in decision.instruments["form"].removed if r.step == "excluded"]


def test_in_the_shipped_rules_each_funding_and_each_form_leaves_something_lawful() -> None:
    """Even with every exclusion of a day in force at once; only the open house is then taken out, by itself."""
    plan = plan_for(load_rulebase(), DAY)
    look_ahead = LookAhead(plan)
    every = tuple(range(len(look_ahead.exclusions)))
    assert not look_ahead.hopeless("funding", {}, every)
    for funding in NAMES["funding"]:
        assert set(look_ahead.hopeless("form", {"funding": funding}, every)) <= {"form.open_house"}
