"""A suite that never asked for hegui runs as if the plugin were not there."""

from __future__ import annotations

import subprocess
import sys

from foreign import Suite

HEAVY = ("fastapi", "hegui", "hypothesis", "jinja2", "numpy", "pydantic", "rich", "sqlalchemy", "yaml")

FOREIGN = {
    "engine/__init__.py": "",
    "engine/motor.py": "def turns():\n    return 3\n",
    "hegui_data/rates.yaml": "not: [a, rule\n",
    "tests/test_motor.py": "import engine.motor\ndef test_it():\n    assert engine.motor.turns() == 3\n",
    "conftest.py": "import sys\n"
    "def pytest_sessionfinish():\n"
    f"    print('LOADED', sorted(set({HEAVY!r}) & set(sys.modules)))\n",
}


def test_importing_the_plugin_imports_nothing_heavy() -> None:
    program = f"import sys, hegui_adapters.testing.plugin; print(sorted(set({HEAVY!r}) & set(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_a_project_with_its_own_engine_runs_and_loads_nothing_of_ours(suite: Suite) -> None:
    suite.write(FOREIGN)
    printed = suite.run(
        "-p", "no:schemathesis", "-p", "no:hypothesispytest", "-p", "no:xdist", "--strict-markers", code=0
    )
    assert "1 passed" in printed
    assert "LOADED []" in printed


def test_a_failure_reads_the_same_with_and_without_the_plugin(suite: Suite) -> None:
    suite.write({"test_it.py": "def test_it():\n    left = {'a': 1}\n    assert left == {'a': 2}\n"})
    with_it, without = suite.run(code=1), suite.run("-p", "no:hegui", code=1)
    assert with_it.splitlines()[:-1] == without.splitlines()[:-1]  # the last line tells the time it took
