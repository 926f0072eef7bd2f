"""The shape of the source: who may import what, and how long a file and a function may grow."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ENGINE = ROOT / "engine" / "hegui"
SOURCES = sorted([*ENGINE.rglob("*.py"), *(ROOT / "adapters").rglob("*.py")])
LONGEST_FILE = 400
LONGEST_FUNCTION = 60

every_source = pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(ROOT)))


@every_source
def test_a_module_begins_by_saying_what_it_is(file: Path) -> None:
    assert ast.get_docstring(parsed(file))


@every_source
def test_a_file_stays_readable_in_one_sitting(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST_FILE


@every_source
def test_a_function_stays_short(file: Path) -> None:
    lengths = {f"{file.name}:{node.lineno} {node.name}": length(node) for node in functions(parsed(file))}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}


@every_source
def test_only_the_reader_imports_yaml(file: Path) -> None:
    assert file == ENGINE / "source.py" or "yaml" not in top_level_imports(file)


@every_source
def test_only_the_inference_module_names_the_core(file: Path) -> None:
    named = "durable_rules_engine" in file.read_text(encoding="utf-8")
    assert file == ENGINE / "inference.py" or not named


@every_source
def test_the_python_side_of_durable_rules_is_never_imported(file: Path) -> None:
    assert "durable" not in top_level_imports(file)


def test_the_reference_interpreter_imports_nothing_of_hegui() -> None:
    assert top_level_imports(ENGINE / "semantics.py") & {"hegui", "hegui_adapters"} == set()


@pytest.mark.parametrize("library", ["fastapi", "rich", "sqlalchemy", "typer", "uvicorn"])
def test_importing_the_library_loads_no_door(library: str) -> None:
    program = f"import sys, hegui; sys.exit({library!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def top_level_imports(file: Path) -> set[str]:
    """The first part of every module the file imports, anywhere in it; a relative import counts as `hegui`."""
    return {name.partition(".")[0] for node in ast.walk(parsed(file)) for name in imported(node)}


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module or "hegui"] if node.level == 0 else ["hegui"]
    return []
