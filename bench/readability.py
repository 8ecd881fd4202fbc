"""How long the sentences and words of each paper are, for whoever writes them.

    make readability

Figures and no level: whether somebody understands a paper is for a person to say. docs/plain-language.md says what to
ask that person.
"""

from __future__ import annotations

import sys
from importlib.resources import files
from pathlib import Path

from stuurwijzer.bench.reading_ease import readability, sentences_of
from stuurwijzer.engine.advice import advise
from stuurwijzer.engine.papers.build import paper_of
from stuurwijzer.engine.papers.paper import PAPERS
from stuurwijzer.engine.profile import load_region
from stuurwijzer.engine.rendering.numbers import Language
from stuurwijzer.engine.rulebase import load_rulebase

LANGUAGES: tuple[Language, ...] = ("nl", "en")


def main(region: str) -> None:
    advice = advise(load_region(Path(region)), load_rulebase())
    print("| paper | | sentences | words a sentence | over 20 words | LIX | reading ease |")
    print("|---|---|---:|---:|---:|---:|---:|")
    longest = []
    for name in PAPERS:
        for language in LANGUAGES:
            held = readability(sentences_of(paper_of(name, advice, language).document), language)
            figures = (tenths(held.mean), str(held.long_sentences), tenths(held.lix), tenths(held.ease(language)))
            print(f"| {name} | {language} | {held.sentences} | {' | '.join(figures)} |")
            longest.append(f"{name}, {language}: {held.longest}")
    print("\nThe longest sentence of each:\n")
    print("\n".join(f"- {line}" for line in longest))


def tenths(value: int) -> str:
    return f"{value // 10}.{value % 10}"


if __name__ == "__main__":
    own = files("stuurwijzer") / "knowledge" / "regions" / "rivierenland-2021.yaml"
    main(sys.argv[1] if len(sys.argv) > 1 else str(own))
