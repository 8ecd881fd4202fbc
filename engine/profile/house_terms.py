"""Words of the region's own for options: ``lumpsum`` for what the product calls task-based per provider.

Only options and their families can be called otherwise. What the law names keeps its exact form, and no word may stand
for two options, or for another one than the product means by it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from ..reading import Document, Problem
from ..reading.validation import nearest
from .answers import Strict, Text

SHORTEST, LONGEST = 3, 40
PLAIN = re.compile(r"[^\W_](?:[\w\-–'’/&+×. ]*[\w’.])?")
"""letters, digits and the few marks that a name has; nothing that HTML, Markdown, Word or a spreadsheet reads"""


def _plain(value: Any) -> Any:
    if isinstance(value, str) and (
        not SHORTEST <= len(value) <= LONGEST or not PLAIN.fullmatch(value) or not any(c.isalpha() for c in value)
    ):
        values = {"code": "house_term_not_plain", "values": {"least": str(SHORTEST), "most": str(LONGEST)}}
        raise PydanticCustomError("readable", "refused", values)
    return value


Term = Annotated[Text, BeforeValidator(_plain)]


class HouseTerm(Strict):
    """What an option is called here. Without a word in English the product's own stays there."""

    nl: Term = Field(description="the word of the region")
    en: Term | None = Field(None, description="the same in English")

    @model_validator(mode="before")
    @classmethod
    def _dutch_alone(cls, data: Any) -> Any:
        return {"nl": data} if isinstance(data, str) else data


HouseTerms = dict[Annotated[str, Field(max_length=60)], HouseTerm]


@dataclass(frozen=True)
class Names:
    """How the product calls its options: names and synonyms by code, small letters. ``legal`` cannot be called
    otherwise."""

    by_code: Mapping[str, frozenset[str]]
    legal: frozenset[str]


def wrong_terms(document: Document, names: Names) -> Iterator[Problem]:
    """House terms of something that does not exist or that the law names, and words that mean something else."""
    written = document.data.get("house_terms") if isinstance(document.data, dict) else None
    seen: dict[str, str] = {}
    for code, value in written.items() if isinstance(written, dict) else ():
        path = ("house_terms", code)
        if code not in names.by_code:
            free = [name for name in names.by_code if name not in names.legal]
            yield document.problem(path, "house_term_unknown", found=code, near=_nearest(code, free, names))
            continue
        if code in names.legal:
            yield document.problem(path, "house_term_legal", found=code)
        for term in _terms(value):
            word = " ".join(term.split()).lower()
            other = seen.setdefault(word, code)
            if other == code:
                other = next((o for o, held in names.by_code.items() if word in held and not _related(o, code)), code)
            if other != code:
                yield document.problem(path, "house_term_taken", found=term, other=other)


def _terms(value: Any) -> tuple[str, ...]:
    held = tuple(value.values()) if isinstance(value, dict) else (value,)
    return tuple(dict.fromkeys(term for term in held if isinstance(term, str)))


def _related(one: str, other: str) -> bool:
    """The option itself, or an option and its family."""
    return one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")


def _nearest(found: str, free: list[str], names: Names) -> str:
    """The code whose end, name or synonym is most like what was found."""
    said = {word: code for code in reversed(free) for word in (*names.by_code[code], code, code.partition(".")[2])}
    return said.get(nearest(found.lower(), sorted(said)), "")
