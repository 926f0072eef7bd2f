"""Reads values out of JSON, each with its pointer (RFC 6901). A document of any size passes in pieces; it finds nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO

from hegui_adapters.scan.opening import UnreadError
from hegui_adapters.scan.records import Place, Record

__all__ = ["document", "values_in"]

Step = str | int


def document(stream: BinaryIO) -> Iterator[Record]:
    """The values of a JSON document in UTF-8, and its keys.

    Raises:
        UnreadError: it is no JSON from some place on.
    """
    import ijson

    steps: list[Step] = []
    try:
        for event, value in ijson.basic_parse(stream, multiple_values=True):
            if event == "map_key":
                steps[-1] = value
                yield _value(value, "", tuple(steps))
                continue
            if event in ("end_map", "end_array"):
                steps.pop()
                continue
            if steps and isinstance(steps[-1], int):
                steps[-1] += 1
            if event in ("start_map", "start_array"):
                steps.append("" if event == "start_map" else -1)
            elif event in ("string", "number"):
                yield _value(str(value), _key(steps), tuple(steps))
    except ijson.JSONError:
        raise UnreadError("不是完整的 JSON，已按文本扫描", "no whole JSON; scanned as text") from None


def values_in(value: object, line: int | None = None, steps: tuple[Step, ...] = ()) -> Iterator[Record]:
    """The scalars of a value that was read whole, and its keys."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield _value(str(key), "", (*steps, str(key)), line)
            yield from values_in(inner, line, (*steps, str(key)))
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from values_in(inner, line, (*steps, index))
    elif value is not None and not isinstance(value, bool):
        yield _value(_text(value), _key(steps), steps, line)


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _key(steps: list[Step] | tuple[Step, ...]) -> str:
    """The nearest name above a value; elements of a list have that of the list."""
    return next((step for step in reversed(steps) if isinstance(step, str)), "")


def _value(text: str, key: str, steps: tuple[Step, ...], line: int | None = None) -> Record:
    return Record((text,), (key,), _pointed(steps, line))


def _pointed(steps: tuple[Step, ...], line: int | None) -> Callable[[int, int], Place]:
    def place(_: int, __: int) -> Place:
        pointer = "".join(f"/{_escaped(step)}" for step in steps)
        field = "".join("/*" if isinstance(step, int) else f"/{_escaped(step)}" for step in steps)
        return Place(pointer if line is None else f"{line}:{pointer or '/'}", field, line)

    return place


def _escaped(step: Step) -> str:
    return str(step).replace("~", "~0").replace("/", "~1")
