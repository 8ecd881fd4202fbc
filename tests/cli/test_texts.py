"""The command line has a word for everything that the engine can say, the same in both languages."""

import re
import typing
from collections.abc import Iterable
from typing import Any, Literal, get_args

import pytest

from stuurwijzer.engine.decision.instrument import DecidedAt, Removal
from stuurwijzer.engine.decision.readiness import State, Status
from stuurwijzer.engine.profile.region import OwnerRole
from stuurwijzer.engine.rendering import load_catalogue
from stuurwijzer.engine.rulebase import model
from stuurwijzer.engine.rulebase.model import Advise, Class, Evidence, Ground, Step, Strength
from stuurwijzer.engine.rulebase.plan import NotInForce

LANGUAGES: tuple[Literal["nl", "en"], ...] = ("nl", "en")
PLACE = re.compile(r"\{([a-z_0-9]+)")


def literals(owner: Any, field: str) -> Iterable[str]:
    return get_args(typing.get_type_hints(owner)[field])


KINDS = [get_args(rule.model_fields["kind"].annotation)[0] for rule in get_args(get_args(model.Rule)[0])]
WORDS: dict[str, Iterable[str]] = {
    "command.decided_at": get_args(DecidedAt),
    "command.fell": literals(Removal, "step"),
    "command.status": get_args(Status),
    "command.state": get_args(State),
    "command.class": get_args(Class),
    "command.step": get_args(Step),
    "command.strength": get_args(Strength),
    "command.evidence": get_args(Evidence),
    "command.ground": get_args(Ground),
    "command.kind": KINDS,
    "command.what": get_args(Advise.model_fields["what"].annotation),
    "command.not_in_force": literals(NotInForce, "reason"),
    "roles": get_args(OwnerRole),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("group", WORDS)
def test_every_code_of_the_engine_has_a_word(group: str, language: Literal["nl", "en"]) -> None:
    assert set(load_catalogue(language).under(group)) == set(WORDS[group])


def test_both_languages_have_the_same_texts_with_the_same_places() -> None:
    dutch, english = (
        {code: set(PLACE.findall(text)) for code, text in load_catalogue(language).under("command").items()}
        for language in LANGUAGES
    )
    assert dutch == english
