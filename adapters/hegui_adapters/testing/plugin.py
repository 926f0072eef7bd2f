"""What pytest imports at every start, in any project: one check of its version, then the hooks. It does nothing by itself.

PYTEST_DONT_REWRITE: a start in somebody else's project must not pay for it.
"""

from __future__ import annotations

import pytest

if hasattr(
    pytest, "StashKey"
):  # before pytest 7 the plugin stays away rather than break a suite that never asked for it
    from hegui_adapters.testing.hooks import (
        hegui,
        pytest_addoption,
        pytest_collect_file,
        pytest_configure,
        pytest_runtest_makereport,
        pytest_runtest_setup,
    )

    __all__ = [
        "hegui",
        "pytest_addoption",
        "pytest_collect_file",
        "pytest_configure",
        "pytest_runtest_makereport",
        "pytest_runtest_setup",
    ]
