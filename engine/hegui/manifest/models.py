"""The sections of a manifest as the typed models that declare them, for programs that ask for these. A check never does."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module

from pydantic import TypeAdapter

from hegui.manifest.parts import stated
from hegui.manifest.sections import SECTIONS
from hegui.manifest.stating import plain
from hegui.nodes import Mapping as MappingNode

__all__ = ["adapter", "models"]


def models(root: MappingNode, *, newer: bool) -> Mapping[str, object]:
    """The stated sections by name, in the order of the text: a model, a list of them, `NONE` or None.

    The tree is one that was read as a manifest, so every section of it validates.
    """
    return {
        entry.key.text: adapter(entry.key.text).validate_python(plain(entry.value), context={"newer": newer})
        for entry in root.entries
        if entry.key.text in SECTIONS
    }


@cache
def adapter(section: str) -> TypeAdapter[object]:
    entry = SECTIONS[section]
    model = getattr(import_module(entry.module), entry.cls)
    return TypeAdapter(stated(model, many=entry.many))
