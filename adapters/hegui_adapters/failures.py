"""Errors on their way out: each becomes one exit code and plain lines on standard error. Nothing else maps errors."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from hegui.errors import SourceError, UsageError

from hegui_adapters.exits import INTERNAL, code_of_error

__all__ = ["Failure", "RefusedError", "attempt"]

T = TypeVar("T")

SERVICE = frozenset(
    {
        "alembic", "authlib", "cryptography", "fastapi", "httpcore", "httpx", "prometheus_client", "psycopg",
        "pydantic_settings", "sqlalchemy", "starlette", "structlog", "uvicorn",
    }
)  # fmt: skip
"""What only `hegui[service]` installs."""


class RefusedError(UsageError):
    """What was asked for cannot be done; said in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh = zh
        self.en = en
        super().__init__(en)


@dataclass(frozen=True, slots=True)
class Failure:
    """An error that was caught."""

    error: Exception

    @property
    def code(self) -> int:
        return code_of_error(self.error)

    def lines(self, lang: str, *, verbose: bool) -> tuple[str, ...]:
        """What standard error says of it: `file:line:column: message` for each problem of a text."""
        error = self.error
        if isinstance(error, SourceError):
            return tuple(problem.text(lang) for problem in error.problems)
        if self.code == INTERNAL:
            return (*self._trace(verbose=verbose), _internal(error, lang))
        text = (error.zh if lang == "zh" else error.en) if isinstance(error, RefusedError) else str(error)
        return (f"hegui: {text}",)

    def _trace(self, *, verbose: bool) -> tuple[str, ...]:
        return tuple("".join(traceback.format_exception(self.error)).splitlines()) if verbose else ()


def _internal(error: Exception, lang: str) -> str:
    what = f"{type(error).__name__}: {error}".splitlines()[0]
    if lang == "zh":
        return f"hegui: 内部错误（{what}）。请报告此问题，附上 hegui --version 与加 --verbose 重新运行的输出"
    return f"hegui: internal error ({what}); please report it with the output of hegui --version and of a run with --verbose"


def attempt(action: Callable[[], T]) -> T | Failure:
    """What `action` returns, or the error that ended it. Leaving early (`SystemExit`, Ctrl-C) is not an error."""
    try:
        return action()
    except ModuleNotFoundError as error:
        return Failure(_not_installed(error.name) if error.name and error.name in SERVICE else error)
    except Exception as error:  # noqa: BLE001 - the one place where anything unexpected becomes exit code 70
        return Failure(error)


def _not_installed(module: str) -> RefusedError:
    return RefusedError(
        f"本命令属于服务部分，缺少 {module}：请安装 pip install 'hegui[service]'",
        f"this verb is part of the service and {module} is not there: pip install 'hegui[service]'",
    )
