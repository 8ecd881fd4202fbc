"""How many lines a text takes in a box, counted before it is put there: nothing is left to a program that shrinks it.

The widths are those of Arial, a wide face: what fits in Arial fits in most faces that a house style has. For a face
that is not known to be as narrow they are taken a fifth wider, which is more than Verdana, the widest in common use.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from unicodedata import category, normalize

from .runs import Run, Runs

EM = 1000
WIDTHS = {
    191: "'",
    222: "ijl‘’",
    260: "|",
    278: " \xa0!,./:;I[\\]ft·",
    334: "()-`r{}“”",
    355: '"•',
    389: "*",
    469: "^",
    500: "Jcksvxyz",
    556: "#$0123456789?L_abdeghnopqu€–",
    584: "+<=>~×−≈",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1015: "@",
}
"""thousandths of an em, from the metrics of Arial; a letter with a mark is as wide as the letter"""
BOLD = 110
"""percent: a bold line of text is eight percent wider, a few single signs more"""
FULL, WIDER = 100, 120
"""percent of Arial, for a face that is known and for one that is not"""
AS_NARROW = frozenset(
    {
        *("arial", "arimo", "helvetica", "liberation sans", "calibri", "carlito"),
        *("times new roman", "liberation serif", "cambria", "garamond"),
    }
)
"""faces whose running text is no wider than that of Arial"""
WORD_OR_SPACE = re.compile(r" +|[^ ]+")


def wider_by(faces: Iterable[str]) -> int:
    """How wide text in these faces may be, in percent of Arial."""
    return FULL if all(face.lower() in AS_NARROW for face in faces) else WIDER


def wrapped(runs: Runs, width: int, size: int, wider: int = FULL) -> list[Runs]:
    """The lines that the runs take in a box of ``width`` at ``size``, both in points; always at least one."""
    lines: list[list[Run]] = [[]]
    room, left = width * EM, width * EM
    for word in _words(runs):
        needs = _width(word, size, wider)
        if needs > left and lines[-1]:
            _end(lines[-1])
            lines.append([])
            left = room
        if not lines[-1] and _is_space(word):
            continue
        if needs <= left:
            lines[-1] += word
            left -= needs
            continue
        for run in word:  # longer than a whole line: broken where it has to
            for sign in run.text:
                single = run._replace(text=sign)
                needs = _width([single], size, wider)
                if needs > left and lines[-1]:
                    lines.append([])
                    left = room
                lines[-1].append(single)
                left -= needs
    _end(lines[-1])
    return [_joined(line) for line in lines]


def width_of_longest_word(runs: Runs, size: int, wider: int = FULL) -> int:
    """In points, rounded up."""
    return -(-max((_width(word, size, wider) for word in _words(runs)), default=0) // EM)


def joined(lines: list[Runs]) -> Runs:
    """Wrapped lines as one text again."""
    held: list[Run] = []
    for number, line in enumerate(lines):
        if number:
            held.append(Run(" "))
        held += line
    return _joined(held)


def _words(runs: Runs) -> Iterator[list[Run]]:
    """Words, each with the runs that it is made of, and the spaces between them."""
    held: list[Run] = []
    for run in runs:
        for found in WORD_OR_SPACE.finditer(run.text):
            piece = run._replace(text=found[0])
            if held and _is_space(held) != _is_space([piece]):
                yield held
                held = []
            held.append(piece)
    if held:
        yield held


def _is_space(word: list[Run]) -> bool:
    return not word[0].text.strip(" ")


def _end(line: list[Run]) -> None:
    while line and _is_space(line[-1:]):
        line.pop()


def _joined(line: list[Run]) -> Runs:
    """Neighbours that look alike as one run."""
    held: list[Run] = []
    for run in line:
        if held and held[-1][1:] == run[1:]:
            held[-1] = run._replace(text=held[-1].text + run.text)
        else:
            held.append(run)
    return tuple(held)


def _width(word: list[Run], size: int, wider: int) -> int:
    """In thousandths of a point."""
    return sum(_ems(run.text, run.bold) for run in word) * size * wider // 10_000


@lru_cache(maxsize=20_000)
def _ems(text: str, bold: bool) -> int:
    return sum(map(_em, text)) * (BOLD if bold else FULL)


@cache
def _em(sign: str) -> int:
    for base in normalize("NFD", sign):
        found = next((width for width, signs in WIDTHS.items() if base in signs), None)
        if found is not None:
            return found
    return 0 if category(sign) in ("Mn", "Cf") else EM
