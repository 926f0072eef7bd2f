"""What the body of a webhook carries: a manifest, an event with one, an event of no concern here. Pure: text in, values out.

A body is a manifest (`hegui: product/v1 …`), an event `{type, timestamp, data}` as Standard Webhooks has it, or an event
of CloudEvents 1.0 in structured mode. An event's `data` is the manifest, or has it as `manifest`: an object, or text; beside
it, `change` may say of which commit and which merge request it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as Table
from dataclasses import dataclass, field, replace
from typing import Final

from hegui.errors import Problem, SourceError
from hegui.source import Limits, read

from hegui_adapters.service.changes import change_in
from hegui_adapters.service.forges import NOWHERE, Change
from hegui_adapters.service.mapping import MappingFile, mapped
from hegui_adapters.service.members import members, text_of
from hegui_adapters.service.paths import nodes_below
from hegui_adapters.service.problems import Flaw, ProblemError

__all__ = ["CLOUD_EVENT", "JUDGED", "PING", "Carried", "Event", "carried", "carried_by", "checked_json", "flaws_in"]

CLOUD_EVENT: Final = "application/cloudevents+json"
PING: Final = "ping"
JUDGED: Final = ("product.manifest.submitted", "product.stage.changed")
"""The events that carry a manifest. A CloudEvent may put its domain in front: `cn.example.product.stage.changed`."""

_TYPE: Final = re.compile(r"[!-~]{1,100}")
_NAMED: Final = re.compile(r"[!-~][ -~]{0,99}")


@dataclass(frozen=True, slots=True)
class Event:
    """An event that carries nothing to judge."""

    type: str


@dataclass(frozen=True, slots=True)
class Carried:
    """A manifest, as it will be judged and kept; `event` is the type of what brought it.

    Its places lead back into the body: `prefix` comes before a pointer, unless `origins` says where it came from.
    `inside` says that it is a text within the body, with lines of its own. `change` is where in a repository it came from.
    """

    manifest: bytes
    event: str | None = None
    prefix: str = ""
    origins: Table[str, str] = field(default_factory=dict)
    inside: bool = False
    change: Change = NOWHERE

    def origin(self, pointer: str) -> str:
        """Where in the body something of the manifest stands, or else the nearest thing around it."""
        if self.inside:
            return self.prefix
        if not self.origins:
            return self.prefix + pointer
        while pointer and pointer not in self.origins:
            pointer = pointer.rpartition("/")[0]
        return self.origins.get(pointer, "")


def checked_json(body: bytes) -> Table[str, str]:
    """The members of a JSON body.

    Raises:
        ProblemError: it is not JSON in UTF-8, or no object.
    """
    try:
        return _object(body.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ProblemError("malformed", "正文不是 UTF-8", "the body is not UTF-8") from None


def _object(text: str) -> Table[str, str]:
    try:
        found = members(text)
    except RecursionError:
        raise ProblemError("malformed", "正文嵌套过深", "the body is nested too deeply") from None
    except ValueError as error:
        raise ProblemError("malformed", f"正文不是 JSON：{error}", f"the body is not JSON: {error}") from None
    if found is None:
        raise ProblemError("malformed", "正文应为 JSON 对象", "the body should be a JSON object")
    return found


def carried(body: bytes, *, cloud_event: bool = False, named: str | None = None) -> Carried | Event:
    """What a JSON body carries. `named` is what its headers call the event, where the body does not.

    Raises:
        ProblemError: it is not JSON, or carries nothing that is known here.
    """
    said = checked_json(body)
    if "hegui" in said and not cloud_event:
        return Carried(body)
    if cloud_event or "specversion" in said:
        _check_cloud_event(said)
    kind = text_of(said.get("type"))
    if not kind and named and _NAMED.fullmatch(named):
        return Event(named)
    if not kind or not _TYPE.fullmatch(kind):
        raise _unknown(
            "/type" if kind else "",
            "正文既不是产品要素表（hegui: product/v1），也不是带 type 的事件",
            "neither a manifest (hegui: product/v1) nor an event with a type",
        )
    if not any(kind == one or kind.endswith(f".{one}") for one in JUDGED):
        return Event(kind)
    return _within(said.get("data"), kind)


def _within(data: str | None, kind: str) -> Carried:
    outer = _object(data) if data is not None and data.startswith("{") else None
    if data is None or outer is None or "hegui" in outer or "manifest" not in outer:
        return _manifest(data, kind, "/data")
    found = _manifest(outer["manifest"], kind, "/data/manifest")
    return replace(found, change=change_in(outer.get("change"), "/data/change"))


def _manifest(value: str | None, kind: str, pointer: str) -> Carried:
    if value is not None and value.startswith("{"):
        return Carried(value.encode(), kind, pointer)
    text = text_of(value)
    if text is None:
        raise _unknown(pointer, "事件中没有产品要素表", "the event holds no manifest")
    return Carried(text.encode("utf-8", "surrogatepass"), kind, pointer, inside=True)


def _check_cloud_event(said: Table[str, str]) -> None:
    for name in ("id", "source", "type", "specversion"):
        if not text_of(said.get(name)):
            raise _unknown(f"/{name}", f"CloudEvents 缺少 {name}", f"a CloudEvent has {name}")
    if text_of(said["specversion"]) != "1.0":
        raise _unknown("/specversion", "只支持 CloudEvents 1.0", "CloudEvents 1.0 is read, no other version")


def _unknown(pointer: str, zh: str, en: str) -> ProblemError:
    return ProblemError("unknown-event", flaws=[Flaw(zh, en, pointer=pointer)])


def carried_by(mapping: MappingFile, body: bytes, limits: Limits, named: str | None = None) -> Carried | Event:
    """What a source's own payload amounts to, as its mapping file says. `named` is what its headers call the event.

    Raises:
        ProblemError: it is not JSON, or does not fit the mapping.
    """
    kind = text_of(checked_json(body).get("type")) or named
    if kind == PING:
        return Event(PING)
    try:
        made = mapped(mapping, read(body, "payload", limits))
    except SourceError as error:
        raise ProblemError("unknown-event", flaws=flaws_in(error, Carried(body), body, limits)) from None
    kind = kind if kind and _NAMED.fullmatch(kind) else None
    if made is None:
        return Event(kind or "unmapped")
    return Carried(made.text.encode(), kind, origins=made.origins, change=made.change)


# ---- places of the manifest as places of the body


def flaws_in(error: SourceError, found: Carried, body: bytes, limits: Limits) -> tuple[Flaw, ...]:
    """What is wrong with a manifest, at places of the body that carried it."""
    inner = _pointers(found.manifest, limits)
    outer = {pointer: place for place, pointer in _pointers(body, limits).items()} if not found.inside else {}
    return tuple(_flaw(problem, found, inner, outer) for problem in error.problems)


def _flaw(
    problem: Problem, found: Carried, inner: Table[tuple[int, int], str], outer: Table[str, tuple[int, int]]
) -> Flaw:
    own = (problem.line, problem.column)
    pointer = inner.get(own)
    if pointer is None:
        return Flaw(problem.zh, problem.en, found.prefix or None, line=own[0], column=own[1])
    pointer = found.origin(pointer)
    line, column = outer.get(pointer, own)
    return Flaw(problem.zh, problem.en, pointer, line=line, column=column)


def _pointers(text: bytes, limits: Limits) -> Table[tuple[int, int], str]:
    """The pointer of every value of a text, by line and column; that of a key names its value. Empty, if none can be read."""
    try:
        root = read(text, "manifest", limits).root
    except SourceError:
        return {}
    found: dict[tuple[int, int], str] = {}
    for pointer, node, key in nodes_below(root):
        found.setdefault((node.line, node.column), pointer)
        if key is not None:
            found[key] = pointer
    return found
