"""What a rule may say. Kinds are closed; a condition is a conjunction; a rule has one effect, a reason and sources."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from ..knowledge.options import Both
from ..profile.answers import DATE, Strict, Text
from ..profile.region import OwnerRole, PurchaseGoal
from ..profile.shared_rooms import Wish
from .claim_tests import ClaimTest

RuleId = Annotated[str, Field(pattern=r"^[a-z0-9_]+(?:[.-][a-z0-9_+]+)+$", max_length=90)]
Step = Literal["given", "fact", "experience", "wish", "goal"]
"""given: a decision of the board; fact: known of the segment or region; experience: how a model worked out where it
ran; wish: separates by a forced ranking only; goal: serves a desired effect, shown, and separates nothing,
since no region denies one"""
Strength = Literal["weak", "normal", "strong"]
Evidence = Literal["figures", "analysis", "choice", "goal", "expectation", "evaluation", "guidance", "law", "own"]
"""evaluation: something was evaluated where it ran; choice: a region chose, planned or sketched so, which proves
nothing; own: ours"""
Ground = Literal["law", "case_law", "logic", "board"]
Class = Literal["given", "structural", "buildable", "learnable"]
Goal = PurchaseGoal
ClaimName = Annotated[str, Field(pattern=r"^[a-z0-9_-]+$")]
Day = Annotated[date, DATE]


Phase = Literal["unknown", "ahead", "in_force"]
"""of a date that law leaves to a decree: nobody knows it; it lies after the day of the advice; it has come"""


Needs = Literal["change_clause", "new_contract", "own_lot"]
"""what it takes to let the outcome of a pilot into the purchase"""


class Hinge(Strict):
    """A rule that hinges on a date which may be unknown. On any day exactly one phase of a date holds."""

    parameter: Text = Field(description="a parameter that holds a date")
    phase: Phase


class RuleBase(Strict):
    """What every rule has."""

    id: RuleId
    when: tuple[Text, ...] = Field(("always",), description="conditions that must all hold")
    because: Both = Field(description="the reason for readers, as the source has it")
    passages: tuple[Text, ...] = Field((), description="places in sources that the rule stems from")
    own_judgement: Both | None = Field(None, description="why the rule stands although no source says it")
    own_reading: bool = Field(
        False, description="the source says it; that it holds here, or speaks for this, is our reading"
    )
    valid_from: Day | None = None
    valid_until: Day | None = None
    checked: Day = Field(description="when the rule was last held against its sources")
    hinges_on: "Hinge | None" = Field(
        None, description="the date on which the rule starts or ends, when it may be unknown"
    )
    dissents_from: tuple[RuleId, ...] = Field((), description="rules from sources that say otherwise")
    no_dissent: dict[RuleId, Both] = Field(
        default_factory=dict,
        description="rules from the other side of a contradiction that yet do not say otherwise: why",
    )


class Classify(RuleBase):
    """Sets one derived field to one value."""

    kind: Literal["classify"]
    sets: dict[str, str | int | bool] = Field(min_length=1, max_length=1)


class Exclude(RuleBase):
    """Takes an option, or a pair of options, out. Only law, case law, logic or the board's own decision can."""

    kind: Literal["exclude"]
    option: Text
    with_option: Text | None = Field(None, description="the other option of an excluded pair")
    ground: Ground


class Require(RuleBase):
    """A precondition of an option: met, not met, or unknown when neither list holds."""

    kind: Literal["require"]
    option: Text
    precondition: Annotated[str, Field(pattern=r"^[a-z0-9_-]+$")]
    class_: Class = Field(alias="class")
    met: tuple[Text, ...] = Field(min_length=1)
    unmet: tuple[Text, ...] = ()
    label: Both = Field(description="the precondition in a few words")
    question: Both = Field(description="the question that settles it")
    owner: OwnerRole = "programme"
    lead: Annotated[str, Field(pattern=r"^param:[a-z0-9_.]+$")] | None = Field(
        None, description="param:<id>: the months that it takes to build"
    )


class Argue(RuleBase):
    """An argument for or against an option."""

    kind: Literal["argue"]
    option: Text
    direction: Literal["for", "against"]
    claim: ClaimName = Field(description="one mechanism; its strongest argument counts")
    origin: Text = Field(description="passage that first carries the claim; 'own' when no source does")
    step: Step
    strength: Strength = "normal"
    evidence: Evidence
    goal: Goal | None = None
    severe: bool = False
    measure: Both | None = Field(None, description="what answers a severe risk")
    scaled_by: Wish | None = Field(None, description="the wish that this argument serves or harms")


class Cohere(RuleBase):
    """A pair of options of two instruments that clash: the later one is counted against. Never a bonus."""

    kind: Literal["cohere"]
    option: Text
    with_option: Text
    claim: ClaimName


class Bound(RuleBase):
    """Law or logic narrows the term."""

    kind: Literal["bound"]
    most_months: Text | None = Field(None, description="a number or param:<id>")
    least_months: Text | None = None
    motivate: bool = Field(False, description="true: beyond it a motivation is needed; false: it cannot be passed")


class Advise(RuleBase):
    """A consequence of the choice: something to do, to watch or to ask."""

    kind: Literal["advise"]
    what: Literal[
        "risk",
        "indicator",
        "pilot",
        "outcome",
        "exploration",
        "selection",
        "eligibility",
        "planning",
        "attention",
        "counsel",
    ]
    text: Both
    measure: Both | None = Field(None, description="of a risk: the measure; of a pilot: what is measured")
    indicator: Text | None = Field(None, description="of an indicator: its id in knowledge/goals.yaml")
    own_measure: bool = Field(False, description="the source names the risk; the measure is ours")
    severe: bool = False
    goal: Goal | None = None
    instrument: Text | None = None
    pilot: "PilotTerms | None" = None
    outcome: "OutcomeTerms | None" = Field(None, description="what the outcome of a pilot takes; the text says it")
    owner: OwnerRole = Field("counsel", description="of a question for counsel: who has to get it answered")


class PilotTerms(Strict):
    """What a pilot needs to be one: variant, question, baseline, and what it touches."""

    variant: Text
    question: Both
    baseline: Both
    cohort: Both
    requires: tuple[Both, ...] = ()
    touches: Literal["funding", "lots"]
    shared: Annotated[str, Field(pattern=r"^[a-z0-9-]+$", description="segments with the same key share one pilot")]


class OutcomeTerms(Strict):
    """What it takes to let the outcome of a pilot with some variant into the purchase."""

    variant: Text
    needs: Needs


Rule = Annotated[Classify | Exclude | Require | Argue | Cohere | Bound | Advise, Field(discriminator="kind")]


class DerivedField(Strict):
    """A field that classify rules set."""

    type: Literal["bool", "enum"]
    values: tuple[str, ...] = ()
    merge: Literal["once", "true_wins"] = Field(
        "once", description="once: two different values are a fault; true_wins: for yes and no"
    )
    dutch: Text
    meaning: Text


class RuleFile(Strict):
    """One topic of the rule base. The tests of all claims stand together in a file of their own, without rules."""

    topic: Text
    fields: dict[str, DerivedField] = Field(default_factory=dict)
    claims: dict[ClaimName, ClaimTest] = Field(default_factory=dict)
    rules: tuple[Rule, ...] = ()


def conditions_of(rule: Rule) -> Iterator[tuple[str, str]]:
    """Each condition text with the key under which it stands."""
    yield from (("when", text) for text in rule.when)
    if isinstance(rule, Require):
        yield from (("met", text) for text in rule.met)
        yield from (("unmet", text) for text in rule.unmet)
