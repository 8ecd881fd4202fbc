"""The canonical form: one for the same data, and no float anywhere."""

import json

import pytest

from stuurwijzer.engine.advice import Advice, canonical, digest


def test_no_field_of_the_advice_takes_a_float() -> None:
    assert '"number"' not in json.dumps(Advice.model_json_schema())


def test_the_order_of_keys_does_not_matter_and_every_value_does() -> None:
    assert canonical({"b": 1, "a": ["é"]}) == canonical({"a": ["é"], "b": 1}) == '{"a":["é"],"b":1}'.encode()
    assert digest({"a": 1}) != digest({"a": "1"})


@pytest.mark.parametrize("held", [1.0, {"a": [1, {"b": 0.5}]}, (1.5,)])
def test_a_float_in_plain_data_is_refused(held: object) -> None:
    with pytest.raises(TypeError, match="float"):
        canonical(held)
