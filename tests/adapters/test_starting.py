"""What a verb does not need it does not wait for."""

from __future__ import annotations

import subprocess
import sys

import pytest

SPARED = {
    "hegui_adapters.commands.check": ("pydantic", "rich", "sqlalchemy", "hegui.envelope", "numpy"),
    "hegui_adapters.commands.tokens": ("alembic", "fastapi", "hegui.rulebook"),
    "hegui_adapters.commands.database": ("alembic", "fastapi", "hegui.rulebook"),
    "hegui_adapters.commands.serve": ("alembic", "fastapi", "hegui.rulebook", "httpx", "hegui_adapters.pages"),
    "hegui_adapters.commands.deliver": ("alembic", "fastapi", "httpx"),
    "hegui_adapters.service.app": ("alembic", "authlib", "httpx", "weasyprint", "numpy", "openpyxl"),
}


@pytest.mark.parametrize(("module", "spared"), [(one, name) for one, names in SPARED.items() for name in names])
def test_a_start_loads_nothing_its_verb_can_do_without(module: str, spared: str) -> None:
    program = f"import sys, {module}; print({spared!r} in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert ran.stdout == "False\n"
