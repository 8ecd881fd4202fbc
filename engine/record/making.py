"""Make a record of an advice."""

from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable

from ..advice.canonical import canonical, digest
from ..advice.model import Advice
from .model import FORMAT, KIND, Body, Kept, RegionFile, digest_of
from .seal import Opened, overrides_in
from .stamp import engine_stamp
from .strict_json import parse

ROOMS: Mapping[str, tuple[str, ...]] = {"rules": ("",), "knowledge": ("", "sources", "law", "evidence")}
"""the folders that an advice is made from; what only stands beside it (regions, cases, extractions) is left out"""


class OtherCaseError(Exception):
    """A record was to follow one of another case."""

    def __init__(self, case: str, before: str) -> None:
        super().__init__(f"{case} after {before}")
        self.case, self.before = case, before


def kept_files(rules: Traversable | None = None, knowledge: Traversable | None = None) -> dict[str, str]:
    """The texts of all files of rules and knowledge that an advice is made from, by name."""
    own = files("stuurwijzer")
    found: dict[str, str] = {}
    for top, folder in (("rules", rules or own / "rules"), ("knowledge", knowledge or own / "knowledge")):
        for room in ROOMS[top]:
            held = folder / room if room else folder
            for entry in held.iterdir() if held.is_dir() else ():
                if entry.name.endswith(".yaml"):
                    found["/".join(part for part in (top, room, entry.name) if part)] = entry.read_bytes().decode()
    return dict(sorted(found.items()))


def record_of(
    advice: Advice,
    region: RegionFile,
    kept: Mapping[str, str],
    *,
    segment: str | None = None,
    after: Opened | None = None,
) -> Body:
    """The record of an advice that was made from these texts. Raises OtherCaseError."""
    if after is not None and after.body.case != advice.region.id:
        raise OtherCaseError(advice.region.id, after.body.case)
    plain = parse(canonical(advice))
    return Body.model_validate(
        {
            "kind": KIND,
            "format": FORMAT,
            "case": advice.region.id,
            "number": 1 if after is None else after.body.number + 1,
            "before": None if after is None else after.digest,
            "as_of": advice.as_of,
            "segment": segment,
            "region": region,
            "files": {name: Kept(sha256=digest_of(text), text=text) for name, text in kept.items()},
            "engine": engine_stamp(),
            "overrides": overrides_in(plain),
            "advice": plain,
            "advice_sha256": digest(advice),
        }
    )
