"""The JSON Schema of the region file: what an editor or another program can hold a file against.

An answer may be the plain value or the value with what is known about it, so each answer is a choice between the two;
a set may be a plain list, and a room may be empty. Whatever the reader takes, the schema takes; the reader sees more.
"""

import json
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from .answers import NOT_APPLICABLE, UNKNOWN, Answer, Members
from .region import Body, RegionProfile

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NULL = {"type": "null"}
REFERENCE = "#/$defs/"


def region_schema() -> dict[str, Any]:
    """The schema as plain data, the same on every run."""
    schema = RegionProfile.model_json_schema(mode="validation", schema_generator=_Schema)
    return {"$schema": DIALECT, "title": "Stuurwijzer region file", **_renamed(_without_titles(schema))}


def region_schema_text() -> str:
    return json.dumps(region_schema(), ensure_ascii=False, indent=2) + "\n"


class _Schema(GenerateJsonSchema):
    """Adds the forms that the models take before they validate."""

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """A mapping of which the keys have a pattern takes no other key."""
        full = super().dict_schema(schema)
        return full | {"additionalProperties": False} if "patternProperties" in full else full

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        full = super().model_schema(schema)
        kind: type[BaseModel] = schema["cls"]
        fields = full["properties"]
        if issubclass(kind, Answer):
            forms = _forms(fields["value"])
            fields["value"] = {**fields["value"], "anyOf": [*forms, _nobody_knows()]}
            return {"anyOf": [*forms, _nobody_knows(), full]}
        if issubclass(kind, Members):
            return {"anyOf": [{k: v for k, v in fields["present"].items() if k != "description"}, full]}
        if issubclass(kind, Body):
            for name in fields.keys() - set(full.get("required", ())):
                fields[name] = {"anyOf": [*_forms(fields[name]), NULL], **_said(fields[name])}
        return full


def _forms(schema: JsonSchemaValue) -> list[JsonSchemaValue]:
    """The forms of a value without "nothing" and without what is said about the field."""
    said = _said(schema)
    return [f for f in schema.get("anyOf", [{k: v for k, v in schema.items() if k not in said}]) if f != NULL]


def _said(schema: JsonSchemaValue) -> JsonSchemaValue:
    return {k: schema[k] for k in ("description", "default", "title") if k in schema}


def _nobody_knows() -> JsonSchemaValue:
    words = sorted(word for word in (*UNKNOWN, *NOT_APPLICABLE) if word)
    in_any_case = "|".join("".join(f"[{c.upper()}{c}]" if c.isalpha() else f"\\{c}" for c in word) for word in words)
    said = "nobody knows, or the question does not apply (NL: onbekend, n.v.t.)"
    written = {"type": "string", "pattern": rf"^\s*({in_any_case})\s*$"}
    return {"anyOf": [{"enum": [None, *words]}, written], "description": said}


# Names that a person can read


def _without_titles(held: Any, named: bool = False) -> Any:
    """Titles that pydantic makes of Python names say nothing; a property that is called "title" stays."""
    if isinstance(held, dict):
        return {
            key: _without_titles(value, named=key in ("properties", "$defs"))
            for key, value in held.items()
            if named or key != "title" or not isinstance(value, str)
        }
    return [_without_titles(item) for item in held] if isinstance(held, list) else held


def _renamed(schema: dict[str, Any]) -> dict[str, Any]:
    """Definitions of models with a parameter get a name: of their quantity, or of the first question that has them."""
    definitions: dict[str, Any] = schema["$defs"]
    names: dict[str, str] = {}
    waiting = [
        (f"{room}.{name}", reference)
        for room in sorted(name for name in definitions if "_" not in name)
        for name, field in definitions[room].get("properties", {}).items()
        for reference in _references(field)
    ]
    for place, reference in waiting:  # grows while it is gone through: an answer may hold a set
        if "_" in reference and reference not in names:
            names[reference] = _name(reference, definitions[reference], place)
            waiting += [(place, inner) for inner in _references(definitions[reference])]
    text = json.dumps(schema, ensure_ascii=False)
    for old, new in names.items():
        text = text.replace(f'"{REFERENCE}{old}"', f'"{REFERENCE}{new}"').replace(f'"{old}":', f'"{new}":')
    renamed: dict[str, Any] = json.loads(text)
    return {**renamed, "$defs": dict(sorted(renamed["$defs"].items()))}


def _name(reference: str, definition: dict[str, Any], place: str) -> str:
    plain = definition["anyOf"][0]
    kind = "Set" if reference.startswith("Members") else "Answer"
    return f"{kind}.{plain.get('quantity') or ('yes_or_no' if plain.get('type') == 'boolean' else place)}"


def _references(held: Any) -> Iterator[str]:
    if isinstance(held, dict):
        if isinstance(held.get("$ref"), str):
            yield held["$ref"].removeprefix(REFERENCE)
        for value in held.values():
            yield from _references(value)
    elif isinstance(held, list):
        for item in held:
            yield from _references(item)
