"""`hegui map test`: what a mapping file makes of a payload. It judges nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hegui.checking import check_document
from hegui.errors import ManifestError, Problem
from hegui.source import Limits, read

from hegui_adapters.exits import CLEAR
from hegui_adapters.failures import RefusedError
from hegui_adapters.language import Lang
from hegui_adapters.service.forges import NOWHERE, Change
from hegui_adapters.service.inbound import Carried, flaws_in
from hegui_adapters.service.mapping import Mapped, mapped, read_mapping
from hegui_adapters.streams import put, say

__all__ = ["run"]


def run(mapping: Path, payload: Path, lang: Lang) -> int:
    """Print the manifest; to standard error, what of the payload no entry reads.

    Raises:
        SourceError: the mapping file is not valid, or the payload does not fit it.
        ManifestError: what comes of it is no manifest; places are those of the payload.
        RefusedError: a file cannot be read.
    """
    body = _bytes(payload)
    made = mapped(read_mapping(read(_bytes(mapping), str(mapping))), read(body, str(payload)))
    if made is None:
        say(["这份数据不在映射文件的 only 之列" if lang == "zh" else "the mapping's `only` leaves this payload out"])
        return CLEAR
    put(made.text.rstrip("\n"))
    say([*_change(made.change, lang), *_unmapped(made, lang)])
    _check(made, body, str(payload))
    return CLEAR


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise RefusedError(f"读不到 {file}", f"{file} cannot be read: {error.strerror}") from None


def _change(change: Change, lang: Lang) -> Iterator[str]:
    if change != NOWHERE:
        said = "，".join if lang == "zh" else ", ".join
        parts = (f"{name} {value}" for name, value in change.data().items() if value is not None)
        yield f"来源：{said(parts)}" if lang == "zh" else f"comes from: {said(parts)}"


def _unmapped(made: Mapped, lang: Lang) -> Iterator[str]:
    count = len(made.unmapped)
    if count:
        yield f"未映射 {count} 项：" if lang == "zh" else f"{count} not mapped:"
    for pointer in made.unmapped:
        yield f"  {pointer}"


def _check(made: Mapped, body: bytes, file: str) -> None:
    found = Carried(made.text.encode(), origins=made.origins)
    try:
        check_document(found.manifest, "manifest", None)
    except ManifestError as error:
        flaws = flaws_in(error, found, body, Limits())
        raise ManifestError(Problem(file, one.line or 1, one.column or 1, one.zh, one.en) for one in flaws) from None
