"""All that came of counting declarations, as it may be told."""

from dataclasses import dataclass

from .figures import Market
from .findings_model import Finding
from .mapping import Mapping
from .reading import FileRead, Refused


@dataclass(frozen=True)
class Counted:
    """What may be told about declarations: nothing in it has to be held back any more."""

    mapping: Mapping
    files: tuple[FileRead, ...]
    refused: tuple[Refused, ...]
    market: Market
    findings: tuple[Finding, ...]
    year: int
