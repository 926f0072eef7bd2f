"""Writes anew what is generated from the section models: JSON Schema, shape, the page of all fields. `make generated` runs it."""

from __future__ import annotations

from pathlib import Path

from hegui.manifest import shape
from hegui.manifest.reference import reference
from hegui.manifest.schema import schema_text
from hegui.manifest.shaping import shape_text

SCHEMAS = shape.FILE.parent
PAGE = Path(__file__).parents[3] / "docs" / "manifest.md"

shape.FILE.write_text(shape_text(), encoding="utf-8")
(SCHEMAS / "product-v1.schema.json").write_text(schema_text(), encoding="utf-8")
PAGE.write_text(reference(), encoding="utf-8")
