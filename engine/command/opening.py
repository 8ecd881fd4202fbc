"""What a command is about: a region with the rules of a day, its segments and parts, an option by any of its names."""

from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

from ..advice.reasoned import circumstances_of
from ..decision.decider import Circumstances
from ..facts import SegmentFacts, flatten
from ..market.lots import with_carried
from ..profile import RegionProfile, load_region
from ..profile.load import RegionSource, read_region, region_of
from ..profile.region import Part, SegmentProfile
from ..reading import ProblemsFoundError
from ..reading.file_kind import is_workbook
from ..reading.validation import nearest
from ..rulebase import Rulebase, load_rulebase
from ..rulebase.entered import with_entered
from ..rulebase.plan import Plan, plan_for
from .faults import OurFaultError, WrongInputError


@dataclass(frozen=True)
class Case:
    """A region read from its source, and the rules in force on the day of the advice."""

    region: RegionProfile
    base: Rulebase
    plan: Plan
    path: Path
    source: RegionSource


def open_case(region: str, as_of: date | None) -> Case:
    """Read a region and the rules. Raises ProblemsFoundError, WrongInputError and OurFaultError."""
    path, name = locate(region)
    try:
        shipped = rulebase()
    except OurFaultError:
        load_region(path, name)  # a fault in the file goes before one of ours
        raise
    options = shipped.library.options
    source = read_region(path, name, options.choices, options.names)
    profile = region_of(source.document, options.choices, options.names)
    base = with_entered(shipped, profile)
    return Case(profile, base, plan_for(base, as_of or profile.as_of), path, source)


def rulebase() -> Rulebase:
    """The rule base of the package. Raises OurFaultError: its problems are no fault of who asks for advice."""
    try:
        return load_rulebase()
    except ProblemsFoundError as error:
        raise OurFaultError("rulebase", error.problems) from None


def locate(region: str) -> tuple[Path, str]:
    """The file of a region, and what problems call it: a path as given, or a reference region by its name."""
    path = Path(region)
    if path.is_file():
        return path, region
    known = reference_regions()
    if region in known:
        return _reference_folder() / f"{region}.yaml", f"knowledge/regions/{region}.yaml"
    if path.exists() or path.suffix in (".yaml", ".yml") or is_workbook(path) or path.name != region:
        return path, region  # reading it says what is wrong
    raise WrongInputError("unknown_region", nearest(region, list(known)), found=region, known=known)


def reference_regions() -> tuple[str, ...]:
    """The names of the reference regions, sorted."""
    return tuple(sorted(entry.name.removesuffix(".yaml") for entry in _reference_folder().iterdir()))


def _reference_folder() -> Path:
    return Path(str(files("stuurwijzer") / "knowledge" / "regions"))


# Segments and parts


def known_segment(region: RegionProfile, segment: str) -> None:
    """Raises WrongInputError, with what may have been meant, when the region has no such segment."""
    known = tuple(s.id for s in region.segments)
    if segment not in known:
        raise WrongInputError("unknown_segment", nearest(segment, list(known)), found=segment, known=known)


@dataclass(frozen=True)
class Opened:
    """One segment or part, with its facts and what a decision takes from outside them."""

    region: RegionProfile
    segment: SegmentProfile
    part: Part | None
    facts: SegmentFacts
    circumstances: Circumstances

    @property
    def path(self) -> str:
        return f"{self.segment.id}/{self.part.id}" if self.part else self.segment.id

    @property
    def name(self) -> str:
        return f"{self.segment.name}, {self.part.name}" if self.part else self.segment.name


def opened(case: Case, segment: SegmentProfile, part: Part | None) -> Opened:
    """A segment or part of a case, as an advice would see it."""
    region = with_carried(case.region.model_copy(update={"as_of": case.plan.as_of}))
    held = region.segment(segment.id)
    assert held is not None
    own = None if part is None else next(p for p in held.parts if p.id == part.id)
    facts = flatten(region, held, own)
    return Opened(region, held, own, facts, circumstances_of(region, facts))


def bodies_of(case: Case, segment: str | None) -> tuple[Opened, ...]:
    """One segment with its parts, or all of them. Raises WrongInputError for an unknown segment."""
    if segment is not None:
        known_segment(case.region, segment)
    return tuple(opened(case, s, p) for s, p in case.region.bodies() if segment in (None, s.id))


# Options by any of their names


def find_option(plan: Plan, word: str) -> str:
    """The code of the option that a word stands for. Raises WrongInputError with what may have been meant."""
    options = plan.library.options
    wanted = word.strip().lower()
    ending = tuple(code for code in options.by_code if code.endswith(f".{wanted}"))
    found = options.find(wanted) or ending or options.expand(wanted)
    if len(found) == 1:
        return found[0]
    if found:
        raise WrongInputError("ambiguous_option", found=word, known=found)
    names = {
        name.lower(): code
        for code, option in options.by_code.items()
        for name in (*option.text.synonyms, option.text.name.nl, option.text.name.en, code)
    }
    near = nearest(wanted, list(names))
    shown = f"{near} ({names[near]})" if near and near != names[near] else near
    raise WrongInputError("unknown_option", shown, found=word, known=tuple(options.instruments))
