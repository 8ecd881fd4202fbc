"""What a pilot means for the contract, and growth by pilots: each case beside one that differs in a single fact."""

from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from stuurwijzer.engine.advice import advise
from stuurwijzer.engine.advice.model import Advice
from stuurwijzer.engine.advice.pilot_entries import GrowthEntry
from stuurwijzer.engine.consequences.pilots import Dates, on_contract
from stuurwijzer.engine.profile import load_region
from stuurwijzer.engine.profile.region import RegionProfile
from stuurwijzer.engine.rendering import render
from stuurwijzer.engine.rulebase import load_rulebase
from stuurwijzer.engine.rulebase.model import Needs

START = date(2023, 1, 1)
NO_DATES = Dates(START, None, None)


@cache
def rivierenland() -> RegionProfile:
    return load_region(Path(str(files("stuurwijzer") / "knowledge" / "regions" / "rivierenland-2021.yaml")))


def advice_for(region: RegionProfile) -> Advice:
    return advise(region, load_rulebase())


# RIV-A5-19 (lines 3183-3186): long contracts cannot go with pilots that change lots or duration.
# RIV-A5-20 (lines 3149-3154): a clause may let the municipalities change the funding, so the term stays.
# RIV-6.3-03 (lines 1802-1807): contracts that hang on pilots are flexible and short where needed.
@pytest.mark.parametrize(
    ("needs", "term", "effect"),
    [
        ("own_lot", "term.3+3+3", "in_the_way"),
        ("own_lot", "term.2+options", "breaks"),
        ("own_lot", "term.until_pilot", "follows"),
        ("change_clause", "term.3+3+3", "stays"),
        ("change_clause", "term.until_pilot", "follows"),
        ("new_contract", "term.3+3+3", "new_contract"),
        ("new_contract", "term.strands", "follows"),
        ("own_lot", None, "open"),
        ("change_clause", None, "open"),
    ],
)
def test_what_a_pilot_means_for_a_term(needs: Needs, term: str | None, effect: str) -> None:
    held = on_contract(needs, [("a", term, ())], False, NO_DATES)
    assert [(t.path, t.pattern, t.effect) for t in held.term] == [("a", term, effect)]


@pytest.mark.parametrize(
    ("needs", "wanted"),
    [
        ("change_clause", {"clause.funding_change"}),
        ("own_lot", {"clause.own_lot_for_pilot", "clause.stop_after_pilot"}),
        ("new_contract", {"clause.stop_after_pilot"}),
    ],
)
def test_the_clauses_that_a_pilot_calls_for_are_said_with_where_they_lack(needs: Needs, wanted: set[str]) -> None:
    places = [("with", "term.4", tuple(wanted)), ("without", "term.4", ())]
    held = on_contract(needs, places, False, NO_DATES)
    assert {(c.option, c.taken, c.missing) for c in held.clauses} == {(c, ("with",), ("without",)) for c in wanted}


@pytest.mark.parametrize(
    ("terms", "this_round", "dates", "expected"),
    [
        # three years from 1 January 2023
        (["term.3+3+3"], False, NO_DATES, (date(2026, 1, 1), "first_term")),
        # the shorter of two and four years
        (["term.4", "term.2+options"], False, NO_DATES, (date(2025, 1, 1), "first_term")),
        (["term.4", None], False, NO_DATES, (None, "unknown")),
        (["term.4", "term.until_pilot"], False, NO_DATES, (None, "unknown")),
        (["term.4"], False, Dates(None, None, None), (None, "unknown")),
        (["term.4"], True, Dates(START, date(2022, 5, 1), None), (date(2022, 5, 1), "publication")),
        (["term.4"], False, Dates(START, date(2022, 5, 1), None), (date(2027, 1, 1), "first_term")),
        (["term.4"], True, Dates(START, date(2022, 5, 1), date(2022, 3, 1)), (date(2022, 3, 1), "stated")),
        # 29 February plus three years has no such day
        (["term.3+3+3"], False, Dates(date(2024, 2, 29), None, None), (date(2027, 2, 28), "first_term")),
    ],
    ids=[
        "the end of the first term",
        "the shortest of two terms",
        "unknown where a term is open",
        "unknown where the contract itself waits for the decision",
        "unknown without a start",
        "the publication when it feeds this round",
        "not the publication when it comes too late",
        "a stated day goes first",
        "a leap day",
    ],
)
def test_the_decision_that_a_pilot_has_to_end_before(
    terms: list[str | None], this_round: bool, dates: Dates, expected: tuple[date | None, str]
) -> None:
    held = on_contract("change_clause", [(str(n), term, ()) for n, term in enumerate(terms)], this_round, dates)
    assert (held.ends_before, held.why) == expected


def growth(region: RegionProfile) -> GrowthEntry | None:
    return advice_for(region).growth


def test_rivierenland_grows_by_pilots_and_has_one_with_another_funding() -> None:
    """Lines 1456-1462 choose growth by pilots, 1863-1866 want at least one with another funding than effort."""
    advice = advice_for(rivierenland())
    held = advice.growth
    assert held is not None
    assert (held.least, held.least_stated, held.enough, held.obstacles) == (1, True, True, ())
    assert {p.variant for p in advice.pilots if p.id in held.pilots}.isdisjoint({"funding.effort"})


def test_a_region_that_switches_at_once_has_no_growth_to_speak_of() -> None:
    region = rivierenland()
    board = region.board.model_validate({"change_strategy": "switch_at_once"})
    assert growth(region.model_copy(update={"board": board})) is None


def without_occasion() -> RegionProfile:
    """Rivierenland with its two small segments only, of which no pilot is known."""
    region = rivierenland()
    kept = tuple(s for s in region.segments if s.id in ("wmo-respijtzorg", "jeugd-logeren"))
    return region.model_copy(update={"segments": kept})


def test_growth_without_any_fitting_pilot_is_said_with_the_reason_for_each_segment() -> None:
    advice = advice_for(without_occasion())
    held = advice.growth
    assert held is not None
    assert (held.enough, held.pilots) == (False, ())
    assert {(o.segment, o.why) for o in held.obstacles} == {
        ("wmo-respijtzorg", "no_occasion"),
        ("jeugd-logeren", "no_occasion"),
    }
    assert "er past geen enkele proef" in render(advice, "html", "nl")
    assert "no pilot fits" in render(advice, "md", "en")


def test_more_pilots_wanted_than_there_are_is_not_enough() -> None:
    region = rivierenland()
    planning = region.planning.model_copy(
        update={"pilots_least": region.planning.model_validate({"pilots_least": 9}).pilots_least}
    )
    held = growth(region.model_copy(update={"planning": planning}))
    assert held is not None
    assert (held.least, held.enough) == (9, False)


def test_an_advice_on_one_segment_says_nothing_of_growth_over_the_region() -> None:
    assert advise(rivierenland(), load_rulebase(), only="wmo-begeleiding").growth is None


def test_the_annex_says_what_each_pilot_means_for_the_contracts() -> None:
    text = render(advice_for(rivierenland()), "md", "nl")
    assert "Wat proeven voor de contracten betekenen" in text
    assert "In dit advies: eigen perceel voor de proef en stoprecht na de proef." in text
