"""A manifest with some of its facts stated otherwise, named by path as reports name them. It judges nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from hegui.case import Record
from hegui.checking import check_document, document_text, load_manifest
from hegui.errors import UsageError
from hegui.manifest.reading import Manifest
from hegui.manifest.records import NAME
from hegui.testing.documents import Document, plain, stated

__all__ = ["with_facts"]

_STEP = re.compile(r"([^.\[\]]+(?:\.[^.\[\]]+)*)(?:\[([^\]]+)\])?\.?")


def with_facts(source: str | Path | Mapping[str, object] | Manifest, facts: Mapping[str, object]) -> Manifest:
    """The manifest with facts set: `{"pricing.credits[id=a].nominal_rate": "24% per year"}`.

    A value is what a manifest states: text, `True`, `NONE` where there is none; None makes the fact unknown. An element is named as reports
    name it (`[id=a]`, `[#1]`), or by its id alone (`[a]`).

    Raises:
        ManifestError: the source, or what it becomes, is not a manifest.
        UsageError: a path names no element of the manifest.
    """
    manifest = source if isinstance(source, Manifest) else load_manifest(source)
    document = cast("Document", plain(manifest.root))
    for path, value in facts.items():
        document = stated(document, _steps(manifest, path), value)
    return check_document(document_text(document), f"{manifest.document.file} + {', '.join(facts)}", None)


def _steps(manifest: Manifest, path: str) -> tuple[str | int, ...]:
    steps: list[str | int] = []
    record, place = manifest.record, 0
    while place < len(path):
        found = _STEP.match(path, place)
        if found is None:
            raise UsageError(f"{path} is not a path: write pricing.credits[id=a].nominal_rate")
        steps += found[1].split(".")
        if found[2]:
            index, record = _element(record, found[1], found[2], path)
            steps.append(index)
        place = found.end()
    return tuple(steps)


def _element(record: Record, listed: str, selector: str, path: str) -> tuple[int, Record]:
    elements = record.get(listed)
    names = [element[NAME] for element in elements] if isinstance(elements, tuple) else []
    if f"id={selector}" in names:
        selector = f"id={selector}"
    if selector not in names:
        raise UsageError(f"{path}: {listed} has no element [{selector}]; it has {', '.join(map(str, names)) or 'none'}")
    index = names.index(selector)
    return index, elements[index]  # type: ignore[index] # names come from its elements
