"""Faults of the sources: passages that nothing uses, sources that nothing rests on, digests that cannot be right."""

import re
from collections.abc import Iterator

from ..knowledge.accounts import Accounts
from ..knowledge.sources import Passage
from .diagnostic import Diagnostic
from .material import Material

DIGEST = re.compile(r"[0-9a-f]{64}")


def detect_unused_sources(material: Material, accounts: Accounts) -> Iterator[Diagnostic]:
    """A passage without use and without a reason why, and a source of which no passage is used."""
    for name in accounts.coverage().unaccounted:
        yield Diagnostic("passage_unaccounted", name, (material.passage(name),), {"passage": name})
    for name, source in accounts.sources.items():
        if not any(accounts.used(passage) for passage in source.passages):
            yield Diagnostic("source_unused", name, (material.source(name),), {"source": name})


def detect_malformed_digests(material: Material) -> Iterator[Diagnostic]:
    """A digest that is no SHA-256 in lower-case hexadecimal digits, or that comes without the number of its words."""
    for source in material.base.library.sources.values():
        for name, passage in source.passages.items():
            if passage.digest is not None and not _well_formed(passage):
                values = {"passage": name, "digest": passage.digest, "words": str(passage.words)}
                yield Diagnostic("digest_malformed", name, (material.passage(name),), values)


def _well_formed(passage: Passage) -> bool:
    return bool(DIGEST.fullmatch(passage.digest or "")) and passage.words is not None and passage.words > 0


def detect_differing_digests(material: Material) -> Iterator[Diagnostic]:
    """One run of words with two digests, or one digest over two numbers of words."""
    by_place: dict[tuple[object, ...], tuple[str, Passage]] = {}
    by_digest: dict[str, tuple[str, Passage]] = {}
    for source in material.base.library.sources.values():
        for name, passage in source.passages.items():
            if passage.digest is None:
                continue
            first = by_digest.setdefault(passage.digest, (name, passage))
            if first[1].words == passage.words:
                first = by_place.setdefault((source.id, passage.lines, passage.words), (name, passage))
                if passage.lines is None or first[1].digest == passage.digest:
                    continue
            places = (material.passage(first[0]), material.passage(name))
            yield Diagnostic("digest_differs", f"{first[0]} + {name}", places, {"one": first[0], "other": name})
