"""What the built distribution contains. Built without network and without isolation; nothing is installed."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as the checkout builds it."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def contents(wheel: Path) -> set[str]:
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_every_file_of_the_rulebook_is_in_the_wheel_and_nothing_else(contents: set[str]) -> None:
    rulesets = ROOT / "rulesets"
    kept = {f"hegui/rulesets/{file.relative_to(rulesets)}" for file in rulesets.rglob("*") if file.is_file()}
    assert {name for name in contents if name.startswith("hegui/rulesets/")} == kept


def test_the_samples_of_the_editor_are_in_the_wheel_and_nothing_else_of_the_examples(contents: set[str]) -> None:
    samples = {
        f"hegui_adapters/samples/{file.parent.name}/{file.name}" for file in ROOT.glob("examples/*/manifest.yaml")
    }
    assert {name for name in contents if name.startswith("hegui_adapters/samples/")} == samples


def test_both_packages_say_that_they_are_typed(contents: set[str]) -> None:
    assert {"hegui/py.typed", "hegui_adapters/py.typed"} <= contents


def test_every_schema_is_in_the_wheel(contents: set[str]) -> None:
    schemas = (ROOT / "engine" / "hegui" / "schemas").glob("*.json")
    assert {f"hegui/schemas/{file.name}" for file in schemas} <= contents


@pytest.mark.parametrize("folder", ["templates", "static"])
def test_everything_a_page_is_made_of_is_in_the_wheel_what_was_built_included(contents: set[str], folder: str) -> None:
    pages = ROOT / "adapters" / "hegui_adapters" / "pages"
    files = {f"hegui_adapters/pages/{one.relative_to(pages)}" for one in (pages / folder).rglob("*") if one.is_file()}
    assert {name for name in contents if name.startswith(f"hegui_adapters/pages/{folder}/")} == files


def test_the_wheel_holds_the_two_packages_and_its_own_record_only(contents: set[str]) -> None:
    assert {name.partition("/")[0].partition("-")[0] for name in contents} == {"hegui", "hegui_adapters"}


def test_the_wheel_brings_the_command(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        (entry_points,) = (name for name in archive.namelist() if name.endswith("entry_points.txt"))
        assert "hegui = hegui_adapters.cli:main" in archive.read(entry_points).decode()


def test_the_wheel_brings_the_pytest_plugin(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        (entry_points,) = (name for name in archive.namelist() if name.endswith("entry_points.txt"))
        assert "[pytest11]\nhegui = hegui_adapters.testing.plugin" in archive.read(entry_points).decode()


def test_the_version_is_the_one_the_package_states(wheel: Path) -> None:
    stated: dict[str, str] = {}
    exec((ROOT / "engine/hegui/_version.py").read_text(encoding="utf-8"), stated)  # noqa: S102 our own two lines
    assert wheel.name.split("-")[1] == stated["__version__"]
