"""Hold a document against a pydantic model and say everything that is wrong with it, each with its line."""

import types
import typing
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from .document import Document
from .problems import Path, Problem, ProblemsFoundError

M = TypeVar("M", bound=BaseModel)


def validate(model: type[M], document: Document) -> M:
    """The document as a model. Raises ProblemsFoundError with all problems, in the order of their lines."""
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        raise ProblemsFoundError(_problems(model, document, error)) from None


def _problems(model: type[BaseModel], document: Document, error: ValidationError) -> list[Problem]:
    return [_problem(model, document, details) for details in error.errors(include_url=False) if not _echo(details)]


def _echo(details: Any) -> bool:
    """Pydantic calls a list too short when its items are wrong; the items have problems of their own."""
    items = details["input"]
    return (
        details["type"] == "too_short" and isinstance(items, list) and len(items) >= int(details["ctx"]["min_length"])
    )


def _problem(model: type[BaseModel], document: Document, details: Any) -> Problem:
    kind: str = details["type"]
    context: dict[str, Any] = details.get("ctx") or {}
    found = details.get("input")
    path = _document_path(document.data, details["loc"], absent=kind == "missing") + context.get("at", ())
    if kind == "extra_forbidden":
        key = str(path[-1]) if path else ""
        return document.problem(path, "unknown_key", found=key, near=_nearest_key(model, details["loc"][:-1], key))
    if kind == "missing":
        return document.problem(path, "missing", key=details["loc"][-1])
    if found is None or (isinstance(found, str) and kind in ("too_short", "string_too_short")):
        return document.problem(path, "empty_value")
    if kind in ("literal_error", "enum"):
        expected = context.get("expected", "")
        names = [name.strip("'") for name in str(expected).replace(" or ", ", ").split(", ")]
        if str(found) in names:
            return document.problem(path, "quoted_value", found=found)
        return document.problem(
            path, "not_one_of", found=found, expected=", ".join(names), near=nearest(str(found), names)
        )
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        names = [name.strip().strip("'") for name in str(context.get("expected_tags", "")).split(",")]
        found = context.get("tag", "")
        return document.problem(path, "not_one_of", found=found, expected=", ".join(names), near=nearest(found, names))
    if kind == "readable":  # raised by our own value types: the code and its values are ours
        return document.problem(path, context["code"], **{"found": found, **context["values"]})
    if kind == "too_long" and isinstance(found, str):
        kind = "string_too_long"
    return document.problem(
        path, _CODES.get(kind, "not_valid"), found=found, expected=_expected(kind, context, details)
    )


_CODES = {
    "model_type": "not_a_mapping",
    "model_attributes_type": "not_a_mapping",
    "dict_type": "not_a_mapping",
    "list_type": "not_a_list",
    "tuple_type": "not_a_list",
    "string_type": "not_text",
    "bool_type": "not_true_or_false",
    "bool_parsing": "not_true_or_false",
    "int_type": "not_a_count",
    "int_parsing": "not_a_count",
    "date_from_datetime_parsing": "not_a_date",
    "date_parsing": "not_a_date",
    "date_type": "not_a_date",
    "string_pattern_mismatch": "not_an_id",
    "string_too_long": "text_too_long",
    "too_short": "list_too_short",
    "too_long": "list_too_long",
    "greater_than_equal": "out_of_range",
    "less_than_equal": "out_of_range",
}


def _expected(kind: str, context: dict[str, Any], details: Any) -> str:
    for name in ("ge", "le", "max_length", "min_length", "pattern"):
        if name in context:
            return str(context[name])
    return str(details.get("msg", "")) if kind not in _CODES else ""


def _document_path(data: Any, loc: tuple[str | int, ...], absent: bool) -> Path:
    """Pydantic names union members and validators in its locations; keep only what stands in the document.

    ``absent``: the last part is a key that should stand there and does not.
    """
    path: list[str | int] = []
    here: Any = data
    for index, part in enumerate(loc):
        in_mapping = isinstance(here, dict) and part in here
        in_list = isinstance(here, list) and isinstance(part, int) and part < len(here)
        if in_mapping or in_list:
            here = here[part]
        elif absent and index == len(loc) - 1:
            pass
        else:
            continue
        path.append(part)
    return tuple(path)


def nearest(found: str, known: list[str]) -> str:
    """The known name that is most like what was found, or nothing when none is."""
    matches = get_close_matches(found, known, n=1, cutoff=0.6)
    return matches[0] if matches else ""


def _nearest_key(model: type[BaseModel], loc: tuple[str | int, ...], found: str) -> str:
    """The key that was probably meant: one spelled like it, one with that Dutch term, or one a room deeper."""
    candidates: set[type[BaseModel]] = {model}
    for part in loc:
        candidates = {inner for m in candidates for inner in _models_at(m, part)} or candidates
    known: dict[str, str] = {}
    deeper: dict[str, str] = {}
    reached = sorted(candidates, key=lambda m: m.__name__)
    for name, field in ((name, field) for m in reached for name, field in m.model_fields.items()):
        extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
        known |= {str(extra.get("dutch", name)): name, name: name}
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            deeper |= {inner: f"{name}/{inner}" for inner in field.annotation.model_fields}
    return known.get(nearest(found, sorted(known)), deeper.get(found, ""))


def _models_at(model: type[BaseModel], part: str | int) -> set[type[BaseModel]]:
    field = model.model_fields.get(str(part))
    return _models_in(field.annotation) if field else set()


def _models_in(annotation: Any) -> set[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {annotation}
    if isinstance(annotation, types.UnionType) or typing.get_origin(annotation) is not None:
        return {m for argument in typing.get_args(annotation) for m in _models_in(argument)}
    return set()
