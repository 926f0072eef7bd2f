"""Keeps typed rules as JSON between runs, in a folder of the user's own. Whatever is off about an entry, the files are read anew.

Nothing is ever executed from the cache: an entry names values of a closed list of types, is bound to the digest of the
rule files and the engine's version, carries its own checksum, and must rebuild without a gap.

An entry is its checksum, a line of JSON, and the texts of the rules end to end, the notices last. The line holds the terms
and, of each rule and version, the fields needed at once, each value once however many rules have it; the text of the rest is
read when it is asked for.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import stat
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from hegui import conditions, notices, rules, terms
from hegui._version import __version__
from hegui.loading.contents import Contents, RuleFile, digest_of
from hegui.notices import Notices
from hegui.rules import LATER, Rule, Version

__all__ = ["contents", "folder"]

FORMAT = 6
_TYPES: Mapping[str, type] = {
    name: found
    for module in (conditions, notices, rules, terms)
    for name in module.__all__
    if isinstance(found := getattr(module, name), type)
}


def contents(found: Sequence[RuleFile], *, enabled: bool = True, proofs: bool = False) -> Contents:
    """The contents of a rulebook, from the cache where it holds exactly these files; with `proofs` from the files themselves.

    Raises:
        RuleError: the files cannot be used.
    """
    with _uncollected():
        return _contents(found, enabled=enabled and not proofs, proofs=proofs)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Nothing made here is garbage, and looking for some would take as long as the reading."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _contents(found: Sequence[RuleFile], *, enabled: bool, proofs: bool) -> Contents:
    digest = digest_of(found)
    entry = _entry(digest) if enabled else None
    kept = _read(entry, digest) if entry else None
    if kept is not None:
        return kept
    from hegui.loading.files import load

    fresh = load(found, proofs=proofs)
    if entry is not None:
        _write(entry, fresh)
    return fresh


def folder() -> Path | None:
    """The cache's folder, made for the user alone; None where there can be none."""
    base = os.environ.get("XDG_CACHE_HOME") or (str(Path.home() / ".cache") if os.environ.get("HOME") else None)
    if base is None:
        return None
    path = Path(base) / "hegui"
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        held = path.stat()
    except OSError:
        return None
    private = stat.S_IMODE(held.st_mode) & 0o077 == 0 and held.st_uid == os.getuid()
    return path if private else None


def _entry(digest: str) -> Path | None:
    path = folder()
    return path / f"rules-{__version__}-{FORMAT}-{digest[:32]}.json" if path else None


def _read(path: Path, digest: str) -> Contents | None:
    try:
        checksum, _, body = path.read_bytes().partition(b"\n")
        if hashlib.sha256(body).hexdigest().encode() != checksum:
            return None
        head, _, texts = body.partition(b"\n")
        held = _rebuilt(json.loads(head), texts)
    except (OSError, ValueError, LookupError, TypeError, ArithmeticError, RecursionError):
        return None
    return held if held.digest == digest else None


def _write(path: Path, held: Contents) -> None:
    body = _body(held)
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(descriptor, "wb") as file:
            file.write(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        Path(name).replace(path)
    except OSError:
        return


# ---- an entry


def _body(held: Contents) -> bytes:
    shared: dict[str, int] = {}
    texts = bytearray()

    def row(value: Rule | Version, at_once: Sequence[str]) -> list[Any]:
        """Where each field needed at once stands among the shared values, and where the text of the others begins and ends."""
        places = [shared.setdefault(_text(_encoded(getattr(value, name))), len(shared)) for name in at_once]
        left_out = {*at_once, "versions"}
        rest = {f.name: _encoded(getattr(value, f.name)) for f in fields(value) if f.name not in left_out}
        start = len(texts)
        texts.extend(_text(rest).encode())
        return [places, start, len(texts)]

    rules = [[row(rule, RULE), *(row(version, VERSION) for version in rule.versions)] for rule in held.rules]
    told = len(texts)
    texts.extend(_text({"listed": _encoded(held.notices.listed)}).encode())
    about = [_encoded(getattr(held, name)) for name in _ABOUT]
    return f"{_text([about, [json.loads(one) for one in shared], rules, told, len(texts)])}\n".encode() + texts


def _rebuilt(head: list[Any], texts: bytes) -> Contents:
    about, shared, rules, told, size = head
    if len(texts) != size:
        raise ValueError("the texts of the rules are not whole")
    values = _decoded_all(shared)
    kept = dict(zip(_ABOUT, _decoded_all(about), strict=True))
    return Contents(
        **kept, rules=tuple(_rule(row, values, texts) for row in rules), notices=_notices(texts, told, size)
    )


def _notices(texts: bytes, start: int, end: int) -> Notices:
    held = object.__new__(Notices)
    held.__dict__[LATER] = partial(_rest, texts, start, end)
    return held


def _rule(row: list[Any], values: Sequence[Any], texts: bytes) -> Rule:
    first, *versions = row
    rule = _half(Rule, RULE, first, values, texts)
    rule.__dict__["versions"] = tuple([_half(Version, VERSION, one, values, texts) for one in versions])
    return rule


def _half(kind: type[_Kind], at_once: Sequence[str], row: list[Any], values: Sequence[Any], texts: bytes) -> _Kind:
    """A rule or version with the fields needed at once; the others follow."""
    places, start, end = row
    held = object.__new__(kind)
    kept = held.__dict__
    for name, place in zip(at_once, places, strict=True):
        kept[name] = values[place]
    kept[LATER] = partial(_rest, texts, start, end)
    return held


def _rest(texts: bytes, start: int, end: int) -> Mapping[str, object]:
    return {name: _decoded(value) for name, value in json.loads(texts[start:end].decode()).items()}


_Kind = TypeVar("_Kind", Rule, Version)
_ABOUT = ("version", "included_up_to", "digest", "overlay", "terms")
RULE = ("id", "kind", "force", "red_line", "confidence", "bindings", "concludes", "overrides", "formerly", "gates")
VERSION = ("first", "until", "gate")
"""The fields of a rule and its versions that say whether it is to be looked at."""


# ---- a value


def _encoded(value: object) -> Any:
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Decimal):
        return ["#", str(value)]
    if isinstance(value, date):
        return ["@", value.isoformat()]
    if isinstance(value, tuple):
        return ["(", *map(_encoded, value)]
    if isinstance(value, frozenset):
        return ["{", *sorted(map(_encoded, value))]
    if isinstance(value, dict):
        return [":", *([_encoded(key), _encoded(below)] for key, below in value.items())]
    return [type(value).__name__, *(_encoded(getattr(value, f.name)) for f in fields(value))]  # type: ignore[arg-type]


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _decoded(value: Any) -> Any:
    if value.__class__ is not list:
        return value
    tag, *parts = value
    plain = _PLAIN.get(tag)
    return plain(parts) if plain is not None else _TYPES[tag](*_decoded_all(parts))


def _decoded_all(values: list[Any]) -> list[Any]:
    return [value if value.__class__ is not list else _decoded(value) for value in values]


_PLAIN: Mapping[str, Callable[[list[Any]], object]] = {
    "#": lambda parts: Decimal(parts[0]),
    "@": lambda parts: date.fromisoformat(parts[0]),
    "(": lambda parts: tuple(_decoded_all(parts)),
    "{": lambda parts: frozenset(_decoded_all(parts)),
    ":": lambda parts: {_decoded(key): _decoded(below) for key, below in parts},
}
