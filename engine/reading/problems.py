"""A problem is data: a code, a place and values. It is put into words once, by the catalogue of reader's text."""

from collections.abc import Iterable
from dataclasses import dataclass, field

Path = tuple[str | int, ...]


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong with a file.

    ``code`` is a key of ``problems`` in ``templates/text``; ``path`` is where in the document (``segments/0/market``),
    ``line`` is 1-based and 0 when the file as a whole is meant. ``values`` fill the sentence of the code. In a workbook
    ``cell`` is the place (``Region!C14``), and ``line`` only orders.
    """

    file: str
    line: int
    path: str
    code: str
    values: tuple[tuple[str, str], ...] = field(default=())
    cell: str = ""

    @property
    def place(self) -> str:
        """The file, with the line or the cell where there is one."""
        where = self.cell or self.line
        return f"{self.file}:{where}" if where else self.file

    @staticmethod
    def at(file: str, line: int, path: Path, code: str, **values: object) -> "Problem":
        """Make a problem; values become text here, so that a problem can be compared, sorted and printed."""
        texts = {k: str(v) if k == "expected" else shown(v) for k, v in values.items()}  # what is expected is ours
        return Problem(file, line, path_text(path), code, tuple(sorted(texts.items())))


class ProblemsFoundError(Exception):
    """Everything that is wrong with the files read, in the order of the files and their lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("; ".join(f"{p.place} {p.path} {p.code} {dict(p.values)}" for p in self.problems))


def path_text(path: Path) -> str:
    return "/".join(shown(part) for part in path)


SHOWN_LENGTH = 80


def shown(value: object) -> str:
    """A found value as a person recognises it: on one line, without control characters, cut when it is long."""
    if isinstance(value, dict):
        value = "{" + ", ".join(str(k) for k in value) + "}"
    elif isinstance(value, list):
        value = "[" + ", ".join(shown(item) for item in value[:SHOWN_LENGTH]) + "]"
    elif isinstance(value, bool):
        value = str(value).lower()
    text = "".join(c if c.isprintable() else "�" for c in str(value))
    return text if len(text) <= SHOWN_LENGTH else text[: SHOWN_LENGTH - 1] + "…"
