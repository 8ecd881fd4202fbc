"""``sources list`` and ``sources show``: the documents, their passages, and what rests on each of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..knowledge.accounts import Accounts
from ..knowledge.sources import Passage, Source
from ..reading.validation import nearest
from ..rendering import Catalogue, load_catalogue
from .accounting import accounts
from .faults import WrongInputError
from .shell import Language
from .terms import Sheet, lines_of


def source_list(language: Language) -> str:
    """One line for each source: id, how many of its passages are used, date and title."""
    held, catalogue = accounts(), load_catalogue(language)
    rows = [(s.id, _used(held, s.id, catalogue), s.date, s.title) for s in held.sources.values()]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = [f"{a:<{widths[0]}}  {b:<{widths[1]}}  {c:<{widths[2]}}  {title}" for a, b, c, title in rows]
    counted = counts(held, None, catalogue)
    lines.append(catalogue.say("command.sources.listed", n=str(len(rows)), counts=counted))
    return "\n".join(lines)


def source_page(wanted: str, language: Language) -> str:
    """A source or a passage in full. Raises WrongInputError, with the nearest id, when there is none of that name."""
    held = accounts()
    name = _found(wanted, held)
    page = _Page(held, load_catalogue(language))
    return page.of_source(held.sources[name]) if name in held.sources else page.of_passage(name)


def counts(held: Accounts, source: str | None, catalogue: Catalogue) -> str:
    """How many passages there are, are used, and are not, in one line."""
    coverage = held.coverage(source)
    return catalogue.say(
        "command.sources.counts",
        total=str(coverage.total),
        used=str(coverage.used),
        unused=str(sum(coverage.unused.values())),
        unaccounted=str(len(coverage.unaccounted)),
    )


def _used(held: Accounts, source: str, catalogue: Catalogue) -> str:
    coverage = held.coverage(source)
    return catalogue.say("command.sources.row_counts", used=str(coverage.used), total=str(coverage.total))


def _found(wanted: str, held: Accounts) -> str:
    known = {name.lower(): name for name in (*held.sources, *held.passages)}
    name = known.get(wanted.strip().lower())
    if name is None:
        near = known.get(nearest(wanted.strip().lower(), list(known)), "")
        raise WrongInputError("unknown_source", near, found=wanted)
    return name


@dataclass
class _Page:
    held: Accounts
    catalogue: Catalogue

    def __post_init__(self) -> None:
        self.sheet = Sheet()

    def say(self, code: str, **values: str) -> str:
        return self.catalogue.say(f"command.sources.{code}", **values)

    def of_source(self, source: Source) -> str:
        sheet = self.sheet
        sheet.put(f"{source.id} · {source.title}")
        sheet.put(self.say("organisation", organisation=source.organisation, date=source.date), 1)
        if source.address:
            sheet.put(self.say("address", address=source.address), 1)
        if source.extraction:
            text = source.extraction
            values = {"lines": str(text.lines), "words": str(text.words), "digest": text.digest}
            sheet.put(self.say("extraction", **values), 1)
        else:
            sheet.put(self.say("not_held"), 1)
        sheet.put(f"{counts(self.held, source.id, self.catalogue)}.", 1)
        sheet.head(self.say("passages"))
        for name, passage in source.passages.items():
            sheet.put(f"{name} · {passage.summary[self.catalogue.language]} ({self._standing(name, passage)})", 1, "- ")
        return sheet.text()

    def of_passage(self, name: str) -> str:
        passage = self.held.passages[name]
        source = next(s for s in self.held.sources.values() if name in s.passages)
        self.sheet.put(f"{name} · {source.id}: {source.title} ({source.organisation}, {source.date})")
        self._part("place", self._place(passage))
        self._part("summary", [passage.summary[self.catalogue.language]])
        self._part("nature", self._nature(passage))
        self._part("conflicts", self._conflicts(passage))
        if uses := self.held.uses[name]:
            self._part("uses", [self._use(*held) for held in ((u.kind, u.by, u.file) for u in uses)])
        if passage.unused:
            self._part("unused", self._unused(passage))
        elif not uses:
            self._part("unused", [self.say("unaccounted")])
        repeating = [other for other, p in self.held.passages.items() if p.unused and p.unused.of == name]
        self._part("repeated_by", [self._summarised(other) for other in repeating])
        return self.sheet.text()

    def _part(self, head: str, texts: list[str]) -> None:
        if texts:
            self.sheet.head(self.say(head))
        for text in texts:
            self.sheet.put(text, 1, "- " if len(texts) > 1 else "")

    def _place(self, passage: Passage) -> list[str]:
        def told() -> Iterator[str]:
            if passage.section:
                yield f"{passage.section}."
            if passage.lines:
                yield self.say("lines", lines=lines_of(passage.lines), words=str(passage.words))
            if passage.digest:
                yield self.say("digest", digest=passage.digest)

        return list(told())

    def _nature(self, passage: Passage) -> list[str]:
        kind, strength = self.say(f"passage_kind.{passage.kind}"), self.say(f"passage_strength.{passage.strength}")
        told = [self.say("kind", kind=kind, strength=strength)]
        if passage.state:
            told.append(self.say("state", state=self.say(f"passage_state.{passage.state}")))
        if passage.valid_from or passage.valid_until:
            start, end = passage.valid_from or "", passage.valid_until or ""
            code = "between" if start and end else "from" if start else "until"
            told.append(self.catalogue.say(f"command.rule.valid_{code}", start=start, end=end))
        if passage.condition:
            basis = self.say(f"condition_basis.{passage.condition.basis}")
            told.append(self.say("condition", text=passage.condition.text, basis=basis))
        return told

    def _conflicts(self, passage: Passage) -> list[str]:
        return [
            self.say(
                "conflict",
                passage=conflict.with_,
                type=self.catalogue.say(f"dissent.type.{conflict.type}"),
                summary=self.held.passages[conflict.with_].summary[self.catalogue.language],
            )
            for conflict in passage.conflicts
        ]

    def _use(self, kind: str, by: str, file: str) -> str:
        return self.say("use", kind=self.say(f"use_kind.{kind}"), by=by, file=file)

    def _unused(self, passage: Passage) -> list[str]:
        if not passage.unused:
            return []
        reason = passage.unused.reason
        told = [self.say("because", reason=self.say(f"reason.{reason}"), meaning=self.say(f"meaning.{reason}"))]
        if of := passage.unused.of:
            summary = self.held.passages[of].summary[self.catalogue.language]
            told.append(self.say("repeats", passage=of, summary=summary))
        return told

    def _summarised(self, name: str) -> str:
        return f"{name}: {self.held.passages[name].summary[self.catalogue.language]}"

    def _standing(self, name: str, passage: Passage) -> str:
        if self.held.used(name):
            return self.say("used_short", n=str(len(self.held.uses[name])))
        if passage.unused:
            return self.say("unused_short", reason=self.say(f"reason.{passage.unused.reason}"))
        return self.say("unaccounted_short")
