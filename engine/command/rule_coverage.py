"""``rules coverage``: which rules cases and regions hold, and which single changes of a rule nobody would notice."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..coverage.cases import Variant, load_rule_cases
from ..coverage.measure import Coverage, RuleCoverage, coverage_of
from ..coverage.regions import InRegions, in_regions
from ..profile import load_region
from ..reading import ProblemsFoundError
from ..reading.validation import nearest
from ..rendering import Catalogue, load_catalogue
from ..rulebase import Rulebase
from .accounting import as_json
from .faults import OurFaultError, WrongInputError
from .opening import locate, rulebase
from .shell import Language
from .terms import Sheet


@dataclass(frozen=True)
class _Found:
    base: Rulebase
    variants: Sequence[Variant]
    coverage: Coverage
    regions: InRegions

    @property
    def noticed(self) -> int:
        return self.coverage.mutants - self.coverage.survivors

    def enough(self, percent: int) -> bool:
        return 100 * self.noticed >= percent * self.coverage.mutants

    @property
    def cases(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(variant.case for variant in self.variants))

    def by_file(self) -> dict[str, list[RuleCoverage]]:
        files = {held.rule.id: held.document.file for held in self.base.located}
        found: dict[str, list[RuleCoverage]] = {}
        for held in self.coverage.rules:
            found.setdefault(files[held.rule], []).append(held)
        return found


def coverage_report(
    regions: Sequence[str], rule: str | None, at_least: int | None, form: str, language: Language
) -> tuple[str, bool]:
    """The report as text or JSON, and whether it is in order: every case holds, and enough changes are noticed.

    Raises WrongInputError and ProblemsFoundError of what was named, OurFaultError of a case that cannot be read.
    """
    base = rulebase()
    if rule is not None and rule not in base.rules:
        raise WrongInputError("unknown_rule", nearest(rule, list(base.rules)), found=rule)
    read = [load_region(*locate(region)) for region in regions]
    try:
        variants = load_rule_cases(base)
    except ProblemsFoundError as error:
        raise OurFaultError("rule_cases", error.problems) from None
    only = None if rule is None else frozenset({rule})
    found = _Found(base, variants, coverage_of(base, variants, only), in_regions(base, read, only))
    catalogue = load_catalogue(language)
    if form == "json":
        text = as_json(_as_data(found))
    else:
        text = _rule_page(found, rule, catalogue) if rule else _as_text(found, bool(regions), catalogue)
    return text, not found.coverage.broken and (at_least is None or found.enough(at_least))


def _as_data(found: _Found) -> dict[str, Any]:
    return {
        "cases": len(found.cases),
        "variants": len(found.variants),
        "broken": [
            {"case": variant.case, "variant": variant.label, "expectations": list(broken)}
            for variant, broken in found.coverage.broken
        ],
        "changes": found.coverage.mutants,
        "noticed": found.noticed,
        "rules": [
            {
                "rule": held.rule,
                "considered": held.considered,
                "fired": list(held.fired),
                "decided": list(held.decided),
                "changes": held.mutants,
                "unnoticed": [{"change": m.change, "detail": m.detail} for m in held.survivors],
                "regions_fired": list(found.regions.fired.get(held.rule, ())),
                "regions_decided": list(found.regions.decided.get(held.rule, ())),
            }
            for held in found.coverage.rules
        ],
    }


def _as_text(found: _Found, with_regions: bool, catalogue: Catalogue) -> str:
    sheet = Sheet()

    def say(code: str, **values: str) -> str:
        return catalogue.say(f"command.coverage.{code}", **values)

    share = str(100 * found.noticed // max(found.coverage.mutants, 1))
    counts = {"cases": len(found.cases), "variants": len(found.variants), "changes": found.coverage.mutants}
    sheet.put(say("reading", noticed=str(found.noticed), share=share, **{k: str(v) for k, v in counts.items()}))
    _broken(found, sheet, catalogue)
    sheet.head(say("per_file"))
    heads = [say(f"head.{name}") for name in ("rules", "held", "changes", "noticed")]
    files = found.by_file()
    width = max(map(len, files))
    sheet.lines.append(f"    {'':<{width}}  {'  '.join(heads)}")
    for file, rules in files.items():
        changes = sum(held.mutants for held in rules)
        left = sum(len(held.survivors) for held in rules)
        numbers = (len(rules), sum(bool(held.decided) for held in rules), changes, changes - left)
        cells = (f"{number:>{len(head)}}" for number, head in zip(numbers, heads, strict=True))
        sheet.lines.append(f"    {file:<{width}}  {'  '.join(cells)}")
    if with_regions:
        sheet.head(say("regions", fired=str(len(found.regions.fired)), decided=str(len(found.regions.decided))))
    idle = [held.rule for held in found.coverage.rules if not held.decided]
    if idle:
        sheet.head(say("no_case", n=str(len(idle))))
        for rule in idle:
            sheet.put(rule, 1, "- ")
    left_over = [held for held in found.coverage.rules if held.decided and held.survivors]
    if left_over:
        sheet.head(say("unnoticed", n=str(sum(len(held.survivors) for held in left_over))))
        for held in left_over:
            sheet.put(held.rule, 1, "- ")
            _survivors(held, sheet, catalogue)
    return sheet.text()


def _rule_page(found: _Found, rule: str, catalogue: Catalogue) -> str:
    (held,) = found.coverage.rules
    sheet = Sheet()
    sheet.put(rule)
    _broken(found, sheet, catalogue)
    for code, names in (
        ("fired", held.fired),
        ("decided", held.decided),
        ("regions_fired", found.regions.fired.get(rule, ())),
        ("regions_decided", found.regions.decided.get(rule, ())),
    ):
        sheet.head(catalogue.say(f"command.coverage.{code}", n=str(len(names))))
        for name in names:
            sheet.put(name, 1, "- ")
    sheet.head(catalogue.say("command.coverage.unnoticed", n=str(len(held.survivors))))
    _survivors(held, sheet, catalogue)
    return sheet.text()


def _broken(found: _Found, sheet: Sheet, catalogue: Catalogue) -> None:
    if found.coverage.broken:
        sheet.head(catalogue.say("command.coverage.broken", n=str(len(found.coverage.broken))))
        for variant, broken in found.coverage.broken:
            sheet.put(f"{variant.case} {variant.label}".strip(), 1, "- ")
            for one in broken:
                sheet.put(one, 2)


def _survivors(held: RuleCoverage, sheet: Sheet, catalogue: Catalogue) -> None:
    for mutant in held.survivors:
        change = catalogue.say(f"command.coverage.change.{mutant.change}")
        sheet.put(f"{change}: {mutant.detail}" if mutant.detail else change, 2)
