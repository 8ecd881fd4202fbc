"""``record show``: what stands in a record, without running it again."""

from ..rendering import load_catalogue, numbers
from .recording import open_record
from .shell import Language
from .terms import Sheet


def record_page(path: str, language: Language) -> str:
    """What a record is about, what it holds and what people set in it. Raises WrongInputError."""
    held, catalogue = open_record(path, language), load_catalogue(language)
    body, used = held.body, held.written_with
    sheet = Sheet()
    day = numbers.day(body.as_of.isoformat(), language)
    sheet.put(catalogue.say("record.page.heading", case=body.case, number=str(body.number), day=day))
    sheet.put(catalogue.say("record.page.digest", digest=held.digest))
    first = "record.page.first" if body.before is None else "record.page.before"
    sheet.put(catalogue.say(first, before=body.before or ""))
    sheet.put(catalogue.say("record.page.advice", digest=body.advice_sha256))
    if body.segment is not None:
        sheet.put(catalogue.say("record.page.segment", segment=body.segment))
    counts = {room: sum(name.startswith(f"{room}/") for name in body.files) for room in ("rules", "knowledge")}
    sheet.put(catalogue.say("record.page.files", region=body.region.name, **{k: str(n) for k, n in counts.items()}))
    sheet.put(catalogue.say("record.page.engine", version=body.engine.version, digest=body.engine.sha256))
    if used is not None:
        libraries = tuple(f"{name} {version}" for name, version in sorted(used.libraries.items()))
        values = {"python": used.python, "evaluator": used.evaluator}
        sheet.put(catalogue.say("record.page.used", **values, libraries=libraries))
    sheet.head(catalogue.say("record.page.overrides"))
    for override in body.overrides:
        values = {"option": override.option, "advised": override.advised or "–", "by": override.by, "on": override.on}
        sheet.put(
            catalogue.say("record.page.override", segment=override.segment, reason=override.reason, **values), 1, "- "
        )
    if not body.overrides:
        sheet.put(catalogue.say("record.page.no_overrides"), 1)
    return sheet.text()
