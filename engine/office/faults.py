"""What can be wrong with a template, as data: a code of ``template`` in the catalogue, where it stands, and values."""

from dataclasses import dataclass
from typing import Literal

PartName = Literal["package", "text", "header", "footer", "notes", "other"]
_SHOWN = 60


@dataclass(frozen=True)
class Place:
    """Where in a template: the part, which one of its kind, and the paragraph; in a table its row and cell as well.

    All are counted from one; nought means that it does not apply.
    """

    part: PartName
    number: int = 0
    table: int = 0
    row: int = 0
    cell: int = 0
    paragraph: int = 0
    boxed: bool = False
    """in a text box"""


PACKAGE = Place("package")


@dataclass(frozen=True)
class Fault:
    code: str
    place: Place
    values: tuple[tuple[str, str], ...] = ()
    near: str = ""


def fault(code: str, place: Place = PACKAGE, near: str = "", **values: str | int) -> Fault:
    return Fault(code, place, tuple(sorted((name, str(value)) for name, value in values.items())), near)


def shown(text: str) -> str:
    """A found value as a person can read it: without signs that cannot be seen or that turn the direction of text."""
    plain = "".join(c if c.isprintable() else "�" for c in text)
    return plain if len(plain) <= _SHOWN else f"{plain[: _SHOWN - 1]}…"


class UnfitTemplateError(Exception):
    """A template that is not used, with everything that is wrong with it."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{f.code} {f.place} {dict(f.values)}" for f in faults))
