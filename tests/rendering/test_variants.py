"""Advices that the reference regions do not happen to give: each is put into words as well."""

from collections.abc import Callable

import pytest

from stuurwijzer.engine.advice.choice_entries import Confidence, FormFirstEntry, MoveEntry, RangeEntry, RestsOn
from stuurwijzer.engine.advice.entries import DissentEntry, Said
from stuurwijzer.engine.advice.model import Advice, ParameterUsed, SegmentAdvice
from stuurwijzer.engine.knowledge.options import Both
from stuurwijzer.engine.rendering import render

from .conftest import advice_for
from .page import by_id, page, words_of

REGION = "rivierenland-2021"
Change = Callable[[SegmentAdvice], SegmentAdvice]


def changed(change: Change, advice: Advice | None = None) -> Advice:
    """The reference advice with its first segment changed."""
    advice = advice or advice_for(REGION)
    return advice.model_copy(update={"segments": (change(advice.segments[0]), *advice.segments[1:])})


def sheet(advice: Advice, language: str = "nl") -> str:
    root = page(render(advice, "html", "nl" if language == "nl" else "en"))
    return words_of(by_id(root, advice.segments[0].id).text)


def updated(**values: object) -> Change:
    return lambda segment: segment.model_copy(update=values)


def both(text: str) -> Both:
    return Both(nl=text, en=text)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("sentence_extend", "verleng de huidige contracten"),
        ("sentence_separate_track", "houd dit segment buiten deze ronde"),
        ("sentence_supra_regional", "koop dit segment samen met andere regio's in"),
        ("sentence_lapse", "koop dit segment niet opnieuw in en leg een overgangsregeling vast"),
    ],
)
def test_a_segment_that_is_not_bought_now_is_said_so(code: str, said: str) -> None:
    values = advice_for(REGION).segments[0].sentence.values
    text = sheet(changed(updated(sentence=Said(code=code, values=values))))
    assert f"Advies. Besluit vóór 1 april 2022 (PFO): {said}" in text


@pytest.mark.parametrize(
    ("fallback", "said"),
    [
        (Said(code="fallback_buy_here", values={"present": ""}), "Anders: koop het alsnog in deze ronde"),
        (Said(code="fallback_stay", values={"present": ""}), "Anders: blijf betalen zoals nu, tot het antwoord er is."),
        (
            Said(code="fallback_next", values={"present": "", "next": "funding.task.lumpsum"}),
            "Anders: kies dan taakgericht per aanbieder.",
        ),
        (
            Said(code="fallback_without_pilot", values={"present": ""}),
            "Anders: ligt er op 1 april 2022 geen meetplan voor de proef, begin dan zonder proef.",
        ),
        (
            Said(code="fallback_none", values={"present": ""}),
            "Anders: zonder besluit vóór 1 april 2022 haalt dit segment de publicatie van 1 mei 2022 niet.",
        ),
    ],
)
def test_every_else_is_a_sentence(fallback: Said, said: str) -> None:
    assert said in sheet(changed(updated(fallback=fallback)))


def test_level_options_are_a_question_first() -> None:
    def level(segment: SegmentAdvice) -> SegmentAdvice:
        ties = ("funding.effort", "funding.output")
        funding = segment.decisions["funding"].model_copy(update={"chosen": None, "taken": (), "ties": ties})
        unknown = segment.unknowns[0].model_copy(update={"field": "use.small", "changes": ("funding",)})
        return segment.model_copy(
            update={
                "sentence": Said(code="sentence_find_out_first", values={"questions": ("use.small",), "ties": ties}),
                "fallback": Said(code="fallback_stay", values={"present": "funding.effort"}),
                "funding": segment.funding.model_copy(update={"now": None}),
                "decisions": segment.decisions | {"funding": funding},
                "ties": (segment.ties[0].model_copy(update={"instrument": "funding", "options": ties}),),
                "unknowns": (unknown,),
            }
        )

    text = sheet(changed(level))
    assert "Beantwoord vóór 1 april 2022 eerst vraag 1 (is dit een kleine groep die zelden hulp krijgt?)" in text
    assert "kies daarna tussen inspanningsgericht en outputgericht." in text
    assert "Anders: blijf betalen zoals nu, per geleverde inzet, tot het antwoord er is." in text


def test_a_choice_that_nothing_separates_is_left_to_the_board() -> None:
    def level(segment: SegmentAdvice) -> SegmentAdvice:
        ties = ("funding.effort", "funding.output")
        tie = segment.ties[0].model_copy(update={"instrument": "funding", "options": ties})
        values: dict[str, str | int | tuple[str, ...]] = {"questions": (), "ties": ties}
        return segment.model_copy(
            update={"sentence": Said(code="sentence_find_out_first", values=values), "ties": (tie,), "unknowns": ()}
        )

    assert "kies zelf tussen inspanningsgericht en outputgericht; feiten en bronnen scheiden ze niet." in sheet(
        changed(level)
    )


def test_where_nothing_is_possible_the_conditions_come_first() -> None:
    nothing = Said(code="sentence_find_out_first", values={"questions": (), "ties": ()})
    assert "zoals het nu staat, is geen bekostiging mogelijk" in sheet(changed(updated(sentence=nothing, ties=())))


def test_parts_that_differ_have_a_sentence_each() -> None:
    advice = advice_for(REGION)
    segment = next(s for s in advice.segments if s.parts)
    first, *rest = segment.parts
    own = first.model_copy(update={"sentence": Said(code="sentence_lapse", values=first.sentence.values)})
    one = advice.model_copy(update={"segments": (segment.model_copy(update={"parts": (own, *rest)}),)})
    text = sheet(one)
    assert "Advies. Beslis over dit segment in twee onderdelen:" in text
    assert f"A. {first.name}: Besluit" in text


def test_a_range_shows_what_set_each_end_and_what_another_value_would_do() -> None:
    low: dict[str, str | int | tuple[str, ...]] = {"field": "market.choice_per_area", "given": 2, "value": 12, "own": 1}
    high: dict[str, str | int | tuple[str, ...]] = {"field": "market.smallest_workable", "given": 25, "value": 66}
    held = RangeEntry(
        low=12,
        high=66,
        set_by=(
            Said(code="range_low", values=low | {"other_given": 3, "other_value": 18}),
            Said(code="range_high", values=high | {"own": 0, "other_given": 50, "other_value": 33}),
        ),
    )
    reasoning = Said(code="range_computed", values={"left_out": ("market.carried_contracts",)})
    update = {"contracts": held, "delivering": held, "reasoning": reasoning}
    providers = advice_for(REGION).segments[0].providers.model_copy(update=update)
    text = sheet(changed(updated(providers=providers)))
    assert "Van 12 tot 66 contracten, elk met één aanbieder." in text
    assert "Onder: keuze per gebied 2, dus 12 (bij 3: 18) ◇." in text
    assert "Boven: kleinste werkbare aantal cliënten per aanbieder 25, dus 66 (bij 50: 33)." in text
    assert "Niet meegeteld, want onbekend: draagkracht van het team." in text


def test_a_wish_about_the_form_that_was_left_unheard_is_said() -> None:
    wished = FormFirstEntry(form="form.open_house", funding="funding.output", wishes=("free_choice",))
    form = advice_for(REGION).segments[0].form.model_copy(update={"wished_first": (wished,)})
    text = sheet(changed(updated(form=form)))
    assert "Was eerst over de vorm beslist, dan gaf uw wens (vrije keuze van inwoners) open house, met" in text


def test_several_providers_under_one_contract_are_counted_as_providers() -> None:
    values: dict[str, str | int | tuple[str, ...]] = {"field": "market.providers", "given": 40, "value": 40, "own": 0}
    held = RangeEntry(low=12, high=40, set_by=(Said(code="range_high", values=values),))
    reasoning = Said(code="range_shared_contract", values={"structure": "structure.combination", "left_out": ()})
    update = {"contracts": None, "delivering": held, "reasoning": reasoning}
    providers = advice_for(REGION).segments[0].providers.model_copy(update=update)
    text = sheet(changed(updated(providers=providers)))
    assert "Van 12 tot 40 aanbieders die leveren. Boven: 40, zoveel als nu (aanbieders)." in text


def test_a_range_that_excludes_itself_names_both_ends() -> None:
    values: dict[str, str | int | tuple[str, ...]] = {
        "low": 20,
        "low_by": "market.choice_per_area",
        "high": 8,
        "high_by": "market.carried_contracts",
        "own": 1,
    }
    providers = (
        advice_for(REGION)
        .segments[0]
        .providers.model_copy(
            update={"contracts": None, "delivering": None, "reasoning": Said(code="range_empty", values=values)}
        )
    )
    text = sheet(changed(updated(providers=providers)))
    assert "De ondergrens is 20 (keuze per gebied) en de bovengrens 8 (contracten die het team kan dragen) ◇." in text


def test_an_unknown_amount_in_the_test_on_the_figures_stays_unknown() -> None:
    move = MoveEntry(
        contracts=10, share_kept=6489, measured=True, clients_move=None, spend_moves=None, clients_per_contract=None
    )
    providers = advice_for(REGION).segments[0].providers.model_copy(update={"moves": (move,)})
    root = page(render(changed(updated(providers=providers)), "html", "nl"))
    row = by_id(root, f"{advice_for(REGION).segments[0].id}-mix").all("table")[-1].all("tbody")[0].all("tr")[0]
    assert [words_of(td.text) for td in row.all("td")] == ["64,89 % (gemeten)", "?", "?", "?"]


def test_what_is_usual_is_marked_under_the_picture() -> None:
    def usual(name: str, value: int) -> ParameterUsed:
        return ParameterUsed(
            id=name,
            value=value,
            quantity="share",
            judgement="source",
            unit=None,
            state=None,
            entered=None,
            passages=(),
            meaning=both("grens"),
            reason=both("bron"),
        )

    limits = tuple(
        usual(*held)
        for held in (("market.top3_usual_low", 3000), ("market.top3_usual_high", 4000), ("market.top10_usual", 6500))
    )
    advice = advice_for(REGION)
    others = tuple(p for p in advice.parameters if not p.id.startswith(("market.top3_usual", "market.top10_usual")))
    advice = advice.model_copy(update={"parameters": (*others, *limits)})
    root = page(render(advice, "html", "nl"))
    picture = by_id(root, advice.segments[0].id).all("svg")[0]
    assert "leveren 32,46 %, zoals gebruikelijk (30 tot 40 %)." in words_of(picture.all("title")[0].text)
    marks = {int(line.attributes["points"].partition(",")[0]) for line in picture.all("polyline")}
    assert {10 + share * 6_980 // 10_000 for share in (3_000, 4_000, 6_500)} <= marks
    told = words_of(picture.all("desc")[0].text)
    assert "gebruikelijk, top 3: 30 % tot 40 %." in told
    assert "gebruikelijk, top 10: 65 %." in told


def test_a_flip_shows_what_becomes_of_the_choice() -> None:
    rests = (
        RestsOn(field="use.small", why="unknown", value="true", becomes="funding.output", limit=None),
        RestsOn(field="use.clients", why="near_limit", value="149", becomes=None, limit="volume.small_clients"),
        RestsOn(field="care.complexity", why="judged", value="high", becomes="funding.output", limit=None),
    )
    first = advice_for(REGION).segments[0]
    held = Confidence(word="open", own_reading=False, rests_on=rests)
    text = sheet(changed(updated(confidence=first.confidence.model_copy(update={"funding": held}))))
    assert "Kleine, zelden geïndiceerde groep: ja → bekostiging: outputgericht." in text
    assert (
        "Cliënten: 149 (grens: kleinste omvang waarbij een vast budget nog werkt ◇) → bekostiging wordt open." in text
    )
    assert "Complexiteit: hoog (nu onze eigen lezing ◇) → bekostiging: outputgericht." in text


PAIR = DissentEntry(
    rule="funding.a",
    text=both("De ene bron zegt ja."),
    passages=(),
    against="funding.b",
    against_text=both("De andere zegt nee."),
    against_passages=(),
    type="contradiction",
    weighed="second",
    law=None,
)


def test_only_one_side_of_a_contradiction_may_weigh() -> None:
    text = sheet(changed(updated(dissent=(PAIR,), parts=())))
    assert "De ene bron zegt ja. Daartegenover: De andere zegt nee. De tweede weegt hier mee." in text


def test_a_contradiction_says_how_the_sources_differ_and_which_side_is_law() -> None:
    pair = PAIR.model_copy(update={"type": "different_choice", "weighed": "both", "law": "second"})
    advice = changed(updated(dissent=(pair,), parts=()))
    said = "De ene bron zegt ja. Elders koos men anders: De andere zegt nee. De tweede is recht en gaat voor."
    assert said in sheet(advice)
    annex = words_of(by_id(page(render(advice, "html", "nl")), "argumenten-tegenspraak").text)
    assert "andere keuze; de tweede is recht" in annex


def test_the_same_contradiction_of_two_options_is_told_once() -> None:
    advice = advice_for(REGION)
    pair = advice.segments[0].dissent[0]
    again = pair.model_copy(update={"rule": "funding.other"})
    root = page(render(changed(updated(dissent=(pair, again), parts=()), advice), "html", "nl"))
    rows = [words_of(row.text) for row in by_id(root, "argumenten-tegenspraak").all("tr")]
    assert sum(words_of(pair.text.nl) in row and words_of(pair.against_text.nl) in row for row in rows) == 1
    assert words_of(by_id(root, advice.segments[0].id).text).count(words_of(pair.against_text.nl)) == 1


@pytest.mark.parametrize(
    ("feeds", "carried", "said"),
    [
        ("this_round", True, "De uitkomst kan deze ronde nog voeden."),
        ("unknown", True, "Of de uitkomst op tijd komt, is onbekend."),
        ("next_decision", False, "Het is meer dan de regio naast de aanbesteding kan dragen."),
    ],
)
def test_a_pilot_says_whether_it_comes_in_time_and_is_carried(feeds: str, carried: bool, said: str) -> None:
    advice = advice_for(REGION)
    pilots = tuple(p.model_copy(update={"feeds": feeds, "carried": carried}) for p in advice.pilots)
    advice = advice.model_copy(update={"pilots": pilots})
    root = page(render(advice, "html", "nl"))
    segment = next(s for s in advice.segments if s.funding.pilot)
    assert said in words_of(by_id(root, f"{segment.id}-gevolgen").text)


def test_a_severe_risk_without_a_measure_is_said_so() -> None:
    first = advice_for(REGION).segments[0]
    risk = next(c for c in first.consequences if c.what == "risk")
    severe = risk.model_copy(update={"rule": "risk.severe", "severe": True, "measure": None, "passages": ()})
    text = sheet(changed(updated(consequences=(severe, *first.consequences))))
    assert f"{risk.text.nl.removesuffix('.')} (ernstig)" in text
    assert "geen maatregel bekend" in text


def test_a_region_without_dates_and_owners_still_gets_sentences() -> None:
    advice = advice_for(REGION)
    nothing: dict[str, object] = {
        "start": None,
        "decisions_before": None,
        "publication": None,
        "addressee": None,
        "owners": {},
    }
    bare_region = advice.region.model_copy(update=nothing)
    undated = changed(
        updated(fallback=Said(code="fallback_none", values={"present": ""})),
        advice.model_copy(update={"region": bare_region}),
    )
    text = sheet(undated)
    assert "Advies. Besluit (het bestuur): koop opnieuw in met een aanbesteding" in text
    assert "Anders: zonder besluit blijven de huidige contracten gelden tot zij aflopen." in text


def test_mixed_funding_is_said_for_the_region() -> None:
    values: dict[str, str | int | tuple[str, ...]] = {
        "segments": 8,
        "open": 1,
        "funding": "",
        "form": "form.tender",
        "pilots": 0,
        "variants": ("funding.effort=5", "funding.output=2"),
    }
    advice = advice_for(REGION).model_copy(update={"sentence": Said(code="region_mixed", values=values)})
    root = page(render(advice, "html", "nl"))
    text = words_of(by_id(root, "regio").text)
    assert "bekostig vijf segmenten inspanningsgericht, bekostig twee segmenten outputgericht en houd" in text
