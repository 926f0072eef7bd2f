"""What every route takes of a request: the parts that answer it, its body, its key, its media type. It reads no manifest."""

from __future__ import annotations

from email.message import Message
from typing import Annotated, Final

from fastapi import Depends, Header, Request

from hegui_adapters.service.parts import Parts
from hegui_adapters.service.problems import ProblemError

__all__ = ["JSON_TYPES", "YAML_TYPES", "Body", "Key", "MediaType", "Running", "body_of", "media_type_of"]

JSON_TYPES: Final = ("application/json",)
YAML_TYPES: Final = ("application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml")


async def parts_of(request: Request) -> Parts:
    parts: Parts = request.app.state.parts
    return parts


Running = Annotated[Parts, Depends(parts_of)]


async def body_of(request: Request, parts: Running) -> bytes:
    """The whole body; the door counts it as it comes."""
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length) > parts.settings.body_limit:
        raise ProblemError("too-large", more={"Connection": "close"})
    return await request.body()


async def key_of(
    idempotency_key: Annotated[str | None, Header(description="1 to 200 visible ASCII characters.")] = None,
) -> str | None:
    """The caller's Idempotency-Key."""
    if idempotency_key is None:
        return None
    if not 1 <= len(idempotency_key) <= 200 or not all("!" <= sign <= "~" for sign in idempotency_key):
        raise ProblemError(
            "bad-key",
            "Idempotency-Key 须为 1 至 200 个可见 ASCII 字符",
            "Idempotency-Key is 1 to 200 visible ASCII characters",
        )
    return idempotency_key


async def media_type_of(request: Request) -> str:
    """The media type of the body, in small letters; empty if it is none, or in another charset than UTF-8."""
    header = Message()
    header["content-type"] = request.headers.get("content-type", "")
    charset = str(header.get_param("charset", "utf-8")).lower()
    return header.get_content_type() if header["content-type"] and charset in ("utf-8", "utf8") else ""


Body = Annotated[bytes, Depends(body_of)]
Key = Annotated[str | None, Depends(key_of)]
MediaType = Annotated[str, Depends(media_type_of)]
