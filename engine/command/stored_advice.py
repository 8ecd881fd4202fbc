"""An advice that was kept, as JSON or in a decision record, to hold a change of the rules against."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from ..advice import Advice
from ..comparison.readings import Reading, readings_of
from ..reading import Document
from ..reading.document import parse_document
from ..record.seal import LARGEST, START, AlteredError, opened
from .faults import WrongInputError


@dataclass(frozen=True)
class StoredAdvice:
    """What it says of each segment and part, of which region on which day. ``file`` is the region file, where it is
    kept as well: a record has it, an advice has not."""

    region: str
    as_of: date
    readings: Mapping[str, Reading]
    file: Document | None


def stored_advice(path: Path) -> StoredAdvice:
    """Read an advice or a record. Raises WrongInputError, and ProblemsFoundError on the region file in a record."""
    content = _content(path)
    if not content.startswith(START):
        return _stored(_advice(content, path), None)
    try:
        body = opened(content).body
    except AlteredError:
        raise WrongInputError("stored_altered", path=str(path)) from None
    advice = _advice_of(body.advice, path)
    return _stored(advice, parse_document(body.region.text, f"{path}:{body.region.name}"))


def _stored(advice: Advice, file: Document | None) -> StoredAdvice:
    return StoredAdvice(advice.region.id, date.fromisoformat(advice.as_of), readings_of(advice), file)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except OSError as error:
        raise WrongInputError("advice_unreadable", path=str(path), reason=error.strerror or str(error)) from None
    if len(content) > LARGEST:
        raise WrongInputError("advice_too_large", path=str(path), most=str(LARGEST // 1_000_000))
    return content


def _advice(content: bytes, path: Path) -> Advice:
    try:
        return Advice.model_validate_json(content)
    except ValidationError as error:
        raise _not_an_advice(error, path) from None


def _advice_of(data: object, path: Path) -> Advice:
    try:
        return Advice.model_validate(data)
    except ValidationError as error:
        raise _not_an_advice(error, path) from None


def _not_an_advice(error: ValidationError, path: Path) -> WrongInputError:
    first = error.errors(include_url=False, include_input=False)[0]
    place = "/".join(map(str, first["loc"])) or "?"
    return WrongInputError("not_an_advice", path=str(path), place=place, reason=first["msg"])
