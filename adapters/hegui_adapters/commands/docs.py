"""`hegui rules docs`: the rulebook as static pages."""

from __future__ import annotations

from pathlib import Path

from hegui.authoring.coverage import Coverage
from hegui.authoring.register import register_of

from hegui_adapters.exits import CLEAR
from hegui_adapters.failures import RefusedError
from hegui_adapters.rulebooks import folders_of, rulebook_of
from hegui_adapters.settings import Asked, settings
from hegui_adapters.site.build import write_site
from hegui_adapters.streams import say

__all__ = ["run"]


def run(asked: Asked, folder: Path) -> int:
    """Write the pages into `folder`.

    Raises:
        RefusedError: the folder holds something else, or cannot be written.
    """
    held = settings(asked, Path())
    if folder.is_dir() and any(folder.iterdir()) and not (folder / "assets/site.css").is_file():
        raise RefusedError(f"{folder} 中已有其他文件", f"{folder} holds other files")
    coverage = Coverage(rulebook_of(held, proofs=True), register_of(folders_of(held)[0]))
    try:
        count = write_site(coverage, folder)
    except OSError as error:
        raise RefusedError(
            f"无法写入 {folder}：{error.strerror}", f"{folder} cannot be written: {error.strerror}"
        ) from None
    start = folder / "index.html"
    say([f"已写入 {count} 页，从 {start} 打开" if held.lang == "zh" else f"wrote {count} pages; open {start}"])
    return CLEAR
