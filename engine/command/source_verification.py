"""``sources verify``: the documents in a folder, found by their content and held against what is known of them."""

from dataclasses import dataclass
from typing import Any

from ..knowledge.fingerprint import placed_words
from ..knowledge.runs import Runs, load_runs
from ..knowledge.sources import Source
from ..knowledge.verification import ChangedPassage, ChangedPlace, Verdict, recognise, verify
from ..reading import ProblemsFoundError
from ..rendering import Catalogue, load_catalogue
from .accounting import as_json, library
from .faults import OurFaultError, WrongInputError
from .folder_of_documents import LARGEST_FILE, Unread, UnreadError, files_in, text_of
from .shell import Language
from .terms import Sheet, lines_of


@dataclass(frozen=True)
class Checked:
    """What was found in a folder. A document may be there in more than one version, each under its file's name."""

    sources: dict[str, Source]
    verdicts: dict[str, Verdict]
    unrecognised: tuple[str, ...]
    unread: dict[str, Unread]

    @property
    def missing(self) -> tuple[str, ...]:
        """The documents that are in none of the files."""
        found = {verdict.source for verdict in self.verdicts.values()}
        return tuple(s.id for s in self.sources.values() if s.extraction and s.id not in found)

    @property
    def not_held(self) -> tuple[str, ...]:
        """The sources of which we have no text, so that nobody can verify what we say of them."""
        return tuple(s.id for s in self.sources.values() if not s.extraction)


def verification_report(folder: str, form: str, language: Language) -> tuple[str, bool]:
    """The report as text or JSON, and whether every document that was found is unchanged.

    Raises WrongInputError: the folder cannot be used, or holds none of the documents.
    """
    checked = _checked(folder)
    if not checked.verdicts:
        raise WrongInputError("nothing_recognised", path=folder)
    text = as_json(_as_data(checked)) if form == "json" else _as_text(checked, load_catalogue(language))
    return text, all(map(in_order, checked.verdicts.values()))


def in_order(verdict: Verdict) -> bool:
    """Whether a document is what it was; a passage that is not found in an unchanged one would be a fault of ours."""
    return verdict.intact and not verdict.changed


def _checked(folder: str) -> Checked:
    paths = files_in(folder)
    sources, rows = library().sources, _rows()
    verdicts: dict[str, Verdict] = {}
    unrecognised: list[str] = []
    unread: dict[str, Unread] = {}
    for path in paths:
        try:
            text = placed_words(text_of(path))
        except UnreadError as error:
            unread[path.name] = error.reason
            continue
        source = recognise([placed.word for placed in text], sources, rows)
        if source is None:
            unrecognised.append(path.name)
        else:
            verdicts[path.name] = verify(text, sources[source], rows.get(source))
    order = list(sources)
    in_turn = sorted(verdicts, key=lambda name: (order.index(verdicts[name].source), name))
    return Checked(sources, {name: verdicts[name] for name in in_turn}, tuple(unrecognised), unread)


def _rows() -> dict[str, Runs]:
    try:
        return load_runs()
    except ProblemsFoundError as error:
        raise OurFaultError("knowledge", error.problems) from None


# As data


def _as_data(checked: Checked) -> dict[str, Any]:
    documents = [_document(name, verdict, checked) for name, verdict in checked.verdicts.items()]
    return {
        "unchanged": all(map(in_order, checked.verdicts.values())),
        "documents": documents,
        "missing": list(checked.missing),
        "not_held": list(checked.not_held),
        "unrecognised": list(checked.unrecognised),
        "unread": dict(checked.unread),
    }


def _document(name: str, verdict: Verdict, checked: Checked) -> dict[str, Any]:
    source = checked.sources[verdict.source]
    return {
        "source": verdict.source,
        "file": name,
        "unchanged": in_order(verdict),
        "words": verdict.words,
        "passages": len(source.passages),
        "found": verdict.found,
        "changed": [
            {
                "passage": passage.id,
                "lines": list(source.passages[passage.id].lines or ()),
                "near": list(passage.near) if passage.near else None,
            }
            for passage in verdict.changed
        ],
        "uncovered": [
            {"near": list(place.lines), "after": place.after, "before": place.before} for place in verdict.uncovered
        ],
    }


# As text


def _as_text(checked: Checked, catalogue: Catalogue) -> str:
    def say(code: str, **values: str | tuple[str, ...]) -> str:
        return catalogue.say(f"command.sources.verify.{code}", **values)

    sheet = Sheet()
    for name, verdict in checked.verdicts.items():
        _verdict(name, verdict, checked, catalogue, sheet)
    for source in checked.missing:
        sheet.put(say("missing", source=source, title=checked.sources[source].title))
    for name in checked.unrecognised:
        sheet.put(say("unrecognised", file=name))
    for name, reason in checked.unread.items():
        why = catalogue.say(f"command.sources.unread_reason.{reason}", most=str(LARGEST_FILE // 1_000_000))
        sheet.put(say("unread", file=name, reason=why))
    if checked.not_held:
        sheet.put(say("not_held", sources=checked.not_held))
    changed = sum(not in_order(verdict) for verdict in checked.verdicts.values())
    sheet.head(say("some_changed" if changed else "all_unchanged", n=str(len(checked.verdicts)), changed=str(changed)))
    return sheet.text()


def _verdict(name: str, verdict: Verdict, checked: Checked, catalogue: Catalogue, sheet: Sheet) -> None:
    def say(code: str, **values: str) -> str:
        return catalogue.say(f"command.sources.verify.{code}", **values)

    values = {"source": verdict.source, "file": name, "words": str(verdict.words), "passages": str(verdict.found)}
    if in_order(verdict):
        sheet.put(say("unchanged", **values))
        return
    sheet.put(say("changed", **values))
    for passage in verdict.changed:
        held = checked.sources[verdict.source].passages[passage.id]
        lines = lines_of(held.lines) if held.lines else "?"
        sheet.put(say("passage", passage=passage.id, lines=lines, near=_near(passage, catalogue)), 1, "- ")
        sheet.put(held.summary[catalogue.language], 2)
    for place in verdict.uncovered:
        sheet.put(say("uncovered", lines=lines_of(place.lines), between=_between(place, catalogue)), 1, "- ")
    if not verdict.changed and not verdict.uncovered:
        sheet.put(say("uncovered_unknown"), 1, "- ")


def _near(passage: ChangedPassage, catalogue: Catalogue) -> str:
    if passage.near is None:
        return ""
    return catalogue.say("command.sources.verify.near", lines=lines_of(passage.near))


def _between(place: ChangedPlace, catalogue: Catalogue) -> str:
    code = "between" if place.after and place.before else "after" if place.after else "before" if place.before else ""
    if not code:
        return ""
    values = {"after": place.after or "", "before": place.before or ""}
    return catalogue.say(f"command.sources.verify.{code}", **values)
