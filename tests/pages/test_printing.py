"""A document becomes a PDF whose fonts travel with it, whose pages are numbered, and for which nobody is asked for anything."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hegui_adapters.pages.printing import ForeignAddressError, pdf
from hegui_adapters.pages.rendering import html
from hegui_adapters.pages.words import spoken


def paper(lang: str) -> str:
    """An empty document with a head, three pages long."""
    text = html("paper.html", {"lang": lang, "t": spoken({}, lang), "version": "0", "csrf": ""})
    return text.replace("</body>", "<p>个人信息 personal data</p>" * 100 + "</body>")


def read_by(program: str, printed: bytes, tmp_path: Path, *options: str) -> str:
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"no {program}: install poppler-utils")
    (tmp_path / "paper.pdf").write_bytes(printed)
    ran = subprocess.run([found, *options, str(tmp_path / "paper.pdf")], capture_output=True, check=False, cwd=tmp_path)
    return (ran.stdout or (tmp_path / "paper.txt").read_bytes()).decode()


@pytest.mark.parametrize(("lang", "said"), [("zh", "第2页共3页"), ("en", "Page2of3")])
def test_every_page_says_which_of_how_many_it_is(lang: str, said: str, tmp_path: Path) -> None:
    assert said in "".join(read_by("pdftotext", pdf(paper(lang)), tmp_path, "-layout").split())


def test_every_font_is_embedded(tmp_path: Path) -> None:
    listed = read_by("pdffonts", pdf(paper("zh")), tmp_path).splitlines()[2:]
    assert listed
    assert all("yes yes yes" in line for line in listed)


def test_the_same_document_is_the_same_bytes() -> None:
    assert pdf(paper("zh")) == pdf(paper("zh"))


@pytest.mark.parametrize(
    "part",
    [
        '<img src="https://example.org/x.png">',
        '<img src="file:///etc/hostname">',
        '<img src="/static/0/../../../etc/hostname">',
        '<link rel="stylesheet" href="http://127.0.0.1/x.css">',
        "<style>body { background: url(ftp://example.org/x.png) }</style>",
    ],
)
def test_nothing_but_our_own_files_is_read(part: str) -> None:
    with pytest.raises(ForeignAddressError):
        pdf(paper("zh").replace("<body>", f"<body>{part}"))
