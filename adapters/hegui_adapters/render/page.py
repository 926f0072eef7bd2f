"""A run as one HTML file that needs nothing else: no script, no font, no picture from elsewhere. It can be printed."""

from __future__ import annotations

import re
from pathlib import Path

from hegui_adapters.render.html_file import html_file
from hegui_adapters.render.telling import FORCES, Report

__all__ = ["page_text"]

TEMPLATE = Path(__file__).parent / "templates" / "report.html"
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def page_text(report: Report) -> str:
    """The page, without a final line break."""
    page = html_file(
        TEMPLATE,
        report=report,
        lang="zh-CN" if report.lang == "zh" else "en",
        t=report.word,
        forces=FORCES,
        colon="：" if report.lang == "zh" else ": ",
    )
    return _ILLEGAL.sub("\ufffd", page)
