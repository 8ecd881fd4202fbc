"""What rules and program can say of themselves in a record of the algorithm register, and the file to fill in."""

from collections.abc import Iterator

from ..advice.model import RulebaseStamp
from ..knowledge.sources import Source
from ..rendering import Catalogue
from ..rulebase.plan import Plan
from .links import link_of
from .register_record import DataLink, LawLink, OrganisationPart, ProgramPart
from .rests_on import parameters_of, rests_on_own_judgement

UNDATED = "?"
"""the date of a record of effects that gives none"""
CODES = {"nl": "nld", "en": "eng"}


def program_part(plan: Plan, stamp: RulebaseStamp, version: str, catalogue: Catalogue) -> ProgramPart:
    """The part of the record that follows from the rules in force on a day.

    ``version``: of the program. Raises pydantic's ValidationError on a text that the standard has no room for.
    """

    def say(code: str, **values: str) -> str:
        return catalogue.say(f"formats.register.{code}", **values)

    sources = tuple(_cited(plan))
    laws = tuple(source for source in sources if source.kind == "law")
    rules = tuple(plan.rules)
    limits = {name for rule in rules for name in parameters_of(rule)}
    own = [name for name in limits if plan.library.parameters[name].judgement == "own"]
    passages = {passage for rule in rules for passage in plan.passages_of(rule)}
    counted = {
        "rules": str(len(rules)),
        "passages": str(len(passages)),
        "sources": str(len(sources)),
        "limits": str(len(limits)),
        "own_limits": str(len(own)),
        "own_rules": str(sum(rests_on_own_judgement(rule) for rule in rules)),
    }
    day = plan.as_of.isoformat()
    values = {"day": day, "version": version, "rules_version": stamp.version, "digest": stamp.digest}
    return ProgramPart.model_validate(
        {
            "name": say("name"),
            "description_short": say("description_short"),
            "category": ("Zorg en gezondheid", "Organisatie en bedrijfsvoering"),
            "goal": say("goal"),
            "human_intervention": say("human_intervention"),
            "risks": say("risks", own_rules=counted["own_rules"], rules=counted["rules"], day=day),
            "lawful_basis": say("lawful_basis", laws="; ".join(source.title for source in laws)),
            "lawful_basis_grouping": tuple(_law_links(laws)),
            "source_data": say("source_data", sources=counted["sources"], passages=counted["passages"]),
            "source_data_grouping": tuple(_data_links(sources)),
            "methods_and_models": say("methods_and_models", **counted, **values),
            "lang": CODES[catalogue.language],
            "tags": say("tags"),
        }
    )


def _cited(plan: Plan) -> Iterator[Source]:
    """The sources of the rules in force, in the order of the library."""
    cited = {passage for rule in plan.rules for passage in plan.passages_of(rule)}
    return (source for source in plan.library.all_sources if cited & source.passages.keys())


def _law_links(laws: tuple[Source, ...]) -> Iterator[LawLink]:
    for source in laws:
        link = link_of(source)
        if link:
            yield LawLink(title=source.title, link=link)


def _data_links(sources: tuple[Source, ...]) -> Iterator[DataLink]:
    """Each address once: several records of effects may come from one page."""
    found: dict[str, DataLink] = {}
    for source in sources:
        link = link_of(source)
        if link and source.kind != "law":
            made = ", ".join(known for known in (source.organisation, source.date) if known != UNDATED)
            found.setdefault(link, DataLink(title=f"{source.title} ({made})", link=link))
    yield from found.values()


def file_to_fill_in(catalogue: Catalogue) -> str:
    """A YAML file with every open field as a comment: what it is, whether it is demanded, and what may stand there."""
    lines = [f"# {line}" for line in catalogue.say("formats.register.file.head").splitlines()]
    properties = OrganisationPart.model_json_schema()["properties"]
    for name, field in OrganisationPart.model_fields.items():
        need = "demanded" if field.is_required() else "optional"
        notes = [catalogue.say(f"formats.register.open.{name}"), catalogue.say(f"formats.register.file.{need}")]
        limits = properties[name].get("anyOf", [properties[name]])[0]
        if "enum" in limits:
            notes.append(catalogue.say("formats.register.file.one_of", values=" | ".join(limits["enum"])))
        if "maxLength" in limits:
            notes.append(catalogue.say("formats.register.file.longest", most=str(limits["maxLength"])))
        example = "\n#   - {title: , link: https://}" if name == "impacttoetsen_grouping" else ""
        lines += ["", f"# {' '.join(notes)}", f"# {name}:{example}"]
    return "\n".join(lines) + "\n"
