"""The firm's register of products held against the decisions, from a file sent by a form. It keeps no register."""

from __future__ import annotations

from itertools import groupby
from typing import Annotated

from fastapi import File, Response, UploadFile

from hegui_adapters.pages.asking import Showing
from hegui_adapters.pages.declaring import Pages
from hegui_adapters.pages.portfolio.words import WORDS
from hegui_adapters.render.register import HEADINGS
from hegui_adapters.service.register import held_against

__all__ = ["pages"]

pages = Pages(WORDS)


@pages.get("/register", role="auditor")
def form(asked: Showing) -> Response:
    """Where the register is sent."""
    return asked.page("register.html", found=None, groups=[])


@pages.post("/register", role="auditor")
def compare(asked: Showing, table: Annotated[UploadFile, File()]) -> Response:
    """What it lacks."""
    assert asked.who is not None
    found = held_against(asked.parts, table.file.read(), asked.who.name)
    place = 0 if asked.lang == "zh" else 1
    groups = [(HEADINGS[kind][place], list(gaps)) for kind, gaps in groupby(found.gaps, key=lambda gap: gap.kind)]
    return asked.page("register.html", found=found, groups=groups)
