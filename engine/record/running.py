"""Run a record again, from nothing but what it holds, and say what came of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from ..advice import advise
from ..advice.canonical import canonical
from ..inference import reference_evaluator
from ..profile.load import region_of
from ..reading import Problem, ProblemsFoundError, parse_document
from ..rulebase import load_rulebase
from ..rulebase.entered import with_entered
from ..rulebase.plan import plan_for
from .model import Body, EngineStamp
from .stamp import engine_stamp
from .strict_json import parse

Word = Literal["reproduced", "other_engine", "not_reproduced", "altered"]


@dataclass(frozen=True)
class Difference:
    """The first place in the advice that is not the same; None stands for nothing there."""

    path: str
    recorded: Any
    now: Any


@dataclass(frozen=True)
class OtherEngine:
    """How the engine of the record differs from this one."""

    recorded: str
    now: str
    """versions"""
    modules: tuple[str, ...]
    """those that changed, came or went"""


@dataclass(frozen=True)
class RunAgain:
    """What came of running a record again. ``failed``: it could not be run, and why."""

    engine: OtherEngine | None
    difference: Difference | None
    problems: tuple[Problem, ...] = ()
    failed: str = ""

    @property
    def same(self) -> bool:
        return self.difference is None and not self.problems and not self.failed

    @property
    def word(self) -> Word:
        if self.engine is not None:
            return "other_engine"
        return "reproduced" if self.same else "not_reproduced"


def run_again(body: Body) -> RunAgain:
    """The advice of a record made anew and held against the one that it holds."""
    engine = other_engine(body.engine)
    try:
        advice = _advice_of(body)
    except ProblemsFoundError as error:
        return RunAgain(engine, None, problems=error.problems)
    except Exception as error:  # what a record from outside makes of the engine is a finding about the record
        return RunAgain(engine, None, failed=f"{type(error).__name__}: {error}"[:300])
    return RunAgain(engine, next(differences(body.advice, advice), None))


def _advice_of(body: Body) -> Any:
    with TemporaryDirectory(prefix="stuurwijzer-") as folder:
        for name, kept in body.files.items():  # names are of a closed form: the model refuses any other
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(kept.text.encode())
        base = load_rulebase(rules=Path(folder) / "rules", knowledge=Path(folder) / "knowledge")
    region = region_of(
        parse_document(body.region.text, body.region.name), base.library.options.choices, base.library.options.names
    )
    plan = plan_for(with_entered(base, region), body.as_of)
    advice = advise(region, base, as_of=body.as_of, only=body.segment, plan=plan, evaluator=reference_evaluator(plan))
    return parse(canonical(advice))


def other_engine(recorded: EngineStamp) -> OtherEngine | None:
    """How an engine differs from this one; None when it is this one."""
    now = engine_stamp()
    if (recorded.version, recorded.sha256) == (now.version, now.sha256):
        return None
    names = sorted({*recorded.modules, *now.modules})
    changed = tuple(name for name in names if recorded.modules.get(name) != now.modules.get(name))
    return OtherEngine(recorded.version, now.version, changed)


def differences(recorded: Any, now: Any, path: tuple[str, ...] = ()) -> Iterator[Difference]:
    """Every place where two pieces of plain data differ, in the order of the first; entries with an id go by it."""
    if isinstance(recorded, dict) and isinstance(now, dict):
        for key in sorted({*recorded, *now}):
            yield from differences(recorded.get(key), now.get(key), (*path, key))
    elif isinstance(recorded, list) and isinstance(now, list):
        for number in range(max(len(recorded), len(now))):
            one = recorded[number] if number < len(recorded) else None
            other = now[number] if number < len(now) else None
            yield from differences(one, other, (*path, _name(one, number)))
    elif recorded != now or type(recorded) is not type(now):
        yield Difference("/".join(path), recorded, now)


def _name(held: Any, number: int) -> str:
    name = held.get("id") if isinstance(held, dict) else None
    return name if isinstance(name, str) else str(number)
