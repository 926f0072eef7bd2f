"""`hegui.check`: one call from a source to a decision. It reads the file it is given and nothing else of the world but the day."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from hegui.decide import Decision
from hegui.decision import Plan, Waiver
from hegui.errors import ManifestError, Problem, UsageError
from hegui.manifest.reading import Manifest, manifest_of, with_institution
from hegui.nodes import Document, Scalar
from hegui.nodes import Mapping as MappingNode
from hegui.rulebook import Rulebook, default_rules
from hegui.source import Limits, read
from hegui.values import Nothing
from hegui.zone import ZONE

__all__ = ["check", "check_document", "day_for", "document_text", "load_manifest", "today"]


def check(
    source: str | Path | Mapping[str, object] | Manifest,
    *,
    as_of: date | None = None,
    rules: Rulebook | None = None,
    waivers: Sequence[Waiver] = (),
    plans: Sequence[Plan] = (),
) -> Decision:
    """Judge one manifest.

    Args:
        source: A path to a YAML or JSON file, a mapping of plain values, or a manifest read before.
        as_of: The day whose law applies. Left out, the later of today (Asia/Shanghai) and the planned launch.
        rules: The rulebook; the bundled one if left out.
        waivers: Approved exceptions to house policy. They never touch the law.
        plans: What is to be mended by a day. They change no outcome; an overdue one is told.

    Raises:
        ManifestError: the source is not a manifest; all problems at once, each with file, line and column.
        RuleError: the bundled rules cannot be used.
    """
    manifest = source if isinstance(source, Manifest) else load_manifest(source)
    return (rules or default_rules()).check(manifest, as_of=as_of or day_for(manifest), waivers=waivers, plans=plans)


def day_for(manifest: Manifest) -> date:
    """The day a door judges on when nobody names one: the later of today and the planned launch."""
    return max(today(), manifest.launch_date or today())


def today() -> date:
    """The day it is in China."""
    return datetime.now(ZONE).date()


def load_manifest(source: str | Path | Mapping[str, object], limits: Limits | None = None) -> Manifest:
    """Read a manifest from a file, or from plain values as they come out of JSON (numbers as int, Decimal or text; `NONE`).

    Raises:
        ManifestError: it cannot be read or is not a manifest.
        UsageError: there is no such file.
    """
    if isinstance(source, Mapping):
        return check_document(document_text(source), "<mapping>", None, limits)
    path = Path(source)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{source}: {error.strerror or error}") from None
    return check_document(data, str(source), path.parent, limits)


def document_text(source: Mapping[str, object]) -> str:
    """A manifest of plain values as the text of one; `NONE` is the bare word, which no quoted text can say of a text.

    Raises:
        TypeError: a value is of no kind that a manifest holds.
    """
    return json.dumps(source, ensure_ascii=False, default=_text, indent=1).replace(f'"{_NONE}"', "none")


def check_document(data: str | bytes, file: str, folder: Path | None, limits: Limits | None = None) -> Manifest:
    """Read a manifest from text; `folder` is where `institution: {ref: …}` is looked up, None refuses the reference."""
    from hegui.errors import SourceError

    try:
        document = read(data, file, limits or Limits())
        return manifest_of(_completed(document, folder, limits or Limits()))
    except ManifestError:
        raise
    except SourceError as error:
        raise ManifestError(error.problems) from None


def _completed(document: Document, folder: Path | None, limits: Limits) -> Document:
    """The document with `institution: {ref: FILE}` replaced by what that file says."""
    root = document.root
    institution = root.get("institution") if isinstance(root, MappingNode) else None
    ref = institution.get("ref") if isinstance(institution, MappingNode) else None
    if not isinstance(ref, Scalar):
        return document
    if folder is None:
        raise _refused(
            ref, "此处不能引用文件，请直接填写 institution", "a file cannot be referred to here; write institution out"
        )
    path = folder / ref.text
    try:
        data = path.read_bytes()
    except OSError:
        raise _refused(ref, f"读不到文件 {ref.text}", f"the file {ref.text} cannot be read") from None
    return with_institution(document, read(data, ref.text, limits))


def _refused(node: Scalar, zh: str, en: str) -> ManifestError:
    return ManifestError([Problem(node.file, node.line, node.column, zh, en)])


_NONE = "\ue000none"
"""Stands for `none` until the text is written; private use, so that no text of a product is it."""


def _text(value: object) -> str:
    if isinstance(value, Nothing):
        return _NONE
    if isinstance(value, Decimal | date):
        return str(value)
    raise TypeError(f"a manifest holds no {type(value).__name__}")
