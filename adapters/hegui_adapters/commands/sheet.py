"""`hegui sheet`: prints the data-use sheet or the risk-notice list of a manifest. The exit code says only whether that was possible."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from hegui_adapters.commands.check import judge
from hegui_adapters.delivery import deliver, targets_of
from hegui_adapters.exits import CLEAR
from hegui_adapters.failures import RefusedError
from hegui_adapters.settings import Asked, settings
from hegui_adapters.streams import width_of_output

if TYPE_CHECKING:
    from hegui.decide import Decision

    from hegui_adapters.language import Lang
    from hegui_adapters.sheets.data_use import DataUse
    from hegui_adapters.sheets.risk_notices import RiskNotices

__all__ = ["FORMATS", "Kind", "Sheet", "run"]

Kind = Literal["data-use", "risk-notices"]
FORMATS = ("text", "json", "html", "pdf")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was asked of `hegui sheet`."""

    kind: Kind
    file: str
    asked: Asked
    as_of: str | None = None
    formats: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    stdin_name: str | None = None


def run(sheet: Sheet) -> int:
    """Print the sheet in every form that was asked for.

    Raises:
        HeguiError: the manifest cannot be judged, the options do not fit together, or a result cannot be written.
    """
    from hegui_adapters.days import day_of
    from hegui_adapters.rulebooks import Rulebooks
    from hegui_adapters.sources import sources

    targets = targets_of(sheet.formats, sheet.outputs, FORMATS)
    if "pdf" in targets and targets["pdf"] is None:
        raise RefusedError("PDF 请写入文件：--output pdf=文件", "a PDF is written to a file: --output pdf=FILE")
    source, *more = sources([sheet.file], sheet.stdin_name)
    if more:
        raise RefusedError(f"{sheet.file} 对应多个文件", f"{sheet.file} stands for several files")
    if isinstance(source, RefusedError):
        raise source
    held = settings(sheet.asked, source.folder)
    decision, _ = judge(source, day_of(sheet.as_of) if sheet.as_of else None, held, Rulebooks())
    drawn = _drawn(sheet.kind, decision, held.lang)
    for form, path in targets.items():
        deliver(path, _rendered(drawn, form, held.lang))
    return CLEAR


def _drawn(kind: Kind, decision: Decision, lang: Lang) -> DataUse | RiskNotices:
    from hegui.body import body_of

    from hegui_adapters.sheets.data_use import data_use_of
    from hegui_adapters.sheets.risk_notices import risk_notices_of

    body: Mapping[str, Any] = body_of(decision)
    if kind == "data-use":
        return data_use_of(body, decision.manifest, lang)
    return risk_notices_of(decision.rulebook, body, decision.manifest, lang)


def _rendered(sheet: DataUse | RiskNotices, form: str, lang: Lang) -> str | bytes:
    if form == "json":
        from hegui.body import data_of

        return json.dumps(data_of(sheet), ensure_ascii=False, indent=2)
    if form == "text":
        return _text(sheet, lang)
    from hegui_adapters.sheets.paper import document, standing_alone

    printed = document(sheet, lang)
    return _pdf(printed) if form == "pdf" else standing_alone(printed)


def _text(sheet: DataUse | RiskNotices, lang: Lang) -> str:
    from hegui_adapters.sheets.data_use import DataUse
    from hegui_adapters.sheets.text import data_use_text, risk_notices_text

    if isinstance(sheet, DataUse):
        return data_use_text(sheet, lang, width_of_output())
    return risk_notices_text(sheet, lang, width_of_output())


def _pdf(printed: str) -> bytes:
    from hegui_adapters.pages.printing import NotPrintableError, pdf

    try:
        return pdf(printed)
    except NotPrintableError:
        raise RefusedError(
            "未安装 PDF 组件（WeasyPrint 与 Pango）：pip install 'hegui[service]'",
            "nothing is installed to print PDF with (WeasyPrint and Pango): pip install 'hegui[service]'",
        ) from None
