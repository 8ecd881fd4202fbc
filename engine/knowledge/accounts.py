"""Every passage accounted for: used by something, or said to be unused and why. Nothing is dropped in silence."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources.abc import Traversable
from typing import get_args

from ..reading import Document, Problem, ProblemsFoundError
from ..reading.validation import nearest
from .library import Library
from .sources import Passage, Source, UnusedReason
from .uses import KINDS, Kind, Use, kinds_of, source_documents, unknown_in, uses_in, using_documents

REASONS: tuple[UnusedReason, ...] = get_args(UnusedReason)

LEFT_TO_THE_CASE: frozenset[UnusedReason] = frozenset({"case_input", "expected_decision"})
"""reasons that say that nothing but the case of that region rests on the passage: such a case may name it"""


@dataclass(frozen=True)
class Coverage:
    """How many passages are used and by what, and why the others are not: ``used`` + ``unused`` + ``unaccounted``.

    A passage counts under each kind of use that it has.
    """

    total: int
    used: int
    used_by: Mapping[Kind, int]
    only_by_case: int
    unused: Mapping[UnusedReason, int]
    unaccounted: tuple[str, ...]


@dataclass(frozen=True)
class Accounts:
    """The passages of documents and law, with what uses each of them."""

    sources: Mapping[str, Source]
    uses: Mapping[str, tuple[Use, ...]]

    @cached_property
    def passages(self) -> dict[str, Passage]:
        return {name: passage for source in self.sources.values() for name, passage in source.passages.items()}

    def used(self, name: str) -> bool:
        """Whether something rests on the passage, a case not counted where the passage is left to that case."""
        return bool(self.uses[name]) and not (self.passages[name].unused and self._left_to_the_case(name))

    def coverage(self, source: str | None = None) -> Coverage:
        """Over all sources, or of one of them by its id."""
        held = self.passages if source is None else self.sources[source].passages
        used = {name: kinds_of(self.uses[name]) for name in held if self.used(name)}
        by = Counter(kind for kinds in used.values() for kind in kinds)
        why = Counter(passage.unused.reason for name, passage in held.items() if passage.unused and name not in used)
        return Coverage(
            total=len(held),
            used=len(used),
            used_by={kind: by[kind] for kind in KINDS if by[kind]},
            only_by_case=sum(kinds == ("case",) for kinds in used.values()),
            unused={reason: why[reason] for reason in REASONS if why[reason]},
            unaccounted=tuple(name for name, passage in held.items() if not passage.unused and name not in used),
        )

    def problems(self, documents: Mapping[str, Document]) -> Iterator[Problem]:
        """What the entries say about use that does not hold. ``documents`` are the files, by the id of their source."""
        for source in self.sources.values():
            for name, passage in source.passages.items():
                if passage.unused is None:
                    continue
                document, path = documents[source.id], ("passages", name, "unused")
                if self.used(name):
                    use = self.uses[name][0]
                    yield document.problem(path, "used_and_unused", found=name, by=use.by, where=use.file)
                if passage.unused.of is not None:
                    yield from self._repeated(name, passage.unused.of, document)

    def _left_to_the_case(self, name: str) -> bool:
        unused = self.passages[name].unused
        return unused is not None and unused.reason in LEFT_TO_THE_CASE and kinds_of(self.uses[name]) == ("case",)

    def _repeated(self, name: str, of: str, document: Document) -> Iterator[Problem]:
        """A passage that repeats another one names a passage that there is, and that itself repeats none."""
        path = ("passages", name, "unused", "of")
        repeated = self.passages.get(of)
        if repeated is None:
            yield document.problem(path, "no_such_passage", found=of, near=nearest(of, list(self.passages)))
        elif of == name or (repeated.unused and repeated.unused.of):
            yield document.problem(path, "repeats_a_repeat", found=of)


def open_accounts(library: Library, root: Traversable | None = None) -> Accounts:
    """Hold the passages of a library against everything in the package, or in a folder built like it.

    Raises ProblemsFoundError: a file cannot be read, or what an entry says about use does not hold.
    """
    using, entries = using_documents(root), source_documents(root)
    names = {name for source in library.sources.values() for name in source.passages}
    accounts = Accounts(library.sources, uses_in(names, using))
    prefixes = {source.prefix for source in library.sources.values()}
    known = names | library.passages.keys()
    problems = [*accounts.problems(entries), *unknown_in(known, prefixes, (*using, *entries.values()))]
    if problems:
        raise ProblemsFoundError(problems)
    return accounts
