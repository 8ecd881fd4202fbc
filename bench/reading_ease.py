"""Figures of a text for its writers: how long its sentences and words are. Figures, and no level: a person reads.

LIX is words a sentence plus long words (more than six letters) per hundred; it needs no syllables and holds for both
languages. The reading ease is that of Flesch for English and of Douma for Dutch, in which a higher figure is easier;
syllables are counted by groups of vowels, so it is an estimate. Means are in tenths, since nothing here is a float.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from stuurwijzer.engine.rendering.elements import Cite, Document, Element, Items, Line, Link, Paragraph, Table, plain
from stuurwijzer.engine.rendering.numbers import Language

LONG_WORD, LONG_SENTENCE = 6, 20
SENTENCE = re.compile(r"(?<=[.?!])\s+|(?<=[:;])\s+(?=[A-Z])|\n+")
WORD = re.compile(r"[^\W\d_][\w'’-]*")
VOWELS: dict[Language, re.Pattern[str]] = {
    "nl": re.compile(r"aai|ooi|oei|eeu|ieu|aa|ee|ie|oo|uu|oe|eu|ui|ij|ei|au|ou|[aeiouyàáâäèéêëìíîïòóôöùúûü]"),
    "en": re.compile(r"[aeiouy]+"),
}
EASE: dict[Language, tuple[int, int, int]] = {"nl": (20684, 77, 93), "en": (20684, 85, 102)}
"""hundredths: the constant, and what a syllable per hundred words and a word per sentence take off"""


@dataclass(frozen=True)
class Readability:
    """``longest`` is the sentence with most words."""

    sentences: int
    words: int
    long_words: int
    syllables: int
    long_sentences: int
    longest: str

    @property
    def mean(self) -> int:
        """Words a sentence, in tenths."""
        return _tenths(self.words, self.sentences)

    @property
    def lix(self) -> int:
        """In tenths."""
        return self.mean + _tenths(100 * self.long_words, self.words)

    def ease(self, language: Language) -> int:
        """In tenths; it may be under nought."""
        constant, by_syllable, by_word = EASE[language]
        per_hundred, per_sentence = _tenths(100 * self.syllables, self.words), self.mean
        return (10 * constant - by_syllable * per_hundred - by_word * per_sentence) // 100


def _tenths(part: int, whole: int) -> int:
    return 10 * part // whole if whole else 0


def readability(sentences: Iterable[str], language: Language) -> Readability:
    """The figures of sentences; one without a verb, such as a head, counts as well."""
    held = [(sentence, WORD.findall(sentence)) for sentence in sentences]
    held = [(sentence, words) for sentence, words in held if words]
    every = [word for _, words in held for word in words]
    return Readability(
        sentences=len(held),
        words=len(every),
        long_words=sum(len(word) > LONG_WORD for word in every),
        syllables=sum(syllables(word, language) for word in every),
        long_sentences=sum(len(words) > LONG_SENTENCE for _, words in held),
        longest=max(held, key=lambda pair: len(pair[1]), default=("", []))[0],
    )


def syllables(word: str, language: Language) -> int:
    """By groups of vowels, at least one."""
    text = word.lower()
    if language == "en" and len(text) > 3:  # a last e is silent in longer words
        text = re.sub(r"(?<![aeiouyl])e$", "", text)
    return max(1, len(VOWELS[language].findall(text)))


def sentences_of(document: Document, tables: bool = False) -> Iterator[str]:
    """What a paper says in prose, without its annexes and references; tables are looked up and not read."""
    for sheet in document.sheets:
        if sheet.kind == "annex":
            continue
        elements = [*sheet.opening, *(element for block in sheet.blocks for element in block.elements)]
        lines = [*(sheet.boxed.lines if sheet.boxed else ()), *_lines(elements, tables)]
        for line in lines:
            yield from (part.strip() for part in SENTENCE.split(_said(line)) if part.strip())


def _lines(elements: Iterable[Element], tables: bool) -> Iterator[Line]:
    for element in elements:
        match element:
            case Paragraph(line=line, role=role) if role != "legend":
                yield line
            case Items(lines=lines):
                yield from lines
            case Table(rows=rows) if tables:
                yield from (cell for row in rows for cell in row.cells)


def _said(line: Line) -> str:
    """The line without its references."""
    text = plain(tuple(span for span in line if not isinstance(span, Cite | Link)))
    return re.sub(r"\s*\[[\s,;+\d]*\]", "", text)
