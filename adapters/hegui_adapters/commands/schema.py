"""`hegui schema`: prints the JSON Schema of what goes in or what comes out. It checks nothing against it."""

from __future__ import annotations

from importlib.resources import files
from typing import Literal

from hegui_adapters.exits import CLEAR
from hegui_adapters.streams import put

__all__ = ["Which", "run", "schema_text"]

Which = Literal["manifest", "decision", "price", "scenarios", "gate"]
SHIPPED = "product-v1.schema.json"


def run(which: Which) -> int:
    put(schema_text(which).rstrip("\n"))
    return CLEAR


def schema_text(which: Which) -> str:
    """The schema as JSON."""
    kinds = {"manifest": _manifest, "decision": _decision, "price": _price, "scenarios": _scenarios, "gate": _gate}
    return kinds[which]()


def _manifest() -> str:
    shipped = files("hegui") / "schemas" / SHIPPED
    if shipped.is_file():
        return shipped.read_text(encoding="utf-8")
    from hegui.manifest.schema import schema_text

    return schema_text()


def _decision() -> str:
    from hegui_adapters.decision_schema import schema_text

    return schema_text()


def _price() -> str:
    from hegui_adapters.price.record import schema_text

    return schema_text()


def _gate() -> str:
    from hegui_adapters.gate_schema import schema_text

    return schema_text()


def _scenarios() -> str:
    return (files("hegui") / "schemas" / "scenarios-v1.schema.json").read_text(encoding="utf-8")
