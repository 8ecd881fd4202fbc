"""The library and the accounts of its passages, opened for a command."""

import json
from typing import TYPE_CHECKING, Any

from ..reading import ProblemsFoundError
from .faults import OurFaultError

if TYPE_CHECKING:
    from ..knowledge.accounts import Accounts
    from ..knowledge.library import Library


def library() -> "Library":
    """The knowledge of the package. Raises OurFaultError: its problems are no fault of who asks."""
    from ..knowledge.library import load_library

    try:
        return load_library()
    except ProblemsFoundError as error:
        raise OurFaultError("knowledge", error.problems) from None


def accounts() -> "Accounts":
    """What uses each passage. Raises OurFaultError."""
    from ..knowledge.accounts import open_accounts

    try:
        return open_accounts(library())
    except ProblemsFoundError as error:
        raise OurFaultError("knowledge", error.problems) from None


def as_json(value: Any) -> str:
    """Readable JSON with the keys in the order given, for people and programs alike."""
    return json.dumps(value, ensure_ascii=False, indent=2)
