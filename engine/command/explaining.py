"""Why an option was chosen, or why not: from the advice and its trace, with the rules and where they stem from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..advice import Advice
from ..advice.entries import ArgumentEntry, DecisionEntry, PreconditionEntry, RankingEntry, TraceEntry
from ..advice.model import BodyAdvice
from ..reading.validation import nearest
from ..rendering import load_catalogue, numbers
from ..rulebase.check import options_of
from ..rulebase.model import Bound, Rule, conditions_of
from .advising import Case, advise_case, find_option, known_segment, open_case
from .faults import WrongInputError
from .rule_text import effect_of
from .shell import Language
from .terms import Sheet, Terms


def explain_segment(region: str, segment: str, as_of: date | None, evaluator: str, language: Language) -> str:
    """For each instrument what was chosen, at which step, and where the other options fell."""
    case, body = _advised(region, segment, as_of, evaluator, language)
    terms = _terms(case, language)
    sheet = Sheet()
    _heading(case, body, segment, terms, sheet)
    for decision in body.decisions.values():
        _decision(decision, case, terms, sheet)
    sheet.head(terms.say("explain.more", region=region, segment=segment))
    return sheet.text()


def explain_option(
    region: str, segment: str, option: str, as_of: date | None, evaluator: str, language: Language
) -> str:
    """Where an option stands and why: the rules that settled it, what argued, and what did not hold."""
    case = open_case(region, as_of)
    code = find_option(case.plan, option)
    _, body = _advised_case(case, segment, evaluator, language)
    return _Explained(case, body, segment, code, _terms(case, language)).text()


def _advised(
    region: str, segment: str, as_of: date | None, evaluator: str, language: Language
) -> tuple[Case, BodyAdvice]:
    return _advised_case(open_case(region, as_of), segment, evaluator, language)


def _advised_case(case: Case, segment: str, evaluator: str, language: Language) -> tuple[Case, BodyAdvice]:
    """The advice on a segment, or on ``segment/part``. Raises WrongInputError when there is no such one."""
    segment_id, _, part_id = segment.partition("/")
    known_segment(case.region, segment_id)
    profile = case.region.segment(segment_id)
    parts = tuple(part.id for part in profile.parts) if profile else ()
    if part_id and part_id not in parts:
        code = "unknown_part" if parts else "no_parts"
        raise WrongInputError(code, nearest(part_id, list(parts)), found=part_id, segment=segment_id, known=parts)
    advice = advise_case(case, segment_id, evaluator, language)
    return case, _body(advice, part_id)


def _body(advice: Advice, part_id: str) -> BodyAdvice:
    (segment,) = advice.segments
    return next(part for part in segment.parts if part.id == part_id) if part_id else segment


def _terms(case: Case, language: Language) -> Terms:
    return Terms(load_catalogue(language), case.plan.vocabulary, case.plan.library)


def _heading(case: Case, body: BodyAdvice, path: str, terms: Terms, sheet: Sheet) -> None:
    law = terms.value("segment.law", body.law)
    day = numbers.day(case.plan.as_of.isoformat(), terms.language)
    sheet.put(terms.say("explain.heading", name=body.name, id=path, law=law, region=case.region.name, day=day))


# All instruments


def _decision(held: DecisionEntry, case: Case, terms: Terms, sheet: Sheet) -> None:
    name = terms.instrument(held.instrument)
    sheet.head(f"{name[:1].upper()}{name[1:]}: {_outcome(held, case, terms)}")
    if case.plan.library.options.instruments[held.instrument].multi:
        return
    if held.chosen or held.decided_at == "none_left":
        sheet.put(terms.say(f"decided_at.{held.decided_at}"), 1)
    if held.chosen in held.own_reading:
        sheet.put(terms.say("explain.own_reading"), 1)
    for entry in held.ranking:
        if entry.outcome == "fell":
            sheet.put(f"{terms.option(entry.option)}: {_fell(entry, terms, held.chosen)}", 1, "- ")
        elif entry.outcome == "advised":
            sheet.put(f"{terms.option(entry.option)}: {terms.say('explain.was_advised')}", 1, "- ")
    if held.runner_up:
        sheet.put(terms.say("explain.runner_up", option=terms.option(held.runner_up)), 1)


def _outcome(held: DecisionEntry, case: Case, terms: Terms) -> str:
    if case.plan.library.options.instruments[held.instrument].multi:
        return terms.catalogue.listed(terms.options(held.taken)) if held.taken else terms.say("explain.none_taken")
    if held.chosen:
        return terms.option(held.chosen)
    if held.ties:
        return terms.say("explain.tied", options=terms.options(held.ties))
    return terms.say("explain.none_left" if held.decided_at == "none_left" else "explain.silent")


def _fell(entry: RankingEntry, terms: Terms, chosen: str | None) -> str:
    """At which step an option fell, and before which others when that is not just the chosen one."""
    status = terms.say(f"status.{entry.status}") if entry.status and entry.step == "precondition" else ""
    text = terms.say(f"fell.{entry.step}", status=status)
    if not entry.before or entry.before == (chosen,):
        return text
    return f"{text} {terms.say('explain.before', options=terms.options(entry.before))}"


# One option


@dataclass
class _Explained:
    """One option of one segment or part."""

    case: Case
    body: BodyAdvice
    path: str
    code: str
    terms: Terms

    def __post_init__(self) -> None:
        self.sheet = Sheet()
        self.shown: set[str] = set()
        self.rules = {rule.id: rule for rule in self.case.plan.rules}
        self.trace: dict[str, list[TraceEntry]] = {}
        for entry in self.body.trace:
            self.trace.setdefault(entry.rule, []).append(entry)

    def text(self) -> str:
        self._head()
        self._stands()
        self._preconditions()
        for direction in ("for", "against"):
            self._arguments(direction)
        self._silent_rules()
        self._left_out()
        self.sheet.head(self.terms.say("rule.sources"))
        cited = [p for rule in self.shown for p in self.case.plan.passages_of(self.rules[rule])]
        for document in self.terms.documents(cited) or [self.terms.say("rule.no_source")]:
            self.sheet.put(document, 1)
        return self.sheet.text()

    def _head(self) -> None:
        terms, held = self.terms, self.case.plan.library.options.by_code[self.code]
        plain = f" ({terms.both(held.text.plain)})" if held.text.plain else ""
        name = terms.option(self.code)
        self.sheet.put(f"{name[:1].upper()}{name[1:]}{plain} · {terms.instrument(held.instrument)} · {self.code}")
        _heading(self.case, self.body, self.path, terms, self.sheet)
        if not held.text.judged:
            self.sheet.put(terms.say("explain.not_judged_by_sources"))

    def _stands(self) -> None:
        terms, sheet = self.terms, self.sheet
        decision = self.body.decisions[self.code.partition(".")[0]]
        entry = next((e for e in decision.ranking if e.option == self.code), None)
        sheet.head(terms.say("explain.stands"))
        multi = self.case.plan.library.options.instruments[decision.instrument].multi
        if entry is None:
            sheet.put(terms.say("explain.not_reached"), 1)
        elif multi:
            sheet.put(terms.say("explain.taken" if self.code in decision.taken else "explain.not_taken"), 1)
        elif entry.outcome == "chosen":
            sheet.put(terms.say("explain.chosen"), 1)
            sheet.put(terms.say(f"decided_at.{decision.decided_at}"), 1)
        elif entry.outcome == "tied":
            others = terms.options(code for code in decision.ties if code != self.code)
            sheet.put(terms.say("explain.tied_with", options=others), 1)
        elif entry.outcome == "fell":
            sheet.put(terms.say("explain.fell", how=_fell(entry, terms, decision.chosen)), 1)
            if decision.chosen:
                sheet.put(terms.say("explain.instead", option=terms.option(decision.chosen)), 1)
        elif entry.outcome == "advised":
            sheet.put(terms.say("explain.advised", option=terms.option(decision.chosen or "")), 1)
        else:
            sheet.put(terms.say("explain.silent_here"), 1)
        if self.code in decision.own_reading:
            sheet.put(terms.say("explain.own_reading"), 1)
        if entry is not None and entry.rules:
            sheet.put(terms.say("explain.by_rules"), 1)
            for rule in entry.rules:
                self._rule(rule)

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
            self._rule(rule, 2)
            for entry in self.trace.get(rule, ()):
                if held.state == "unknown" and entry.role == "met" and not entry.fired:
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
            self._rule(argument.rule, 2)
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

    def _rule(self, rule_id: str, level: int = 2) -> None:
        """A rule with its reason, the facts it fired on and its passages; in full the first time only."""
        terms, sheet, rule = self.terms, self.sheet, self.rules[rule_id]
        if rule_id in self.shown:
            sheet.put(terms.say("explain.rule_above", rule=rule_id), level)
            return
        self.shown.add(rule_id)
        sheet.put(terms.say("explain.rule", rule=rule_id, reason=terms.both(rule.because)), level)
        facts = self._facts(rule)
        sheet.put(terms.say("explain.facts", facts=facts) if facts else terms.say("explain.no_facts"), level + 1)
        for passage in self.case.plan.passages_of(rule):
            sheet.put(terms.passage(passage), level + 1)
        if rule.own_judgement:
            sheet.put(terms.say("rule.own_judgement", reason=terms.both(rule.own_judgement)), level + 1)

    def _facts(self, rule: Rule) -> tuple[str, ...]:
        """What the rule fired on, each field with its value; that nothing is known of a field is one of them."""
        fired = [entry for entry in self.trace.get(rule.id, ()) if entry.fired]
        facts = {n: self.terms.value(n, value) for entry in fired for n, value in entry.facts}
        asked = [text.split()[0] for key, text in conditions_of(rule) if key == "when" and text.endswith("is_unknown")]
        facts |= {name: self.terms.say("explain.unknown") for name in asked}
        return tuple(f"{self.terms.label(name)} = {shown}" for name, shown in facts.items())

    def _silent_rules(self) -> None:
        """Rules about the option that did not fire, each with the first condition that failed."""
        sheet, terms = self.sheet, self.terms
        sheet.head(terms.say("explain.did_not_fire"))
        silent = [e for e in self.body.trace if e.role == "fires" and not e.fired and self._about(self.rules[e.rule])]
        for entry in silent:
            sheet.put(f"{entry.rule}: {effect_of(self.rules[entry.rule], terms)}", 1, "- ")
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
