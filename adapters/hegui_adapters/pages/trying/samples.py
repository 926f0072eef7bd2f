"""The manifests that come with hegui, to start from. It judges none of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from hegui.errors import ManifestError
from hegui.manifest.reading import read_manifest

__all__ = ["samples", "titles"]


@cache
def samples() -> Mapping[str, str]:
    """The texts by name; none where they were not installed."""
    found = sorted(_folder().glob("*/manifest.yaml"))
    return {file.parent.name: file.read_text(encoding="utf-8") for file in found}


@cache
def titles() -> Mapping[str, str]:
    """What the product of each calls itself."""
    return {name: _title(text) or name for name, text in samples().items()}


def _folder() -> Path:
    """`hegui_adapters/samples` in a wheel, `examples/` in a checkout."""
    installed = files("hegui_adapters") / "samples"
    return Path(str(installed)) if installed.is_dir() else Path(__file__).resolve().parents[4] / "examples"


def _title(text: str) -> str | None:
    try:
        return read_manifest(text).name
    except ManifestError:
        return None
