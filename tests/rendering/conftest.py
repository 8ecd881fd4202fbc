"""Advices to render: the reference regions, and one of which almost nothing is known."""

from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from stuurwijzer.engine.advice import advise
from stuurwijzer.engine.advice.model import Advice
from stuurwijzer.engine.profile import load_region
from stuurwijzer.engine.rendering import Form, render
from stuurwijzer.engine.rendering.numbers import Language
from stuurwijzer.engine.rulebase import Rulebase, load_rulebase

REGIONS = ("rivierenland-2021", "achterhoek-2021", "hart-van-brabant-2021")
LANGUAGES: tuple[Language, ...] = ("nl", "en")


@cache
def rule_base() -> Rulebase:
    return load_rulebase()


@cache
def advice_for(region: str) -> Advice:
    path = Path(str(files("stuurwijzer") / "knowledge" / "regions" / f"{region}.yaml"))
    return advise(load_region(path), rule_base())


@cache
def rendered(region: str, form: Form, language: Language) -> str:
    return render(advice_for(region), form, language)


@pytest.fixture(params=REGIONS)
def region(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def bare(advice: Advice) -> Advice:
    """The same advice with nothing known of its segments: no figures, market, arguments or consequences."""
    nothing: dict[str, object] = {
        "arguments": (),
        "dissent": (),
        "excluded": (),
        "unknowns": (),
        "consequences": (),
        "without_given": (),
        "findings": (),
        "parts": (),
    }
    segments = tuple(
        segment.model_copy(
            update=nothing
            | {
                "figures": tuple(f.model_copy(update={"value": None, "basis": None}) for f in segment.figures),
                "market": segment.market.model_copy(update={"groups": (), "hhi": None}),
                "providers": segment.providers.model_copy(update={"moves": ()}),
                "preconditions": (),
            }
        )
        for segment in advice.segments
    )
    emptied = {"pilots": (), "postures": (), "first_questions": (), "given": (), "sources": (), "parameters": ()}
    return advice.model_copy(update={"segments": segments, "findings": (), **emptied})
