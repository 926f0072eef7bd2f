"""Who may do what. For now: whoever asks, where the settings say that nobody else can."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from fastapi import Request

from hegui_adapters.service.problems import ProblemError

__all__ = ["ANONYMOUS", "Role", "actor"]

Role = Literal["viewer", "product", "officer", "auditor", "admin"]
ANONYMOUS = "anonymous"


def actor(_role: Role) -> Callable[[Request], str]:
    """A dependency that gives the caller's name, once it is known to be allowed to act as `role`."""

    def admitted(request: Request) -> str:
        if request.app.state.settings.open:
            return ANONYMOUS
        raise ProblemError("unauthenticated", more={"WWW-Authenticate": 'Bearer realm="hegui"'})

    return admitted
