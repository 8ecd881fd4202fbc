"""What is installed from a wheel is complete: modules, data, entry point and declared dependencies.

The editable installation sees the whole checkout, so what is missing from the package shows only in a wheel. The wheel
is built from a copy of the tree (an old `build/` directory would smuggle deleted files into it) and installed into an
environment that holds the declared run-time dependencies and nothing else; these are copied from the environment that
runs the tests, which came from the lock. Nothing here needs the network.
"""

import json
import os
import shutil
import subprocess
import sys
import tomllib
import venv
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
DATA_ROOMS = ("rules", "knowledge", "templates")
NOT_PACKAGES = {"tests", "bench", "docs", "web", "build", "dist", "out"}
REFERENCE_REGION = Path("knowledge", "regions", "rivierenland-2021.yaml")


class BareEnvironment(NamedTuple):
    """An environment with the wheel and its run-time dependencies only."""

    scripts: Path
    site_packages: Path

    def run(self, *command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        """Run a script of the environment from a directory outside the checkout."""
        return run(str(self.scripts / command[0]), *command[1:], cwd=cwd)


def run(*command: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command without the caller's Python path, which could lead back to the checkout."""
    environment = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}}
    environment["PYTHONUTF8"] = "1"
    return subprocess.run(
        command, cwd=cwd, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


def run_or_fail(*command: str, cwd: Path | None = None) -> None:
    result = run(*command, cwd=cwd)
    assert result.returncode == 0, f"{' '.join(command)}\n{result.stdout}\n{result.stderr}"


def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def visible_files(directory: Path) -> set[str]:
    """The files below a directory of the root that belong in a wheel, as paths inside the package."""
    paths = (path.relative_to(ROOT) for path in directory.rglob("*") if path.is_file())
    return {
        path.as_posix() for path in paths if not any(part[0] == "." or part == "__pycache__" for part in path.parts)
    }


def run_time_distributions() -> set[str]:
    """The names of all distributions that the declared dependencies lead to."""
    waiting = [Requirement(line) for line in pyproject()["project"]["dependencies"]]
    found: set[str] = set()
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        applies = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        if applies and name not in found:
            found.add(name)
            waiting += [Requirement(line) for line in metadata.requires(name) or []]
    return found


def copy_distribution(name: str, site_packages: Path) -> None:
    for file in metadata.distribution(name).files or []:
        source = Path(str(file.locate()))
        # ".." leads out of site-packages, to console scripts that start the interpreter of the other environment.
        if ".." not in file.parts and source.is_file():
            target = site_packages / file
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from a copy of the tree."""
    source = tmp_path_factory.mktemp("source") / "checkout"
    target = tmp_path_factory.mktemp("wheel")
    leave_out = shutil.ignore_patterns(".*", "__pycache__", "build", "dist", "out", "*.egg-info")
    shutil.copytree(ROOT, source, ignore=leave_out)
    pip_wheel = (sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index")
    run_or_fail(*pip_wheel, "--wheel-dir", str(target), str(source))
    (built,) = target.glob("stuurwijzer-*.whl")
    return built


@pytest.fixture(scope="module")
def bare(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> BareEnvironment:
    """The wheel, installed beside its run-time dependencies; pip refuses when a declared one is missing."""
    home = tmp_path_factory.mktemp("bare")
    venv.EnvBuilder(with_pip=False, symlinks=True).create(home)
    python = home / "bin" / "python"
    located = run(str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home)
    environment = BareEnvironment(scripts=python.parent, site_packages=Path(located.stdout.strip()))
    for name in run_time_distributions():
        copy_distribution(name, environment.site_packages)
    pip = (sys.executable, "-m", "pip", "--python", str(python))
    run_or_fail(*pip, "install", "--no-index", str(wheel))
    run_or_fail(*pip, "check")
    return environment


@pytest.fixture(scope="module")
def contents(wheel: Path) -> set[str]:
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_every_package_directory_is_listed_and_every_listed_package_exists() -> None:
    rooms = [path for path in ROOT.iterdir() if path.is_dir() and path.name not in NOT_PACKAGES and path.name[0] != "."]
    directories = [ROOT, *(module.parent for room in rooms for module in room.rglob("__init__.py"))]
    packages = {".".join(("stuurwijzer", *directory.relative_to(ROOT).parts)) for directory in directories}
    assert set(pyproject()["tool"]["setuptools"]["packages"]) == packages


def test_every_module_of_the_engine_stands_in_a_package() -> None:
    directories = {module.parent for module in (ROOT / "engine").rglob("*.py")}
    assert directories, "no module found: this test would pass on nothing"
    assert [path for path in sorted(directories) if not (path / "__init__.py").is_file()] == []


@pytest.mark.parametrize("room", DATA_ROOMS)
def test_wheel_has_every_data_file(room: str, contents: set[str]) -> None:
    expected = {f"stuurwijzer/{name}" for name in visible_files(ROOT / room)}
    assert expected, f"no file found in {room}/: this test would pass on nothing"
    assert expected - contents == set()


def test_wheel_has_every_module_and_the_typing_marker(contents: set[str]) -> None:
    modules = {name for name in visible_files(ROOT / "engine") if name.endswith((".py", ".sql"))}
    expected = {f"stuurwijzer/{name}" for name in {*modules, "__init__.py", "cli.py", "py.typed"}}
    assert expected - contents == set()


def test_wheel_has_nothing_else(contents: set[str]) -> None:
    rooms = {name.split("/")[1] for name in contents if name.startswith("stuurwijzer/")}
    assert rooms == {*DATA_ROOMS, "engine", "__init__.py", "cli.py", "py.typed"}
    others = {name for name in contents if not name.startswith("stuurwijzer/")}
    assert {name.split("/")[0].rpartition(".")[2] for name in others} == {"dist-info"}


def test_installed_command_answers_help(bare: BareEnvironment, tmp_path: Path) -> None:
    result = bare.run("stuurwijzer", "--help", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert "advise" in result.stdout


def test_installed_package_is_the_one_from_the_wheel(bare: BareEnvironment, tmp_path: Path) -> None:
    result = bare.run("python", "-c", "import stuurwijzer; print(stuurwijzer.__file__)", cwd=tmp_path)
    assert Path(result.stdout.strip()).parent == bare.site_packages / "stuurwijzer", result.stderr


def test_main_job_runs_from_the_wheel_without_durable_rules(bare: BareEnvironment, tmp_path: Path) -> None:
    region = bare.site_packages / "stuurwijzer" / REFERENCE_REGION
    out = tmp_path / "out"
    result = bare.run("stuurwijzer", "advise", str(region), "--out-dir", str(out), cwd=tmp_path)
    assert result.returncode == 0, result.stdout + result.stderr
    written = {path.name: path.stat().st_size for path in out.iterdir()}
    assert {"advice.html", "advice.md", "advice.json"} <= written.keys()
    assert all(written.values()), f"an empty file among {written}"
    json.loads((out / "advice.json").read_text(encoding="utf-8"))
