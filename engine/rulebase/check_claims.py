"""Checks of the claims when the rule base is loaded: each has a test on records, and no analogy argues."""

from collections.abc import Iterator, Sequence

from ..knowledge.library import Library
from ..reading import Document, Problem
from ..reading.validation import nearest
from .claim_tests import verdict_of
from .located import Located
from .model import Advise, Argue, Cohere, RuleFile

Files = Sequence[tuple[Document, RuleFile]]


def check_claims(located: Sequence[Located], files: Files, library: Library) -> Iterator[Problem]:
    """All faults of claims and of what rules take from records of effects.

    A rule base that says of one claim how it was tested says it of all; one that says it of none holds them untested.
    """
    argued = {held.rule.claim for held in located if isinstance(held.rule, Argue | Cohere)}
    yield from _declared(argued, files)
    yield from _tests(files, library)
    tested = {claim for _, file in files for claim in file.claims}
    for held in located:
        if tested and isinstance(held.rule, Argue | Cohere) and held.rule.claim not in tested:
            path = ("rules", held.position, "claim")
            near = nearest(held.rule.claim, sorted(tested))
            yield held.document.problem(path, "claim_without_test", rule=held.rule.id, found=held.rule.claim, near=near)
        yield from _analogies(held, library)


def _declared(argued: set[str], files: Files) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for document, file in files:
        for claim in file.claims:
            path = ("claims", claim)
            if claim in first:
                yield document.problem(path, "claim_twice", found=claim, first=first[claim])
            first.setdefault(claim, f"{document.file}:{document.line(path)}")
            if claim not in argued:
                yield document.problem(path, "claim_not_argued", found=claim, near=nearest(claim, sorted(argued)))


def _tests(files: Files, library: Library) -> Iterator[Problem]:
    records = list(library.evidence.records)
    for document, file in files:
        for claim, test in file.claims.items():
            for record in (name for name in test.records if name not in records):
                place = ("claims", claim, "records", record)
                near = nearest(record, records)
                yield document.problem(place, "unknown_record", claim=claim, found=record, near=near)
            borne = verdict_of(test.records.values())
            if borne != test.verdict:
                at = ("claims", claim, "verdict")
                yield document.problem(at, "verdict_not_borne", claim=claim, found=test.verdict, expected=borne)


def _analogies(held: Located, library: Library) -> Iterator[Problem]:
    """What decides may rest on what was measured in the Dutch social domain only; a consequence may rest on more."""
    if isinstance(held.rule, Advise):
        return
    records = library.evidence.records
    cited = [*held.rule.passages, *([held.rule.origin] if isinstance(held.rule, Argue) else [])]
    for name in dict.fromkeys(cited):
        if name in records and (records[name].analogy or not records[name].measured):
            path = ("rules", held.position, "passages")
            yield held.document.problem(path, "record_cannot_decide", rule=held.rule.id, found=name)
