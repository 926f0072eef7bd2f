"""The decision's body as plain data and canonical JSON. Nothing of the machine, the clock or the door enters it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from json.encoder import encode_basestring
from operator import attrgetter
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from hegui.decision import Finding
from hegui.manifest.location import Location
from hegui.values import Nothing, Opaque

if TYPE_CHECKING:
    from hegui.decide import Decision

__all__ = ["SCHEMA", "body_of", "bytes_of", "canonical", "data_of", "skimmed"]

SCHEMA = "urn:hegui:schema:decision:v1"


def body_of(decision: Decision) -> Mapping[str, object]:
    """Everything the decision says, as JSON-ready data (design §8)."""
    return _told(_parts(decision), {})


def skimmed(decision: Decision) -> Mapping[str, object]:
    """The same for who reads little of it: the data of findings are made as they are read."""
    return {**_told({**_parts(decision), "findings": ()}, {}), "findings": [_Skimmed(one) for one in decision.findings]}


class _Skimmed(Mapping[str, object]):
    """A finding as data, each field made when it is asked for."""

    __slots__ = ("_finding",)

    def __init__(self, finding: Finding) -> None:
        self._finding = finding

    def __getitem__(self, name: str) -> object:
        if name not in _names_of(Finding):
            raise KeyError(name)
        return data_of(getattr(self._finding, name))

    def __iter__(self) -> Iterator[str]:
        return iter(_names_of(Finding))

    def __len__(self) -> int:
        return len(_names_of(Finding))


def bytes_of(decision: Decision) -> bytes:
    """The same as canonical JSON, without making data of it first."""
    lasting = decision.rulebook.bases.texts
    texts = {**lasting, id(None): "null", id(True): "true", id(False): "false"}
    body = _text(_parts(decision), texts)
    for finding in decision.findings:
        of_the_rule = (finding.title, finding.interpretation, finding.citations, finding.remedy)
        lasting.update((id(one), texts[id(one)]) for one in of_the_rule)
    return body.encode()


def _parts(decision: Decision) -> Mapping[str, object]:
    contents = decision.rulebook.contents
    manifest = decision.manifest
    return {
        "schema": SCHEMA,
        "verdict": decision.verdict,
        "as_of": decision.as_of,
        "historical": decision.historical,
        "included_up_to": contents.included_up_to,
        "manifest": {
            "id": manifest.product_id,
            "name": manifest.name,
            "version": manifest.version,
            "source_digest": f"sha256:{manifest.document.digest}",
            "digest": f"sha256:{manifest.digest}",
        },
        "rulebook": {
            "version": contents.version,
            "digest": f"sha256:{contents.digest}",
            "overlay": f"sha256:{contents.overlay}" if contents.overlay else None,
            "trust": decision.rulebook.trust,
        },
        "engine": decision.engine,
        "characterised": decision.characterised,
        "measures": decision.measures,
        "findings": decision.findings,
        "red_lines": decision.red_lines,
        "outdated": decision.outdated,
        "questions": decision.questions,
        "upcoming": decision.upcoming,
        "on_trust": [finding.rule for finding in decision.on_trust],
        "waivers": decision.waivers,
        "plans": decision.plans,
        "counts": decision.counts,
    }


def canonical(body: Mapping[str, object]) -> bytes:
    """RFC 8785 in effect: keys sorted, no white space; numbers are strings already."""
    return _dumped(body).encode()


def _dumped(data: object) -> str:
    return _ENCODER.encode(data)


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def data_of(value: object) -> object:
    """A value and all below it as JSON-ready data; numbers become decimal strings. What a value holds twice is one in the data."""
    return _said(value, {})


Kept = dict[int, object]
"""What was made of a value, by its identity: findings share most of what they rest on."""


def _said(value: object, kept: Kept) -> object:
    kind: type = value.__class__
    if kind in _PLAIN:
        return value
    found = kept.get(id(value))
    if found is None:
        said = _SAID.get(kind)
        found = kept[id(value)] = said(value) if said is not None else _below(value, kept)
    return found


def _below(value: object, kept: Kept) -> object:
    if value.__class__ in (list, tuple):
        return [_said(one, kept) for one in _listed(value)]
    if is_dataclass(value):
        return _told({name: getattr(value, name) for name in _names_of(value.__class__)}, kept)
    if isinstance(value, Mapping):
        return _told(value, kept)
    raise TypeError(value.__class__.__name__)


def _listed(value: Sequence[object]) -> Sequence[object]:
    """The members of a list; elements, which are records of their own, left out."""
    return [one for one in value if not (isinstance(one, dict) and "#name" in one)]


def _told(value: Mapping[str, object], kept: Kept) -> dict[str, object]:
    return {str(key): below if below.__class__ in _PLAIN else _said(below, kept) for key, below in value.items()}


_PLAIN = frozenset({type(None), bool, str, int})


@cache
def _names_of(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@lru_cache(maxsize=64)
def _label(file: str) -> str:
    """A file as the record names it: never where it lies on this machine."""
    return PurePath(file).name if PurePath(file).is_absolute() else file


def number(value: Decimal) -> str:
    """A number as a normalised decimal string: `0.1887`, `12000`."""
    return format(value.normalize(), "f") if value else "0"


_SAID: Mapping[type, Callable[[Any], object]] = {
    Decimal: number,
    date: date.isoformat,
    Nothing: lambda _: {"none": True},
    Opaque: lambda value: {"other": value.text},
    Location: lambda value: {
        "file": _label(value.file), "line": value.line, "column": value.column, "stated": value.stated
    },
}  # fmt: skip
"""How values that are neither plain nor a record of their fields are said."""


# ---- as text


Texts = dict[int, str]
"""The text of a value, by its identity: of what stands in many places of a body it is made once."""


def _text(value: object, texts: Texts) -> str:
    """`canonical` of the data of a value, which must live as long as `texts` is read."""
    if value.__class__ is str:
        return encode_basestring(value)
    return texts.get(id(value)) or texts.setdefault(id(value), _written(value, texts))


def _written(value: object, texts: Texts) -> str:
    kind: type = value.__class__
    if kind is tuple or kind is list:
        return f"[{','.join([_text(one, texts) for one in _listed(value)])}]"  # type: ignore[arg-type]
    if kind is int:
        return str(value)
    if kind in _SAID:
        return _written(_SAID[kind](value), texts)
    if kind is str:
        return _text(value, texts)
    if is_dataclass(kind):
        form, values = _form_of(kind)
        return form % tuple(
            [
                encode_basestring(one) if one.__class__ is str else texts.get(id(one)) or _text(one, texts)
                for one in values(value)
            ]
        )
    if isinstance(value, Mapping):
        return f"{{{','.join([f'{encode_basestring(key)}:{_text(value[key], texts)}' for key in sorted(value)])}}}"
    raise TypeError(kind.__name__)


@cache
def _form_of(kind: type) -> tuple[str, Callable[[object], Sequence[object]]]:
    """The form the texts of a record's fields are filled into, and how to take the fields in that order."""
    names = sorted(_names_of(kind))
    form = f"{{{','.join(f'{encode_basestring(name)}:%s' for name in names)}}}"
    return form, attrgetter(*names)
