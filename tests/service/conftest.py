"""One service for the tests of a module, on each database; each test sees what it wrote itself."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from databases import KINDS, database_url
from serving import NOON, Service, served


@pytest.fixture(scope="module", autouse=True)
def _no_settings() -> Iterator[None]:
    """An environment that says nothing to the service."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("HEGUI_") and not name.startswith("HEGUI_TEST_")]:
            patch.delenv(name)
        yield


@pytest.fixture(scope="module", params=KINDS)
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with database_url(request.param, tmp_path_factory.mktemp("store")) as url, served(url) as service:
        yield service


@pytest.fixture
def service(running: Service) -> Service:
    running.clock.now = NOON
    running.parts.recorder.audited(running.parts.refusals.rest())
    running.start = max((entry.seq for entry in running.written()), default=running.start)
    return running
