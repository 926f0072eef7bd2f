"""An error on its way out: what is not installed is said so, what nobody foresaw is an internal error."""

from __future__ import annotations

import pytest
from hegui_adapters.exits import INTERNAL, USAGE
from hegui_adapters.failures import Failure, attempt


def lacking(module: str) -> Failure:
    def verb() -> int:
        raise ModuleNotFoundError(f"No module named {module!r}", name=module)

    found = attempt(verb)
    assert isinstance(found, Failure)
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_verb_of_the_service_that_is_not_installed_says_what_to_install(lang: str) -> None:
    failure = lacking("sqlalchemy")

    assert failure.code == USAGE
    assert "pip install 'hegui[service]'" in failure.lines(lang, verbose=False)[0]


def test_a_module_that_should_be_there_is_an_internal_error() -> None:
    assert lacking("hegui.nowhere").code == INTERNAL
