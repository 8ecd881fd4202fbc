"""One form of the same data: sorted keys, UTF-8, no insignificant space; what digests and comparisons use."""

import hashlib
import json
from typing import Any

from pydantic import BaseModel


def canonical(value: BaseModel | Any) -> bytes:
    """The bytes of a model or of plain data. Raises TypeError on a float in plain data: the product holds none.

    The models themselves have no field that takes a float (a test reads their schema), so they are not searched.
    """
    if isinstance(value, BaseModel):
        plain = value.model_dump(mode="json")
    else:
        plain = value
        _refuse_floats(plain)
    return json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def digest(value: BaseModel | Any) -> str:
    """SHA-256 of the canonical form."""
    return hashlib.sha256(canonical(value)).hexdigest()


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError(f"a float in canonical data: {value!r}")
    if isinstance(value, dict):
        for held in value.values():
            _refuse_floats(held)
    elif isinstance(value, list | tuple):
        for held in value:
            _refuse_floats(held)
