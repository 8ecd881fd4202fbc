"""The library and the accounts of its passages, opened for a command."""

import json
from typing import Any

from ..knowledge.accounts import Accounts, open_accounts
from ..knowledge.library import Library, load_library
from ..reading import ProblemsFoundError
from .faults import OurFaultError


def library() -> Library:
    """The knowledge of the package. Raises OurFaultError: its problems are no fault of who asks."""
    try:
        return load_library()
    except ProblemsFoundError as error:
        raise OurFaultError("knowledge", error.problems) from None


def accounts() -> Accounts:
    """What uses each passage. Raises OurFaultError."""
    try:
        return open_accounts(library())
    except ProblemsFoundError as error:
        raise OurFaultError("knowledge", error.problems) from None


def as_json(value: Any) -> str:
    """Readable JSON with the keys in the order given, for people and programs alike."""
    return json.dumps(value, ensure_ascii=False, indent=2)
