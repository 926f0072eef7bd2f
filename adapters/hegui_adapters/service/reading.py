"""From a request's body and headers to what they carry. It judges nothing and stores nothing."""

from __future__ import annotations

import json
from email.message import Message
from typing import Annotated, Final

from fastapi import Depends, Header, Request
from hegui.errors import SourceError
from hegui.nodes import Mapping, Node, Sequence
from hegui.source import Limits, read

from hegui_adapters.service.parts import Parts
from hegui_adapters.service.problems import Flaw, ProblemError, flaws_of

__all__ = ["Body", "Key", "Running", "body_of", "invalid_manifest", "media_type", "parts_of", "pointers_in"]

JSON_TYPES: Final = frozenset({"application/json"})
YAML_TYPES: Final = frozenset({"application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml"})


async def parts_of(request: Request) -> Parts:
    parts: Parts = request.app.state.parts
    return parts


async def body_of(request: Request) -> bytes:
    """The whole body; the door counts it as it comes."""
    length = request.headers.get("content-length", "")
    limit = (await parts_of(request)).settings.body_limit
    if length.isdigit() and int(length) > limit:
        raise ProblemError("too-large", more={"Connection": "close"})
    return await request.body()


Running = Annotated[Parts, Depends(parts_of)]
Body = Annotated[bytes, Depends(body_of)]


async def key_of(idempotency_key: Annotated[str | None, Header()] = None) -> str | None:
    """The caller's Idempotency-Key: 1 to 200 visible ASCII characters."""
    if idempotency_key is None:
        return None
    if not 1 <= len(idempotency_key) <= 200 or not all("!" <= sign <= "~" for sign in idempotency_key):
        raise ProblemError(
            "bad-key",
            "Idempotency-Key 须为 1 至 200 个可见 ASCII 字符",
            "Idempotency-Key is 1 to 200 visible ASCII characters",
        )
    return idempotency_key


Key = Annotated[str | None, Depends(key_of)]


def media_type(header: str | None) -> str:
    """The media type of a body in UTF-8, in small letters.

    Raises:
        ProblemError: none is given, or the charset is another.
    """
    message = Message()
    message["content-type"] = header or ""
    charset = str(message.get_param("charset", "utf-8")).lower()
    if not header or charset not in ("utf-8", "utf8"):
        raise ProblemError("unsupported-media-type")
    return message.get_content_type() if "/" in header else header.lower()


def require_json(data: bytes) -> None:
    """Refuse what is YAML but not JSON. The text was read before, so that its depth is known to be small."""
    try:
        json.loads(data, parse_constant=_refused)
    except ValueError as error:
        raise ProblemError("malformed", f"正文不是 JSON：{error}", f"the body is not JSON: {error}") from None


def _refused(name: str) -> object:
    raise ValueError(f"{name} is not JSON")


def invalid_manifest(error: SourceError, data: bytes, limits: Limits) -> ProblemError:
    """The problem that says what is wrong with a manifest, with pointers where it can be read at all."""
    try:
        pointers = pointers_in(read(data, "manifest", limits).root)
    except SourceError:
        pointers = {}
    flaws: tuple[Flaw, ...] = flaws_of(error, pointers)
    return ProblemError("invalid-manifest", flaws=flaws)


def pointers_in(node: Node, at: str = "") -> dict[tuple[int, int], str]:
    """The JSON pointer of every value of a text, by line and column; that of a key names its value."""
    found = {(node.line, node.column): at}
    if isinstance(node, Mapping):
        for entry in node.entries:
            below = f"{at}/{entry.key.text.replace('~', '~0').replace('/', '~1')}"
            found |= pointers_in(entry.value, below)
            found[entry.key.line, entry.key.column] = below
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            found |= pointers_in(item, f"{at}/{index}")
    return found
