"""Opens a workbook that a stranger wrote: it must be one, unpack to little and declare no entities. It reads no cell."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

from hegui_adapters.failures import RefusedError

if TYPE_CHECKING:
    from openpyxl import Workbook

__all__ = ["MOST_BYTES", "is_workbook", "no_workbook", "opened_workbook"]

_ZIP: Final = b"PK\x03\x04"
MOST_BYTES: Final = 32 * 1024 * 1024
"""What a workbook may unpack to."""


def is_workbook(data: bytes) -> bool:
    return data.startswith(_ZIP)


def opened_workbook(data: bytes, *, values: bool) -> Workbook:
    """The workbook, its cells read as they are asked for. `values` shows what formulas came to, else themselves.

    Raises:
        RefusedError: it is none, or would unpack to too much.
    """
    from openpyxl import load_workbook

    _checked(data)
    try:
        return load_workbook(io.BytesIO(data), read_only=True, data_only=values)
    except Exception as error:  # noqa: BLE001 - openpyxl raises whatever the broken file leads it to
        raise no_workbook(str(error)) from None


def no_workbook(why: str) -> RefusedError:
    return RefusedError(f"XLSX 无法读取：{why}", f"the XLSX cannot be read: {why}")


def _checked(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_BYTES:
                raise RefusedError("工作簿解压后过大", "the workbook unpacks to too much")
            declared = any(
                b"<!DOCTYPE" in parts.read(part) or b"<!ENTITY" in parts.read(part) for part in parts.infolist()
            )
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise no_workbook(str(error)) from None
    if declared:
        raise no_workbook("DOCTYPE")
