"""The normalised words of a document, their digest, and the places where a run of words stands.

A passage is known by the number of its words and by a digest over them, so that whoever holds the document can find and
verify it in an extraction of their own, without its sentences being in this repository. That only works when two
extractions of one document give the same words, however their lines are wrapped. Hence the one rule for hyphens below:
it asks for what stands on both sides of the hyphen, and never whether the line happens to end there.
"""

import hashlib
import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple


class PlacedWord(NamedTuple):
    """A normalised word and the line (1-based) on which it begins."""

    word: str
    line: int


# Extractors write one and the same hyphen in several ways, and leave characters without width behind.
_SAME_CHARACTER = str.maketrans(
    dict.fromkeys("\u00ad\u2010\u2011", "-") | dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", "")
)

_CHARACTER = r"[^\W_]"  # a letter or a digit

# A hyphen that is attached to the word before it joins that word to the next one, be it after a line end ("zorg-" /
# "toewijzing"), inside a word ("pro-actief", which another extraction may break at its hyphen) or before a stray space
# ("keuze- vrijheid", the rest of an older break). Two things are no halves of one word:
#   - a hyphen that waits for a later word, before "en" and "of" ("inkoop- en contractmanagement"); before other words
#     ("organisatie- als gemeenteniveau") it joins, because "zo-" / "als" is a broken word more often;
#   - a hyphen between digits, which is a range or a date; a layout does not break a number.
# A dash with a space before it is punctuation.
_HYPHEN = rf"(?:(?<=\d)-\s*(?!\d)|(?<!\d)-\s*)(?!(?:en|of)(?!{_CHARACTER}))"
_WORD = re.compile(rf"{_CHARACTER}+(?:{_HYPHEN}{_CHARACTER}+)*")
_INSIDE_WORD = re.compile(r"-\s*")
_DIGEST = re.compile(r"[0-9a-f]{64}")


def words(text: str) -> list[str]:
    """The normalised words of a text, in its order.

    Lower case, letters and digits only: every other character separates, except the hyphen that joins the halves of a
    word. Compatible forms of a character (ligatures, combined accents, special hyphens) count as one. A text without
    letters and digits has no words.
    """
    return [placed.word for placed in placed_words(text)]


def placed_words(text: str) -> list[PlacedWord]:
    """The words of `words(text)`, each with the line on which it begins, for a joined word that of its first half.

    Lines are 1-based and end with LF, CRLF or CR; a form feed ends no line.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_SAME_CHARACTER).lower()
    plain = plain.replace("\r\n", "\n").replace("\r", "\n")
    line_ends = [match.start() for match in re.finditer("\n", plain)]
    return [
        PlacedWord(_INSIDE_WORD.sub("", match.group()), bisect_left(line_ends, match.start()) + 1)
        for match in _WORD.finditer(plain)
    ]


def digest(words: Sequence[str]) -> str:
    """SHA-256, as 64 lower-case hexadecimal digits, of the words joined by one space in UTF-8."""
    return hashlib.sha256(" ".join(words).encode()).hexdigest()


def find(words: Sequence[str], count: int, digest: str) -> list[int]:
    """The positions (0-based, ascending, overlapping ones too) at which a run of `count` words has this digest.

    Empty when there is none. Raises ValueError for a count below 1, or a digest that is not 64 lower-case hexadecimal
    digits.
    """
    return find_all(words, [(count, digest)])[count, digest]


def find_all(words: Sequence[str], runs: Iterable[tuple[int, str]]) -> dict[tuple[int, str], list[int]]:
    """`find` for many runs, each a pair (count, digest): every run asked for, with its positions.

    Every window of a length is hashed once, however many runs have that length: hundreds of passages in a document of
    25,000 words take seconds. A short run may well stand in several places: which of them is meant, the caller knows by
    its lines. Raises ValueError as `find` does, before anything is hashed.
    """
    positions: dict[tuple[int, str], list[int]] = {}
    wanted: defaultdict[int, dict[bytes, list[int]]] = defaultdict(dict)
    for count, expected in runs:
        if count < 1:
            raise ValueError(f"a run has at least one word, not {count}")
        if not _DIGEST.fullmatch(expected):
            raise ValueError(f"not a SHA-256 in 64 lower-case hexadecimal digits: {expected!r}")
        positions[count, expected] = wanted[count].setdefault(bytes.fromhex(expected), [])

    encoded = [word.encode() for word in words]
    joined = memoryview(b" ".join(encoded))
    # The byte at which each word begins, and one more as if a further word followed the last one.
    starts = list(accumulate((len(word) + 1 for word in encoded), initial=0))
    sha256 = hashlib.sha256
    for count, found in wanted.items():
        for position in range(len(encoded) - count + 1):
            window = joined[starts[position] : starts[position + count] - 1]
            at = found.get(sha256(window).digest())
            if at is not None:
                at.append(position)
    return positions
