"""The mapping in the documentation can be read, and names everything that a mapping may hold."""

from pathlib import Path

from stuurwijzer.engine.declarations.mapping import Columns, Mapping, Notation, read_mapping

PAGE = Path(__file__).parents[2] / "docs" / "declarations.md"


def test_the_documented_mapping_is_valid_and_complete(tmp_path: Path) -> None:
    text = PAGE.read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    (tmp_path / "mapping.yaml").write_text(text, encoding="utf-8")
    mapping = read_mapping(tmp_path / "mapping.yaml")
    assert mapping.model_fields_set == set(Mapping.model_fields)
    assert mapping.columns.model_fields_set == set(Columns.model_fields)
    assert mapping.notation.model_fields_set == set(Notation.model_fields)
    assert mapping.segment_of("jeugdwet", "54", "54001") == "jeugd-behandeling"
    assert mapping.segment_of("wmo2015", "02", "x") == "wmo-begeleiding"
    assert mapping.segment_of("jeugdwet", "02", "x") == ""
