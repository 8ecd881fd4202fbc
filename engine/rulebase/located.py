"""A rule and where it stands."""

from dataclasses import dataclass

from ..reading import Problem
from ..reading.document import Document
from .model import Rule


@dataclass(frozen=True)
class Located:
    """A rule with the file and place it was read from."""

    rule: Rule
    document: Document
    position: int
    topic: str

    @property
    def place(self) -> str:
        """``rules/access.yaml:21``: the file, and the line on which the rule begins."""
        return f"{self.document.file}:{self.document.line(('rules', self.position))}"

    def fault(self, key: str, code: str, **values: object) -> Problem:
        """Something that is wrong with the rule, at one of its keys."""
        return self.document.problem(("rules", self.position, key), code, rule=self.rule.id, **values)
