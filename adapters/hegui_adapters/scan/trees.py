"""Reads values out of JSON, each with its pointer (RFC 6901). A document of any size passes in pieces; it finds nothing."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from typing import Protocol, TextIO

from hegui_adapters.scan.opening import UnreadError
from hegui_adapters.scan.records import Place, Record

__all__ = ["InUtf8", "document", "values_in"]

Step = str | int
Scalar = tuple[str, str, tuple[Step, ...]]
"""A value as text, the name it stands under, its way from the root."""
TOGETHER = 256
"""Values of a document that are handed on together."""


ENDLESS = re.compile(rb"[0-9]{%d}" % sys.int_info.str_digits_check_threshold)


class Bytes(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


class Short:
    """Bytes that stop short of a run of digits no parser may make a number of: the one in C ends the process over it."""

    def __init__(self, inner: Bytes) -> None:
        self.inner = inner
        self.tail = b""

    def read(self, size: int = -1, /) -> bytes:
        piece = self.inner.read(size)
        if ENDLESS.search(self.tail + piece):
            raise _broken()
        self.tail = (self.tail + piece)[-sys.int_info.str_digits_check_threshold :]
        return piece


class InUtf8:
    """A text as the bytes a JSON parser reads."""

    def __init__(self, text: TextIO) -> None:
        self.text = text

    def read(self, size: int = -1, /) -> bytes:
        return self.text.read(size).encode()


def document(stream: Bytes) -> Iterator[Record]:
    """The values of a JSON document in UTF-8, and its keys.

    Raises:
        UnreadError: it is no JSON from some place on.
    """
    scalars: list[Scalar] = []
    for scalar in _parsed(stream):
        scalars.append(scalar)
        if len(scalars) == TOGETHER:
            yield _record(scalars)
            scalars = []
    yield _record(scalars)


def _parsed(stream: Bytes) -> Iterator[Scalar]:
    import ijson

    steps: list[Step] = []
    try:
        for event, value in ijson.basic_parse(Short(stream), multiple_values=True):
            if event == "map_key":
                steps[-1] = value
                yield value, "", tuple(steps)
                continue
            if event in ("end_map", "end_array"):
                steps.pop()
                continue
            if steps and isinstance(last := steps[-1], int):
                steps[-1] = last + 1
            if event in ("start_map", "start_array"):
                steps.append("" if event == "start_map" else -1)
            elif event in ("string", "number"):
                yield str(value), _key(steps), tuple(steps)
    except ijson.JSONError:
        raise _broken() from None


def _broken() -> UnreadError:
    return UnreadError("不是完整的 JSON，已按文本扫描", "no whole JSON; scanned as text")


def values_in(value: object, line: int | None = None, steps: tuple[Step, ...] = ()) -> Record:
    """The scalars of a value that was read whole, and its keys."""
    return _record(list(_walked(value, steps)), line)


def _walked(value: object, steps: tuple[Step, ...]) -> Iterator[Scalar]:
    if isinstance(value, dict):
        for key, inner in value.items():
            name = str(key)
            yield name, "", (*steps, name)
            if isinstance(inner, str):
                yield inner, name, (*steps, name)
            else:
                yield from _walked(inner, (*steps, name))
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from _walked(inner, (*steps, index))
    elif value is not None and not isinstance(value, bool):
        yield _text(value), _key(steps), steps


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _key(steps: Sequence[Step]) -> str:
    """The nearest name above a value; elements of a list have that of the list."""
    return next((step for step in reversed(steps) if isinstance(step, str)), "")


def _record(scalars: Sequence[Scalar], line: int | None = None) -> Record:
    def place(index: int, _: int) -> Place:
        steps = scalars[index][2]
        pointer = "".join(f"/{_escaped(step)}" for step in steps)
        field = "".join("/*" if isinstance(step, int) else f"/{_escaped(step)}" for step in steps)
        return Place(pointer if line is None else f"{line}:{pointer or '/'}", field, line)

    return Record([one[0] for one in scalars], tuple(one[1] for one in scalars), place)


def _escaped(step: Step) -> str:
    return str(step).replace("~", "~0").replace("/", "~1")
