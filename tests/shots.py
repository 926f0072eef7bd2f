"""Takes the pictures of the pages that stand in docs/pictures: `python tests/shots.py`. It tests nothing.

A service of its own decides every sample; papers are printed and turned into pictures with `pdftoppm`.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from browsing import SAMPLES, Site, launched, site
from playwright.sync_api import Page, sync_playwright

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
PRODUCT = "qingxiang-instalment"
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


def pages(site: Site) -> Iterator[tuple[str, str]]:
    """Name and address of each page that is shown."""
    decision = f"/decisions/{site.decisions[PRODUCT]}"
    yield "portfolio", "/"
    yield "decision", decision
    yield "data-use", f"{decision}/data-use"
    yield "risk-notices", f"{decision}/risk-notices"
    yield "gate", "/products/appliance-instalment/gate"
    yield "try", f"/try?sample={PRODUCT}"
    yield "wizard", "/wizard"
    yield "rules", "/rules"
    yield "admin-log", "/admin/log"


def papers(site: Site) -> Iterator[tuple[str, str]]:
    """Name and address of each paper."""
    decision = f"/decisions/{site.decisions[PRODUCT]}"
    for name in ("memo", "data-use", "risk-notices"):
        yield f"{name}-paper", f"{decision}/{name}.pdf"


def main() -> int:
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, site(Path(folder)) as shown, sync_playwright() as playwright:
        shown.decisions.update((name, shown.decide(file.read_bytes())) for name, file in SAMPLES.items())
        browser = launched(playwright)
        for lang in ("zh", "en"):
            context = browser.new_context(viewport=WIDE)
            cookies = shown.cookies("admin", lang)
            context.add_cookies([{"name": name, "value": value, "url": shown.base} for name, value in cookies.items()])
            for name, address in pages(shown):
                taken(context.new_page(), shown.base + address, PICTURES / f"{name}.{lang}.png")
            with shown.client("admin", lang) as client:
                for name, address in papers(shown):
                    printed(client.get(address).content, PICTURES / f"{name}.{lang}.png")
        context = browser.new_context(viewport=NARROW)
        cookies = shown.cookies("admin", "zh")
        context.add_cookies([{"name": name, "value": value, "url": shown.base} for name, value in cookies.items()])
        taken(
            context.new_page(),
            f"{shown.base}/decisions/{shown.decisions[PRODUCT]}",
            PICTURES / "decision-narrow.zh.png",
        )
        browser.close()
    return 0


def taken(page: Page, address: str, file: Path) -> None:
    """What stands above the fold, once the page is at rest."""
    page.goto(address, wait_until="networkidle")
    page.screenshot(path=file)
    page.close()
    print(file.name)


def printed(paper: bytes, file: Path) -> None:
    """The first page of a paper."""
    command = ["pdftoppm", "-png", "-r", "80", "-f", "1", "-singlefile", "-", str(file.with_suffix(""))]
    subprocess.run(command, input=paper, check=True)
    print(file.name)


if __name__ == "__main__":
    sys.exit(main())
