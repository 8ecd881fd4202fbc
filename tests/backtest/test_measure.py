"""Verdicts, balanced agreement and baselines, worked out by hand."""

from fractions import Fraction

import pytest

from stuurwijzer.engine.backtest.measure import (
    Compared,
    Verdict,
    balanced,
    by_region_name,
    judge,
    judge_set,
    most_common,
    predicted,
    two_rules,
    worst,
)
from stuurwijzer.engine.backtest.outputs import Advised


def chosen(label: str, verdict: Verdict) -> Compared:
    return Compared(label, frozenset({label}), verdict)


# Effort three times, of which two agree; output twice, of which one; task once, open.
SIX = [
    *(chosen("effort", verdict) for verdict in ("agree", "agree", "differ")),
    *(chosen("output", verdict) for verdict in ("agree", "open")),
    chosen("task", "open"),
]
OPTIONS = ("effort", "output", "task", "availability")

VERDICTS: list[tuple[str, set[str], set[str], Verdict]] = [
    ("the same choice agrees", {"effort"}, {"effort"}, "agree"),
    ("another choice differs", {"task.lumpsum"}, {"effort"}, "differ"),
    ("the choice among what is level is open", {"effort", "task.lumpsum"}, {"effort"}, "open"),
    ("no choice and nothing level is open", set(), {"effort"}, "open"),
    ("level options without the choice differ", {"task.lumpsum", "task.population"}, {"effort"}, "differ"),
    ("level options that all meet the choice agree", {"lump", "pop"}, {"lump", "pop"}, "agree"),
    ("one of several that would meet the choice agrees", {"lump"}, {"lump", "pop"}, "agree"),
]


@pytest.mark.parametrize(("advised", "real", "verdict"), [v[1:] for v in VERDICTS], ids=[v[0] for v in VERDICTS])
def test_a_verdict(advised: set[str], real: set[str], verdict: Verdict) -> None:
    assert judge(frozenset(advised), frozenset(real)) == verdict


def test_a_measure_that_the_advice_does_not_speak_of_is_open_and_one_that_it_takes_out_differs() -> None:
    advised = Advised(frozenset({"triage"}), against=frozenset({"product_list"}))
    named = frozenset({"triage", "product_list", "process_direction"})
    assert judge_set(advised, named) == {"process_direction": "open", "product_list": "differ", "triage": "agree"}


def test_a_decision_about_several_segments_is_met_where_it_is_met_in_all() -> None:
    assert worst(["agree", "agree"]) == "agree"
    assert worst(["agree", "open"]) == "open"
    assert worst(["open", "differ", "agree"]) == "differ"


def test_balanced_agreement_is_the_mean_over_the_choices_that_occur() -> None:
    assert balanced(SIX) == (Fraction(2, 3) + Fraction(1, 2) + Fraction(0)) / 3 == Fraction(7, 18)
    assert balanced([]) is None


def test_always_the_most_common_choice_agrees_often_and_is_balanced_nowhere() -> None:
    held = most_common(SIX, OPTIONS)
    assert held is not None
    assert (held.answer, held.agree, held.balanced) == ("effort", 3, Fraction(1, 3))


def test_of_choices_that_are_equally_common_the_first_option_is_taken() -> None:
    two = [chosen("task", "open"), chosen("output", "open")]
    for options in (OPTIONS, tuple(reversed(OPTIONS))):
        held = most_common(two, options)
        assert held is not None
        assert held.answer == next(option for option in options if option in ("task", "output"))


def test_a_choice_that_leaves_several_options_is_met_by_each_of_them() -> None:
    loose = Compared("task/availability", frozenset({"task", "availability"}), "open")
    held = most_common([loose, chosen("availability", "open"), chosen("task", "open"), chosen("task", "open")], OPTIONS)
    assert held is not None
    assert (held.answer, held.agree) == ("task", 3)
    assert held.balanced == (Fraction(1) + Fraction(1) + Fraction(0)) / 3


def test_knowing_the_region_only_adds_up_what_is_most_common_in_each() -> None:
    one = [chosen("effort", "open"), chosen("effort", "open"), chosen("task", "open")]
    other = [chosen("task", "open"), chosen("output", "open")]
    assert by_region_name({"one": one, "other": other}, OPTIONS) == 2 + 1


def test_answers_given_beforehand_are_judged_as_the_advice_is() -> None:
    held = predicted("two_rules", ["effort", "effort", "task", "task", "output", "task"], SIX)
    assert held.agree == 2 + 1 + 1
    assert held.balanced == (Fraction(2, 3) + Fraction(1, 2) + Fraction(1)) / 3


FACTS: list[tuple[str, dict[str, int | str | bool], str]] = [
    ("access that differs and stays", {"access.differentiated": True, "access.may_change": False}, "effort"),
    ("access that differs and may change", {"access.differentiated": True, "access.may_change": True}, "task"),
    ("access that differs, whether it may change unknown", {"access.differentiated": True}, "task"),
    ("stated small use", {"use.small": True}, "effort"),
    ("149 clients", {"use.clients": 149}, "effort"),
    ("150 clients", {"use.clients": 150}, "task"),
    ("five percent of clients and of cost", {"use.client_share": 500, "use.cost_share": 500}, "effort"),
    ("five percent of clients and more of cost", {"use.client_share": 500, "use.cost_share": 501}, "task"),
    ("five percent of clients, cost unknown", {"use.client_share": 500}, "task"),
    ("nothing known", {}, "task"),
]


@pytest.mark.parametrize(("facts", "answer"), [f[1:] for f in FACTS], ids=[f[0] for f in FACTS])
def test_the_two_rules(facts: dict[str, int | str | bool], answer: str) -> None:
    assert two_rules(facts) == answer
