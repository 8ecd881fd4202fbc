"""The one sentence that somebody can act on, and what to do else."""

from ..advice.entries import Said
from ..advice.model import Advice, BodyAdvice, SegmentAdvice
from .elements import Line, Strong, joined, words
from .questions import Questions
from .reader import Reader, bodies_of, part_letters

MOST_CONDITIONS = 2
"""more would not fit one sentence; all of them stand in the mix"""
NOT_BOUGHT_ANEW = frozenset({"sentence_separate_track", "sentence_supra_regional", "sentence_lapse", "sentence_extend"})


def boxed_lines(segment: SegmentAdvice, questions: Questions, reader: Reader) -> tuple[Line, ...]:
    """The box of a sheet: one sentence and its else, or one of each for parts that differ."""
    bodies, letters = bodies_of(segment), part_letters(segment)
    whole = segment.funding.pilot  # a pilot of the whole segment is one of its parts too
    sentences = [sentence_of(b, tuple(dict.fromkeys((*b.funding.pilot, *whole))), questions, reader) for b in bodies]
    fallbacks = [fallback_of(body, reader) for body in bodies]
    head = "sheet.advice_set" if any(body.overrides for body in bodies) else "sheet.advice"
    if len(set(sentences)) == 1:
        lines = [_headed(head, sentences[0], reader)]
    else:
        lines = [_headed(head, reader.line("sentence.in_parts", n=len(bodies)), reader)]
        lines += [
            (Strong(f"{letters[body.id]}."), *words(f" {body.name}: "), *sentence)
            for body, sentence in zip(bodies, sentences, strict=True)
        ]
    if len(set(fallbacks)) == 1:
        otherwise = fallbacks[0]
    else:
        held = zip(bodies, fallbacks, strict=True)
        otherwise = joined([(*words(f"{letters[body.id]}: "), *fallback) for body, fallback in held])
    return (*lines, _headed("sheet.otherwise", otherwise, reader))


def _headed(head: str, line: Line, reader: Reader) -> Line:
    return (Strong(reader.say(head)), *words(" "), *line)


def sentence_of(body: BodyAdvice, pilots: tuple[str, ...], questions: Questions, reader: Reader) -> Line:
    """The advice for a segment or part, as one sentence with a date and a body."""
    said = body.sentence
    if said.code in NOT_BOUGHT_ANEW:
        return (*_decide(reader), *reader.line(f"sentence.{said.code}"), *words("."))
    if said.code == "sentence_find_out_first":
        return _find_out(body, questions, reader)
    line = (*_decide(reader), *words(reader.catalogue.listed(_clauses(body, pilots, reader))))
    if said.code == "sentence_now_if":
        line = (*line, *words(", "), *_conditions(body, questions, reader))
    return (*line, *words("."))


def _decide(reader: Reader) -> Line:
    if reader.deadline is None:
        return reader.line("sentence.decide", board=reader.board)
    return reader.line("sentence.decide_before", board=reader.board, date=reader.day(reader.deadline))


def _clauses(body: BodyAdvice, pilots: tuple[str, ...], reader: Reader) -> list[str]:
    """What to do, one imperative for each instrument that has a choice."""
    values = {name: str(value) for name, value in body.sentence.values.items()}
    clauses = [_purchase(values.get("form", ""), reader)]
    for name in ("funding", "direction", "term"):
        code = values.get(name, "")
        if code:
            clauses.append(reader.clause(code))
    if pilots:
        clauses.append(reader.say("clause.pilot", pilots=pilots))
    return clauses


def _purchase(form: str, reader: Reader) -> str:
    start = reader.advice.region.start
    bought = reader.say("clause.buy_from", year=start[:4]) if start else reader.say("clause.buy")
    how = [reader.clause(form)] if form else []
    return " ".join([bought, *how])


def _conditions(body: BodyAdvice, questions: Questions, reader: Reader) -> Line:
    """What has to stand before the deadline; the questions that it points to name who sees to it."""
    held = [p for p in body.preconditions if p.option == body.funding.now and p.state != "met"]
    first = sorted(held, key=lambda p: p.shared)[:MOST_CONDITIONS]
    labels = tuple(reader.both(p.label) for p in first)
    line = (*reader.line("sentence.provided"), *words(reader.catalogue.listed(labels)))
    left = len(held) - len(first)
    if left:
        line = (*line, *words(" "), *reader.line("sentence.more_conditions", n=left))
    pointer = questions.pointer(p.id for p in held)
    return (*line, *words(" ("), *pointer, *words(")")) if pointer else line


def _find_out(body: BodyAdvice, questions: Questions, reader: Reader) -> Line:
    """First an answer, then a choice between what is level."""
    ties = next((tie.options for tie in body.ties if tie.instrument == "funding"), ())
    between = reader.options_in_words(ties)
    fields = body.sentence.values.get("questions", ())
    asked = [a for a in questions.asked if isinstance(fields, tuple) and a.key in fields]
    if not between:
        return (*_decide(reader), *reader.line("sentence.nothing_left"))
    if not asked:
        return (*_decide(reader), *reader.line("sentence.choose_between", options=between))
    values: dict[str, str | Line | tuple[str, ...]] = {
        "pointer": questions.pointer(a.key for a in asked),
        "question": asked[0].text[:1].lower() + asked[0].text[1:],
        "options": between,
        "date": reader.day(reader.deadline),
    }
    return reader.line("sentence.find_out" if len(asked) == 1 else "sentence.find_out_among", **values)


def fallback_of(body: BodyAdvice, reader: Reader) -> Line:
    """What to do when the condition is not met, or the answer not there, in time."""
    said = body.fallback
    present, following = str(said.values.get("present", "")), str(said.values.get("next", ""))
    code = said.code
    if code == "fallback_stay" and not present:
        code = "fallback_stay_unknown"
    if code == "fallback_none" and not (reader.advice.region.publication and reader.deadline):
        code = "fallback_none_undated"
    return reader.line(
        f"sentence.{code}",
        present=reader.clause(f"now.{present}") if present else "",
        next=reader.option(following) if following else "",
        own=reader.clause(f"now.{said.values['funding']}") if said.values.get("funding") else "",
        date=reader.day(reader.deadline),
        publication=reader.day(reader.advice.region.publication),
    )


def region_lines(reader: Reader) -> tuple[Line, ...]:
    """The box of the region sheet."""
    advice = reader.advice
    by_hand = any(body.overrides for segment in advice.segments for body in bodies_of(segment))
    return (_headed("sheet.advice_set" if by_hand else "sheet.advice", region_sentence(advice, reader), reader),)


def region_sentence(advice: Advice, reader: Reader) -> Line:
    said = advice.sentence
    clauses = [_region_funding(said, reader)]
    form, pilots = str(said.values.get("form", "")), int(str(said.values.get("pilots", 0)))
    if form:
        clauses.append(reader.clause(f"region.{form}"))
    if pilots:
        clauses.append(reader.say("clause.region.pilots", n=pilots))
    asked = min(len(advice.first_questions), FIRST_NAMED)
    if asked:
        clauses.append(reader.say("clause.region.questions", n=asked))
    return (*_decide(reader), *words(reader.catalogue.listed(clauses)), *words("."))


FIRST_NAMED = 3


def _region_funding(said: Said, reader: Reader) -> str:
    segments, left = int(str(said.values["segments"])), int(str(said.values["open"]))
    funding = str(said.values.get("funding", ""))
    if funding:
        return reader.say("clause.region.uniform", how=reader.clause(funding), n=segments)
    held = said.values.get("variants", ())
    variants = [v.rpartition("=") for v in held] if isinstance(held, tuple) else []
    parts = [reader.say("clause.region.some", how=reader.option(code), n=int(n)) for code, _, n in variants]
    if left:
        parts.append(reader.say("clause.region.open", n=left))
    return reader.catalogue.listed(parts)
