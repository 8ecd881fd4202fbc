"""``record verify``: whether records are what they were, and whether their advice comes out again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..bundle.verifying import PapersWord, verify_bundle
from ..record import AlteredError, Fault, Opened, opened
from ..record.chain import Chain, chain_of
from ..record.model import KIND
from ..record.running import RunAgain, Word, run_again
from ..record.seal import START
from ..rendering import Catalogue, load_catalogue
from .accounting import as_json
from .faults import WrongInputError
from .folder_of_documents import files_in
from .record_words import chain_in_words, faults_in_words, run_in_words
from .recording import content_of
from .shell import Language
from .terms import Sheet

EXIT_CODES: dict[Word, int] = {"reproduced": 0, "other_engine": 3, "not_reproduced": 4, "altered": 5}
ZIP = b"PK"
WORD_OF_PAPERS: dict[PapersWord, Word] = {
    "same": "reproduced",
    "other_version": "other_engine",
    "not_of_the_records": "not_reproduced",
}


@dataclass(frozen=True)
class Verified:
    """One file: the verdict, what was changed, or what came of running it again."""

    name: str
    word: Word
    record: Opened | None
    faults: tuple[Fault, ...] = ()
    run: RunAgain | None = None


@dataclass(frozen=True)
class Bundle:
    """One bundle: whether its papers are those of its records, and each of these."""

    name: str
    word: Word
    faults: tuple[Fault, ...]
    chain: Chain | None = None
    records: tuple[Verified, ...] = ()


@dataclass(frozen=True)
class Report:
    """What was verified: records and their chain, bundles, and other files that were found."""

    records: tuple[Verified, ...]
    chain: Chain
    faults: tuple[Fault, ...]
    """of the chain"""
    others: tuple[str, ...]
    bundles: tuple[Bundle, ...]

    @property
    def code(self) -> int:
        """The exit code of the worst that was found."""
        words = [*(record.word for record in self.records), *(bundle.word for bundle in self.bundles)]
        words += [record.word for bundle in self.bundles for record in bundle.records]
        broken = self.faults or any(bundle.chain and bundle.chain.faults for bundle in self.bundles)
        return max(EXIT_CODES[word] for word in (*words, *(("altered",) if broken else ())))


def verification(paths: Sequence[str], head: str | None, form: str, language: Language) -> tuple[str, int]:
    """The report as text or JSON, and the exit code. Raises WrongInputError."""
    contents, others = _gathered(paths)
    bundles = {name: content for name, content in contents.items() if content.startswith(ZIP)}
    verified = [verified_content(name, content) for name, content in contents.items() if name not in bundles]
    held = {v.name: v.record for v in verified if v.record is not None}
    chain = chain_of(held, head)
    faults = chain.faults if len(verified) > 1 or (verified and head is not None) else ()
    report = Report(tuple(verified), chain, faults, tuple(others), tuple(_bundles(bundles, head)))
    if form == "json":
        return as_json(_as_data(report)), report.code
    return _as_text(report, load_catalogue(language)), report.code


def _bundles(contents: Mapping[str, bytes], head: str | None) -> Iterator[Bundle]:
    for name, content in contents.items():
        try:
            held = verify_bundle(content, head)
        except AlteredError as error:
            yield Bundle(name, "altered", error.faults)
            continue
        runs = tuple(_verified(f"{name}/{file}", record) for file, record in held.records.items())
        yield Bundle(name, WORD_OF_PAPERS[held.papers], (), held.chain, runs)


def verified_content(name: str, content: bytes) -> Verified:
    """The verdict on one file; it is not run again when it was altered."""
    try:
        record = opened(content)
    except AlteredError as error:
        return Verified(name, "altered", None, error.faults)
    return _verified(name, record)


def _verified(name: str, record: Opened) -> Verified:
    run = run_again(record.body)
    return Verified(name, run.word, record, (), run)


def _gathered(paths: Sequence[str]) -> tuple[dict[str, bytes], list[str]]:
    """The files by name, and the JSON files of folders that are something else."""
    found: dict[str, bytes] = {}
    others: list[str] = []
    for given in paths:
        if not Path(given).is_dir():
            found[given] = content_of(Path(given))
            continue
        for path in (p for p in files_in(given) if p.suffix in (".json", ".zip")):
            content = content_of(path)
            if path.suffix == ".zip" or content.startswith(START) or f'"{KIND}"'.encode() in content:
                found[str(path)] = content
            else:
                others.append(str(path))
    if not found:
        raise WrongInputError("no_records", path=", ".join(paths))
    return found, others


# As data


def _as_data(report: Report) -> dict[str, Any]:
    return {
        "records": [_record(held) for held in report.records],
        "chain": _chain(report.chain, report.faults),
        "bundles": [
            {
                "file": held.name,
                "verdict": held.word,
                "altered": _faults(held.faults),
                "chain": _chain(held.chain, held.chain.faults) if held.chain else None,
                "records": [_record(record) for record in held.records],
            }
            for held in report.bundles
        ],
        "others": list(report.others),
    }


def _chain(chain: Chain, faults: Sequence[Fault]) -> dict[str, Any]:
    return {"order": list(chain.order), "head": chain.head or None, "faults": _faults(faults)}


def _record(held: Verified) -> dict[str, Any]:
    body, run = (held.record.body if held.record else None), held.run
    return {
        "file": held.name,
        "verdict": held.word,
        "digest": held.record.digest if held.record else None,
        "case": body.case if body else None,
        "number": body.number if body else None,
        "before": body.before if body else None,
        "altered": _faults(held.faults),
        "engine": vars(run.engine) if run and run.engine else None,
        "difference": vars(run.difference) if run and run.difference else None,
        "failed": (run.failed or [vars(p) for p in run.problems] or None) if run else None,
    }


def _faults(faults: Sequence[Fault]) -> list[dict[str, str]]:
    return [vars(fault) for fault in faults]


# As text


def _as_text(report: Report, catalogue: Catalogue) -> str:
    sheet = Sheet()
    for held in report.records:
        _put_record(held, catalogue, sheet)
    if len(report.records) == 1 and not report.faults:
        _put_before(report.records[0], catalogue, sheet)
    for name in report.others:
        sheet.put(catalogue.say("record.other", file=name))
    if report.faults or len(report.records) > 1:
        _put_chain(report.chain, report.faults, catalogue, sheet)
    for bundle in report.bundles:
        sheet.put(catalogue.say(f"record.bundle.{bundle.word}", file=bundle.name))
        for line in faults_in_words(bundle.faults, catalogue):
            sheet.put(line, 1, "- ")
        for record in bundle.records:
            _put_record(record, catalogue, sheet)
        if bundle.chain is not None:
            _put_chain(bundle.chain, bundle.chain.faults, catalogue, sheet)
    return sheet.text()


def _put_record(held: Verified, catalogue: Catalogue, sheet: Sheet) -> None:
    sheet.put(catalogue.say(f"record.verdict.{held.word}", file=held.name))
    if held.record is not None:
        body = held.record.body
        values = {"case": body.case, "number": str(body.number), "as_of": body.as_of.isoformat()}
        sheet.put(catalogue.say("record.which", **values, digest=held.record.digest), 1)
    for line in [*faults_in_words(held.faults, catalogue), *(run_in_words(held.run, catalogue) if held.run else ())]:
        sheet.put(line, 1, "- ")


def _put_before(held: Verified, catalogue: Catalogue, sheet: Sheet) -> None:
    if held.record is not None and held.record.body.before:
        sheet.put(catalogue.say("record.follows", before=held.record.body.before), 1, "- ")


def _put_chain(chain: Chain, faults: Sequence[Fault], catalogue: Catalogue, sheet: Sheet) -> None:
    if faults:
        sheet.head(catalogue.say("record.chain.broken"))
        for line in chain_in_words(faults, catalogue):
            sheet.put(line, 1, "- ")
    elif chain.head:
        sheet.head(catalogue.say("record.chain.whole", n=len(chain.order), head=chain.head))
