"""One option explained: where it stands, by which rules, on which answers and sources, and what would have kept it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..advice.choice_entries import DecisionEntry, RankingEntry
from ..advice.confidence import INSTRUMENTS as CONFIDENT_IN
from ..advice.entries import ArgumentEntry, PreconditionEntry, TraceEntry
from ..advice.model import BodyAdvice
from ..facts import SegmentFacts
from ..reading import Document
from ..rendering import load_catalogue, numbers
from ..rulebase.check import options_of
from ..rulebase.model import Bound, Rule
from .opening import Case, opened
from .rule_chain import RuleChain
from .rule_text import effect_of
from .shell import Language
from .terms import Sheet, Terms


def terms_of(case: Case, language: Language) -> Terms:
    return Terms(load_catalogue(language), case.plan.vocabulary, case.plan.library)


def put_heading(case: Case, body: BodyAdvice, path: str, terms: Terms, sheet: Sheet) -> None:
    law = terms.value("segment.law", body.law)
    day = numbers.day(case.plan.as_of.isoformat(), terms.language)
    sheet.put(terms.say("explain.heading", name=body.name, id=path, law=law, region=case.region.name, day=day))


def how_it_fell(entry: RankingEntry, terms: Terms, chosen: str | None) -> str:
    """At which step an option fell, and before which others when that is not just the chosen one."""
    status = terms.say(f"status.{entry.status}") if entry.status and entry.step == "precondition" else ""
    text = terms.say(f"fell.{entry.step}", status=status)
    if not entry.before or entry.before == (chosen,):
        return text
    return f"{text} {terms.say('explain.before', options=terms.options(entry.before))}"


@dataclass(frozen=True)
class Told:
    """The advice on a segment or part, with the region as it was asked for and the file that it was read from.

    ``whole``: for a part the advice on its segment.
    """

    region: str
    path: str
    file: Document
    body: BodyAdvice
    whole: BodyAdvice | None


@dataclass
class ExplainedOption:
    """One option of one segment or part: from passage to rule, from rule to answer, from there to where it stands."""

    case: Case
    told: Told
    code: str
    terms: Terms

    def __post_init__(self) -> None:
        self.sheet, self.body = Sheet(), self.told.body
        self.decision = self.body.decisions[self.code.partition(".")[0]]
        self.entry = next((e for e in self.decision.ranking if e.option == self.code), None)
        self.rules = {rule.id: rule for rule in self.case.plan.rules}
        self.chain = RuleChain(self.case.plan, self._facts(), self.told.file, self.body.trace, self.terms, self.sheet)

    def _facts(self) -> SegmentFacts:
        segment_id, _, part_id = self.told.path.partition("/")
        segment = self.case.region.segment(segment_id)
        assert segment is not None
        part = next((p for p in segment.parts if p.id == part_id), None)
        return opened(self.case, segment, part).facts

    def text(self) -> str:
        self._head()
        self._stands()
        self._kept()
        self._preconditions()
        for direction in ("for", "against"):
            self._arguments(direction)
        self._silent_rules()
        self._left_out()
        self.sheet.head(self.terms.say("rule.sources"))
        cited = [p for rule in self.chain.shown for p in self.case.plan.passages_of(self.rules[rule])]
        for document in self.terms.documents(cited) or [self.terms.say("rule.no_source")]:
            self.sheet.put(document, 1)
        return self.sheet.text()

    def _head(self) -> None:
        terms, held = self.terms, self.case.plan.library.options.by_code[self.code]
        plain = f" ({terms.both(held.text.plain)})" if held.text.plain else ""
        name = terms.option(self.code)
        self.sheet.put(f"{name[:1].upper()}{name[1:]}{plain} · {terms.instrument(held.instrument)} · {self.code}")
        put_heading(self.case, self.body, self.told.path, terms, self.sheet)
        if not held.text.judged:
            self.sheet.put(terms.say("explain.not_judged_by_sources"))

    def _stands(self) -> None:
        """Chosen, level, fallen and at which step, and the rules by which."""
        terms, sheet, decision, entry = self.terms, self.sheet, self.decision, self.entry
        sheet.head(terms.say("explain.stands"))
        if entry is None:
            sheet.put(terms.say("explain.not_reached"), 1)
        elif self.case.plan.library.options.instruments[decision.instrument].multi and entry.outcome != "fell":
            sheet.put(terms.say("explain.taken" if self.code in decision.taken else "explain.not_taken"), 1)
        elif entry.outcome == "chosen":
            sheet.put(terms.say("explain.chosen"), 1)
            sheet.put(terms.say(f"decided_at.{decision.decided_at}"), 1)
            self._ahead_of(decision)
        elif entry.outcome == "tied":
            self._level(decision)
        elif entry.outcome == "fell":
            sheet.put(terms.say("explain.fell", how=how_it_fell(entry, terms, decision.chosen)), 1)
            if decision.chosen:
                sheet.put(terms.say("explain.instead", option=terms.option(decision.chosen)), 1)
        elif entry.outcome == "advised":
            sheet.put(terms.say("explain.advised", option=terms.option(decision.chosen or "")), 1)
        else:
            sheet.put(terms.say("explain.silent_here"), 1)
        if self.code in decision.own_reading:
            sheet.put(terms.say("explain.own_reading"), 1)
        self._followed()
        if entry is not None and entry.rules:
            sheet.put(terms.say("explain.by_rules"), 1)
            for rule in entry.rules:
                self.chain.put(rule)

    def _ahead_of(self, decision: DecisionEntry) -> None:
        """For what was chosen: where each other option fell, and by which rules."""
        for other in decision.ranking:
            if other.outcome == "fell":
                how, name = how_it_fell(other, self.terms, decision.chosen), self.terms.option(other.option)
                by = self.terms.say("explain.by", rules=other.rules) if other.rules else ""
                self.sheet.put(f"{name}: {how} {by}".rstrip(), 1, "- ")

    def _level(self, decision: DecisionEntry) -> None:
        """For what is level: with which, and the question that would separate them."""
        terms = self.terms
        others = terms.options(code for code in decision.ties if code != self.code)
        self.sheet.put(terms.say("explain.tied_with", options=others), 1)
        question = next((tie.question for tie in self.body.ties if tie.instrument == decision.instrument), None)
        if question is not None:
            self.sheet.put(terms.say("explain.separates", label=terms.label(question)), 1)

    def _followed(self) -> None:
        """For a part that chooses nothing itself: what it follows."""
        if self.told.whole is None or self.decision.chosen or self.decision.taken:
            return
        above = self.told.whole.decisions[self.decision.instrument]
        held = self.terms.options([above.chosen] if above.chosen else above.taken)
        if held:
            self.sheet.put(self.terms.say("explain.follows", options=held), 1)

    def _kept(self) -> None:
        """For what fell: what would have kept it, as far as is certain; and where to look further."""
        if self.entry is None or self.code in self.decision.taken:
            return
        lines = list(self._certain()) if self.entry.outcome == "fell" else []
        if lines:
            self.sheet.head(self.terms.say("explain.kept"))
        for line in lines:
            self.sheet.put(line, 1, "- ")
        segment = self.told.path.partition("/")[0]
        self.sheet.head(self.terms.say("explain.see_flips", region=self.told.region, segment=segment))

    def _certain(self) -> Iterator[str]:
        terms, entry = self.terms, self.entry
        if entry is not None and entry.step == "excluded" and entry.rules:
            yield terms.say("explain.kept_excluded", rules=entry.rules)
        if entry is not None and entry.step == "precondition":
            lacking = [p for p in self.body.preconditions if p.option == self.code and p.state == "unmet"]
            labels = tuple(f"{terms.both(p.label)} ({terms.say(f'class.{p.class_}')})" for p in lacking)
            if labels:
                yield terms.say("explain.kept_precondition", labels=labels)
        for held in self.body.without_given:
            if held.without == self.code and held.with_given != self.code:
                yield terms.say("explain.kept_given", rules=held.given_by)
        groups = (name for name, about in CONFIDENT_IN.items() if self.decision.instrument in about)
        for flip in (flip for name in groups for flip in getattr(self.body.confidence, name).rests_on):
            if flip.becomes == self.code:
                value = terms.value(flip.field, flip.value)
                yield terms.say("explain.kept_answer", label=terms.label(flip.field), value=value)

    def _preconditions(self) -> None:
        held = [p for p in self.body.preconditions if p.option == self.code]
        self.sheet.head(self.terms.say("explain.preconditions"))
        if not held:
            self.sheet.put(self.terms.say("explain.no_preconditions"), 1)
        for precondition in held:
            self._precondition(precondition)

    def _precondition(self, held: PreconditionEntry) -> None:
        terms, sheet = self.terms, self.sheet
        state, kind = terms.say(f"state.{held.state}"), terms.say(f"class.{held.class_}")
        sheet.put(f"{terms.both(held.label)}: {state} ({kind})", 1, "- ")
        if held.state != "met":
            owner = self.case.region.owners.get(held.owner)  # type: ignore[call-overload]  # a role, as text
            owner = owner or terms.catalogue.say(f"roles.{held.owner}")
            sheet.put(terms.say("rule.question", question=terms.both(held.question), owner=owner), 2)
        for rule in held.rules:
            self.chain.put(rule)
            for entry in self.body.trace:
                if entry.rule == rule and held.state == "unknown" and entry.role == "met" and not entry.fired:
                    sheet.put(self._failed(entry, "explain.not_met_because"), 3)

    def _arguments(self, direction: str) -> None:
        terms, sheet = self.terms, self.sheet
        held = [a for a in self.body.arguments if a.option == self.code and a.direction == direction]
        held.sort(key=lambda a: -a.level)
        sheet.head(terms.say(f"explain.arguments_{direction}"))
        if not held:
            sheet.put(terms.say("explain.no_arguments"), 1)
        for argument in held:
            sheet.put(self._weight(argument), 1, "- ")
            self.chain.put(argument.rule)
        if any(a.step in ("wish", "goal") for a in held):
            sheet.put(terms.say("explain.wishes_and_goals"), 1)

    def _weight(self, held: ArgumentEntry) -> str:
        terms = self.terms
        strength, step = terms.say(f"strength.{held.strength}"), terms.say(f"step.{held.step}")
        evidence = terms.say(f"evidence.{held.evidence}")
        text = terms.say("explain.argument", claim=held.claim, strength=strength, step=step, evidence=evidence)
        if held.bearing != "argues":
            text = f"{text} {terms.say(f'explain.claim_{held.bearing}', records=held.tests)}"
        elif not held.level:
            text = f"{text} {terms.say('explain.decides_nothing')}"
        if held.severe:
            text = f"{text} {terms.say('rule.severe')}"
        return text

    def _silent_rules(self) -> None:
        """Rules about the option that did not fire, each with the first condition that failed."""
        sheet, terms = self.sheet, self.terms
        sheet.head(terms.say("explain.did_not_fire"))
        silent = [e for e in self.body.trace if e.role == "fires" and not e.fired and self._about(self.rules[e.rule])]
        for entry in silent:
            place = self.case.plan.located[entry.rule].place
            sheet.put(f"{entry.rule}: {effect_of(self.rules[entry.rule], terms)} ({place})", 1, "- ")
            sheet.put(self._failed(entry, "explain.failed"), 2)
        if not silent:
            sheet.put(terms.say("explain.all_fired"), 1)

    def _failed(self, entry: TraceEntry, code: str) -> str:
        terms, condition = self.terms, entry.failed or ""
        name, _, rest = condition.partition(" ")
        found = terms.say("explain.unknown") if entry.found is None else terms.value(name, entry.found)
        limit = ""
        if "param:" in rest:
            value = self.case.plan.parameter(rest.partition("param:")[2])
            limit = terms.say("explain.limit", value=terms.value(name, str(value)))
        return terms.say(code, label=terms.label(name), condition=condition, found=found, limit=limit).rstrip()

    def _left_out(self) -> None:
        """Rules about the option that are not in force on the day."""
        held = [entry for entry in self.case.plan.left_out if self._about(entry.rule)]
        if held:
            self.sheet.head(self.terms.say("explain.not_in_force"))
        for entry in held:
            self.sheet.put(f"{entry.rule.id}: {self.terms.say(f'not_in_force.{entry.reason}')}", 1, "- ")

    def _about(self, rule: Rule) -> bool:
        if isinstance(rule, Bound):
            return self.code.startswith("term.")
        return self.code in self._expanded(options_of(rule))

    def _expanded(self, codes: Iterable[str]) -> set[str]:
        return {option for code in codes for option in self.case.plan.library.options.expand(code)}
