"""From YAML to a workbook and back: nothing is lost, whatever the region says and whichever program saved it."""

import shutil
import subprocess
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stuurwijzer.engine.advice import advise
from stuurwijzer.engine.advice.canonical import canonical
from stuurwijzer.engine.command.filling import workbook_of_region
from stuurwijzer.engine.command.shell import LANGUAGES, Language
from stuurwijzer.engine.profile import RegionProfile, load_region
from stuurwijzer.engine.profile.load import RegionSource, read_region, region_of
from stuurwijzer.engine.reading import parse_document
from stuurwijzer.engine.rulebase import load_rulebase

from .generated import region_by_chance

REGIONS = sorted(Path(str(files("stuurwijzer") / "knowledge" / "regions")).glob("*.yaml"))
THREE = Path(__file__).parent.parent / "consequences" / "drie-gemeenten.yaml"


def through(profile: RegionProfile, path: Path, language: Language) -> RegionSource:
    path.write_bytes(workbook_of_region(profile, language))
    return read_region(path)


def plain(held: Any) -> Any:
    """A profile as data; a set is a set, in whichever order its members were listed."""
    if isinstance(held, RegionProfile):
        return plain(held.model_dump())
    if isinstance(held, dict):
        if held.keys() == {"present", "absent", "complete"}:
            return {name: set(value) if name != "complete" else value for name, value in held.items()}
        return {key: plain(value) for key, value in held.items()}
    return [plain(value) for value in held] if isinstance(held, list | tuple) else held


@pytest.mark.parametrize("path", [*REGIONS, THREE], ids=lambda path: path.stem)
def test_a_region_is_the_same_after_a_workbook_and_after_yaml_again(path: Path, tmp_path: Path) -> None:
    before = load_region(path)
    source = through(before, tmp_path / "r.xlsx", "nl")
    assert plain(region_of(source.document)) == plain(before)
    assert plain(region_of(parse_document(source.text, "r.yaml"))) == plain(before)


@settings(max_examples=10, deadline=None, derandomize=True, database=None)
@given(seed=st.integers(0, 10**6))
def test_a_region_by_chance_is_the_same_afterwards(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    before = RegionProfile.model_validate(region_by_chance(seed))
    source = through(before, tmp_path_factory.mktemp("r") / "r.xlsx", LANGUAGES[seed % 2])
    assert plain(region_of(source.document)) == plain(before)
    assert plain(region_of(parse_document(source.text, "r.yaml"))) == plain(before)


def test_the_regions_by_chance_hold_every_kind_of_answer_there_is() -> None:
    held = str([region_by_chance(seed) for seed in range(40)])
    for what in (
        "business_case",
        "parts",
        "overrides",
        "other_segments_funding",
        "complete",
        "decides",
        "'?'",
        "n.v.t.",
    ):
        assert what in held, what


@pytest.mark.parametrize("path", [REGIONS[0], THREE], ids=lambda path: path.stem)
def test_the_advice_on_a_workbook_is_that_on_its_region_file_to_the_byte(path: Path, tmp_path: Path) -> None:
    before, base = load_region(path), load_rulebase()
    after = region_of(through(before, tmp_path / "r.xlsx", "nl").document)
    assert canonical(advise(after, base)) == canonical(advise(before, base))


def test_an_order_that_means_something_is_kept(tmp_path: Path) -> None:
    data = region_by_chance(1)
    data["wishes"] = {"top_three": {"value": ["steering", "cost_control", "free_choice"]}}
    data["place"] = {"municipalities": {"value": ["Tiel", "Buren", "Aa"]}}
    after = region_of(through(RegionProfile.model_validate(data), tmp_path / "r.xlsx", "nl").document)
    assert after.wishes.top_three is not None
    assert after.wishes.top_three.value == ("steering", "cost_control", "free_choice")
    assert after.place.municipalities is not None
    assert after.place.municipalities.value == ("Tiel", "Buren", "Aa")


def test_none_at_all_and_not_said_stay_two_things(tmp_path: Path) -> None:
    """An empty list of deductions says that nothing comes off; without a list nobody knows."""
    data = region_by_chance(1)
    acts = [{"act": "jeugdwet", "out_of_scope": []}, {"act": "wmo2015"}]
    data["business_case"] = {"years": ["2026"], "acts": acts}
    after = region_of(through(RegionProfile.model_validate(data), tmp_path / "r.xlsx", "nl").document)
    assert after.business_case is not None
    assert [act.out_of_scope for act in after.business_case.acts] == [(), None]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_workbook_that_libreoffice_saved_again_says_the_same(tmp_path: Path) -> None:
    source, saved = tmp_path / "r.xlsx", tmp_path / "saved"
    source.write_bytes(workbook_of_region(load_region(THREE), "nl"))
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = ["soffice", "--headless", home, "--convert-to", "xlsx", "--outdir", str(saved), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert load_region(saved / "r.xlsx") == load_region(source)
