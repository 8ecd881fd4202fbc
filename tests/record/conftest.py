"""Two records of one case, made once, and a way to seal what nobody would write."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from stuurwijzer.engine.advice import Advice
from stuurwijzer.engine.advice.canonical import canonical, digest
from stuurwijzer.engine.command.opening import open_case
from stuurwijzer.engine.command.recording import Recorded, record_case
from stuurwijzer.engine.inference import reference_evaluator
from stuurwijzer.engine.record import opened
from stuurwijzer.engine.record.seal import overrides_in
from stuurwijzer.engine.record.strict_json import parse

REGION = Path(__file__).parents[1] / "advice" / "overrides.yaml"


@pytest.fixture(scope="session")
def first() -> Recorded:
    """The record of a small region in which people set choices; the first of its case."""
    case = open_case(str(REGION), None)
    return record_case(case, None, reference_evaluator(case.plan), None)


@pytest.fixture(scope="session")
def light(first: Recorded) -> Recorded:
    """A record of the same shape with little in it, for what is tried many times and not run."""
    body = data_of(first)
    names = ("rules/budget.yaml", "rules/law.yaml", "knowledge/options.yaml")
    body["files"] = {name: body["files"][name] for name in names}
    segment = body["advice"]["segments"][0]
    segment["trace"] = [entry for entry in segment["trace"] if entry["fired"]]
    body["advice"] |= {"segments": [segment], "parameters": [], "evidence": [], "goals": [], "planning": None}
    body["advice_sha256"] = digest(body["advice"])
    body["overrides"] = overrides_in(body["advice"])
    return _recorded(body)


@pytest.fixture(scope="session")
def second(light: Recorded) -> Recorded:
    """The record that follows it, of the same advice."""
    return _recorded(data_of(light) | {"number": 2, "before": light.head})


def _recorded(body: dict[str, Any]) -> Recorded:
    used = {"evaluator": "reference", "libraries": {}, "python": "3.11.0"}
    content = sealed_anew(body, used)
    return Recorded(Advice.model_validate(body["advice"]), content, opened(content).digest)


def data_of(record: Recorded) -> dict[str, Any]:
    """The body of a record as plain data, to change something in."""
    body: dict[str, Any] = parse(record.content)["record"]
    return body


def sealed_anew(body: Any, written_with: Any = None) -> bytes:
    """A file of which the outer digests fit, as somebody would make who changes a record and knows how it is sealed."""
    digests = {"record_sha256": sha256(canonical(body)).hexdigest()}
    digests["written_with_sha256"] = sha256(canonical(written_with)).hexdigest()
    return canonical({"record": body, "written_with": written_with, **digests}) + b"\n"


def kept(text: str) -> dict[str, str]:
    return {"sha256": sha256(text.encode()).hexdigest(), "text": text}
