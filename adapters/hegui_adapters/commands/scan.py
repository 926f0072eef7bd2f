"""`hegui scan`: looks for raw personal data in files. Exit code 1 where some was found, 4 where a file was not read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from zoneinfo import ZoneInfo

from hegui import __version__

from hegui_adapters.exits import BLOCKED, CLEAR, MANIFEST, worst
from hegui_adapters.failures import RefusedError
from hegui_adapters.options import Format
from hegui_adapters.render.scan import scan_data, scan_lines
from hegui_adapters.scan.evidence import evidence, stated
from hegui_adapters.scan.report import Report
from hegui_adapters.settings import Asked, spoken
from hegui_adapters.streams import put, say

__all__ = ["Scan", "run"]

NEEDED = ("stdnum", "phonenumbers")
SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Scan:
    """What was asked for."""

    paths: Sequence[Path]
    asked: Asked
    form: Format = "text"
    evidence: Path | None = None
    exclude: Sequence[str] = ()
    samples: int = 3


def run(wanted: Scan) -> int:
    """Scan and report.

    Raises:
        RefusedError: a path does not exist, or what the detectors rest on is not installed.
    """
    from hegui_adapters.scan.scanning import scan

    _possible(wanted)
    at = datetime.now(SHANGHAI)
    report = scan(wanted.paths, today=at.date(), exclude=wanted.exclude, samples=wanted.samples)
    lang = spoken(wanted.asked, Path())
    put(
        json.dumps(scan_data(report), ensure_ascii=False, indent=2)
        if wanted.form == "json"
        else "\n".join(scan_lines(report, lang))
    )
    if wanted.evidence is not None:
        say([_written(wanted.evidence, report, at, zh=lang == "zh")])
    return worst([MANIFEST if report.unread() else CLEAR, BLOCKED if report.counts() else CLEAR])


def _possible(wanted: Scan) -> None:
    from hegui_adapters.scan.detecting import without_raw

    if lacking := [name for name in NEEDED if find_spec(name) is None]:
        listed = ", ".join(lacking)
        raise RefusedError(
            f"扫描缺少 {listed}：请安装 pip install 'hegui[scan]'",
            f"scanning needs {listed}: pip install 'hegui[scan]'",
        )
    today = datetime.now(SHANGHAI).date()
    if absent := [without_raw(str(path), today=today) for path in wanted.paths if not path.exists()]:
        listed = ", ".join(absent)
        raise RefusedError(f"找不到 {listed}", f"{listed}: there is no such file or folder")


def _written(file: Path, report: Report, at: datetime, *, zh: bool) -> str:
    content = evidence(report, at, __version__).encode() + b"\n"
    try:
        file.write_bytes(content)
    except OSError as error:
        raise RefusedError(f"写不了 {file}：{error.strerror}", f"{file}: {error.strerror}") from None
    lines = stated(report, at, file.name, hashlib.sha256(content).hexdigest())
    head = (
        f"证据已写入 {file}；产品要素表 rollout.sandbox_data 中可写："
        if zh
        else f"wrote {file}; for rollout.sandbox_data:"
    )
    return f"{head}\n{lines}"
