"""Writes the pages of a rulebook into a folder. What they say is in `pages`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

from hegui.authoring.coverage import Coverage
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from hegui_adapters.site.pages import Pages

__all__ = ["write_site"]

HERE = Path(__file__).parent
LANGUAGES = ("zh", "en")


def write_site(coverage: Coverage, folder: Path) -> int:
    """Write every page in both languages; pages of rules that are gone are removed. Returns how many pages there are.

    Raises:
        OSError: a file cannot be written.
    """
    templates = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    copytree(HERE / "assets", folder / "assets", dirs_exist_ok=True)
    written = {folder / name: text for lang in LANGUAGES for name, text in _pages(templates, coverage, lang)}
    written[folder / "index.html"] = (
        '<!doctype html><meta http-equiv="refresh" content="0; url=zh/index.html"><title>hegui</title>'
    )
    for file, text in written.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    for lang in LANGUAGES:
        for stray in set((folder / lang).rglob("*.html")) - set(written):
            stray.unlink()
    return len(written)


def _pages(templates: Environment, coverage: Coverage, lang: str) -> Iterator[tuple[str, str]]:
    pages = Pages(coverage, lang)
    instruments = list(pages.instruments())

    def page(name: str, template: str, **said: object) -> tuple[str, str]:
        deep = name.count("/")
        other = LANGUAGES[lang == LANGUAGES[0]]
        places = {"root": "../" * (deep + 1), "home": "../" * deep, "other": f"{'../' * (deep + 1)}{other}/{name}"}
        return f"{lang}/{name}", templates.get_template(template).render({**pages.common, **places, **said})

    yield page("index.html", "index.html", **pages.index())
    yield page("instruments.html", "instruments.html", instruments=instruments)
    yield page("sections.html", "sections.html", sections=pages.sections())
    for rule in pages.rules():
        yield page(f"rules/{rule['page']}", "rule.html", rule=rule)
    for instrument in instruments:
        yield page(f"instruments/{instrument['page']}", "instrument.html", instrument=instrument)
