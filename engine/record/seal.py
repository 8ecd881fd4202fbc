"""The bytes of a record: sealed when it is written, and opened only when nothing in it was changed.

A file is one line of canonical JSON: ``{"record":…,"record_sha256":"…","written_with":…,"written_with_sha256":"…"}``.
The digests are over the bytes between, so that a changed byte shows before anything is parsed; what was changed is then
looked for in the parts, each of which has a digest of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from pydantic import ValidationError

from ..advice.canonical import canonical, digest
from .model import Body, WrittenWith, digest_of
from .strict_json import RefusedError, parse

LARGEST = 60_000_000
"""bytes; a record of twenty segments is under a fifth of this"""
START = b'{"record":'
_END = re.compile(
    rb',"record_sha256":"([0-9a-f]{64})","written_with":(\{[^\n]{1,3000}\}|null),"written_with_sha256":"([0-9a-f]{64})"\}\n\Z'
)
_END_FITS_IN = 3_400


@dataclass(frozen=True, order=True)
class Fault:
    """Something in a record that is not as it was written: a code of ``record.altered`` and what it is about."""

    code: str
    found: str = ""


class AlteredError(Exception):
    """A file is no record, or one that was changed after it was written."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(f"{fault.code} {fault.found}" for fault in faults))
        self.faults = faults


@dataclass(frozen=True)
class Opened:
    """A record of which the seal holds, with its digest: the head of a chain that ends with it."""

    digest: str
    body: Body
    written_with: WrittenWith | None


def sealed(body: Body, written_with: WrittenWith | None) -> bytes:
    """The bytes of a record."""
    inner, beside = canonical(body), b"null" if written_with is None else canonical(written_with)
    return b"".join(
        (
            START,
            inner,
            b',"record_sha256":"',
            sha256(inner).hexdigest().encode(),
            b'","written_with":',
            beside,
            b',"written_with_sha256":"',
            sha256(beside).hexdigest().encode(),
            b'"}\n',
        )
    )


def holds(content: bytes) -> bool:
    """Whether the seal of a file holds: nothing between its first and its last byte was changed."""
    return _parts(content) is not None


def opened(content: bytes) -> Opened:
    """The record in a file. Raises AlteredError with everything that is found to be changed."""
    if len(content) > LARGEST:
        raise AlteredError(Fault("too_large", str(LARGEST // 1_000_000)))
    parts = _parts(content)
    if parts is None:
        raise AlteredError(*_what_changed(content))
    inner, beside = parts
    try:
        data, used = parse(inner), parse(beside)
        body = Body.model_validate(data)
        written_with = None if used is None else WrittenWith.model_validate(used)
    except RefusedError as error:
        raise AlteredError(Fault(error.code, error.found)) from None
    except ValidationError as error:
        raise AlteredError(*(Fault("shape", _path(held["loc"])) for held in error.errors()[:10])) from None
    faults = [*_differing(data)]
    if sealed(body, written_with) != content:
        faults.append(Fault("not_canonical"))
    if faults:
        raise AlteredError(*faults)
    return Opened(sha256(inner).hexdigest(), body, written_with)


def _parts(content: bytes) -> tuple[bytes, bytes] | None:
    """The bytes of the body and of what stands beside it, when both seals hold."""
    tail = content[-_END_FITS_IN:]
    end = _END.search(tail)
    if end is None or not content.startswith(START):
        return None
    inner = content[len(START) : len(content) - len(tail) + end.start()]
    seals = (sha256(inner).hexdigest().encode(), sha256(end[2]).hexdigest().encode())
    return (inner, end[2]) if seals == (end[1], end[3]) else None


# What was changed


def _what_changed(content: bytes) -> tuple[Fault, ...]:
    """The parts that no longer have their digest; when all of them have, the change lies between them."""
    try:
        data = parse(content)
    except RefusedError as error:
        return (Fault(error.code, error.found),)
    body = data.get("record") if isinstance(data, dict) else None
    if not isinstance(body, dict) or body.get("kind") != "stuurwijzer-record":
        return (Fault("not_a_record"),)
    return tuple(_differing(body)) or (Fault("seal"),)


def _differing(body: dict[str, Any]) -> Iterator[Fault]:
    """Parts of a body of any shape that do not have the digest that stands with them."""
    region, files, engine = body.get("region"), body.get("files"), body.get("engine")
    if not _fits(region):
        yield Fault("region", str(region.get("name", "")) if isinstance(region, dict) else "")
    for name, kept in files.items() if isinstance(files, dict) else ():
        if not _fits(kept):
            yield Fault("file", str(name))
    if not isinstance(engine, dict) or _digest(engine.get("modules")) != engine.get("sha256"):
        yield Fault("engine")
    advice = body.get("advice")
    if _digest(advice) != body.get("advice_sha256"):
        yield Fault("advice")
    if body.get("overrides") != overrides_in(advice):
        yield Fault("overrides")


def _fits(kept: Any) -> bool:
    text = kept.get("text") if isinstance(kept, dict) else None
    try:
        return isinstance(text, str) and digest_of(text) == kept.get("sha256")
    except UnicodeEncodeError:  # half of a pair: no text of a file
        return False


def _digest(data: Any) -> str:
    try:
        return digest(data)
    except (TypeError, UnicodeEncodeError):
        return ""


OF_AN_OVERRIDE = ("path", "segment", "instrument", "option", "advised", "reason", "by", "on")


def overrides_in(advice: Any) -> list[dict[str, Any]]:
    """What people set, as an advice as plain data says it."""
    segments = advice.get("segments") if isinstance(advice, dict) else None
    bodies = [s for s in segments if isinstance(s, dict)] if isinstance(segments, list) else []
    bodies = [b for s in bodies for b in (s, *(p for p in _list(s.get("parts")) if isinstance(p, dict)))]
    held = [o for b in bodies for o in _list(b.get("overrides")) if isinstance(o, dict)]
    return [{key: override.get(key) for key in OF_AN_OVERRIDE} for override in held]


def _list(held: Any) -> list[Any]:
    return held if isinstance(held, list) else []


def _path(loc: tuple[str | int, ...]) -> str:
    return "/".join(str(part)[:80] for part in loc)
