"""What `--version` prints: engine, rulebook and formats. It loads no rule."""

from __future__ import annotations

from hegui import __version__
from hegui.errors import HeguiError
from hegui.loading.contents import bundled_rulesets, text_in
from hegui.nodes import Mapping, Node, Scalar
from hegui.source import read

__all__ = ["versions"]


def versions() -> str:
    """The version of each part that can alter a verdict, one a line."""
    try:
        root = read(text_in(bundled_rulesets(), "rulebook.yaml") or b"", "rulesets/rulebook.yaml").root
    except (OSError, HeguiError):
        rulebook = "rulebook unreadable"
    else:
        rulebook = f"rulebook {_text(root, 'version')} (law included up to {_text(root, 'included_up_to')})"
    return f"hegui {__version__}\n{rulebook}\nschemas manifest product/v1, decision v1"


def _text(root: Node, key: str) -> str:
    found = root.get(key) if isinstance(root, Mapping) else None
    return found.text if isinstance(found, Scalar) else "?"
