"""HTML files that need nothing else: the one way a template becomes one, the style put in. What it says is its caller's."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

__all__ = ["html_file"]

STYLE = Path(__file__).parents[1] / "site" / "assets" / "site.css"


def html_file(template: Path, **said: object) -> str:
    """The page, without a final line break. The template finds `said` and `style`; text is escaped unless it is markup."""
    templates = Environment(
        loader=FileSystemLoader(template.parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    style = Markup(STYLE.read_text(encoding="utf-8"))  # noqa: S704 - our own file
    return templates.get_template(template.name).render(style=style, **said)
