"""What a record holds. Its keys are an interface: a record is read again years later.

The *body* is what a record says and what its digest is over: the same on every Python and with every evaluator.
*Written with* stands beside it, under a digest of its own: what happened to be used, which is information and no part
of what is called the same.
"""

import re
from datetime import date
from hashlib import sha256
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from ..profile.answers import DATE, Id, Strict, Text

FORMAT = 1
KIND = "stuurwijzer-record"
LONGEST_CHAIN = 1_000
MOST_FILES = 400
MOST_MODULES = 2_000
MOST_OVERRIDES = 2_000
KEPT_NAME = re.compile(r"(rules|knowledge)(/[a-z0-9][a-z0-9-]*)?/[a-z0-9][a-z0-9.-]*\.yaml\Z")
"""what a file in a record may be called; nothing else is ever written to a folder"""


def _a_name(value: Any) -> Any:
    if not isinstance(value, str) or not KEPT_NAME.match(value):
        raise ValueError("a name that no file of rules or knowledge has")
    return value


def digest_of(text: str) -> str:
    """SHA-256 of a text as it stands in a file."""
    return sha256(text.encode()).hexdigest()


Sha = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
KeptName = Annotated[str, BeforeValidator(_a_name)]
Module = Annotated[str, Field(pattern=r"^[a-z0-9_/]+\.py$", max_length=120)]
Version = Annotated[str, Field(pattern=r"^[0-9A-Za-z.+!-]{1,40}$")]
Word = Annotated[str, Field(pattern=r"^[0-9A-Za-z._-]{1,40}$")]


class Kept(Strict):
    """The text of a file and its digest."""

    sha256: Sha
    text: str


class RegionFile(Kept):
    """The region file, with its name and not where it stood."""

    name: Text


class EngineStamp(Strict):
    """Which engine made the advice: its version, and its own code by module, so that no change of it goes unseen."""

    version: Version
    sha256: Sha
    """over ``modules``"""
    modules: Annotated[dict[Module, Sha], Field(max_length=MOST_MODULES)]


class SetByHand(Strict):
    """A choice that a person set against the advice, where it stands and for which segment or part it holds.

    Apart from the entry of the advice that it is taken from: a record of years ago is read by its format alone.
    """

    path: str
    segment: str
    instrument: str
    option: str
    advised: str | None
    reason: str
    by: str
    on: str


class Body(Strict):
    """What a record says."""

    kind: Literal["stuurwijzer-record"]
    format: Literal[1]
    case: Id
    """id of the region and the round; all records of a chain are of one case"""
    number: Annotated[int, Field(ge=1, le=LONGEST_CHAIN)]
    """place in the chain, the first is 1"""
    before: Sha | None
    """digest of the record before this one"""
    as_of: Annotated[date, DATE]
    segment: Id | None
    """the advice was asked for this segment only"""
    region: RegionFile
    files: Annotated[dict[KeptName, Kept], Field(max_length=MOST_FILES)]
    """rules, knowledge and parameters, as they were read"""
    engine: EngineStamp
    overrides: Annotated[tuple[SetByHand, ...], Field(max_length=MOST_OVERRIDES)]
    advice: dict[str, Any]
    advice_sha256: Sha
    """the digest that every paper prints"""


class WrittenWith(Strict):
    """What happened to be used: information, and no part of what is compared."""

    evaluator: Word
    python: Version
    libraries: Annotated[dict[Word, Version], Field(max_length=20)]
