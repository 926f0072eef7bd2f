"""What the built distribution contains. Built without network and without isolation; nothing is installed."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from hegui.errors import UsageError
from hegui.loading.contents import REGISTER, rule_files, text_in
from hegui.loading.packing import PACK, packed

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


def test_the_rules_are_one_file_of_the_wheel(contents: set[str]) -> None:
    assert {name for name in contents if name.startswith("hegui/rulesets/")} == {f"hegui/rulesets/{PACK}"}


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of rules as an installation has it."""
    folder = tmp_path_factory.mktemp("installed")
    with ZipFile(wheel) as archive:
        archive.extract(f"hegui/rulesets/{PACK}", folder)
    return folder / "hegui" / "rulesets"


def test_an_installation_reads_the_very_files_of_the_rulebook(installed: Path) -> None:
    assert rule_files([installed]) == rule_files([ROOT / "rulesets"])


@pytest.mark.parametrize("name", [REGISTER, "rulebook.yaml", "boundaries/rates/students.yaml"])
def test_one_file_of_the_rules_is_found_in_an_installation(installed: Path, name: str) -> None:
    assert text_in(installed, name) == (ROOT / "rulesets" / name).read_bytes()


def test_a_file_that_is_not_there_is_not_found_in_an_installation(installed: Path) -> None:
    assert text_in(installed, "boundaries/none.yaml") is None


@pytest.mark.parametrize("broken", [b"", b"12", b"3\n[[]", b'12\n[["a.yaml",9]]x', "½\n[]".encode()])
def test_a_broken_installation_says_so(tmp_path: Path, broken: bytes) -> None:
    (tmp_path / PACK).write_bytes(broken)
    with pytest.raises(UsageError, match="install hegui again"):
        rule_files([tmp_path])


def test_a_rule_file_beside_the_one_file_is_not_silently_left_out(tmp_path: Path) -> None:
    (tmp_path / PACK).write_bytes(packed({"a.yaml": b"{}"}))
    (tmp_path / "b.yaml").write_bytes(b"{}")
    with pytest.raises(UsageError, match=r"b\.yaml would not be read"):
        rule_files([tmp_path])


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
