"""What is wrong with a request, as RFC 9457 problem details. It knows no framework and logs nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["KINDS", "MEDIA_TYPE", "Flaw", "Kind", "ProblemError", "rendered"]

MEDIA_TYPE: Final = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its name ends the URN `urn:hegui:problem:NAME`."""

    name: str
    status: int
    zh: str
    en: str


KINDS: Final[Mapping[str, Kind]] = {
    name: Kind(name, status, zh, en)
    for name, status, zh, en in (
        ("malformed", 400, "请求无法理解", "The request cannot be understood"),
        ("bad-cursor", 400, "翻页标记无效", "The cursor is not one this service gave"),
        ("bad-key", 400, "幂等键无效", "The idempotency key is not valid"),
        ("unauthenticated", 401, "未通过身份校验", "The caller could not be recognised"),
        ("bad-signature", 401, "签名校验未通过", "The signature does not hold"),
        ("forbidden", 403, "无权进行此操作", "The caller may not do this"),
        ("not-found", 404, "没有这项内容", "There is no such thing"),
        ("method-not-allowed", 405, "此地址不支持该方法", "This method is not for this address"),
        ("too-slow", 408, "请求正文到达过慢", "The body of the request came too slowly"),
        ("key-reused", 409, "同一标识对应了不同的正文", "The same key came with another body"),
        ("not-possible", 409, "当前状态下不能进行此操作", "It cannot be done as things stand"),
        ("erased", 410, "内容已按保存期限清除，或已加密而无法打开", "It was erased when its time was up, or is sealed"),
        ("too-large", 413, "请求正文过大", "The body of the request is too large"),
        ("unsupported-media-type", 415, "不支持此正文格式", "This kind of body is not read here"),
        ("invalid-request", 422, "参数有误", "A parameter is not valid"),
        ("unknown-event", 422, "事件无法处理", "The event carries nothing that is known here"),
        ("invalid-manifest", 422, "产品要素表有误", "The manifest is not valid"),
        ("invalid-rules", 422, "规则库有误，仍沿用原规则库", "The rules cannot be used; those before are still in use"),
        (
            "invalid-review",
            422,
            "复核内容有误，或不能这样办理",
            "The act of review is not valid, or may not be done here",
        ),
        ("invalid-events", 422, "履历事件有误", "The events have faults"),
        ("invalid-register", 422, "产品台账有误", "The register of products has faults"),
        ("day-not-allowed", 422, "不能按此日期检查", "The product may not be judged on this day"),
        ("too-many-requests", 429, "请求过于频繁", "Too many requests"),
        ("internal", 500, "服务内部错误", "The service failed"),
        (
            "provider-unavailable",
            502,
            "身份提供方无法访问，请稍后重试",
            "The identity provider does not answer; try again",
        ),
        ("unavailable", 503, "暂时无法保存，请稍后重试", "Nothing can be stored at the moment; try again"),
        ("timeout", 503, "处理超时，请用同一幂等键重试", "The request took too long; repeat it with the same key"),
    )
}


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing wrong at one place of the body (`pointer`, RFC 6901) or in a parameter. Lines and columns count from 1."""

    zh: str
    en: str
    pointer: str | None = None
    parameter: str | None = None
    line: int | None = None
    column: int | None = None

    def data(self) -> Mapping[str, object]:
        place = {"pointer": self.pointer, "parameter": self.parameter, "line": self.line, "column": self.column}
        return {
            **{name: value for name, value in place.items() if value is not None},
            "detail": {"zh": self.zh, "en": self.en},
        }


class ProblemError(Exception):
    """A request that is answered with a problem. `more` are headers of the answer; `reason` tells apart what one kind holds."""

    def __init__(
        self,
        kind: str,
        zh: str | None = None,
        en: str | None = None,
        *,
        flaws: Sequence[Flaw] = (),
        more: Mapping[str, str] | None = None,
        reason: str | None = None,
    ) -> None:
        self.kind = KINDS[kind]
        self.zh, self.en = zh or self.kind.zh, en or self.kind.en
        self.flaws = tuple(flaws)
        self.more = dict(more or {})
        self.reason = reason
        super().__init__(kind, self.en)


def rendered(problem: ProblemError, instance: str | None = None) -> bytes:
    """The problem as JSON. `detail` is English, as RFC 9457 has one language; `message` holds both."""
    kind = problem.kind
    said: dict[str, object] = {
        "type": f"urn:hegui:problem:{kind.name}",
        "title": kind.en,
        "status": kind.status,
        "detail": problem.en,
        "message": {"zh": problem.zh, "en": problem.en},
    }
    if instance is not None:
        said["instance"] = instance
    if problem.reason is not None:
        said["reason"] = problem.reason
    if problem.flaws:
        said["errors"] = [flaw.data() for flaw in problem.flaws]
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")
