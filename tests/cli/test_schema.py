"""``schema``: the JSON Schema takes whatever the reader takes, and refuses the slips that an editor can see."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from stuurwijzer.engine.profile import load_region
from stuurwijzer.engine.profile.schema import region_schema
from stuurwijzer.engine.reading import read_document

from ..conftest import Run
from .conftest import SMALL

SCHEMA = region_schema()
REGIONS = sorted(Path(str(files("stuurwijzer") / "knowledge" / "regions")).glob("*.yaml"))
GOOD = sorted((Path(__file__).parents[1] / "reading" / "good").iterdir())
BAD = Path(__file__).parents[1] / "reading" / "bad"
TYPES: dict[str, Any] = {
    **{"object": dict, "array": list, "string": str},
    **{"integer": int, "boolean": bool, "null": type(None)},
}
SAYS_NOTHING = {
    *("$defs", "$schema", "title", "description", "default", "format", "examples"),
    *("quantity", "dutch", "meaning", "unit", "unless_known", "except_when"),
}


def fits(value: Any, schema: dict[str, Any]) -> bool:
    """Whether a value fits a schema: the part of the standard that this schema uses, and no keyword overlooked."""
    checks = {key: check for keys in (_ANY, _TEXT_OR_NUMBER, _LIST, _MAPPING) for key, check in keys.items()}
    unknown = schema.keys() - checks.keys() - SAYS_NOTHING
    assert not unknown, f"this test does not know {unknown}"
    return all(checks[key](value, schema[key], schema) for key in schema.keys() & checks.keys())


def named(reference: str) -> dict[str, Any]:
    held: dict[str, Any] = SCHEMA["$defs"][reference.removeprefix("#/$defs/")]
    return held


def others_fit(value: dict[str, Any], rest: Any, schema: dict[str, Any]) -> bool:
    """Keys that neither ``properties`` nor ``patternProperties`` speaks of."""
    patterns = schema.get("patternProperties", {})
    others = [k for k in value if k not in schema.get("properties", {}) and not any(re.search(p, k) for p in patterns)]
    return all(rest is not False and fits(value[key], rest) for key in others)


Checks = dict[str, Callable[[Any, Any, dict[str, Any]], bool]]
_ANY: Checks = {
    "$ref": lambda value, reference, _: fits(value, named(reference)),
    "anyOf": lambda value, forms, _: any(fits(value, form) for form in forms),
    "type": lambda value, kind, _: (
        isinstance(value, TYPES[kind]) and (kind == "boolean" or not isinstance(value, bool))
    ),
    "enum": lambda value, members, _: any(value == m and type(value) is type(m) for m in members),
    "const": lambda value, constant, _: value == constant and type(value) is type(constant),
}
_TEXT_OR_NUMBER: Checks = {
    "pattern": lambda value, pattern, _: not isinstance(value, str) or re.search(pattern, value) is not None,
    "minLength": lambda value, least, _: not isinstance(value, str) or len(value) >= least,
    "maxLength": lambda value, most, _: not isinstance(value, str) or len(value) <= most,
    "minimum": lambda value, least, _: not isinstance(value, int) or value >= least,
}
_LIST: Checks = {
    "minItems": lambda value, least, _: not isinstance(value, list) or len(value) >= least,
    "maxItems": lambda value, most, _: not isinstance(value, list) or len(value) <= most,
    "items": lambda value, item, _: not isinstance(value, list) or all(fits(v, item) for v in value),
}
_MAPPING: Checks = {
    "required": lambda value, keys, _: not isinstance(value, dict) or set(keys) <= value.keys(),
    "properties": lambda value, held, _: (
        not isinstance(value, dict) or all(fits(value[key], held[key]) for key in held.keys() & value.keys())
    ),
    "patternProperties": lambda value, held, _: (
        not isinstance(value, dict) or all(fits(value[k], held[p]) for p in held for k in value if re.search(p, k))
    ),
    "propertyNames": lambda value, keys, _: not isinstance(value, dict) or all(fits(key, keys) for key in value),
    "additionalProperties": lambda value, rest, schema: not isinstance(value, dict) or others_fit(value, rest, schema),
}


@pytest.mark.parametrize("path", [*REGIONS, *GOOD], ids=lambda path: path.stem)
def test_a_file_that_can_be_read_fits_the_schema(path: Path) -> None:
    assert load_region(path).format == 1
    assert fits(read_document(path).data, SCHEMA)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_starting_file_fits_the_schema(language: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "regio.yaml"
    path.write_text(run("new", "regio", "--lang", language).stdout, encoding="utf-8")
    assert fits(read_document(path).data, SCHEMA)


@pytest.mark.parametrize(
    "name",
    [
        *("unknown-room", "misspelled-field", "misspelled-choice", "wrong-law", "share-without-percent"),
        *("share-with-three-decimals", "amount-in-words", "amount-negative", "count-with-decimals", "boolean-ja"),
        *("boolean-one", "basis-unknown", "set-member-unknown", "wish-outside-list", "owner-role-unknown"),
        *("empty-segments", "too-many-segments", "format-of-later", "format-missing", "id-with-capitals-and-spaces"),
        *("top-three-of-four", "points-for-unknown-wish", "answer-without-value", "room-that-is-text", "name-too-long"),
    ],
)
def test_a_slip_that_an_editor_can_see_is_refused(name: str) -> None:
    assert not fits(read_document(BAD / f"{name}.yaml").data, SCHEMA)


@pytest.mark.parametrize("name", ["unknown-room", "misspelled-field", "boolean-ja"])
def test_the_good_twin_fits(name: str, tmp_path: Path) -> None:
    """So that the test above does not pass because nothing fits."""
    path = tmp_path / "regio.yaml"
    path.write_text(SMALL, encoding="utf-8")
    assert fits(read_document(path).data, SCHEMA)


def test_each_answer_may_be_plain_or_with_what_is_known_of_it() -> None:
    answers = {name: held for name, held in SCHEMA["$defs"].items() if name.startswith("Answer.")}
    assert {"Answer.count", "Answer.money", "Answer.share", "Answer.yes_or_no"} <= answers.keys()
    for held in answers.values():
        full = held["anyOf"][-1]
        assert full["required"] == ["value"]
        assert {"value", "basis", "source", "lines", "as_of", "note", "owner"} <= full["properties"].keys()
        assert fits("onbekend", held)
        assert fits({"value": "n.v.t.", "basis": "judged"}, held)
        assert not fits({"basis": "judged"}, held) or "Set" in json.dumps(held)


def test_every_question_says_its_dutch_term() -> None:
    rooms = [held for name, held in SCHEMA["$defs"].items() if "." not in name and name not in ("Note", "Part")]
    questions = [
        field
        for room in rooms
        for field in room.get("properties", {}).values()
        if any("Answer." in form.get("$ref", "") for form in field.get("anyOf", []))
    ]
    assert len(questions) > 100
    for field in questions:
        assert field["description"].endswith(f"(NL: {field['dutch']})")


def test_the_schema_is_the_same_on_every_run(run: Run) -> None:
    texts = {
        subprocess.run(
            [sys.executable, "-m", "stuurwijzer.cli", "schema"],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert texts == {run("schema").stdout_bytes}
    assert json.loads(texts.pop()) == SCHEMA
