"""``record verify``: whether records are what they were, and whether their advice comes out again."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..record import AlteredError, Fault, Opened, opened
from ..record.chain import Chain, chain_of
from ..record.model import KIND
from ..record.running import RunAgain, Word, run_again
from ..record.seal import START
from ..rendering import Catalogue, load_catalogue
from .accounting import as_json
from .faults import WrongInputError
from .folder_of_documents import files_in
from .record_words import faults_in_words, run_in_words
from .recording import content_of
from .shell import Language
from .terms import Sheet

EXIT_CODES: dict[Word, int] = {"reproduced": 0, "other_engine": 3, "not_reproduced": 4, "altered": 5}


@dataclass(frozen=True)
class Verified:
    """One file: the verdict, what was changed, or what came of running it again."""

    name: str
    word: Word
    record: Opened | None
    faults: tuple[Fault, ...] = ()
    run: RunAgain | None = None


def verification(paths: Sequence[str], head: str | None, form: str, language: Language) -> tuple[str, int]:
    """The report as text or JSON, and the exit code. Raises WrongInputError."""
    contents, others = _gathered(paths)
    verified = [verified_content(name, content) for name, content in contents.items()]
    whole = len(contents) > 1 or head is not None
    chain = chain_of({v.name: v.record for v in verified if v.record is not None}, head)
    faults = chain.faults if whole else ()
    code = max([EXIT_CODES[v.word] for v in verified] + [EXIT_CODES["altered"]] * bool(faults))
    if form == "json":
        return as_json(_as_data(verified, chain, faults, others)), code
    return _as_text(verified, chain, faults, others, load_catalogue(language)), code


def verified_content(name: str, content: bytes) -> Verified:
    """The verdict on one file; it is not run again when it was altered."""
    try:
        record = opened(content)
    except AlteredError as error:
        return Verified(name, "altered", None, error.faults)
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
        for path in (p for p in files_in(given) if p.suffix == ".json"):
            content = content_of(path)
            if content.startswith(START) or f'"{KIND}"'.encode() in content:
                found[str(path)] = content
            else:
                others.append(str(path))
    if not found:
        raise WrongInputError("no_records", path=", ".join(paths))
    return found, others


# As data


def _as_data(
    verified: Sequence[Verified], chain: Chain, faults: tuple[Fault, ...], others: Sequence[str]
) -> dict[str, Any]:
    return {
        "records": [_record(held) for held in verified],
        "chain": {"order": list(chain.order), "head": chain.head or None, "faults": _faults(faults)},
        "others": list(others),
    }


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


def _as_text(
    verified: Sequence[Verified],
    chain: Chain,
    faults: tuple[Fault, ...],
    others: Sequence[str],
    catalogue: Catalogue,
) -> str:
    sheet = Sheet()
    for held in verified:
        sheet.put(catalogue.say(f"record.verdict.{held.word}", file=held.name))
        if held.record is not None:
            body = held.record.body
            values = {"case": body.case, "number": str(body.number), "as_of": body.as_of.isoformat()}
            sheet.put(catalogue.say("record.which", **values, digest=held.record.digest), 1)
        for line in [
            *faults_in_words(held.faults, catalogue),
            *(run_in_words(held.run, catalogue) if held.run else ()),
        ]:
            sheet.put(line, 1, "- ")
        if len(verified) == 1 and held.record is not None and held.record.body.before and not faults:
            sheet.put(catalogue.say("record.follows", before=held.record.body.before), 1, "- ")
    for name in others:
        sheet.put(catalogue.say("record.other", file=name))
    if faults:
        sheet.head(catalogue.say("record.chain.broken"))
        for fault in faults:
            sheet.put(catalogue.say(f"record.chain.{fault.code}", found=fault.found), 1, "- ")
    elif len(verified) > 1 and chain.head:
        sheet.head(catalogue.say("record.chain.whole", n=str(len(verified)), head=chain.head))
    return sheet.text()
