"""The comparison with what regions chose, as plain text: the figures first, then what lies behind them."""

from collections.abc import Iterable, Sequence

from ..backtest import Backtest
from ..backtest.measure import TWO_RULES
from ..backtest.model import (
    AcceptanceEntry,
    BaselineEntry,
    ContrastEntry,
    OutcomeEntry,
    Ratio,
    RuleEntry,
    ScoreEntry,
    ViewEntry,
)
from ..backtest.outputs import BY_NAME, OUTPUTS
from ..rendering import load_catalogue, numbers
from ..rendering.columns import NARROW, in_columns
from ..rulebase import Rulebase
from .shell import Language
from .terms import WIDTH, Sheet, Terms

SIGNS = {"agree": "=", "open": "?", "differ": "≠"}
SHOWN_PER_CASE = ("funding", "form", "term", "direction", "intensity")
MOST_EXAMPLES = 3


def backtest_page(held: Backtest, base: Rulebase, language: Language) -> str:
    """All sections, the figures without leaks first."""
    return _Page(held, Terms(load_catalogue(language), base.vocabulary, base.library)).text()


class _Page:
    def __init__(self, held: Backtest, terms: Terms) -> None:
        self.held, self.terms, self.sheet = held, terms, Sheet()

    def text(self) -> str:
        self._title()
        for view in self.held.views:
            self._view(view)
        self._courses()
        self._differences()
        self._contrasts()
        self._decisions()
        return self.sheet.text().replace(numbers.NBSP, " ") + "\n"

    # Words

    def say(self, code: str, **values: str | int | tuple[str, ...]) -> str:
        return self.terms.catalogue.say(f"backtest.{code}", **values)

    def output(self, name: str) -> str:
        return self.say(f"output.{name}")

    def option(self, output: str, code: str) -> str:
        """An option by its name; a family of options and an answer have words of their own."""
        for path in (f"backtest.kind.{code}", f"backtest.answer.{code}"):
            if self.terms.catalogue.has(path):
                return self.terms.catalogue.texts[path]
        return self.terms.option(f"{BY_NAME[output].instrument}.{code}")

    def options(self, output: str, codes: Sequence[str]) -> str:
        shown = [self.option(output, code) for code in codes]
        return self.terms.catalogue.listed(shown, "or") if shown else self.say("nothing")

    def percent(self, ratio: Ratio) -> str:
        """Rounded for the eye; the exact fraction is in the JSON."""
        whole = (200 * ratio.numerator + ratio.denominator) // (2 * ratio.denominator)
        return numbers.share(100 * whole, self.terms.language)

    # Sections

    def _head(self, title: str) -> None:
        self.sheet.lines += ["", "", title, "-" * len(title)]

    def _table(self, heads: Sequence[str], rows: Sequence[Sequence[str]], right: Iterable[int] = ()) -> None:
        names = [self.say(f"column.{head}") for head in heads]
        self._laid_out(names, rows, right)

    def _laid_out(self, names: Sequence[str], rows: Sequence[Sequence[str]], right: Iterable[int]) -> None:
        plain = [[cell.replace(numbers.NBSP, " ") for cell in row] for row in rows]
        self.sheet.lines += ["", *in_columns(names, plain, WIDTH, frozenset(right), NARROW).splitlines()]

    def _title(self) -> None:
        decisions = sum(region.cases for region in self.held.regions)
        self.sheet.put(self.say("title", decisions=decisions, places=self.held.places))
        self.sheet.lines.append("")
        for code in ("few", "knew", "open", "balanced", "two_rules", "one_day"):
            values = {"places": self.held.places} if code == "few" else {}
            self.sheet.put(self.say(f"limits.{code}", **values), 0, "- ")
        rows = [[r.id, r.document, r.as_of, str(r.cases)] for r in self.held.regions]
        self._table(("region", "document", "as_of", "decisions"), rows, (3,))

    def _view(self, view: ViewEntry) -> None:
        self._head(self.say(f"view.{view.name}"))
        overall = [score for score in view.scores if score.region is None]
        heads = ("output", "cases", "agree", "open", "differ", "balanced", "most_common", "region_name", "two_rules")
        self._table(heads, [self._figures(score) for score in overall], (1, 2, 3, 4, 5, 7))
        regions = [region.id for region in self.held.regions]
        if len(regions) > 1:
            self.sheet.lines += ["", self.say("section.per_region")]
            rows = [[self.output(score.output), *self._regions(view, score.output, regions)] for score in overall]
            folding = (region.replace("-20", "\n20") for region in regions)
            self._laid_out([self.say("column.output"), *folding], rows, range(1, len(regions) + 1))
        measures = [entry for entry in view.sets if entry.region is None]
        if measures:
            self.sheet.lines += ["", self.say("section.measures")]
            shown = [
                [
                    self.output(m.output),
                    *(str(n) for n in (m.named, m.agree, m.open, m.differ)),
                    f"{m.advised} / {m.possible}",
                ]
                for m in measures
            ]
            self._table(("output", "named", "agree", "open", "differ", "advised"), shown, range(1, 6))
            self.sheet.lines.append("")
            self.sheet.put(self.say("measures_note"))

    def _figures(self, score: ScoreEntry) -> list[str]:
        return [
            self.output(score.output),
            *(str(n) for n in (score.cases, score.agree, score.open, score.differ)),
            self.percent(score.balanced),
            self._baseline(score.most_common),
            str(score.region_name),
            self._baseline(score.two_rules),
        ]

    def _baseline(self, held: BaselineEntry | None) -> str:
        """By code: names would not fit."""
        if held is None:
            return self.say("no_baseline")
        answer = "" if held.answer == TWO_RULES else f" {held.answer}"
        return f"{held.agree}, {self.percent(held.balanced)}{answer}"

    def _regions(self, view: ViewEntry, output: str, regions: Sequence[str]) -> Iterable[str]:
        for region in regions:
            score = next((s for s in view.scores if (s.output, s.region) == (output, region)), None)
            yield f"{score.agree} · {score.open} · {score.differ}" if score else self.say("no_baseline")

    def _courses(self) -> None:
        self._head(self.say("section.courses"))
        if not self.held.courses:
            self.sheet.put(self.say("no_courses"))
            return
        rows = [
            [self.output(c.output), self.say("column.apart" if c.apart else "column.rest")]
            + [str(n) for n in (c.cases, c.agree, c.open, c.differ)]
            for c in self.held.courses
        ]
        self._laid_out([self.say("column.output"), "", *self._counts()], rows, range(2, 6))
        self.sheet.lines.append("")
        self.sheet.put(self.say("courses_note"))
        told: dict[tuple[str, str, str, tuple[str, ...]], list[str]] = {}
        for outcome in self.held.views[0].outcomes:
            if outcome.later.says is not None:
                says = self.terms.both(outcome.later.says)
                key = (outcome.output, outcome.later.course, says, outcome.later.passages)
                told.setdefault(key, []).append(outcome.case)
        for (output, course, says, passages), cases in told.items():
            self.sheet.lines.append("")
            named = self.say("course_of", cases=tuple(dict.fromkeys(cases)), output=self.output(output))
            cited = f" [{', '.join(passages)}]" if passages else ""
            self.sheet.put(named)
            self.sheet.put(self.say("course", course=self.say(f"course_word.{course}"), says=f"{says}{cited}"), 1)

    def _counts(self) -> list[str]:
        return [self.say(f"column.{name}") for name in ("cases", "agree", "open", "differ")]

    # Differences

    def _differences(self) -> None:
        self._head(self.say("section.differences"))
        outcomes = {(o.case, o.output, o.chosen): o for o in self.held.views[0].outcomes if o.verdict == "differ"}
        if not self.held.acceptance:
            self.sheet.put(self.say("no_differences"))
        for entry in self.held.acceptance:
            self.sheet.lines.append("")
            if entry.state == "gone":
                self.sheet.put(
                    self.say("state.gone", case=entry.case, output=self.output(entry.output), on=entry.on or "")
                )
                continue
            self._difference(entry, outcomes[entry.case, entry.output, entry.chosen])

    def _difference(self, entry: AcceptanceEntry, outcome: OutcomeEntry) -> None:
        self.sheet.put(
            self.say(
                "difference",
                case=entry.case,
                output=self.output(entry.output),
                chosen=self.options(entry.output, entry.chosen),
                advised=self.options(entry.output, entry.advised),
            )
        )
        for ground in outcome.grounds:
            if ground.step is None:
                if not ground.rules:
                    self.sheet.put(self.say("no_pilot"), 1)
            else:
                before = self.say("before", options=self.terms.options(ground.before)) if ground.before else ""
                option, step = self.terms.option(ground.option), self.say(f"step.{ground.step}")
                self.sheet.put(self.say("fell", option=option, step=step, before=before), 1)
            for rule in ground.rules:
                self.sheet.put(self._rule(rule), 2, "- ")
        reason = self.terms.both(entry.reason) if entry.reason else ""
        self.sheet.put(self.say(f"state.{entry.state}", on=entry.on or "", reason=reason), 1)

    def _rule(self, rule: RuleEntry) -> str:
        if rule.claim is None:
            return self.say("rule_plain", rule=rule.rule)
        if rule.direction is None:
            return self.say("rule_requires", rule=rule.rule, claim=rule.claim)
        return self.say(
            "rule_argues",
            rule=rule.rule,
            claim=rule.claim,
            direction=self.say(f"direction.{rule.direction}"),
            option=self.terms.option(rule.option or ""),
            origin=rule.origin or "",
            own=self.say("own") if rule.own_reading else "",
        )

    # Contrasts

    def _contrasts(self) -> None:
        self._head(self.say("section.contrasts"))
        if not self.held.contrasts:
            self.sheet.put(self.say("no_contrasts"))
            return
        self.sheet.put(self.say("contrasts_note"))
        grouped: dict[tuple[str, str], list[ContrastEntry]] = {}
        for contrast in self.held.contrasts:
            grouped.setdefault((contrast.region, contrast.output), []).append(contrast)
        rows = [
            [region, self.output(output), str(len(pairs))]
            + [str(sum(pair.course == course for pair in pairs)) for course in ("same_way", "alike", "other_way")]
            for (region, output), pairs in grouped.items()
        ]
        self._table(("region", "output", "pairs", "same_way", "alike", "other_way"), rows, range(2, 6))
        for (region, output), pairs in grouped.items():
            self.sheet.lines.append("")
            self.sheet.put(f"{region}, {self.output(output)}")
            self._separating(pairs)
            silent = sum(pair.course == "alike" and not pair.source_says_why for pair in pairs)
            if silent:
                self.sheet.put(self.say("silent", output=self.output(output), pairs=silent), 1, "- ")

    def _separating(self, pairs: Sequence[ContrastEntry]) -> None:
        by_fact: dict[tuple[str, str], list[ContrastEntry]] = {}
        for pair in pairs:
            for fact in pair.facts:
                by_fact.setdefault((fact.field, fact.whose), []).append(pair)
        for (field, whose), held in by_fact.items():
            said = {"field": f"{self.terms.label(field)} ({field})", "whose": self.say(f"whose.{whose}")}
            text = self.say("separates", pairs=len(held), examples=self._examples(held), **said)
            self.sheet.put(text, 1, "- ")
        together = [pair for pair in pairs if pair.course != "alike" and not pair.facts]
        if together:
            text = self.say("together", pairs=len(together), examples=self._examples(together))
            self.sheet.put(text, 1, "- ")

    def _examples(self, pairs: Sequence[ContrastEntry]) -> str:
        shown = [self.say("pair", first=pair.first, second=pair.second) for pair in pairs[:MOST_EXAMPLES]]
        return ", ".join(shown) + (", …" if len(pairs) > MOST_EXAMPLES else "")

    # Each decision

    def _decisions(self) -> None:
        self._head(self.say("section.decisions"))
        self.sheet.put(self.say("sign"))
        by_case: dict[str, dict[str, OutcomeEntry]] = {}
        for outcome in self.held.views[0].outcomes:
            by_case.setdefault(outcome.case, {})[outcome.output] = outcome
        outputs = [output.name for output in OUTPUTS if output.name in SHOWN_PER_CASE]
        rows = [
            [case, *(self._cell(held.get(name)) for name in outputs)]
            for case, held in by_case.items()
            if any(name in held for name in outputs)
        ]
        self._laid_out([self.say("column.case"), *(self.output(name) for name in outputs)], rows, ())

    def _cell(self, outcome: OutcomeEntry | None) -> str:
        """By code, since names would not fit: what the region chose, the sign, and what the advice leaves instead."""
        if outcome is None:
            return ""
        chosen, advised = " / ".join(outcome.chosen), " / ".join(outcome.advised)
        return f"{chosen} {SIGNS[outcome.verdict]}{f' {advised}' if outcome.verdict == 'differ' else ''}"
