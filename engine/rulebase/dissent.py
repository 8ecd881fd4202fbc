"""Rules that stem from the two sides of a contradiction name each other.

Two passages that contradict each other do not make every rule that cites them contradict the other: a passage says
more than one thing, and a rule may take from it what nobody denies. The obligation is therefore about rules:

    Two rules *dissent* when a passage of the one and a passage of the other are recorded as a contradiction, neither
    rule cites both of them, and the rules *clash*.

    Two rules *clash* when
      - one argues for an option and the other argues against it, excludes it, sets it a precondition or counts it as
        half of a pair that does not go together;
      - they argue for two different options of an instrument of which one option is chosen; or
      - they set one derived field to different values.

Rules that dissent name each other in ``dissents_from``, or one of them says under ``no_dissent`` why they do not
contradict each other after all. A consequence (``advise``) and a bound take no side for an option and never clash.

Only a contradiction obliges. A tension is a trade-off in which both sides hold: its arguments stand for and against in
the same advice anyway. A different choice is what another region did, which proves nothing against this one. Both *may*
be named. Wording and slips are matters of the text, not of the choice. But nobody dissents without ground: a rule names
another only where passages of the two are recorded as a conflict of some kind.
"""

from collections.abc import Iterator, Sequence

from ..knowledge.conflicts import at_odds
from ..knowledge.library import Library
from ..knowledge.options import Options
from ..reading import Problem
from .located import Located
from .model import Argue, Classify, Cohere, Exclude, Require, Rule


def detect_dissent_faults(located: Sequence[Located], library: Library) -> Iterator[Problem]:
    """Dissent that is named on one side only, without ground, not named, or both named and explained away."""
    held = {entry.rule.id: entry for entry in located}
    citing: dict[str, list[str]] = {}
    for entry in located:
        for passage in entry.rule.passages:
            citing.setdefault(passage, []).append(entry.rule.id)
    for entry in located:
        rule = entry.rule
        for name in rule.dissents_from:
            other = held[name].rule
            if rule.id not in other.dissents_from:
                yield entry.fault("dissents_from", "dissent_one_sided", found=name)
            elif not at_odds(rule.passages, other.passages, library.passages):
                yield entry.fault("dissents_from", "dissent_without_ground", found=name)
        obliged = {
            name
            for passage in rule.passages
            for conflict in library.passages[passage].conflicts
            if conflict.type == "contradiction"
            for name in citing.get(conflict.with_, ())
            if dissent(rule, held[name].rule, library)
        }
        for name in sorted(obliged - {*rule.dissents_from, *rule.no_dissent, *_excusing(rule, obliged, held)}):
            yield entry.fault("id", "dissent_not_named", found=name)
        for name in sorted(rule.no_dissent.keys() - (obliged - set(rule.dissents_from))):
            yield entry.fault("no_dissent", "no_dissent_needless", found=name)


def _excusing(rule: Rule, others: set[str], held: dict[str, Located]) -> set[str]:
    """The rules that say themselves why they do not contradict this one."""
    return {name for name in others if rule.id in held[name].rule.no_dissent}


def dissent(one: Rule, other: Rule, library: Library) -> bool:
    """Whether two rules dissent in the sense of this module."""
    contradicting = any(
        odds.type == "contradiction" and odds.one not in other.passages and odds.other not in one.passages
        for odds in at_odds(one.passages, other.passages, library.passages)
    )
    return contradicting and clash(one, other, library.options)


def clash(one: Rule, other: Rule, options: Options) -> bool:
    """Whether two rules cannot both have their way, whatever the circumstances under which they fire."""
    if isinstance(one, Classify) and isinstance(other, Classify):
        return one.sets.keys() == other.sets.keys() and one.sets != other.sets
    mine, theirs = _favours(one, options), _favours(other, options)
    if mine & _holds_back(other, options) or theirs & _holds_back(one, options):
        return True
    return not mine & theirs and bool(_single(mine, options) & _single(theirs, options))


def _favours(rule: Rule, options: Options) -> frozenset[str]:
    """The options that a rule argues for."""
    return frozenset(options.expand(rule.option) if isinstance(rule, Argue) and rule.direction == "for" else ())


def _holds_back(rule: Rule, options: Options) -> frozenset[str]:
    """The options that a rule argues against, takes out, makes depend on something, or counts as a clash."""
    match rule:
        case Argue(direction="against") | Require():
            codes: tuple[str | None, ...] = (rule.option,)
        case Exclude() | Cohere():
            codes = (rule.option, rule.with_option)
        case _:
            codes = ()
    return frozenset(option for code in codes if code for option in options.expand(code))


def _single(codes: frozenset[str], options: Options) -> frozenset[str]:
    """The instruments of these options of which one option is chosen."""
    named = {code.partition(".")[0] for code in codes}
    return frozenset(name for name in named if not options.instruments[name].multi)
