"""Keeps typed rules as JSON between runs, in a folder of the user's own. Whatever is off about an entry, the files are read anew.

Nothing is ever executed from the cache: an entry names values of a closed list of types, is bound to the digest of the
rule files and the engine's version, carries its own checksum, and must rebuild without a gap.
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
from typing import Any

from hegui import conditions, rules, terms
from hegui._version import __version__
from hegui.loading.contents import Contents, RuleFile, digest_of
from hegui.rules import LATER, Rule, Version

__all__ = ["contents", "folder"]

FORMAT = 3
_TYPES: Mapping[str, type] = {
    name: found
    for module in (conditions, rules, terms)
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
        held = _decoded(json.loads(body))
    except (OSError, ValueError, LookupError, TypeError, ArithmeticError, RecursionError):
        return None
    return held if isinstance(held, Contents) and held.digest == digest else None


def _write(path: Path, held: Contents) -> None:
    body = _text(_encoded(held)).encode()
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(descriptor, "wb") as file:
            file.write(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        Path(name).replace(path)
    except OSError:
        return


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
    names = [f.name for f in fields(value)]  # type: ignore[arg-type]
    if isinstance(value, Contents):
        names.remove("cases")
    if isinstance(value, Rule | Version):
        return _halved(value, names)
    return [type(value).__name__, *(_encoded(getattr(value, name)) for name in names)]


def _halved(value: Rule | Version, names: Sequence[str]) -> Any:
    """What every check needs at once, and the rest as a text of its own, to be read when it is asked for."""
    rest = {name: _encoded(getattr(value, name)) for name in names if name not in AT_ONCE}
    first = {
        name: _encoded(getattr(value, name)) for name in (*names, "gate") if name in AT_ONCE and hasattr(value, name)
    }
    return [type(value).__name__, list(first), *first.values(), _text(rest)]


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _decoded(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    tag = value[0]
    plain = _PLAIN.get(tag)
    if plain is not None:
        return plain(value)
    if tag == "Contents":
        return Contents(*map(_decoded, value[1:]))
    if tag in _HALVED:
        return _half(_HALVED[tag], value)
    return _TYPES[tag](*map(_decoded, value[1:]))


def _half(kind: type[Rule | Version], value: list[Any]) -> Rule | Version:
    """A rule or version with the fields needed at once; the others follow."""
    _, names, *first, rest = value
    held = object.__new__(kind)
    held.__dict__.update(zip(names, map(_decoded, first), strict=True))
    held.__dict__[LATER] = partial(_rest, rest)
    return held


def _rest(text: str) -> Mapping[str, object]:
    return {name: _decoded(value) for name, value in json.loads(text).items()}


_HALVED: Mapping[str, type[Rule | Version]] = {"Rule": Rule, "Version": Version}
AT_ONCE = frozenset(
    {
        "id", "kind", "force", "red_line", "confidence", "bindings", "versions", "concludes", "overrides", "formerly",
        "first", "until", "gate",
    }
)  # fmt: skip
"""The fields of a rule and its versions that say whether it is to be looked at."""

_PLAIN: Mapping[str, Callable[[list[Any]], object]] = {
    "#": lambda value: Decimal(value[1]),
    "@": lambda value: date.fromisoformat(value[1]),
    "(": lambda value: tuple(map(_decoded, value[1:])),
    "{": lambda value: frozenset(map(_decoded, value[1:])),
    ":": lambda value: {_decoded(key): _decoded(below) for key, below in value[1:]},
}
