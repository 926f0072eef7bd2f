"""What a rule's case and a scenario have in common as tests: one that does not come out as its file says tells so in a line."""

from __future__ import annotations

import pytest

__all__ = ["StatedItem", "UnexpectedError"]


class UnexpectedError(Exception):
    """A case or a scenario came out otherwise than its file says; its text is all that is printed."""


class StatedItem(pytest.Item):
    """A test that a file states. `hegui_kind` is what reports call it."""

    hegui_kind: str

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException]) -> object:  # type: ignore[override] # pytest gives no style
        if isinstance(excinfo.value, UnexpectedError):
            return str(excinfo.value)
        return super().repr_failure(excinfo)
