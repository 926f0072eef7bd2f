"""`hegui price`: what the loans of a manifest cost, in the forms that were asked for. It judges nothing."""

from __future__ import annotations

from dataclasses import dataclass

from hegui_adapters.delivery import targets_of
from hegui_adapters.exits import CLEAR
from hegui_adapters.failures import RefusedError
from hegui_adapters.settings import Asked

__all__ = ["FORMATS", "Price", "run"]

FORMATS = ("text", "json", "csv", "xlsx", "html", "svg")


@dataclass(frozen=True, slots=True)
class Price:
    """What was asked of `hegui price`."""

    file: str
    asked: Asked
    as_of: str | None = None
    formats: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    loan: str | None = None
    stdin_name: str | None = None
    all: bool = False
    disclosure: bool = False


def run(price: Price) -> int:
    """Print or write every form asked for.

    Raises:
        RefusedError: the options do not fit together, there is no such loan, or a result cannot be written.
        ManifestError: the manifest is not one.
    """
    targets = targets_of(price.formats, price.outputs, FORMATS)
    if "xlsx" in targets and targets["xlsx"] is None:
        raise RefusedError("xlsx 须写入文件：--output xlsx=文件", "xlsx needs a file: --output xlsx=FILE")
    return CLEAR
