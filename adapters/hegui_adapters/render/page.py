"""A run as one HTML file that needs nothing else: no script, no font, no picture from elsewhere. It can be printed."""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from hegui_adapters.render.telling import FORCES, Report

__all__ = ["page_text"]

HERE = Path(__file__).parent
STYLE = HERE.parent / "site" / "assets" / "site.css"
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def page_text(report: Report) -> str:
    """The page, without a final line break."""
    templates = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    style = Markup(STYLE.read_text(encoding="utf-8"))  # noqa: S704 - our own file
    page = templates.get_template("report.html").render(
        report=report, lang="zh-CN" if report.lang == "zh" else "en", t=report.word, style=style, forces=FORCES
    )
    return _ILLEGAL.sub("\ufffd", page)
