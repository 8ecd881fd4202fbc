"""What can go wrong in a command, as data: a code of ``command.errors`` in the catalogue, with its values."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..reading import Problem


class WrongInputError(Exception):
    """Something that the user gave cannot be used. ``near`` is offered as what may have been meant; ``problems`` of the
    user's files are told first."""

    def __init__(
        self, code: str, near: str = "", problems: "Iterable[Problem]" = (), **values: str | int | tuple[str, ...]
    ) -> None:
        super().__init__(code)
        self.code, self.near, self.problems, self.values = code, near, tuple(problems), values


class OurFaultError(Exception):
    """The advice cannot be given for a reason that is ours: a code with values, or the problems of our own files."""

    def __init__(self, code: str, problems: "Iterable[Problem]" = (), **values: str | tuple[str, ...]) -> None:
        super().__init__(code)
        self.code, self.problems, self.values = code, tuple(problems), values
